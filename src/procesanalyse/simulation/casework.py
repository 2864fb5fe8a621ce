"""The rules of an instant: who gets what, which case leaves whom. Nothing here moves the clock.

Every queue has a total order and every list is settled in order of case and step, so nothing
depends on the order in which events of one instant came in.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass

from procesanalyse.simulation.office import AGEING, Case, Item, Member, Owner, Team, Transfer, by_turn
from procesanalyse.simulation.plan import Plan, Shape
from procesanalyse.simulation.records import Records

#: Team number of each activity by case type; -1: nobody works on it.
Routing = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class RunningDeadline:
    """A deadline by activity numbers; `due` gives the due second of a start second."""

    starts: frozenset[int]
    ends: frozenset[int]
    due: Callable[[int], int]


class Casework:
    """State and rules of one office."""

    def __init__(
        self,
        *,
        plan: Plan,
        records: Records,
        teams: list[Team],
        members: list[Member],
        routings: tuple[Routing, ...],
        deadlines: tuple[RunningDeadline, ...],
    ) -> None:
        self.plan = plan
        self.records = records
        self.teams = teams
        self.members = members
        self.routings = routings
        self.deadlines = deadlines
        #: The routing of cases that come now, and the teams a scenario has dissolved.
        self.routing = 0
        self.dissolved: frozenset[int] = frozenset()
        self.open_cases: dict[int, Case] = {}
        self.new_transfers: list[Transfer] = []
        self.touched: set[Member] = set()
        self.touched_pools: set[Team] = set()
        #: Cases that a handover has brought to a member who then had more than the cap.
        self.above_cap: set[int] = set()
        self._belongs: dict[tuple[int, int, int], tuple[int, ...]] = {}
        self._ends: dict[int, tuple[tuple[int, ...], ...]] = {}

    # --- a case's way

    def open_case(self, number: int) -> Case:
        """The case of this number, just arrived."""
        plan = self.plan
        shape = int(plan.shape[number])
        case = Case(
            number=number,
            type=int(plan.case_type[number]),
            shape=shape,
            first_step=int(plan.first_step[number]),
            awaited=list(plan.shapes[shape].awaited),
            routing=self.routing,
        )
        self.open_cases[number] = case
        self.recount(case)
        return case

    def team_of(self, case: Case, step: int) -> int:
        """Number of the team that has the case at a step; -1 if nobody works on it."""
        team = self._routed(case, step)
        if case.routing != self.routing and team in self.dissolved and team not in case.owners:
            activity = self.plan.shapes[case.shape].activities[step]
            return self.routings[self.routing][case.type][activity]
        return team

    def _routed(self, case: Case, step: int) -> int:
        activity = self.plan.shapes[case.shape].activities[step]
        return self.routings[case.routing][case.type][activity]

    def belongs(self, case: Case) -> tuple[int, ...]:
        """Number of the team with case owners that each step belongs to; -1 if to none.

        A step of others belongs to the team of the first step that waits for it; with none, to
        that of the step before it.
        """
        key = (case.routing, case.type, case.shape)
        if key not in self._belongs:
            self._belongs[key] = self._find_belongs(case)
        return self._belongs[key]

    def recount(self, case: Case) -> None:
        """Count a case's undone and open steps by team anew, after its routes have changed."""
        undone: dict[int, int] = {}
        opened: dict[int, int] = {}
        for step, team in enumerate(self.belongs(case)):
            if team >= 0 and self.records.end[case.first_step + step] < 0:
                undone[team] = undone.get(team, 0) + 1
                if step in case.enabled:
                    opened[team] = opened.get(team, 0) + 1
        case.undone, case.open = undone, opened

    def enable(self, case: Case, step: int, now: int) -> None:
        """Nothing in the case stands in this step's way any more."""
        self.records.enabled[case.first_step + step] = now
        case.enabled.add(step)
        team = self.belongs(case)[step]
        if team >= 0:
            case.open[team] = case.open.get(team, 0) + 1

    def complete(self, case: Case, step: int, now: int) -> list[int]:
        """Close a step; the steps it enables."""
        self.records.end[case.first_step + step] = now
        case.enabled.discard(step)
        case.keeper.pop(step, None)
        case.left -= 1
        team = self.belongs(case)[step]
        if team >= 0:
            case.open[team] -= 1
            case.undone[team] -= 1
        if not case.left:
            self.records.closed[case.number] = now
            del self.open_cases[case.number]
        enabled = []
        for follower in self.plan.shapes[case.shape].followers[step]:
            case.awaited[follower] -= 1
            if not case.awaited[follower]:
                enabled.append(follower)
        return enabled

    def settle(self, changed: dict[int, Case], completed: list[tuple[int, int]], now: int) -> None:
        """Due dates and episodes of the cases that moved at this instant, in order of case."""
        if completed and self.deadlines:
            self._run_deadlines(changed, sorted(completed), now)
        for number in sorted(changed):
            case = changed[number]
            if case.owners:
                self.end_episodes(case, now)
            if not case.left and case.transfers:
                self._drop_waiting(case)

    # --- owners

    def end_episodes(self, case: Case, now: int) -> None:
        """Take the case out of the caseload of every owner whose episode is over.

        It is over when no undone step belongs to the owner's team, or when none that is open does
        while an open one belongs to another team with case owners.
        """
        for team in sorted(case.owners):
            owner = case.owners.get(team)
            if owner is None or (owner.held and case.left):
                continue
            elsewhere = any(count for other, count in case.open.items() if other != team)
            if not case.undone.get(team) or (not case.open.get(team) and elsewhere):
                self.release(case, team, now)

    def release(self, case: Case, team: int, now: int) -> None:
        """The case leaves its owner's caseload."""
        owner = case.owners.pop(team)
        owner.member.caseload -= 1
        owner.member.team.room_changed = True
        self.records.owners[owner.record][4] = now
        if team in self.dissolved and case.routing != self.routing:
            case.routing = self.routing
            self.recount(case)

    def place(self, item: Item, now: int) -> None:
        """Put ready work where it belongs: on a desk, into a pool, or waiting for an owner."""
        case = item.case
        keeper = case.keeper.get(item.step)
        if keeper is not None and not keeper.gone:
            self.push(item, keeper, now)
            return
        team = self.teams[self.team_of(case, item.step)]
        if not team.owner:
            item.due = self.due(item)
            self.records.queued(item, team, now)
            team.pool.push(item, team.key(item))
            self.touched_pools.add(team)
            return
        owner = case.owners.get(team.number)
        if owner is None or any(transfer.team is team for transfer in case.transfers):
            case.waiting.append(item)
            self.request(case, team, item.step)
        else:
            owner.held = False
            self.push(item, owner.member, now)

    def push(self, item: Item, member: Member, now: int) -> None:
        """Put an item on a member's own desk."""
        item.due = self.due(item)
        self.records.queued(item, member.team, now)
        member.own.push(item, member.team.key(item))
        self.touched.add(member)

    def finish(self, item: Item) -> None:
        """Nobody works on the item any more: who waits for it goes on."""
        if self.deadlines:
            item.case.items.remove(item)
        item.done.succeed()

    def request(self, case: Case, team: Team, step: int) -> None:
        """See to it that the case gets an owner in this team; the last owner hands it over."""
        if any(transfer.team is team for transfer in case.transfers):
            return
        transfer = Transfer(case, team, step, case.former)
        case.transfers.append(transfer)
        self.new_transfers.append(transfer)

    def stand_in_line(self, transfer: Transfer, now: int) -> None:
        """Put a case into the allocation queue of its team."""
        transfer.entered = now
        transfer.waiting = True
        self.records.waits_for_owner(transfer, now)
        insort(transfer.team.allocation, transfer, key=by_turn)
        transfer.team.room_changed = True

    def allocate(self, team: Team, now: int) -> None:
        """Give waiting cases to members by the team's rule; the cap holds back first allocations only."""
        team.room_changed = False
        held = []
        for transfer in team.allocation:
            first = transfer.giver is None
            able = [one for one in team.members if not first or one.cap is None or one.caseload < one.cap]
            if able:
                self._give(transfer, team.next_owner(able, now), now)
            else:
                held.append(transfer)
        team.allocation = held

    def received(self, transfer: Transfer, now: int) -> None:
        """The new owner has taken over: what waited for it is put in its place."""
        case = transfer.case
        case.transfers.remove(transfer)
        waiting, case.waiting = case.waiting, []
        for item in sorted(waiting, key=_place_in_case):
            self.place(item, now)
        self.end_episodes(case, now)

    def _give(self, transfer: Transfer, member: Member, now: int) -> None:
        case = transfer.case
        transfer.waiting = False
        transfer.member = member
        record = self.records.allocated(transfer, member, now)
        member.caseload += 1
        member.received.append(now)
        above = member.cap is not None and member.caseload > member.cap
        if above and member is not transfer.giver:
            self.above_cap.add(case.number)
        for owner in case.owners.values():
            owner.held = False
        case.owners[transfer.team.number] = Owner(member, record)
        case.former = member
        transfer.allocated.succeed(member)
        self.end_episodes(case, now)

    def _drop_waiting(self, case: Case) -> None:
        for transfer in [one for one in case.transfers if one.waiting]:
            transfer.team.allocation.remove(transfer)
            case.transfers.remove(transfer)

    def _find_belongs(self, case: Case) -> tuple[int, ...]:
        shape = self.plan.shapes[case.shape]
        teams = [self._routed(case, step) for step in range(len(shape.awaited))]
        before: dict[int, int] = {}
        for step, followers in enumerate(shape.followers):
            for follower in followers:
                before.setdefault(follower, step)
        found = [_with_team(step, teams, shape.followers, before) for step in range(len(teams))]
        return tuple(team if team >= 0 and self.teams[team].owner else -1 for team in found)

    # --- due dates

    def due(self, item: Item) -> int:
        """The earliest due of the open activations that the item's step or a later one would end.

        A handover is as urgent as the step it is made for, which waits for it. None: as if due
        `AGEING` after it became ready.
        """
        if not self.deadlines:
            return item.ready + AGEING
        case = item.case
        opened = [case.due[number] for number in self._ended_by(case.shape)[item.step] if number in case.due]
        return min((due for one in opened for due, _ in one), default=item.ready + AGEING)

    def _run_deadlines(self, changed: dict[int, Case], completed: list[tuple[int, int]], now: int) -> None:
        """Starts before ends: an end at the same instant counts, but no step ends what it opened itself."""
        moved = set()
        for starting in (True, False):
            for number, step in completed:
                case = changed[number]
                activity = self.plan.shapes[case.shape].activities[step]
                for which, deadline in enumerate(self.deadlines):
                    if starting and activity in deadline.starts:
                        case.due.setdefault(which, []).append((deadline.due(now), step))
                        moved.add(number)
                    elif not starting and activity in deadline.ends and which in case.due:
                        left = [one for one in case.due.pop(which) if one[1] == step]
                        if left:
                            case.due[which] = left
                        moved.add(number)
        for number in sorted(moved):
            self._key_again(changed[number])

    def _key_again(self, case: Case) -> None:
        for item in case.items:
            if item.entry is not None and item.queue is not None and item.entry[0]:
                item.due = self.due(item)
                item.queue.push(item, (item.due, *item.entry[1:5]))

    def _ended_by(self, shape: int) -> tuple[tuple[int, ...], ...]:
        """Per step the deadlines that it or a later step on its path ends."""
        if shape not in self._ends:
            self._ends[shape] = self._find_ends(shape)
        return self._ends[shape]

    def _find_ends(self, shape: int) -> tuple[tuple[int, ...], ...]:
        one = self.plan.shapes[shape]
        found = [
            {number for number, each in enumerate(self.deadlines) if activity in each.ends}
            for activity in one.activities
        ]
        for step in reversed(_in_order(one)):
            for follower in one.followers[step]:
                found[step] |= found[follower]
        return tuple(tuple(sorted(numbers)) for numbers in found)


def _in_order(shape: Shape) -> list[int]:
    """The steps of a template, each after those it waits for."""
    awaited = list(shape.awaited)
    order = [step for step, count in enumerate(awaited) if not count]
    for step in order:
        for follower in shape.followers[step]:
            awaited[follower] -= 1
            if not awaited[follower]:
                order.append(follower)
    return order


def _with_team(
    step: int, teams: list[int], followers: tuple[tuple[int, ...], ...], before: dict[int, int]
) -> int:
    place: int | None = step
    while place is not None and teams[place] < 0:
        place = followers[place][0] if followers[place] else None
    if place is not None:
        return teams[place]
    place = step
    while place is not None and teams[place] < 0:
        place = before.get(place)
    return -1 if place is None else teams[place]


def _place_in_case(item: Item) -> tuple[int, int]:
    return (item.step, item.session)
