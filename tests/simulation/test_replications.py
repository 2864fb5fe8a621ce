"""Replications: the same list whoever runs them."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from procesanalyse.organisation.model import Route
from procesanalyse.simulation.model import Distribution
from procesanalyse.simulation.replications import replicate


def closing_times(run):
    return tuple(run.log.cases["closed"].dropna().astype("int64"))


@pytest.fixture
def model(office, make):
    work = make.activity("x", Distribution("exponential", 3))
    return office([make.team("t", 2)], [Route("t")], [work], {"a": (300, ["x"])}, days=40)


def test_an_executor_changes_nothing(model):
    alone = replicate(model, closing_times, replications=4, seed=1)
    with ThreadPoolExecutor(2) as executor:
        shared = replicate(model, closing_times, replications=4, seed=1, executor=executor)
    assert shared == alone
    assert len(set(alone)) == 4


def test_more_replications_begin_with_the_same_ones(model):
    few = replicate(model, closing_times, replications=2, seed=1)
    assert replicate(model, closing_times, replications=4, seed=1)[:2] == few


def test_progress_is_told_after_every_run(model):
    told = []
    replicate(model, len_of_log, replications=3, seed=1, progress=lambda *numbers: told.append(numbers))
    with ThreadPoolExecutor(2) as executor:
        replicate(
            model, len_of_log, replications=3, seed=1, executor=executor, progress=lambda *n: told.append(n)
        )
    assert told == [(1, 3), (2, 3), (3, 3)] * 2


def len_of_log(run):
    return len(run.log.events)


def test_an_error_in_the_measure_stops_the_replications(model):
    begun = []
    lock = threading.Lock()

    def fails(run):
        with lock:
            begun.append(run.replication)
        raise ValueError("no measure")

    with ThreadPoolExecutor(1) as executor, pytest.raises(ValueError, match="no measure"):
        replicate(model, fails, replications=50, seed=1, executor=executor)
    assert len(begun) < 50
