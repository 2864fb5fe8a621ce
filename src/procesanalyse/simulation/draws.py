"""Keyed random numbers: a draw depends on what it is for, never on what was drawn before it.

The key of a value is hashed by SplitMix64's finaliser (Steele, Lea, Flood 2014), part by part, to 64 bits;
the upper 52 give one uniform in (0, 1), and inverse transforms turn it into a length. So the same case needs
the same work in every scenario.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import special

from procesanalyse.simulation.model import Distribution

Keys = NDArray[np.uint64]
Floats = NDArray[np.float64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)


def text_key(text: str) -> np.uint64:
    """64 bits that stand for a name, the same on every machine."""
    return np.uint64(int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little"))


def run_key(seed: int, replication: int) -> Keys:
    """The key that all draws of one run begin with (an array of one)."""
    start = np.array([seed & 0xFFFFFFFFFFFFFFFF], dtype=np.uint64)
    return extend(_mixed(start), replication)


def extend(keys: Keys, part: int | NDArray[np.integer] | np.uint64) -> Keys:
    """Each key followed by one more part; arrays are combined element by element."""
    other = np.asarray(part).astype(np.uint64) if not isinstance(part, int) else np.uint64(part)
    with np.errstate(over="ignore"):
        return _mixed(keys ^ _mixed(np.atleast_1d(other) + _GOLDEN))


def extend_text(keys: Keys, text: str) -> Keys:
    """Each key followed by a name: an activity, or what the value is for."""
    return extend(keys, text_key(text))


def uniforms(keys: Keys) -> Floats:
    """One number in (0, 1) per key; neither end is ever drawn."""
    return ((keys >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52


def lengths(distribution: Distribution, uniform: Floats) -> Floats:
    """The distribution's inverse at each uniform, in its own unit, never negative."""
    return np.maximum(_INVERSES[distribution.kind](distribution, uniform), 0.0)


def to_seconds(values: Floats, unit_seconds: int) -> NDArray[np.int64]:
    """Lengths in a unit as whole seconds."""
    return np.rint(values * unit_seconds).astype(np.int64)


def _mixed(bits: Keys) -> Keys:
    with np.errstate(over="ignore"):
        bits = (bits ^ (bits >> np.uint64(30))) * _FIRST
        bits = (bits ^ (bits >> np.uint64(27))) * _SECOND
        return bits ^ (bits >> np.uint64(31))


def _constant(distribution: Distribution, uniform: Floats) -> Floats:
    return np.full(len(uniform), distribution.mean)


def _uniform(distribution: Distribution, uniform: Floats) -> Floats:
    half_width = float(np.sqrt(3.0)) * distribution.cv * distribution.mean
    return distribution.mean + half_width * (2.0 * uniform - 1.0)


def _exponential(distribution: Distribution, uniform: Floats) -> Floats:
    drawn: Floats = -distribution.mean * np.log1p(-uniform)
    return drawn


def _lognormal(distribution: Distribution, uniform: Floats) -> Floats:
    """Mean and cv give sigma^2 = ln(1 + cv^2), mu = ln(mean) - sigma^2 / 2."""
    if distribution.mean <= 0:
        return np.zeros(len(uniform))
    variance = np.log1p(distribution.cv**2)
    normal: Floats = special.ndtri(uniform)
    drawn: Floats = np.exp(np.log(distribution.mean) - variance / 2 + np.sqrt(variance) * normal)
    return drawn


def _gamma(distribution: Distribution, uniform: Floats) -> Floats:
    """Shape 1 / cv^2, scale mean cv^2."""
    if distribution.cv <= 0 or distribution.mean <= 0:
        return np.full(len(uniform), distribution.mean)
    shape = 1.0 / distribution.cv**2
    inverse: Floats = special.gammaincinv(shape, uniform)
    return inverse * distribution.mean / shape


def _quantiles(distribution: Distribution, uniform: Floats) -> Floats:
    points = np.linspace(0.0, 1.0, len(distribution.quantiles))
    drawn: Floats = np.interp(uniform, points, np.asarray(distribution.quantiles))
    return drawn


_INVERSES: dict[str, Callable[[Distribution, Floats], Floats]] = {
    "constant": _constant,
    "uniform": _uniform,
    "exponential": _exponential,
    "lognormal": _lognormal,
    "gamma": _gamma,
    "quantiles": _quantiles,
}
