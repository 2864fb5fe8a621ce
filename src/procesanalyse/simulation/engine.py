"""The SimPy engine: the clock, and the processes that planners read (docs/simulation.md, "One instant").

A case's activities and handovers are processes; members' blocks of work are timeouts. Whatever happens
at an instant only notes what has changed; when no event of that instant is left, the dispatcher
settles it, which may bring new events of the same instant, until nothing is left.
"""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any

import simpy

from procesanalyse.simulation.casework import Casework
from procesanalyse.simulation.office import Case, Item, Member, Team, Transfer
from procesanalyse.simulation.reorganise import reorganise
from procesanalyse.simulation.setup import Setup
from procesanalyse.workcalendar.working_time import NEVER

Process = Generator[simpy.Event, Any, None]


def run_engine(setup: Setup, *, tie_breaks: Iterator[int] | None = None) -> Casework:
    """Run an office from second 0 up to its horizon, itself left out; its notes stand in `records`.

    `tie_breaks`: unique numbers in place of SimPy's count of events, so that a test can show that
    the order in which events of one instant come in changes nothing.
    """
    engine = _Engine(setup)
    if tie_breaks is not None:
        engine.env._eid = tie_breaks  # noqa: SLF001  (SimPy has no public name for it)
    engine.env.process(engine.arrivals())
    engine.open_doors()
    if setup.reorganisation is not None and setup.reorganisation.at < setup.horizon:
        engine.at(setup.reorganisation.at, engine.change)
    with _collector_paused():
        engine.run()
    engine.stop()
    return setup.casework


