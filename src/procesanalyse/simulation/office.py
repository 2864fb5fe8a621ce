"""The state of an office during a run: members, teams, cases, queues. Nothing here moves the clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Any, Literal

from procesanalyse.organisation.model import Allocation, Discipline
from procesanalyse.workcalendar.working_time import DAY, NEVER, WorkingTime

#: Cases received within this time count where a team allocates in turn.
TURN = 28 * DAY
#: Work without a deadline counts as due so long after it became ready (discipline earliest_deadline).
AGEING = 180 * 86_400

#: (due or 0, since, case, step, rank): a total order, so that nothing depends on who was put in first.
QueueKey = tuple[int, int, int, int, int]
#: A key and the item it stands for.
Entry = tuple[int, int, int, int, int, "Item"]


@dataclass(slots=True, eq=False)
class Item:
    """Something a member has to work on: a session of an activity, or one side of a handover.

    `left`: seconds of work. `ready`, `since`: when it could first be worked on, and when it was
    last laid down. `due`: for earliest_deadline. `done` is the engine's event. `entry`, `queue`:
    where it lies, if it does.
    """

    kind: Literal["session", "handover"]
    case: Case
    step: int
    session: int
    left: int
    ready: int
    done: Any
    since: int = 0
    due: int = 0
    rank: int = 0
    record: int = -1
    entry: Entry | None = None
    queue: Queue | None = None

    def __post_init__(self) -> None:
        self.since = self.ready
        self.rank = self.session + 1 if self.kind == "session" else 0


class Queue:
    """Items in order of their key; an item put in again, or taken out elsewhere, is passed over."""

    __slots__ = ("_heap",)

    def __init__(self) -> None:
        self._heap: list[Entry] = []

    def push(self, item: Item, key: QueueKey) -> None:
        """Put an item in, or with a new key in another place."""
        item.entry = (*key, item)
        item.queue = self
        heappush(self._heap, item.entry)

    def first(self) -> Entry | None:
        """The first entry; None if the queue is empty."""
        heap = self._heap
        while heap:
            entry = heap[0]
            if entry[5].entry is entry:
                return entry
            heappop(heap)
        return None

    def pop(self) -> Item:
        """The first item, taken out; ask `first` before."""
        item = heappop(self._heap)[5]
        item.entry = item.queue = None
        return item

    def clear(self) -> list[Item]:
        """All items in order, taken out."""
        items = []
        while self.first() is not None:
            items.append(self.pop())
        return items


class Hours:
    """A reader of working time that only goes forward."""

    __slots__ = ("_begin", "_end", "_number")

    def __init__(self, time: WorkingTime) -> None:
        self._begin: list[int] = [*time.begin.tolist(), NEVER]
        self._end: list[int] = [*time.end.tolist(), NEVER + 1]
        self._number = 0

    def open_until(self, now: int) -> int:
        """End of the stretch that `now` lies in; 0 if it is closed."""
        number, ends = self._number, self._end
        while ends[number] <= now:
            number += 1
        self._number = number
        return ends[number] if self._begin[number] <= now else 0

    def next_open(self, now: int) -> int:
        """The first open second at or after `now`; NEVER if there is none."""
        self.open_until(now)
        return max(now, self._begin[self._number])


@dataclass(slots=True, eq=False)
class Member:
    """One member: what lies on the desk, and what is being done.

    `block_start`, `block_end`: of the block under way (-1: none), which is `item`, or an unlogged
    task if that is None. `week`: seconds worked this week. `wake`: when the engine looks next.
    `tasks_due`: when unlogged tasks of `task` seconds come, in order, NEVER at the end.
    """

    number: int
    id: str
    hours: Hours
    week_hours: int
    team: Team
    cap: int | None
    own: Queue = field(default_factory=Queue)
    caseload: int = 0
    item: Item | None = None
    block_start: int = -1
    block_end: int = -1
    week: int = 0
    wake: int = -1
    gone: bool = False
    task: int = 0
    task_left: int = 0
    tasks_due: list[int] = field(default_factory=lambda: [NEVER])
    tasks_next: int = 0
    received: list[int] = field(default_factory=list)

    @property
    def busy(self) -> bool:
        """Whether a block of work is under way."""
        return self.block_end >= 0

    @property
    def room(self) -> tuple[int, int]:
        """Sorts by most room. Who has no cap comes first, and is sorted by fewest cases per weekly hour."""
        if self.cap is not None:
            return (self.caseload - self.cap, self.number)
        return (self.caseload * 3_600_000 // self.week_hours - 10**9, self.number)

    def turn(self, now: int) -> int:
        """Sorts by fewest cases received in the last four weeks, per weekly hour."""
        while self.received and self.received[0] <= now - TURN:
            del self.received[0]
        return len(self.received) * 3_600_000 // self.week_hours


@dataclass(slots=True, eq=False)
class Team:
    """One team: its members, the pool's queue, and the cases that wait for an owner.

    `block` is in seconds. `room_changed`: somebody may now get a case that waits.
    """

    number: int
    id: str
    title: str
    owner: bool
    discipline: Discipline
    allocation_rule: Allocation
    block: int
    hours: Hours
    members: list[Member] = field(default_factory=list)
    pool: Queue = field(default_factory=Queue)
    allocation: list[Transfer] = field(default_factory=list)
    room_changed: bool = False
    wake: int = -1

    def next_owner(self, able: list[Member], now: int) -> Member:
        """Who of these gets the next case, by the team's rule; ties by most room, then number."""
        if self.allocation_rule == "in_turn":
            return min(able, key=lambda one: (one.turn(now), one.room))
        return min(able, key=lambda one: one.room)

    def key(self, item: Item) -> QueueKey:
        """Where an item stands in this team's queues."""
        case, step, rank = item.case.number, item.step, item.rank
        if self.discipline == "fifo":
            return (0, item.ready, case, step, rank)
        if self.discipline == "rotate":
            return (0, item.since, case, step, rank)
        return (item.due, item.ready, case, step, rank)


