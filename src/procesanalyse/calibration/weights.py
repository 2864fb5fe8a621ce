"""Weights that undo the cut-off: long cases are seen complete less often than short ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class CutOffWeights:
    """Weights of the cases, adding up to 1.

    A complete case has the Kaplan-Meier jump at its length, which is 1 / (n x the chance to be
    seen complete at that length). The chance left beyond the longest complete case, `beyond`, is
    shared by the cases still open at a greater length, so that the long ones are not lost;
    if there are none, by the longest complete ones, through scaling.
    """

    weights: NDArray[np.float64]
    beyond: float


def cut_off_weights(length: NDArray[np.float64], complete: NDArray[np.bool_]) -> CutOffWeights:
    """Weight of each case, from its length so far and whether that is its whole length.

    Kaplan & Meier (1958); the jumps equal inverse-probability-of-censoring weights (Robins &
    Rotnitzky 1992). A complete case comes before an open one of the same length. No complete
    case: the open ones share everything.
    """
    order = np.lexsort((~complete, length))
    at_risk = len(length) - np.arange(len(length))
    factor = np.where(complete[order], 1 - 1 / at_risk, 1.0)
    survival = np.concatenate(([1.0], np.cumprod(factor)))
    jumps = np.zeros(len(length))
    jumps[order] = survival[:-1] - survival[1:]
    beyond = float(survival[-1]) if len(length) else 0.0
    longest = length[complete].max() if complete.any() else -np.inf
    still_open = ~complete & (length >= longest)
    if beyond > 0 and still_open.any():
        jumps[still_open] += beyond / still_open.sum()
    return CutOffWeights(jumps / jumps.sum() if jumps.sum() > 0 else jumps, beyond)


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
