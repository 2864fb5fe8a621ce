"""When each activation is due: `guideline.due` put to the starts of a log."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from procesanalyse.conformance.activations import Candidates
from procesanalyse.conformance.matching import Starts
from procesanalyse.conformance.versions import RuleHistory, RuleVersion
from procesanalyse.conformance.view import NEVER, NO_VALUE, Flags, Ints, LogView, microseconds, stated_column
from procesanalyse.guideline.due import (
    Stop,
    due_date_with_stops,
    due_dates,
    due_instant_with_stops,
    is_elapsed,
    lenient,
    stops_of,
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


def dues_of(history: RuleHistory, found: Candidates) -> Dues:
    """The due instants of all candidates, each by its own version of the rule."""
    count = len(found.starts.rows)
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
        part = _of_version(history.view, version, _at(found.starts, places))
        for all_of, some in zip(_fields(dues), _fields(part), strict=True):
            all_of[places] = some
    return dues


def calendar_of(version: RuleVersion, starts: Dates, spec: CalendarSpec | None = None) -> WorkDays:
    """The working days a version's due dates can need for these dates of starts and clock stops."""
    due = version.rule.due or DueSpec()
    return work_days_around(spec or version.guideline.calendar, starts, 3 + years_of(due))


def _of_version(view: LogView, version: RuleVersion, starts: Starts) -> Dues:
    spec = version.rule.due or DueSpec()
    if spec.column:
        return _stated(view, version, spec, starts)
    if is_elapsed(spec):
        return _elapsed(view, version, spec, starts)
    return _by_date(view, version, starts)


def _elapsed(view: LogView, version: RuleVersion, spec: DueSpec, starts: Starts) -> Dues:
    stops = _stops(view, version, spec, starts)
    bounds = []
    for times in (view.low[starts.rows], view.high[starts.rows]):
        due = [
            due_instant_with_stops(int(time), stops.get(int(scope), ()), spec)
            for time, scope in zip(times, starts.scope, strict=True)
        ]
        bounds.append(np.array([NEVER if one is None else one for one in due], dtype=np.int64))
    low, high = bounds
    stopped = high == NEVER
    return Dues(low, high, high, np.zeros(len(low), dtype=bool), stopped)


def _by_date(view: LogView, version: RuleVersion, starts: Starts) -> Dues:
    zone = version.guideline.zone
    given = _dates_due(view, version, starts, version.guideline.calendar)
    most = given
    if version.guideline.calendar.saturday_is_working_day:
        most = _dates_due(view, version, starts, lenient(version.guideline.calendar))
    stopped = np.isnat(given)
    due, latest = _end_or_never(given, zone), _end_or_never(most, zone)
    return Dues(due, due, np.maximum(due, latest), ~stopped, stopped)


def _dates_due(view: LogView, version: RuleVersion, starts: Starts, calendar: CalendarSpec) -> Dates:
    spec = version.rule.due or DueSpec()
    dates = view.dates(starts.rows, version.guideline.zone)
    stops = _stops(view, version, spec, starts)
    stopped = [day for found in stops.values() for stop in found for day in stop if day is not None]
    days = calendar_of(version, np.concatenate((dates, np.array(stopped, dtype="datetime64[D]"))), calendar)
    due = due_dates(dates, spec, days)
    for place, scope in enumerate(starts.scope.tolist()):
        if scope in stops:
            due[place] = due_date_with_stops(dates[place], stops[scope], spec, days)[0]
    return due


def _end_or_never(dates: Dates, zone: str) -> Ints:
    ends = np.full(len(dates), NEVER, dtype=np.int64)
    known = ~np.isnat(dates)
    ends[known] = day_ends(dates[known], zone)
    return ends


def _stops(view: LogView, version: RuleVersion, spec: DueSpec, starts: Starts) -> dict[int, list[Stop]]:
    """Clock stops by scope: date ordinals, or instants in hours rules."""
    stops: dict[int, list[Stop]] = defaultdict(list)
    scopes = _scopes_of(view, version, starts)
    for pause in spec.pauses:
        begins = version.conditions.events_of(pause.begin)
        ends = version.conditions.events_of(pause.end)
        begin_times, end_times = (_clock(view, version, spec, rows) for rows in (begins, ends))
        ends_by_scope = _grouped(scopes[ends], end_times)
        for scope, times in _grouped(scopes[begins], begin_times).items():
            stops[scope] += stops_of(times, ends_by_scope.get(scope, []))
    return dict(stops)


def _clock(view: LogView, version: RuleVersion, spec: DueSpec, rows: Ints) -> Ints:
    if is_elapsed(spec):
        return view.low[rows]
    return view.dates(rows, version.guideline.zone).astype(np.int64)


def _scopes_of(view: LogView, version: RuleVersion, starts: Starts) -> Ints:
    """The scope array the starts were paired in (the case, where instance keys were missing)."""
    wanted = view.scopes[version.rule.per]
    return wanted if (wanted[starts.rows] == starts.scope).all() else view.scopes["case"]


def _grouped(scopes: Ints, times: Ints) -> dict[int, list[int]]:
    grouped: dict[int, list[int]] = defaultdict(list)
    for scope, time in zip(scopes.tolist(), times.tolist(), strict=True):
        grouped[scope].append(time)
    return dict(grouped)


def _stated(view: LogView, version: RuleVersion, spec: DueSpec, starts: Starts) -> Dues:
    due, is_date = _statements(view, version, spec, starts)
    low, high = due.copy(), due.copy()
    known = due != NO_VALUE
    ends = is_date & known
    if ends.any():
        high[ends] = day_ends(local_dates(due[ends], view.log.zone), view.log.zone)
        low[ends] = high[ends]
    return Dues(low, high, high, ends, np.zeros(len(due), dtype=bool))


def _statements(view: LogView, version: RuleVersion, spec: DueSpec, starts: Starts) -> tuple[Ints, Flags]:
    events, cases = view.log.events, view.log.cases
    column = stated_column(spec.column, events)
    if column is not None:
        times = microseconds(events[column])
        if column == "due":
            dates = (events["due_precision"] == "date").to_numpy()
        else:
            dates = np.full(len(events), view.log.attribute_kind(column) == "date")
        rows = _stating_rows(view, version, spec, starts, times)
        return np.where(rows < 0, NO_VALUE, times[rows]), dates[rows]
    column = stated_column(spec.column, cases)
    count = len(starts.rows)
    if column is None:
        return np.full(count, NO_VALUE, dtype=np.int64), np.zeros(count, dtype=bool)
    kind = view.log.attribute_kind(column)
    return microseconds(cases[column])[view.case[starts.rows]], np.full(count, kind == "date")


def _stating_rows(view: LogView, version: RuleVersion, spec: DueSpec, starts: Starts, times: Ints) -> Ints:
    """The row whose statement counts: the start's own, else the first from it on; or the last there is."""
    scopes = _scopes_of(view, version, starts)
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
