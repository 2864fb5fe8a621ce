"""Simulering: does the model hit reality, what shall be tried, and what does it show."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from procesanalyse.calibration.result import Calibration
from procesanalyse.comparison.result import Comparison
from procesanalyse.texts.screens import frame
from procesanalyse.texts.screens import simulation as texts
from procesanalyse.ui import layout, levers, progress, simulation_result, simulations, state
from procesanalyse.ui.jobs import AnotherJobRuns, Job

_JOB = "job"


def page() -> None:
    """The page: validation first, then the levers, then the result of the chosen job."""
    layout.question(texts.QUESTION)
    source = layout.source_or_stop()
    _complete_or_stop(source)
    titles = simulation_result.rule_titles(source.project.guidelines)
    answer = st.container()
    calibration = _model(source, titles)
    if calibration is None:
        answer.markdown(f"**{texts.NOT_FITTED}**")
        comparison = None
    else:
        comparison = _comparison(source, calibration)
        with answer:
            layout.answer(*_answer(source, calibration, comparison))
    layout.meaning(texts.MEANING)
    layout.next_steps(
        [
            (layout.DEADLINES, texts.TO_DEADLINES),
            (layout.PROCESS, texts.TO_PROCESS),
            (layout.COMPLIANCE, texts.TO_COMPLIANCE),
        ]
    )
    replications = comparison.replications if comparison else 0
    layout.basis(texts.basis(replications, simulations.SEED, source.title))


def _complete_or_stop(source: state.Source) -> None:
    """Everything a simulation still needs, said at once; then the page ends."""
    if source.has_guidelines and source.has_organisation:
        return
    missing = (
        (source.has_guidelines, texts.NO_GUIDELINE),
        (source.has_organisation, texts.NO_ORGANISATION),
        (source.has_time_study, texts.NO_TIME_STUDY),
    )
    wanted = frame.bullets(sentence for there, sentence in missing if not there)
    where = texts.MISSING_UPLOAD if state.uploaded() else texts.MISSING_PROJECT
    st.info(f"**{texts.MISSING}**\n\n{wanted}\n\n{frame.plain(where)}")
    st.page_link(layout.DATA, label=texts.TO_DATA, icon=":material/arrow_forward:")
    st.stop()


def _answer(source: state.Source, calibration: Calibration, comparison: Comparison | None) -> list[str]:
    """The answer per scenario, under a warning where the model is not to be trusted."""
    if comparison is None:
        return [texts.RUNNING if _runs() else texts.BEFORE]
    sentences = simulation_result.headline(comparison, source.project.guidelines)
    return sentences if calibration.trustworthy else [texts.UNTRUSTED, *sentences]


def _model(source: state.Source, titles: Mapping[str, str]) -> Calibration | None:
    """The model of these data with its validation; None until it is fitted."""
    st.subheader(texts.MODEL, anchor=False)
    job = simulations.calibration_job(source)
    if job is not None and job.status == "done":
        calibration = job.found()
        simulation_result.validation(calibration, titles)
        return calibration
    if job is None and st.button(texts.FIT, type="primary", key="fit"):
        try:
            job = simulations.start_calibration(source)
        except AnotherJobRuns as error:
            progress.another_runs(error)
    if job is None:
        last = simulations.last_calibration(source)
        if last is not None:
            progress.follow(last)
        st.markdown(texts.FIT_FIRST)
        return None
    progress.follow(job)
    return None


def _comparison(source: state.Source, calibration: Calibration) -> Comparison | None:
    """The result of the visitor's comparison; None until one is done."""
    st.subheader(texts.LEVERS, anchor=False)
    asked = levers.show(source)
    if asked is not None:
        try:
            job = simulations.start_comparison(source, calibration, asked.scenarios, asked.replications)
            st.query_params[_JOB] = st.session_state[_JOB] = job.id
        except AnotherJobRuns as error:
            progress.another_runs(error)
    job = _chosen_job()
    if job is None:
        return None
    if job.status != "done":
        progress.follow(job)
        return None
    st.subheader(texts.RESULT, anchor=False)
    st.markdown(texts.finished(job.seconds))
    comparison = job.found()
    teams = {team.id: team.title or team.id for team in source.project.organisation.teams}
    simulation_result.show(comparison, source.project.guidelines, teams)
    return comparison


def _runs() -> bool:
    """Whether the visitor's comparison is under way."""
    job = simulations.registry().get(st.query_params.get(_JOB) or st.session_state.get(_JOB))
    return job is not None and job.status == "running"


def _chosen_job() -> Job | None:
    """The job of the address, else the visitor's last; an address of another server's job says so."""
    wanted = st.query_params.get(_JOB) or st.session_state.get(_JOB)
    job = simulations.registry().get(wanted)
    if wanted and job is None:
        st.info(texts.GONE)
    return job if job is not None and job.kind == simulations.COMPARE else None


if __name__ == "__main__":
    page()
