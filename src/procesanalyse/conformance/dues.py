"""When each activation is due: `guideline.due` put to the starts of a log."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from procesanalyse.conformance.activations import Candidates
from procesanalyse.conformance.matching import Starts
from procesanalyse.conformance.stops import Finish, longest, shortest, stops_by_scope, whole_days
from procesanalyse.conformance.versions import RuleHistory, RuleVersion
from procesanalyse.conformance.view import (
    NEVER,
    NO_VALUE,
    Flags,
    Ints,
    LogView,
    Scope,
    microseconds,
    stated_column,
)
from procesanalyse.guideline.due import (
    due_date_with_stops,
    due_dates,
    due_instant_with_stops,
    is_elapsed,
    lenient,
    years_of,
)
from procesanalyse.guideline.model import DueSpec
from procesanalyse.workcalendar.days import Dates, WorkDays, work_days_around
from procesanalyse.workcalendar.spec import CalendarSpec
from procesanalyse.workcalendar.zones import day_ends, local_dates


@dataclass(frozen=True, eq=False)
class Dues:
    """Due instants of some starts: the first and last they can be (a start date is not an instant).

    `lenient` is the latest under every allowed reading. NEVER: no due time; NO_VALUE: none is stated.
    `by_date` says where the due time ends a local day. `stopped`: a clock stop has not ended.
    """

    low: Ints
    high: Ints
    lenient: Ints
    by_date: Flags
    stopped: Flags

    def taken(self, places: Ints | Flags) -> Dues:
        """These activations only, in this order."""
        return Dues(
            self.low[places],
            self.high[places],
            self.lenient[places],
            self.by_date[places],
            self.stopped[places],
        )


def dues_of(history: RuleHistory, found: Candidates, scope: Scope, finish: Finish | None = None) -> Dues:
    """The due instants of all candidates, each by its own version of the rule.

    A clock stop that goes on ends where the duty did, if `finish` knows.
    """
    count = len(found.starts.rows)
    finish = finish or Finish.unknown(count)
    dues = Dues(
        low=np.full(count, NEVER, dtype=np.int64),
        high=np.full(count, NEVER, dtype=np.int64),
        lenient=np.full(count, NEVER, dtype=np.int64),
        by_date=np.zeros(count, dtype=bool),
        stopped=np.zeros(count, dtype=bool),
    )
    for number, version in enumerate(history.versions):
        places = np.flatnonzero(found.starts.version == number)
        if not len(places) or version.rule.due is None:
            continue
        duties = Duties(version, _at(found.starts, places), history.view.scopes[scope], finish.taken(places))
        part = _of_version(history.view, duties)
        for all_of, some in zip(_fields(dues), _fields(part), strict=True):
            all_of[places] = some
    return dues


def settled(history: RuleHistory, found: Candidates, scope: Scope, dues: Dues, finish: Finish) -> Dues:
    """The due instants, with those of duties that ended while the clock stood still."""
    places = np.flatnonzero(dues.stopped & (finish.instants(history.view) != NEVER))
    if not len(places):
        return dues
    changed = dues.taken(np.arange(len(dues.low)))
    part = dues_of(history, found.taken(places), scope, finish.taken(places))
    for all_of, some in zip(_fields(changed), _fields(part), strict=True):
        all_of[places] = some
    return changed


@dataclass(frozen=True, eq=False)
class Duties:
    """Starts under one version of the rule, the scope of every event of the log, and how each duty ended."""

    version: RuleVersion
    starts: Starts
    scopes: Ints
    finish: Finish


def calendar_of(version: RuleVersion, starts: Dates, spec: CalendarSpec | None = None) -> WorkDays:
    """The working days a version's due dates can need for these dates of starts and clock stops."""
    due = version.rule.due or DueSpec()
    return work_days_around(spec or version.guideline.calendar, starts, 3 + years_of(due))


def _of_version(view: LogView, duties: Duties) -> Dues:
    spec = duties.version.rule.due or DueSpec()
    if spec.column:
        return _stated(view, duties, spec)
    if is_elapsed(spec):
        return _elapsed(view, duties, spec)
    return _by_date(duties)


def _elapsed(view: LogView, duties: Duties, spec: DueSpec) -> Dues:
    """Earliest: the start as early and the stops as short as they can be; latest: both the other way."""
    stops = stops_by_scope(duties.version, spec, duties.scopes)
    rows, until = duties.starts.rows, duties.finish.instants(view).tolist()
    bounds = []
    for times, length in ((view.low[rows], shortest), (view.high[rows], longest)):
        due = [
            due_instant_with_stops(time, length(view, stops.get(scope, []), last), spec)
            for time, scope, last in zip(times.tolist(), duties.starts.scope.tolist(), until, strict=True)
        ]
        bounds.append(np.array([NEVER if one is None else one for one in due], dtype=np.int64))
    low, high = bounds
    return Dues(low, high, high, np.zeros(len(low), dtype=bool), high == NEVER)


