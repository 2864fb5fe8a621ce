"""Which events come before a start, found without looking through all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

import numpy as np

from procesanalyse.conformance.matching import NO_EVENT
from procesanalyse.conformance.view import NEVER, Ints, LogView

#: First and last instant of an event, and its row.
Place = tuple[int, int, int]


@dataclass(frozen=True, eq=False)
class Preceding:
    """Events by a key (a scope; a scope and a person), in order of time."""

    view: LogView
    by_key: dict[Hashable, list[Place]]

    @staticmethod
    def of(view: LogView, rows: Ints, keys: Iterable[Hashable]) -> Preceding:
        """These events, each under its key; a row may come several times, under different keys."""
        by_key: dict[Hashable, list[Place]] = defaultdict(list)
        columns = zip(view.low[rows].tolist(), view.high[rows].tolist(), rows.tolist(), strict=True)
        for key, place in zip(keys, columns, strict=True):
            by_key[key].append(place)
        for places in by_key.values():
            places.sort()
        return Preceding(view, dict(by_key))

    def last(self, key: Hashable, start: int) -> int:
        """Row of the last event before the start, or NO_EVENT; never the start itself.

        By time; of two events at one instant the source's order decides. A date and anything else of its day
        can come in either order; then it counts as before.
        """
        places = self.by_key.get(key, [])
        low, high = int(self.view.low[start]), int(self.view.high[start])
        place = bisect_right(places, (high, NEVER, NEVER))
        if place and low == high and places[place - 1][:2] == (low, low) and places[place - 1][2] >= start:
            place = bisect_left(places, (low, low, start))
        elif place and places[place - 1][2] == start:
            place -= 1
        return places[place - 1][2] if place else NO_EVENT


def last_before(view: LogView, starts: Ints, rows: Ints, keys: Ints) -> Ints:
    """Of each start, the last of these events that comes before it under its key, or NO_EVENT."""
    preceding = Preceding.of(view, rows, keys[rows].tolist())
    found = [
        preceding.last(key, row) for key, row in zip(keys[starts].tolist(), starts.tolist(), strict=True)
    ]
    return np.array(found, dtype=np.int64)


def can_precede(view: LogView, row: int, start: int) -> bool:
    """Whether one event comes before another, as `Preceding.last` means it."""
    if row == start:
        return False
    if view.low[row] == view.high[start] and view.high[row] == view.low[start]:
        return row < start
    return bool(view.low[row] <= view.high[start])
