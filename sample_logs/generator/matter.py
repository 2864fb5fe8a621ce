"""A matter in Familieteamet: what comes after what, and how long others take."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from generator.population import Child, Notification
from generator.records import History, later
from generator.settings import HOURS, Settings
from generator.workdays import add_months, school_is_closed

STARTED, ENDED = "Indsats iværksat", "Indsats ophørt"
TALK, HEARING, RISK, PLAN = "Børnesamtale", "Partshøring afsluttet", "Risikovurdering", "Handleplan"
DECISIONS = {
    "indsats": "Afgørelse om indsats",
    "anbringelse": "Afgørelse om anbringelse",
    "afslag": "Afgørelse om afslag",
}


@dataclass
class Task:
    """Work to be done for a matter; ready on a day, wanted by a day."""

    matter: Matter
    activity: str
    hours: float
    ready: date
    due: date
    created: date
    wish: float
    instance: str
    persons: int = 1
    urgent: bool = False
    stated: date | None = None
    planted: tuple[str, ...] = ()


@dataclass
class Matter:
    """One child's path from allocation to closing; `outcome` and the breaches are decided beforehand."""

    child: Child
    history: History
    notification: Notification
    kind: str
    outcome: str
    rng: np.random.Generator
    skips: frozenset[str] = frozenset()
    measure: str = ""
    inquiries: int = 0
    ends_on: date = date.max
    follow_ups: int = 0
    rhythm: float = 150.0
    acute: bool = False
    assessed: bool = False
    provisional: bool = False
    planned: bool = False
    decided: bool = False
    tasks: list[Task] = field(default_factory=list)

    @property
    def instance(self) -> str:
        """The notification's running number."""
        return str(self.notification.number)


