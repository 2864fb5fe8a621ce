"""The hold-out's statistics: prediction intervals, Holm's correction, verdicts."""

import numpy as np
import pytest

from procesanalyse.calibration.validate import (
    Held,
    holm,
    predict,
    validate_open_cases,
    validate_rules,
    validation_reasons,
)


@pytest.fixture(scope="module")
def guidelines(make_guidelines):
    """One deadline R."""
    return make_guidelines({"a": "A", "b": "B"}, {"R": ("a", "b", 5)})


def test_holm_gives_the_textbook_values():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_the_prediction_interval_covers_one_more_run_nineteen_times_in_twenty():
    rng = np.random.default_rng(2)
    inside = 0
    for _ in range(2000):
        *seen, observed = rng.normal(0.7, 0.05, 5)
        found = predict(seen, observed)
        inside += found.low <= observed <= found.high
    assert 0.935 < inside / 2000 < 0.965


def test_runs_that_agree_by_chance_promise_no_more_than_the_size_of_the_sample():
    found = predict([0.7, 0.7, 0.7], 0.6, sampling_sd=0.05)
    assert found.low < 0.6 < found.high


def _rule(guidelines, observed, predicted):
    runs = [Held({"R": counts}, 0) for counts in predicted]
    (row,) = validate_rules(Held({"R": observed} if observed else {}, 0), runs, guidelines)
    return row


def test_a_share_far_outside_the_interval_fails(guidelines):
    row = _rule(guidelines, (200, 1000), [(800, 1000), (805, 1000), (795, 1000), (801, 1000)])
    assert row.passed is False
    assert row.predicted == pytest.approx(0.80025)


def test_a_sure_but_small_difference_does_not_fail(guidelines):
    row = _rule(guidelines, (7700, 10000), [(8000, 10000), (8005, 10000), (7995, 10000), (8001, 10000)])
    assert row.p < 0.05
    assert row.passed is True


def test_a_rule_the_model_does_not_show_is_not_judged(guidelines):
    row = _rule(guidelines, (20, 100), [(0, 0), (0, 0), (0, 0)])
    assert (row.predicted, row.passed) == (None, None)


def test_few_observations_are_not_judged(guidelines):
    assert _rule(guidelines, (1, 10), [(90, 100), (91, 100), (92, 100)]).passed is None


def _open_cases():
    return validate_open_cases(Held({}, 100), [Held({}, 100), Held({}, 101)])


def test_a_large_difference_inside_a_wide_interval_is_no_success(guidelines):
    row = _rule(guidelines, (60, 100), [(20, 100), (45, 100), (70, 100), (35, 100)])
    assert row.low < 0.6 < row.high
    assert row.passed is None
    (reason,) = [one for one in validation_reasons([row], _open_cases()) if one.subject == "R"]
    assert (reason.code, reason.severity) == ("trust.rule_uncertain", "blocking")


def test_a_large_difference_outside_its_own_interval_fails(guidelines):
    row = _rule(guidelines, (70, 100), [(40, 100), (45, 100), (50, 100), (42, 100)])
    assert row.passed is False


def test_open_cases_within_a_tenth_pass_however_sure_the_model_is():
    runs = [Held({}, 1000) for _ in range(3)]
    assert validate_open_cases(Held({}, 950), runs).passed
    assert not validate_open_cases(Held({}, 600), runs).passed
