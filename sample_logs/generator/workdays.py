"""Danish working days and school holidays, for a municipal office."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import holidays

ONE_DAY = timedelta(days=1)


@cache
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("DK", years=year))


def is_holiday(day: date) -> bool:
    """Whether the day is a public holiday in Denmark (Store Bededag until 2023)."""
    return day in _public_holidays(day.year)


def is_workday(day: date) -> bool:
    """Whether the office is open: no weekend, public holiday, 5 June, 24 or 31 December."""
    closed = (day.month, day.day) in {(6, 5), (12, 24), (12, 31)}
    return day.weekday() < 5 and not is_holiday(day) and not closed


def workdays(first: date, last: date) -> list[date]:
    """All open days from first to last."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if is_workday(day)]


def open_day(day: date) -> date:
    """The day itself, or the first open day after it."""
    while not is_workday(day):
        day += ONE_DAY
    return day


def add_workdays(day: date, count: int) -> date:
    """The open day that lies `count` open days after this one; 0: the same or the next open day."""
    day = open_day(day)
    for _ in range(count):
        day = open_day(day + ONE_DAY)
    return day


def add_months(day: date, months: int) -> date:
    """The same day number `months` later, or the last day of that month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last_day = (first_of_next - ONE_DAY).day
    return date(year, month + 1, min(day.day, last_day))


def school_is_closed(day: date) -> bool:
    """Summer (weeks 27-31), autumn (week 42), Christmas and winter holiday (week 7)."""
    week = day.isocalendar().week
    return week in {7, 27, 28, 29, 30, 31, 42, 52} or is_holiday(day)
