"""Speed of the SimPy engine beside a bare SimPy program, in one run, as a ratio.

uv run python benchmarks/simpy_engine.py
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Generator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import simpy

from procesanalyse.organisation.hours import parse_spans
from procesanalyse.organisation.model import HandoverCost, MemberGroup, Organisation, Route, Team
from procesanalyse.simulation.engine import run_engine
from procesanalyse.simulation.load import load_model
from procesanalyse.simulation.model import (
    ActivityModel,
    CaseType,
    Distribution,
    Session,
    SimulationModel,
    Step,
    Template,
)
from procesanalyse.simulation.run import simulate
from procesanalyse.simulation.setup import set_up
from procesanalyse.workcalendar.spec import CalendarSpec

ROOT = Path(__file__).resolve().parents[1]


def bare_simpy(cases: int, seed: int) -> int:
    """M/M/1 at 0.8/h with nothing but a `Resource`: the number of cases served."""
    chance, env = random.Random(seed), simpy.Environment()  # noqa: S311
    clerk, served = simpy.Resource(env), []

    def case() -> Generator[Any, Any, None]:
        with clerk.request() as turn:
            yield turn
            yield env.timeout(chance.expovariate(1.0))
        served.append(env.now)

    def arrivals() -> Generator[Any, Any, None]:
        for _ in range(cases):
            yield env.timeout(chance.expovariate(0.8))
            env.process(case())

    env.process(arrivals())
    env.run()
    return len(served)


def office_model() -> SimulationModel:
    """About 1,400 cases a year, 10 to 14 activities each, 30 members, blocks of 2 hours, 2.5 years."""
    day = parse_spans("08:00-15:30") or ()
    hours = tuple(
        (weekday * 86400 + begin, weekday * 86400 + end) for weekday in range(5) for begin, end in day
    )
    reception = Team("modtagelse", "Modtagelse", (MemberGroup("a", 7, 31, 0.4),), hours, case_owner=False)
    owners = Team("team", "Team", (MemberGroup("b", 23, 31, 0.4, 1.0, 60),), hours, discipline="rotate")
    names = [f"trin {number:02d}" for number in range(14)]
    routes = (Route("modtagelse", tuple(names[:3])), Route("team"))
    organisation = Organisation(
        "kontor",
        "Kontor",
        "Europe/Copenhagen",
        CalendarSpec(),
        (reception, owners),
        routes,
        HandoverCost(1, 2),
    )
    wait = Distribution("gamma", 12, 0.8)
    work = Distribution("lognormal", 0.97, 0.6)
    sessions = (Session(0.5), Session(0.5, wait))
    activities = tuple(ActivityModel(name, work, sessions) for name in names)
    templates = tuple(
        Template(
            tuple(Step(name, (number - 1,) if number else ()) for number, name in enumerate(names[:length]))
        )
        for length in (10, 12, 14)
    )
    return SimulationModel(
        "Kontor",
        date(2024, 1, 1),
        365,
        365,
        182,
        organisation,
        activities,
        (CaseType("sag", 1400, templates),),
    )


def seconds(action: Any) -> float:
    """How long an action takes."""
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def main() -> None:
    """Print cases a second of both, their ratio, and the time of an office of the sample's size."""
    queue = replace(
        load_model(ROOT / "models" / "examples" / "mm1.yaml"), warm_up_days=0, evaluation_days=1500
    )
    ready = set_up(queue, 1, 0, None)
    cases = len(ready.casework.plan.case_id)
    bare = cases / seconds(lambda: bare_simpy(cases, 1))
    engine = cases / seconds(lambda: run_engine(ready))
    whole = cases / seconds(lambda: simulate(queue, seed=1))
    say(
        f"M/M/1, {cases} cases a second: bare SimPy {bare:,.0f}, engine {engine:,.0f}, whole run {whole:,.0f}"
    )
    say(f"bare SimPy is {bare / engine:.2f} x the engine and {bare / whole:.2f} x the whole run")
    office = office_model()
    setup = set_up(office, 1, 0, None)
    engine_time = seconds(lambda: run_engine(setup))
    steps = sum(end >= 0 for end in setup.casework.records.end)
    blocks = len(setup.casework.records.work)
    say(f"office: {len(setup.casework.plan.case_id)} cases, {steps} activities, {blocks} blocks")
    say(f"engine {engine_time:.2f} s, whole run {seconds(lambda: simulate(office, seed=1)):.2f} s")
    say(f"{steps / engine_time:,.0f} activities a second, {blocks / engine_time:,.0f} blocks a second")


def say(line: str) -> None:
    """One line of the result."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
