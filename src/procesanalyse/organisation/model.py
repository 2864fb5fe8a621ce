"""An organisation file, read and checked: who works when, and which team has a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from procesanalyse.workcalendar.spec import CalendarSpec
from procesanalyse.workcalendar.working_time import WeeklyHours

Allocation = Literal["most_room", "in_turn"]
Discipline = Literal["fifo", "rotate", "earliest_deadline"]


@dataclass(frozen=True, slots=True)
class MemberGroup:
    """`count` members alike. `unlogged_share` of their hours leaves no trace in the log,
    in tasks of `unlogged_task_hours`. `caseload_cap` holds back only first allocations
    (None: no cap). `hours` None: the team's."""

    id: str
    count: int
    weekly_hours: float | None = None
    unlogged_share: float = 0.0
    unlogged_task_hours: float = 1.0
    caseload_cap: int | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """One team. `case_owner`: a case has one caseworker here; otherwise the team is a pool.

    `block_hours` is how long a member works on one thing before choosing anew
    (None: until the session is done). `aliases` are the team's names in logs. `allocation`: who of
    those with room gets a case: who has most room, or who got fewest cases in the last four weeks.
    """

    id: str
    title: str
    members: tuple[MemberGroup, ...]
    hours: WeeklyHours
    case_owner: bool = True
    discipline: Discipline = "fifo"
    block_hours: float | None = 2.0
    allocation: Allocation = "most_room"
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """Which team has the case at an activity; the first route that fits counts.

    Empty `activities` or `case_types` fit all. `team` "" : nobody works (an event of others).
    """

    team: str
    activities: tuple[str, ...] = ()
    case_types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandoverCost:
    """Hours a handover costs the giver and the receiver."""

    giver_hours: float = 0.0
    receiver_hours: float = 0.0


@dataclass(frozen=True, slots=True)
class Organisation:
    """Teams with their working hours in the zone's local time, and who has a case at which activity."""

    id: str
    title: str
    zone: str
    calendar: CalendarSpec
    teams: tuple[Team, ...]
    routes: tuple[Route, ...]
    handover: HandoverCost
    file: str = ""

    def team_of(self, activity: str, case_type: str) -> str | None:
        """Id of the team that has a case of this type at this activity; None if no route fits."""
        for route in self.routes:
            if (not route.activities or activity in route.activities) and (
                not route.case_types or case_type in route.case_types
            ):
                return route.team
        return None
