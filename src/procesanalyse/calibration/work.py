"""Hours of work per activity: from start and end where the log has them, else estimated, else assumed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.calibration.names import Names
from procesanalyse.calibration.order import has_starts
from procesanalyse.calibration.result import Assumption
from procesanalyse.calibration.routing import team_of_labels
from procesanalyse.calibration.time_study import TimeStudy, WorkEstimate
from procesanalyse.eventlog.table import EventLog
from procesanalyse.organisation.model import Organisation
from procesanalyse.simulation.model import Distribution
from procesanalyse.workcalendar.working_time import DAY, working_time

#: Where neither the log nor a time study says anything: a quarter of an hour, one hour, three hours.
PRIOR = (0.25, 1.0, 3.0)
#: Fewer completed activities with a start than this, and the time study or the prior is used.
FEWEST_TIMED = 20
_SHORTEST_HOURS = 1 / 60
_QUANTILES = np.linspace(0, 1, 21)


@dataclass(frozen=True, slots=True)
class Work:
    """Hours of one activity; `hours` None: nobody in the organisation works on it.

    `mean` is in hours (0 without work); `source`: log, time_study, prior or "".
    """

    hours: Distribution | None
    mean: float
    source: str
    assumption: Assumption | None


def find_work(
    log: EventLog, organisation: Organisation, names: Names, time_study: TimeStudy | None
) -> dict[str, Work]:
    """The work of every activity of the log."""
    teams = team_of_labels(log, organisation)
    timed = _timed_hours(log, organisation, teams) if has_starts(log) else {}
    found = {}
    for label in log.activities:
        if not teams[label]:
            found[label] = Work(None, 0.0, "", None)
        elif len(timed.get(label, ())) >= FEWEST_TIMED:
            found[label] = _from_log(label, timed[label])
        else:
            found[label] = _estimated(label, names, time_study)
    return found


def _from_log(label: str, hours: NDArray[np.float64]) -> Work:
    values = np.maximum(np.quantile(hours, _QUANTILES), _SHORTEST_HOURS)
    distribution = Distribution("quantiles", quantiles=tuple(round(float(value), 4) for value in values))
    low, typical, high = (float(np.quantile(hours, p)) for p in (0.1, 0.5, 0.9))
    note = Assumption("assumes.hours_logged", label, typical, low, high, "hours", "log")
    return Work(distribution, float(hours.mean()), "log", note)


def _estimated(label: str, names: Names, time_study: TimeStudy | None) -> Work:
    estimate = time_study.estimate(names.of_label[label]) if time_study else None
    source, code = ("time_study", "assumes.hours_estimated") if estimate else ("prior", "assumes.hours_prior")
    used = estimate or WorkEstimate(label, *PRIOR, source="")
    note = Assumption(code, label, used.typical, used.low, used.high, "hours", used.source)
    return Work(used.distribution, used.distribution.mean, source, note)


def _timed_hours(
    log: EventLog, organisation: Organisation, teams: dict[str, str]
) -> dict[str, NDArray[np.float64]]:
    """Hours from start to end inside the team's working time, per activity.

    Work done wholly outside working time counts by the clock: it was done all the same.
    """
    first = log.window.start.tz_convert(organisation.zone).normalize()
    origin = first.tz_convert("UTC")
    days = int((log.window.end - origin).total_seconds() // DAY) + 2
    found = {}
    for team in organisation.teams:
        hours = working_time(team.hours, organisation.calendar, organisation.zone, first.date(), days)
        mine = {label for label, name in teams.items() if name == team.id}
        steps = log.steps[log.steps["activity"].isin(mine) & log.steps["start"].notna()]
        begin, end = _seconds(steps["start"], origin), _seconds(steps["time"], origin)
        net = hours.between(begin, end) / 3600
        worked = np.where(net > 0, net, np.maximum(end - begin, 0) / 3600)
        for label, values in pd.Series(worked).groupby(steps["activity"].to_numpy(dtype=object)):
            found[str(label)] = values.to_numpy(dtype=float)
    return found


def _seconds(times: pd.Series, origin: pd.Timestamp) -> NDArray[np.int64]:
    return np.asarray((times - origin).dt.total_seconds().round().to_numpy().astype(np.int64))
