"""The directly-follows graph of a log, counted by one scan over its sorted steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from procesanalyse.eventlog.table import EventLog
from procesanalyse.facts.transitions import transition_facts

EDGE_COLUMNS: Mapping[str, str] = {
    "source": "string: activity",
    "target": "string: activity that came next",
    "count": "int64: how many times",
    "cases": "int64: in how many different cases",
    "median_hours": "float: exact median of `waited` of the transitions",
}

ACTIVITY_COLUMNS: Mapping[str, str] = {
    "activity": "string",
    "count": "int64: events",
    "cases": "int64: cases that have it at least once",
    "starts": "int64: cases that begin with it",
    "ends": "int64: cases whose last step it is (so far, if the case is open)",
}


@dataclass(frozen=True)
class DirectlyFollows:
    """The graph of one log's steps: `edges` and `activities`, both most frequent first, then by name.

    `cases` counts the cases that have any step.
    """

    edges: pd.DataFrame
    activities: pd.DataFrame
    cases: int

    @property
    def starts(self) -> dict[str, int]:
        """How many cases begin with each activity, without those no case begins with."""
        return self._counts("starts")

    @property
    def ends(self) -> dict[str, int]:
        """How many cases have each activity as their last step, without zeros."""
        return self._counts("ends")

    def _counts(self, column: str) -> dict[str, int]:
        present = self.activities[self.activities[column] > 0]
        return {str(name): int(n) for name, n in zip(present["activity"], present[column], strict=True)}


def directly_follows(log: EventLog) -> DirectlyFollows:
    """The directly-follows graph of `log.steps`; empty frames for a log without steps."""
    steps = log.steps
    return DirectlyFollows(
        edges=edges_of(transition_facts(log)),
        activities=_activities(steps),
        cases=int(steps["case"].nunique()),
    )


def edges_of(transitions: pd.DataFrame) -> pd.DataFrame:
    """Transition facts counted by (source, target); see EDGE_COLUMNS."""
    hours = transitions["waited"] / pd.Timedelta(hours=1)
    rows = transitions[["case", "source", "target"]].assign(hours=hours)
    grouped = rows.groupby(["source", "target"], observed=True)
    edges = grouped.agg(count=("case", "size"), cases=("case", "nunique"), median_hours=("hours", "median"))
    edges = edges.reset_index().astype({"source": "string", "target": "string"})
    return edges.sort_values(["count", "source", "target"], ascending=[False, True, True], ignore_index=True)


def _activities(steps: pd.DataFrame) -> pd.DataFrame:
    case = steps["case"].to_numpy()
    change = case[1:] != case[:-1]
    edge = np.ones(min(len(case), 1), dtype=np.bool_)
    marked = pd.DataFrame(
        {
            "activity": steps["activity"].to_numpy(),
            "case": case,
            "first": np.concatenate((edge, change)),
            "last": np.concatenate((change, edge)),
        }
    )
    counted = marked.groupby("activity", observed=True).agg(
        count=("case", "size"), cases=("case", "nunique"), starts=("first", "sum"), ends=("last", "sum")
    )
    counted = counted.reset_index().astype({"activity": "string", "starts": np.int64, "ends": np.int64})
    return counted.sort_values(["count", "activity"], ascending=[False, True], ignore_index=True)
