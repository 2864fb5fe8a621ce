"""Facts of hand-made logs, and the laws that hold for any log."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procesanalyse.eventlog.table import EventLog, Window, build_log
from procesanalyse.facts.cases import CASE_FACT_COLUMNS, case_facts
from procesanalyse.facts.handovers import HANDOVER_COLUMNS, handover_facts
from procesanalyse.facts.load import load_changes, open_cases
from procesanalyse.facts.transitions import TRANSITION_COLUMNS, transition_facts

ZONE = "Europe/Copenhagen"
Row = tuple[str, str, str, str | None, str | None]


def local(text: str) -> pd.Timestamp:
    return pd.Timestamp(text, tz=ZONE).tz_convert("UTC")


def log_of(
    rows: list[Row], *, closed: dict[str, str] | None = None, opened: dict[str, str] | None = None
) -> EventLog:
    events = pd.DataFrame(rows, columns=["case_id", "activity", "time", "resource", "team"])
    events["precision"] = ["date" if len(text) == 10 else "instant" for text in events["time"]]
    events["time"] = [local(text) for text in events["time"]]
    ids = pd.Series(sorted(set(events["case_id"])), dtype="string")
    times = {
        name: pd.Series([local(given[i]) if i in given else pd.NaT for i in ids], dtype="datetime64[us, UTC]")
        for name, given in (("closed", closed or {}), ("opened", opened or {}))
    }
    return build_log(events, pd.DataFrame({"case_id": ids, **times}), zone=ZONE)


HAND_MADE = log_of(
    [
        ("a", "Modtaget", "2026-03-27 09:00", "Anna", "Modtagelsen"),
        ("a", "Screening", "2026-03-27 15:30", None, None),
        ("a", "Tildelt", "2026-03-28", "Bo", "Familieteamet"),
        ("a", "Afgjort", "2026-03-30", "Bo", "Familieteamet"),
        ("b", "Modtaget", "2026-03-02 09:00", "Anna", "Modtagelsen"),
        ("b", "Screening", "2026-03-02 10:15", "Carl", "Modtagelsen"),
        ("b", "Afgjort", "2026-03-02 10:15", "Anna", None),
        ("c", "Modtaget", "2026-03-03 09:00", None, None),
    ],
    closed={"b": "2026-03-05"},
)


def test_the_hand_made_log_has_the_transitions_one_can_count_by_hand() -> None:
    facts = transition_facts(HAND_MADE)
    assert tuple(facts) == tuple(TRANSITION_COLUMNS)
    assert list(zip(facts["source"], facts["target"], strict=True)) == [
        ("Modtaget", "Screening"),
        ("Screening", "Tildelt"),
        ("Tildelt", "Afgjort"),
        ("Modtaget", "Screening"),
        ("Screening", "Afgjort"),
    ]
    assert list(facts["precision"]) == ["instant", "date", "date", "instant", "instant"]


def test_waits_between_dates_are_whole_days_across_the_clock_change() -> None:
    waited = transition_facts(HAND_MADE)["waited"]
    assert list(waited) == [
        pd.Timedelta(hours=6.5),
        pd.Timedelta(days=1),
        pd.Timedelta(days=2),
        pd.Timedelta(minutes=75),
        pd.Timedelta(0),
    ]


def test_a_step_without_a_resource_is_skipped_over_and_hides_no_change() -> None:
    facts = handover_facts(HAND_MADE)
    assert tuple(facts) == tuple(HANDOVER_COLUMNS)
    assert list(zip(facts["from_resource"], facts["to_resource"], facts["team_changed"], strict=True)) == [
        ("Anna", "Bo", True),
        ("Anna", "Carl", False),
        ("Carl", "Anna", False),
    ]


def test_rows_that_tell_of_a_handover_do_not_count_it_twice() -> None:
    log = log_of(
        [
            ("a", "Undersøgelse", "2026-03-02 09:00", "Anna", "Undersøgelse"),
            ("a", "Overlevering sendt", "2026-03-03 09:00", "Anna", "Undersøgelse"),
            ("a", "Overlevering modtaget", "2026-03-03 09:00", "Bo", "Handle"),
            ("a", "Sag tildelt", "2026-03-03 09:00", "Bo", "Handle"),
            ("a", "Handleplan", "2026-03-04 09:00", "Bo", "Handle"),
        ]
    )
    facts = handover_facts(log)
    assert len(facts) == 1
    assert facts["team_changed"].tolist() == [True]


def test_a_log_without_people_has_no_handovers() -> None:
    log = log_of([("a", "x", "2026-03-02 09:00", None, None), ("a", "y", "2026-03-02 10:00", None, None)])
    assert len(handover_facts(log)) == 0
    assert case_facts(log)["persons"].tolist() == [0]


def test_case_facts_of_the_hand_made_log() -> None:
    facts = case_facts(HAND_MADE).set_index("case_id")
    assert tuple(case_facts(HAND_MADE)) == tuple(CASE_FACT_COLUMNS)
    assert facts["steps"].to_dict() == {"a": 4, "b": 3, "c": 1}
    assert facts["open"].to_dict() == {"a": True, "b": False, "c": True}
    assert facts["persons"].to_dict() == {"a": 2, "b": 2, "c": 0}
    assert facts["person_changes"].to_dict() == {"a": 1, "b": 2, "c": 0}
    assert facts["handovers"].to_dict() == {"a": 1, "b": 0, "c": 0}
    assert facts["duration"].to_dict() == {
        "a": pd.Timedelta(days=3),
        "b": pd.Timedelta(minutes=75),
        "c": pd.Timedelta(0),
    }


def test_milestones_and_cases_without_steps_are_no_steps() -> None:
    events = pd.DataFrame(
        {
            "case_id": ["a", "a"],
            "activity": ["x", "Sag afsluttet"],
            "time": [local("2026-03-02 09:00"), local("2026-03-09 09:00")],
            "milestone": [False, True],
        }
    )
    log = build_log(events, pd.DataFrame({"case_id": ["a", "empty"]}), zone=ZONE)
    facts = case_facts(log)
    assert facts["steps"].tolist() == [1, 0]
    assert facts["last"].tolist() == [local("2026-03-02 09:00"), pd.NaT]
    assert facts["duration"].isna().tolist() == [False, True]
    assert len(transition_facts(log)) == 0


def test_open_cases_are_counted_from_their_opening_to_their_closing() -> None:
    at = [local(f"2026-03-{day}") for day in ("01", "02", "03", "04", "05", "28", "29")]
    assert open_cases(HAND_MADE, at)["open"].tolist() == [0, 0, 1, 2, 1, 2, 2]


def test_a_case_that_closes_before_it_opens_never_makes_the_count_negative() -> None:
    log = log_of(
        [("a", "x", "2026-03-05 09:00", None, None), ("b", "x", "2026-03-20 09:00", None, None)],
        closed={"a": "2026-03-01 09:00"},
    )
    counted = open_cases(log, [local(f"2026-03-{day}") for day in ("02", "06", "21")])
    assert counted["open"].tolist() == [0, 0, 1]


def test_the_default_instants_are_local_mondays_inside_the_window() -> None:
    times = open_cases(HAND_MADE)["time"].dt.tz_convert(ZONE)
    assert [str(time.date()) for time in times] == ["2026-03-09", "2026-03-16", "2026-03-23", "2026-03-30"]
    assert {time.hour for time in times} == {0}


rows_of_logs = st.lists(
    st.tuples(
        st.sampled_from("abcde"),
        st.sampled_from(["x", "y", "z"]),
        st.sampled_from(
            ["2026-03-28", "2026-03-28 10:00", "2026-03-29 12:00", "2026-03-30", "2026-04-02 08:00"]
        ),
        st.sampled_from(["Anna", "Bo", None]),
        st.sampled_from(["T1", "T2", None]),
    ),
    min_size=1,
    max_size=25,
)


def part_of(log: EventLog, case: int) -> EventLog:
    """The log of one case, made anew from its rows."""
    events = log.events[log.events["case"] == case].drop(columns="case")
    events = events.assign(case_id=log.cases["case_id"].iloc[case])
    return build_log(events, log.cases.iloc[[case]], zone=log.zone, window=log.window)


@given(rows_of_logs)
@settings(max_examples=40, deadline=None)
def test_facts_of_the_parts_of_a_log_concatenate_to_the_facts_of_the_whole(rows: list[Row]) -> None:
    log = log_of(rows)
    parts = [part_of(log, case) for case in range(len(log.cases))]
    for facts_of in (case_facts, transition_facts, handover_facts):
        whole = facts_of(log).astype({"case": object}).assign(case=lambda f: _ids(log, f))
        joined = pd.concat([facts_of(part).assign(case=lambda f, p=part: _ids(p, f)) for part in parts])
        assert _plain(whole) == _plain(joined)
    changes = pd.concat([load_changes(part) for part in parts]).groupby("time")["change"].sum()
    assert changes.to_dict() == load_changes(log).groupby("time")["change"].sum().to_dict()


@given(rows_of_logs)
@settings(max_examples=20, deadline=None)
def test_facts_leave_the_log_as_it_was(rows: list[Row]) -> None:
    log = log_of(rows)
    events, cases = log.events.copy(deep=True), log.cases.copy(deep=True)
    for facts_of in (case_facts, transition_facts, handover_facts, open_cases):
        facts_of(log)
    pd.testing.assert_frame_equal(log.events, events)
    pd.testing.assert_frame_equal(log.cases, cases)


@given(rows_of_logs)
@settings(max_examples=40, deadline=None)
def test_a_case_of_n_steps_has_n_minus_one_transitions_that_sum_to_its_changes(rows: list[Row]) -> None:
    log = log_of(rows)
    facts, transitions = case_facts(log), transition_facts(log)
    assert len(transitions) == (facts["steps"] - 1).sum()
    assert (transitions["waited"] >= pd.Timedelta(0)).all()
    assert facts["person_changes"].sum() == len(handover_facts(log))


def test_open_cases_of_a_window_shorter_than_a_week_may_be_empty() -> None:
    log = log_of([("a", "x", "2026-03-03 09:00", None, None)])
    assert log.window == Window(local("2026-03-03 09:00"), local("2026-03-03 09:00"))
    assert open_cases(log).empty


def _ids(log: EventLog, facts: pd.DataFrame) -> pd.Series:
    return log.cases["case_id"].iloc[facts["case"].to_numpy(dtype=int)].to_numpy()


def _plain(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    return [tuple(map(str, row)) for row in frame.itertuples(index=False)]


@pytest.mark.parametrize("facts_of", [case_facts, transition_facts, handover_facts])
def test_facts_are_the_same_type_for_an_empty_log(facts_of) -> None:  # type: ignore[no-untyped-def]
    empty = build_log(
        pd.DataFrame({"case_id": [], "activity": [], "time": pd.Series([], dtype="datetime64[us, UTC]")}),
        pd.DataFrame({"case_id": pd.Series([], dtype="string")}),
        zone=ZONE,
        window=Window(local("2026-03-02"), local("2026-03-30")),
    )
    assert facts_of(empty).empty
    assert open_cases(empty)["open"].tolist() == [0] * 5
