"""The skeleton every page has: question, answer, picture, meaning, next steps, what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from procesanalyse.conformance.results import CheckResult
from procesanalyse.eventlog.table import EventLog
from procesanalyse.report.figures.house import PLOT_CONFIG, alt_text
from procesanalyse.texts import numbers
from procesanalyse.texts.screens import frame
from procesanalyse.ui import state

#: File, title and address of each page, in the order of the top bar.
PAGES = (
    ("overview.py", frame.OVERVIEW, "overblik"),
    ("data.py", frame.DATA, "data"),
    ("process.py", frame.PROCESS, "faktisk-proces"),
    ("compliance.py", frame.COMPLIANCE, "efterlevelse"),
    ("deadlines.py", frame.DEADLINES, "frister"),
    ("simulation.py", frame.SIMULATION, "simulering"),
)
OVERVIEW, DATA, PROCESS, COMPLIANCE, DEADLINES, SIMULATION = (file for file, _, _ in PAGES)


def pages() -> list[Any]:
    """The pages as one flat list: sections in the top bar break screen readers' lists."""
    return [
        st.Page(file, title=title, url_path=address, default=file == OVERVIEW)
        for file, title, address in PAGES
    ]


def banner() -> None:
    """Which data the page is about, and a clear mark when they are made up."""
    source = state.current()
    if source is None:
        return
    line = frame.source_line(source.title, period(source.log), len(source.log.cases))
    mark = f":orange-badge[{frame.PRACTICE_DATA}] " if source.demo else ""
    st.markdown(mark + line)


def period(log: EventLog) -> str:
    """The days the extract covers: "01-01-2022 til 31-12-2024"."""
    return " til ".join(local_date(moment, log) for moment in (log.window.start, log.window.end))


def local_date(moment: pd.Timestamp, log: EventLog) -> str:
    """The date of an instant where the log's people are."""
    return numbers.date_text(moment if pd.isna(moment) else moment.tz_convert(log.zone))


def question(text: str) -> None:
    """The page's heading is the question it answers."""
    st.title(text, anchor=False)


def answer(*sentences: str) -> None:
    """The answer, in one sentence (one per scenario, where several were asked about)."""
    with st.container(border=True, key="answer"):
        for sentence in sentences:
            st.markdown(f"**{sentence}**")


def meaning(lines: Iterable[str]) -> None:
    """What the numbers mean, in three lines at most."""
    with st.popover(frame.MEANING):
        st.markdown("\n".join(f"* {line}" for line in lines))


def next_steps(links: Sequence[tuple[str, str]]) -> None:
    """Where to go from here: (page, label), three at most."""
    st.subheader(frame.NEXT, anchor=False)
    for column, (page, label) in zip(st.columns(3), links, strict=False):
        with column:
            st.page_link(page, label=label, icon=":material/arrow_forward:")


def basis(lines: Iterable[str]) -> None:
    """What the page rests on, and its reservations."""
    with st.expander(frame.BASIS):
        st.markdown("\n".join(f"* {line}" for line in lines))


def table(frame_of_text: pd.DataFrame, alt: str) -> None:
    """A short table of finished Danish text that screen readers can read."""
    if frame_of_text.empty:
        st.markdown(frame.NOTHING_TO_SHOW)
        return
    shown = frame_of_text.astype(object).fillna(numbers.MISSING).map(lambda value: frame.plain(str(value)))
    st.table(shown, border="horizontal", hide_index=True, alt=alt)


def figure(drawn: Any, twin: pd.DataFrame, key: str) -> None:
    """A figure with its sentence for those who do not see it, and its table twin."""
    alt = alt_text(drawn)
    st.plotly_chart(drawn, theme=None, config=dict(PLOT_CONFIG), alt=alt, key=key)
    with st.expander(frame.SHOW_AS_TABLE):
        table(twin, alt=alt)


def source_or_stop() -> state.Source:
    """The chosen data; without any, the page says so, offers two ways on, and ends."""
    source = state.current()
    if source is None:
        st.info(f"**{frame.NO_DATA}** {frame.NO_DATA_HELP}")
        if st.button(frame.TRY_DEMO, type="primary", key="try_demo"):
            state.choose_demo()
            st.rerun()
        st.page_link(DATA, label=frame.GET_OWN, icon=":material/upload:")
        st.stop()
    return source


def check_or_stop(source: state.Source) -> CheckResult:
    """The chosen data held against their guideline; without one, the page says how to choose it, and ends."""
    if not source.has_guidelines:
        st.info(f"**{frame.NO_GUIDELINE}** {frame.NO_GUIDELINE_HELP}")
        st.page_link(DATA, label=frame.CHOOSE_GUIDELINE, icon=":material/arrow_forward:")
        st.stop()
    return state.check_result(source)
