"""Changes of caseworker and handovers between teams: the one definition, for real and simulated logs.

A **change of caseworker** is a pair of consecutive steps of a case, among the steps whose resource is known,
that were done by different people. Steps without a resource are skipped over: they neither make a change nor
hide one. A **handover between teams** is a change of caseworker between two known and different teams.

Rows that only tell of a handover ("Overlevering sendt" by the giver, "Overlevering modtaget" and
"Sag tildelt" by the receiver) stand in the same sequence, so giver, giver, receiver, receiver is one change.
Further participants of a step are not caseworkers of it and make no change.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from procesanalyse.eventlog.table import EventLog
from procesanalyse.facts.transitions import followed

#: Columns of `handover_facts`.
HANDOVER_COLUMNS: Mapping[str, str] = {
    "case": "int32: row in `EventLog.cases`",
    "from_resource": "category: who did the step before",
    "to_resource": "category: who did this step, somebody else",
    "from_team": "category or missing: team of the step before",
    "to_team": "category or missing: team of this step",
    "time": "UTC: of the first step by the receiver",
    "team_changed": "bool: both teams are known and different",
}


def handover_facts(log: EventLog) -> pd.DataFrame:
    """Every change of caseworker in order of (case, time, source row); see HANDOVER_COLUMNS.

    A log without resources has none.
    """
    steps = log.steps
    known = steps[steps["resource"].notna().to_numpy()]
    person = known["resource"].cat.codes.to_numpy()
    giver = np.flatnonzero(followed(known["case"].to_numpy()))
    giver = giver[person[giver] != person[giver + 1]]
    before = known.iloc[giver].reset_index(drop=True)
    after = known.iloc[giver + 1].reset_index(drop=True)
    both = before["team"].notna() & after["team"].notna()
    return pd.DataFrame(
        {
            "case": after["case"],
            "from_resource": before["resource"],
            "to_resource": after["resource"],
            "from_team": before["team"],
            "to_team": after["team"],
            "time": after["time"],
            "team_changed": (both & (before["team"].cat.codes != after["team"].cat.codes)).to_numpy(
                dtype=bool
            ),
        }
    )
