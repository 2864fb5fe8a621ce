"""One model under one scenario: waits, work, load and rules as means over replications."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from procesanalyse.comparison.measures import RunMeasures, measure
from procesanalyse.comparison.paired import figure
from procesanalyse.comparison.result import Figure, Range
from procesanalyse.comparison.teams import TeamMeasure, team_measures
from procesanalyse.guideline.model import GuidelineHistory
from procesanalyse.simulation.model import SimulationModel
from procesanalyse.simulation.replications import replicate
from procesanalyse.simulation.run import SimulationRun
from procesanalyse.simulation.scenario import Scenario

Progress = Callable[[int, int], None]
_HOUR = pd.Timedelta(hours=1)
_TEAM = ("utilisation", "mean_queue", "mean_caseload")


@dataclass(frozen=True, slots=True)
class ActivityMeasure:
    """One activity's executions enabled in the cohort and finished in the run, in hours on average.

    `wait`: in a queue for a colleague, from ready to the first block of work, over all sessions.
    `work`: blocks of work. `external`: waits for others before its sessions.
    """

    activity: str
    count: int
    wait: float
    work: float
    external: float


@dataclass(frozen=True, slots=True)
class _Run:
    """What is kept of one run; `rules` is None without a guideline."""

    cases: int
    events: int
    activities: tuple[ActivityMeasure, ...]
    teams: tuple[TeamMeasure, ...]
    rules: RunMeasures | None


@dataclass(frozen=True, slots=True)
class ActivityFigures:
    """One activity over the replications: means with Student's 95 % interval, in hours."""

    id: str
    count: Figure
    wait: Figure
    work: Figure
    external: Figure


@dataclass(frozen=True, slots=True)
class TeamFigures:
    """One team over the replications."""

    id: str
    utilisation: Figure
    mean_queue: Figure
    mean_caseload: Figure


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """One rule over the replications: share on time, and activations decided on average."""

    id: str
    share: Figure
    decided: Figure


@dataclass(frozen=True, slots=True)
class Simulated:
    """What `simulate` shows; counts are per evaluation period."""

    model: str
    scenario: str
    seed: int
    replications: int
    cases: Figure
    events: Figure
    activities: tuple[ActivityFigures, ...]
    teams: tuple[TeamFigures, ...]
    rules: tuple[RuleFigures, ...]

    def as_json(self) -> dict[str, Any]:
        """The keys of `simulate --json`."""
        return {
            "engine": "simpy",
            "model": self.model,
            "scenario": self.scenario,
            "seed": self.seed,
            "replications": self.replications,
            "cases": self.cases.value,
            "events": self.events.value,
            "activities": [_activity_json(one) for one in self.activities],
            "teams": [
                {"id": one.id, **{name: getattr(one, name).value for name in _TEAM}} for one in self.teams
            ],
            "rules": [
                {
                    "id": one.id,
                    "share": one.share.value,
                    "interval": _pair(one.share.interval),
                    "decided": one.decided.value,
                }
                for one in self.rules
            ],
        }


