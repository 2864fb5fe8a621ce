"""A model, a scenario and a seed made into an office that an engine can run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from procesanalyse.guideline.due import DueTable
from procesanalyse.organisation.hours import shortened, weekly_seconds
from procesanalyse.organisation.model import Organisation
from procesanalyse.organisation.model import Team as TeamModel
from procesanalyse.simulation.casework import Casework, Routing, RunningDeadline
from procesanalyse.simulation.draws import Keys, extend, extend_text, run_key, uniforms
from procesanalyse.simulation.model import ModelDeadline, SimulationModel
from procesanalyse.simulation.office import Hours, Member, Team
from procesanalyse.simulation.plan import HOUR, draw_plan
from procesanalyse.simulation.records import Records
from procesanalyse.simulation.reorganise import Reorganisation
from procesanalyse.simulation.roster import Seat, Staffing, reorganised, staffing
from procesanalyse.simulation.scenario import Arrivals, Scenario
from procesanalyse.workcalendar.working_time import (
    DAY,
    NEVER,
    WeeklyHours,
    WorkingTime,
    local_second,
    working_time,
)

#: Hours of the clock `operational`: those of others, Monday to Friday 8 to 16, without public holidays.
OTHERS: WeeklyHours = tuple((day * DAY + 8 * HOUR, day * DAY + 16 * HOUR) for day in range(5))


@dataclass(frozen=True)
class Setup:
    """One run, ready to begin. Times are seconds since local midnight of the model's start."""

    model: SimulationModel
    casework: Casework
    before: Staffing
    after: Staffing
    reorganisation: Reorganisation | None
    horizon: int
    others: WorkingTime
    works: NDArray[np.bool_]
    giver_seconds: int
    receiver_seconds: int
    weeks: tuple[int, ...]
    hours_of: Mapping[int, WorkingTime]


class Calendars:
    """Working time by weekly hours; members with the same hours share it."""

    def __init__(self, model: SimulationModel) -> None:
        self._model = model
        self._known: dict[WeeklyHours, WorkingTime] = {}

    def of(self, hours: WeeklyHours) -> WorkingTime:
        """The working time of these hours in the whole run."""
        if hours not in self._known:
            organisation = self._model.organisation
            self._known[hours] = working_time(
                hours, organisation.calendar, organisation.zone, self._model.start, self._model.total_days
            )
        return self._known[hours]


def set_up(model: SimulationModel, seed: int, replication: int, scenario: Scenario | None) -> Setup:
    """The office of this model, with all draws made and the scenario's changes prepared."""
    organisation, run = model.organisation, run_key(seed, replication)
    calendars = Calendars(model)
    before = staffing(organisation)
    after = before if scenario is None else reorganised(before, scenario)
    begins = _begins(model, scenario)
    plan = draw_plan(model, run, _factors(model, scenario), begins)
    teams = _teams((organisation, after.organisation), calendars)
    members, hours_of = _members(before, after, teams, calendars, run=run, begins=begins)
    casework = Casework(
        plan=plan,
        records=Records(int(plan.first_step[-1]), len(plan.case_id)),
        teams=list(teams.values()),
        members=members,
        routings=tuple(_routing(model, one, teams) for one in (organisation, after.organisation)),
        deadlines=_deadlines(model, teams),
    )
    return Setup(
        model=model,
        casework=casework,
        before=before,
        after=after,
        reorganisation=None if after is before else _reorganisation(scenario, before, after, teams, begins),
        horizon=day_begins(model, model.total_days),
        others=calendars.of(OTHERS),
        works=np.array([activity.hours is not None for activity in model.activities], dtype=bool),
        giver_seconds=round(organisation.handover.giver_hours * HOUR),
        receiver_seconds=round(organisation.handover.receiver_hours * HOUR),
        weeks=_weeks(model),
        hours_of=hours_of,
    )


def origin(model: SimulationModel) -> datetime:
    """The instant of second 0: local midnight of the model's start."""
    start = model.start
    return datetime(start.year, start.month, start.day, tzinfo=ZoneInfo(model.organisation.zone))


def day_begins(model: SimulationModel, days: int) -> int:
    """The second at which the local day begins that lies so many days after the model's start."""
    return local_second(model.start + timedelta(days=days), model.start, model.organisation.zone)


def _begins(model: SimulationModel, scenario: Scenario | None) -> int:
    if scenario is None or scenario.begins is None:
        return day_begins(model, model.warm_up_days)
    return max(local_second(scenario.begins, model.start, model.organisation.zone), 0)


def _factors(model: SimulationModel, scenario: Scenario | None) -> dict[str, float]:
    factors: dict[str, float] = {}
    for change in scenario.changes if scenario else ():
        if isinstance(change, Arrivals):
            for case_type in change.case_types or tuple(one.id for one in model.case_types):
                factors[case_type] = factors.get(case_type, 1.0) * change.factor
    return factors


