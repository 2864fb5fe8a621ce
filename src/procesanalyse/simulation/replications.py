"""Many runs of one model, measured one by one."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, as_completed
from typing import TypeVar

from procesanalyse.simulation.model import SimulationModel
from procesanalyse.simulation.run import SimulationRun, simulate
from procesanalyse.simulation.scenario import Scenario

Measured = TypeVar("Measured")
Measure = Callable[[SimulationRun], Measured]
Progress = Callable[[int, int], None]


def replicate(
    model: SimulationModel,
    measure: Measure[Measured],
    *,
    replications: int,
    seed: int,
    scenario: Scenario | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> list[Measured]:
    """What `measure` says of each replication 0, 1, ..., in that order, whatever the executor.

    Without an executor the runs are made one after the other here; with one, `measure` must
    be picklable if the executor's workers are processes. `progress` is told (done, all).
    """
    if executor is None:
        results = []
        for number in range(replications):
            results.append(measured_run(model, measure, seed, number, scenario))
            if progress:
                progress(number + 1, replications)
        return results
    futures = [
        executor.submit(measured_run, model, measure, seed, number, scenario)
        for number in range(replications)
    ]
    _follow(futures, progress)
    return [future.result() for future in futures]


def measured_run(
    model: SimulationModel,
    measure: Measure[Measured],
    seed: int,
    replication: int,
    scenario: Scenario | None,
) -> Measured:
    """The measure of one run; only this leaves the worker, not the run."""
    return measure(simulate(model, seed=seed, replication=replication, scenario=scenario))


def _follow(futures: list[Future[Measured]], progress: Progress | None) -> None:
    try:
        for done, future in enumerate(as_completed(futures), start=1):
            future.result()
            if progress:
                progress(done, len(futures))
    except BaseException:
        for future in futures:
            future.cancel()
        raise
