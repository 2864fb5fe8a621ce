"""The simulation page's orders: which job answers which question, and where its result stays."""

from __future__ import annotations

import dataclasses
import hashlib
import pickle
from datetime import datetime
from pathlib import Path

import streamlit as st

from procesanalyse.calibration.result import Calibration
from procesanalyse.simulation.scenario import Arrivals, Scenario, Staff
from procesanalyse.texts.screens import simulation as texts
from procesanalyse.ui.job_work import CalibrationInputs, ComparisonInputs
from procesanalyse.ui.jobs import Job, Registry
from procesanalyse.ui.state import Source

SEED = 1
CALIBRATE = "calibrate"
COMPARE = "compare"
_RESULTS = "results"


@st.cache_resource
def registry() -> Registry:
    """The jobs of this server; they outlive reruns, page changes and a lost connection."""
    return Registry()


def calibration_job(source: Source) -> Job | None:
    """The running or finished fit of a model to these data."""
    return registry().find(CALIBRATE, source.key)


def last_calibration(source: Source) -> Job | None:
    """The newest fit that was begun for these data, also one that failed or was cancelled."""
    return registry().last(CALIBRATE, source.key)


def start_calibration(source: Source) -> Job:
    """Fit a model to these data, or give back the fit there is."""
    project = source.project
    inputs = CalibrationInputs(source.log, project.guidelines, project.organisation, project.time_study, SEED)
    request = {"seed": SEED, "data": source.key, "title": source.title}
    return registry().start(CALIBRATE, source.key, request, pickle.dumps(inputs), _records(source, CALIBRATE))


def start_comparison(
    source: Source, calibration: Calibration, scenarios: tuple[Scenario, ...], replications: int
) -> Job:
    """Compare scenarios with today; the same question twice gives the same job."""
    inputs = ComparisonInputs(calibration.model, source.project.guidelines, scenarios, replications, SEED)
    asked = {
        "seed": SEED,
        "replications": replications,
        "data": source.key,
        "scenarios": [_plain(scenario) for scenario in scenarios],
    }
    key = hashlib.sha256(repr(asked).encode()).hexdigest()
    return registry().start(COMPARE, key, asked, pickle.dumps(inputs), _records(source, COMPARE))


def own_scenario(team: tuple[str, str] | None, positions: int, inflow_percent: float) -> Scenario | None:
    """The scenario of the levers; `team` is (id, title). None if nothing is changed."""
    changes: list[Staff | Arrivals] = []
    names = []
    if team is not None and positions:
        changes.append(Staff(team[0], positions))
        names.append(texts.staff_name(team[1], positions))
    if inflow_percent:
        changes.append(Arrivals(1 + inflow_percent / 100))
        names.append(texts.inflow_name(inflow_percent))
    return Scenario(name=" og ".join(names), changes=tuple(changes)) if changes else None


def _records(source: Source, kind: str) -> Path | None:
    """Where the record of a result is kept: the project's folder; made-up data and uploads keep none."""
    if source.demo or not source.project.folder.name:
        return None
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    return source.project.folder / _RESULTS / f"{kind}-{stamp}.json"


def _plain(scenario: Scenario) -> dict[str, object]:
    """The scenario as JSON-ready data, with the kind of each change."""
    changes = [{"kind": type(one).__name__, **dataclasses.asdict(one)} for one in scenario.changes]
    begins = scenario.begins.isoformat() if scenario.begins else None
    return {**dataclasses.asdict(scenario), "begins": begins, "changes": changes}
