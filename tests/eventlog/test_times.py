"""Times are read by the first format that fits, and whatever does not fit is marked."""

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procesanalyse.eventlog.profile_model import TimeFormat
from procesanalyse.eventlog.times import parse_times

ZONE = "Europe/Copenhagen"
ISO_INSTANT, ISO_DATE = TimeFormat("iso", "instant"), TimeFormat("iso", "date")


_YEARS = (dt.datetime.fromisoformat("1980-01-01"), dt.datetime.fromisoformat("2037-12-31"))


def _one(text, *formats, **options):
    parsed = parse_times(pd.Series([text], dtype="str"), formats, ZONE, **options)
    return parsed.time.iloc[0], parsed.precision.iloc[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-06-01T10:00:00+02:00", "2024-06-01T08:00:00Z"),
        ("2024-06-01T10:00:00.5+02:00", "2024-06-01T08:00:00.5Z"),
        ("2024-06-01T10:00:00,123456+0200", "2024-06-01T08:00:00.123456Z"),
        ("2024-06-01 10:00:00.123456789Z", "2024-06-01T10:00:00.123456Z"),
        ("2024-06-01 10:00", "2024-06-01T08:00:00Z"),
        ("2024-01-01 10:00+01", "2024-01-01T09:00:00Z"),
    ],
)
def test_iso_with_and_without_fraction_and_offset(text, expected):
    assert _one(text, ISO_INSTANT) == (pd.Timestamp(expected), "instant")


@pytest.mark.parametrize("text", ["2024-06-01", "2024", "10:00", "2024-06-31 10:00", "20240601T100000", "x"])
def test_what_is_no_iso_instant_is_unreadable(text):
    parsed = parse_times(pd.Series([text], dtype="str"), [ISO_INSTANT], ZONE)
    assert parsed.unreadable.all()
    assert parsed.time.isna().all()


def test_an_instant_that_is_meant_as_a_date_is_its_local_day():
    moment = "2024-06-01T23:30:00Z"  # 01.30 on 2 June in Copenhagen
    assert _one(moment, ISO_DATE) == (pd.Timestamp("2024-06-02", tz=ZONE), "date")
    assert _one(moment, ISO_INSTANT, precision="date") == (pd.Timestamp("2024-06-02", tz=ZONE), "date")


def test_a_zone_of_the_format_is_where_naive_times_were_written():
    spec = TimeFormat("%Y-%m-%d %H:%M", "instant", "UTC")
    assert _one("2024-06-01 10:00", spec)[0] == pd.Timestamp("2024-06-01T10:00Z")


def test_an_empty_cell_is_missing_and_not_unreadable():
    parsed = parse_times(pd.Series([None, "2024-06-01"], dtype="str"), [ISO_DATE], ZONE)
    assert list(parsed.unreadable) == [False, False]
    assert list(parsed.time.isna()) == [True, False]


@pytest.mark.parametrize("text", ["01-01-0001", "31-12-9999", "01-01-1899", "01-01-2200"])
def test_stand_ins_for_no_date_are_implausible(text):
    parsed = parse_times(pd.Series([text], dtype="str"), [TimeFormat("%d-%m-%Y", "date")], ZONE)
    assert parsed.implausible.all()
    assert not parsed.unreadable.any()
    assert parsed.time.isna().all()


def test_an_empty_column_is_read():
    parsed = parse_times(pd.Series([], dtype="str"), [ISO_DATE], ZONE)
    assert len(parsed.time) == 0


@given(st.lists(st.datetimes(*_YEARS), min_size=1, max_size=20))
@settings(max_examples=40, deadline=None)
def test_local_times_agree_with_the_standard_library(moments):
    text = pd.Series([moment.strftime("%d-%m-%Y %H:%M:%S") for moment in moments], dtype="str")
    parsed = parse_times(text, [TimeFormat("%d-%m-%Y %H:%M:%S", "instant")], ZONE)
    zone = ZoneInfo(ZONE)
    for moment, time, ambiguous, moved in zip(
        moments, parsed.time, parsed.ambiguous, parsed.moved, strict=True
    ):
        aware = moment.replace(microsecond=0, tzinfo=zone)
        exists = aware.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) == aware.replace(tzinfo=None)
        assert moved == (not exists)
        assert ambiguous == (exists and aware.utcoffset() != aware.replace(fold=1).utcoffset())
        if exists:
            assert time == aware.astimezone(dt.UTC)


def test_order_of_rows_does_not_matter():
    text = pd.Series(["2024-01-01", "x", None, "2024-01-02", "2024-01-01"], dtype="str")
    order = np.array([3, 1, 4, 0, 2])
    straight = parse_times(text, [ISO_DATE], ZONE)
    mixed = parse_times(text.iloc[order], [ISO_DATE], ZONE)
    assert mixed.time.equals(straight.time.iloc[order])
    assert list(mixed.unreadable) == list(straight.unreadable[order])
