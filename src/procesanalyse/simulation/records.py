"""What the engine writes down while it runs: plain lists of numbers, turned into tables afterwards."""

from __future__ import annotations

from typing import Literal

from procesanalyse.simulation.office import Case, Item, Member, Team, Transfer

Milestone = Literal["allocated", "handover_sent", "handover_received"]

UNLOGGED, SESSION, HANDOVER, ALLOCATION = 0, 1, 2, 3
KINDS = ("unlogged", "session", "handover", "allocation")


class Records:
    """One run's notes. Times are seconds since the start, -1 is missing; steps count over all cases."""

    def __init__(self, steps: int, cases: int) -> None:
        self.enabled = [-1] * steps
        self.ready = [-1] * steps
        self.start = [-1] * steps
        self.end = [-1] * steps
        self.member = [-1] * steps
        self.team = [-1] * steps
        self.closed = [-1] * cases
        #: (member, team, begin, end, case, step, kind)
        self.work: list[tuple[int, int, int, int, int, int, int]] = []
        #: [team, case, step, session, kind, begin, end]
        self.queues: list[list[int]] = []
        #: [case, team, member, begin, end]
        self.owners: list[list[int]] = []
        #: (kind, case, time, member, team)
        self.milestones: list[tuple[Milestone, int, int, int, int]] = []

    def queued(self, item: Item, team: Team, now: int) -> None:
        """An item lies in a queue of this team; its wait begins when it first does."""
        if item.record < 0:
            kind = SESSION if item.kind == "session" else HANDOVER
            item.record = len(self.queues)
            self.queues.append([team.number, item.case.number, item.step, item.session, kind, now, -1])
        elif self.queues[item.record][6] < 0:
            self.queues[item.record][0] = team.number

    def begun(self, item: Item, member: Member, now: int) -> None:
        """A member takes up an item: its wait is over, its first block begins (if it had not yet)."""
        record = self.queues[item.record]
        if record[6] < 0:
            record[6] = now
        if item.kind == "session":
            step = item.case.first_step + item.step
            if self.start[step] < 0:
                self.start[step] = now
            self.member[step] = member.number
            self.team[step] = member.team.number

    def worked(self, member: Member, now: int) -> None:
        """The block a member has under way ends."""
        item = member.item
        if item is None:
            case, step, kind = -1, -1, UNLOGGED
        else:
            case, step = item.case.number, item.case.first_step + item.step
            kind = SESSION if item.kind == "session" else HANDOVER
        self.work.append((member.number, member.team.number, member.block_start, now, case, step, kind))

    def waits_for_owner(self, transfer: Transfer, now: int) -> None:
        """A case stands in a team's allocation queue."""
        transfer.record = len(self.queues)
        self.queues.append([transfer.team.number, transfer.case.number, -1, -1, ALLOCATION, now, -1])

    def allocated(self, transfer: Transfer, member: Member, now: int) -> int:
        """A case has found an owner; the number of the owner's record. The log's row is the engine's."""
        self.queues[transfer.record][0] = transfer.team.number
        self.queues[transfer.record][6] = now
        self.owners.append([transfer.case.number, transfer.team.number, member.number, now, -1])
        return len(self.owners) - 1

    def noted(self, kind: Milestone, case: Case, member: Member, now: int) -> None:
        """Something that is neither work nor a step of the case."""
        self.milestones.append((kind, case.number, now, member.number, member.team.number))
