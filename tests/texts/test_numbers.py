"""Danish numbers and dates."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procesanalyse.statistics.share import Share
from procesanalyse.texts import numbers


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(1234.5, 1, "1.234,5"), (0.25, 1, "0,3"), (-0.04, 1, "0,0"), (1234567, 0, "1.234.567"), (2.5, 0, "3")],
)
def test_numbers_are_written_with_danish_signs_and_halves_rounded_up(value, decimals, text):
    assert numbers.number(value, decimals) == text


def test_a_missing_value_is_a_dash():
    assert numbers.number(float("nan")) == numbers.percent(None) == numbers.date_text(None) == "–"


def test_percent_rounds_half_up_and_has_a_no_break_space():
    assert numbers.percent(0.8345, 1) == "83,5\N{NO-BREAK SPACE}%"


def test_a_share_says_its_interval_and_how_many_stand_behind_it():
    text = numbers.share_text(Share(0.68, 1302, 0.655, 0.705))
    assert text.replace("\N{NO-BREAK SPACE}", " ") == "68 % (66–71 %, 1.302 forløb)"


def test_an_interval_has_a_dash_and_the_word_til_where_an_end_has_a_sign():
    assert numbers.span(65.5, 70.5) == "66–71"
    assert numbers.span(-0.25, 3.0, 1) == "-0,3 til 3,0"
    assert numbers.percent_span(0.655, 0.705) == "66–71\N{NO-BREAK SPACE}%"
    assert numbers.signed_span(0.7, 1.1, 1) == "+0,7 til +1,1"
    assert numbers.points_span(-0.02, 0.11, 1) == "-2,0 til +11,0"


def test_an_interval_without_an_end_is_a_dash():
    spans = (numbers.span, numbers.percent_span, numbers.signed_span, numbers.points_span)
    assert {one(None, 1.0) for one in spans} | {one(1.0, float("nan")) for one in spans} == {"–"}


def test_a_difference_that_rounds_to_nothing_has_no_sign():
    assert [numbers.signed(value, 1) for value in (0.04, -0.04, 0.05)] == ["0,0", "0,0", "+0,1"]


def test_the_last_day_of_2026_lies_in_iso_week_53():
    assert numbers.week(dt.date(2026, 12, 31)) == "uge 53, 2026"
    assert numbers.long_date(dt.date(2026, 3, 4)) == "4. marts 2026"
    assert numbers.date_text(dt.date(2026, 3, 4)) == "04-03-2026"
    assert numbers.date_time_text(dt.datetime(2026, 3, 4, 13, 5, tzinfo=dt.UTC)) == "04-03-2026 kl. 13.05"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,5", 12.5),
        ("1.234,5", 1234.5),
        ("1 234,5", 1234.5),
        ("1.234", 1234.0),
        ("-3", -3.0),
        ("0,25", 0.25),
    ],
)
def test_danish_numbers_are_understood(text, value):
    assert numbers.parse_number(text) == value


def test_a_decimal_point_is_asked_about_and_never_guessed():
    with pytest.raises(numbers.NotANumber) as error:
        numbers.parse_number("12.5")
    assert error.value.suggestion == "12,5"


@pytest.mark.parametrize("text", ["1,234.5", "abc", "", "1.2345", "12,", ",5x", "1..2"])
def test_what_is_no_danish_number_is_refused(text):
    with pytest.raises(numbers.NotANumber):
        numbers.parse_number(text)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_a_written_number_is_read_back_as_itself(value):
    assert numbers.parse_number(numbers.number(float(value), 3)) == pytest.approx(float(value), abs=5e-4)
