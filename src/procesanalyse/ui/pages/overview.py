"""Overblik: do we keep the deadlines of the law, and what matters most."""

from __future__ import annotations

import streamlit as st

from procesanalyse.conformance.results import CheckResult, RuleResult
from procesanalyse.facts.load import open_cases
from procesanalyse.report.figures.cases import open_cases_figure
from procesanalyse.report.findings import findings
from procesanalyse.report.series import shown_open_cases
from procesanalyse.report.tables import open_cases_table
from procesanalyse.texts import numbers
from procesanalyse.texts.screens import frame
from procesanalyse.texts.screens import overview as texts
from procesanalyse.ui import layout, rule_tables, state


def page() -> None:
    """The page: the law's deadlines first, goals and unverified rules apart, then findings and open cases."""
    layout.question(texts.QUESTION)
    source = layout.source_or_stop()
    result = layout.check_or_stop(source)
    law = rule_tables.deadline_rules(rule_tables.measured(result, "law"))
    verified = [one for one in law if one.rule.verified]
    layout.answer(_answer([one for one in verified if one.share is not None]))
    layout.meaning(texts.MEANING)
    _counts(source, result, verified)
    _rules(texts.LAW, "", verified)
    _findings(source, result)
    goals = rule_tables.deadline_rules(rule_tables.measured(result, "local", "advice"))
    _rules(texts.LOCAL, texts.LOCAL_NOTE, goals)
    _rules(texts.UNVERIFIED, texts.UNVERIFIED_NOTE, [one for one in law if not one.rule.verified])
    layout.next_steps(
        [
            (layout.PROCESS, texts.TO_PROCESS),
            (layout.COMPLIANCE, texts.TO_BREACHES),
            (layout.SIMULATION, texts.TO_WHAT_IF),
        ]
    )
    still_open = int(source.log.cases["closed"].isna().sum())
    lines = texts.basis(
        layout.local_date(result.as_of, source.log),
        result.guidelines.newest.title,
        len(source.log.cases),
        still_open,
    )
    layout.basis((*lines, frame.MEASURED_NOT_JUDGED))


def _answer(rules: list[RuleResult]) -> str:
    if not rules:
        return texts.NO_LAW
    worst = min(rules, key=lambda one: one.share.value)
    unbroken = sum(not one.broken for one in rules)
    return texts.answer(len(rules), unbroken, worst.rule.title, numbers.share_text(worst.share))


def _counts(source: state.Source, result: CheckResult, rules: list[RuleResult]) -> None:
    """Cases, open cases, cases over a deadline of the law."""
    cases = source.log.cases
    still_open = int(cases["closed"].isna().sum())
    shown = (
        (texts.CASES, len(cases)),
        (texts.CLOSED, len(cases) - still_open),
        (texts.OPEN, still_open),
        (texts.OVERDUE, rule_tables.overdue_cases(result, rules)),
    )
    with st.grid(min_column_width=190):
        for label, count in shown:
            st.metric(label, numbers.number(count), border=True)


def _rules(title: str, note: str, rules: list[RuleResult]) -> None:
    if not rules:
        return
    st.subheader(title, anchor=False)
    if note:
        st.markdown(note)
    by_share = sorted(rules, key=lambda one: one.share.value if one.share else 2)
    layout.table(rule_tables.overview_table(by_share), alt=texts.TABLE_ALT)


def _findings(source: state.Source, result: CheckResult) -> None:
    """The most important sentences about what is really done, and the open cases week by week."""
    st.subheader(texts.FINDINGS, anchor=False)
    found = findings(source.log, result, summary=state.summary(source), audience=state.AUDIENCE)
    st.markdown(frame.bullets(" ".join((one.text, *one.caveats)) for one in found))
    st.subheader(texts.OPEN_BY_WEEK, anchor=False)
    st.markdown(texts.OPEN_NOTE)
    weeks = shown_open_cases(open_cases(source.log), audience=state.AUDIENCE)
    zone = source.log.zone
    layout.figure(open_cases_figure(weeks, zone), open_cases_table(weeks, zone), key="open")


if __name__ == "__main__":
    page()
