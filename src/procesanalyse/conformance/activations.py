"""The start events at which a rule applies, each with its guideline version and scope."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from procesanalyse.conformance.matching import Ends, Starts
from procesanalyse.conformance.versions import RuleHistory, RuleVersion
from procesanalyse.conformance.view import Flags, Ints, LogView, Scope, microsecond

#: An object array of codes.
Texts = NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Candidates:
    """Starts to which the rule applies. `version` counts in `RuleHistory.versions`; `reason` is a code of
    texts.reasons where the activation cannot be assessed, else ''."""

    starts: Starts
    reason: Texts
    undecided: int

    def taken(self, places: Ints | Flags) -> Candidates:
        """These candidates only, in this order."""
        starts = self.starts
        return Candidates(
            Starts(starts.rows[places], starts.scope[places], starts.version[places]),
            self.reason[places],
            self.undecided,
        )


def candidates(history: RuleHistory, scope: Scope) -> Candidates:
    """Every start event at which a version of the rule applies, in the order of the log.

    Where only the first one counts and the case began before the window unseen, nobody knows the first.
    """
    parts = [_of_version(history, number) for number in range(len(history.versions))]
    rows = np.concatenate([part.starts.rows for part in parts]) if parts else np.array([], dtype=np.int64)
    if not len(rows):
        return Candidates(Starts(rows, rows, rows), np.array([], dtype=object), 0)
    order = np.argsort(rows, kind="stable")
    version = np.concatenate([part.starts.version for part in parts])
    reason = np.concatenate([part.reason for part in parts])
    found = Starts(rows[order], history.view.scopes[scope][rows[order]], version[order])
    reason = reason[order]
    if history.newest.which == "first":
        reason[history.view.lacks_past(found.rows, scope) & (reason == "")] = "left_edge"
    return Candidates(found, reason, sum(part.undecided for part in parts))


def ends_of(history: RuleHistory, scope: Scope) -> Ends:
    """Every event that a version of the rule takes as its end."""
    by_version = history.rows("end")
    rows = np.unique(np.concatenate(by_version)) if by_version else np.array([], dtype=np.int64)
    valid = tuple(frozenset(found.tolist()) for found in by_version)
    by_column = tuple(one.rule.due is not None and bool(one.rule.due.column) for one in history.versions)
    return Ends(rows, history.view.scopes[scope][rows], valid, by_column)


def scope_of(history: RuleHistory) -> tuple[Scope, bool]:
    """The scope events are paired in, and whether it fell back to the case for want of instance keys."""
    wanted: Scope = history.newest.per
    if wanted != "instance":
        return wanted, False
    view = history.view
    for field in ("start", "end"):
        rows = np.concatenate(history.rows(field)) if history.versions else np.array([], dtype=np.int64)
        if len(rows) and not view.has_instance[rows].any():
            return "case", True
    return "instance", False


def notes_of(found: Candidates, fell_back: bool, without_key: int) -> tuple[str, ...]:
    """What a rule's result must say of its starts: see texts.reasons.NOTES."""
    notes = ["no_instance_keys"] if fell_back else []
    counted = {"some_instance_keys": without_key, "undecided": found.undecided}
    return (*notes, *(f"{code}:{count}" for code, count in counted.items() if count))


def _of_version(history: RuleHistory, number: int) -> Candidates:
    version, view = history.versions[number], history.view
    rows = version.conditions.events_of(version.rule.start)
    dates = view.dates(rows, version.guideline.zone)
    files = history.files_of(dates)
    in_force = files == version.place
    before = (files < 0) & (version.place == 0)
    rows, dates, files = (part[in_force | before] for part in (rows, dates, files))
    applies, undecided = _applying(version, view, rows)
    reason = np.full(len(rows), "", dtype=object)
    reason[view.high[rows] < _window_start(view)] = "left_edge"
    reason[history.after_file(dates, files)] = "no_guideline"
    reason[files < 0] = "before_guideline"
    found = Starts(rows[applies], rows[applies], np.full(int(applies.sum()), number, dtype=np.int64))
    return Candidates(found, reason[applies], undecided)


def _applying(version: RuleVersion, view: LogView, rows: Ints) -> tuple[Flags, int]:
    """Where the rule applies, and how many starts wait for a later decision that would change that."""
    condition = version.rule.applies_when
    now = version.conditions.holds(condition, rows)
    then = version.conditions.holds(condition, rows, decided=True)
    undecided = (now != then) & view.open_cases[view.case[rows]]
    return now & ~undecided, int(undecided.sum())


def _window_start(view: LogView) -> int:
    return microsecond(view.log.window.start)
