"""A log as the rules see it: plain arrays, cut off at the instant of judgement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.eventlog.table import EventLog, last_instants
from procesanalyse.guideline.model import EventPattern, Guideline
from procesanalyse.guideline.vocabulary import Vocabulary, folded
from procesanalyse.workcalendar.days import Dates
from procesanalyse.workcalendar.zones import day_begins, local_dates

Scope = Literal["case", "instance", "group"]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

#: Stands for "has not happened" in arrays of instants.
NEVER = int(np.iinfo(np.int64).max)
NO_VALUE = int(np.iinfo(np.int64).min)


@dataclass(frozen=True, eq=False)
class LogView:
    """Arrays over all events of the log (and over its cases), in the order of `EventLog.events`.

    `low` and `high` are the first and last microsecond an event's time can mean: equal for an instant, the
    whole local day for a date. `seen` leaves out what lies after `as_of`. `closed` is NEVER for cases that
    were open then. `groups` is the group of each case, a case without one standing for itself.
    """

    log: EventLog
    as_of: int
    case: NDArray[np.int32]
    low: Ints
    high: Ints
    is_date: Flags
    seen: Flags
    opened: Ints
    opened_dates: Dates
    closed: Ints
    known_cases: Flags
    missing_past: Flags
    groups: Ints
    scopes: dict[Scope, Ints]
    has_instance: Flags

    @property
    def open_cases(self) -> Flags:
        """Which cases have not been closed at the instant of judgement."""
        return np.asarray(self.closed == NEVER)

    def closings(self, rows: Ints, scope: Scope) -> Ints:
        """When the case of each event was closed; of a group the last, NEVER while one is open."""
        cases = self.case[rows]
        if scope != "group" or not len(rows):
            return np.asarray(self.closed[cases])
        last = np.full(int(self.groups.max()) + 1, NO_VALUE, dtype=np.int64)
        np.maximum.at(last, self.groups[self.known_cases], self.closed[self.known_cases])
        return np.asarray(last[self.groups[cases]])

    def lacks_past(self, rows: Ints, scope: Scope) -> Flags:
        """Whether each event's case (of a group: any of its cases) began before the window, unseen."""
        cases = self.case[rows]
        if scope != "group":
            return np.asarray(self.missing_past[cases])
        return np.isin(self.groups[cases], self.groups[self.missing_past])

    def dates(self, rows: Ints, zone: str) -> Dates:
        """The local date of each event: of a date itself, of an instant in this zone."""
        found = local_dates(self.low[rows], zone)
        if zone != self.log.zone:
            stated = self.is_date[rows]
            found[stated] = local_dates(self.low[rows][stated], self.log.zone)
        return found

    def rows_of(self, pattern: EventPattern | None, guideline: Guideline) -> Ints:
        """Rows of seen events whose activity the pattern names, without its `where`."""
        if pattern is None:
            return np.array([], dtype=np.int64)
        wanted = self.category_codes(pattern, guideline)
        codes = self.log.events["activity"].cat.codes.to_numpy()
        return np.flatnonzero(np.isin(codes, wanted) & self.seen)

    def category_codes(self, pattern: EventPattern, guideline: Guideline) -> list[int]:
        """Codes of the log's activity names that mean one of the pattern's activities."""
        words = Vocabulary.of(guideline.activities)
        names = self.log.events["activity"].cat.categories
        return [code for code, name in enumerate(names) if words.id_of(name) in pattern.activities]


def view_of(log: EventLog, as_of: pd.Timestamp, zone: str) -> LogView:
    """The arrays of this log, judged at an instant."""
    events, cases = log.events, log.cases
    judged = microsecond(as_of)
    low = microseconds(events["time"])
    is_date = (events["precision"] == "date").to_numpy()
    case = events["case"].to_numpy()
    seen = low <= judged
    opened = microseconds(cases["opened"])
    first_events = _first_events(log, low)
    opened = np.where(opened == NO_VALUE, first_events, opened)
    window_start = microsecond(log.window.start)
    groups = _groups(log)
    return LogView(
        log=log,
        as_of=judged,
        case=case,
        low=low,
        high=microseconds(last_instants(events["time"], events["precision"], log.zone)),
        is_date=is_date,
        seen=seen,
        opened=opened,
        opened_dates=local_dates(np.where(opened == NEVER, judged, opened), zone),
        closed=_closings(cases["closed"], judged),
        known_cases=opened <= judged,
        missing_past=_missing_past(opened, first_events, window_start, log.zone),
        groups=groups,
        scopes=_scopes(log, case, groups),
        has_instance=events["instance"].notna().to_numpy(),
    )


def microseconds(times: pd.Series) -> Ints:
    """UTC microseconds of a time column; NO_VALUE where it is missing."""
    return np.asarray(times.astype("datetime64[us, UTC]").astype("int64").to_numpy(), dtype=np.int64)


def microsecond(instant: pd.Timestamp) -> int:
    """UTC microseconds of one instant."""
    return int(instant.to_datetime64().astype("datetime64[us]").astype(np.int64))


def stated_column(name: str, frame: pd.DataFrame) -> str | None:
    """The frame's column of that name, upper and lower case alike; None if there is none."""
    return next((column for column in frame.columns if folded(column) == folded(name)), None)


def _first_events(log: EventLog, low: Ints) -> Ints:
    first = np.full(len(log.cases), NEVER, dtype=np.int64)
    has_events = np.flatnonzero(np.diff(log.offsets) > 0)
    first[has_events] = low[log.offsets[has_events]]
    return first


def _closings(closed: pd.Series, as_of: int) -> Ints:
    closings = microseconds(closed)
    return np.where((closings == NO_VALUE) | (closings > as_of), NEVER, closings)


def _missing_past(opened: Ints, first_events: Ints, window_start: int, zone: str) -> Flags:
    """Cases opened on a day before the window whose events begin only inside it."""
    begin = day_begins(local_dates(np.array([window_start]), zone), zone)[0]
    return np.asarray((opened < begin) & (first_events >= begin))


def _groups(log: EventLog) -> Ints:
    groups = log.cases["group"].cat.codes.to_numpy().astype(np.int64)
    return np.where(groups < 0, len(log.cases["group"].cat.categories) + np.arange(len(groups)), groups)


def _scopes(log: EventLog, case: NDArray[np.int32], groups: Ints) -> dict[Scope, Ints]:
    instance = log.events["instance"].cat.codes.to_numpy().astype(np.int64)
    width = len(log.events["instance"].cat.categories) + 1
    cases = case.astype(np.int64)
    return {"case": cases, "instance": cases * width + instance + 1, "group": groups[cases]}
