"""The result of a check: one row per activation, one summary per rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from procesanalyse.guideline.model import GuidelineHistory, Rule
from procesanalyse.statistics.share import Share

Outcome = Literal["kept", "late", "missed", "pending", "not_assessable", "waived"]
OUTCOMES: tuple[Outcome, ...] = ("kept", "late", "missed", "pending", "not_assessable", "waived")

#: Columns of `CheckResult.outcomes`. Event numbers are rows of `EventLog.events`.
OUTCOME_COLUMNS: Mapping[str, str] = {
    "rule": "category: rule id",
    "case": "int32: row in `cases`",
    "occurrence": "int32: 1 for the case's first activation of the rule",
    "start_event": "Int64 or missing",
    "end_event": "Int64 or missing: the event that ended it, on time or late",
    "start": "UTC or missing: time of the start event",
    "end": "UTC or missing",
    "due": "UTC or missing: the last instant that still keeps the rule",
    "outcome": "category of OUTCOMES",
    "reason": "string: code of texts.reasons where the outcome needs one, else ''",
    "due_passed": "bool: the due time lies before the instant of judgement",
    "overrun": "timedelta or missing: end (or the instant of judgement) minus due, where late or missed",
    "elapsed_ratio": "float or missing: elapsed / allowed in the rule's own clock, at the end or as of",
    "certain": "bool: a breach under every allowed reading",
    "final": "bool: can no longer be mended (late, or missed in a closed case)",
}


@dataclass(frozen=True, slots=True)
class RuleResult:
    """One rule's figures; `share` is over activations whose due time has passed, None if there are none."""

    rule: Rule
    activations: int
    kept: int
    late: int
    missed: int
    pending: int
    not_assessable: int
    waived: int
    certain: int
    due_passed: int
    share: Share | None
    share_lawful: Share | None
    share_censored: Share | None
    overrun_days_median: float | None
    overrun_days_p90: float | None
    broken_cases: int
    cases_without_activation: int
    notes: tuple[str, ...] = ()

    @property
    def broken(self) -> int:
        """Breaches: done too late, or not done though due."""
        return self.late + self.missed


@dataclass(frozen=True)
class CheckResult:
    """Everything one check found."""

    guidelines: GuidelineHistory
    as_of: pd.Timestamp
    rules: tuple[RuleResult, ...]
    outcomes: pd.DataFrame

    def rule(self, rule_id: str) -> RuleResult:
        """The figures of one rule; KeyError if the guideline has none of that id."""
        return {result.rule.id: result for result in self.rules}[rule_id]

    def of(self, rule_id: str) -> pd.DataFrame:
        """The activations of one rule."""
        return self.outcomes[self.outcomes["rule"] == rule_id]
