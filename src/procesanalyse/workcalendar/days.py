"""Local dates: public holidays, working days, months, and moving a date to the next working day.

All functions take and give `datetime64[D]` arrays and know no zone; `workcalendar.zones` turns instants into
local dates. Holidays come from the `holidays` package, list by list per year, so that a change of law (store
bededag: a holiday up to and including 2023) holds only for its years.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import holidays
import numpy as np
from numpy.typing import NDArray

from procesanalyse.errors import Fault, UnusableInput
from procesanalyse.workcalendar.spec import CalendarSpec, MonthDay

Dates = NDArray[np.datetime64]

_MONDAY_TO_FRIDAY = "1111100"
_MONDAY_TO_SATURDAY = "1111110"


def known_country(country: str) -> bool:
    """Whether there is a list of public holidays for this code; "none" means a calendar without any."""
    return country == "none" or country in holidays.list_supported_countries(include_aliases=True)


def public_holidays(country: str, years: Iterable[int]) -> tuple[date, ...]:
    """The public holidays of these years in order; `UnusableInput` for a country without a list."""
    if not known_country(country):
        raise UnusableInput([Fault("workcalendar.unknown_country", value=country)])
    if country == "none":
        return ()
    return tuple(sorted(holidays.country_holidays(country, years=list(years))))


def add_months(dates: Dates, months: int) -> Dates:
    """The same day number that many months later, else the month's last day: 31/10 + 4 months = 28/2."""
    month = dates.astype("datetime64[M]")
    day = (dates - month.astype("datetime64[D]")).astype(np.int64)
    target = month + np.timedelta64(months, "M")
    length = ((target + 1).astype("datetime64[D]") - target.astype("datetime64[D]")).astype(np.int64)
    result: Dates = target.astype("datetime64[D]") + np.minimum(day, length - 1)
    return result


@dataclass(frozen=True, eq=False)
class WorkDays:
    """The working days of some years; a date outside these years is an error, never a calendar day."""

    spec: CalendarSpec
    first: np.datetime64
    last: np.datetime64
    counting: np.busdaycalendar
    rolling: np.busdaycalendar

    def add(self, dates: Dates, working_days: int | NDArray[np.int64]) -> Dates:
        """That many working days after each date; zero gives the date itself.

        The date counts from is never counted, so from a Saturday one working day on is Monday.
        """
        moved = np.busday_offset(dates, working_days, roll="backward", busdaycal=self.counting)
        result: Dates = np.where(np.asarray(working_days) == 0, dates, moved)
        self._check(dates)
        self._check(result)
        return result

    def first_working(self, dates: Dates) -> Dates:
        """Each date itself if it is a working day, else the next one."""
        moved: Dates = np.busday_offset(dates, 0, roll="forward", busdaycal=self.counting)
        self._check(moved)
        return moved

    def count(self, begin: Dates, end: Dates) -> NDArray[np.int64]:
        """Working days from `begin` (counted) to `end` (not counted)."""
        self._check(begin)
        self._check(end)
        return np.asarray(np.busday_count(begin, end, busdaycal=self.counting), dtype=np.int64)

    def count_after(self, begin: Dates, end: Dates) -> NDArray[np.int64]:
        """Working days after `begin` up to and including `end`: the inverse of `add`."""
        one = np.timedelta64(1, "D")
        return self.count(begin + one, end + one)

    def roll_forward(self, dates: Dates) -> Dates:
        """Each date, moved off weekends, holidays, closed days and roll days to the next working day."""
        moved: Dates = np.busday_offset(dates, 0, roll="forward", busdaycal=self.rolling)
        self._check(dates)
        self._check(moved)
        return moved

    def _check(self, dates: Any) -> None:
        values = np.asarray(dates, dtype="datetime64[D]")
        if values.size and (values.min() < self.first or values.max() > self.last):
            raise ValueError(f"dates outside the calendar's years {self.first} to {self.last}")


@lru_cache(maxsize=64)
def work_days(spec: CalendarSpec, first_year: int, last_year: int) -> WorkDays:
    """The working days of these years (both included) by a calendar file's words."""
    years = range(first_year, last_year + 1)
    public = [np.datetime64(day, "D") for day in public_holidays(spec.country, years)]
    closed = _every_year(spec.closed_days, years)
    rolled = _every_year(spec.roll_days, years)
    week = _MONDAY_TO_SATURDAY if spec.saturday_is_working_day else _MONDAY_TO_FRIDAY
    return WorkDays(
        spec=spec,
        first=np.datetime64(f"{first_year:04d}-01-01", "D"),
        last=np.datetime64(f"{last_year:04d}-12-31", "D"),
        counting=np.busdaycalendar(weekmask=week, holidays=[*public, *closed]),
        rolling=np.busdaycalendar(weekmask=_MONDAY_TO_FRIDAY, holidays=[*public, *closed, *rolled]),
    )


def work_days_around(spec: CalendarSpec, dates: Dates, years_after: int = 2) -> WorkDays:
    """The working days of the years these dates lie in, one year before and some years after."""
    if len(dates) == 0:
        return work_days(spec, 2000, 2000 + years_after)
    years = np.array([dates.min(), dates.max()]).astype("datetime64[Y]").astype(np.int64) + 1970
    return work_days(spec, int(years[0]) - 1, int(years[1]) + years_after)


def _every_year(days: tuple[MonthDay, ...], years: range) -> list[np.datetime64]:
    found: list[np.datetime64] = []
    for year in years:
        for day in days:
            if day.month == 2 and day.day == 29 and not _is_leap(year):
                continue
            found.append(np.datetime64(f"{year:04d}-{day.month:02d}-{day.day:02d}", "D"))
    return found


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
