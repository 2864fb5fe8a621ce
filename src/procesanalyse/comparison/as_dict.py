"""A comparison as JSON-ready data, with the keys of `compare --json`."""

from __future__ import annotations

from typing import Any

from procesanalyse.comparison.result import Compared, Comparison, Range, RuleCompared, ScenarioResult


def comparison_dict(comparison: Comparison) -> dict[str, Any]:
    """Keys baseline and scenarios, and what the run rests on; shares are fractions."""
    return {
        "model": comparison.model,
        "seed": comparison.seed,
        "replications": comparison.replications,
        "cohort": list(comparison.cohort),
        "baseline": scenario_dict(comparison.baseline),
        "scenarios": [scenario_dict(one) for one in comparison.scenarios],
        "assumptions": list(comparison.assumptions),
        "validated": comparison.validated,
        "trustworthy": comparison.validated and not comparison.doubts,
        "reasons": list(comparison.doubts),
        "notes": list(comparison.notes),
    }


def scenario_dict(result: ScenarioResult) -> dict[str, Any]:
    """One scenario; for the baseline every difference is None."""
    return {
        "name": result.name,
        "question": result.question,
        "rules": [_rule(one) for one in result.rules],
        "counter_measures": {one.id: _compared(one, "value") for one in result.counter_measures},
        "teams": [
            {"id": team.id, **{one.id: _compared(one, "value") for one in team.measures}}
            for team in result.teams
        ],
        "overloaded": dict(result.overloaded),
        "correlation": {one.id: one.correlation for one in result.rules},
    }


def _rule(rule: RuleCompared) -> dict[str, Any]:
    return {
        "id": rule.id,
        **_compared(rule.whole, "share"),
        "decided": rule.decided,
        "first_26_weeks": _compared(rule.dip, "share"),
        "later": _compared(rule.after, "share"),
    }


def _compared(one: Compared, name: str) -> dict[str, Any]:
    difference = one.difference
    return {
        name: one.figure.value,
        "interval": _range(one.figure.interval),
        "difference": difference.value if difference else None,
        "difference_interval": _range(difference.interval if difference else None),
        "year_interval": _range(difference.year if difference else None),
        "verdict": difference.verdict if difference else None,
    }


def _range(interval: Range | None) -> list[float] | None:
    return None if interval is None else [interval.low, interval.high]
