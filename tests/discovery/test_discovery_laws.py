"""Laws of discovery on random logs, with pm4py as a peer."""

from __future__ import annotations

import subprocess
import sys
import time
import warnings
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from procesanalyse.discovery.bpmn import bpmn_xml, draw
from procesanalyse.discovery.directly_follows import directly_follows
from procesanalyse.discovery.petri_net import mine
from procesanalyse.discovery.process_tree import ProcessTree
from procesanalyse.discovery.summary import summarise
from procesanalyse.discovery.variants import variants
from procesanalyse.eventlog.table import EventLog, Window, build_log

ZONE = "Europe/Copenhagen"
DAY = pd.Timedelta(days=1)
START = pd.Timestamp("2026-03-02 09:00", tz=ZONE).tz_convert("UTC")


def log_of(*traces: str) -> EventLog:
    """One case per text; its letters are its activities, an hour apart."""
    rows = [
        {
            "case_id": str(number),
            "activity": letter,
            "time": START + number * DAY + hour * pd.Timedelta(hours=1),
        }
        for number, trace in enumerate(traces)
        for hour, letter in enumerate(trace)
    ]
    ids = [str(number) for number in range(len(traces))]
    return build_log(
        pd.DataFrame(rows, columns=["case_id", "activity", "time"]).astype({"time": "datetime64[us, UTC]"}),
        pd.DataFrame({"case_id": pd.Series(ids, dtype="string")}),
        zone=ZONE,
        window=Window(START, START + 30 * DAY),
    )


def as_pm4py_frame(log: EventLog) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "case:concept:name": log.steps["case"].astype(str).astype(object),
            "concept:name": log.steps["activity"].astype(object),
            "time:timestamp": log.steps["time"],
        }
    )


@pytest.fixture(scope="module")
def peer():  # type: ignore[no-untyped-def]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pm4py
    return pm4py


traces = st.lists(st.text(alphabet="abcd", min_size=1, max_size=7), min_size=1, max_size=12)


@given(traces)
@settings(max_examples=50, deadline=None)
def test_the_graph_and_the_variants_equal_pm4pys(peer, texts: list[str]) -> None:  # type: ignore[no-untyped-def]
    log = log_of(*texts)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        edges, starts, ends = peer.discover_dfg(as_pm4py_frame(log))
        found = {
            key: len(value) if isinstance(value, list) else value
            for key, value in peer.get_variants(as_pm4py_frame(log)).items()
        }
    graph = directly_follows(log)
    ours = {(row.source, row.target): row[2] for row in graph.edges.itertuples(index=False)}
    assert ours == dict(edges)
    assert (graph.starts, graph.ends) == (dict(starts), dict(ends))
    frame = variants(log)
    assert dict(zip(frame["activities"], frame["cases"], strict=True)) == found


@given(traces)
@settings(max_examples=50, deadline=None)
def test_variants_are_ordered_by_frequency_then_first_appearance(texts: list[str]) -> None:
    frame = variants(log_of(*texts))
    first = [texts.index("".join(activities)) for activities in frame["activities"]]
    keys = list(zip(-frame["cases"], first, strict=True))
    assert keys == sorted(keys)
    assert frame["cases"].sum() == len(texts)
    assert frame["share"].sum() == pytest.approx(1)


def test_the_median_wait_of_an_edge_is_exact() -> None:
    times = [0, 1, 3, 10]
    rows = [
        {"case_id": str(case), "activity": name, "time": START + pd.Timedelta(hours=hours)}
        for case, length in enumerate(times)
        for name, hours in (("a", 0), ("b", length))
    ]
    log = build_log(pd.DataFrame(rows), pd.DataFrame({"case_id": [str(n) for n in range(4)]}), zone=ZONE)
    assert directly_follows(log).edges["median_hours"].tolist() == [2.0]


def test_an_edge_says_in_how_many_cases_it_is_found() -> None:
    edges = directly_follows(log_of("ababab", "ab", "ba")).edges
    assert edges[["source", "target", "count", "cases"]].values.tolist() == [
        ["a", "b", 4, 2],
        ["b", "a", 3, 2],
    ]


def test_a_log_without_steps_has_an_empty_summary() -> None:
    summary = summarise(log_of())
    assert (summary.cases, summary.events, summary.activities, summary.median_days) == (0, 0, 0, None)
    assert summary.as_json()["edges"] == []
    assert mine(log_of()).tree.text == "tau"