class Paths:
    """Which tasks follow a completed one."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def allocated(self, matter: Matter, day: date) -> list[Task]:
        """The first tasks of a matter that has got its caseworker."""
        if matter.acute:
            return [self._urgent(matter, "Foreløbig afgørelse iværksat", day, 1)]
        return [self._first_meeting(matter, day)]

    def _first_meeting(self, matter: Matter, day: date) -> Task:
        honour = matter.notification.reason == "Æresrelateret konflikt"
        if honour and "risk" not in matter.skips:
            return self._task(matter, RISK, day, self._wait(matter, 3), due=10)
        return self._parents(matter, day)

    def after(self, matter: Matter, activity: str, day: date) -> list[Task]:
        """Tasks that become possible when this one is done."""
        step = {
            "Foreløbig afgørelse iværksat": self._provisional,
            RISK: self._after_risk,
            "Møde med forældre": self._after_parents,
            "Afdækning afsluttet": self._after_exploration,
            "Undersøgelse besluttet": self._after_resolved,
            "Børnefaglig undersøgelse startet": self._inquire,
            "Børnefaglig undersøgelse afsluttet": self._assessed,
            HEARING: self._decide,
            PLAN: self._planned,
            "Afgørelse om indsats": self._decided,
            "Afgørelse om anbringelse": self._decided,
            "Afgørelse om afslag": self._refused,
            STARTED: self._started,
            "Opfølgning": self._follow_up,
            "Tilsynsbesøg": self._visit,
            ENDED: self._close,
        }.get(activity)
        if activity in INQUIRIES and not matter.assessed and matter.inquiries:
            return self._inquired(matter, day)
        if activity == TALK and matter.assessed:
            return self._decide(matter, day)
        return step(matter, day) if step else []

    def interim(self, matter: Matter, day: date) -> Task:
        """The foreløbig vurdering that is made when the four months are running out."""
        return self._task(matter, "Foreløbig vurdering", day, 1, due=12)

    def _parents(self, matter: Matter, day: date) -> Task:
        planted = ("BL18-3-RISIKO",) if "risk" in matter.skips else ()
        task = self._task(matter, "Møde med forældre", day, self._wait(matter, 4), due=6)
        task.planted = planted
        return task

    def _provisional(self, matter: Matter, day: date) -> list[Task]:
        board = 1 + int(matter.rng.choice(5, p=[0.2, 0.3, 0.3, 0.12, 0.08]))
        return [
            self._urgent(matter, "Skriftlig meddelelse til parter", day, 0),
            self._urgent(matter, "Godkendelse i børne- og ungeudvalget", day, board),
            self._first_meeting(matter, day),
        ]

    def _urgent(self, matter: Matter, activity: str, day: date, wait: float) -> Task:
        """A step of a provisional decision: goes before everything else."""
        task = self._task(matter, activity, day, wait, instance="F1")
        task.urgent = True
        return task

    def _after_risk(self, matter: Matter, day: date) -> list[Task]:
        return [] if "risk" in matter.skips else [self._parents(matter, day)]

    def _after_parents(self, matter: Matter, day: date) -> list[Task]:
        late_risk = (
            [self._task(matter, RISK, day, self._wait(matter, 12))]
            if "risk" in matter.skips and matter.rng.random() < 0.6
            else []
        )
        if matter.kind == "exploration":
            return [*late_risk, self._task(matter, "Afdækning afsluttet", day, self._wait(matter, 20))]
        return [*late_risk, self._task(matter, "Undersøgelse besluttet", day, self._wait(matter, 4), due=10)]

    def _after_exploration(self, matter: Matter, day: date) -> list[Task]:
        if matter.rng.random() < 0.12:
            matter.kind = "assessment"
            return [self._task(matter, "Undersøgelse besluttet", day, self._wait(matter, 4))]
        return self._close(matter, day)

    def _after_resolved(self, matter: Matter, day: date) -> list[Task]:
        return [self._task(matter, "Børnefaglig undersøgelse startet", day, self._wait(matter, 4), due=10)]

    def _inquire(self, matter: Matter, day: date) -> list[Task]:
        rng, limit = matter.rng, add_months(matter.notification.received.date(), 4)
        if rng.random() < 0.03:
            matter.outcome = "moved"
            return self._close(matter, day + timedelta(days=20))
        tasks = []
        if "talk" not in matter.skips:
            tasks.append(self._task(matter, TALK, day, self._wait(matter, 24), persons=2))
        tasks += [
            self._task(matter, "Oplysninger indhentet", day, self._others(matter, day, 45))
            for _ in range(1 + int(rng.integers(5)) // 2)
        ]
        if rng.random() < 0.55:
            tasks.append(self._task(matter, "Netværksmøde", day, self._others(matter, day, 45)))
        if matter.child.case_type == "Overgreb":
            tasks.append(self._task(matter, "Børnehus kontaktet", day, self._wait(matter, 3), due=5))
        matter.inquiries = len(tasks)
        for task in tasks:
            task.due = min(task.due, max(limit - timedelta(days=35), task.ready))
        return tasks

    def _inquired(self, matter: Matter, day: date) -> list[Task]:
        matter.inquiries -= 1
        if matter.inquiries:
            return []
        task = self._task(matter, "Børnefaglig undersøgelse afsluttet", day, self._wait(matter, 7))
        task.stated = add_months(matter.notification.received.date(), 4)
        task.due = max(task.ready, task.stated)
        return [task]

    def _assessed(self, matter: Matter, day: date) -> list[Task]:
        matter.assessed = True
        if matter.outcome == "none":
            return self._close(matter, day)
        hearing_needed = matter.outcome in {"anbringelse", "afslag"} or matter.rng.random() < 0.7
        if hearing_needed and "hearing" not in matter.skips:
            return [self._task(matter, HEARING, day, 8 + self._wait(matter, 6), due=25)]
        return self._decide(matter, day)

    def _decide(self, matter: Matter, day: date) -> list[Task]:
        if matter.decided:
            return []
        cut = self.settings.window_start
        since = cut if day >= cut - timedelta(days=60) else date.min
        seen = {record.activity for record in matter.history.records if record.day >= since}
        needs_talk = matter.outcome != "afslag" and "talk" not in matter.skips
        if needs_talk and TALK not in seen:
            return [self._task(matter, TALK, day, self._wait(matter, 8), due=12, persons=2)]
        if (
            matter.outcome in {"anbringelse", "afslag"}
            and "hearing" not in matter.skips
            and HEARING not in seen
        ):
            return [self._task(matter, HEARING, day, 8 + self._wait(matter, 4), due=20)]
        if self._old_plan_first(matter, day):
            matter.measure = self._measure(matter)
            return [self._task(matter, PLAN, day, self._wait(matter, 6), due=15, instance=matter.measure)]
        return [self._decision(matter, day)]

    def _old_plan_first(self, matter: Matter, day: date) -> bool:
        """Until 2024 the handleplan comes before the decision, but after a provisional one."""
        if day >= self.settings.new_law or matter.acute or matter.outcome == "afslag":
            return False
        return "plan" not in matter.skips and not matter.planned

    def _measure(self, matter: Matter) -> str:
        earlier = {r.instance for r in matter.history.records if r.instance.startswith("I")}
        return f"I{len(earlier) + 1}"

    def _decision(self, matter: Matter, day: date) -> Task:
        matter.measure = matter.measure or self._measure(matter)
        task = self._task(
            matter, DECISIONS[matter.outcome], day, self._wait(matter, 5), due=20, instance=matter.measure
        )
        talk = ("BL5-SAMTALE",) if "talk" in matter.skips and matter.outcome != "afslag" else ()
        hearing = ("LOKAL-PARTSHOERING",) if "hearing" in matter.skips else ()
        plan = ("SEL140-PLAN",) if "plan" in matter.skips and matter.outcome != "afslag" else ()
        task.planted = (*talk, *hearing, *plan)
        return task

    def _planned(self, matter: Matter, day: date) -> list[Task]:
        matter.planned = True
        return self._decide(matter, day)

    def _decided(self, matter: Matter, day: date) -> list[Task]:
        rng = matter.rng
        matter.decided = True
        tasks = [self._task(matter, STARTED, day, self._wait(matter, 15), due=30, instance=matter.measure)]
        name = "Barnets plan" if day >= self.settings.new_law else PLAN
        planted: tuple[str, ...] = ()
        if name == "Barnets plan" and "template" in matter.skips:
            name, planted = PLAN, ("LOKAL-INGEN-HANDLEPLAN",)
        if name == PLAN and matter.planned and not planted:
            pass
        elif rng.random() < (0.91 if name != PLAN else 0.6) or planted:
            plan = self._task(matter, name, day, self._wait(matter, 46), instance=matter.measure)
            plan.stated = add_months(day, 3)
            plan.due, plan.planted = plan.stated, planted
            tasks.append(plan)
        for skipped, activity in (("talk", TALK), ("hearing", HEARING)):
            if skipped in matter.skips and rng.random() < 0.5:
                tasks.append(
                    self._task(matter, activity, day, self._wait(matter, 20), instance=matter.measure)
                )
        return tasks

    def _refused(self, matter: Matter, day: date) -> list[Task]:
        matter.decided = True
        return self._close(matter, day)

    def _started(self, matter: Matter, day: date) -> list[Task]:
        rng = matter.rng
        if rng.random() < 0.07:
            wait = 25 + int(rng.integers(60))
            return [self._task(matter, ENDED, day, wait, due=wait, instance=matter.measure)]
        matter.ends_on = later(day, float(np.clip(rng.lognormal(5.95, 0.6), 60, 1500)))
        matter.rhythm = float(rng.choice([90, 120, 150, 180], p=[0.1, 0.25, 0.25, 0.4]))
        task = self._task(matter, "Opfølgning", day, 59 + self._wait(matter, 23), instance=matter.measure)
        task.stated = task.due = add_months(day, 3)
        tasks = [task]
        if matter.outcome == "anbringelse":
            tasks.append(
                self._task(
                    matter, "Tilsynsbesøg", day, 90 + self._wait(matter, 40), due=200, instance=matter.measure
                )
            )
        return tasks

    def _follow_up(self, matter: Matter, day: date) -> list[Task]:
        matter.follow_ups += 1
        if later(day, matter.rhythm * 0.6) >= matter.ends_on:
            wait = max(1, (matter.ends_on - day).days)
            return [self._task(matter, ENDED, day, wait, due=wait + 20, instance=matter.measure)]
        wait = matter.rhythm * 0.85 + self._wait(matter, 12)
        task = self._task(matter, "Opfølgning", day, wait, instance=matter.measure)
        task.stated = task.due = later(day, matter.rhythm)
        return [task]

    def _visit(self, matter: Matter, day: date) -> list[Task]:
        if later(day, 120) >= matter.ends_on:
            return []
        return [
            self._task(
                matter, "Tilsynsbesøg", day, 100 + self._wait(matter, 50), due=200, instance=matter.measure
            )
        ]

    def _close(self, matter: Matter, day: date) -> list[Task]:
        return [self._task(matter, "Sag afsluttet", day, self._wait(matter, 8), due=25)]

    def _wait(self, matter: Matter, mean: float) -> float:
        """Days until the family, a leader or a calendar lets the work begin."""
        return mean * float(matter.rng.gamma(2.2, 1 / 2.2))

    def _others(self, matter: Matter, day: date, mean: float) -> float:
        """Days until school, parents or PPR have answered; longer over the summer."""
        wait = mean * float(matter.rng.gamma(1.7, 1 / 1.7))
        closed = sum(school_is_closed(day + timedelta(days=n)) for n in range(0, int(wait) + 1, 7))
        return wait + 5 * closed

    def _task(
        self,
        matter: Matter,
        activity: str,
        day: date,
        wait: float,
        *,
        due: float | None = None,
        instance: str | None = None,
        persons: int = 1,
    ) -> Task:
        hours = HOURS[activity] * float(matter.rng.gamma(8.0, 1 / 8.0))
        ready = later(day, wait) if wait else day
        wanted = ready + timedelta(days=45) if due is None else day + timedelta(days=round(due))
        return Task(
            matter,
            activity,
            hours,
            ready,
            max(wanted, ready),
            day,
            float(matter.rng.normal(0, 1)),
            matter.instance if instance is None else instance,
            persons,
        )


INQUIRIES = {TALK, "Oplysninger indhentet", "Netværksmøde", "Børnehus kontaktet"}
