"""What happened, before it becomes rows of an extract."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from generator.population import Child, Notification

Moment = date | datetime


@dataclass
class Record:
    """One row to be. `done` is None for a planned row; a `datetime` is written with its time of day."""

    child: Child
    activity: str
    instance: str
    done: Moment | None
    created: date
    resource: str
    team: str
    registered: date
    others: tuple[str, ...] = ()
    due: date | None = None
    status: str = "Udført"
    created_by: str = ""
    notification: Notification | None = None
    planted: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    bad_date: str = ""

    @property
    def day(self) -> date:
        """Local date of completion; of creation for a planned row."""
        moment = self.done if self.done is not None else self.created
        return moment.date() if isinstance(moment, datetime) else moment


@dataclass
class History:
    """Everything recorded about one child, in the order it was recorded."""

    child: Child
    records: list[Record] = field(default_factory=list)

    def people_before(self, day: date) -> set[str]:
        """Everybody who did something in the case on an earlier day."""
        return {
            person
            for record in self.records
            if record.done is not None and record.day < day
            for person in (record.resource, *record.others)
        }

    def people(self) -> set[str]:
        """Everybody in the case so far."""
        return {person for record in self.records for person in (record.resource, *record.others)}


def later(day: date, days: float) -> date:
    """That many calendar days later, at least one."""
    return day + timedelta(days=max(1, round(days)))
