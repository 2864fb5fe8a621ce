"""Members of the two teams: codes, when they are there, and who follows whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from generator.settings import Settings
from generator.workdays import workdays

HOURS_A_DAY = 7.4


@dataclass
class Member:
    """One caseworker; `last` is the last day in the department."""

    code: str
    team: str
    first: date
    last: date
    absent: set[date] = field(default_factory=set)
    successor: Member | None = None

    def present(self, day: date) -> bool:
        """Employed and neither on leave nor ill."""
        return self.first <= day <= self.last and day not in self.absent

    def pace(self, day: date) -> float:
        """Share of a full caseworker: from one half to one over the first 180 days."""
        return min(1.0, 0.5 + 0.5 * (day - self.first).days / 180)


def make_staff(settings: Settings) -> dict[str, list[Member]]:
    """Members by team; a member who leaves is followed by a new one on the next day."""
    rng = np.random.default_rng([settings.seed, 2])
    plan = {
        "Modtagelsen": (settings.intake_members, settings.intake_turnover, 1),
        "Familieteamet": (settings.family_members, settings.family_turnover, 10),
    }
    teams: dict[str, list[Member]] = {}
    codes = iter(range(40, 400))
    for team, (count, turnover, first_code) in plan.items():
        members: list[Member] = []
        for place in range(count):
            members += _place(team, first_code + place, turnover, codes=codes, settings=settings, rng=rng)
        teams[team] = members
    return teams


def _place(
    team: str,
    code: int,
    turnover: float,
    *,
    codes: Iterator[int],
    settings: Settings,
    rng: np.random.Generator,
) -> list[Member]:
    """The people who hold one post in turn."""
    first = settings.simulate_from - timedelta(days=int(rng.integers(200, 2000)))
    begin, members = first, []
    while begin < settings.window_end:
        leaves = settings.simulate_from if not members else begin
        last = leaves + timedelta(days=int(rng.exponential(365 / turnover)) + 60)
        member = Member(f"R{code:03d}", team, begin, last)
        member.absent = _absence(settings, rng)
        if members:
            members[-1].successor = member
        members.append(member)
        begin, code = last + timedelta(days=1), next(codes)
    return members


def _absence(settings: Settings, rng: np.random.Generator) -> set[date]:
    days: set[date] = set()
    for year in range(settings.simulate_from.year, settings.window_end.year + 1):
        summer = date.fromisocalendar(year, int(rng.choice([27, 28, 28, 29, 29, 30])), 1)
        days |= {summer + timedelta(days=n) for n in range(21)}
        christmas = [52] if rng.random() < 0.7 else []
        for week in (int(rng.choice([6, 7, 8, 14, 18])), int(rng.choice([41, 42, 42, 43])), *christmas):
            monday = date.fromisocalendar(year, week, 1)
            days |= {monday + timedelta(days=n) for n in range(7)}
    for day in workdays(settings.simulate_from, settings.window_end):
        if rng.random() < settings.sickness_share / 2.5:
            spell = int(rng.choice([1, 1, 2, 3, 5]))
            days |= {day + timedelta(days=n) for n in range(spell)}
    return days
