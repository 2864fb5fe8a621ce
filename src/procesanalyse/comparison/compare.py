"""Scenarios against the model as it is, on the same cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

import pandas as pd

from procesanalyse.comparison.measures import Count, RunMeasures, measure
from procesanalyse.comparison.paired import Values, compared, correlation
from procesanalyse.comparison.result import (
    Compared,
    Comparison,
    RuleCompared,
    ScenarioResult,
    TeamCompared,
)
from procesanalyse.errors import FaultCollector
from procesanalyse.guideline.model import GuidelineHistory
from procesanalyse.simulation.check import check_scenario
from procesanalyse.simulation.model import SimulationModel
from procesanalyse.simulation.replications import replicate
from procesanalyse.simulation.scenario import Scenario, Staff

#: Called with (runs done, runs in all).
Progress = Callable[[int, int], None]

#: What every comparison of this version leaves out.
NOTES = ("note.one_parameter_set", "note.absence_not_simulated")

_COUNTERS = ("changes_per_case", "two_or_more", "handovers_per_case", "days_to_allocation")
_TOTALS = ("open_cases", "overdue_cases")
_TEAM = ("utilisation", "mean_queue", "mean_caseload")


def compare(
    model: SimulationModel,
    guidelines: GuidelineHistory,
    scenarios: Sequence[Scenario],
    *,
    replications: int,
    seed: int,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Every scenario against today, paired by replication: the same cases need the same work.

    The cohort is what begins in the model's evaluation period; runs go on until its due dates
    have passed. The same arguments give the same result, whatever the executor.
    """
    _refuse_unusable(scenarios, replications)
    for one in scenarios:
        check_scenario(one, model)
    change = _change_instant(model, scenarios)
    total = replications * (1 + len(scenarios))
    keep = partial(measure, guidelines=guidelines, change=change)
    runs: list[list[RunMeasures]] = []
    for number, scenario in enumerate((None, *scenarios)):
        runs.append(
            replicate(
                model,
                keep,
                replications=replications,
                seed=seed,
                scenario=scenario,
                executor=executor,
                progress=_shifted(progress, number * replications, total),
            )
        )
    return summarise(model, scenarios, runs, seed=seed)


