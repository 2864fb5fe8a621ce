"""Suppression: what may be shown to whom. The only way of a figure to a screen or a file.

A group of 1 to 4 cases is hidden, and so is what would tell its size as the difference of shown figures. For
everybody, a figure about staff needs five different people. Zero is shown. Audiences:

* `report`: workshop and documents. Small groups hidden, rare paths pooled.
* `leader`: the same, but breaches of law are counted down to one.
* `analyst`: all pseudonymous cases; nothing about cases is hidden.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.discovery.directly_follows import DirectlyFollows

Audience = Literal["report", "leader", "analyst"]
SMALLEST_GROUP = 5

#: How a count is shown: itself, as small ("< 5"), or hidden to protect a small one beside it.
Status = Literal["shown", "small", "protected"]

Flags = NDArray[np.bool_]


def suppresses(audience: Audience, *, law_breaches: bool = False) -> bool:
    """Whether small groups are hidden from this audience; a leader sees every breach of law."""
    return audience == "report" or (audience == "leader" and not law_breaches)


def statuses(
    counts: Sequence[int] | NDArray[np.int64] | pd.Series,
    *,
    audience: Audience,
    total_shown: bool = True,
    law_breaches: bool = False,
) -> list[Status]:
    """How each of the groups that make up one total may be shown.

    With the total shown the hidden groups together are its difference from the shown ones, so the next
    smallest group is hidden too, until at least two are hidden and they hold five cases or more.
    """
    values = np.asarray(counts, dtype=np.int64)
    if not suppresses(audience, law_breaches=law_breaches):
        return ["shown"] * len(values)
    small = _small(values)
    hidden = _protect(values, small) if total_shown else small
    return _named(small, hidden)


def published(
    frame: pd.DataFrame,
    count: str,
    *,
    audience: Audience,
    values: Sequence[str] = (),
    total_shown: bool = True,
    law_breaches: bool = False,
) -> pd.DataFrame:
    """The frame with `count` and the figures in `values` missing where hidden, and a column `status`.

    Averages and shares of a hidden group are figures about it, so they belong in `values`.
    """
    status = statuses(frame[count], audience=audience, total_shown=total_shown, law_breaches=law_breaches)
    hidden = np.array([one != "shown" for one in status], dtype=np.bool_)
    shown = frame.assign(status=pd.Series(status, index=frame.index, dtype=object))
    shown[count] = shown[count].astype("Int64").mask(hidden)
    for name in values:
        shown[name] = shown[name].mask(hidden)
    return shown


def safe_beside(whole: int, part: int, *, audience: Audience) -> bool:
    """Whether a part may be shown where the whole is: neither the part nor the rest is a small group."""
    if not suppresses(audience):
        return True
    return all(size == 0 or size >= SMALLEST_GROUP for size in (part, whole - part))


def published_staff(frame: pd.DataFrame, people: str, values: Sequence[str]) -> pd.DataFrame:
    """The frame with the figures in `values` missing where fewer than five people stand behind them."""
    hidden = (frame[people] < SMALLEST_GROUP).to_numpy(dtype=np.bool_)
    shown = frame.assign(
        status=pd.Series(np.where(hidden, "small", "shown"), index=frame.index, dtype=object)
    )
    for name in [people, *values]:
        shown[name] = shown[name].mask(hidden)
    return shown


@dataclass(frozen=True)
class ShownVariants:
    """Variants that may be shown, most frequent first, and the rest as one pool.

    The pool's cases are None where it is too small to be shown.
    """

    variants: pd.DataFrame
    pooled_variants: int
    pooled_cases: int | None


def published_variants(variants: pd.DataFrame, *, audience: Audience, top: int = 10) -> ShownVariants:
    """The `top` most frequent variants with at least five cases; what is left is pooled.

    Where the pool would be small its next smallest variant joins it.
    """
    keep = len(variants)
    if suppresses(audience):
        keep = int((variants["cases"] >= SMALLEST_GROUP).sum())
    keep = min(keep, top)
    rest = int(variants["cases"].iloc[keep:].sum())
    while suppresses(audience) and keep and 0 < rest < SMALLEST_GROUP:
        keep -= 1
        rest = int(variants["cases"].iloc[keep:].sum())
    small = suppresses(audience) and 0 < rest < SMALLEST_GROUP
    return ShownVariants(variants.head(keep), len(variants) - keep, None if small else rest)


@dataclass(frozen=True)
class ShownGraph:
    """A directly-follows graph as it may be shown.

    Frames as in `DirectlyFollows` with `count` and `cases` as Int64. Where `rounded`, they are rounded to
    the nearest five, steps and paths of 1 to 4 cases are left out and counted in `left_out`: in a flow
    every figure is the difference of its neighbours, and hiding those would hide the main path.
    """

    edges: pd.DataFrame
    activities: pd.DataFrame
    cases: int
    rounded: bool
    left_out: int


def published_graph(graph: DirectlyFollows, *, audience: Audience) -> ShownGraph:
    """The graph as this audience may see it."""
    if not suppresses(audience):
        return ShownGraph(
            _nullable(graph.edges), _nullable(graph.activities), graph.cases, rounded=False, left_out=0
        )
    activities = graph.activities[graph.activities["cases"] >= SMALLEST_GROUP]
    names = set(activities["activity"])
    known = graph.edges["source"].isin(names) & graph.edges["target"].isin(names)
    edges = graph.edges[known & (graph.edges["cases"] >= SMALLEST_GROUP)]
    left_out = len(graph.edges) - len(edges) + len(graph.activities) - len(activities)
    return ShownGraph(
        _rounded(edges), _rounded(activities), _to_five(graph.cases), rounded=True, left_out=left_out
    )


def _nullable(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype(dict.fromkeys(_counts(frame), "Int64"))


def _rounded(frame: pd.DataFrame) -> pd.DataFrame:
    """Counts to the nearest five; 1 to 4 become 0 (cases that start or end with an activity)."""
    fives = {
        name: ((frame[name] + 2) // 5 * 5).where(frame[name] >= SMALLEST_GROUP, 0).astype("Int64")
        for name in _counts(frame)
    }
    return frame.assign(**fives).reset_index(drop=True)


def _counts(frame: pd.DataFrame) -> list[str]:
    return [name for name in ("count", "cases", "starts", "ends") if name in frame.columns]


def _to_five(count: int) -> int:
    return (count + 2) // 5 * 5


def _small(values: NDArray[np.int64]) -> Flags:
    return (values > 0) & (values < SMALLEST_GROUP)


def _named(small: Flags, hidden: Flags) -> list[Status]:
    return ["small" if s else "protected" if h else "shown" for s, h in zip(small, hidden, strict=True)]


def _protect(values: NDArray[np.int64], hidden: Flags) -> Flags:
    """Hides the next smallest positive group until the hidden ones do not tell on each other."""
    hidden = hidden.copy()
    while hidden.any() and (hidden.sum() < 2 or values[hidden].sum() < SMALLEST_GROUP):
        left = np.flatnonzero(~hidden & (values > 0))
        if not len(left):
            break
        hidden[left[np.argmin(values[left])]] = True
    return hidden
