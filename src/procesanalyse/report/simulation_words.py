"""Calibrations, simulations and comparisons in Danish: sentences, and rows of finished text."""

from __future__ import annotations

from datetime import date

from procesanalyse.calibration.result import Assumption, Calibration
from procesanalyse.comparison.result import (
    Compared,
    Comparison,
    Range,
    ScenarioResult,
)
from procesanalyse.comparison.simulated import Simulated
from procesanalyse.guideline.model import GuidelineHistory, Rule
from procesanalyse.report.tables import effect_text, year_text
from procesanalyse.texts import findings as words
from procesanalyse.texts.numbers import (
    MISSING,
    date_text,
    number,
    percent,
    percent_span,
    points_span,
    signed_span,
    span,
)


def trust_sentences(fitted: Calibration) -> list[str]:
    """The headline, then every reason, the blocking ones first."""
    ordered = sorted(fitted.reasons, key=lambda one: one.severity != "blocking")
    return [
        words.trust_headline(fitted.trustworthy),
        *(words.reason(one.code, one.subject, one.value, one.other) for one in ordered),
    ]


def model_trust_sentences(comparison: Comparison) -> list[str]:
    """What stands above every scenario: whether the model may be trusted, and why not."""
    if not comparison.validated:
        return [words.HAND_WRITTEN]
    return [words.trust_headline(not comparison.doubts), *map(words.model_doubt, comparison.doubts)]


def assumption_sentences(fitted: Calibration) -> list[str]:
    """Everything the model takes for granted."""
    return [_assumption(one) for one in fitted.assumptions]


def activity_rows(result: Simulated) -> list[tuple[str, ...]]:
    """Step, count, hours waiting for a colleague with interval, hours of work, hours waiting for others."""
    return [
        (
            one.id,
            number(one.count.value),
            number(one.wait.value, 2),
            _range(one.wait.interval, 2),
            number(one.work.value, 2),
            number(one.external.value, 1),
        )
        for one in result.activities
    ]


def team_rows(result: Simulated) -> list[tuple[str, ...]]:
    """Team, utilisation, mean queue, cases per member."""
    return [
        (
            one.id,
            percent(one.utilisation.value, 1),
            number(one.mean_queue.value, 1),
            number(one.mean_caseload.value, 1),
        )
        for one in result.teams
    ]


def rule_rows(result: Simulated) -> list[tuple[str, ...]]:
    """Rule, share on time, interval."""
    return [(one.id, percent(one.share.value, 1), _percent_range(one.share.interval)) for one in result.rules]


def compared_rules(comparison: Comparison, guidelines: GuidelineHistory) -> list[Rule]:
    """The active deadlines decided at least once in the simulated year; law first.

    A model draws the order of steps from the log, so staffing cannot change how often rules of
    order, presence or people are kept; they stand in the JSON only.
    """
    decided = {one.id for one in comparison.baseline.rules if one.decided > 0}
    order = {"law": 0, "local": 1, "advice": 2}
    deadlines = [one for one in guidelines.newest.rules if one.kind == "deadline" and one.status == "active"]
    return sorted((one for one in deadlines if one.id in decided), key=lambda one: order[one.severity])


def difference_rows(
    comparison: Comparison, scenario: ScenarioResult, guidelines: GuidelineHistory
) -> list[tuple[str, ...]]:
    """Rule, today, scenario, differences with intervals, what a year may show, verdict in words.

    The difference stands over the whole period, over the first 26 weeks and over what follows.
    """
    rows: list[tuple[str, ...]] = []
    for rule in compared_rules(comparison, guidelines):
        today, new = comparison.baseline.rule(rule.id).whole, scenario.rule(rule.id)
        shares = (percent(one.figure.value, 1) for one in (today, new.whole))
        parts = (effect_text(one.difference) for one in (new.whole, new.dip, new.after))
        year = year_text(new.whole.difference)
        rows.append((rule.id, *shares, *parts, year, _rule_words(new.whole)))
    return rows


def counter_rows(comparison: Comparison, scenario: ScenarioResult) -> list[tuple[str, ...]]:
    """Counter-measure, today, scenario, difference with interval, verdict in words."""
    rows: list[tuple[str, ...]] = []
    for new in scenario.counter_measures:
        today = comparison.baseline.counter_measure(new.id)
        title, unit, _, _ = words.COUNTERS[new.id]
        shown = percent if unit == "points" else number
        difference = new.difference
        interval = difference.interval if difference else None
        low, high = (interval.low, interval.high) if interval else (None, None)
        between = points_span if unit == "points" else signed_span
        rows.append(
            (
                title,
                shown(today.figure.value, 1),
                shown(new.figure.value, 1),
                between(low, high, 1),
                words.counter_difference(new.id, difference.verdict if difference else "", low, high),
            )
        )
    return rows


def overload_sentences(scenario: ScenarioResult) -> list[str]:
    """One sentence per team that is busy 95 % of the time or more: its queue grows."""
    return [words.overload(team, busy) for team, busy in scenario.overloaded]


def scenario_notes(comparison: Comparison) -> list[str]:
    """What the comparison leaves out, and how many runs it rests on."""
    start, end = (date_text(date.fromisoformat(day)) for day in comparison.cohort)
    runs = words.RUNS.format(replications=number(comparison.replications), start=start, end=end)
    return [runs, *(words.reason(code) for code in comparison.notes)]


def _assumption(one: Assumption) -> str:
    return words.assumption(one.code, one.subject, one.value, (one.low, one.high), one.source)


def _rule_words(one: Compared) -> str:
    difference = one.difference
    if difference is None:
        return MISSING
    low, high = (difference.interval.low, difference.interval.high) if difference.interval else (None, None)
    return words.rule_difference(difference.verdict, difference.value, low, high)


def _range(interval: Range | None, decimals: int) -> str:
    return MISSING if interval is None else span(interval.low, interval.high, decimals)


def _percent_range(interval: Range | None) -> str:
    return MISSING if interval is None else percent_span(interval.low, interval.high, 1)
