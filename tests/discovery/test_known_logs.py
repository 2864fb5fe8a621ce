"""Log facts of public logs, computed by at least two other programs."""

from __future__ import annotations

import gzip
from pathlib import Path

import pandas as pd
import pytest
from lxml import etree

from procesanalyse.discovery.petri_net import mine
from procesanalyse.discovery.summary import Summary, summarise
from procesanalyse.eventlog.table import EventLog, build_log
from procesanalyse.facts.handovers import handover_facts

pytestmark = pytest.mark.shared_logs

FILES = {
    "running-example": "running_example/running-example.xes",
    "receipt": "receipt/receipt.xes.gz",
    "sepsis": "sepsis/Sepsis_Cases.xes.gz",
}


def log_from_xes(path: Path) -> EventLog:
    """A log of the three standard attributes: small on purpose, so that it shares nothing with the reader."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rb") as stream:
        root = etree.parse(stream).getroot()
    cases: list[str] = []
    rows: list[dict[str, object]] = []
    for trace in root.iterfind("{*}trace"):
        case = trace.findall("{*}string[@key='concept:name']")[0].get("value")
        cases.append(case)
        for event in trace.iterfind("{*}event"):
            values = {child.get("key"): child.get("value") for child in event}
            rows.append(
                {
                    "case_id": case,
                    "activity": values["concept:name"],
                    "time": pd.Timestamp(values["time:timestamp"]).tz_convert("UTC"),
                    "resource": values.get("org:resource") or values.get("org:group"),
                }
            )
    return build_log(pd.DataFrame(rows), pd.DataFrame({"case_id": cases}), zone="Europe/Amsterdam")


@pytest.fixture(scope="module", params=list(FILES))
def named_log(request: pytest.FixtureRequest, shared_logs: Path) -> tuple[str, EventLog]:
    return request.param, log_from_xes(shared_logs / FILES[request.param])


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
