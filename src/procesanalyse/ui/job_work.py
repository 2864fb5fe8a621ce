"""What each kind of job does: fit a model to a log, compare scenarios.

The app imports this to place its orders; only the child process imports the work itself.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from procesanalyse.calibration.result import Calibration, calibration_dict
from procesanalyse.calibration.time_study import TimeStudy
from procesanalyse.comparison.as_dict import comparison_dict
from procesanalyse.comparison.result import Comparison
from procesanalyse.eventlog.table import EventLog
from procesanalyse.guideline.model import GuidelineHistory
from procesanalyse.organisation.model import Organisation
from procesanalyse.simulation.model import SimulationModel
from procesanalyse.simulation.scenario import Scenario

#: Called with (steps done, steps in all).
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Outcome:
    """What a job found: the object the pages show, and the same as JSON for the record."""

    found: Calibration | Comparison
    record: Mapping[str, Any]


@dataclass(frozen=True)
class CalibrationInputs:
    """What a calibration needs."""

    log: EventLog
    guidelines: GuidelineHistory
    organisation: Organisation
    time_study: TimeStudy | None
    seed: int

    def run(self, progress: Progress) -> Outcome:
        """A model of the log, with its validation."""
        from procesanalyse.calibration.calibrate import calibrate

        found = calibrate(
            self.log,
            self.guidelines,
            self.organisation,
            time_study=self.time_study,
            seed=self.seed,
            progress=progress,
        )
        return Outcome(found, calibration_dict(found))


@dataclass(frozen=True)
class ComparisonInputs:
    """What a comparison needs."""

    model: SimulationModel
    guidelines: GuidelineHistory
    scenarios: tuple[Scenario, ...]
    replications: int
    seed: int

    def run(self, progress: Progress) -> Outcome:
        """Every scenario against today, in as many processes as the machine has processors."""
        from procesanalyse.comparison.compare import compare

        with ProcessPoolExecutor(workers(), mp_context=get_context("spawn")) as executor:
            found = compare(
                self.model,
                self.guidelines,
                self.scenarios,
                replications=self.replications,
                seed=self.seed,
                executor=executor,
                progress=progress,
            )
        return Outcome(found, comparison_dict(found))


def workers() -> int:
    """One per processor; Windows cannot wait for more than 61."""
    most = 61 if sys.platform == "win32" else 1000
    return min(os.cpu_count() or 1, most)