def _teams(organisations: tuple[Organisation, ...], calendars: Calendars) -> dict[str, Team]:
    """All teams there are before or after, in the order in which they first stand."""
    found: dict[str, Team] = {}
    for organisation in organisations:
        for team in organisation.teams:
            if team.id not in found:
                found[team.id] = Team(
                    number=len(found),
                    id=team.id,
                    title=team.title,
                    owner=team.case_owner,
                    discipline=team.discipline,
                    allocation_rule=team.allocation,
                    block=NEVER if team.block_hours is None else max(round(team.block_hours * HOUR), 1),
                    hours=Hours(calendars.of(team.hours)),
                )
    return found


def _members(
    before: Staffing,
    after: Staffing,
    teams: Mapping[str, Team],
    calendars: Calendars,
    *,
    run: Keys,
    begins: int,
) -> tuple[list[Member], dict[int, WorkingTime]]:
    """Members of before, then those who come with the scenario, who sit in no team until it begins."""
    known = {seat.member for seat in before.seats}
    added = [seat for seat in after.seats if seat.member not in known]
    members, hours_of = [], {}
    for number, seat in enumerate((*before.seats, *added)):
        staffed = before if seat.member in known else after
        hours = shortened(_team_model(staffed, seat).hours, seat.group.weekly_hours)
        time = calendars.of(hours)
        member = Member(
            number=number,
            id=seat.member,
            hours=Hours(time),
            week_hours=weekly_seconds(hours),
            team=teams[seat.team],
            cap=seat.group.caseload_cap,
        )
        _give_tasks(member, seat, time, run, 0 if seat.member in known else begins)
        if seat.member in known:
            member.team.members.append(member)
        members.append(member)
        hours_of[number] = time
    return members, hours_of


def _team_model(staffed: Staffing, seat: Seat) -> TeamModel:
    return next(team for team in staffed.organisation.teams if team.id == seat.team)


def _give_tasks(member: Member, seat: Seat, time: WorkingTime, run: Keys, begins: int) -> None:
    """Unlogged tasks: the n-th comes at a keyed point of the n-th of equal lengths of working time.

    Each length is as long as a task over the share, so the tasks fill exactly that share.
    """
    share, length = seat.group.unlogged_share, round(seat.group.unlogged_task_hours * HOUR)
    if share <= 0 or length <= 0:
        return
    worked = int(time.cumulative[-1])
    number = np.arange(int(worked * share / length) + 1, dtype=np.int64)
    jitter = uniforms(extend(extend_text(extend_text(run, "unlogged"), seat.member), number))
    due = time.at(np.floor((number + jitter) * (length / share)).astype(np.int64))
    member.task = length
    member.tasks_due = [*due[(due >= begins) & (due < NEVER)].tolist(), NEVER]


def _routing(model: SimulationModel, organisation: Organisation, teams: Mapping[str, Team]) -> Routing:
    return tuple(
        tuple(_team_number(organisation, activity.id, case_type.id, teams) for activity in model.activities)
        for case_type in model.case_types
    )


def _team_number(organisation: Organisation, activity: str, case_type: str, teams: Mapping[str, Team]) -> int:
    team = organisation.team_of(activity, case_type)
    return teams[team].number if team else -1


def _reorganisation(
    scenario: Scenario | None, before: Staffing, after: Staffing, teams: Mapping[str, Team], begins: int
) -> Reorganisation:
    names = [seat.member for seat in before.seats]
    names += [seat.member for seat in after.seats if seat.member not in set(names)]
    numbers = {name: number for number, name in enumerate(names)}
    kept = {team.id for team in after.organisation.teams}
    return Reorganisation(
        at=begins,
        open_cases=scenario.open_cases if scenario else "stay",
        seats={
            numbers[seat.member]: (teams[seat.team].number, seat.group.caseload_cap) for seat in after.seats
        },
        dissolved=frozenset(
            teams[team.id].number for team in before.organisation.teams if team.id not in kept
        ),
    )


def _deadlines(model: SimulationModel, teams: Mapping[str, Team]) -> tuple[RunningDeadline, ...]:
    if not any(team.discipline == "earliest_deadline" for team in teams.values()):
        return ()
    numbers = {activity.id: number for number, activity in enumerate(model.activities)}
    return tuple(_running(one, model, numbers) for one in model.deadlines)


def _running(deadline: ModelDeadline, model: SimulationModel, numbers: Mapping[str, int]) -> RunningDeadline:
    """A zone may be a day behind the organisation's, or ahead: the table reaches two days further."""
    first = model.start - timedelta(days=2)
    last = model.start + timedelta(days=model.total_days + 2)
    calendar = deadline.calendar or model.organisation.calendar
    zone = deadline.zone or model.organisation.zone
    table = DueTable.build(deadline.due, calendar, zone, first, last)
    zero = int(origin(model).timestamp())

    def due(second: int) -> int:
        return table.due_second(zero + second) - zero

    return RunningDeadline(
        starts=frozenset(numbers[one] for one in deadline.start if one in numbers),
        ends=frozenset(numbers[one] for one in deadline.end if one in numbers),
        due=due,
    )


def _weeks(model: SimulationModel) -> tuple[int, ...]:
    """The seconds at which a new local week begins, in order."""
    first = 7 - model.start.weekday()
    return tuple(day_begins(model, days) for days in range(first, first + model.total_days + 7, 7))
