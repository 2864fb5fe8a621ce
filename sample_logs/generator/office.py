"""Familieteamet at work: allocation, two-hour blocks, people who come and go, year ends."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import numpy as np

from generator.fate import breaches_to_plant, outcome
from generator.intake import Intake
from generator.matter import Matter, Paths, Task
from generator.population import Child, Notification
from generator.records import History, Record
from generator.settings import Settings
from generator.staff import HOURS_A_DAY, Member, make_staff
from generator.workdays import ONE_DAY, add_months, add_workdays, is_workday, open_day

TEAM = "Familieteamet"
LEADERS = ("L01", "L02")


@dataclass
class Holder:
    """What one caseworker carries."""

    member: Member
    matters: list[Matter] = field(default_factory=list)
    debt: float = 0.0

    @property
    def caseload(self) -> int:
        return len({id(m.child) for m in self.matters})


class Office:
    """Runs from the first simulated day to the end of the window and fills the histories."""

    def __init__(self, settings: Settings, children: list[Child]) -> None:
        self.settings = settings
        self.rng = np.random.default_rng([settings.seed, 4])
        staff = make_staff(settings)
        self.intake = Intake(settings, staff["Modtagelsen"])
        self.paths = Paths(settings)
        self.holders = [Holder(member) for member in staff[TEAM]]
        self.queue: deque[tuple[Matter, date]] = deque()
        self.histories = {id(child): History(child) for child in children}
        self.agenda: list[tuple[date, int, Callable[[date], None]]] = []
        self.count = 0
        self.owner: dict[int, Holder] = {}
        self.active: dict[int, list[Matter]] = {}
        self.unscreened: dict[int, int] = {}
        self.hours: dict[int, float] = {}
        self.capacity: dict[int, float] = {}
        self.loads: list[tuple[date, int, int]] = []
        for child in children:
            for notification in child.notifications:
                self._at(notification.received.date(), self._receiver(child, notification))

    def run(self) -> list[History]:
        """Histories of all children, in the order given."""
        day = self.settings.simulate_from
        while day <= self.settings.window_end:
            while self.agenda and self.agenda[0][0] <= day:
                heapq.heappop(self.agenda)[2](day)
            if is_workday(day):
                self._working_day(day)
            day += ONE_DAY
        return list(self.histories.values())

    def _at(self, day: date, what: Callable[[date], None]) -> None:
        self.count += 1
        heapq.heappush(self.agenda, (day, self.count, what))

    # Intake and what follows a screening

    def _receiver(self, child: Child, notification: Notification) -> Callable[[date], None]:
        def receive(_: date) -> None:
            history = self.histories[id(child)]
            self.unscreened[id(child)] = self.unscreened.get(id(child), 0) + 1
            screening = self.intake.receive(history, notification)
            self._at(screening, lambda day: self._screened(history, notification, day))

        return receive

    def _screened(self, history: History, notification: Notification, day: date) -> None:
        child = history.child
        self.unscreened[id(child)] -= 1
        if self.active.get(id(child)):
            self._at(
                add_workdays(day, int(self.rng.integers(0, 3))),
                lambda d: self._reassess(history, notification, d),
            )
            return
        draw, settings = self.rng.random(), self.settings
        share = settings.assessment_share[child.case_type]
        if child.case_type == "Overgreb":
            share = 0.9 if any(r.activity == "Undersøgelse besluttet" for r in history.records) else 1.0
            share = 0.0 if self._never_assessed(child) else share
        if child.age(day) < 18 and draw < share:
            self._refer(history, notification, day, "assessment")
        elif child.case_type != "Overgreb" and draw < share + settings.exploration_share:
            self._refer(history, notification, day, "exploration")
        else:
            self._screen_out(history, notification, day)

    def _never_assessed(self, child: Child) -> bool:
        rng = np.random.default_rng([self.settings.seed, 5, int(child.case_number[-5:])])
        return bool(rng.random() < self.settings.abuse_without_assessment)

    def _reassess(self, history: History, notification: Notification, day: date) -> None:
        """A notification in an active case is assessed anew, by somebody else unless a breach is planted."""
        own, cut = str(notification.number), self.settings.window_start
        before = {
            person
            for record in history.records
            if cut <= record.day < day and record.instance != own
            for person in (record.resource, *record.others)
        }
        here = [m.code for m in self.intake.members if m.present(day)]
        familiar = sorted(before & set(here))
        strangers = sorted(set(here) - history.people())
        planted = bool(familiar) and self.rng.random() < self.settings.same_assessor
        pool = familiar if planted else strangers
        if not pool:
            pool = sorted({h.member.code for h in self.holders if self._employed(h, day)} - history.people())
        code = pool[int(self.rng.integers(len(pool)))]
        record = self.intake.record(history, notification, "Fornyet vurdering", day, code)
        record.planted = ("LOKAL-NYE-OEJNE",) if planted else ()
        record.team = TEAM if code not in here else record.team
        history.records.append(record)

    def _screen_out(self, history: History, notification: Notification, day: date) -> None:
        self.intake.inform(history, notification, day, self.intake.holder(history, notification, day))
        child = history.child
        returns = any(
            n.received.date() > day and (n.received.date() - day).days < 500 for n in child.notifications
        )
        if returns and self.rng.random() < 0.6:
            return
        closing = add_workdays(day + timedelta(days=12 + int(self.rng.gamma(2.0, 9))), 3)
        self._at(closing, lambda d: self._close_intake(history, notification, d, bulk=False))

    def _close_intake(self, history: History, notification: Notification, day: date, *, bulk: bool) -> None:
        child = history.child
        if self.active.get(id(child)) or self.unscreened.get(id(child)):
            return
        if not bulk and self.rng.random() < 0.12:
            self._at(_bulk_day(day), lambda d: self._close_intake(history, notification, d, bulk=True))
            return
        code = LEADERS[1] if bulk else self.intake.holder(history, notification, day)
        record = self.intake.record(history, notification, "Sag afsluttet", day, code)
        record.faults = ("bulk_closed",) if bulk else ()
        history.records.append(record)

    # Referral, allocation, hand-over

    def _refer(self, history: History, notification: Notification, day: date, kind: str) -> None:
        rng, settings, child = self.rng, self.settings, history.child
        acute = kind == "assessment" and rng.random() < settings.acute_share
        matter = Matter(
            child,
            history,
            notification,
            kind,
            outcome(self.rng, self.settings, acute=acute),
            np.random.default_rng([settings.seed, 6, int(child.case_number[-5:]), notification.number]),
            acute=acute,
        )
        matter.skips = breaches_to_plant(matter, day, self.rng, self.settings)
        self.active.setdefault(id(child), []).append(matter)
        visitator = self.intake.holder(history, notification, day)
        self.intake.inform(history, notification, day, visitator)
        sent = self.intake.record(history, notification, "Overlevering sendt", day, visitator)
        history.records.append(sent)
        if acute:
            self.queue.appendleft((matter, day))
        else:
            self.queue.append((matter, day))

    def _allocate(self, day: date) -> None:
        waiting, self.queue = self.queue, deque()
        for matter, since in waiting:
            known = self.owner.get(id(matter.child))
            holder = known if known and self._employed(known, day) else self._room(day, over_cap=matter.acute)
            if holder is None or (since == day and not matter.acute):
                self.queue.append((matter, since))
                continue
            self.owner[id(matter.child)] = holder
            holder.matters.append(matter)
            self._record(matter, "Overlevering modtaget", day, holder, matter.instance)
            allotted = self._record(matter, "Sag tildelt", day, holder, matter.instance)
            allotted.resource = LEADERS[0]
            matter.tasks += self.paths.allocated(matter, day)

    def _employed(self, holder: Holder, day: date) -> bool:
        return holder.member.first <= day <= holder.member.last

    def _room(self, day: date, *, over_cap: bool) -> Holder | None:
        able = [
            h for h in self.holders if h.member.present(day) and (over_cap or self._cap(h, day) > h.caseload)
        ]
        return max(able, key=lambda h: (self._cap(h, day) - h.caseload, h.member.code)) if able else None

    def _cap(self, holder: Holder, day: date) -> float:
        return self.settings.caseload_cap * holder.member.pace(day)

    def _hand_over(self, holder: Holder, day: date) -> None:
        """The cases of somebody who leaves go to colleagues and, mostly, to the successor."""
        by_child: dict[int, list[Matter]] = {}
        for matter in holder.matters:
            by_child.setdefault(id(matter.child), []).append(matter)
        heirs = [h for h in self.holders if h is not holder and self._employed(h, day)]
        successor = next((h for h in self.holders if h.member is holder.member.successor), None)
        for matters in by_child.values():
            heir = (
                successor if successor and self.rng.random() < 0.7 else min(heirs, key=lambda h: h.caseload)
            )
            self._move(matters, holder, heir, day)
        holder.matters = []

    def _move(self, matters: list[Matter], giver: Holder, heir: Holder, day: date) -> None:
        settings, matter = self.settings, matters[0]
        instance = matter.measure or matter.instance
        self._record(matter, "Overlevering sendt", day, giver, instance)
        gap = int(
            self.rng.choice([0, 1, 2, 3, 4, 5, 8, 12], p=[0.15, 0.2, 0.15, 0.12, 0.1, 0.08, 0.12, 0.08])
        )
        received = max(add_workdays(day, gap), open_day(heir.member.first))
        self._record(matter, "Overlevering modtaget", received, heir, instance)
        giver.debt += settings.giver_hours
        heir.debt += settings.receiver_hours
        self.owner[id(matter.child)] = heir
        heir.matters += matters
        for moved in matters:
            for task in moved.tasks:
                task.ready = max(task.ready, received + ONE_DAY)

    # Work

    def _working_day(self, day: date) -> None:
        for holder in self.holders:
            if holder.matters and open_day(holder.member.last + ONE_DAY) <= add_workdays(day + ONE_DAY, 0):
                self._hand_over(holder, day)
        self._allocate(day)
        self._interim(day)
        if day == _bulk_day(day):
            self._sweep(day)
        for holder in self.holders:
            if holder.member.present(day):
                self._work(holder, day)
        if day.weekday() == 0:
            self._review(day)
            carried = [h.caseload for h in self.holders if self._employed(h, day)]
            self.loads.append((day, sum(carried), len(self.queue)))

    def _work(self, holder: Holder, day: date) -> None:
        rng, settings = self.rng, self.settings
        share = settings.logged_share * float(rng.uniform(0.55, 1.45))
        hours = settings.weekly_hours / 37 * HOURS_A_DAY * share * holder.member.pace(day)
        self.capacity[day.year] = self.capacity.get(day.year, 0.0) + hours
        paid = min(holder.debt, hours)
        holder.debt -= paid
        hours -= paid
        self.hours[day.year] = self.hours.get(day.year, 0.0) + paid
        while hours > 0:
            task = self._choose(holder, day)
            if task is None:
                return
            spent = min(settings.block_hours, task.hours, hours)
            task.hours -= spent
            hours -= spent
            self.hours[day.year] = self.hours.get(day.year, 0.0) + spent
            if task.hours <= 1e-9:
                self._complete(holder, task, day)

    def _choose(self, holder: Holder, day: date) -> Task | None:
        """The most wanted of the ready tasks; everybody judges urgency with an error of about three weeks."""
        alone = not any(h.member.present(day) for h in self.holders if h is not holder)
        ready = [
            t for m in holder.matters for t in m.tasks if t.ready <= day and not (alone and t.persons > 1)
        ]
        if not ready:
            return None
        return min(
            ready,
            key=lambda t: (
                not t.urgent,
                (t.due - day).days + 21 * t.wish,
                t.activity,
                t.matter.child.case_number,
            ),
        )

    def _complete(self, holder: Holder, task: Task, day: date) -> None:
        matter = task.matter
        matter.tasks.remove(task)
        record = self._record(matter, task.activity, day, holder, task.instance)
        record.created, record.due, record.planted = task.created, task.stated, task.planted
        if task.persons == 2:
            self._second_adviser(record, matter, holder, day)
        if task.activity in {"Foreløbig afgørelse iværksat", "Skriftlig meddelelse til parter"}:
            self._time_of_day(record, matter, day)
        if task.activity == "Sag afsluttet":
            self._leave(holder, matter, record)
            return
        matter.tasks += self.paths.after(matter, task.activity, day)

    def _second_adviser(self, record: Record, matter: Matter, holder: Holder, day: date) -> None:
        counts = not matter.assessed
        if "adviser" in matter.skips and counts:
            record.planted = (*record.planted, "BL21-5")
            return
        able = sorted(
            (h for h in self.holders if h is not holder and h.member.present(day)), key=lambda h: h.debt
        )
        partner = able[int(self.rng.integers(min(6, len(able))))]
        partner.debt += 2.5
        record.others = (partner.member.code,)

    def _time_of_day(self, record: Record, matter: Matter, day: date) -> None:
        if record.activity == "Foreløbig afgørelse iværksat":
            record.done = datetime.combine(
                day, time(9 + int(self.rng.integers(8)), int(self.rng.integers(60)))
            )
            return
        begun = next(
            r.done for r in reversed(matter.history.records) if r.activity == "Foreløbig afgørelse iværksat"
        )
        hours = (
            float(self.rng.gamma(1.5, 3.0)) if self.rng.random() < 0.88 else 25 + float(self.rng.gamma(2, 10))
        )
        record.done = begun + timedelta(minutes=10 + round(hours * 60))
        record.registered = record.created = max(day, record.day)

    def _leave(self, holder: Holder, matter: Matter, record: Record) -> None:
        holder.matters.remove(matter)
        self.active[id(matter.child)].remove(matter)
        if self.active[id(matter.child)] or self.unscreened.get(id(matter.child)):
            matter.history.records.remove(record)
        if not self.active[id(matter.child)]:
            self.owner.pop(id(matter.child), None)

    def _record(self, matter: Matter, activity: str, day: date, holder: Holder, instance: str) -> Record:
        record = Record(
            matter.child,
            activity,
            instance,
            day,
            day,
            holder.member.code,
            TEAM,
            day,
            notification=matter.notification,
        )
        matter.history.records.append(record)
        return record

    # What happens around the work

    def _interim(self, day: date) -> None:
        """Some of the assessments that will not be ready get a foreløbig vurdering in the fourth month."""
        for holder in self.holders:
            for matter in holder.matters:
                limit = add_months(matter.notification.received.date(), 4)
                due = matter.kind == "assessment" and not matter.assessed and not matter.provisional
                if (
                    due
                    and (limit - day).days <= 14
                    and any(
                        r.activity == "Børnefaglig undersøgelse startet" and r.instance == matter.instance
                        for r in matter.history.records
                    )
                ):
                    matter.provisional = True
                    if matter.rng.random() < 0.22:
                        matter.tasks.append(self.paths.interim(matter, day))

    def _sweep(self, day: date) -> None:
        """Year end: some overdue follow-ups are ticked off in one go."""
        for holder in self.holders:
            for matter in list(holder.matters):
                for task in list(matter.tasks):
                    overdue = task.activity == "Opfølgning" and task.due < day and task.ready <= day
                    if overdue and self.rng.random() < 0.5:
                        self._complete(holder, task, day)
                        matter.history.records[-1].faults = ("bulk_closed",)

    def _review(self, day: date) -> None:
        """Ledelsestilsyn: about one case per caseworker and quarter."""
        for holder in self.holders:
            if holder.matters and self.rng.random() < 1 / 13:
                matter = holder.matters[int(self.rng.integers(len(holder.matters)))]
                record = self._record(
                    matter, "Ledelsestilsyn", day, holder, matter.measure or matter.instance
                )
                record.resource = LEADERS[int(self.rng.integers(2))]


def _bulk_day(day: date) -> date:
    """The last open day before New Year's Eve of that year."""
    last = date(day.year, 12, 30)
    while not is_workday(last):
        last -= ONE_DAY
    return last