@dataclass(slots=True, eq=False)
class Transfer:
    """A case on its way to an owner in a team. `giver` None: its first allocation.

    `waiting`: it stands in the team's allocation queue, since `entered`. `member`: who got it.
    `step`: ready, or to be, and the reason for it.
    """

    case: Case
    team: Team
    step: int
    giver: Member | None
    entered: int = 0
    waiting: bool = False
    record: int = -1
    member: Member | None = None
    allocated: Any = None


def by_turn(transfer: Transfer) -> tuple[int, int, int]:
    """The order in which cases are allocated: who stood in line first, then case."""
    return (transfer.entered, transfer.case.number, transfer.step)


@dataclass(slots=True, eq=False)
class Owner:
    """Who has a case in a team. `held`: kept until another has been found, whatever the paths say."""

    member: Member
    record: int
    held: bool = False


@dataclass(slots=True, eq=False)
class Case:
    """One case. Steps are numbered within it; `first_step` is its first in the plan.

    `awaited`: undone steps that each step waits for. `enabled`: enabled and not done. `undone`,
    `open`: steps not done, and those of them enabled, by number of the team with case owners.
    `former`: the latest owner. `waiting`: ready, but nobody has the case in their team yet.
    `items`: work and handovers, ready and not done (kept only where disciplines look at due dates).
    `keeper`: steps that stay with a member, whoever has the case. `due`: deadline number -> (due,
    step that opened it) of its open activations.
    """

    number: int
    type: int
    shape: int
    first_step: int
    awaited: list[int]
    routing: int
    left: int = 0
    enabled: set[int] = field(default_factory=set)
    undone: dict[int, int] = field(default_factory=dict)
    open: dict[int, int] = field(default_factory=dict)
    owners: dict[int, Owner] = field(default_factory=dict)
    former: Member | None = None
    transfers: list[Transfer] = field(default_factory=list)
    waiting: list[Item] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    keeper: dict[int, Member] = field(default_factory=dict)
    due: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.left = len(self.awaited)
