"""Rows without an instance key, in a log where others have one: whose could they be?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from procesanalyse.conformance.versions import RuleHistory
from procesanalyse.conformance.view import Ints, LogView, Scope


@dataclass(frozen=True, eq=False)
class Strays:
    """Events of one kind by case, to be asked which could share a start's instance though no key says so."""

    view: LogView
    all_of: dict[int, list[int]]
    without_key: dict[int, list[int]]

    @staticmethod
    def of(view: LogView, rows: Ints) -> Strays:
        """These events, in the order given."""
        return Strays(view, _by_case(view, rows), _by_case(view, rows[~view.has_instance[rows]]))

    def of_start(self, start: int) -> Iterator[int]:
        """Rows of the start's case where the row or the start has no key; never the start itself."""
        keyed = bool(self.view.has_instance[start])
        found = (self.without_key if keyed else self.all_of).get(int(self.view.case[start]), [])
        return (row for row in found if row != start)


def missing_keys(history: RuleHistory, scope: Scope) -> int:
    """How many starts, ends and exceptions of a rule per instance have no key, where others have one."""
    if scope != "instance" or not history.versions or history.view.has_instance.all():
        return 0
    excusing = [
        one.conditions.events_of(exception.pattern)
        for one in history.versions
        for exception in one.rule.exceptions
    ]
    rows = np.unique(np.concatenate([*history.rows("start"), *history.rows("end"), *excusing]))
    return int((~history.view.has_instance[rows]).sum())


def _by_case(view: LogView, rows: Ints) -> dict[int, list[int]]:
    grouped: dict[int, list[int]] = defaultdict(list)
    for case, row in zip(view.case[rows].tolist(), rows.tolist(), strict=True):
        grouped[case].append(row)
    return dict(grouped)
