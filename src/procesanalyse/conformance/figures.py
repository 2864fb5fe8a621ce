"""The figures of one rule from its verdicts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from procesanalyse.conformance.results import OUTCOMES, RuleResult
from procesanalyse.conformance.verdicts import KEPT, LATE, MISSED, NOT_ASSESSABLE, PENDING, WAIVED, Verdicts
from procesanalyse.conformance.versions import RuleHistory
from procesanalyse.conformance.view import NO_VALUE, Flags, LogView
from procesanalyse.statistics.intervals import wilson, wilson_clustered
from procesanalyse.statistics.percentiles import median, percentile
from procesanalyse.statistics.share import Share
from procesanalyse.statistics.survival import kaplan_meier_at

_DAY = 86_400_000_000.0


@dataclass(frozen=True, eq=False)
class Families:
    """The cluster of each case: its family where the log knows families."""

    known: bool
    of_case: pd.Series

    @staticmethod
    def of(view: LogView) -> Families:
        """The families of this log's cases; a case without one stands for itself."""
        groups = view.log.cases["group"]
        codes = groups.cat.codes.to_numpy().astype(np.int64)
        alone = len(groups.cat.categories) + np.arange(len(codes))
        return Families(bool((codes >= 0).any()), pd.Series(np.where(codes < 0, alone, codes)))


def rule_result(history: RuleHistory, verdicts: Verdicts, families: Families) -> RuleResult:
    """The counts, shares and overruns of one rule."""
    outcome, passed = verdicts.outcome, verdicts.due_passed
    counts = dict(zip(OUTCOMES, np.bincount(outcome, minlength=len(OUTCOMES)).tolist(), strict=True))
    broken = (outcome == LATE) | (outcome == MISSED)
    counted = passed & (broken | (outcome == KEPT))
    overrun = verdicts.overrun[broken & (verdicts.overrun != NO_VALUE)] / _DAY
    view = history.view
    with_activation = len(np.unique(verdicts.case))
    return RuleResult(
        rule=history.newest,
        activations=len(outcome),
        **counts,
        certain=int(verdicts.certain.sum()),
        due_passed=int((counted | (passed & (outcome == WAIVED))).sum()),
        share=_share(verdicts, counted, outcome == KEPT, families),
        share_lawful=_share(
            verdicts,
            counted | (passed & (outcome == WAIVED)),
            (outcome == KEPT) | (outcome == WAIVED),
            families,
        ),
        share_censored=_censored(history, verdicts),
        overrun_days_median=median(overrun),
        overrun_days_p90=percentile(overrun, 90),
        broken_cases=len(np.unique(verdicts.case[broken])),
        cases_without_activation=int(view.known_cases.sum()) - with_activation,
        notes=(*_standing(history), *verdicts.notes, *_not_assessable(verdicts)),
    )


def _share(verdicts: Verdicts, counted: Flags, good: Flags, families: Families) -> Share | None:
    if families.known:
        clusters = families.of_case.to_numpy()[verdicts.case[counted]]
        return wilson_clustered(good[counted], clusters)
    return wilson(int(good[counted].sum()), int(counted.sum()))


def _censored(history: RuleHistory, verdicts: Verdicts) -> Share | None:
    """Kaplan-Meier: the share done within the allowed time, where some are still waiting.

    Not done in a closed case stays at risk for ever; waived and not assessable are out. None without due
    times, and for a log of closed cases only, which has lost its slow ones.
    """
    view, outcome = history.view, verdicts.outcome
    if view.log.selection == "closed_in":
        return None
    used = np.isin(outcome, (KEPT, LATE, MISSED, PENDING)) & ~np.isnan(verdicts.ratio)
    never = (outcome == MISSED) & ~view.open_cases[verdicts.case]
    times = np.where(never, np.inf, verdicts.ratio)
    done = (outcome == KEPT) | (outcome == LATE)
    return kaplan_meier_at(times[used], done[used], 1.0)


def _standing(history: RuleHistory) -> list[str]:
    rule = history.newest
    notes: list[str] = []
    if rule.status != "active":
        notes.append(rule.status)
    if not rule.verified:
        notes.append("unverified")
    if rule.start_is_proxy:
        notes.append("lower_bound")
    if any(history.lacks(field) for field in ("start", "end")):
        notes.append("activity_missing")
    if history.missing_columns():
        notes.append("column_missing")
    if history.view.log.selection == "closed_in" and rule.kind == "deadline":
        notes.append("closed_in")
    return notes


def _not_assessable(verdicts: Verdicts) -> list[str]:
    reasons = pd.Series(verdicts.reason[verdicts.outcome == NOT_ASSESSABLE], dtype=object).value_counts()
    return [f"{code}:{count}" for code, count in sorted(reasons.items())]
