"""Does the model of the earlier part of the log predict the later part?"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats

from procesanalyse.calibration.observe import as_observed
from procesanalyse.calibration.result import CountValidation, Reason, RuleValidation
from procesanalyse.comparison.measures import can_be_simulated
from procesanalyse.conformance.check import check
from procesanalyse.eventlog.table import EventLog
from procesanalyse.facts.load import open_cases
from procesanalyse.guideline.model import GuidelineHistory, Rule
from procesanalyse.simulation.run import SimulationRun

#: A share further off than this is a failure if chance does not explain it.
SHARE_TOLERANCE = 0.05
#: A share further off than this is a failure outside its own interval, and not a success inside it.
MATERIAL = 0.15
#: The same for open cases, as a part of the observed number.
OPEN_TOLERANCE = 0.10
CONFIDENCE = 0.95
#: With fewer decided activations a rule's observed share says too little.
FEWEST_DECIDED = 30
_DECIDED = ("kept", "late", "missed")


@dataclass(frozen=True, slots=True)
class Held:
    """What one log shows of the period held out: kept and decided per rule, cases open at its end."""

    counts: dict[str, tuple[int, int]]
    open_cases: int


@dataclass(frozen=True, slots=True)
class Prediction:
    """Mean and interval of one more run like those seen, and how far off an observation is."""

    mean: float
    low: float
    high: float
    p: float


def held_out(
    log: EventLog, guidelines: GuidelineHistory, begin: pd.Timestamp, *, courses: EventLog | None = None
) -> Held:
    """Activations begun from `begin` on and decided by the end of the log's window.

    `courses`: the log with one case per course of work, where cases that opened again count as open.
    """
    outcomes = check(log, guidelines).outcomes
    decided = outcomes["due_passed"].to_numpy(dtype=bool) & outcomes["outcome"].isin(_DECIDED).to_numpy()
    rows = outcomes[decided & (outcomes["start"] >= begin).to_numpy()]
    counts = {
        str(rule): (int((part["outcome"] == "kept").sum()), len(part))
        for rule, part in rows.groupby("rule", observed=True)
    }
    return Held(counts, int(open_cases(courses or log, at=[log.window.end])["open"].iloc[0]))


def held_out_of_run(run: SimulationRun, guidelines: GuidelineHistory, date_only: frozenset[str]) -> Held:
    """The same of a run whose evaluation period is the period held out, seen at the log's precision."""
    return held_out(as_observed(run.log, date_only), guidelines, run.cohort.start)


def predict(values: Sequence[float], observed: float, sampling_sd: float = 0.0) -> Prediction:
    """Student's prediction interval for one further observation.

    `sampling_sd` is what the observation may be off by its own smallness beyond the runs' spread;
    the larger of the two spreads is used, so that few runs that happen to agree promise nothing.
    """
    seen = np.asarray(values, dtype=float)
    spread = max(float(seen.std(ddof=1)), sampling_sd) * math.sqrt(1 + 1 / len(seen))
    mean, freedom = float(seen.mean()), len(seen) - 1
    if spread == 0:
        return Prediction(mean, mean, mean, 1.0 if math.isclose(mean, observed) else 0.0)
    half = float(stats.t.ppf(0.5 + CONFIDENCE / 2, freedom)) * spread
    return Prediction(
        mean, mean - half, mean + half, float(2 * stats.t.sf(abs(observed - mean) / spread, freedom))
    )


def holm(p_values: ArrayLike) -> list[float]:
    """Holm's adjusted p-values, in the order given (Holm 1979)."""
    p = np.asarray(p_values, dtype=float)
    order = np.argsort(p)
    adjusted = np.minimum(1.0, np.maximum.accumulate(p[order] * (len(p) - np.arange(len(p)))))
    result = np.empty(len(p))
    result[order] = adjusted
    return [float(value) for value in result]


def validate_rules(
    observed: Held, runs: Sequence[Held], guidelines: GuidelineHistory
) -> tuple[RuleValidation, ...]:
    """Every active rule of the newest guideline that either side shows.

    `passed` is false where chance does not explain the difference (Holm over the rules) and it is
    more than five percentage points, and where it is more than fifteen and outside the rule's own
    interval; None where one side shows too little, or the interval is so wide that it holds even that.
    """
    active = [rule for rule in guidelines.newest.rules if rule.status == "active"]
    rows = [_rule(rule, observed, runs) for rule in active]
    rows = [row for row in rows if row.observed is not None or row.predicted is not None]
    tested = [i for i, row in enumerate(rows) if row.p is not None]
    adjusted = dict(zip(tested, holm([rows[i].p or 0.0 for i in tested]), strict=True))
    return tuple(_judged(row, adjusted.get(i)) for i, row in enumerate(rows))


def _rule(rule: Rule, observed: Held, runs: Sequence[Held]) -> RuleValidation:
    rule_id = rule.id
    kept, decided = observed.counts.get(rule_id, (0, 0))
    share = kept / decided if decided else None
    counts = [run.counts.get(rule_id, (0, 0)) for run in runs]
    shares = [a / b for a, b in counts if b]
    if not can_be_simulated(rule) or len(shares) < len(runs) or len(shares) < 2:
        return RuleValidation(rule_id, share, decided, None, None, None, None, None)
    middle = (sum(shares) / len(shares) * decided + 1) / (decided + 2)
    found = predict(shares, share or 0.0, math.sqrt(middle * (1 - middle) / decided) if decided else 0.0)
    low, high = max(0.0, found.low), min(1.0, found.high)
    p = found.p if share is not None and decided >= FEWEST_DECIDED else None
    return RuleValidation(rule_id, share, decided, found.mean, low, high, p, None)


def _judged(row: RuleValidation, adjusted: float | None) -> RuleValidation:
    if adjusted is None or row.observed is None or row.predicted is None or row.p is None:
        return row
    off = abs(row.observed - row.predicted)
    passed: bool | None = not (adjusted < 1 - CONFIDENCE and off > SHARE_TOLERANCE)
    if passed and off > MATERIAL:
        passed = False if row.p < 1 - CONFIDENCE else None
    return dataclasses.replace(row, passed=passed)


def validate_open_cases(observed: Held, runs: Sequence[Held]) -> CountValidation:
    """Open cases at the end of the period held out."""
    found = predict([run.open_cases for run in runs], observed.open_cases, math.sqrt(observed.open_cases))
    inside = found.low <= observed.open_cases <= found.high
    near = abs(found.mean - observed.open_cases) <= OPEN_TOLERANCE * observed.open_cases
    return CountValidation(
        float(observed.open_cases), found.mean, max(0.0, found.low), found.high, passed=inside or near
    )


def validation_reasons(rules: Sequence[RuleValidation], cases: CountValidation) -> list[Reason]:
    """Why the hold-out speaks against the model, and which rules it says nothing about.

    A rule far off inside an interval too wide to fail it blocks as well: nobody can call that a hit.
    """
    reasons = [
        Reason("trust.rule_off", "blocking", row.id, row.observed, row.predicted)
        for row in rules
        if row.passed is False
    ]
    if not any(row.passed is not None for row in rules):
        reasons.append(Reason("trust.no_rule_validated", "blocking"))
    if not cases.passed:
        reasons.append(Reason("trust.open_cases_off", "blocking", "", cases.observed, cases.predicted))
    reasons += [
        Reason("trust.rule_uncertain", "blocking", row.id, row.observed, row.predicted)
        if row.p is not None
        else Reason("note.rule_not_validated", "note", row.id, row.observed, row.predicted)
        for row in rules
        if row.passed is None
    ]
    return reasons
