"""Families, children and the stream of notifications about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import numpy as np

from generator.settings import Settings
from generator.workdays import is_holiday, school_is_closed

#: Who notifies, how often (Statistics Denmark 2020-2022, rounded), and how that varies.
NOTIFIERS = ("Skole", "Sundhedsvæsen", "Politi", "Daginstitution", "Anonym", "Privat", "Andre")
NOTIFIER_SHARES = (0.21, 0.196, 0.125, 0.05, 0.08, 0.129, 0.21)
SCHOOL_MONTHS = (1.0, 0.9, 1.15, 0.95, 1.1, 1.3, 0.3, 0.75, 1.25, 1.1, 1.3, 0.95)
OTHER_MONTHS = (1.05, 0.98, 1.05, 0.95, 1.0, 1.02, 0.85, 0.95, 1.05, 1.05, 1.08, 0.97)
OFFICE_WEEK = (1.25, 1.2, 1.0, 1.0, 0.9, 0.04, 0.04)
FLAT_WEEK = (1.0, 0.95, 0.95, 0.95, 1.0, 1.1, 1.1)
PRIVATE_WEEK = (1.2, 1.1, 1.0, 1.0, 0.9, 0.45, 0.5)

REASONS = (
    "Skoleproblemer eller fravær",
    "Utilstrækkelig omsorg",
    "Konflikt mellem forældre",
    "Misbrug hos forældre",
    "Psykisk sygdom hos forældre",
    "Kriminalitet",
    "Vold eller overgreb",
    "Æresrelateret konflikt",
    "Barnets trivsel",
    "Funktionsnedsættelse",
)
REASON_SHARES = (0.17, 0.16, 0.12, 0.09, 0.08, 0.07, 0.02, 0.05, 0.22, 0.02)


@dataclass
class Notification:
    """One underretning about one child."""

    received: datetime
    notifier: str
    reason: str
    number: int = 0


@dataclass
class Child:
    """One child: one case in the system."""

    family: int
    case_type: str
    born: date
    notifications: list[Notification] = field(default_factory=list)
    case_number: str = ""

    def age(self, day: date) -> int:
        """Whole years on that day, at least 0."""
        before_birthday = (day.month, day.day) < (self.born.month, self.born.day)
        return max(0, day.year - self.born.year - before_birthday)


def make_children(settings: Settings) -> list[Child]:
    """All children notified in the simulated years and the year after, with their notifications and numbers.

    The year after the extract is needed to know which children come again.
    """
    rng = np.random.default_rng([settings.seed, 1])
    children: list[Child] = []
    first = settings.simulate_from
    while first.year <= settings.window_end.year:
        last = date(first.year + 1, first.month, first.day)
        _one_year(children, first, last, settings, rng)
        first = last
    for child in children:
        child.notifications.sort(key=lambda n: n.received)
        for number, notification in enumerate(child.notifications, start=1):
            notification.number = number
    children.sort(key=lambda c: (c.notifications[0].received, c.family, c.born))
    for number, child in enumerate(children, start=1):
        child.case_number = f"B{child.notifications[0].received:%y}-{number:05d}"
    return children


def _one_year(
    children: list[Child], first: date, last: date, settings: Settings, rng: np.random.Generator
) -> None:
    days = [first + timedelta(days=n) for n in range((last - first).days)]
    weights = {name: _day_weights(name, days) for name in NOTIFIERS}
    known = [c for c in children if c.age(last) < 17]
    count = settings.children_per_year
    from_before = min(len(known) // 2, round(count * settings.known_child_share))
    picked = [known[i] for i in sorted(rng.choice(len(known), from_before, replace=False))] if known else []
    for child in picked:
        child.notifications += _notifications(child, days, weights, settings, rng)
    recent: list[Child] = []
    for _ in range(count - len(picked)):
        sibling = (
            recent[int(rng.integers(len(recent)))]
            if recent and rng.random() < settings.sibling_share
            else None
        )
        child = _new_child(sibling, len(children), first, settings, rng)
        child.notifications += _notifications(child, days, weights, settings, rng)
        if sibling is not None and rng.random() < 0.6:
            shared = sibling.notifications[0]
            child.notifications[0] = Notification(shared.received, shared.notifier, shared.reason)
        children.append(child)
        recent.append(child)


def _new_child(
    sibling: Child | None, number: int, today: date, settings: Settings, rng: np.random.Generator
) -> Child:
    age = int(rng.choice(17, p=_age_weights()))
    born = today - timedelta(days=age * 365 + int(rng.integers(365)))
    types = list(settings.type_shares)
    case_type = types[int(rng.choice(len(types), p=list(settings.type_shares.values())))]
    return Child(sibling.family if sibling else number + 1, case_type, born)


def _age_weights() -> np.ndarray:
    weights = np.array(
        [1.3, 0.8, 0.8, 0.85, 0.9, 1, 1.1, 1.15, 1.15, 1.15, 1.15, 1.15, 1.2, 1.3, 1.4, 1.4, 1.2]
    )
    return weights / weights.sum()


def _day_weights(notifier: str, days: list[date]) -> np.ndarray:
    school = notifier in {"Skole", "Daginstitution"}
    months = SCHOOL_MONTHS if school else OTHER_MONTHS
    week = {"Politi": FLAT_WEEK, "Privat": PRIVATE_WEEK, "Anonym": PRIVATE_WEEK}.get(notifier, OFFICE_WEEK)
    weights = np.array([months[d.month - 1] * week[d.weekday()] for d in days])
    if school:
        weights *= [0.3 if school_is_closed(d) else 1.0 for d in days]
    if notifier not in {"Politi", "Privat", "Anonym"}:
        weights *= [0.05 if is_holiday(d) else 1.0 for d in days]
    return weights / weights.sum()


def _notifications(
    child: Child,
    days: list[date],
    weights: dict[str, np.ndarray],
    settings: Settings,
    rng: np.random.Generator,
) -> list[Notification]:
    shares = np.array(settings.notifications_per_child)
    count = 1 + int(rng.choice(len(shares), p=shares / shares.sum()))
    return [_notification(child, days, weights, rng) for _ in range(count)]


def _notification(
    child: Child, days: list[date], weights: dict[str, np.ndarray], rng: np.random.Generator
) -> Notification:
    notifier = NOTIFIERS[int(rng.choice(len(NOTIFIERS), p=NOTIFIER_SHARES))]
    if notifier == "Skole" and child.age(days[0]) < 5:
        notifier = "Daginstitution" if rng.random() < 0.3 else "Sundhedsvæsen"
    day = days[int(rng.choice(len(days), p=weights[notifier]))]
    reason = REASONS[int(rng.choice(len(REASONS), p=REASON_SHARES))]
    if child.case_type == "Overgreb" and rng.random() < 0.8:
        reason = "Vold eller overgreb"
    if child.case_type == "Handicap" and rng.random() < 0.7:
        reason = "Funktionsnedsættelse"
    return Notification(datetime.combine(day, _clock(notifier, rng)), notifier, reason)


def _clock(notifier: str, rng: np.random.Generator) -> time:
    if notifier in {"Politi", "Privat", "Anonym"} and rng.random() < 0.6:
        minute = int(rng.integers(24 * 60))
    else:
        minute = int(np.clip(rng.normal(11.8 * 60, 140), 7 * 60, 18 * 60))
    return time(minute // 60, minute % 60)
