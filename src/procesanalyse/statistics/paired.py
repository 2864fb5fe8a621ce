"""A mean with Student's interval, for differences between runs on the same cases."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over `count` values with its interval; without width information low and high are infinite."""

    mean: float
    low: float
    high: float
    count: int


def student_interval(values: ArrayLike, confidence: float = 0.95) -> Interval | None:
    """The mean of these values (one per replication, pairs already subtracted) with Student's interval.

    Missing values (NaN) are left out; None if none are left. One value alone has an infinite interval.
    """
    given = np.asarray(values, dtype=float)
    given = given[~np.isnan(given)]
    count = len(given)
    if count == 0:
        return None
    mean = float(given.mean())
    if count == 1:
        return Interval(mean, -np.inf, np.inf, 1)
    quantile = float(stdtrit(count - 1, 0.5 + confidence / 2))
    half = quantile * float(given.std(ddof=1)) / np.sqrt(count)
    return Interval(mean, mean - half, mean + half, count)