@contextmanager
def _collector_paused() -> Iterator[None]:
    """A run makes hundreds of thousands of small objects that all live on or die at once: looking through
    them for cycles takes an eighth of its time and finds nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Engine:
    def __init__(self, setup: Setup) -> None:
        #: Its clock is whole seconds: it starts at one and is moved by them only.
        self.env: Any = simpy.Environment(initial_time=0)
        self.setup = setup
        self.work = setup.casework
        self.plan = setup.casework.plan
        self.records = setup.casework.records
        self.horizon = setup.horizon
        self.waits = self.plan.wait.tolist()
        self.hours = self.plan.work.tolist()
        self.operational = self.plan.operational.tolist()
        self.works = setup.works[self.plan.activity].tolist()
        self.first_session = self.plan.first_session.tolist()
        self.armed = False
        self.changing = False
        self.weeks = iter(setup.weeks)
        self.week_end = 0
        self.changed: dict[int, Case] = {}
        self.completed: list[tuple[int, int]] = []
        self.ready: list[Item] = []
        self.received: list[Transfer] = []
        self.owner_teams = [team for team in self.work.teams if team.owner]

    def run(self) -> None:
        """Let the clock go from event to event; settle each instant after its last one."""
        env, horizon = self.env, self.horizon
        while True:
            if self.armed and env.peek() > env.now:
                self.dispatch()
            elif env.peek() < horizon:
                env.step()
            else:
                return

    def open_doors(self) -> None:
        """Let every member look for something to do at second 0: unlogged tasks need no case."""
        for team in self.work.teams:
            self.work.touched.update(team.members)
        self.arm()

    # --- processes

    def arrivals(self) -> Process:
        """Cases arrive and open their first steps."""
        for number, time in enumerate(self.plan.arrival.tolist()):
            if time > self.env.now:
                yield self.env.timeout(time - self.env.now)
            case = self.work.open_case(number)
            for step, awaited in enumerate(case.awaited):
                if not awaited:
                    self._enable(case, step)

    def activity(self, case: Case, step: int) -> Process:
        """One step of a case: session by session a wait for others, then work."""
        number = case.first_step + step
        first = self.first_session[number]
        for session in range(first, self.first_session[number + 1]):
            if self.waits[session]:
                yield self.env.timeout(self._wait(session))
            if session == first:
                self.records.ready[number] = self.env.now
            if self.works[number] and self.work.team_of(case, step) >= 0:
                yield self._session(case, step, session - first, self.hours[session])
        self._complete(case, step)

    def transfer(self, transfer: Transfer) -> Process:
        """A case finds an owner: the giver's hours, the allocation queue, the receiver's hours.

        A giver who is in the receiving team may be chosen again and then hands nothing over; so
        the choice comes before the giver's hours there.
        """
        case, giver = transfer.case, transfer.giver
        may_stay = giver in transfer.team.members
        if giver is not None and not may_stay:
            yield from self._give_away(transfer, giver)
        if not case.left:
            case.transfers.remove(transfer)
            return
        transfer.allocated = self.env.event()
        self.work.stand_in_line(transfer, self.env.now)
        self.arm()
        member: Member = yield transfer.allocated
        stays = member is giver
        if giver is not None and may_stay and not stays:
            yield from self._give_away(transfer, giver)
        self.records.noted("allocated", case, member, self.env.now)
        if giver is not None and not stays:
            if self.setup.receiver_seconds and not member.gone:
                yield self._handover(case, transfer.step, member, self.setup.receiver_seconds)
            self.records.noted("handover_received", case, member, self.env.now)
        self.received.append(transfer)
        self.arm()

    def _give_away(self, transfer: Transfer, giver: Member) -> Process:
        if self.setup.giver_seconds and not giver.gone:
            yield self._handover(transfer.case, transfer.step, giver, self.setup.giver_seconds)
        self.records.noted("handover_sent", transfer.case, giver, self.env.now)

    def _wait(self, session: int) -> int:
        length: int = self.waits[session]
        if not self.operational[session]:
            return length
        now: int = self.env.now
        return min(self.setup.others.after(now, length), NEVER) - now

    def _enable(self, case: Case, step: int) -> None:
        self.work.enable(case, step, self.env.now)
        self.changed[case.number] = case
        self.env.process(self.activity(case, step))
        self.arm()

    def _complete(self, case: Case, step: int) -> None:
        self.completed.append((case.number, step))
        self.changed[case.number] = case
        for follower in self.work.complete(case, step, self.env.now):
            self._enable(case, follower)
        self.arm()

    def _session(self, case: Case, step: int, session: int, seconds: int) -> Any:
        item = Item("session", case, step, session, seconds, ready=self.env.now, done=self.env.event())
        self._begin(item)
        self.ready.append(item)
        self.arm()
        return item.done

    def _handover(self, case: Case, step: int, member: Member, seconds: int) -> Any:
        item = Item("handover", case, step, 0, seconds, ready=self.env.now, done=self.env.event())
        self._begin(item)
        self.work.push(item, member, self.env.now)
        self.arm()
        return item.done

    def _begin(self, item: Item) -> None:
        if self.work.deadlines:
            item.case.items.append(item)

    # --- the instant

    def arm(self) -> None:
        """See to it that this instant is settled after its last event."""
        self.armed = True

    def dispatch(self) -> None:
        """Settle what has changed, allocate cases, let free members choose."""
        self.armed = False
        now: int = self.env.now
        self._new_week(now)
        if self.changed:
            changed, self.changed = self.changed, {}
            completed, self.completed = self.completed, []
            self.work.settle(changed, completed, now)
        if self.changing and self.setup.reorganisation is not None:
            self.changing = False
            reorganise(self.work, self.setup.reorganisation, now)
        self._place(now)
        for team in self.owner_teams:
            if team.room_changed and team.allocation:
                self._allocate(team, now)
        self._spawn()
        self._choose(now)

    def _place(self, now: int) -> None:
        if self.received:
            received, self.received = self.received, []
            for transfer in sorted(received, key=lambda one: (one.case.number, one.team.number)):
                self.work.received(transfer, now)
        if self.ready:
            ready, self.ready = self.ready, []
            if len(ready) > 1:
                ready.sort(key=lambda item: (item.case.number, item.step, item.session))
            for item in ready:
                self.work.place(item, now)

    def _spawn(self) -> None:
        if self.work.new_transfers:
            transfers, self.work.new_transfers = self.work.new_transfers, []
            for transfer in transfers:
                self.env.process(self.transfer(transfer))

    def _allocate(self, team: Team, now: int) -> None:
        if team.hours.open_until(now):
            self.work.allocate(team, now)
        elif team.wake <= now:
            team.wake = team.hours.next_open(now)
            self.at(team.wake, self.arm)

    def _choose(self, now: int) -> None:
        touched, self.work.touched = self.work.touched, set()
        if self.work.touched_pools:
            for team in self.work.touched_pools:
                touched.update(member for member in team.members if not member.busy)
            self.work.touched_pools = set()
        if len(touched) == 1:
            self._start(touched.pop(), now)
        else:
            for member in sorted(touched, key=_dispatch_order):
                self._start(member, now)

    def change(self) -> None:
        """The scenario's date has come."""
        self.changing = True
        self.arm()

    # --- members

    def _start(self, member: Member, now: int) -> None:
        """A free member takes up the next thing, if it is working time and there is one."""
        if member.block_end >= 0 or member.gone:
            return
        closing = member.hours.open_until(now)
        task = member.task_left > 0 or member.tasks_due[member.tasks_next] <= now
        pool = member.team.pool if not member.team.owner else None
        own, shared = member.own.first(), pool.first() if pool else None
        if not (task or own or shared):
            self._wake(member, member.tasks_due[member.tasks_next], now)
        elif not closing:
            self._wake(member, member.hours.next_open(now), now)
        elif task:
            self._take_task(member)
            self._block(member, None, min(member.task_left, closing - now), now)
        else:
            source = pool if pool and shared and (own is None or shared < own) else member.own
            item = source.pop()
            if source is pool:
                item.case.keeper[item.step] = member
            self.records.begun(item, member, now)
            self._block(member, item, min(item.left, member.team.block, closing - now), now)

    def _take_task(self, member: Member) -> None:
        if not member.task_left:
            member.task_left = member.task
            member.tasks_next += 1

    def _block(self, member: Member, item: Item | None, length: int, now: int) -> None:
        member.item = item
        member.block_start = now
        member.block_end = now + length
        timeout = self.env.timeout(length, member)
        timeout.callbacks.append(self._block_over)

    def _block_over(self, event: Any) -> None:
        member: Member = event.value
        now: int = self.env.now
        self.records.worked(member, now)
        length = now - member.block_start
        member.week += length
        item, member.item = member.item, None
        member.block_end = -1
        self.work.touched.add(member)
        if item is None:
            member.task_left -= length
        else:
            item.left -= length
            item.since = now
            self._put_down(item, member, now)
        self.arm()

    def _put_down(self, item: Item, member: Member, now: int) -> None:
        if item.kind == "handover":
            if item.left and not member.gone:
                self.work.push(item, member, now)
            else:
                self.work.finish(item)
        elif item.left:
            self.ready.append(item)
        else:
            self.work.finish(item)

    def _wake(self, member: Member, time: int, now: int) -> None:
        """Look at this member again at `time`, unless that is to happen sooner anyway."""
        if time >= self.horizon or now < member.wake <= time:
            return
        member.wake = time

        def look() -> None:
            self.work.touched.add(member)
            self.arm()

        self.at(time, look)

    def _new_week(self, now: int) -> None:
        """Hours worked are counted per local week; a block counts in the week it ends in."""
        while now >= self.week_end:
            self.week_end = next(self.weeks, NEVER)
            for member in self.work.members:
                member.week = 0

    # --- the clock

    def at(self, time: int, action: Any) -> None:
        """Do something at a second from now on."""
        if time < self.horizon:
            event = self.env.timeout(time - self.env.now)
            event.callbacks.append(lambda _: action())

    def stop(self) -> None:
        """Note the blocks that the end of the run cuts off."""
        for member in self.work.members:
            if member.busy:
                self.records.worked(member, self.horizon)


def _dispatch_order(member: Member) -> tuple[int, int, int]:
    return (member.team.number, member.week, member.number)
