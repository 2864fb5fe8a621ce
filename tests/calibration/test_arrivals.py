"""Arrival rates and their weights."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from procesanalyse.calibration.arrivals import find_arrivals, poisson_interval

OFFICE = tuple(1.0 if 8 <= hour < 16 else 0.0 for hour in range(24))


def _arrivals(hand_log, days, **kwargs):
    rows = [(f"k{n}", "a", day) for n, day in enumerate(days)]
    return find_arrivals(hand_log(rows, **kwargs), OFFICE)


def test_the_rate_is_cases_opened_in_the_window_over_its_years(hand_log):
    (found,) = _arrivals(hand_log, ["2024-03-04"] * 73, window=("2024-01-01", "2025-01-01"))
    assert found.per_year == pytest.approx(73 * 365.25 / 366)
    assert found.low < found.per_year < found.high


def test_cases_opened_before_the_window_are_no_arrivals(
    hand_log,
):
    (found,) = _arrivals(hand_log, ["2023-12-30", "2024-02-01", "2024-02-02"])
    assert found.count == 2


def test_the_interval_of_a_count_is_the_exact_poisson_one():
    low, high = poisson_interval(10)
    assert stats.poisson.sf(9, low) == pytest.approx(0.025)
    assert stats.poisson.cdf(10, high) == pytest.approx(0.025)


def test_a_month_with_twice_the_arrivals_a_day_weighs_twice_as_much(hand_log):
    days = [str(day.date()) for day in pd.date_range("2024-01-01", "2024-12-31")]
    days += [day for day in days if day[5:7] == "11"]
    (found,) = _arrivals(hand_log, days)
    assert found.month_weights[10] / found.month_weights[0] == pytest.approx(2, rel=1e-3)
    assert np.ptp(found.weekday_weights) < 0.1


def test_dates_say_nothing_of_the_hour_so_the_office_hours_are_used(hand_log):
    (found,) = _arrivals(hand_log, ["2024-03-04", "2024-03-05"])
    assert not found.hours_known
    assert found.hour_weights == OFFICE


def test_hours_are_local(hand_log):
    (found,) = _arrivals(hand_log, ["2024-07-04 09:30", "2024-01-05 09:10"])
    assert found.hours_known
    assert found.hour_weights[9] == 24
    assert sum(found.hour_weights) == 24
