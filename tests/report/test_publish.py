"""Suppression: what is hidden cannot be found again from what is shown."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from procesanalyse.discovery.directly_follows import DirectlyFollows
from procesanalyse.report.publish import (
    published,
    published_graph,
    published_staff,
    published_variants,
    safe_beside,
    statuses,
)


def test_a_group_of_four_is_hidden_and_a_group_of_five_is_shown() -> None:
    assert statuses([4, 5, 40], audience="report", total_shown=False) == ["small", "shown", "shown"]


def test_one_hidden_group_beside_its_total_hides_the_next_smallest() -> None:
    assert statuses([3, 70, 12, 40], audience="report") == ["small", "shown", "protected", "shown"]


def test_two_hidden_groups_that_hold_under_five_together_hide_a_third() -> None:
    assert statuses([1, 2, 9, 40], audience="report") == ["small", "small", "protected", "shown"]


def test_zero_is_shown_and_hides_nothing() -> None:
    assert statuses([0, 9, 40], audience="report") == ["shown", "shown", "shown"]


def test_an_analyst_sees_all_and_a_leader_every_breach_of_law() -> None:
    assert statuses([1, 90], audience="analyst") == ["shown", "shown"]
    assert statuses([1, 90], audience="leader") == ["small", "protected"]
    assert statuses([1, 90], audience="leader", law_breaches=True) == ["shown", "shown"]
    assert statuses([1, 90], audience="report", law_breaches=True) == ["small", "protected"]


def test_a_part_is_shown_beside_the_whole_only_if_the_rest_is_no_small_group() -> None:
    assert safe_beside(100, 100, audience="report")
    assert safe_beside(100, 95, audience="report")
    assert not safe_beside(100, 97, audience="report")
    assert not safe_beside(100, 3, audience="report")
    assert safe_beside(100, 97, audience="analyst")


def test_figures_of_a_hidden_group_are_missing_too() -> None:
    frame = pd.DataFrame({"team": ["a", "b", "c"], "cases": [3, 9, 50], "share": [0.5, 0.6, 0.7]})
    shown = published(frame, "cases", audience="report", values=["share"])
    assert shown["status"].tolist() == ["small", "protected", "shown"]
    assert shown["cases"].isna().tolist() == [True, True, False]
    assert shown["share"].isna().tolist() == [True, True, False]
    assert frame["cases"].tolist() == [3, 9, 50]


def test_a_figure_about_staff_needs_five_people_for_every_audience() -> None:
    frame = pd.DataFrame({"team": ["a", "b"], "people": [4, 5], "caseload": [20.0, 25.0]})
    shown = published_staff(frame, "people", ["caseload"])
    assert shown["caseload"].isna().tolist() == [True, False]


counts = st.lists(st.integers(0, 12), min_size=1, max_size=6)


@given(counts)
def test_hidden_groups_of_a_shown_total_hold_no_small_sum(values: list[int]) -> None:
    status = statuses(values, audience="report")
    hidden = [value for value, one in zip(values, status, strict=True) if one != "shown"]
    assert all(one != "shown" for value, one in zip(values, status, strict=True) if 0 < value < 5)
    if hidden and sum(value > 0 for value in values) > len(hidden):
        assert len(hidden) >= 2
        assert sum(hidden) >= 5


def test_rare_variants_are_pooled_and_the_pool_is_never_small() -> None:
    frame = pd.DataFrame({"variant": [1, 2, 3, 4], "cases": [90, 9, 2, 1]})
    shown = published_variants(frame, audience="report")
    assert shown.variants["variant"].tolist() == [1]
    assert (shown.pooled_variants, shown.pooled_cases) == (3, 12)
    everything = published_variants(frame, audience="analyst")
    assert (len(everything.variants), everything.pooled_cases) == (4, 0)


def graph() -> DirectlyFollows:
    return DirectlyFollows(
        edges=pd.DataFrame(
            {
                "source": ["a", "a", "b"],
                "target": ["b", "c", "c"],
                "count": [1119, 3, 42],
                "cases": [1118, 3, 41],
                "median_hours": [1.0, 2.0, 3.0],
            }
        ),
        activities=pd.DataFrame(
            {
                "activity": ["a", "b", "c", "d"],
                "count": [1122, 1119, 45, 2],
                "cases": [1122, 1119, 45, 2],
                "starts": [1122, 0, 0, 2],
                "ends": [0, 1077, 45, 2],
            }
        ),
        cases=1124,
    )


def test_a_graph_for_a_report_leaves_out_small_paths_and_rounds_the_others() -> None:
    shown = published_graph(graph(), audience="report")
    assert shown.edges["count"].tolist() == [1120, 40]
    assert shown.activities["activity"].tolist() == ["a", "b", "c"]
    assert shown.activities["count"].tolist() == [1120, 1120, 45]
    assert (shown.cases, shown.rounded, shown.left_out) == (1125, True, 2)


def test_a_graph_for_an_analyst_is_exact() -> None:
    shown = published_graph(graph(), audience="analyst")
    assert shown.edges["count"].tolist() == [1119, 3, 42]
    assert (shown.rounded, shown.left_out) == (False, 0)


@pytest.mark.parametrize("audience", ["report", "leader", "analyst"])
def test_publishing_leaves_the_frames_as_they_were(audience: str) -> None:
    given_graph = graph()
    before = given_graph.edges.copy(), given_graph.activities.copy()
    published_graph(given_graph, audience=audience)
    pd.testing.assert_frame_equal(given_graph.edges, before[0])
    pd.testing.assert_frame_equal(given_graph.activities, before[1])
