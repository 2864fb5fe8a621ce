"""The model of a project: its log, guidelines, organisation and time study put together."""

from __future__ import annotations

from concurrent.futures import Executor

from procesanalyse.calibration.calibrate import calibrate
from procesanalyse.calibration.result import Calibration, Progress
from procesanalyse.workspace.project import Project


def calibrate_project(
    project: Project, *, seed: int, executor: Executor | None = None, progress: Progress | None = None
) -> Calibration:
    """The calibration of everything the project names; `UnusableInput` where something needed is missing."""
    return calibrate(
        project.log,
        project.guidelines,
        project.organisation,
        time_study=project.time_study,
        seed=seed,
        executor=executor,
        progress=progress,
    )
