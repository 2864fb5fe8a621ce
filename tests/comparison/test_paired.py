"""Paired differences: intervals against scipy, verdicts from intervals, words from verdicts."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy import stats

from procesanalyse.comparison.paired import compared, correlation, figure, paired_difference
from procesanalyse.texts.findings import counter_difference, rule_difference

SHARES = some.lists(some.floats(0, 1), min_size=2, max_size=12)


def test_the_interval_of_the_expected_effect_is_scipys_paired_t():
    today, then = [0.50, 0.54, 0.47, 0.52, 0.55], [0.56, 0.58, 0.55, 0.55, 0.62]
    found = paired_difference(then, today)
    expected = stats.ttest_rel(then, today).confidence_interval()
    assert (found.interval.low, found.interval.high) == pytest.approx((expected.low, expected.high))
    assert found.verdict == "more"


def test_a_year_spreads_wider_than_the_expected_effect_of_many_replications():
    rng = np.random.default_rng(1)
    today = rng.uniform(0.4, 0.6, 60)
    found = paired_difference((today + rng.normal(0.05, 0.05, 60)).tolist(), today.tolist())
    assert found.year.low < found.interval.low < found.interval.high < found.year.high


def test_a_replication_that_shows_nothing_takes_its_pair_out():
    found = paired_difference([0.6, None, 0.7, 0.9], [0.5, 0.1, 0.6, None])
    assert found.value == pytest.approx(0.1)


def test_one_pair_tells_nothing():
    assert paired_difference([0.6, None], [0.5, 0.4]).verdict == "cannot_tell"


def test_the_baseline_has_no_difference():
    assert compared("x", [0.5, 0.6], None).difference is None


def test_a_single_value_has_no_interval():
    assert figure([0.5]).interval is None
    assert figure([None]).value is None


def test_pairs_without_variation_have_no_correlation():
    assert correlation([1.0, 1.0, 1.0], [0.2, 0.3, 0.4]) is None
    assert correlation([0.1, 0.2, 0.4], [0.2, 0.3, 0.5]) == pytest.approx(1.0)


@settings(deadline=None)
@given(SHARES)
def test_a_difference_of_nothing_is_never_sure(shares):
    found = paired_difference(shares, shares)
    assert (found.value, found.verdict) == (0.0, "no_sure_difference")


@settings(deadline=None)
@given(SHARES, SHARES)
def test_changing_places_changes_the_sign(one, other):
    length = min(len(one), len(other))
    there = paired_difference(one[:length], other[:length])
    back = paired_difference(other[:length], one[:length])
    assert there.value == pytest.approx(-back.value)
    turned = {"more": "fewer", "fewer": "more"}.get(there.verdict, there.verdict)
    assert back.verdict == turned


def test_verdicts_are_said_in_danish():
    assert (
        rule_difference("more", 0.065, 0.04, 0.09)
        == "Sandsynligvis 4–9 procentpoint flere inden for fristen."
    )
    assert rule_difference("fewer", -0.065, -0.09, -0.04) == (
        "Sandsynligvis 4–9 procentpoint færre inden for fristen."
    )
    assert rule_difference("no_sure_difference", 0.01, -0.02, 0.04) == "Vi kan ikke se en sikker forskel."
    assert rule_difference("cannot_tell", None, None, None) == "Kan ikke afgøres af modellen."


def test_counter_measures_are_said_in_danish():
    assert counter_difference("changes_per_case", "more", 0.7, 1.1) == (
        "Sandsynligvis 0,7–1,1 flere skift pr. sag."
    )
    assert counter_difference("open_cases", "fewer", -42.0, -30.0) == "Sandsynligvis 30–42 færre åbne sager."
    assert counter_difference("days_to_allocation", "no_sure_difference", -1, 2).endswith(
        "vi kan ikke se en sikker forskel."
    )
