"""Quantiles and means of weighted samples."""

import numpy as np
import pytest

from procesanalyse.calibration.weights import weighted_mean, weighted_quantiles


def test_quantiles_of_equal_weights_lie_between_the_points():
    values = weighted_quantiles(np.array([1.0, 2.0, 3.0]), np.ones(3), np.array([0.0, 0.5, 1.0]))
    assert values == pytest.approx([1, 2, 3])


def test_a_weight_of_three_is_a_value_three_times():
    probabilities = np.linspace(0, 1, 11)
    values, counts = np.array([1.0, 4.0, 9.0, 10.0]), np.array([1, 3, 1, 2])
    heavy = weighted_quantiles(values, counts.astype(float), np.array([0.5]))
    assert heavy[0] == pytest.approx(np.median(np.repeat(values, counts)), abs=3.0)
    assert (np.diff(weighted_quantiles(values, counts.astype(float), probabilities)) >= 0).all()
    assert weighted_mean(values, counts.astype(float)) == pytest.approx(np.repeat(values, counts).mean())


def test_nothing_has_the_mean_zero():
    assert weighted_mean(np.array([]), np.array([])) == 0.0
