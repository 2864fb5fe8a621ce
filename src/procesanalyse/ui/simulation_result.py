"""What a model is worth, and what a comparison says, on the screen."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from procesanalyse.calibration.result import Calibration, Reason, RuleValidation
from procesanalyse.comparison.result import Comparison, ScenarioResult
from procesanalyse.guideline.model import GuidelineHistory, Rule
from procesanalyse.report import simulation_words
from procesanalyse.report.figures.scenarios import comparison_figure, utilisation_figure
from procesanalyse.report.tables import comparison_table, utilisation_table
from procesanalyse.texts import findings, numbers
from procesanalyse.texts.screens import frame
from procesanalyse.texts.screens import simulation as texts
from procesanalyse.ui import layout

#: Rules with fewer decided activations a year stand in the tables only: one case more is many points.
ENOUGH = 20


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


def headline(comparison: Comparison, guidelines: GuidelineHistory) -> list[str]:
    """Per scenario the largest sure difference on a verified deadline of the law, and what it costs."""
    rules = simulation_words.compared_rules(comparison, guidelines)
    laws = [rule for rule in rules if _is_law(rule) and rule.kind == "deadline"]
    return [_scenario_headline(comparison, scenario, guidelines, laws) for scenario in comparison.scenarios]


def _scenario_headline(
    comparison: Comparison, scenario: ScenarioResult, guidelines: GuidelineHistory, laws: list[Rule]
) -> str:
    sure = [
        (abs(difference.value or 0.0), rule.title, rule.id)
        for rule in laws
        if (difference := scenario.rule(rule.id).whole.difference) and difference.verdict in {"more", "fewer"}
    ]
    if not sure:
        return texts.headline(scenario.name, "", "", "")
    _, title, rule_id = max(sure)
    verdict = _rows(comparison, scenario, guidelines)[rule_id][-1]
    counters = {row[0]: row[-1] for row in simulation_words.counter_rows(comparison, scenario)}
    return texts.headline(scenario.name, title, verdict, counters[findings.COUNTERS["changes_per_case"][0]])


def show(comparison: Comparison, guidelines: GuidelineHistory, teams: Mapping[str, str]) -> None:
    """The picture, then per scenario the verdicts and the counter-measures; teams and reservations."""
    rules = simulation_words.compared_rules(comparison, guidelines)
    laws = {rule.id: rule.title for rule in rules if _is_law(rule)}
    others = {rule.id: rule.title for rule in rules if not _is_law(rule)}
    drawn = {one: title for one, title in laws.items() if comparison.baseline.rule(one).decided >= ENOUGH}
    st.markdown(f"**{texts.PICTURE}** {texts.PICTURE_NOTE}")
    layout.figure(comparison_figure(comparison, drawn), comparison_table(comparison, laws), key="differences")
    for number, scenario in enumerate(comparison.scenarios):
        st.subheader(frame.plain(scenario.name), anchor=False)
        st.markdown(f"{frame.plain(scenario.question)} {texts.RULES_NOTE}".strip())
        rows = _rows(comparison, scenario, guidelines)
        _rules(laws, rows)
        st.markdown(f"**{texts.COUNTER}.** {texts.COUNTER_NOTE}")
        counters = simulation_words.counter_rows(comparison, scenario)
        layout.table(pd.DataFrame(counters, columns=list(texts.COUNTER_COLUMNS)), alt=texts.COUNTER_ALT)
        with st.expander(texts.OTHER_RULES, key=f"others_{number}"):
            _rules(others, rows)
    st.subheader(texts.TEAMS, anchor=False)
    layout.figure(
        utilisation_figure(comparison, teams), utilisation_table(comparison, teams), key="utilisation"
    )
    with st.expander(texts.RESERVATIONS):
        st.markdown(frame.bullets(simulation_words.scenario_notes(comparison)))
        st.markdown(frame.bullets(findings.model_assumption(line) for line in comparison.assumptions))


def _rules(titles: Mapping[str, str], rows: Mapping[str, tuple[str, ...]]) -> None:
    named = [(title, *rows[rule_id]) for rule_id, title in titles.items()]
    layout.table(pd.DataFrame(named, columns=list(texts.RULE_COLUMNS)), alt=texts.RULES_ALT)


def _rows(
    comparison: Comparison, scenario: ScenarioResult, guidelines: GuidelineHistory
) -> dict[str, tuple[str, ...]]:
    """By rule: today, scenario, difference, a year, verdict."""
    rows = simulation_words.difference_rows(comparison, scenario, guidelines)
    return {row[0]: row[1:] for row in rows}


def _is_law(rule: Rule) -> bool:
    return rule.severity == "law" and rule.verified


def _validated(one: RuleValidation, titles: Mapping[str, str]) -> tuple[str, ...]:
    predicted = numbers.MISSING
    if one.predicted is not None and one.low is not None and one.high is not None:
        predicted = texts.share(one.predicted, one.low, one.high)
    hit = texts.UNKNOWN if one.passed is None else texts.HIT if one.passed else texts.MISS
    return titles.get(one.id, one.id), texts.observed(one.observed, one.observed_count), predicted, hit


def _reason(one: Reason, titles: Mapping[str, str]) -> str:
    subject = f"»{titles[one.subject]}«" if one.subject in titles else one.subject
    return findings.reason(one.code, subject, one.value, one.other)
