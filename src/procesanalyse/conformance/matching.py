"""Which starts count, and which end answers which start.

Everything here is by time alone: events that can lie at the same instant may stand in any order in the log.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from procesanalyse.conformance.view import Flags, Ints, LogView

Match = Literal["shared", "one_to_one"]
Which = Literal["each", "first", "next"]
NO_EVENT = -1


@dataclass(frozen=True, eq=False)
class Starts:
    """Start events by scope and time, with the guideline version of each (`ordered` puts them so)."""

    rows: Ints
    scope: Ints
    version: Ints


@dataclass(frozen=True, eq=False)
class Ends:
    """End events with their scope; `valid[v]` are the rows that version v of the rule takes as an end.

    `before_start[v]`: an end before the start counts where there is none after it, since version v compares
    the end with a stated due date only.
    """

    rows: Ints
    scope: Ints
    valid: tuple[frozenset[int], ...]
    before_start: tuple[bool, ...]


@dataclass(frozen=True, eq=False)
class Matching:
    """Of each start: whether it opens an activation, and the row of its end (NO_EVENT if there is none)."""

    opens: Flags
    ends: Ints


@dataclass(frozen=True, slots=True)
class OutOfPlace:
    """Counts of what a rule cannot use but must not hide."""

    without_start: int
    before_start: int


@dataclass(slots=True)
class _Pool:
    """The ends of one scope in order of the last instant they can mean."""

    highs: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def first_from(self, low: int, start: int, valid: frozenset[int]) -> int:
        """Row of the first end not before `low`; never the start itself, never one already taken."""
        for place in range(bisect_left(self.highs, low), len(self.rows)):
            row = self.rows[place]
            if row != start and row in valid and row not in self.taken:
                return row
        return NO_EVENT

    def last_until(self, low: int, start: int, valid: frozenset[int]) -> int:
        """Row of the last end before `low`, by the same conditions."""
        for place in range(bisect_left(self.highs, low) - 1, -1, -1):
            row = self.rows[place]
            if row != start and row in valid and row not in self.taken:
                return row
        return NO_EVENT


def order_of_starts(view: LogView, rows: Ints, scope: Ints, due: Ints) -> Ints:
    """Places of the starts by scope, then time; tied ones by due, so file order decides nothing."""
    return np.lexsort((rows, due, view.high[rows], view.low[rows], scope))


def match_ends(view: LogView, starts: Starts, ends: Ends, match: Match, which: Which) -> Matching:
    """The activations of these starts, in the order of `order_of_starts`, and their ends.

    `first`: one per scope. `next`: a start that is not after the answer to the one before it opens nothing.
    """
    pools = _pools(view, ends)
    opens = np.zeros(len(starts.rows), dtype=bool)
    found = np.full(len(starts.rows), NO_EVENT, dtype=np.int64)
    seen_scope, answered_at = None, None
    for place, row, scope, version in _each(starts):
        low = int(view.low[row])
        waiting = which == "next" and (answered_at is None or low <= answered_at)
        if scope == seen_scope and (which == "first" or waiting):
            continue
        seen_scope = scope
        pool = pools.get(scope, _Pool())
        end = pool.first_from(low, row, ends.valid[version])
        if end == NO_EVENT and ends.before_start[version]:
            end = pool.last_until(low, row, ends.valid[version])
        opens[place], found[place] = True, end
        answered_at = None if end == NO_EVENT else int(view.high[end])
        if match == "one_to_one" and end != NO_EVENT:
            pool.taken.add(end)
    return Matching(opens, found)


def out_of_place(view: LogView, starts: Starts, ends: Ends) -> OutOfPlace:
    """Ends in scopes that never start, and scopes whose first end lies before their first start."""
    first_start = _earliest(starts.scope, view.low[starts.rows])
    first_end = _earliest(ends.scope, view.high[ends.rows])
    without = sum(1 for scope in ends.scope.tolist() if scope not in first_start)
    before = sum(1 for scope, low in first_start.items() if first_end.get(scope, low) < low)
    return OutOfPlace(without, before)


def _each(starts: Starts) -> Iterator[tuple[int, int, int, int]]:
    columns: Iterable[tuple[int, int, int]] = zip(
        starts.rows.tolist(), starts.scope.tolist(), starts.version.tolist(), strict=True
    )
    for place, (row, scope, version) in enumerate(columns):
        yield place, row, scope, version


def _pools(view: LogView, ends: Ends) -> dict[int, _Pool]:
    order = np.lexsort((ends.rows, view.low[ends.rows], view.high[ends.rows], ends.scope))
    rows = ends.rows[order]
    pools: dict[int, _Pool] = {}
    columns: Iterable[tuple[int, int, int]] = zip(
        ends.scope[order].tolist(), view.high[rows].tolist(), rows.tolist(), strict=True
    )
    for scope, high, row in columns:
        pool = pools.setdefault(scope, _Pool())
        pool.highs.append(high)
        pool.rows.append(row)
    return pools


def _earliest(scopes: Ints, times: Ints) -> dict[int, int]:
    earliest: dict[int, int] = {}
    for scope, time in zip(scopes.tolist(), times.tolist(), strict=True):
        earliest[scope] = min(time, earliest.get(scope, time))
    return earliest
