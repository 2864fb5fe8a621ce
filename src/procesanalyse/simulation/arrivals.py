"""When cases arrive: a Poisson process whose rate follows month, weekday and hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from procesanalyse.simulation.draws import Floats, Keys, extend, extend_text, uniforms
from procesanalyse.simulation.model import CaseType
from procesanalyse.workcalendar.working_time import local_second

HOUR = 3600
DAYS_PER_YEAR = 365.25
BASE, GROWTH = 0, 1


@dataclass(frozen=True, eq=False)
class Arriving:
    """Cases of one type and stream in order: `index` is part of their key, `time` whole seconds."""

    stream: int
    index: NDArray[np.int64]
    time: NDArray[np.int64]


def arrivals(
    case_type: CaseType,
    run: Keys,
    start: date,
    days: int,
    zone: str,
    *,
    factor: float = 1.0,
    factor_from: int = 0,
) -> tuple[Arriving, ...]:
    """Arrivals from local midnight of `start` through `days` local days.

    Gaps of the cumulative rate are unit exponentials keyed by index, so a longer run has the same
    first cases. From second `factor_from` on there are `factor` times as many: a smaller factor
    leaves out cases by a keyed draw, a greater one adds a second stream; no key of the others changes.
    """
    rates = _hourly(case_type, start, days, zone)
    stream = extend_text(extend_text(run, "arrival"), case_type.id)
    base = _stream(stream, BASE, rates)
    if factor < 1:
        thin = uniforms(extend(extend_text(stream, "thinning"), base.index))
        kept = (base.time < factor_from) | (thin < factor)
        return (Arriving(BASE, base.index[kept], base.time[kept]),)
    if factor == 1:
        return (base,)
    more = _stream(stream, GROWTH, rates * (factor - 1))
    late = more.time >= factor_from
    return base, Arriving(GROWTH, more.index[late], more.time[late])


def _hourly(case_type: CaseType, start: date, days: int, zone: str) -> Floats:
    """Expected arrivals of each hour since the start. Weights are relative to their mean per day or hour."""
    hours = -(-local_second(start + timedelta(days=days), start, zone) // HOUR)
    month, weekday, hour = _local_clock(start, hours, zone)
    per_hour = case_type.per_year / DAYS_PER_YEAR / 24
    return (
        per_hour
        * _relative(case_type.month_weights)[month]
        * _relative(case_type.weekday_weights)[weekday]
        * _relative(case_type.hour_weights)[hour]
    )


def _relative(weights: tuple[float, ...]) -> Floats:
    values = np.asarray(weights, dtype=float)
    return values / values.mean() if values.mean() > 0 else values


def _local_clock(
    start: date, hours: int, zone: str
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Month (0..11), weekday (Monday 0) and hour of each hour since local midnight of `start`."""
    tz = ZoneInfo(zone)
    first = datetime(start.year, start.month, start.day, tzinfo=tz).timestamp()
    clocks = [datetime.fromtimestamp(first + HOUR * number, tz) for number in range(hours)]
    table = np.array([(one.month - 1, one.weekday(), one.hour) for one in clocks], dtype=np.int64)
    table = table.reshape(-1, 3)
    return table[:, 0], table[:, 1], table[:, 2]


def _stream(stream: Keys, number: int, hourly: Floats) -> Arriving:
    """Arrivals at the inverse of the cumulative rate at the sums of unit exponential gaps."""
    cumulative = np.concatenate(([0.0], np.cumsum(hourly)))
    sums = _sums(extend(stream, number), float(cumulative[-1]))
    clock = np.interp(sums, cumulative, np.arange(len(cumulative)) * float(HOUR)) if len(sums) else sums
    index = np.arange(len(sums), dtype=np.int64)
    return Arriving(number, index, np.floor(clock).astype(np.int64))


def _sums(keys: Keys, expected: float) -> Floats:
    """Sums of keyed exponential gaps up to `expected`."""
    if expected <= 0:
        return np.array([])
    count = int(expected + 8 * expected**0.5 + 20)
    while True:
        gaps = -np.log1p(-uniforms(extend(keys, np.arange(count, dtype=np.int64))))
        sums = np.cumsum(gaps)
        if sums[-1] > expected:
            return sums[sums < expected]
        count *= 2
