"""Modtagelsen: notification, acute assessment, receipt, screening; drawn, not queued."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np

from generator.population import Notification
from generator.records import History, Record
from generator.settings import Settings
from generator.staff import Member
from generator.workdays import ONE_DAY, add_workdays, is_workday, open_day

TEAM = "Modtagelsen"
PROFESSIONALS = {"Skole", "Sundhedsvæsen", "Politi", "Daginstitution"}


class Intake:
    """Writes the first records of a notification into the child's history."""

    def __init__(self, settings: Settings, members: list[Member]) -> None:
        self.settings = settings
        self.members = members
        self.rng = np.random.default_rng([settings.seed, 3])

    def receive(self, history: History, notification: Notification) -> date:
        """Record the notification up to the screening; gives back the day of the screening."""
        rng, received = self.rng, notification.received
        first = self.pick(open_day(received.date()))
        late_entry = open_day(received.date())
        self._add(history, notification, "Underretning modtaget", received, first, registered=late_entry)
        self._acute(history, notification, first)
        self._receipt(history, notification, first)
        days = 1 + int(rng.lognormal(1.45, 0.75))
        screening = add_workdays(received.date(), min(days, 40))
        self._add(history, notification, "Screening afsluttet", screening, self.pick(screening, first))
        return screening

    def inform(self, history: History, notification: Notification, day: date, code: str) -> None:
        """Tell a professional notifier whether something is begun; one in ten is forgotten."""
        if notification.notifier not in PROFESSIONALS or self.rng.random() > 0.88:
            return
        told = add_workdays(day, int(self.rng.geometric(0.3)))
        record = self.record(history, notification, "Underretter orienteret", told, code)
        history.records.append(record)

    def holder(self, history: History, notification: Notification, day: date) -> str:
        """Code of who does the next step: mostly the one who screened the notification."""
        screened = [r.resource for r in history.records if r.instance == str(notification.number)]
        return self.pick(day, screened[-1] if screened else "")

    def pick(self, day: date, usual: str = "") -> str:
        """Code of somebody in the team who is there that day, mostly the usual one; else anybody employed."""
        able = [m.code for m in self.members if m.present(day)]
        if usual in able and self.rng.random() < self.settings.same_visitator:
            return usual
        able = able or [m.code for m in self.members if m.first <= day <= m.last]
        return able[int(self.rng.integers(len(able)))]

    def record(
        self, history: History, notification: Notification, activity: str, done: date | datetime, code: str
    ) -> Record:
        """A record of this team, registered on the day itself."""
        day = done.date() if isinstance(done, datetime) else done
        return Record(
            history.child,
            activity,
            str(notification.number),
            done,
            day,
            code,
            TEAM,
            day,
            notification=notification,
        )

    def _add(
        self,
        history: History,
        notification: Notification,
        activity: str,
        done: date | datetime,
        code: str,
        *,
        registered: date | None = None,
    ) -> None:
        record = self.record(history, notification, activity, done, code)
        if registered is not None:
            record.registered = record.created = registered
        history.records.append(record)

    def _acute(self, history: History, notification: Notification, first: str) -> None:
        rng, received, settings = self.rng, notification.received, self.settings
        if rng.random() < settings.acute_missing:
            return
        on_time = rng.random() < settings.acute_on_time / (1 - settings.acute_missing)
        hours = self._acute_hours(received) if on_time else 24.3 + float(rng.gamma(1.6, 18))
        done: date | datetime = received + timedelta(minutes=max(4, round(hours * 60)))
        day = done.date()
        if rng.random() < settings.acute_date_only:
            done = day
        code = self.pick(day, first)
        self._add(history, notification, "24-timers vurdering", done, code, registered=open_day(day))
        history.records[-1].due = (received + timedelta(hours=24)).date()

    def _acute_hours(self, received: datetime) -> float:
        """Hours to an assessment made in time: soon in office hours, else next morning or by the rota."""
        rng = self.rng
        in_office = is_workday(received.date()) and 8 <= received.hour < 15
        if in_office and rng.random() < 0.75:
            return min(23.5, float(rng.lognormal(0.6, 0.7)))
        next_morning = datetime.combine(received.date() + ONE_DAY, datetime.min.time()) + timedelta(hours=8)
        if is_workday(next_morning.date()) and rng.random() < 0.7:
            wait = (next_morning - received).total_seconds() / 3600 + float(rng.gamma(2.0, 0.6))
            return min(wait, 23.8)
        return min(23.8, float(rng.gamma(2.0, 4.0)))

    def _receipt(self, history: History, notification: Notification, code: str) -> None:
        rng, settings = self.rng, self.settings
        anonymous = notification.notifier == "Anonym"
        if anonymous or rng.random() < settings.receipt_missing:
            return
        on_time = rng.random() < settings.receipt_on_time / (1 - settings.receipt_missing)
        count = int(rng.integers(0, 6)) if on_time else 7 + int(rng.geometric(0.2))
        day = add_workdays(notification.received.date() + ONE_DAY, count)
        self._add(history, notification, "Kvittering til underretter", day, code)
