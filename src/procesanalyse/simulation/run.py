"""One run of a model, and what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from procesanalyse.eventlog.table import EventLog, Origin, Window
from procesanalyse.simulation.casework import Casework
from procesanalyse.simulation.check import check_model, check_scenario
from procesanalyse.simulation.engine import run_engine
from procesanalyse.simulation.model import SimulationModel
from procesanalyse.simulation.save import model_hash
from procesanalyse.simulation.scenario import Scenario
from procesanalyse.simulation.setup import set_up
from procesanalyse.simulation.tables import Tables


@dataclass(frozen=True)
class SimulationRun:
    """A simulated log and what a real log does not tell.

    The log covers the whole run, warm-up and run-out included; `cohort` is the evaluation
    period. The frames' columns are listed in `simulation.tables`. `scenario` is "" for the model
    as it is. `notes` are codes, as `texts.changes` reads them: "above_cap:12" says that handovers
    brought twelve cases to somebody who then had more than the cap; without any it is left out.
    """

    log: EventLog
    work: pd.DataFrame
    queues: pd.DataFrame
    owners: pd.DataFrame
    members: pd.DataFrame
    cohort: Window
    model: SimulationModel
    scenario: str
    seed: int
    replication: int
    notes: tuple[str, ...] = ()


def simulate(
    model: SimulationModel, *, seed: int, replication: int = 0, scenario: Scenario | None = None
) -> SimulationRun:
    """The run of this model under this scenario; the same arguments always give the same run.

    `UnusableInput` if the model or the scenario cannot be run.
    """
    check_model(model)
    if scenario is not None:
        check_scenario(scenario, model)
    setup = set_up(model, seed, replication, scenario)
    run_engine(setup)
    tables = Tables(setup)
    name = "" if scenario is None else scenario.name
    return SimulationRun(
        log=tables.log(Origin("simulated", model.name, model_sha256=model_hash(model), scenario=name,
                              seed=seed, replication=replication)),
        work=tables.work(),
        queues=tables.queues(),
        owners=tables.owners(),
        members=tables.members(),
        cohort=tables.cohort(),
        model=model,
        scenario=name,
        seed=seed,
        replication=replication,
        notes=_notes(setup.casework),
    )  # fmt: skip


def _notes(work: Casework) -> tuple[str, ...]:
    return (f"above_cap:{len(work.above_cap)}",) if work.above_cap else ()
