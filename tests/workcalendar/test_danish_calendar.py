"""Danish dates against dates looked up by hand and known counts."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from procesanalyse.errors import UnusableInput
from procesanalyse.workcalendar.days import (
    WorkDays,
    add_months,
    known_country,
    public_holidays,
    work_days,
    work_days_around,
)
from procesanalyse.workcalendar.spec import CalendarSpec, MonthDay
from procesanalyse.workcalendar.zones import DAY_MICROSECONDS, day_begins, day_ends, known_zone, local_dates

DENMARK = work_days(CalendarSpec(), 2014, 2035)
ZONE = "Europe/Copenhagen"
days_2015_2034 = st.dates(date(2015, 1, 1), date(2034, 12, 31))


def dates(*days: str | date) -> np.ndarray:
    return np.array(days, dtype="datetime64[D]")


def easter(year: int) -> date:
    """The Gregorian Easter Sunday by Gauss's rule as completed by Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@pytest.mark.parametrize("year", range(2014, 2036))
def test_the_public_holidays_follow_from_easter_and_the_abolished_day(year: int) -> None:
    sunday = easter(year)
    moving = [-3, -2, 0, 1, 39, 49, 50] + ([26] if year <= 2023 else [])
    expected = {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}
    expected |= {sunday + timedelta(days=offset) for offset in moving}
    assert set(public_holidays("DK", [year])) == expected


@pytest.mark.parametrize(("year", "count"), [(2023, 252), (2024, 254), (2026, 254)])
def test_a_year_has_its_known_number_of_working_days(year: int, count: int) -> None:
    assert DENMARK.count(dates(f"{year}-01-01"), dates(f"{year + 1}-01-01"))[0] == count


@pytest.mark.parametrize(
    ("start", "amount", "end"),
    [
        ("2026-03-30", 5, "2026-04-09"),
        ("2026-05-13", 1, "2026-05-15"),
        ("2024-04-25", 1, "2024-04-26"),
        ("2023-05-04", 1, "2023-05-08"),
        ("2026-12-23", 2, "2026-12-28"),
        ("2026-03-07", 1, "2026-03-09"),
        ("2026-03-07", 0, "2026-03-07"),
    ],
)
def test_working_days_skip_weekends_and_holidays(start: str, amount: int, end: str) -> None:
    assert DENMARK.add(dates(start), amount)[0] == np.datetime64(end)


def test_a_closing_day_is_not_counted() -> None:
    closed = work_days(CalendarSpec(closed_days=(MonthDay(12, 24),)), 2026, 2027)
    assert closed.add(dates("2026-12-23"), 2)[0] == np.datetime64("2026-12-29")


def test_a_country_without_a_list_is_an_error() -> None:
    assert not known_country("XX")
    with pytest.raises(UnusableInput, match="unknown_country"):
        work_days(CalendarSpec(country="XX"), 2026, 2026)


def test_a_calendar_without_holidays_must_be_asked_for_by_name() -> None:
    assert work_days(CalendarSpec(country="none"), 2026, 2026).add(dates("2026-12-24"), 1)[
        0
    ] == np.datetime64("2026-12-25")


def test_a_date_outside_the_calendars_years_is_an_error() -> None:
    with pytest.raises(ValueError, match="outside"):
        DENMARK.add(dates("2036-01-04"), 1)
    with pytest.raises(ValueError, match="outside"):
        DENMARK.add(dates("2035-12-28"), 5)


def test_a_due_date_rolls_off_constitution_day_and_new_years_eve() -> None:
    rolled = DENMARK.roll_forward(dates("2026-06-05", "2026-12-31", "2026-12-24", "2026-03-02"))
    assert list(rolled) == list(dates("2026-06-08", "2027-01-04", "2026-12-28", "2026-03-02"))


@given(days_2015_2034, st.integers(0, 150))
def test_adding_working_days_equals_walking_day_by_day(start: date, amount: int) -> None:
    expected, left = start, amount
    while left:
        expected += timedelta(days=1)
        left -= expected.weekday() < 5 and expected not in set(public_holidays("DK", [expected.year]))
    assert _add(DENMARK, start, amount) == expected
    assert DENMARK.count_after(dates(start), dates(expected))[0] == amount


def _add(calendar: WorkDays, start: date, amount: int) -> date:
    return calendar.add(dates(start), amount)[0].item()


@given(days_2015_2034, st.integers(0, 120))
def test_months_keep_the_day_number_or_take_the_months_last(start: date, months: int) -> None:
    result = add_months(dates(start), months)[0].item()
    assert (result.year * 12 + result.month) - (start.year * 12 + start.month) == months
    assert result.day == start.day or (result + timedelta(days=1)).day == 1


def test_the_31st_of_october_plus_four_months_is_the_last_of_february() -> None:
    assert list(add_months(dates("2025-10-31", "2027-10-31"), 4)) == list(dates("2026-02-28", "2028-02-29"))


def test_noon_to_noon_over_the_change_to_summer_time_is_23_hours() -> None:
    begins = day_begins(dates("2026-03-29", "2026-03-30"), ZONE)
    assert (begins[1] - begins[0]) / 3_600_000_000 == 23


def test_the_last_microsecond_of_a_day_still_lies_in_it() -> None:
    ends = day_ends(dates("2026-10-25", "2026-06-01"), ZONE)
    assert list(local_dates(ends, ZONE)) == list(dates("2026-10-25", "2026-06-01"))
    assert list(local_dates(ends + 1, ZONE)) == list(dates("2026-10-26", "2026-06-02"))


def test_a_midnight_that_the_clock_skips_is_the_first_instant_after_it() -> None:
    begin = day_begins(dates("2024-03-31"), "Asia/Beirut")
    assert local_dates(begin, "Asia/Beirut")[0] == np.datetime64("2024-03-31")
    assert local_dates(begin - 1, "Asia/Beirut")[0] == np.datetime64("2024-03-30")


def test_a_zone_that_does_not_exist_is_not_known() -> None:
    assert known_zone(ZONE)
    assert not known_zone("Europe/Kobenhavn")
    assert not known_zone("")


def test_a_calendar_around_dates_reaches_beyond_them() -> None:
    around = work_days_around(CalendarSpec(), dates("2020-06-01", "2022-06-01"), 3)
    assert around.first == np.datetime64("2019-01-01")
    assert around.last == np.datetime64("2025-12-31")
    assert DAY_MICROSECONDS == 24 * 3_600_000_000
