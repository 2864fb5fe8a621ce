"""Where a rule applies: the closed vocabulary of `applies_when` and `where`, over arrays of start events."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pandas as pd

from procesanalyse.conformance.view import Flags, Ints, LogView, Scope, stated_column
from procesanalyse.guideline.model import Condition, EventPattern, Guideline
from procesanalyse.guideline.vocabulary import folded


@dataclass(frozen=True, eq=False)
class Conditions:
    """Answers conditions about events and cases of one log by one guideline's names."""

    view: LogView
    guideline: Guideline

    def events_of(self, pattern: EventPattern | None) -> Ints:
        """Rows of the seen events that the pattern means."""
        rows = self.view.rows_of(pattern, self.guideline)
        if pattern is None or pattern.where is None or not len(rows):
            return rows
        return rows[self.holds(pattern.where, rows)]

    def holds(self, condition: Condition | None, rows: Ints, *, decided: bool = False) -> Flags:
        """Of each event row, whether the condition holds.

        With `decided`, every `later` counts as true: what would hold if the awaited decision came.
        """
        if condition is None:
            return np.ones(len(rows), dtype=bool)
        if condition.word in ("all", "any", "not"):
            parts = [self.holds(part, rows, decided=decided) for part in condition.parts]
            return _combined(condition.word, parts, len(rows))
        if condition.word == "case":
            return self._case_is(condition, self.view.case[rows].astype(np.int64))
        if condition.word == "event":
            return _is_one_of(self._column(condition.name), condition.values)[rows]
        if condition.word == "later" and decided:
            return np.ones(len(rows), dtype=bool)
        return self._has_neighbour(condition, rows)

    def holds_for_cases(self, condition: Condition | None, *, decided: bool = False) -> Flags:
        """Of each case, whether the condition holds; `earlier` and `later` both mean anywhere in the case.

        With `decided`, every `later` counts as true, as in `holds`.
        """
        count = len(self.view.log.cases)
        if condition is None:
            return np.ones(count, dtype=bool)
        if condition.word in ("all", "any", "not"):
            parts = [self.holds_for_cases(part, decided=decided) for part in condition.parts]
            return _combined(condition.word, parts, count)
        if condition.word == "case":
            return self._case_is(condition, np.arange(count, dtype=np.int64))
        if condition.word == "later" and decided:
            return np.ones(count, dtype=bool)
        found = np.zeros(count, dtype=bool)
        found[self.view.case[self._neighbours(condition)]] = True
        return found

    def missing_columns(self, condition: Condition | None) -> bool:
        """Whether the condition asks for a column that the log does not have."""
        if condition is None:
            return False
        if condition.word == "case":
            return stated_column(condition.name, self.view.log.cases) is None
        if condition.word == "event":
            return stated_column(condition.name, self.view.log.events) is None
        return any(self.missing_columns(part) for part in condition.parts)

    def _case_is(self, condition: Condition, cases: Ints) -> Flags:
        column = stated_column(condition.name, self.view.log.cases)
        if column is None:
            return np.zeros(len(cases), dtype=bool)
        return _is_one_of(self.view.log.cases[column], condition.values)[cases]

    def _column(self, name: str) -> pd.Series:
        events = self.view.log.events
        column = stated_column(name, events)
        return pd.Series(pd.NA, index=events.index) if column is None else events[column]

    def _neighbours(self, condition: Condition) -> Ints:
        where = condition.parts[0] if condition.parts else None
        return self.events_of(EventPattern(condition.values, where))

    def _has_neighbour(self, condition: Condition, rows: Ints) -> Flags:
        view, neighbours = self.view, self._neighbours(condition)
        scope = view.scopes[_scope(condition.name)]
        if condition.word == "earlier":
            times = _by_scope(scope[neighbours], view.low[neighbours])
            limits, search = view.high[rows], bisect_right
        else:
            times = _by_scope(scope[neighbours], view.high[neighbours])
            limits, search = view.low[rows], bisect_left
        itself = np.isin(rows, neighbours)
        found = np.zeros(len(rows), dtype=bool)
        for number, (key, limit) in enumerate(zip(scope[rows].tolist(), limits.tolist(), strict=True)):
            known = times.get(key, [])
            place = search(known, limit)
            count = place if condition.word == "earlier" else len(known) - place
            found[number] = count > int(itself[number])
        return found


def _scope(name: str) -> Scope:
    return "instance" if name == "instance" else "group" if name == "group" else "case"


def _combined(word: str, parts: list[Flags], count: int) -> Flags:
    if word == "not":
        return ~parts[0]
    start = np.full(count, word == "all")
    for part in parts:
        start = start & part if word == "all" else start | part
    return start


def _by_scope(scopes: Ints, times: Ints) -> dict[int, list[int]]:
    grouped: dict[int, list[int]] = defaultdict(list)
    for scope, time in zip(scopes.tolist(), times.tolist(), strict=True):
        grouped[scope].append(time)
    return {scope: sorted(found) for scope, found in grouped.items()}


def _is_one_of(column: pd.Series, values: tuple[str, ...]) -> Flags:
    """Compared as text, upper and lower case alike; 46 and 46.0 are the same, a missing value is neither."""
    wanted = {_comparable(value) for value in values}
    codes, present = pd.factorize(column)
    hits = np.array([_comparable(value) in wanted for value in present], dtype=bool)
    return np.asarray(np.append(hits, False)[codes])


def _comparable(value: object) -> str:
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    text = folded(str(value))
    try:
        return f"{float(text):.12g}"
    except ValueError:
        return text
