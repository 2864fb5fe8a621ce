"""The figures of one log that `discover` prints."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from procesanalyse.discovery.directly_follows import DirectlyFollows, directly_follows
from procesanalyse.discovery.variants import variants
from procesanalyse.eventlog.table import EventLog
from procesanalyse.facts.cases import case_facts


@dataclass(frozen=True)
class Summary:
    """Counts of a log's steps; days from first to last step over all cases, None without any.

    `cases` counts all cases of the log, `open_cases` those without a closing.
    """

    cases: int
    open_cases: int
    events: int
    activities: int
    median_days: float | None
    mean_days: float | None
    variants: pd.DataFrame
    directly_follows: DirectlyFollows

    def as_json(self, *, top: int = 10) -> dict[str, object]:
        """The documented keys of `discover --json`, with the `top` most frequent variants and all edges."""
        return {
            "cases": self.cases,
            "events": self.events,
            "activities": self.activities,
            "variants": len(self.variants),
            "median_days": self.median_days,
            "mean_days": self.mean_days,
            "top_variants": [
                {"activities": list(row.activities), "cases": int(row.cases)}
                for row in self.variants.head(top).itertuples()
            ],
            "edges": [
                {
                    "from": str(row.source),
                    "to": str(row.target),
                    "count": int(row.count),
                    "median_hours": float(row.median_hours),
                }
                for row in self.directly_follows.edges[
                    ["source", "target", "count", "median_hours"]
                ].itertuples(index=False, name="Edge")
            ],
        }


def summarise(log: EventLog) -> Summary:
    """The figures of one log, milestones left out."""
    facts = case_facts(log)
    graph = directly_follows(log)
    days = facts["duration"].dropna() / pd.Timedelta(days=1)
    return Summary(
        cases=len(facts),
        open_cases=int(facts["open"].sum()),
        events=int(facts["steps"].sum()),
        activities=len(graph.activities),
        median_days=float(days.median()) if len(days) else None,
        mean_days=float(days.mean()) if len(days) else None,
        variants=variants(log),
        directly_follows=graph,
    )