def summarise(
    model: SimulationModel, scenarios: Sequence[Scenario], runs: Sequence[Sequence[RunMeasures]], *, seed: int
) -> Comparison:
    """The comparison of these measures: first the baseline's replications, then each scenario's."""
    baseline = runs[0]
    shown = Shown.in_any(runs)
    start = pd.Timestamp(model.start) + pd.Timedelta(days=model.warm_up_days)
    end = start + pd.Timedelta(days=model.evaluation_days)
    return Comparison(
        model=model.name,
        seed=seed,
        replications=len(baseline),
        cohort=(start.date().isoformat(), end.date().isoformat()),
        baseline=ScenarioResult("", "", *shown.results(baseline, None)),
        scenarios=tuple(
            ScenarioResult(scenario.name, scenario.question, *shown.results(measures, baseline))
            for scenario, measures in zip(scenarios, runs[1:], strict=True)
        ),
        assumptions=model.assumptions,
        validated=model.validated,
        doubts=model.doubts,
        notes=(*NOTES, *_notes(model, scenarios)),
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """The rules and teams that some run shows: every scenario's result lists them all."""

    rules: tuple[str, ...]
    teams: tuple[str, ...]

    @classmethod
    def in_any(cls, runs: Sequence[Sequence[RunMeasures]]) -> Shown:
        """Those of all scenarios and replications, in alphabetical order."""
        every = [run for scenario in runs for run in scenario]
        return cls(
            tuple(sorted({one.rule for run in every for one in run.rules})),
            tuple(sorted({one.team for run in every for one in run.teams})),
        )

    def results(
        self, runs: Sequence[RunMeasures], baseline: Sequence[RunMeasures] | None
    ) -> tuple[tuple[RuleCompared, ...], tuple[Compared, ...], tuple[TeamCompared, ...]]:
        """Figures by rule, counter-measures and figures by team of one scenario's replications."""
        return (
            tuple(_rule(rule, runs, baseline) for rule in self.rules),
            tuple(_counters(runs, baseline)),
            tuple(_team(team, runs, baseline) for team in self.teams),
        )


#: One figure of every replication.
Of = Callable[[Sequence[RunMeasures]], Values]


def _notes(model: SimulationModel, scenarios: Sequence[Scenario]) -> tuple[str, ...]:
    """What the reader of these scenarios must know."""
    by_room = {team.id for team in model.organisation.teams if team.allocation == "most_room"}
    hires = (
        change
        for scenario in scenarios
        if scenario.open_cases == "stay"
        for change in scenario.changes
        if isinstance(change, Staff) and change.positions > 0 and change.team in by_room
    )
    return ("note.new_members_fill_first",) if any(hires) else ()


def _compared(
    name: str, of: Of, runs: Sequence[RunMeasures], baseline: Sequence[RunMeasures] | None
) -> Compared:
    return compared(name, of(runs), None if baseline is None else of(baseline))


def _rule(rule: str, runs: Sequence[RunMeasures], baseline: Sequence[RunMeasures] | None) -> RuleCompared:
    whole = partial(_shares, rule, "whole")
    decided = [run.rule(rule).whole.decided for run in runs]
    return RuleCompared(
        id=rule,
        whole=_compared("whole", whole, runs, baseline),
        dip=_compared("dip", partial(_shares, rule, "dip"), runs, baseline),
        after=_compared("after", partial(_shares, rule, "after"), runs, baseline),
        decided=sum(decided) / len(decided),
        correlation=None if baseline is None else correlation(whole(runs), whole(baseline)),
    )


def _shares(rule: str, part: str, runs: Sequence[RunMeasures]) -> Values:
    counts: list[Count] = [getattr(run.rule(rule), part) for run in runs]
    return [count.share for count in counts]


def _counters(runs: Sequence[RunMeasures], baseline: Sequence[RunMeasures] | None) -> list[Compared]:
    measures = [_compared(name, partial(_counter, name), runs, baseline) for name in _COUNTERS]
    return measures + [_compared(name, partial(_total, name), runs, baseline) for name in _TOTALS]


def _counter(name: str, runs: Sequence[RunMeasures]) -> Values:
    return [getattr(run.counter, name) for run in runs]


def _total(name: str, runs: Sequence[RunMeasures]) -> Values:
    return [float(getattr(run, name)) for run in runs]


def _team(team: str, runs: Sequence[RunMeasures], baseline: Sequence[RunMeasures] | None) -> TeamCompared:
    return TeamCompared(
        team, tuple(_compared(name, partial(_of_team, team, name), runs, baseline) for name in _TEAM)
    )


def _of_team(team: str, name: str, runs: Sequence[RunMeasures]) -> Values:
    found = [{one.team: one for one in run.teams}.get(team) for run in runs]
    return [None if one is None else getattr(one, name) for one in found]


def _change_instant(model: SimulationModel, scenarios: Sequence[Scenario]) -> pd.Timestamp | None:
    """When the first of the scenarios begins; None: with the evaluation period."""
    begins = [scenario.begins for scenario in scenarios if scenario.begins is not None]
    if not begins:
        return None
    local = pd.Timestamp(min(begins)).tz_localize(model.organisation.zone, nonexistent="shift_forward")
    return local.tz_convert("UTC")


def _refuse_unusable(scenarios: Sequence[Scenario], replications: int) -> None:
    faults = FaultCollector()
    if replications < 2:
        faults.add("comparison.too_few_replications", value=replications)
    if not scenarios:
        faults.add("comparison.no_scenarios")
    names = [scenario.name for scenario in scenarios]
    for name in sorted({name for name in names if names.count(name) > 1}):
        faults.add("comparison.same_name_twice", value=name)
    faults.raise_if_any()


def _shifted(progress: Progress | None, before: int, total: int) -> Progress | None:
    """Progress of one scenario's runs as progress of all."""
    if progress is None:
        return None
    return lambda done, _: progress(before + done, total)
