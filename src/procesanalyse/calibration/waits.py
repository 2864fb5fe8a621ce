"""Waits for others, found by simulated moments.

The log shows sojourns, from enabled to completed; the model needs the wait for others inside
them. A first guess takes the usual work away; then the model is run, its sojourns are read at
the log's precision, and each quantile of the wait moves by what the quantile of the sojourn is
off. The queue is then what the model makes of it, not a fitted number. A template's step gets the
wait that stands where its own sojourn stood, so that a slow case stays slow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.calibration.observe import local_dates
from procesanalyse.calibration.templates import LearnedTemplates
from procesanalyse.calibration.weights import weighted_mean, weighted_quantiles
from procesanalyse.calibration.work import Work
from procesanalyse.simulation.model import Distribution, SimulationModel
from procesanalyse.simulation.run import SimulationRun
from procesanalyse.workcalendar.working_time import DAY

Quantiles = NDArray[np.float64]
PROBABILITIES = np.linspace(0, 1, 41)
#: With fewer simulated completions than this a wait is left as it is.
FEWEST_SIMULATED = 20
#: A working day, for the first guess of what of a sojourn is work.
_HOURS_A_DAY = 7.4


@dataclass(frozen=True, slots=True)
class Place:
    """One step's sojourn in days, its weight, and the probability at which it stands."""

    sojourn: float
    weight: float
    probability: float


@dataclass(frozen=True)
class Sojourns:
    """One activity's observed sojourns in days with the weights of their cases.

    `exact`: most are between two instants; then only those are used, else whole days. `places` has
    every step, by row of the case and number of the step.
    """

    activity: str
    values: NDArray[np.float64]
    weights: NDArray[np.float64]
    exact: bool
    places: Mapping[tuple[int, int], Place]

    @property
    def quantiles(self) -> Quantiles:
        return weighted_quantiles(self.values, self.weights, PROBABILITIES)

    @property
    def mean(self) -> float:
        return weighted_mean(self.values, self.weights)


@dataclass(frozen=True, slots=True)
class _Seen:
    step: tuple[int, int]
    sojourn: float
    weight: float
    exact: bool


def observed_sojourns(learned: LearnedTemplates) -> dict[str, Sojourns]:
    """The sojourns of every activity that waits inside the case; events of others have their own waits."""
    seen: dict[str, list[_Seen]] = defaultdict(list)
    for case in learned.cases:
        weight = float(learned.weights[case.case])
        for i, name in enumerate(case.activities):
            if not case.external[i]:
                seen[name].append(_Seen((case.case, i), case.sojourn[i], weight, case.exact[i]))
    return {name: _sojourns(name, found) for name, found in sorted(seen.items())}


def _sojourns(name: str, seen: list[_Seen]) -> Sojourns:
    values = np.array([one.sojourn for one in seen])
    weights = np.array([one.weight for one in seen])
    sharp = np.array([one.exact for one in seen])
    order = np.argsort(values, kind="stable")
    upto = np.cumsum(weights[order])
    middle = (upto - weights[order] / 2) / upto[-1]
    exact = bool(sharp.mean() >= 0.5)
    kept = values if exact else np.floor(values)
    places = {
        seen[i].step: Place(float(kept[i]), seen[i].weight, float(place))
        for i, place in zip(order, middle, strict=True)
    }
    used = sharp if exact else np.ones(len(seen), dtype=bool)
    return Sojourns(name, kept[used], weights[used], exact, places)


def step_waits(
    observed: Mapping[str, Sojourns], waits: Mapping[str, Quantiles]
) -> dict[tuple[int, int], float]:
    """The wait of every step: its own sojourn less what the fit takes off at its place, never below 0."""
    found: dict[tuple[int, int], float] = {}
    for name, one in observed.items():
        places = list(one.places.values())
        taken = one.quantiles - waits[name]
        less = np.interp([place.probability for place in places], PROBABILITIES, taken)
        values = np.maximum(np.array([place.sojourn for place in places]) - less, 0.0)
        found.update(zip(one.places, values.tolist(), strict=True))
    return found


def mean_waits(observed: Mapping[str, Sojourns], waits: Mapping[str, Quantiles]) -> dict[str, float]:
    """The mean wait of each activity's steps, in days."""
    of_step = step_waits(observed, waits)
    return {
        name: weighted_mean(
            np.array([of_step[step] for step in one.places]),
            np.array([place.weight for place in one.places.values()]),
        )
        for name, one in observed.items()
    }


