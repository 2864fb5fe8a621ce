"""Working time: holidays, clock changes, and back from hours worked to the clock."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from procesanalyse.workcalendar.spec import CalendarSpec, MonthDay
from procesanalyse.workcalendar.working_time import (
    ALWAYS,
    DAY,
    NEVER,
    WorkingTime,
    local_second,
    working_time,
)

ZONE = "Europe/Copenhagen"
OFFICE = tuple((day * DAY + 8 * 3600, day * DAY + 16 * 3600) for day in range(5))
EVERY_DAY = tuple((day * DAY + 8 * 3600, day * DAY + 16 * 3600) for day in range(7))


def clock(start: date, second: int) -> datetime:
    zero = datetime(start.year, start.month, start.day, tzinfo=ZoneInfo(ZONE))
    return datetime.fromtimestamp(zero.timestamp() + second, ZoneInfo(ZONE))


def hours(time: WorkingTime, start: date, first: date, last: date) -> float:
    begin, end = (local_second(day, start, ZONE) for day in (first, last))
    return float(time.between(np.array([begin]), np.array([end]))[0]) / 3600


def test_8_to_16_in_copenhagen_is_8_hours_in_summer_and_winter():
    start = date(2026, 1, 1)
    time = working_time(OFFICE, CalendarSpec(), ZONE, start, 366)
    assert hours(time, start, date(2026, 6, 1), date(2026, 6, 2)) == 8.0
    assert hours(time, start, date(2026, 2, 2), date(2026, 2, 3)) == 8.0


def test_the_day_of_a_clock_change_keeps_its_opening_hours():
    start = date(2026, 3, 1)
    time = working_time(EVERY_DAY, CalendarSpec(), ZONE, start, 60)
    second = time.next_open(local_second(date(2026, 3, 29), start, ZONE))
    assert clock(start, second).isoformat() == "2026-03-29T08:00:00+02:00"
    assert hours(time, start, date(2026, 3, 29), date(2026, 3, 30)) == 8.0
    assert (
        local_second(date(2026, 3, 30), start, ZONE) - local_second(date(2026, 3, 29), start, ZONE)
        == 23 * 3600
    )


@pytest.mark.parametrize(("year", "days"), [(2023, 252), (2024, 254), (2026, 254)])
def test_working_days_of_a_year_are_those_of_the_public_calendar(year, days):
    start = date(year, 1, 1)
    time = working_time(OFFICE, CalendarSpec(), ZONE, start, 366)
    assert hours(time, start, start, date(year + 1, 1, 1)) == days * 8


def test_a_closed_day_is_not_worked():
    start = date(2026, 12, 1)
    closing = CalendarSpec(closed_days=(MonthDay(12, 24),))
    usual, closed = (working_time(OFFICE, one, ZONE, start, 31) for one in (CalendarSpec(), closing))
    day, next_day = date(2026, 12, 24), date(2026, 12, 25)
    assert (hours(usual, start, day, next_day), hours(closed, start, day, next_day)) == (8.0, 0.0)


def test_hours_around_the_clock_are_open_on_holidays_too():
    start = date(2026, 12, 1)
    time = working_time(ALWAYS, CalendarSpec(), ZONE, start, 31)
    assert hours(time, start, date(2026, 12, 25), date(2026, 12, 26)) == 24.0


def test_beyond_the_calendar_nothing_is_ever_done():
    time = working_time(OFFICE, CalendarSpec(country="none"), ZONE, date(2026, 1, 5), 1)
    assert time.after(0, 8 * 3600 + 1) == NEVER
    assert time.next_open(16 * 3600) == NEVER
    assert time.at(np.array([8 * 3600 + 1]))[0] == NEVER


@st.composite
def calendars(draw):
    gaps = draw(st.lists(st.tuples(st.integers(1, 50), st.integers(1, 50)), min_size=1, max_size=8))
    begin, end, now = [], [], 0
    for closed, opened in gaps:
        begin.append(now + closed)
        end.append(now + closed + opened)
        now = end[-1]
    return WorkingTime(np.array(begin, dtype=np.int64), np.array(end, dtype=np.int64))


@given(calendars(), st.integers(0, 400), st.integers(0, 300))
def test_the_clock_time_after_work_is_the_first_with_so_much_work_before_it(time, begin, work):
    seconds = [any(b <= s < e for b, e in zip(time.begin, time.end, strict=True)) for s in range(900)]
    done, counted = begin, 0
    while counted < work and done < 900:
        counted += seconds[done]
        done += 1
    assert time.after(begin, work) == (done if counted == work else NEVER)


@given(calendars(), st.integers(0, 400), st.integers(0, 400))
def test_work_between_two_seconds_is_counted_second_by_second(time, one, other):
    first, last = min(one, other), max(one, other)
    counted = sum(
        any(b <= s < e for b, e in zip(time.begin, time.end, strict=True)) for s in range(first, last)
    )
    assert time.between(np.array([first]), np.array([last]))[0] == counted


@given(calendars(), st.integers(0, 300))
def test_the_clock_at_so_much_work_agrees_with_work_done_from_the_start(time, work):
    assert time.at(np.array([work], dtype=np.int64))[0] == (time.after(0, work) if work else time.begin[0])


@given(calendars(), st.integers(0, 400))
def test_next_open_is_open(time, second):
    opened = time.next_open(second)
    if opened == NEVER:
        assert second >= time.end[-1]
    else:
        assert time.after(opened, 1) == opened + 1


def test_a_week_of_days_is_a_week_of_seconds_but_for_clock_changes():
    start = date(2026, 1, 5)
    for number in range(1, 11):
        assert local_second(start + timedelta(days=7 * number), start, ZONE) == number * 7 * DAY
