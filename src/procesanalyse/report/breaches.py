"""Where in the process rules are broken: breaches counted by activity, for the process map."""

from __future__ import annotations

import numpy as np

from procesanalyse.conformance.results import CheckResult
from procesanalyse.eventlog.table import EventLog
from procesanalyse.guideline.model import Severity


def breaches_by_activity(log: EventLog, result: CheckResult, *, severity: Severity) -> dict[str, int]:
    """Breaches of the active, verified rules of one severity, at the step that came late.

    What never came is counted at the step it was due from. Severities are asked for one at a time because
    law, local goals and advice are never added together. Breaches that no event bears are left out.
    """
    rules = [
        one.rule.id
        for one in result.rules
        if one.rule.severity == severity and one.rule.status == "active" and one.rule.verified
    ]
    rows = result.outcomes
    broken = rows[rows["rule"].isin(rules) & rows["outcome"].isin(("late", "missed"))]
    at = broken["end_event"].where(broken["outcome"] == "late", broken["start_event"])
    at = at.fillna(broken["start_event"]).fillna(broken["end_event"]).dropna().to_numpy(dtype=np.int64)
    counts = log.events["activity"].iloc[at].value_counts()
    return {str(name): int(count) for name, count in counts.items() if count}
