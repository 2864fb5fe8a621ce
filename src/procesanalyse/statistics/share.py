"""A share with what stands behind it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """A proportion, how many it is counted over, and its 95 % interval (all as fractions 0..1)."""

    value: float
    count: int
    low: float
    high: float
