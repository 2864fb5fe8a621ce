"""What a model is worth, and what a comparison says, on the screen."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from procesanalyse.calibration.result import Calibration, Reason, RuleValidation
from procesanalyse.comparison.result import Comparison, Figure, ScenarioResult
from procesanalyse.guideline.model import GuidelineHistory
from procesanalyse.report import simulation_words
from procesanalyse.texts import findings, numbers
from procesanalyse.texts.screens import frame
from procesanalyse.texts.screens import simulation as texts
from procesanalyse.ui import layout

#: Screens show the figures of these team measures as percentages.
_SHARES = {"utilisation"}


def rule_titles(guidelines: GuidelineHistory) -> dict[str, str]:
    """The title of every rule of every version; where they differ, the newest version's."""
    return {rule.id: rule.title for version in guidelines.versions for rule in version.rules}


def validation(calibration: Calibration, titles: Mapping[str, str]) -> None:
    """First whether the model hits reality, then deadline for deadline, then what it assumes."""
    blocking = [one for one in calibration.reasons if one.severity == "blocking"]
    notes = [one for one in calibration.reasons if one.severity != "blocking"]
    judged = [one for one in calibration.validation.rules if one.passed is not None]
    if not calibration.trustworthy:
        head = findings.trust_headline(calibration.trustworthy)
        st.warning(f"**{head}**\n\n{frame.bullets(_reason(one, titles) for one in blocking)}")
    elif judged:
        st.success(texts.hits(sum(bool(one.passed) for one in judged), len(judged)))
    counted = calibration.validation.open_cases
    if counted is not None:
        st.markdown(texts.open_cases(counted.observed, counted.predicted, counted.low, counted.high))
    with st.expander(texts.VALIDATION):
        rows = [_validated(one, titles) for one in calibration.validation.rules]
        layout.table(pd.DataFrame(rows, columns=list(texts.VALIDATION_COLUMNS)), alt=texts.VALIDATION_ALT)
        st.markdown(frame.bullets(_reason(one, titles) for one in notes))
    with st.expander(texts.ASSUMPTIONS):
        st.markdown(frame.bullets(simulation_words.assumption_sentences(calibration)))


def headline(comparison: Comparison, guidelines: GuidelineHistory) -> str:
    """The surest difference of the comparison in one sentence, and what it costs in changes of caseworker."""
    sure = [
        (abs(difference.value or 0.0), scenario, rule)
        for scenario in comparison.scenarios
        for rule in simulation_words.compared_rules(comparison, guidelines)
        if (difference := scenario.rule(rule.id).whole.difference) and difference.verdict in {"more", "fewer"}
    ]
    if not sure:
        return texts.NO_SURE_DIFFERENCE
    _, scenario, rule = max(sure, key=lambda found: found[0])
    rules = simulation_words.compared_rules(comparison, guidelines)
    rows = simulation_words.difference_rows(comparison, scenario, guidelines)
    verdict = rows[[one.id for one in rules].index(rule.id)][-1]
    counter = {row[0]: row[-1] for row in simulation_words.counter_rows(comparison, scenario)}
    cost = counter.get(findings.COUNTERS["changes_per_case"][0], "")
    return f"{texts.headline(scenario.name, rule.title, verdict)} {cost}".strip()


def show(comparison: Comparison, guidelines: GuidelineHistory) -> None:
    """Per scenario the differences with their verdicts and the counter-measures; teams and reservations."""
    rules = simulation_words.compared_rules(comparison, guidelines)
    for scenario in comparison.scenarios:
        st.markdown(f"**{frame.plain(scenario.name)}.** {frame.plain(scenario.question)}")
        rows = simulation_words.difference_rows(comparison, scenario, guidelines)
        named = [(rule.title, *row[1:]) for rule, row in zip(rules, rows, strict=True)]
        layout.table(pd.DataFrame(named, columns=list(texts.RULE_COLUMNS)), alt=texts.RULES_ALT)
        st.markdown(f"**{texts.COUNTER}.** {texts.COUNTER_NOTE}")
        counters = simulation_words.counter_rows(comparison, scenario)
        layout.table(pd.DataFrame(counters, columns=list(texts.COUNTER_COLUMNS)), alt=texts.COUNTER_ALT)
    with st.expander(texts.TEAMS):
        teams = [row for one in comparison.scenarios for row in _teams(one, comparison.baseline)]
        layout.table(pd.DataFrame(teams, columns=list(texts.TEAM_COLUMNS)), alt=texts.TEAMS_ALT)
    with st.expander(texts.RESERVATIONS):
        st.markdown(frame.bullets(simulation_words.scenario_notes(comparison)))
        st.markdown(frame.bullets(findings.model_assumption(line) for line in comparison.assumptions))


def _teams(one: ScenarioResult, today: ScenarioResult) -> list[tuple[str, ...]]:
    before = {(team.id, measure.id): measure.figure for team in today.teams for measure in team.measures}
    return [
        (
            one.name,
            team.id,
            findings.TEAM_FIGURES[measure.id],
            _amount(before.get((team.id, measure.id)), measure.id),
            _amount(measure.figure, measure.id),
        )
        for team in one.teams
        for measure in team.measures
        if measure.figure.value is not None
    ]


def _amount(figure: Figure | None, name: str) -> str:
    value = figure.value if figure else None
    return numbers.percent(value) if name in _SHARES else numbers.number(value, 1)


def _validated(one: RuleValidation, titles: Mapping[str, str]) -> tuple[str, ...]:
    predicted = numbers.MISSING
    if one.predicted is not None and one.low is not None and one.high is not None:
        predicted = texts.share(one.predicted, one.low, one.high)
    hit = texts.UNKNOWN if one.passed is None else texts.HIT if one.passed else texts.MISS
    return titles.get(one.id, one.id), texts.observed(one.observed, one.observed_count), predicted, hit


def _reason(one: Reason, titles: Mapping[str, str]) -> str:
    return findings.reason(one.code, titles.get(one.subject, one.subject), one.value, one.other)