def simulated(
    model: SimulationModel,
    guidelines: GuidelineHistory | None,
    *,
    scenario: Scenario | None = None,
    replications: int,
    seed: int,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Simulated:
    """Run the model and summarise; without guidelines no rule is judged."""
    runs = replicate(
        model,
        partial(_measured, guidelines=guidelines),
        replications=replications,
        seed=seed,
        scenario=scenario,
        executor=executor,
        progress=progress,
    )
    activities = sorted({one.activity for run in runs for one in run.activities})
    teams = sorted({one.team for run in runs for one in run.teams})
    rules = sorted({one.rule for run in runs if run.rules for one in run.rules.rules})
    return Simulated(
        model=model.name,
        scenario=scenario.name if scenario else "",
        seed=seed,
        replications=replications,
        cases=figure([float(run.cases) for run in runs]),
        events=figure([float(run.events) for run in runs]),
        activities=tuple(_activity_figures(name, runs) for name in activities),
        teams=tuple(_team_figures(name, runs) for name in teams),
        rules=tuple(_rule_figures(name, runs) for name in rules),
    )


def activity_measures(run: SimulationRun) -> tuple[ActivityMeasure, ...]:
    """One measure per activity that somebody of the organisation worked on, in alphabetical order."""
    done = _executions(run)
    names = done.index.get_level_values("activity")
    means = done.groupby(names, observed=True)[["wait", "work", "external"]].mean()
    counts = done.groupby(names, observed=True)["executions"].sum()
    return tuple(
        ActivityMeasure(str(name), int(counts[name]), float(row.wait), float(row.work), float(row.external))
        for name, row in zip(means.index, means.itertuples(index=False), strict=True)
    )


def _measured(run: SimulationRun, guidelines: GuidelineHistory | None) -> _Run:
    opened = run.log.cases["opened"].between(run.cohort.start, run.cohort.end, inclusive="left")
    events = run.log.events["time"].between(run.cohort.start, run.cohort.end, inclusive="left")
    return _Run(
        cases=int(opened.sum()),
        events=int(events.sum()),
        activities=activity_measures(run),
        teams=team_measures(run),
        rules=measure(run, guidelines) if guidelines else None,
    )


def _executions(run: SimulationRun) -> pd.DataFrame:
    """Hours per (case, activity): those whose every execution is finished and was enabled in the cohort.

    An activity that a case repeats is averaged over its executions.
    """
    events = run.log.events[run.log.events["enabled"].notna() & run.log.events["resource"].notna()]
    keys = ["case", "activity"]
    grouped = events.groupby(keys, observed=True)
    executions = grouped.agg(executions=("time", "size"), enabled=("enabled", "min"))
    inside = executions["enabled"].between(run.cohort.start, run.cohort.end, inclusive="left")
    executions = executions[inside]
    count = executions["executions"]
    found = {
        "wait": _total(_queue_hours(run), executions.index) / count,
        "work": _total(_work_hours(run), executions.index) / count,
        "external": _total(_external_hours(run, events), executions.index) / count,
    }
    return executions.assign(**found)


def _total(frame: pd.DataFrame, index: pd.MultiIndex) -> pd.Series:
    total = frame.groupby(["case", "activity"], observed=True)["hours"].sum()
    return total.reindex(index).fillna(0.0)


def _sessions(run: SimulationRun) -> pd.DataFrame:
    queues = run.queues[(run.queues["kind"] == "session").to_numpy() & run.queues["end"].notna().to_numpy()]
    return queues.assign(activity=queues["activity"].astype(str), case=queues["case"].astype("int64"))


def _queue_hours(run: SimulationRun) -> pd.DataFrame:
    sessions = _sessions(run)
    return sessions.assign(hours=(sessions["end"] - sessions["begin"]) / _HOUR)[["case", "activity", "hours"]]


def _blocks(run: SimulationRun) -> pd.DataFrame:
    work = run.work[(run.work["kind"] == "session").to_numpy()]
    return work.assign(activity=work["activity"].astype(str), case=work["case"].astype("int64"))


def _work_hours(run: SimulationRun) -> pd.DataFrame:
    blocks = _blocks(run)
    return blocks.assign(hours=(blocks["end"] - blocks["begin"]) / _HOUR)[["case", "activity", "hours"]]


def _external_hours(run: SimulationRun, events: pd.DataFrame) -> pd.DataFrame:
    """From enabled to ready before the first session; before a later one from the end of the last work."""
    first = events.assign(hours=(events["ready"] - events["enabled"]) / _HOUR)
    first = first.assign(activity=first["activity"].astype(str), case=first["case"].astype("int64"))
    sessions = _sessions(run)
    later = sessions[sessions["session"] > 0][["case", "activity", "begin"]].sort_values("begin")
    ends = _blocks(run)[["case", "activity", "end"]].sort_values("end")
    before = pd.merge_asof(later, ends, left_on="begin", right_on="end", by=["case", "activity"])
    before = before.assign(hours=(before["begin"] - before["end"]) / _HOUR)
    columns = ["case", "activity", "hours"]
    return pd.concat([first[columns], before[columns]], ignore_index=True)


def _activity_figures(name: str, runs: Sequence[_Run]) -> ActivityFigures:
    found = [{one.activity: one for one in run.activities}.get(name) for run in runs]
    return ActivityFigures(
        id=name,
        count=figure([0.0 if one is None else float(one.count) for one in found]),
        wait=_bounded(figure([None if one is None else one.wait for one in found])),
        work=_bounded(figure([None if one is None else one.work for one in found])),
        external=_bounded(figure([None if one is None else one.external for one in found])),
    )


def _team_figures(name: str, runs: Sequence[_Run]) -> TeamFigures:
    found = [{one.team: one for one in run.teams}.get(name) for run in runs]
    values = {key: [None if one is None else getattr(one, key) for one in found] for key in _TEAM}
    return TeamFigures(name, *(figure(values[key]) for key in _TEAM))


def _rule_figures(name: str, runs: Sequence[_Run]) -> RuleFigures:
    counts = [run.rules.rule(name).whole for run in runs if run.rules]
    share = figure([one.share for one in counts])
    return RuleFigures(name, _bounded(share, 1.0), figure([float(one.decided) for one in counts]))


def _bounded(one: Figure, most: float = float("inf")) -> Figure:
    """The same, its interval cut off where no value can lie: Student's does not know 0 and 100 %."""
    if one.interval is None:
        return one
    return Figure(one.value, Range(max(one.interval.low, 0.0), min(one.interval.high, most)))


def _activity_json(one: ActivityFigures) -> dict[str, Any]:
    return {
        "id": one.id,
        "count": one.count.value,
        "mean_wait_hours": one.wait.value,
        "mean_work_hours": one.work.value,
        "mean_external_hours": one.external.value,
        "interval": {
            "count": _pair(one.count.interval),
            "mean_wait_hours": _pair(one.wait.interval),
            "mean_work_hours": _pair(one.work.interval),
            "mean_external_hours": _pair(one.external.interval),
        },
    }


def _pair(interval: Range | None) -> list[float] | None:
    return None if interval is None else [interval.low, interval.high]
