"""Variants: the different sequences of activities that cases go through."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.eventlog.table import EventLog
from procesanalyse.facts.cases import case_facts
from procesanalyse.facts.elapsed import DURATION_DTYPE

VARIANT_COLUMNS: Mapping[str, str] = {
    "variant": "int64: 1 is the most frequent",
    "activities": "object: tuple of activity names in order",
    "cases": "int64",
    "share": "float: of the cases that have any step",
    "median_days": "float: median time from first to last step, in days; open cases with what has passed",
}


def variants(log: EventLog) -> pd.DataFrame:
    """The log's variants, most frequent first, ties by first appearance; see VARIANT_COLUMNS."""
    sequences = _sequences(log)
    numbers = _numbered(sequences)
    lengths = case_facts(log)["duration"].to_numpy().astype(DURATION_DTYPE)[sequences.index]
    days = lengths / np.timedelta64(1, "D")
    counted = pd.DataFrame({"variant": numbers, "activities": sequences.to_numpy(), "days": days})
    grouped = counted.groupby("variant").agg(
        activities=("activities", "first"), cases=("activities", "size"), median_days=("days", "median")
    )
    frame = grouped.reset_index().assign(share=grouped["cases"].to_numpy() / max(len(sequences), 1))
    return frame[list(VARIANT_COLUMNS)]


def _sequences(log: EventLog) -> pd.Series:
    """Tuple of activity names per case, indexed by case; cases without steps are left out."""
    steps = log.steps
    case = steps["case"].to_numpy()
    names = steps["activity"].to_numpy().astype(object)
    begin = (
        np.flatnonzero(np.append(True, case[1:] != case[:-1])) if len(case) else np.zeros(0, dtype=np.int64)
    )
    end = np.append(begin[1:], len(case)).astype(np.int64)
    tuples = [tuple(names[a:b]) for a, b in zip(begin, end, strict=False)]
    return pd.Series(tuples, index=case[begin], dtype=object)


def _numbered(sequences: pd.Series) -> NDArray[np.int64]:
    """The variant number of each sequence: by frequency, then by first appearance."""
    codes, distinct = pd.factorize(sequences.to_numpy(), sort=False)
    counts = np.bincount(codes, minlength=len(distinct))
    rank: NDArray[np.int64] = np.empty(len(distinct), dtype=np.int64)
    rank[np.argsort(-counts, kind="stable")] = np.arange(1, len(distinct) + 1)
    return np.asarray(rank[codes], dtype=np.int64)
