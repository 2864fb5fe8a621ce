"""The instant a scenario begins: members change teams, open cases stay or move (docs/simulation.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from procesanalyse.simulation.casework import Casework
from procesanalyse.simulation.office import Case, Item, Owner, Transfer, by_turn
from procesanalyse.simulation.scenario import OpenCases


@dataclass(frozen=True, slots=True)
class Reorganisation:
    """What changes at second `at`. `seats`: member number -> (team number, cap); who has none leaves."""

    at: int
    open_cases: OpenCases
    seats: Mapping[int, tuple[int, int | None]]
    dissolved: frozenset[int]


def reorganise(work: Casework, change: Reorganisation, now: int) -> None:
    """Give members their new teams, then settle every open case and every desk, in order of number."""
    work.routing = len(work.routings) - 1
    work.dissolved = change.dissolved
    loose = _desks(work, change)
    for number in sorted(change.dissolved):
        loose += work.teams[number].pool.clear()
    _seat(work, change)
    for number in sorted(work.open_cases):
        _settle_case(work, work.open_cases[number], change, now)
    for item in loose:
        if item.kind == "session":
            work.place(item, now)


def _desks(work: Casework, change: Reorganisation) -> list[Item]:
    """Work from the desks of members who leave or change teams; handovers of leavers are dropped."""
    loose: list[Item] = []
    for member in work.members:
        seat = change.seats.get(member.number)
        if seat is not None and (seat[0] == member.team.number or member.team.number not in change.dissolved):
            continue
        for item in member.own.clear():
            if item.kind == "session":
                loose.append(item)
            elif seat is None:
                work.finish(item)
            else:
                item.due = work.due(item)
                member.own.push(item, work.teams[seat[0]].key(item))
    return loose


def _seat(work: Casework, change: Reorganisation) -> None:
    for team in work.teams:
        team.members = []
        team.room_changed = True
    for member in work.members:
        if member.number not in change.seats:
            member.gone = True
            continue
        number, member.cap = change.seats[member.number]
        member.team = work.teams[number]
        member.team.members.append(member)
        work.touched.add(member)


def _settle_case(work: Casework, case: Case, change: Reorganisation, now: int) -> None:
    left = [team for team, owner in case.owners.items() if owner.member.gone]
    for team in left:
        work.release(case, team, now)
    dissolved = [team for team in case.owners if team in change.dissolved]
    if change.open_cases == "stay" and dissolved:
        return
    old = [work.team_of(case, step) for step in range(len(case.awaited))]
    case.routing = work.routing
    for team in dissolved:
        owner = _take_along(work, case, team, now)
        if change.open_cases == "move_at_next_step":
            owner.held = True
            _keep_begun(work, case, owner, [step for step in case.enabled if old[step] == team])
    work.recount(case)
    _turn_transfers(work, case, change, now)
    if left or (dissolved and change.open_cases == "move_at_once"):
        _find_owners(work, case)
    work.end_episodes(case, now)


def _take_along(work: Casework, case: Case, team: int, now: int) -> Owner:
    """The owner keeps the case in the team the owner now belongs to."""
    owner = case.owners.pop(team)
    records = work.records.owners
    records[owner.record][4] = now
    owner.record = len(records)
    records.append([case.number, owner.member.team.number, owner.member.number, now, -1])
    case.owners[owner.member.team.number] = owner
    return owner


def _keep_begun(work: Casework, case: Case, owner: Owner, steps: list[int]) -> None:
    for step in steps:
        if work.records.ready[case.first_step + step] >= 0:
            case.keeper[step] = owner.member


def _turn_transfers(work: Casework, case: Case, change: Reorganisation, now: int) -> None:
    """Cases on their way to a dissolved team go to the one that takes over; waiting work is placed anew."""
    for transfer in case.transfers:
        if transfer.team.number in change.dissolved:
            _turn(work, case, transfer)
    waiting, case.waiting = case.waiting, []
    for item in sorted(waiting, key=lambda one: (one.step, one.session)):
        work.place(item, now)


def _turn(work: Casework, case: Case, transfer: Transfer) -> None:
    if transfer.member is not None:
        transfer.team = transfer.member.team
        return
    if transfer.waiting:
        transfer.team.allocation.remove(transfer)
    number = work.team_of(case, transfer.step)
    if number >= 0:
        transfer.team = work.teams[number]
    if transfer.waiting:
        transfer.team.allocation.append(transfer)
        transfer.team.allocation.sort(key=by_turn)


def _find_owners(work: Casework, case: Case) -> None:
    for step in sorted(case.enabled):
        team = work.belongs(case)[step]
        if team >= 0 and team not in case.owners and step not in case.keeper:
            work.request(case, work.teams[team], step)
