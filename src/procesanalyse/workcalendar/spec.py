"""What a calendar file says, before any date is computed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class MonthDay:
    """A day of every year, written `dd/mm` in YAML: 24/12."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class CalendarSpec:
    """Which days count as working days, and to which days a due date may not fall.

    `country` is a code of the `holidays` package ("DK", "NL"), or "none" for no public
    holidays. `closed_days` are not counted as working days. `roll_forward` moves a due
    date that falls on a weekend, a holiday or one of `roll_days` to the next working day.
    """

    country: str = "DK"
    closed_days: tuple[MonthDay, ...] = ()
    roll_days: tuple[MonthDay, ...] = (MonthDay(6, 5), MonthDay(12, 24), MonthDay(12, 31))
    saturday_is_working_day: bool = False
