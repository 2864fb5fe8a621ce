"""Which data a visitor looks at, and what has been computed about them.

A `Source` is read once per set of files and shared by all visitors; uploads live in the
visitor's own session only. Nothing here hashes a frame: Streamlit would look at a sample
of it and return old results for changed data.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from procesanalyse.conformance.check import check
from procesanalyse.conformance.results import CheckResult
from procesanalyse.discovery.summary import Summary, summarise
from procesanalyse.eventlog.table import EventLog
from procesanalyse.guideline.model import GuidelineHistory
from procesanalyse.report.publish import Audience
from procesanalyse.ui.uploads import UploadedProject
from procesanalyse.workspace.project import Project, open_project
from procesanalyse.workspace.resources import demo_project

#: Set by `procesanalyse app`: the project to open, DEMO, or nothing.
PROJECT_VARIABLE = "PROCESANALYSE_PROJECT"
DEMO = "demo"

#: Who looks: a leader sees breaches of the law down to one, other small groups not at all.
AUDIENCE: Audience = "leader"

_CHOSEN = "chosen_project"
_UPLOADED = "uploaded_project"


@dataclass(frozen=True)
class Source:
    """The data behind the pages; `key` changes whenever any file behind them does."""

    key: str
    project: Project

    @property
    def log(self) -> EventLog:
        """The event log, read when first asked for."""
        return self.project.log

    @property
    def title(self) -> str:
        """The project's title, else the name of its log file."""
        return self.project.title or self.project.log_path.name

    @property
    def demo(self) -> bool:
        """Whether the data are made up."""
        return self.project.demo

    @property
    def has_guidelines(self) -> bool:
        """Whether the project names a guideline."""
        return self.project.guideline_path is not None

    @property
    def has_organisation(self) -> bool:
        """Whether the project names an organisation."""
        return self.project.organisation_path is not None

    @property
    def has_time_study(self) -> bool:
        """Whether the project names hours per activity."""
        return self.project.time_study_path is not None


def current() -> Source | None:
    """The visitor's upload, else the chosen project, else the project the app was started with."""
    uploaded = st.session_state.get(_UPLOADED)
    if uploaded is not None:
        return Source(uploaded.sha256, uploaded)
    chosen = st.session_state.get(_CHOSEN) or os.environ.get(PROJECT_VARIABLE, "")
    if not chosen:
        return None
    project = open_project(demo_project() if chosen == DEMO else Path(chosen))
    return _read(str(project.folder), tuple(_stamps(project)), project)


def choose_demo() -> None:
    """Look at the practice data from now on."""
    forget_upload()
    st.session_state[_CHOSEN] = DEMO


def uploaded() -> UploadedProject | None:
    """The visitor's own file, if they look at one."""
    return st.session_state.get(_UPLOADED)


def use_upload(project: UploadedProject) -> None:
    """Look at an uploaded log from now on, in this session only."""
    st.session_state[_UPLOADED] = project


def forget_upload() -> None:
    """Back to the project; the uploaded log is gone."""
    st.session_state.pop(_UPLOADED, None)


def check_result(source: Source) -> CheckResult:
    """The data held against their guidelines; computed once per source."""
    return _checked(source.key, source.log, source.project.guidelines)


def summary(source: Source) -> Summary:
    """What the log's steps show: graph, variants, durations; computed once per source."""
    return _summarised(source.key, source.log)


@st.cache_resource(max_entries=6, show_spinner="Tæller veje og forløb …")
def _summarised(key: str, _log: EventLog) -> Summary:  # noqa: ARG001
    return summarise(_log)


@st.cache_resource(max_entries=6, show_spinner="Holder sagerne op mod reglerne …")
def _checked(key: str, _log: EventLog, _guidelines: GuidelineHistory) -> CheckResult:  # noqa: ARG001
    return check(_log, _guidelines)


@st.cache_resource(max_entries=3, show_spinner="Læser projektet …")
def _read(folder: str, stamps: tuple[str, ...], _project: Project) -> Source:  # noqa: ARG001
    _project.log  # noqa: B018 - read here, under the cache, so that it is read once
    return Source(_project.sha256, _project)


def _stamps(project: Project) -> Iterator[str]:
    """Path, size and time of change of every file a project names: another stamp, another reading."""
    named = (project.log_path, project.profile_path, project.guideline_path, project.organisation_path)
    yield f"{project.title}|{project.demo}"
    for path in (*named, project.time_study_path, *project.scenario_paths):
        if path is None:
            yield "-"
            continue
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            stat = file.stat()
            yield f"{file}|{stat.st_size}|{stat.st_mtime_ns}"
