"""What is kept of one run: the same check as on a real log, and what a change may cost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from procesanalyse.comparison.teams import TeamMeasure, team_measures
from procesanalyse.conformance.check import check
from procesanalyse.eventlog.table import EventLog, Window
from procesanalyse.facts.handovers import handover_facts
from procesanalyse.facts.load import open_cases
from procesanalyse.guideline.model import GuidelineHistory, Rule
from procesanalyse.simulation.run import SimulationRun
from procesanalyse.workcalendar.working_time import DAY

#: The dip after a reorganisation is shown apart from what follows.
DIP = pd.Timedelta(weeks=26)
_DECIDED = ("kept", "late", "missed")


@dataclass(frozen=True, slots=True)
class Count:
    """Activations kept, of those decided; `share` is None where none is decided."""

    kept: int
    decided: int

    @property
    def share(self) -> float | None:
        return self.kept / self.decided if self.decided else None


@dataclass(frozen=True, slots=True)
class RuleMeasure:
    """One rule's activations begun in the cohort whose due time has passed.

    `dip`: begun in the first 26 weeks after the change (without one: of the cohort); `after`:
    begun later. What began before the change stands in `whole` only.
    """

    rule: str
    whole: Count
    dip: Count
    after: Count


@dataclass(frozen=True, slots=True)
class CounterMeasures:
    """What a change may cost the people in the cases.

    Over the cases open some time in the cohort: `changes_per_case` (changes of caseworker in
    the cohort, as `facts.handovers` defines them), `two_or_more` (share of cases with two or
    more), `handovers_per_case` (those between teams). `days_to_allocation`: mean from opening
    to the first owner, over the cohort's cases that got one; None where no team has owners.
    """

    changes_per_case: float
    two_or_more: float
    handovers_per_case: float
    days_to_allocation: float | None


@dataclass(frozen=True, slots=True)
class RunMeasures:
    """The measures of one run. Open and overdue cases are counted at the cohort's end."""

    scenario: str
    seed: int
    replication: int
    cases: int
    events: int
    rules: tuple[RuleMeasure, ...]
    counter: CounterMeasures
    teams: tuple[TeamMeasure, ...]
    open_cases: int
    overdue_cases: int

    def rule(self, rule_id: str) -> RuleMeasure:
        """The measure of one rule; a rule the run does not show has counts of 0."""
        nothing = Count(0, 0)
        found = {one.rule: one for one in self.rules}
        return found.get(rule_id, RuleMeasure(rule_id, nothing, nothing, nothing))


def measure(
    run: SimulationRun, guidelines: GuidelineHistory, *, change: pd.Timestamp | None = None
) -> RunMeasures:
    """The measures of this run. `change`: when the reorganisation begins (None: with the cohort)."""
    outcomes = simulated_outcomes(run.log, guidelines)
    inside = _within(outcomes["start"], run.cohort)
    opened = _within(run.log.cases["opened"], run.cohort)
    return RunMeasures(
        scenario=run.scenario,
        seed=run.seed,
        replication=run.replication,
        cases=int(opened.sum()),
        events=int(_within(run.log.events["time"], run.cohort).sum()),
        rules=_rules(outcomes[inside.to_numpy()], change or run.cohort.start),
        counter=_counter_measures(run),
        teams=team_measures(run),
        open_cases=int(open_cases(run.log, at=[run.cohort.end])["open"].iloc[0]),
        overdue_cases=_overdue(run, outcomes),
    )


def can_be_simulated(rule: Rule) -> bool:
    """Whether a simulated log can show the rule: nobody chooses colleagues or names deputies in a model,
    so rules about people cannot, nor can due dates that a source states."""
    return rule.kind != "people" and not (rule.due and rule.due.column)


def simulated_outcomes(log: EventLog, guidelines: GuidelineHistory) -> pd.DataFrame:
    """The outcomes of the same check as on a real log, for the rules a simulated log can show."""
    outcomes = check(log, guidelines).outcomes
    shown = [rule.id for rule in guidelines.newest.rules if can_be_simulated(rule)]
    return outcomes[outcomes["rule"].isin(shown).to_numpy()]


def _within(times: pd.Series, window: Window) -> pd.Series:
    return (times >= window.start) & (times < window.end)


def _rules(outcomes: pd.DataFrame, change: pd.Timestamp) -> tuple[RuleMeasure, ...]:
    decided = outcomes[outcomes["due_passed"].to_numpy(dtype=bool) & outcomes["outcome"].isin(_DECIDED)]
    found = []
    for rule, rows in decided.groupby("rule", observed=True, sort=True):
        kept = (rows["outcome"] == "kept").to_numpy()
        since = (rows["start"] - change).to_numpy()
        dip = (since >= np.timedelta64(0, "s")) & (since < DIP.to_timedelta64())
        after = since >= DIP.to_timedelta64()
        counts = [Count(int(kept[part].sum()), int(part.sum())) for part in (dip | True, dip, after)]
        found.append(RuleMeasure(str(rule), *counts))
    return tuple(found)


def _counter_measures(run: SimulationRun) -> CounterMeasures:
    cases = run.log.cases
    active = (cases["opened"] < run.cohort.end) & ~(cases["closed"] < run.cohort.start)
    count = max(1, int(active.sum()))
    changes = handover_facts(run.log)
    changes = changes[_within(changes["time"], run.cohort).to_numpy()]
    per_case = np.bincount(changes["case"].to_numpy(), minlength=len(cases))
    return CounterMeasures(
        changes_per_case=len(changes) / count,
        two_or_more=float((per_case >= 2).sum()) / count,
        handovers_per_case=float(changes["team_changed"].sum()) / count,
        days_to_allocation=_days_to_allocation(run),
    )


def _days_to_allocation(run: SimulationRun) -> float | None:
    first = run.owners.groupby("case", observed=True)["begin"].min()
    opened = run.log.cases["opened"].reindex(first.index)
    waited = (first - opened)[_within(opened, run.cohort).to_numpy()]
    return float(waited.dt.total_seconds().mean() / DAY) if len(waited) else None


def _overdue(run: SimulationRun, outcomes: pd.DataFrame) -> int:
    """Cases open at the cohort's end in which something is past due and not done."""
    at = run.cohort.end
    owed = outcomes["outcome"].isin(("late", "missed")) & (outcomes["due"] < at) & ~(outcomes["end"] <= at)
    closed = run.log.cases["closed"]
    still_open = outcomes["case"].map(closed.isna() | (closed > at))
    return int(outcomes.loc[(owed & still_open).to_numpy(), "case"].nunique())