def simulated_sojourns(
    run: SimulationRun, observed: Mapping[str, Sojourns]
) -> dict[str, NDArray[np.float64]]:
    """The run's sojourns of the same activities, completed in the cohort, at the log's precision."""
    events = run.log.events
    inside = (events["time"] >= run.cohort.start) & (events["time"] < run.cohort.end)
    rows = events[inside & events["enabled"].notna() & events["activity"].isin(list(observed))]
    exact = (rows["time"] - rows["enabled"]).dt.total_seconds().to_numpy(dtype=float) / DAY
    whole = local_dates(rows["time"], run.log.zone) - local_dates(rows["enabled"], run.log.zone)
    activity = rows["activity"].astype(object)
    is_exact = activity.map({name: one.exact for name, one in observed.items()}).to_numpy(dtype=bool)
    days = pd.Series(np.where(is_exact, exact, whole.to_numpy(dtype=float)))
    return {str(name): part.to_numpy() for name, part in days.groupby(activity.to_numpy())}


def first_guess(observed: Mapping[str, Sojourns], work: Mapping[str, Work]) -> dict[str, Quantiles]:
    """Quantiles of the wait: those of the sojourn less the usual work in calendar days, never below 0."""
    return {
        name: np.maximum(one.quantiles - work[name].mean / _HOURS_A_DAY * 7 / 5, 0.0)
        for name, one in observed.items()
    }


@dataclass(frozen=True)
class WaitFit:
    """Fitted waits; `shown` are the sojourns of the last run, which had the waits `before`.

    `beyond_reach`: days by which the mean sojourn stays too long (below 0: too short) even when the
    wait takes the whole step: it cannot go below 0.
    """

    waits: dict[str, Quantiles]
    before: dict[str, Quantiles]
    shown: dict[str, NDArray[np.float64]]
    beyond_reach: dict[str, float]


def fit_waits(
    model_with: Callable[[Mapping[str, Quantiles]], SimulationModel],
    run: Callable[[SimulationModel, int], SimulationRun],
    observed: Mapping[str, Sojourns],
    waits: Mapping[str, Quantiles],
    *,
    gains: Sequence[float],
) -> WaitFit:
    """Waits after one step of correction per gain: the part of the difference that is taken.

    The first step from a guess takes all of it; later ones less, so that the chance of one run is
    not followed (Robbins and Monro 1951).

    Each run draws anew, so that a step does not fit the chance of the one before.
    """
    before, fitted = dict(waits), dict(waits)
    shown: dict[str, NDArray[np.float64]] = {}
    for number, gain in enumerate(gains):
        before = fitted
        shown = simulated_sojourns(run(model_with(before), number), observed)
        fitted = corrected(before, observed, shown, gain)
    whole = mean_waits(observed, corrected(before, observed, shown))
    had = mean_waits(observed, before)
    reach = {
        name: float(values.mean()) - observed[name].mean - had[name] + whole[name]
        for name, values in shown.items()
    }
    return WaitFit(fitted, before, shown, reach)


def corrected(
    waits: Mapping[str, Quantiles],
    observed: Mapping[str, Sojourns],
    shown: Mapping[str, NDArray[np.float64]],
    gain: float = 1.0,
) -> dict[str, Quantiles]:
    """Each wait moved, quantile by quantile, by `gain` times what the sojourn is off; never below 0.

    The outermost twentieth at either end moves as its neighbour does: extremes are chance.
    """
    moved = {}
    inner = np.clip(PROBABILITIES, 0.05, 0.95)
    for name, wait in waits.items():
        values = shown.get(name, np.array([]))
        if len(values) < FEWEST_SIMULATED:
            moved[name] = wait
            continue
        seen = weighted_quantiles(observed[name].values, observed[name].weights, inner)
        simulated = weighted_quantiles(values, np.ones(len(values)), inner)
        moved[name] = np.maximum.accumulate(np.maximum(wait + gain * (seen - simulated), 0.0))
    return moved


def distribution(quantiles: Quantiles) -> Distribution | None:
    """The wait as the model file holds it; None where there is none."""
    if quantiles.max(initial=0.0) < 1e-4:
        return None
    return Distribution("quantiles", quantiles=tuple(round(float(value), 4) for value in quantiles))
