"""Who works in which team, before and after a scenario, and which team has a case."""

from __future__ import annotations

from dataclasses import dataclass, replace

from procesanalyse.errors import FaultCollector
from procesanalyse.organisation.model import MemberGroup, Organisation, Route, Team
from procesanalyse.simulation.scenario import Scenario, SplitPart, SplitTeam, Staff


@dataclass(frozen=True, slots=True)
class Seat:
    """One member: the id never changes, team and group may."""

    member: str
    team: str
    group: MemberGroup


@dataclass(frozen=True, slots=True)
class Staffing:
    """An organisation with its members by name, in the order in which ties are broken."""

    organisation: Organisation
    seats: tuple[Seat, ...]


def staffing(organisation: Organisation) -> Staffing:
    """The members of an organisation: `team-group-01` and so on."""
    seats = [
        Seat(member_id(team.id, group.id, number), team.id, group)
        for team in organisation.teams
        for group in team.members
        for number in range(1, group.count + 1)
    ]
    return Staffing(organisation, tuple(seats))


def member_id(team: str, group: str, number: int) -> str:
    """The name of the number-th member (from 1) of a group."""
    return f"{team}-{group}-{number:02d}"


def reorganised(before: Staffing, scenario: Scenario) -> Staffing:
    """The organisation after the scenario's changes in turn; `UnusableInput` if one cannot be made.

    Members keep their ids, new ones come last, so no draw of anybody else changes.
    """
    faults = FaultCollector(scenario.file)
    after = before
    for number, change in enumerate(scenario.changes, start=1):
        field = f"changes[{number}]"
        if isinstance(change, Staff):
            after = _with_staff(after, change, field, faults)
        elif isinstance(change, SplitTeam):
            after = _with_split(after, change, field, faults)
    faults.raise_if_any()
    return after


def _with_staff(before: Staffing, change: Staff, field: str, faults: FaultCollector) -> Staffing:
    team = _team(before, change.team, field, faults)
    if team is None:
        return before
    groups = [group for group in team.members if change.group in ("", group.id)]
    if not groups:
        known = ", ".join(group.id for group in team.members)
        faults.add("simulation.unknown_group", field=f"{field}.group", value=change.group, known=known)
        return before
    if change.positions >= 0:
        return _counted(_more(before, team, groups[0], change.positions), team.id)
    leaving = [seat for seat in before.seats if seat.team == team.id and seat.group in groups]
    if len(leaving) < -change.positions or -change.positions >= sum(g.count for g in team.members):
        faults.add(
            "simulation.nobody_left", field=f"{field}.positions", value=change.positions, team=team.title
        )
        return before
    gone = {seat.member for seat in leaving[change.positions :]}
    seats = tuple(seat for seat in before.seats if seat.member not in gone)
    return _counted(replace(before, seats=seats), team.id)


def _more(before: Staffing, team: Team, group: MemberGroup, positions: int) -> Staffing:
    taken = {seat.member for seat in before.seats}
    names: list[str] = []
    number = 1
    while len(names) < positions:
        name = member_id(team.id, group.id, number)
        if name not in taken:
            names.append(name)
        number += 1
    return replace(before, seats=(*before.seats, *(Seat(name, team.id, group) for name in names)))


def _with_split(before: Staffing, change: SplitTeam, field: str, faults: FaultCollector) -> Staffing:
    team = _team(before, change.team, field, faults)
    if team is None:
        return before
    seats = [seat for seat in before.seats if seat.team == team.id]
    wanted = sum(part.members for part in change.parts)
    if wanted != len(seats):
        faults.add(
            "simulation.members_do_not_add_up",
            field=f"{field}.parts", value=wanted, team=team.title, members=len(seats),
        )  # fmt: skip
        return before
    others = {one.id for one in before.organisation.teams if one.id != team.id}
    for number, part in enumerate(change.parts, start=1):
        if part.id in others:
            faults.add("simulation.part_exists", field=f"{field}.parts[{number}].id", value=part.id)
    return _dealt(before, team, change.parts)


def _dealt(before: Staffing, team: Team, parts: tuple[SplitPart, ...]) -> Staffing:
    owners = [part for part in parts for _ in range(part.members)]
    waiting = iter(owners)
    seats = []
    for seat in before.seats:
        if seat.team == team.id:
            part = next(waiting)
            cap = part.caseload_cap if part.caseload_cap is not None else seat.group.caseload_cap
            seats.append(Seat(seat.member, part.id, replace(seat.group, caseload_cap=cap)))
        else:
            seats.append(seat)
    teams: list[Team] = []
    for one in before.organisation.teams:
        teams += [_part_team(team, part) for part in parts] if one.id == team.id else [one]
    routes: list[Route] = []
    for route in before.organisation.routes:
        routes += _part_routes(route, parts) if route.team == team.id else [route]
    organisation = replace(before.organisation, teams=tuple(teams), routes=tuple(routes))
    after = Staffing(organisation, tuple(seats))
    for part in parts:
        after = _counted(after, part.id)
    return after


def _part_team(team: Team, part: SplitPart) -> Team:
    return replace(
        team, id=part.id, title=part.title, aliases=(), discipline=part.discipline or team.discipline
    )


def _part_routes(route: Route, parts: tuple[SplitPart, ...]) -> list[Route]:
    """The route's cases, part by part: what both the route and the part name (no name: all)."""
    found = []
    for part in parts:
        activities = _both(route.activities, part.activities)
        case_types = _both(route.case_types, part.case_types)
        if activities is not None and case_types is not None:
            found.append(Route(part.id, activities, case_types))
    return found


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...] | None:
    if not one or not other:
        return one or other
    return tuple(name for name in one if name in other) or None


def _counted(after: Staffing, team_id: str) -> Staffing:
    """The same with the team's groups counted from its seats."""
    teams = []
    for team in after.organisation.teams:
        if team.id == team_id:
            seats = [seat for seat in after.seats if seat.team == team_id]
            groups = {seat.group.id: seat.group for seat in seats}
            counts = {name: sum(seat.group.id == name for seat in seats) for name in groups}
            members = tuple(replace(group, count=counts[name]) for name, group in groups.items())
            teams.append(replace(team, members=members))
        else:
            teams.append(team)
    return replace(after, organisation=replace(after.organisation, teams=tuple(teams)))


def _team(before: Staffing, team_id: str, field: str, faults: FaultCollector) -> Team | None:
    teams = {team.id: team for team in before.organisation.teams}
    if team_id not in teams:
        known = ", ".join(teams)
        faults.add("simulation.unknown_team", field=f"{field}.team", value=team_id, known=known)
    return teams.get(team_id)
