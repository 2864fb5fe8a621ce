"""The figures of one rule from its verdicts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.conformance.dues import lacks_due_column
from procesanalyse.conformance.results import OUTCOMES, RuleResult
from procesanalyse.conformance.verdicts import KEPT, LATE, MISSED, NOT_ASSESSABLE, PENDING, WAIVED, Verdicts
from procesanalyse.conformance.versions import RuleHistory
from procesanalyse.conformance.view import NO_VALUE, Flags, Ints
from procesanalyse.eventlog.table import EventLog
from procesanalyse.statistics.intervals import wilson, wilson_clustered
from procesanalyse.statistics.percentiles import median, percentile
from procesanalyse.statistics.share import Share
from procesanalyse.statistics.survival import kaplan_meier_at
from procesanalyse.workcalendar.zones import DAY_MICROSECONDS


@dataclass(frozen=True, eq=False)
class Families:
    """The cluster of each case: its family where the log knows families."""

    known: bool
    of_case: Ints

    @staticmethod
    def of(log: EventLog) -> Families:
        """The families of this log's cases; a case without one stands for itself."""
        groups = log.cases["group"]
        codes = groups.cat.codes.to_numpy().astype(np.int64)
        alone = len(groups.cat.categories) + np.arange(len(codes))
        return Families(bool((codes >= 0).any()), np.where(codes < 0, alone, codes))

    def share(self, good: Flags, cases: Ints) -> Share | None:
        """The good ones among activations of these cases, families drawn whole; None without any."""
        if self.known:
            return wilson_clustered(good, self.of_case[cases])
        return wilson(int(good.sum()), len(good))


def done_in_time(ratio: NDArray[np.float64], done: Flags, never: Flags) -> Share | None:
    """Kaplan-Meier: the share done within the allowed time, where some are still waiting.

    `ratio` is elapsed / allowed; NaN (no due time) is left out. What will `never` be done stays at risk for
    ever. None without due times.
    """
    times, known = np.where(never, np.inf, ratio), ~np.isnan(ratio)
    return kaplan_meier_at(times[known], done[known], 1.0)


def rule_result(history: RuleHistory, verdicts: Verdicts, families: Families) -> RuleResult:
    """The counts, shares and overruns of one rule."""
    outcome, passed = verdicts.outcome, verdicts.due_passed
    counts = dict(zip(OUTCOMES, np.bincount(outcome, minlength=len(OUTCOMES)).tolist(), strict=True))
    broken = (outcome == LATE) | (outcome == MISSED)
    counted = passed & (broken | (outcome == KEPT))
    lawful = counted | (passed & (outcome == WAIVED))
    overrun = verdicts.overrun[broken & (verdicts.overrun != NO_VALUE)] / DAY_MICROSECONDS
    view = history.view
    with_activation = len(np.unique(verdicts.case))
    return RuleResult(
        rule=history.newest,
        activations=len(outcome),
        **counts,
        certain=int(verdicts.certain.sum()),
        due_passed=int(lawful.sum()),
        share=families.share(outcome[counted] == KEPT, verdicts.case[counted]),
        share_lawful=families.share(~broken[lawful], verdicts.case[lawful]),
        share_censored=_censored(history, verdicts),
        overrun_days_median=median(overrun),
        overrun_days_p90=percentile(overrun, 90),
        broken_cases=len(np.unique(verdicts.case[broken])),
        cases_without_activation=int(view.known_cases.sum()) - with_activation,
        notes=(*_standing(history), *verdicts.notes, *_not_assessable(verdicts)),
    )


def _censored(history: RuleHistory, verdicts: Verdicts) -> Share | None:
    """`done_in_time` without the waived and the not assessable; not done in a closed case is never done.

    None for a log of closed cases only, which has lost its slow ones.
    """
    outcome = verdicts.outcome
    if history.view.log.selection == "closed_in":
        return None
    used = np.isin(outcome, (KEPT, LATE, MISSED, PENDING))
    never = (outcome == MISSED) & verdicts.closed
    done = (outcome == KEPT) | (outcome == LATE)
    return done_in_time(verdicts.ratio[used], done[used], never[used])


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
    if history.missing_columns() or lacks_due_column(history):
        notes.append("column_missing")
    if history.view.log.selection == "closed_in" and rule.kind == "deadline":
        notes.append("closed_in")
    return notes


def _not_assessable(verdicts: Verdicts) -> list[str]:
    reasons = pd.Series(verdicts.reason[verdicts.outcome == NOT_ASSESSABLE], dtype=object).value_counts()
    return [f"{code}:{count}" for code, count in sorted(reasons.items())]
