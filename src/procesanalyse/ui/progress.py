"""Shows a running job: how far it is, how to stop it; survives reruns and page changes."""

from __future__ import annotations

import streamlit as st

from procesanalyse.texts.screens import frame
from procesanalyse.texts.screens import simulation as texts
from procesanalyse.ui.failures import show_faults
from procesanalyse.ui.jobs import AnotherJobRuns, Job

#: How often a running job is looked at.
EVERY = 1.0


def follow(job: Job) -> None:
    """The job's progress while it runs, else what became of it (nothing, if it is done)."""
    if job.status == "running":
        st.fragment(_running, run_every=EVERY)(job)
    elif job.status == "cancelled":
        st.info(texts.CANCELLED)
    elif job.status == "failed":
        problem = job.problem()
        if problem is not None:
            show_faults(problem)
        else:
            st.error(texts.FAILED.format(number=frame.plain(job.id)))


def another_runs(error: AnotherJobRuns) -> None:
    """Says that the machine is occupied, and shows what with."""
    st.warning(texts.another_runs(error.job.started.strftime("%H.%M")))
    follow(error.job)


def _running(job: Job) -> None:
    if job.status != "running":
        st.rerun()
    share = job.done / job.total if job.total else 0.0
    st.progress(min(share, 1.0), text=texts.progress(job.kind, job.done, job.total, job.seconds))
    if st.button(texts.CANCEL, key=f"cancel_{job.id}"):
        job.cancel()
        st.rerun()
