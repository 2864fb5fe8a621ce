"""The engine against queueing theory: mean waits inside intervals computed from replications.

Every interval is also narrow enough that a wrong engine would fall outside.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from math import factorial

import numpy as np
import pytest
from scipy import stats

from procesanalyse.simulation.load import load_model
from procesanalyse.simulation.model import Distribution
from procesanalyse.simulation.replications import replicate
from procesanalyse.simulation.run import SimulationRun, simulate


def erlang_c_wait(servers: int, arrivals: float, service: float = 1.0) -> float:
    """Mean wait in the queue of M/M/c (Erlang 1917)."""
    load = arrivals / service
    top = load**servers / factorial(servers) * servers / (servers - load)
    waiting = top / (sum(load**k / factorial(k) for k in range(servers)) + top)
    return waiting / (servers * service - arrivals)


def mean_wait(run: SimulationRun) -> float:
    """Mean hours in the queue of those who arrived in the evaluation period, by the log."""
    events = run.log.events
    mine = events[events["ready"].between(run.cohort.start, run.cohort.end)]
    return float((mine["start"] - mine["ready"]).mean().total_seconds() / 3600)


def interval(values: list[float], level: float = 0.999) -> tuple[float, float]:
    """Student's interval for the mean."""
    spread = stats.t.ppf((1 + level) / 2, len(values) - 1) * np.std(values, ddof=1) / len(values) ** 0.5
    return float(np.mean(values) - spread), float(np.mean(values) + spread)


def example(root, name, **changes):
    return replace(load_model(root / "models" / "examples" / f"{name}.yaml"), **changes)


def busier(model, per_hour):
    kind = replace(model.case_types[0], per_year=per_hour * 24 * 365.25)
    return replace(model, case_types=(kind,))


def test_erlangs_formula_gives_the_known_numbers():
    known = {(1, 0.8): 4.000, (2, 1.8): 4.263, (3, 1.8): 0.2956, (3, 2.4): 1.0787}
    for (servers, arrivals), wait in known.items():
        assert erlang_c_wait(servers, arrivals) == pytest.approx(wait, abs=5e-4)


@pytest.mark.parametrize(
    ("name", "per_hour", "days", "runs", "widest"),
    [
        ("mm1", 0.8, 500, 16, 0.4),
        ("mm2", 1.8, 400, 14, 0.5),
        ("mm3", 1.8, 150, 12, 0.25),
        ("mm3", 2.4, 200, 12, 0.2),
    ],
)
def test_the_mean_wait_of_a_pool_is_erlangs(root, name, per_hour, days, runs, widest):  # noqa: PLR0917
    model = busier(example(root, name, warm_up_days=40, evaluation_days=days), per_hour)
    servers = sum(group.count for group in model.organisation.teams[0].members)
    assert servers == int(name[-1])
    low, high = interval(replicate(model, mean_wait, replications=runs, seed=1))
    theory = erlang_c_wait(servers, per_hour)
    assert low < theory < high
    assert (high - low) / 2 < widest * theory


@pytest.mark.parametrize(
    ("hours", "factor"),
    [
        (Distribution("constant", 1), 0.5),
        (Distribution("gamma", 1, 0.7), 0.745),
        (Distribution("lognormal", 1, 1.2), 1.22),
    ],
    ids=["M/D/1", "M/Gamma/1", "M/Lognormal/1"],
)
def test_one_member_waits_as_pollaczek_and_khinchine_say(root, hours, factor):
    model = example(root, "md1", warm_up_days=40, evaluation_days=400)
    activity = replace(model.activities[0], hours=hours)
    low, high = interval(replicate(replace(model, activities=(activity,)), mean_wait, replications=8, seed=2))
    assert factor == pytest.approx((1 + hours.cv**2) / 2)
    assert low < factor * 4.0 < high
    assert (high - low) / 2 < 0.45 * factor * 4.0