def test_the_summary_has_the_documented_keys() -> None:
    assert list(summarise(log_of("ab", "ab", "ac")).as_json(top=1)) == [
        "cases", "events", "activities", "variants", "median_days", "mean_days", "top_variants", "edges",
    ]  # fmt: skip
    assert summarise(log_of("ab", "ab", "ac")).as_json(top=1)["top_variants"] == [
        {"activities": ["a", "b"], "cases": 2}
    ]


def test_mining_leaves_the_log_and_the_standard_library_as_they_were() -> None:
    log = log_of("abc", "acb", "abc")
    events = log.events.copy(deep=True)
    had_clock = hasattr(time, "clock")
    mine(log)
    pd.testing.assert_frame_equal(log.events, events)
    assert hasattr(time, "clock") == had_clock


def test_mining_prints_nothing_even_from_a_script(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import sys, time\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "import test_discovery_laws as laws\n"
        "laws.mine(laws.log_of('abc', 'acb'))\n"
        "assert not hasattr(time, 'clock')\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, check=True, text=True)
    assert (done.stdout, done.stderr) == ("", "")


def test_tied_steps_keep_the_order_of_the_log_when_mined() -> None:
    rows = [{"case_id": "1", "activity": name, "time": START} for name in "cab"]
    log = build_log(pd.DataFrame(rows), pd.DataFrame({"case_id": ["1"]}), zone=ZONE)
    assert mine(log).tree.text == "->( 'c', 'a', 'b' )"


leaves = st.one_of(
    st.sampled_from("abcdef").map(lambda name: ProcessTree("activity", name)), st.just(ProcessTree("silent"))
)
trees = st.recursive(
    leaves,
    lambda children: st.one_of(
        *[
            st.lists(children, min_size=2, max_size=3).map(
                lambda parts, sign=sign: ProcessTree(sign, children=tuple(parts))
            )
            for sign in ("sequence", "choice", "parallel", "loop")
        ]
    ),
    max_leaves=9,
)


@given(trees)
@settings(max_examples=80, deadline=None)
def test_shapes_of_a_bpmn_diagram_never_overlap_and_flows_are_right_angled(tree: ProcessTree) -> None:
    diagram = draw(tree)
    shapes = diagram.shapes
    for number, one in enumerate(shapes):
        for other in shapes[number + 1 :]:
            apart = (
                one.x + one.width <= other.x
                or other.x + other.width <= one.x
                or one.y + one.height <= other.y
                or other.y + other.height <= one.y
            )
            assert apart
    for flow in diagram.flows:
        steps = zip(flow.points, flow.points[1:], strict=False)
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in steps)


@given(trees)
@settings(max_examples=80, deadline=None)
def test_every_node_of_a_bpmn_diagram_lies_between_its_start_and_end(tree: ProcessTree) -> None:
    diagram = draw(tree)
    into = {flow.target for flow in diagram.flows}
    out = {flow.source for flow in diagram.flows}
    kinds = {shape.id: shape.kind for shape in diagram.shapes}
    assert set(kinds) - into == {name for name, kind in kinds.items() if kind == "startEvent"}
    assert set(kinds) - out == {name for name, kind in kinds.items() if kind == "endEvent"}
    assert {shape.name for shape in diagram.shapes if shape.kind == "task"} == set(tree.activities)


@pytest.mark.parametrize(
    "texts",
    [
        ("abcd", "acbd", "abd"),
        ("abab", "ab", "ababab"),
        ("ad", "abcd", "abcbcd"),
        ("a", "b"),
        ("abc", "bac", "cab"),
    ],
)
def test_pm4py_reads_the_bpmn_back_and_every_case_fits_it(peer, tmp_path: Path, texts) -> None:  # type: ignore[no-untyped-def]
    log = log_of(*texts)
    path = tmp_path / "model.bpmn"
    path.write_text(bpmn_xml(mine(log, noise_threshold=0).tree, title="Prøve & mål"), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        net, begin, end = peer.convert_to_petri_net(peer.read_bpmn(str(path)))
        fits = peer.conformance_diagnostics_alignments(as_pm4py_frame(log), net, begin, end)
    assert [case["fitness"] for case in fits] == [1.0] * len(texts)


def test_the_bpmn_of_a_label_with_markup_is_well_formed() -> None:
    xml = bpmn_xml(ProcessTree("activity", '<b> & "møde"\x00'), title="<x>")
    names = [element.get("name") for element in etree.fromstring(xml.encode()).iter("{*}task")]
    assert names == ['<b> & "møde"']
