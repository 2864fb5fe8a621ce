"""Quantiles and means of weighted samples."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def weighted_quantiles(
    values: NDArray[np.float64], weights: NDArray[np.float64], probabilities: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Quantiles of a weighted sample, joined by straight lines between its points' mid-weights."""
    order = np.argsort(values, kind="stable")
    sorted_values, mass = values[order], weights[order] / weights.sum()
    middle = np.cumsum(mass) - mass / 2
    return np.asarray(np.interp(probabilities, middle, sorted_values))


def weighted_mean(values: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    """The weighted mean; 0 for nothing."""
    return float(np.average(values, weights=weights)) if weights.sum() > 0 else 0.0
