"""Keyed draws: uniform, independent of each other, and of everything that is not in the key."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from procesanalyse.simulation.arrivals import arrivals
from procesanalyse.simulation.draws import extend, extend_text, lengths, run_key, uniforms
from procesanalyse.simulation.model import CaseType, Distribution, Step, Template

MANY = 200_000


def first(seed=1, replication=0, text="hours", count=MANY):
    return uniforms(extend(extend_text(run_key(seed, replication), text), np.arange(count)))


def test_draws_are_uniform():
    assert stats.kstest(first(), "uniform").pvalue > 1e-3
    counts = np.bincount((first() * 1000).astype(int), minlength=1000)
    assert stats.chisquare(counts).pvalue > 1e-3


@pytest.mark.parametrize(
    ("seed", "replication", "text"), [(2, 0, "hours"), (1, 1, "hours"), (1, 0, "wait"), (0, 1, "hours")]
)
def test_draws_of_another_key_are_independent(seed, replication, text):
    one, other = first(), first(seed, replication, text)
    assert abs(np.corrcoef(one, other)[0, 1]) < 4 / MANY**0.5
    table = np.histogram2d(one, other, bins=16)[0]
    assert stats.chi2_contingency(table).pvalue > 1e-3


def test_neighbours_in_one_stream_are_independent():
    draws = first()
    for lag in (1, 2, 3, 7):
        assert abs(np.corrcoef(draws[:-lag], draws[lag:])[0, 1]) < 4 / MANY**0.5


def test_every_bit_of_a_key_changes_about_half_of_the_bits_of_the_hash():
    base = extend(run_key(7, 0), np.arange(2000))
    for bit in range(0, 60, 6):
        other = extend(run_key(7, 0), np.arange(2000) ^ (1 << bit))
        flipped = np.unpackbits((base ^ other).view(np.uint8)).mean()
        assert abs(flipped - 0.5) < 0.01


def test_no_draw_is_zero_or_one():
    keys = np.array([0, 2**64 - 1], dtype=np.uint64)
    assert (uniforms(keys) > 0).all()
    assert (uniforms(keys) < 1).all()


@pytest.mark.parametrize(
    ("distribution", "reference"),
    [
        (Distribution("uniform", 4, 0.3), stats.uniform(4 - 3**0.5 * 1.2, 2 * 3**0.5 * 1.2)),
        (Distribution("exponential", 3), stats.expon(scale=3)),
        (Distribution("gamma", 6, 0.5), stats.gamma(4, scale=1.5)),
        (
            Distribution("lognormal", 5, 0.8),
            stats.lognorm(np.log1p(0.64) ** 0.5, scale=5 / (1.64) ** 0.5),
        ),
    ],
    ids=lambda value: getattr(value, "kind", ""),
)
def test_lengths_follow_their_distribution(distribution, reference):
    drawn = lengths(distribution, first(count=20_000))
    assert stats.kstest(drawn, reference.cdf).pvalue > 1e-3
    assert np.isclose(reference.mean(), distribution.mean)


def test_quantiles_are_joined_by_straight_lines():
    distribution = Distribution("quantiles", quantiles=(0, 2, 10))
    assert lengths(distribution, np.array([0.0, 0.25, 0.5, 0.75, 1.0])).tolist() == [0, 1, 2, 6, 10]


def case_type(**weights):
    return CaseType("a", 1000, (Template((Step("x"),)),), **weights)


def of(kind, factor=1.0, factor_from=0, days=730, seed=1):
    return arrivals(
        kind, run_key(seed, 0), START, days, "Europe/Copenhagen", factor=factor, factor_from=factor_from
    )


START = date(2026, 1, 1)


def test_arrivals_a_year_are_poisson_with_the_stated_mean():
    counts = [len(of(case_type(), days=1461, seed=seed)[0].time) for seed in range(60)]
    assert abs(np.mean(counts) - 4000) < 4 * (4000 / 60) ** 0.5
    assert 0.5 < np.var(counts) / 4000 < 1.7


def test_arrivals_follow_weekday_month_and_hour():

    months = (2.0,) + (1.0,) * 10 + (0.0,)
    kind = case_type(
        weekday_weights=(1, 1, 1, 1, 1, 0, 0),
        month_weights=months,
        hour_weights=(0,) * 8 + (1,) * 8 + (0,) * 8,
    )
    seconds = np.concatenate([of(kind, seed=seed)[0].time for seed in range(5)])
    clock = pd.Timestamp("2026-01-01", tz="Europe/Copenhagen") + pd.to_timedelta(seconds, unit="s")
    assert set(clock.day_of_week) == {0, 1, 2, 3, 4}
    assert set(clock.hour) == set(range(8, 16))
    assert 12 not in set(clock.month)
    january, others = (clock.month == 1).sum(), np.isin(clock.month, [3, 5, 7, 8, 10]).sum() / 5
    assert 1.8 < january / others < 2.2


def test_a_longer_run_has_the_same_first_arrivals():
    short, long = of(case_type(), days=200)[0], of(case_type(), days=400)[0]
    assert np.array_equal(long.time[: len(short.time)], short.time)


def test_growth_adds_cases_and_changes_no_other():
    base = of(case_type())[0]
    kept, more = of(case_type(), factor=1.5, factor_from=300 * 86400)
    assert np.array_equal(kept.time, base.time)
    assert more.stream != kept.stream
    assert (more.time >= 300 * 86400).all()
    assert abs(len(more.time) - 0.5 * 430 / 365.25 * 1000) < 4 * 590**0.5


def test_a_reduction_leaves_out_cases_and_changes_no_other():
    base, fewer = of(case_type())[0], of(case_type(), factor=0.75, factor_from=300 * 86400)[0]
    assert set(fewer.index) <= set(base.index)
    assert np.array_equal(base.time[fewer.index], fewer.time)
    assert (base.time < 300 * 86400).sum() == (fewer.time < 300 * 86400).sum()
    late = (base.time >= 300 * 86400).sum()
    assert abs((fewer.time >= 300 * 86400).sum() - 0.75 * late) < 4 * (late * 0.1875) ** 0.5
