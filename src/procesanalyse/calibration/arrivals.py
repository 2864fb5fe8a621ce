"""Arrivals by case type: how many a year, and on which weekdays, months and hours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from procesanalyse.eventlog.table import EventLog
from procesanalyse.workcalendar.working_time import DAY

#: Type of cases whose log knows none.
ONE_TYPE = "sag"
DAYS_PER_YEAR = 365.25
#: Share of cases that must open at an instant for the hours to be known.
_MOST = 0.8


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Arrivals of one case type over the window.

    `low`, `high`: the 95 % interval of `per_year` for a Poisson count. Weights are arrivals per
    day (weekday, month) or hour relative to the mean, so a busier month has a weight above 1.
    `hours_known`: false where the log has dates only; the hours are then the office's own.
    """

    case_type: str
    count: int
    per_year: float
    low: float
    high: float
    weekday_weights: tuple[float, ...]
    month_weights: tuple[float, ...]
    hour_weights: tuple[float, ...]
    hours_known: bool


def case_types(log: EventLog) -> pd.Series:
    """The case type of every row of `cases`, `ONE_TYPE` where none is stated."""
    return log.cases["case_type"].astype("string").fillna(ONE_TYPE)


def opened_inside(log: EventLog) -> NDArray[np.bool_]:
    """Which cases were opened inside the window: those before it belong to no arrival rate."""
    opened = log.cases["opened"]
    inside = (opened >= log.window.start) & (opened <= log.window.end)
    return np.asarray(inside.fillna(value=False), dtype=bool)


def window_years(log: EventLog) -> float:
    """Length of the log's window in years."""
    return float((log.window.end - log.window.start).total_seconds() / DAY / DAYS_PER_YEAR)


def find_arrivals(log: EventLog, office_hours: tuple[float, ...]) -> tuple[Arrivals, ...]:
    """Arrivals per case type, types in alphabetical order; a type without openings is left out.

    `office_hours` are the 24 hour weights used where most openings have only a date.
    """
    inside = opened_inside(log)
    opened = log.cases["opened"][inside].dt.tz_convert(log.zone)
    types = case_types(log)[inside]
    known = _has_hours(log, inside)
    return tuple(
        _of_type(str(name), opened[(types == name).to_numpy()], log, office_hours, known)
        for name in sorted(types.unique())
    )


def _of_type(
    name: str, opened: pd.Series, log: EventLog, office_hours: tuple[float, ...], known: bool
) -> Arrivals:
    years = window_years(log)
    low, high = poisson_interval(len(opened))
    days = pd.date_range(
        log.window.start.tz_convert(log.zone).normalize(),
        (log.window.end - pd.Timedelta(microseconds=1)).tz_convert(log.zone).normalize(),
        freq="D",
    )
    return Arrivals(
        case_type=name,
        count=len(opened),
        per_year=len(opened) / years,
        low=low / years,
        high=high / years,
        weekday_weights=_weights(opened.dt.day_of_week, days.day_of_week, np.arange(7)),
        month_weights=_weights(opened.dt.month, days.month, np.arange(1, 13)),
        hour_weights=_hour_weights(opened) if known else office_hours,
        hours_known=known,
    )


def poisson_interval(count: int) -> tuple[float, float]:
    """Exact 95 % interval of a Poisson mean from one count (Garwood 1936)."""
    low = stats.chi2.ppf(0.025, 2 * count) / 2 if count else 0.0
    return float(low), float(stats.chi2.ppf(0.975, 2 * count + 2) / 2)


def _weights(values: pd.Series, days: pd.Index, keys: NDArray[np.int64]) -> tuple[float, ...]:
    """Arrivals per day of each kind over arrivals per day; 1 for a kind the window does not have."""
    counts = np.array([(values == key).sum() for key in keys], dtype=float)
    possible = np.array([(days == key).sum() for key in keys], dtype=float)
    mean = counts.sum() / possible.sum()
    seen = np.divide(counts, possible, out=np.full(len(keys), mean), where=possible > 0)
    return tuple(round(float(value), 4) for value in seen / mean)


def _hour_weights(opened: pd.Series) -> tuple[float, ...]:
    counts = np.bincount(opened.dt.hour.to_numpy(), minlength=24).astype(float)
    return tuple(round(float(value), 4) for value in counts / counts.mean())


def _has_hours(log: EventLog, inside: NDArray[np.bool_]) -> bool:
    """Whether most cases open at the instant of an event, not on a date."""
    timed = log.events[(log.events["precision"] == "instant").to_numpy()]
    opened = log.cases["opened"].iloc[timed["case"].to_numpy()].to_numpy()
    begun = timed["start"].fillna(timed["time"]).to_numpy()
    exact = np.zeros(len(log.cases), dtype=bool)
    exact[timed["case"].to_numpy()[opened == begun]] = True
    return bool(inside.any()) and float(exact[inside].mean()) >= _MOST
