"""The process map as a picture: readable, safe, and the same every time."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from procesanalyse.discovery.directly_follows import DirectlyFollows, directly_follows
from procesanalyse.eventlog.table import Window, build_log
from procesanalyse.report.map_layout import MapLayout, lay_out
from procesanalyse.report.map_selection import END, START, select
from procesanalyse.report.process_map import process_map_svg, process_map_table
from procesanalyse.report.publish import published_graph
from procesanalyse.texts.map import wait

DAY = pd.Timedelta(days=1)
BEGIN = pd.Timestamp("2026-03-02 09:00", tz="Europe/Copenhagen").tz_convert("UTC")


def graph_of(traces: dict[tuple[str, ...], int]) -> DirectlyFollows:
    rows, cases = [], 0
    for trace, times in traces.items():
        for _ in range(times):
            rows += [(str(cases), name, BEGIN + step * DAY) for step, name in enumerate(trace)]
            cases += 1
    events = pd.DataFrame(rows, columns=["case_id", "activity", "time"]).astype(
        {"time": "datetime64[us, UTC]"}
    )
    ids = pd.DataFrame({"case_id": pd.Series([str(n) for n in range(cases)], dtype="string")})
    window = Window(BEGIN, BEGIN + 60 * DAY)
    return directly_follows(build_log(events, ids, zone="Europe/Copenhagen", window=window))


PERMIT = {
    ("Modtaget", "Screening", "Høring", "Afgørelse", "Lukket"): 60,
    ("Modtaget", "Screening", "Afgørelse", "Lukket"): 25,
    ("Modtaget", "Afvist", "Lukket"): 15,
    ("Modtaget", "Screening", "Screening", "Klage", "Afgørelse", "Lukket"): 3,
}


def test_the_main_path_is_the_one_most_cases_take() -> None:
    selection = select(published_graph(graph_of(PERMIT), audience="analyst"), steps=9, paths=5)
    assert selection.spine == (START, "Modtaget", "Screening", "Høring", "Afgørelse", "Lukket", END)
    assert selection.side == ("Afvist", "Klage")
    assert selection.repeats == {"Screening": 3}


def test_steps_of_fewer_than_five_cases_are_nowhere_in_a_report() -> None:
    svg = process_map_svg(graph_of(PERMIT), audience="report")
    assert "Klage" not in svg
    assert "Klage" in process_map_svg(graph_of(PERMIT), audience="analyst")
    table = process_map_table(graph_of(PERMIT), audience="report")
    assert "Klage" not in set(table["Fra"]) | set(table["Til"])
    assert (table["Antal sager"] % 5 == 0).all()


def test_the_table_has_the_paths_of_the_map() -> None:
    graph = graph_of(PERMIT)
    root = etree.fromstring(process_map_svg(graph, audience="analyst").encode())
    drawn = {(g.get("data-source"), g.get("data-target")) for g in root.iter("{*}g") if g.get("data-source")}
    table = process_map_table(graph, audience="analyst")
    assert drawn == set(zip(table["Fra"], table["Til"], strict=True))


def test_labels_from_data_cannot_become_markup() -> None:
    name = '<script>alert("x")</script>&\x07'
    svg = process_map_svg(graph_of({(name, "b"): 9}), audience="report", title="<b>")
    root = etree.fromstring(svg.encode())
    assert not list(root.iter("{*}script"))
    assert root.findtext("{*}title") == "<b>"
    assert name.replace("\x07", "") in {g.get("data-activity") for g in root.iter("{*}g")}


def test_the_map_tells_itself_to_those_who_do_not_see_it() -> None:
    root = etree.fromstring(process_map_svg(graph_of(PERMIT)).encode())
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "map-title map-text")
    assert "Modtaget, derefter Screening, derefter Høring" in root.findtext("{*}desc")


def test_a_map_without_cases_says_so() -> None:
    assert "for få sager" in process_map_svg(graph_of({("a", "b"): 3}), audience="report")
    assert "for få sager" in process_map_svg(graph_of({}), audience="analyst")


def test_breaches_are_told_by_a_sign_and_a_word() -> None:
    svg = process_map_svg(graph_of(PERMIT), measure="deviations", deviations={"Høring": 7})
    assert "▲ 7 brud" in svg


def test_waits_are_told_in_a_unit_a_person_would_use() -> None:
    told = [wait(hours).replace("\N{NO-BREAK SPACE}", " ") for hours in (0, 0.5, 1, 5, 24, 36, 24.1, 720)]
    assert told == ["samme dag", "30 min.", "1 time", "5 timer", "1 dag", "1,5 dage", "1 dag", "30 dage"]
    assert wait(None) == "–"


traces = st.dictionaries(
    st.lists(st.sampled_from("abcdefghij"), min_size=1, max_size=8).map(tuple), st.integers(1, 4), max_size=10
)


def laid_out(given_traces: dict[tuple[str, ...], int], steps: int, paths: int) -> MapLayout:
    return lay_out(
        select(published_graph(graph_of(given_traces), audience="analyst"), steps=steps, paths=paths)
    )


@given(traces, st.integers(1, 12), st.integers(0, 20))
@settings(max_examples=60, deadline=None)
def test_boxes_never_overlap_and_paths_stay_in_the_picture(given_traces, steps: int, paths: int) -> None:  # type: ignore[no-untyped-def]
    layout = laid_out(given_traces, steps, paths)
    for number, one in enumerate(layout.boxes):
        for other in layout.boxes[number + 1 :]:
            assert (
                abs(one.x - other.x) >= (one.width + other.width) / 2
                or abs(one.y - other.y) >= (one.height + other.height) / 2
            )
    for route in layout.routes:
        for x, y in route.points:
            assert 0 <= x <= layout.width
            assert 0 <= y <= layout.height


@given(traces, st.integers(1, 12), st.integers(0, 20))
@settings(max_examples=60, deadline=None)
def test_no_path_runs_through_a_box(given_traces, steps: int, paths: int) -> None:  # type: ignore[no-untyped-def]
    layout = laid_out(given_traces, steps, paths)
    for route in layout.routes:
        for (x1, y1), (x2, y2) in zip(route.points, route.points[1:], strict=False):
            for box in layout.boxes:
                left, right = box.x - box.width / 2 + 1, box.x + box.width / 2 - 1
                top, bottom = box.y - box.height / 2 + 1, box.y + box.height / 2 - 1
                outside = (
                    max(x1, x2) < left or min(x1, x2) > right or max(y1, y2) < top or min(y1, y2) > bottom
                )
                assert outside, (route.edge, box)


@given(traces, st.integers(1, 12))
@settings(max_examples=40, deadline=None)
def test_paths_of_the_map_lead_only_between_its_steps(given_traces, steps: int) -> None:  # type: ignore[no-untyped-def]
    selection = select(published_graph(graph_of(given_traces), audience="analyst"), steps=steps, paths=3)
    assert len(selection.spine) + len(selection.side) <= steps + 2
    names = {*selection.spine, *selection.side}
    assert {edge.source for edge in selection.edges} <= names
    assert {edge.target for edge in selection.edges} <= names


def test_the_same_graph_gives_the_same_picture() -> None:
    assert process_map_svg(graph_of(PERMIT)) == process_map_svg(graph_of(dict(PERMIT)))


@pytest.mark.parametrize("measure", ["cases", "wait", "deviations"])
def test_no_text_is_smaller_than_twelve(measure: str) -> None:
    root = etree.fromstring(process_map_svg(graph_of(PERMIT), measure=measure).encode())
    assert min(float(text.get("font-size")) for text in root.iter("{*}text")) >= 12
