"""Kaplan-Meier: the share that has happened by a point, where some are still waiting."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from procesanalyse.statistics.intervals import Z95, wilson
from procesanalyse.statistics.share import Share


@dataclass(frozen=True, slots=True)
class SurvivalCurve:
    """Steps of the share not yet happened: `share[i]` holds from `times[i]` on."""

    times: NDArray[np.float64]
    share: NDArray[np.float64]
    at_risk: NDArray[np.int64]
    events: NDArray[np.int64]


def kaplan_meier(times: ArrayLike, observed: ArrayLike) -> SurvivalCurve:
    """The product-limit estimate; an event at a time comes before a censoring at the same time.

    `times` may be infinite for what can never happen any more. Source: Kaplan and Meier (1958).
    """
    time = np.asarray(times, dtype=float)
    event = np.asarray(observed, dtype=bool)
    steps = np.unique(time[event])
    ordered = np.sort(time)
    at_risk = len(time) - np.searchsorted(ordered, steps, side="left")
    happened = np.sort(time[event])
    counts = np.searchsorted(happened, steps, side="right") - np.searchsorted(happened, steps, side="left")
    share = np.cumprod(1.0 - counts / np.maximum(at_risk, 1)).astype(np.float64)
    return SurvivalCurve(steps, share, at_risk.astype(np.int64), counts.astype(np.int64))


def kaplan_meier_at(times: ArrayLike, observed: ArrayLike, point: float) -> Share | None:
    """The share that has happened up to and including `point`, with its 95 % interval.

    The interval is Greenwood's on the log-minus-log scale (Kalbfleisch and Prentice 1980). Where the estimate
    is 0 or 1 that has no width, and Wilson's on the number at the start is given instead. None without data.
    """
    time = np.asarray(times, dtype=float)
    if len(time) == 0:
        return None
    curve = kaplan_meier(time, observed)
    past = curve.times <= point
    remaining = float(curve.share[past][-1]) if past.any() else 1.0
    if remaining <= 0.0 or remaining >= 1.0:
        return wilson(0 if remaining >= 1.0 else len(time), len(time))
    risk, events = curve.at_risk[past], curve.events[past]
    greenwood = float((events / (risk * (risk - events))).sum())
    width = Z95 * math.sqrt(greenwood) / abs(math.log(remaining))
    low = 1.0 - remaining ** math.exp(-width)
    high = 1.0 - remaining ** math.exp(width)
    return Share(1.0 - remaining, len(time), low, high)
