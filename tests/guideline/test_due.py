"""Due dates and the due table, against each other and against dates counted by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from procesanalyse.guideline.due import (
    DueTable,
    due_date_with_stops,
    due_dates,
    due_instant_with_stops,
    elapsed_ratio,
    merged_stops,
)
from procesanalyse.guideline.model import DueSpec, Duration, Unit
from procesanalyse.workcalendar.days import work_days
from procesanalyse.workcalendar.spec import CalendarSpec
from procesanalyse.workcalendar.zones import day_ends, local_dates

ZONE = "Europe/Copenhagen"
CALENDAR = CalendarSpec()
DAYS = work_days(CALENDAR, 2022, 2031)
UNITS: tuple[Unit, ...] = ("days", "weeks", "months", "years", "working_days")


def spec(amount: int, unit: Unit, **more: object) -> DueSpec:
    return DueSpec(within=Duration(amount, unit), **more)  # type: ignore[arg-type]


def day(text: str) -> np.datetime64:
    return np.datetime64(text, "D")


@pytest.mark.parametrize(
    ("start", "due", "by"),
    [
        ("2026-03-03", spec(2, "days"), "2026-03-05"),
        ("2026-03-03", spec(2, "weeks"), "2026-03-17"),
        ("2025-10-31", spec(4, "months"), "2026-02-28"),
        ("2024-02-29", spec(1, "years"), "2025-02-28"),
        ("2026-03-01", spec(7, "days", count_from="same_day"), "2026-03-07"),
        ("2026-03-01", spec(1, "months", count_from="same_day"), "2026-03-28"),
        ("2026-03-30", spec(5, "working_days"), "2026-04-09"),
        ("2026-03-28", spec(2, "working_days", count_from="same_day"), "2026-03-31"),
        ("2026-06-02", spec(3, "days", roll_forward=True), "2026-06-08"),
        ("2026-06-02", spec(0, "days"), "2026-06-02"),
    ],
)
def test_the_due_date_is_the_one_counted_by_hand(start: str, due: DueSpec, by: str) -> None:
    assert due_dates(np.array([day(start)]), due, DAYS)[0] == day(by)


@given(
    st.lists(st.datetimes(pd.Timestamp("2024-01-01"), pd.Timestamp("2026-12-30")), min_size=1, max_size=20),
    st.sampled_from(UNITS),
    st.integers(0, 12),
    st.sampled_from(["next_day", "same_day"]),
    st.booleans(),
)
def test_the_table_gives_the_end_of_the_due_date(
    moments: list[object], unit: Unit, amount: int, count_from: str, rolls: bool
) -> None:
    rule = spec(amount % (3 if unit == "years" else 13), unit, count_from=count_from, roll_forward=rolls)
    table = DueTable.build(rule, CALENDAR, ZONE, date(2024, 1, 1), date(2026, 12, 31))
    starts = np.array(moments, dtype="datetime64[us]").astype(np.int64)
    expected = day_ends(due_dates(local_dates(starts, ZONE), rule, DAYS), ZONE)
    assert list(table.due(starts)) == list(expected)
    assert [table.due_second(int(one) // 1_000_000) for one in starts] == [
        int(due) // 1_000_000 for due in expected
    ]


def test_hours_need_no_dates() -> None:
    table = DueTable.build(spec(24, "hours"), CALENDAR, ZONE, date(2026, 1, 1), date(2026, 1, 2))
    noon = pd.Timestamp("2026-03-28 12:00", tz=ZONE)
    due = pd.Timestamp(table.due_second(int(noon.timestamp())), unit="s", tz="UTC").tz_convert(ZONE)
    assert due == pd.Timestamp("2026-03-29 13:00", tz=ZONE)


def test_a_start_outside_the_table_is_an_error() -> None:
    table = DueTable.build(spec(1, "days"), CALENDAR, ZONE, date(2026, 1, 1), date(2026, 1, 2))
    late = int(pd.Timestamp("2026-01-03", tz=ZONE).timestamp())
    with pytest.raises(ValueError, match="outside"):
        table.due_second(late)
    with pytest.raises(ValueError, match="outside"):
        table.due(np.array([late * 1_000_000]))
    assert table.due_second(late - 1) == late + 86_400 - 1


def ordinals(*texts: str) -> list[int]:
    return [int(day(text).astype(np.int64)) for text in texts]


def test_a_stop_from_the_3rd_to_the_10th_gives_seven_days() -> None:
    stop = tuple(ordinals("2026-03-03", "2026-03-10"))
    due = due_date_with_stops(day("2026-03-01"), [(stop[0], stop[1])], spec(14, "days"), DAYS)
    assert due[0] == day("2026-03-22")


def test_a_stop_in_a_working_day_rule_gives_working_days() -> None:
    begin, end = ordinals("2026-03-05", "2026-03-10")
    due = due_date_with_stops(day("2026-03-02"), [(begin, end)], spec(6, "working_days"), DAYS)
    assert due[0] == day("2026-03-13")


def test_stopped_days_are_added_after_the_months() -> None:
    begin, end = ordinals("2025-11-01", "2025-11-03")
    due = due_date_with_stops(day("2025-10-31"), [(begin, end)], spec(4, "months"), DAYS)
    assert due[0] == day("2026-03-02")


def test_a_stop_that_has_not_ended_leaves_no_due_date() -> None:
    begin = ordinals("2026-03-03")[0]
    assert np.isnat(due_date_with_stops(day("2026-03-01"), [(begin, None)], spec(14, "days"), DAYS)[0])
    assert due_instant_with_stops(0, [(1, None)], spec(1, "hours")) is None


def test_a_stop_after_the_due_date_does_nothing() -> None:
    begin, end = ordinals("2026-03-16", "2026-03-30")
    due = due_date_with_stops(day("2026-03-01"), [(begin, end)], spec(14, "days"), DAYS)
    assert due[0] == day("2026-03-15")


def test_a_stop_that_begins_on_the_due_date_still_counts() -> None:
    begin, end = ordinals("2026-03-15", "2026-03-17")
    due = due_date_with_stops(day("2026-03-01"), [(begin, end)], spec(14, "days"), DAYS)
    assert due[0] == day("2026-03-17")


def test_overlapping_stops_count_once_and_are_cut_at_the_start() -> None:
    assert merged_stops([(5, 9), (3, 6), (20, 22), (0, 1)], not_before=2) == [(3, 9), (20, 22)]
    assert merged_stops([(0, 4)], not_before=2) == [(2, 4)]
    assert merged_stops([(3, None), (5, 9)], not_before=0) == [(3, None)]


@given(
    st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    st.integers(0, 200),
    st.sampled_from(UNITS),
    st.integers(0, 8),
    st.sampled_from(["next_day", "same_day"]),
    st.booleans(),
)
def test_the_ratio_is_above_one_exactly_after_the_due_date(  # noqa: PLR0917
    start: date, later: int, unit: Unit, amount: int, count_from: str, rolls: bool
) -> None:
    rule = spec(amount % 3 if unit == "years" else amount, unit, count_from=count_from, roll_forward=rolls)
    starts = np.array([start], dtype="datetime64[D]")
    at = starts + np.timedelta64(later, "D")
    due = due_dates(starts, rule, DAYS)
    if due[0] < starts[0]:
        return
    ratio = elapsed_ratio(starts, at, due, rule, DAYS)[0]
    assert (ratio > 1) == (at[0] > due[0])
    assert elapsed_ratio(starts, due, due, rule, DAYS)[0] == 1