def _by_date(duties: Duties) -> Dues:
    guideline = duties.version.guideline
    given = _dates_due(duties, guideline.calendar)
    most = given
    if guideline.calendar.saturday_is_working_day:
        most = _dates_due(duties, lenient(guideline.calendar))
    stopped = np.isnat(given)
    due, latest = _end_or_never(given, guideline.zone), _end_or_never(most, guideline.zone)
    return Dues(due, due, np.maximum(due, latest), ~stopped, stopped)


def _dates_due(duties: Duties, calendar: CalendarSpec) -> Dates:
    version, starts = duties.version, duties.starts
    spec, view, zone = version.rule.due or DueSpec(), version.conditions.view, version.guideline.zone
    dates, until = view.dates(starts.rows, zone), duties.finish.dates(view, zone)
    pairs = stops_by_scope(version, spec, duties.scopes)
    stops = {
        place: whole_days(version, pairs[scope], until[place])
        for place, scope in enumerate(starts.scope.tolist())
        if scope in pairs
    }
    stopped = [day for found in stops.values() for stop in found for day in stop if day is not None]
    days = calendar_of(version, np.concatenate((dates, np.array(stopped, dtype="datetime64[D]"))), calendar)
    due = due_dates(dates, spec, days)
    for place, found in stops.items():
        due[place] = due_date_with_stops(dates[place], found, spec, days)[0]
    return due


def _end_or_never(dates: Dates, zone: str) -> Ints:
    ends = np.full(len(dates), NEVER, dtype=np.int64)
    known = ~np.isnat(dates)
    ends[known] = day_ends(dates[known], zone)
    return ends


def _stated(view: LogView, duties: Duties, spec: DueSpec) -> Dues:
    due, is_date = _statements(view, duties, spec)
    low, high = due.copy(), due.copy()
    known = due != NO_VALUE
    ends = is_date & known
    if ends.any():
        high[ends] = day_ends(local_dates(due[ends], view.log.zone), view.log.zone)
        low[ends] = high[ends]
    return Dues(low, high, high, ends, np.zeros(len(due), dtype=bool))


def _statements(view: LogView, duties: Duties, spec: DueSpec) -> tuple[Ints, Flags]:
    events, cases = view.log.events, view.log.cases
    column = stated_column(spec.column, events)
    if column is not None:
        times = microseconds(events[column])
        if column == "due":
            dates = (events["due_precision"] == "date").to_numpy()
        else:
            dates = np.full(len(events), view.log.attribute_kind(column) == "date")
        rows = _stating_rows(view, duties, spec, times)
        return np.where(rows < 0, NO_VALUE, times[rows]), dates[rows]
    column = stated_column(spec.column, cases)
    rows = duties.starts.rows
    count = len(rows)
    if column is None:
        return np.full(count, NO_VALUE, dtype=np.int64), np.zeros(count, dtype=bool)
    kind = view.log.attribute_kind(column)
    return microseconds(cases[column])[view.case[rows]], np.full(count, kind == "date")


def _stating_rows(view: LogView, duties: Duties, spec: DueSpec, times: Ints) -> Ints:
    """The row whose statement counts: the start's own, else the first from it on; or the last there is."""
    starts, scopes = duties.starts, duties.scopes
    stating = np.flatnonzero((times != NO_VALUE) & view.seen)
    order = stating[np.lexsort((times[stating], view.low[stating]))]
    by_scope: dict[int, list[int]] = defaultdict(list)
    for row in order.tolist():
        by_scope[int(scopes[row])].append(row)
    found = np.full(len(starts.rows), -1, dtype=np.int64)
    for place, (start, scope) in enumerate(zip(starts.rows.tolist(), starts.scope.tolist(), strict=True)):
        rows = by_scope.get(scope, [])
        if spec.statement == "first" and times[start] != NO_VALUE:
            found[place] = start
        elif spec.statement == "first":
            later = bisect_left(rows, int(view.low[start]), key=lambda row: int(view.low[row]))
            found[place] = rows[later] if later < len(rows) else -1
        elif rows and view.low[rows[-1]] >= view.low[start]:
            found[place] = rows[-1]
    return found


def _at(starts: Starts, places: Ints) -> Starts:
    return replace(
        starts, rows=starts.rows[places], scope=starts.scope[places], version=starts.version[places]
    )


def _fields(dues: Dues) -> tuple[Ints | Flags, ...]:
    return dues.low, dues.high, dues.lenient, dues.by_date, dues.stopped


def lacks_due_column(history: RuleHistory) -> bool:
    """Whether a version's due date stands in a column that the log does not have as a time."""
    log = history.view.log
    for version in history.versions:
        spec = version.rule.due
        if spec is None or not spec.column:
            continue
        columns: list[pd.Series] = [
            frame[column]
            for frame in (log.events, log.cases)
            if (column := stated_column(spec.column, frame)) is not None
        ]
        if not any(pd.api.types.is_datetime64_any_dtype(column) for column in columns):
            return True
    return False
