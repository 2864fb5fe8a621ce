"""Shares, intervals and Kaplan-Meier against scipy and textbooks."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from procesanalyse.statistics.intervals import effective_count, wilson, wilson_clustered
from procesanalyse.statistics.paired import student_interval
from procesanalyse.statistics.percentiles import median, percentile
from procesanalyse.statistics.survival import kaplan_meier, kaplan_meier_at


@given(st.integers(1, 400), st.data())
def test_wilson_equals_scipys(count: int, data: st.DataObject) -> None:
    kept = data.draw(st.integers(0, count))
    share = wilson(kept, count)
    known = stats.binomtest(kept, count).proportion_ci(method="wilson")
    assert share is not None
    assert (share.value, share.count) == (kept / count, count)
    assert (share.low, share.high) == pytest.approx((known.low, known.high), abs=1e-12)


def test_nothing_to_count_has_no_share() -> None:
    assert wilson(0, 0) is None
    assert wilson_clustered([], []) is None
    assert kaplan_meier_at([], [], 1.0) is None
    assert median([]) is None
    assert student_interval([]) is None


def test_families_of_one_give_wilsons_interval_or_a_little_less() -> None:
    kept = np.array([True] * 60 + [False] * 40)
    alone, plain = wilson_clustered(kept, np.arange(100)), wilson(60, 100)
    assert alone is not None
    assert plain is not None
    assert alone.value == plain.value
    assert (alone.low, alone.high) == pytest.approx((plain.low, plain.high), abs=2e-3)


def test_families_that_always_agree_count_as_one_each() -> None:
    kept = np.repeat([True, True, True, False, False] * 10, 4)
    families = np.repeat(np.arange(50), 4)
    totals, sizes = np.bincount(families, weights=kept), np.bincount(families).astype(float)
    assert effective_count(totals, sizes) == pytest.approx(49, abs=0.01)


def test_with_all_kept_the_families_are_the_number() -> None:
    share, plain = wilson_clustered([True] * 30, [1] * 10 + [2] * 10 + [3] * 10), wilson(3, 3)
    assert share is not None
    assert plain is not None
    assert share.count == 30
    assert share.low == pytest.approx(plain.low)


def test_the_clustered_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    draw = np.random.default_rng(7)
    families = np.repeat(np.arange(80), 4)
    covered = 0
    for _ in range(400):
        chance = np.repeat(draw.beta(1.4, 0.6, size=80), 4)
        share = wilson_clustered(draw.random(320) < chance, families)
        assert share is not None
        covered += share.low <= 0.7 <= share.high
    assert 0.92 <= covered / 400 <= 0.985


survival_data = st.lists(
    st.tuples(st.integers(0, 12).map(lambda n: n / 4), st.booleans()), min_size=2, max_size=40
)


@settings(deadline=None)
@given(survival_data)
def test_kaplan_meier_equals_scipys(data: list[tuple[float, bool]]) -> None:
    times = np.array([time for time, _ in data])
    seen = np.array([event for _, event in data])
    if not seen.any():
        return
    known = stats.ecdf(stats.CensoredData(uncensored=times[seen], right=times[~seen]))
    ours = kaplan_meier(times, seen)
    assert ours.share == pytest.approx(known.sf.evaluate(ours.times))
    share = kaplan_meier_at(times, seen, 1.0)
    assert share is not None
    remaining = float(known.sf.evaluate(1.0))
    assert share.value == pytest.approx(1 - remaining)
    if 1e-9 < remaining < 1 - 1e-9:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # undefined at points where the curve is 0 or 1
            interval = known.sf.confidence_interval(method="log-log")
        assert share.low == pytest.approx(1 - float(interval.high.evaluate(1.0)))
        assert share.high == pytest.approx(1 - float(interval.low.evaluate(1.0)))


def test_the_freireich_data_give_the_textbook_curve() -> None:
    """6-mercaptopurine arm: 21 patients, 9 relapses; S(10) = 0.753, S(23) = 0.448."""
    times = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
    seen = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    assert _done(times, seen, 10) == pytest.approx(1 - 0.753, abs=5e-4)
    assert _done(times, seen, 23) == pytest.approx(1 - 0.448, abs=5e-4)


def _done(times: list[int], seen: list[int], point: float) -> float:
    share = kaplan_meier_at(times, np.array(seen) == 1, point)
    assert share is not None
    return share.value


def test_what_can_never_happen_stays_at_risk_for_ever() -> None:
    share = kaplan_meier_at([0.5, 0.5, np.inf, np.inf], [True, True, False, False], 1.0)
    assert share is not None
    assert share.value == 0.5


def test_a_students_interval_equals_scipys() -> None:
    values = [0.1, 0.3, -0.05, 0.22, 0.18]
    ours = student_interval(values)
    known = stats.ttest_1samp(values, 0).confidence_interval()
    assert ours is not None
    assert (ours.low, ours.high) == pytest.approx((known.low, known.high))


def test_one_replication_has_no_width() -> None:
    alone = student_interval([0.4])
    assert alone is not None
    assert (alone.low, alone.high) == (-np.inf, np.inf)


def test_missing_values_are_left_out() -> None:
    assert percentile([1.0, np.nan, 3.0], 50) == 2.0
    assert median([np.nan]) is None