def unfinished_seconds(run: SimulationRun) -> float:
    """Mean hours from ready to done: it depends on the discipline's order only through who waits."""
    done = run.log.events[run.log.events["ready"].between(run.cohort.start, run.cohort.end)]
    return float((done["time"] - done["ready"]).mean().total_seconds() / 3600)


def test_sharing_by_short_blocks_is_processor_sharing(root):
    """M/M/1 with processor sharing has the mean time in system of FIFO, 5 hours (Kleinrock 1967)."""
    model = example(root, "mm1", warm_up_days=40, evaluation_days=250)
    team = replace(model.organisation.teams[0], discipline="rotate", block_hours=0.1)
    model = replace(model, organisation=replace(model.organisation, teams=(team,)))
    low, high = interval(replicate(model, unfinished_seconds, replications=8, seed=3))
    assert low < 5.0 < high
    assert high - low < 4.0


def test_the_time_work_is_free_of_does_not_depend_on_the_discipline(root):
    """One member: the instants at which nothing is left to do are the same under every discipline."""
    model = example(root, "mm1", warm_up_days=0, evaluation_days=60)
    idle = []
    for discipline, block in (("fifo", None), ("rotate", 0.5), ("earliest_deadline", 1.0)):
        team = replace(model.organisation.teams[0], discipline=discipline, block_hours=block)
        run = simulate(replace(model, organisation=replace(model.organisation, teams=(team,))), seed=4)
        work = run.work.sort_values(["begin", "end"])
        begin, busy_until = (
            work["begin"].to_numpy("M8[us]"),
            np.maximum.accumulate(work["end"].to_numpy("M8[us]")),
        )
        idle.append(begin[1:][begin[1:] > busy_until[:-1]])
    assert len(idle[0]) > 100
    for other in idle[1:]:
        assert np.array_equal(idle[0], other)


def test_opening_hours_change_nothing_in_working_time(root):
    """One member 8 hours a day waits as M/M/1 around the clock, case by case, in working time."""
    around_the_clock = example(root, "mm1", warm_up_days=0, evaluation_days=90)
    hours = tuple((day * 86400 + 8 * 3600, day * 86400 + 16 * 3600) for day in range(7))
    day_time = (0.0,) * 8 + (1.0,) * 8 + (0.0,) * 8
    kind = replace(around_the_clock.case_types[0], per_year=0.8 * 8 * 365.25, hour_weights=day_time)
    team = replace(around_the_clock.organisation.teams[0], hours=hours)
    office = replace(
        around_the_clock,
        evaluation_days=270,
        case_types=(kind,),
        organisation=replace(around_the_clock.organisation, teams=(team,)),
    )
    one, other = simulate(around_the_clock, seed=5), simulate(office, seed=5)
    waits = [_wait_by_case(run, partial(_worked, run)) for run in (one, other)]
    both = sorted(waits[0].keys() & waits[1].keys())
    assert len(both) > 1500
    difference = np.array([waits[0][case] - waits[1][case] for case in both])
    assert np.abs(difference).max() <= 2
    assert np.mean([waits[0][case] for case in both]) > 3600


def _wait_by_case(run, worked):
    events = run.log.events[run.log.events["start"].notna()]
    names = run.log.cases["case_id"].to_numpy()[events["case"]]
    wait = worked(events["start"]) - worked(events["ready"])
    return dict(zip(names, wait, strict=True))


def _worked(run, times):
    """Seconds of opening time before each instant, counted here from the local clock, day by day."""
    if run.model.organisation.teams[0].hours == ((0, 7 * 86400),):
        return (times - run.log.window.start).dt.total_seconds().to_numpy()
    local = times.dt.tz_convert(run.log.zone)
    days = (local.dt.tz_localize(None).dt.normalize() - np.datetime64("2026-01-01")).dt.days.to_numpy()
    seconds = local.dt.hour * 3600 + local.dt.minute * 60 + local.dt.second
    return days * 28800 + np.clip(seconds.to_numpy() - 28800, 0, 28800)
