"""Efterlevelse: every rule as a sentence with its figures; one rule's breaches."""

from __future__ import annotations

import streamlit as st

from procesanalyse.conformance.results import CheckResult
from procesanalyse.texts import numbers
from procesanalyse.texts.reasons import note_texts
from procesanalyse.texts.screens import compliance as texts
from procesanalyse.texts.screens import frame
from procesanalyse.ui import layout, rule_tables, state


def page() -> None:
    """The page: law, local goals and advice apart, then the breaches of a chosen rule."""
    layout.question(texts.QUESTION)
    source = layout.source_or_stop()
    result = layout.check_or_stop(source)
    law = [one for one in rule_tables.measured(result, "law") if one.rule.verified]
    broken = [one for one in law if one.broken]
    most = broken[0] if broken else None
    layout.answer(
        texts.answer(
            len(law),
            len(broken),
            sum(one.broken for one in law),
            most.rule.title if most else "",
            most.broken if most else 0,
        )
    )
    layout.meaning(texts.MEANING)
    _tables(result)
    _breaches(source, result)
    _inactive(result)
    layout.next_steps(
        [
            (layout.DEADLINES, texts.TO_DEADLINES),
            (layout.PROCESS, texts.TO_PROCESS),
            (layout.SIMULATION, texts.TO_WHAT_IF),
        ]
    )
    as_of = layout.local_date(result.as_of, source.log)
    layout.basis(
        (*texts.basis(as_of, result.guidelines.newest.title, demo=source.demo), frame.MEASURED_NOT_JUDGED)
    )


def _tables(result: CheckResult) -> None:
    """One table per severity; rules of law that nobody has verified stand in their own."""
    law = rule_tables.measured(result, "law")
    tables = (
        (texts.SEVERITIES["law"], [one for one in law if one.rule.verified]),
        (texts.UNVERIFIED_LAW, [one for one in law if not one.rule.verified]),
        (texts.SEVERITIES["local"], rule_tables.measured(result, "local")),
        (texts.SEVERITIES["advice"], rule_tables.measured(result, "advice")),
    )
    for title, rules in tables:
        if rules:
            st.subheader(title, anchor=False)
            layout.table(rule_tables.outcome_table(rules), alt=f"{title}: {texts.TABLE_ALT}")


def _breaches(source: state.Source, result: CheckResult) -> None:
    """Choose a rule, see its breaches."""
    rules = rule_tables.measured(result, "law", "local", "advice")
    if not rules:
        return
    titles = {one.rule.id: one.rule.title for one in rules}
    st.subheader(texts.CHOOSE, anchor=False)
    chosen = st.selectbox(
        texts.CHOOSE,
        list(titles),
        format_func=titles.get,
        label_visibility="collapsed",
        key="rule",
        bind="query-params",
    )
    one = result.rule(chosen)
    st.markdown(f"**{frame.plain(one.rule.title)}.** {frame.plain(one.rule.wording)}")
    st.markdown(frame.bullets(note_texts(one.notes)))
    if not one.broken:
        st.markdown(texts.NO_BREACHES)
        return
    table = rule_tables.breaches(result, source.log, chosen)
    if one.broken > len(table):
        st.markdown(
            texts.BREACH_LIMIT.format(shown=numbers.number(len(table)), count=numbers.number(one.broken))
        )
    st.dataframe(table, hide_index=True, alt=texts.BREACHES_ALT, placeholder=numbers.MISSING, height=380)


def _inactive(result: CheckResult) -> None:
    """Rules that are written down but not in use."""
    titles = [one.rule.title for one in result.rules if one.rule.status != "active"]
    if titles:
        with st.expander(f"{texts.INACTIVE} ({numbers.number(len(titles))})"):
            st.markdown(texts.INACTIVE_NOTE)
            st.markdown(frame.bullets(titles))


if __name__ == "__main__":
    page()
