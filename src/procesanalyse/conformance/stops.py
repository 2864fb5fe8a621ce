"""The clock stops of a log: which event began each, and which one ended it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from procesanalyse.conformance.matching import NO_EVENT
from procesanalyse.conformance.versions import RuleVersion
from procesanalyse.conformance.view import NEVER, Ints, LogView
from procesanalyse.guideline.due import Stop
from procesanalyse.guideline.model import DueSpec
from procesanalyse.workcalendar.days import Dates
from procesanalyse.workcalendar.zones import local_dates

#: Rows of the event that began a stop and of the one that ended it (NO_EVENT: it goes on).
Pair = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Finish:
    """How each duty came to an end: the row of its end (or NO_EVENT), and when its case closed (or NEVER)."""

    ends: Ints
    closed: Ints

    @staticmethod
    def unknown(count: int) -> Finish:
        """Duties that go on."""
        return Finish(np.full(count, NO_EVENT, dtype=np.int64), np.full(count, NEVER, dtype=np.int64))

    def taken(self, places: Ints) -> Finish:
        """These duties only, in this order."""
        return Finish(self.ends[places], self.closed[places])

    def instants(self, view: LogView) -> Ints:
        """The last instant the end can mean, else the closing, else NEVER."""
        ended = self.ends != NO_EVENT
        found = self.closed.copy()
        found[ended] = view.high[self.ends[ended]]
        return found

    def dates(self, view: LogView, zone: str) -> Dates:
        """The local date of the end, else of the closing, else NaT."""
        ended, closed = self.ends != NO_EVENT, self.closed != NEVER
        found = np.full(len(self.ends), "NaT", dtype="datetime64[D]")
        found[closed] = local_dates(self.closed[closed], zone)
        found[ended] = view.dates(self.ends[ended], zone)
        return found


def stops_by_scope(version: RuleVersion, spec: DueSpec, scopes: Ints) -> dict[int, list[Pair]]:
    """Each event that stops the clock with the first one not before it that starts it again, by scope.

    As of ends and starts, a date is not before anything of its day.
    """
    view, stops = version.conditions.view, defaultdict(list)
    for pause in spec.pauses:
        begins = version.conditions.events_of(pause.begin)
        ends = version.conditions.events_of(pause.end)
        ends = ends[np.lexsort((ends, view.low[ends], view.high[ends]))]
        ends_of = _by_scope(scopes, ends)
        highs = {scope: view.high[rows].tolist() for scope, rows in ends_of.items()}
        for begin in begins.tolist():
            scope = int(scopes[begin])
            place = bisect_left(highs.get(scope, []), int(view.low[begin]))
            found = ends_of.get(scope, [])[place : place + 1]
            stops[scope].append((begin, found[0] if found else NO_EVENT))
    return dict(stops)


def longest(view: LogView, pairs: list[Pair], until: int) -> list[Stop]:
    """The stops as long as their events can mean; those that go on end at `until` (NEVER: they do not)."""
    found: list[Stop] = []
    for begin, end in pairs:
        low = int(view.low[begin])
        found.append((low, _ending(until, low) if end == NO_EVENT else int(view.high[end])))
    return found


def shortest(view: LogView, pairs: list[Pair], until: int) -> list[Stop]:
    """The stops as short as their events can mean; one that may last no time at all is none."""
    found: list[Stop] = []
    for begin, end in pairs:
        high = int(view.high[begin])
        if end == NO_EVENT:
            found.append((high, _ending(until, high)))
        elif view.low[end] > high:
            found.append((high, int(view.low[end])))
    return found


def whole_days(version: RuleVersion, pairs: list[Pair], until: np.datetime64) -> list[Stop]:
    """The stops as day numbers; those that go on end on the date `until` (NaT: they do not)."""
    view, zone = version.conditions.view, version.guideline.zone
    last = NEVER if np.isnat(until) else int(until.astype(np.int64))
    found: list[Stop] = []
    for begin, end in pairs:
        first = _day(view, begin, zone)
        found.append((first, _ending(last, first) if end == NO_EVENT else _day(view, end, zone)))
    return found


def _ending(until: int, begin: int) -> int | None:
    return None if until == NEVER else max(until, begin)


def _day(view: LogView, row: int, zone: str) -> int:
    return int(view.dates(np.array([row]), zone).astype(np.int64)[0])


def _by_scope(scopes: Ints, rows: Ints) -> dict[int, list[int]]:
    grouped: dict[int, list[int]] = defaultdict(list)
    for row in rows.tolist():
        grouped[int(scopes[row])].append(row)
    return dict(grouped)
