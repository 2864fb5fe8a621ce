"""Percentiles that leave out missing values."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def percentile(values: ArrayLike, percent: float) -> float | None:
    """The linearly interpolated percentile (0-100); None without values."""
    given = np.asarray(values, dtype=float)
    given = given[~np.isnan(given)]
    return float(np.percentile(given, percent)) if len(given) else None


def median(values: ArrayLike) -> float | None:
    """The middle value; None without values."""
    return percentile(values, 50)
