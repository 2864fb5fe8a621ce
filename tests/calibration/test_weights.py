"""Weights against the cut-off, held against truth and against a textbook estimator."""

import numpy as np
import pytest
from scipy import stats

from procesanalyse.calibration.weights import cut_off_weights, weighted_mean, weighted_quantiles


def _cut_off(rng, *, count=4000, mean=300.0, window=1095.0):
    """True lengths, lengths as seen at the window's end, and whether they were seen complete."""
    true = rng.gamma(2.0, mean / 2.0, count)
    room = window - rng.uniform(0, window, count)
    return true, np.minimum(true, room), true <= room


def test_weights_recover_a_mean_that_complete_cases_alone_show_too_low():
    rng = np.random.default_rng(7)
    true, seen, complete = _cut_off(rng)
    found = cut_off_weights(seen, complete)
    recovered = weighted_mean(seen, found.weights)
    unweighted = seen[complete].mean()
    error = true.std() / np.sqrt(complete.sum())
    assert unweighted < true.mean() - 10 * error
    assert abs(recovered - true.mean()) < 4 * error


def test_a_mean_of_thirty_months_reads_as_far_less_without_weights():
    rng = np.random.default_rng(11)
    true, seen, complete = _cut_off(rng, mean=900.0)
    found = cut_off_weights(seen, complete)
    assert seen[complete].mean() < 0.6 * true.mean()
    assert found.beyond > 0.2
    assert weighted_mean(seen, found.weights) > 1.4 * seen[complete].mean()


def test_weights_are_the_jumps_of_scipys_kaplan_meier():
    rng = np.random.default_rng(3)
    _, seen, complete = _cut_off(rng, count=200)
    sample = stats.CensoredData(uncensored=seen[complete], right=seen[~complete])
    survival = stats.ecdf(sample).sf
    weights = cut_off_weights(seen, complete).weights
    for point in (50.0, 200.0, 400.0):
        assert weights[complete & (seen <= point)].sum() == pytest.approx(1 - survival.evaluate(point))


def test_without_open_cases_all_count_alike():
    found = cut_off_weights(np.array([3.0, 1.0, 2.0]), np.array([True, True, True]))
    assert found.weights == pytest.approx([1 / 3] * 3)
    assert found.beyond == 0


def test_a_complete_case_counts_before_an_open_one_of_the_same_length():
    found = cut_off_weights(np.array([5.0, 5.0]), np.array([False, True]))
    assert found.weights == pytest.approx([0.5, 0.5])


def test_the_chance_beyond_the_longest_complete_case_goes_to_the_open_ones_that_are_longer():
    found = cut_off_weights(np.array([1.0, 2.0, 9.0]), np.array([True, True, False]))
    assert found.weights == pytest.approx([1 / 3, 1 / 3, 1 / 3])
    assert found.beyond == pytest.approx(1 / 3)


def test_weighted_quantiles_of_equal_weights_lie_between_the_points():
    values = weighted_quantiles(np.array([1.0, 2.0, 3.0]), np.ones(3), np.array([0.0, 0.5, 1.0]))
    assert values == pytest.approx([1, 2, 3])
