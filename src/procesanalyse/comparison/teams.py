"""How busy each team was in the evaluation period."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.eventlog.table import Window
from procesanalyse.simulation.run import SimulationRun

_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class TeamMeasure:
    """One team in the cohort.

    `utilisation`: hours worked, unlogged work included, over working hours. `mean_queue`:
    waits in the team's queues, as a mean over time (for an owner, for a member's time).
    `mean_caseload`: cases per member, as a mean over time; None in a pool.
    """

    team: str
    utilisation: float | None
    mean_queue: float
    mean_caseload: float | None


def team_measures(run: SimulationRun) -> tuple[TeamMeasure, ...]:
    """One measure per team that had members in the cohort, in alphabetical order."""
    worked = _hours_by_team(run.work, run.cohort)
    queued = _hours_by_team(run.queues, run.cohort)
    owned = _hours_by_team(run.owners, run.cohort)
    present = _hours_by_team(run.members, run.cohort)
    hours = run.members.groupby("team", observed=True)["cohort_hours"].sum()
    length = (run.cohort.end - run.cohort.start).total_seconds() / _HOUR
    found = []
    for team in sorted(str(name) for name in hours.index):
        if present.get(team, 0.0) <= 0:
            continue
        found.append(
            TeamMeasure(
                team=team,
                utilisation=worked.get(team, 0.0) / float(hours[team]) if hours[team] > 0 else None,
                mean_queue=queued.get(team, 0.0) / length,
                mean_caseload=owned[team] / present[team] if team in owned else None,
            )
        )
    return tuple(found)


def hours_inside(begin: pd.Series, end: pd.Series, window: Window) -> NDArray[np.float64]:
    """Clock hours of each [begin, end) inside the window; a missing end has not come yet."""
    first = begin.clip(lower=window.start)
    last = end.fillna(window.end).clip(upper=window.end)
    hours = (last - first).dt.total_seconds().to_numpy(dtype=float) / _HOUR
    return np.asarray(np.maximum(hours, 0.0))


def _hours_by_team(frame: pd.DataFrame, window: Window) -> dict[str, float]:
    if frame.empty:
        return {}
    hours = pd.Series(hours_inside(frame["begin"], frame["end"], window), index=frame.index)
    total = hours.groupby(frame["team"], observed=True).sum()
    return {str(team): float(value) for team, value in total.items()}
