"""Small offices to simulate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from procesanalyse.organisation.model import MemberGroup, Route, Team
from procesanalyse.simulation.model import (
    ActivityModel,
    CaseType,
    Distribution,
    LogNames,
    Session,
    SimulationModel,
    Step,
    Template,
)
from procesanalyse.workcalendar.working_time import WeeklyHours


def constant(value: float) -> Distribution:
    """Always the same length."""
    return Distribution("constant", value)


def team(name: str, count: int = 1, *, hours: WeeklyHours, **settings) -> Team:
    """A team of one group; `cap`, `unlogged` and the team's own settings by name."""
    group = MemberGroup(
        "m",
        count,
        settings.pop("weekly_hours", None),
        settings.pop("unlogged", 0.0),
        settings.pop("task", 1.0),
        settings.pop("cap", None),
    )
    return Team(name, name.upper(), (group,), hours, **settings)


def activity(name: str, hours: float | Distribution | None, *waits: float | Distribution) -> ActivityModel:
    """An activity with a session per wait (equal shares), or one without a wait."""
    of_hours = constant(hours) if isinstance(hours, int | float) else hours
    sessions = tuple(
        Session(1 / len(waits), constant(wait) if isinstance(wait, int | float) else wait) for wait in waits
    )
    return ActivityModel(name, of_hours, sessions or (Session(),))


@pytest.fixture
def office(make_organisation) -> Callable[..., SimulationModel]:
    """Builds a model: teams, routes, activities, and per case type (per year, steps in a chain)."""

    def build(
        teams: Sequence[Team],
        routes: Sequence[Route],
        activities: Sequence[ActivityModel],
        cases: dict[str, tuple[float, Sequence[str | Step]]],
        **settings,
    ) -> SimulationModel:
        types = []
        for name, (per_year, steps) in cases.items():
            chain = tuple(
                step if isinstance(step, Step) else Step(step, (number - 1,) if number else ())
                for number, step in enumerate(steps)
            )
            hours = settings.get("arrive", (1.0,) * 24)
            types.append(CaseType(name, per_year, (Template(chain),), hour_weights=hours))
        given = {name: settings[name] for name in ("calendar", "handover") if name in settings}
        organisation = make_organisation(teams=tuple(teams), routes=tuple(routes), **given)
        return SimulationModel(
            name="Prøve",
            start=settings.get("start", date(2026, 1, 5)),
            warm_up_days=settings.get("warm_up", 0),
            evaluation_days=settings.get("days", 60),
            run_out_days=settings.get("run_out", 0),
            organisation=organisation,
            activities=tuple(activities),
            case_types=tuple(types),
            deadlines=settings.get("deadlines", ()),
            log_names=settings.get("log_names", LogNames()),
        )

    return build


@pytest.fixture
def make(office_hours):
    """The builders of this file: `make.team`, `make.activity`, `make.constant`."""

    class Make:
        @staticmethod
        def team(name: str, count: int = 1, **settings) -> Team:
            return team(name, count, **({"hours": office_hours} | settings))

        activity = staticmethod(activity)
        constant = staticmethod(constant)

    return Make
