"""Case facts: one row per case."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.eventlog.table import TIME_DTYPE, EventLog
from procesanalyse.facts.elapsed import elapsed
from procesanalyse.facts.handovers import handover_facts

#: Columns of `case_facts`.
CASE_FACT_COLUMNS: Mapping[str, str] = {
    "case": "int32: row in `EventLog.cases`",
    "case_id": "string: pseudonym",
    "case_type": "category or missing",
    "group": "category or missing: the family",
    "opened": "UTC or missing",
    "closed": "UTC or missing: missing while the case is open",
    "first": "UTC or missing: first step",
    "last": "UTC or missing: last step",
    "duration": "timedelta or missing: last - first; whole local days if either is only a date",
    "steps": "int64: number of steps, milestones left out",
    "open": "bool: `closed` is missing; its duration is what has passed so far, not its length",
    "persons": "int64: different resources of its steps",
    "person_changes": "int64: changes of caseworker, as `facts.handovers` defines them",
    "handovers": "int64: those of them that change the team",
}


def case_facts(log: EventLog) -> pd.DataFrame:
    """One row per case, in the order of `log.cases`; see CASE_FACT_COLUMNS. A case may have no steps."""
    steps, cases = log.steps, log.cases
    counts = np.bincount(steps["case"].to_numpy(), minlength=len(cases))
    begin = np.cumsum(counts) - counts
    filled = np.flatnonzero(counts)
    first = _spread(steps["time"], begin[filled], filled, len(cases))
    last = _spread(steps["time"], (begin + counts - 1)[filled], filled, len(cases))
    is_date = (steps["precision"] == "date").to_numpy()
    dated = np.zeros(len(cases), dtype=np.bool_)
    dated[filled] = is_date[begin[filled]] | is_date[(begin + counts - 1)[filled]]
    changes = handover_facts(log)
    by_team = changes[changes["team_changed"].to_numpy()]
    return pd.DataFrame(
        {
            "case": np.arange(len(cases), dtype=np.int32),
            "case_id": cases["case_id"],
            "case_type": cases["case_type"],
            "group": cases["group"],
            "opened": cases["opened"],
            "closed": cases["closed"],
            "first": first,
            "last": last,
            "duration": elapsed(first, last, dated, log.zone),
            "steps": counts,
            "open": cases["closed"].isna(),
            "persons": _persons(steps, len(cases)),
            "person_changes": np.bincount(changes["case"].to_numpy(), minlength=len(cases)),
            "handovers": np.bincount(by_team["case"].to_numpy(), minlength=len(cases)),
        }
    )


def _spread(times: pd.Series, rows: NDArray[np.int64], places: NDArray[np.int64], length: int) -> pd.Series:
    spread = pd.Series(pd.NaT, index=range(length), dtype=TIME_DTYPE)
    spread.iloc[places] = times.iloc[rows].array
    return spread


def _persons(steps: pd.DataFrame, cases: int) -> NDArray[np.int64]:
    known = steps.loc[steps["resource"].notna().to_numpy(), ["case", "resource"]]
    pairs = pd.DataFrame({"case": known["case"], "person": known["resource"].cat.codes}).drop_duplicates()
    return np.bincount(pairs["case"].to_numpy(), minlength=cases)
