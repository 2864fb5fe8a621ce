"""Faktisk proces: the map of what is really done, its table twin, the most usual paths."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from procesanalyse.discovery.summary import Summary
from procesanalyse.facts.transitions import transition_facts
from procesanalyse.report.breaches import breaches_by_activity
from procesanalyse.report.figures.cases import waits_figure
from procesanalyse.report.process_map import process_map_svg, process_map_table
from procesanalyse.report.publish import published_variants
from procesanalyse.report.series import waits
from procesanalyse.report.tables import waits_table
from procesanalyse.texts import map as map_words
from procesanalyse.texts import numbers
from procesanalyse.texts.screens import process as texts
from procesanalyse.ui import layout, picture, state

MOST_STEPS, MOST_PATHS = 30, 40
STEPS, PATHS = 10, 5
#: Pixels of the table beside the map; under it where the map leaves less.
BESIDE = 408


def page() -> None:
    """The page: how many follow the most usual path, the map, its figures as a table, the paths."""
    layout.question(texts.QUESTION)
    source = layout.source_or_stop()
    summary = state.summary(source)
    top = summary.variants.iloc[0]
    layout.answer(texts.answer(float(top["share"]), summary.cases, len(summary.variants), int(top["cases"])))
    layout.meaning(texts.MEANING)
    _map(source, summary)
    _waits(source, summary)
    st.subheader(texts.VARIANTS, anchor=False)
    st.markdown(texts.VARIANTS_NOTE)
    layout.table(_paths(summary), alt=texts.VARIANTS_ALT)
    layout.next_steps(
        [
            (layout.COMPLIANCE, texts.TO_COMPLIANCE),
            (layout.DEADLINES, texts.TO_DEADLINES),
            (layout.SIMULATION, texts.TO_WHAT_IF),
        ]
    )
    layout.basis(texts.basis(summary.events, summary.cases, source.log.rows.milestones))


def _map(source: state.Source, summary: Summary) -> None:
    """The map with its sliders, and the same figures as a table."""
    graph = summary.directly_follows
    left, middle, right = st.columns([4, 4, 5])
    with left:
        steps = st.slider(
            texts.MORE_STEPS,
            3,
            min(MOST_STEPS, max(len(graph.activities), 4)),
            STEPS,
            persist_state="session",
            key="steps",
        )
    with middle:
        paths = st.slider(texts.MORE_PATHS, 0, MOST_PATHS, PATHS, persist_state="session", key="paths")
    with right:
        measure = st.segmented_control(
            texts.MEASURE,
            [one for one in texts.MEASURES if one != "deviations" or source.has_guidelines],
            format_func=texts.MEASURES.get,
            default="cases",
            required=True,
            persist_state="session",
            key="measure",
        )
    broken = {}
    if measure == "deviations":
        broken = breaches_by_activity(source.log, state.check_result(source), severity="law")
        st.markdown(texts.DEVIATIONS_NOTE)
    svg = process_map_svg(
        graph,
        audience=state.AUDIENCE,
        steps=steps,
        paths=paths,
        measure=measure or "cases",
        deviations=broken,
    )
    table = process_map_table(graph, audience=state.AUDIENCE, steps=steps, paths=paths)
    table = table.drop(columns=map_words.TABLE_COLUMNS["count"])
    with st.container(horizontal=True, gap="small"):
        picture.show(svg, key="map", width="content")
        with st.container(width=BESIDE):
            st.markdown(f"**{texts.PATHS}**")
            layout.table(table.map(_figure), alt=texts.TABLE_ALT)


def _waits(source: state.Source, summary: Summary) -> None:
    """Where the days of a case go."""
    rows = waits(transition_facts(source.log), summary.cases, audience=state.AUDIENCE)
    if not rows.empty:
        st.subheader(texts.WAITS, anchor=False)
        st.markdown(texts.WAITS_NOTE)
        layout.figure(waits_figure(rows), waits_table(rows), key="waits")


def _figure(value: object) -> object:
    """Numbers as Danish text."""
    if isinstance(value, float):
        return numbers.number(value, 1)
    return numbers.number(value) if isinstance(value, int) else value


def _paths(summary: Summary) -> pd.DataFrame:
    """The most usual paths; rare ones are pooled."""
    shown = published_variants(summary.variants, audience=state.AUDIENCE)
    rows = [
        (
            numbers.number(row.cases),
            numbers.percent(row.share),
            numbers.days(row.median_days),
            texts.path(row.activities),
        )
        for row in shown.variants.itertuples()
    ]
    if shown.pooled_variants:
        rows.append(texts.pooled(shown.pooled_variants, shown.pooled_cases, summary.cases))
    return pd.DataFrame(rows, columns=list(texts.PATH_COLUMNS))


if __name__ == "__main__":
    page()
