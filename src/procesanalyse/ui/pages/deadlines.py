"""Frister: one deadline month by month, how close to the limit, and what is overdue today."""

from __future__ import annotations

import streamlit as st

from procesanalyse.conformance.results import CheckResult, RuleResult
from procesanalyse.report.figures.deadlines import share_figure, used_time_figure
from procesanalyse.report.series import monthly_shares, used_time
from procesanalyse.report.tables import share_table, used_time_table
from procesanalyse.texts import numbers
from procesanalyse.texts.screens import deadlines as texts
from procesanalyse.texts.screens import frame
from procesanalyse.ui import layout, rule_tables, state


def page() -> None:
    """The page: a chosen deadline, its share per month, its distribution, its overdue list."""
    layout.question(texts.QUESTION)
    source = layout.source_or_stop()
    result = layout.check_or_stop(source)
    rules = rule_tables.deadline_rules(rule_tables.measured(result, "law", "local", "advice"))
    if not rules:
        layout.answer(texts.NO_DEADLINES)
        return
    one = _chosen(rules)
    layout.answer(_answer(one))
    layout.meaning(texts.MEANING)
    _pictures(source, result, one)
    _overdue(source, result, one)
    layout.next_steps(
        [
            (layout.COMPLIANCE, texts.TO_COMPLIANCE),
            (layout.PROCESS, texts.TO_PROCESS),
            (layout.SIMULATION, texts.TO_WHAT_IF),
        ]
    )
    as_of = layout.local_date(result.as_of, source.log)
    title = result.guidelines.newest.title
    lines = texts.basis(as_of, title, one.rule.legal_basis, one.rule.wording)
    layout.basis((*lines, frame.MEASURED_NOT_JUDGED))


def _chosen(rules: list[RuleResult]) -> RuleResult:
    """The deadline the visitor chose; at first the one of the law with most breaches."""
    by_id = {one.rule.id: one for one in rules}
    titles = {one.rule.id: rule_tables.name(one) for one in rules}
    chosen = st.selectbox(
        texts.CHOOSE, list(by_id), format_func=titles.get, key="deadline", bind="query-params"
    )
    return by_id[chosen]


def _answer(one: RuleResult) -> str:
    if one.share is None:
        return texts.nothing_due(one.rule.title)
    return texts.answer(one.rule.title, numbers.share_text(one.share), numbers.number(one.broken))


def _pictures(source: state.Source, result: CheckResult, one: RuleResult) -> None:
    """The share per month and how close to the limit, each with its table."""
    outcomes = result.of(one.rule.id)
    months = monthly_shares(source.log, outcomes, audience=state.AUDIENCE)
    st.subheader(texts.BY_MONTH, anchor=False)
    layout.figure(share_figure(months), share_table(months), key="months")
    law = one.rule.severity == "law"
    used = used_time(outcomes, audience=state.AUDIENCE, law=law)
    st.subheader(texts.DISTRIBUTION, anchor=False)
    layout.figure(used_time_figure(used), used_time_table(used), key="used")


def _overdue(source: state.Source, result: CheckResult, one: RuleResult) -> None:
    """Open cases over this deadline as of the day of judgement."""
    st.subheader(texts.OVERDUE.format(as_of=layout.local_date(result.as_of, source.log)), anchor=False)
    late = rule_tables.overdue(result, source.log, one.rule.id)
    if late.empty:
        st.markdown(texts.NO_OVERDUE)
        return
    shown = late.head(rule_tables.MOST_ROWS)
    if len(late) > len(shown):
        st.markdown(
            texts.OVERDUE_LIMIT.format(shown=numbers.number(len(shown)), count=numbers.number(len(late)))
        )
    st.dataframe(shown, hide_index=True, alt=texts.OVERDUE_ALT, height=320)


if __name__ == "__main__":
    page()
