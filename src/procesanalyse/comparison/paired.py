"""From replications to figures: means, paired differences, verdicts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from procesanalyse.comparison.result import Compared, Difference, Figure, Range, Verdict
from procesanalyse.statistics.paired import student_interval

#: One number per replication; None where that run does not show it.
Values = Sequence[float | None]
_YEAR = (2.5, 97.5)


def compared(name: str, values: Values, baseline: Values | None) -> Compared:
    """The figure of these replications, and its difference to the same replications of the baseline."""
    difference = None if baseline is None else paired_difference(values, baseline)
    return Compared(name, figure(values), difference)


def figure(values: Values) -> Figure:
    """Mean and Student's interval over the replications that show the figure."""
    found = student_interval(_array(values))
    if found is None:
        return Figure(None, None)
    return Figure(found.mean, Range(found.low, found.high) if found.count > 1 else None)


def paired_difference(values: Values, baseline: Values) -> Difference:
    """Scenario minus baseline over the replications where both show the figure."""
    differences = _array(values) - _array(baseline)
    differences = differences[~np.isnan(differences)]
    found = student_interval(differences)
    if found is None or found.count < 2:
        return Difference(None, None, None, "cannot_tell")
    low, high = (float(np.percentile(differences, percent)) for percent in _YEAR)
    interval = Range(found.low, found.high)
    return Difference(found.mean, interval, Range(low, high), verdict(interval))


def verdict(interval: Range) -> Verdict:
    """What the interval of the expected effect allows to say."""
    if interval.low > 0:
        return "more"
    return "fewer" if interval.high < 0 else "no_sure_difference"


def correlation(values: Values, baseline: Values) -> float | None:
    """Pearson's correlation of the pairs; None with fewer than three or without variation."""
    pairs = np.column_stack([_array(values), _array(baseline)])
    pairs = pairs[~np.isnan(pairs).any(axis=1)]
    if len(pairs) < 3 or (pairs.std(axis=0) == 0).any():
        return None
    return float(np.asarray(np.corrcoef(pairs.T))[0, 1])


def _array(values: Values) -> NDArray[np.float64]:
    return np.array([np.nan if value is None else value for value in values], dtype=float)
