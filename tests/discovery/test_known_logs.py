"""Log facts of public logs, computed by at least two other programs."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from procesanalyse.discovery.petri_net import mine
from procesanalyse.discovery.summary import Summary, summarise
from procesanalyse.eventlog.profile import load_profile
from procesanalyse.eventlog.read import read_log
from procesanalyse.eventlog.table import EventLog
from procesanalyse.facts.handovers import handover_facts

pytestmark = pytest.mark.shared_logs

FILES = {
    "running-example": ("running_example/running-example.xes", "running_example.yaml"),
    "receipt": ("receipt/receipt.xes.gz", "receipt.yaml"),
    "sepsis": ("sepsis/Sepsis_Cases.xes.gz", "sepsis.yaml"),
}


@pytest.fixture(scope="module", params=list(FILES))
def named_log(request: pytest.FixtureRequest, shared_logs: Path, root: Path) -> tuple[str, EventLog]:
    file, profile = FILES[request.param]
    return request.param, read_log(shared_logs / file, load_profile(root / "models" / "profiles" / profile))


@pytest.fixture(scope="module")
def named_summary(named_log: tuple[str, EventLog]) -> tuple[str, Summary]:
    name, log = named_log
    return name, summarise(log)


COUNTS = {
    "running-example": (6, 42, 8, 6, 16, 36, [1, 1, 1, 1, 1]),
    "receipt": (1434, 8577, 27, 116, 99, 7143, [713, 123, 116, 115, 75]),
    "sepsis": (1050, 15214, 16, 846, 115, 14164, [35, 24, 22]),
}
DAYS = {"running-example": (9.4438, 11.1909), "receipt": (0.0332, 5.4081), "sepsis": (5.3434, 28.4691)}
RECEIPT_EDGES = {
    ("T04", "T05"): 1177,
    ("T06", "T10"): 1165,
    ("T02", "T04"): 1119,
    ("Confirmation", "T02"): 1079,
    ("T05", "T06"): 791,
    ("Confirmation", "T06"): 239,
}


def test_counts_of_the_known_logs(named_summary: tuple[str, Summary]) -> None:
    name, summary = named_summary
    graph = summary.directly_follows
    top = summary.variants["cases"].tolist()[: len(COUNTS[name][-1])]
    assert (
        summary.cases,
        summary.events,
        summary.activities,
        len(summary.variants),
        len(graph.edges),
        int(graph.edges["count"].sum()),
        top,
    ) == COUNTS[name]


def test_throughput_times_of_the_known_logs(named_summary: tuple[str, Summary]) -> None:
    name, summary = named_summary
    assert (round(summary.median_days, 4), round(summary.mean_days, 4)) == DAYS[name]


def test_the_mean_of_sepsis_is_elapsed_time_and_not_wall_time(named_log: tuple[str, EventLog]) -> None:
    """The published 28.4693 subtracts wall times and so ignores clock changes; pm4py elapses 28.4691 too."""
    name, log = named_log
    if name != "sepsis":
        return
    wall = log.steps["time"].dt.tz_convert(log.zone).dt.tz_localize(None).groupby(log.steps["case"])
    assert round(((wall.max() - wall.min()) / pd.Timedelta(days=1)).mean(), 4) == 28.4693


def test_most_frequent_edges_of_receipt(named_summary: tuple[str, Summary]) -> None:
    name, summary = named_summary
    if name != "receipt":
        return
    edges = summary.as_json()["edges"]
    short = {(edge["from"].split(" ")[0], edge["to"].split(" ")[0]): edge["count"] for edge in edges}
    assert {pair: short[pair] for pair in RECEIPT_EDGES} == RECEIPT_EDGES
    assert [edge["count"] for edge in edges[:5]] == [1177, 1165, 1119, 1079, 791]


def test_handovers_of_receipt_link_286_pairs_of_people(named_log: tuple[str, EventLog]) -> None:
    """286 links of which 40 lead from a person to the same person, which are no changes of caseworker."""
    name, log = named_log
    if name != "receipt":
        return
    steps = log.steps.assign(resource=log.steps["resource"].astype(object))
    following = steps.groupby("case")["resource"].shift(-1)
    links = {pair for pair in zip(steps["resource"], following, strict=True) if isinstance(pair[1], str)}
    facts = handover_facts(log)
    changes = set(zip(facts["from_resource"], facts["to_resource"], strict=True))
    assert (steps["resource"].nunique(), len(links)) == (48, 286)
    assert changes == {(giver, receiver) for giver, receiver in links if giver != receiver}


def test_the_mined_net_of_receipt_has_the_published_size(named_log: tuple[str, EventLog]) -> None:
    name, log = named_log
    if name != "receipt":
        return
    model = mine(log, noise_threshold=0.2)
    assert (model.places, model.transitions, model.arcs) == (47, 69, 146)
