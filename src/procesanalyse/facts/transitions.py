"""Transitions: one row per pair of consecutive steps of a case."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.eventlog.table import EventLog
from procesanalyse.facts.elapsed import elapsed

#: Columns of `transition_facts`.
TRANSITION_COLUMNS: Mapping[str, str] = {
    "case": "int32: row in `EventLog.cases`",
    "source": "category: activity that was done",
    "target": "category: activity that was done next in the same case",
    "from_time": "UTC: of the source",
    "to_time": "UTC: of the target",
    "waited": "timedelta: to_time - from_time; whole local days if either is only a date",
    "precision": "category 'instant' | 'date': 'date' if either end is only a date",
}


def transition_facts(log: EventLog) -> pd.DataFrame:
    """Every directly-follows pair of the log in order of (case, time, source row); see TRANSITION_COLUMNS.

    A case of one step, or none, has no row.
    """
    steps = log.steps
    first = np.flatnonzero(followed(steps["case"].to_numpy()))
    source, target = _rows(steps, first), _rows(steps, first + 1)
    dated = ((source["precision"] == "date") | (target["precision"] == "date")).to_numpy()
    return pd.DataFrame(
        {
            "case": source["case"],
            "source": source["activity"],
            "target": target["activity"],
            "from_time": source["time"],
            "to_time": target["time"],
            "waited": elapsed(source["time"], target["time"], dated, log.zone),
            "precision": pd.Categorical.from_codes(dated.astype(np.int8), ["instant", "date"]),
        }
    )


def followed(case: NDArray[np.int32]) -> NDArray[np.bool_]:
    """True for each row whose next row belongs to the same case."""
    return np.append(case[:-1] == case[1:], False) if len(case) else np.zeros(0, dtype=np.bool_)


def _rows(frame: pd.DataFrame, rows: NDArray[np.int64]) -> pd.DataFrame:
    return frame.iloc[rows].reset_index(drop=True)
