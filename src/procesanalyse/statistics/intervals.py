"""Wilson's score interval for a share, also where cases come in families."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from procesanalyse.statistics.share import Share

#: Standard normal quantile of a two-sided 95 % interval.
Z95 = 1.959963984540054


def wilson(kept: int, count: int) -> Share | None:
    """kept / count with Wilson's 95 % interval; None where there is nothing to count.

    Source: Wilson (1927); without continuity correction.
    """
    if count == 0:
        return None
    low, high = _bounds(kept / count, count)
    return Share(kept / count, count, low, high)


def wilson_clustered(kept: ArrayLike, clusters: ArrayLike) -> Share | None:
    """The share of kept activations with a 95 % interval in which whole clusters (families) are drawn.

    `kept` says of each activation whether it was kept, `clusters` its family. The interval is Wilson's with
    the effective number n / design effect, where the design effect is the variance of the ratio estimator
    over clusters by the variance of n independent draws, never below 1 (Kish 1965, chapter 5; Korn and
    Graubard 1998). With all kept or none kept the families are the number.
    """
    outcome = np.asarray(kept, dtype=float)
    if len(outcome) == 0:
        return None
    _, index = np.unique(np.asarray(clusters), return_inverse=True)
    sizes = np.bincount(index).astype(np.float64)
    totals = np.bincount(index, weights=outcome)
    value = float(outcome.mean())
    low, high = _bounds(value, effective_count(totals.astype(np.float64), sizes))
    return Share(value, len(outcome), low, high)


def effective_count(totals: NDArray[np.float64], sizes: NDArray[np.float64]) -> float:
    """How many independent activations these clusters are worth: at most all, at least one."""
    count, clusters = float(sizes.sum()), len(sizes)
    share = float(totals.sum()) / count
    if share in (0.0, 1.0) or clusters == 1:
        return float(clusters)
    spread = float(((totals - share * sizes) ** 2).sum()) * clusters / (clusters - 1) / count**2
    design_effect = max(1.0, spread / (share * (1 - share) / count))
    return max(1.0, count / design_effect)


def _bounds(share: float, count: float) -> tuple[float, float]:
    weight = Z95**2 / count
    centre = (share + weight / 2) / (1 + weight)
    half = Z95 / (1 + weight) * math.sqrt(share * (1 - share) / count + weight / (4 * count))
    return max(0.0, centre - half), min(1.0, centre + half)
