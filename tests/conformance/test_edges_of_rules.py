"""Stopped clocks, left edges, families and decisions to come: hand-made logs of a few rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procesanalyse.conformance.preceding import can_precede, last_before
from procesanalyse.conformance.results import CheckResult
from procesanalyse.conformance.view import view_of
from procesanalyse.eventlog.table import EventLog

Judge = Callable[[Mapping[str, Any]], CheckResult]
MakeLog = Callable[[Mapping[str, Any]], EventLog]

RULE = {"kind": "deadline", "start": {"activity": "N"}, "end": {"activity": "A"}, "within": {"days": 10}}
PAUSED = {**RULE, "pauses": [{"from": {"activity": "P"}, "to": {"activity": "Q"}}]}


def outcomes(result: CheckResult) -> list[str]:
    return list(result.outcomes["outcome"])


# Clock stops in hours


def paused_hours(judge: Judge, pause: str, resume: str, end: str) -> tuple[str, bool]:
    rule = {**PAUSED, "within": {"hours": 24}}
    result = judge({"rule": rule, "events": ["N 2026-03-03 09:00", f"P {pause}", f"Q {resume}", f"A {end}"]})
    row = result.outcomes.iloc[0]
    return row["outcome"], bool(row["certain"])


def test_a_pause_of_dates_is_late_only_if_every_instant_says_so(judge: Judge) -> None:
    """From a time on the 3rd to a time on the 5th: between 24 and 62 hours and a bit stand still."""
    verdicts = [
        paused_hours(judge, "2026-03-03", "2026-03-05", f"2026-03-{day:02d} 12:00") for day in range(3, 9)
    ]
    unknown = ("not_assessable", False)
    assert verdicts == [("kept", False)] * 2 + [unknown] * 2 + [("late", True)] * 2


def test_a_pause_of_dates_agrees_with_trying_every_hour(judge: Judge) -> None:
    hours = [f"{day} {hour:02d}:00" for day in ("2026-03-03", "2026-03-04") for hour in range(0, 24, 3)]
    for end in ("2026-03-04 08:00", "2026-03-04 18:00", "2026-03-05 12:00", "2026-03-07 12:00"):
        tried = {
            paused_hours(judge, begin, resume, end)[0]
            for begin, resume in product(hours[:8], hours[8:])
            if begin < resume
        }
        found = paused_hours(judge, "2026-03-03", "2026-03-04", end)[0]
        assert found == (tried.pop() if len(tried) == 1 else "not_assessable")


def test_a_date_ends_a_pause_that_began_at_a_time_of_the_same_day(judge: Judge) -> None:
    assert paused_hours(judge, "2026-03-03 10:00", "2026-03-03", "2026-03-20 12:00") == ("late", True)


def test_a_pause_on_one_day_is_ended_by_what_came_after_it(judge: Judge) -> None:
    """Q at 8 ended nothing: the pause began at 10 and lasted to the 8th."""
    events = ["N 2026-03-01", "Q 2026-03-03 08:00", "P 2026-03-03 10:00", "Q 2026-03-08", "A 2026-03-16"]
    assert outcomes(judge({"rule": PAUSED, "events": events})) == ["kept"]


# Done or closed while the clock stands still


def test_what_is_done_while_the_clock_stands_still_is_kept_and_counts(judge: Judge) -> None:
    example = {
        "rule": PAUSED,
        "events": ["N 2026-03-01", "P 2026-03-05", "A 2026-04-20"],
        "activities": ["Q"],
    }
    row = judge({**example, "as_of": "2026-05-10"}).outcomes.iloc[0]
    assert row["outcome"] == "kept"
    assert row["due"].tz_convert("Europe/Copenhagen").date() == pd.Timestamp("2026-04-26").date()
    assert row["elapsed_ratio"] == pytest.approx(50 / 56)
    late = judge({**example, "as_of": "2026-05-10"}).rules[0]
    assert (late.due_passed, late.share.value, late.share_censored.value) == (1, 1.0, 1.0)
    early = judge({**example, "as_of": "2026-04-21"}).rules[0]
    assert (early.kept, early.due_passed, early.share) == (1, 0, None)


def test_a_pause_that_began_after_the_due_date_excuses_nothing(judge: Judge) -> None:
    events = ["N 2026-03-01", "P 2026-03-12", "A 2026-03-13"]
    assert outcomes(judge({"rule": PAUSED, "events": events, "activities": ["Q"]})) == ["late"]


@pytest.mark.parametrize(("if_closed", "outcome"), [("missed", "missed"), ("waived", "waived")])
def test_closed_while_the_clock_stands_still_is_by_if_closed(
    judge: Judge, if_closed: str, outcome: str
) -> None:
    example = {
        "rule": {**PAUSED, "if_closed": if_closed},
        "events": ["N 2026-03-01", "P 2026-03-05", "N 2026-03-01 case=2", "A 2026-03-02 case=2"],
        "closed": {1: "2026-04-20"},
        "activities": ["Q"],
    }
    result = judge({**example, "as_of": "2026-05-10"})
    assert outcomes(result) == [outcome, "kept"]
    rule = result.rules[0]
    assert rule.due_passed == 2
    assert rule.share.value == (0.5 if outcome == "missed" else 1.0)
    assert rule.share_censored.value == (0.5 if outcome == "missed" else 1.0)


def test_in_hours_too_the_stopped_clock_ends_with_the_duty(judge: Judge) -> None:
    rule = {**PAUSED, "within": {"hours": 24}}
    events = ["N 2026-03-03 09:00", "P 2026-03-03 10:00", "A 2026-03-08"]
    result = judge({"rule": rule, "events": events, "activities": ["Q"]})
    assert (outcomes(result), result.rules[0].due_passed) == (["kept"], 1)


# The left edge of `first`


def test_the_first_start_seen_may_not_be_the_first_there_was(judge: Judge) -> None:
    example = {
        "rule": {**RULE, "start": {"activity": "N", "which": "first"}},
        "events": [
            "N 2026-01-05 case=1",
            "N 2026-01-05 case=2",
            "N 2026-01-06 case=3",
            "A 2026-02-20 case=3",
        ],
        "opened": {1: "2025-11-01", 2: "2026-01-02", 3: "2025-11-01"},
        "window_start": "2026-01-01",
        "as_of": "2026-03-01",
    }
    result = judge(example)
    assert outcomes(result) == ["not_assessable", "missed", "not_assessable"]
    assert "left_edge:2" in result.rules[0].notes
    each = judge({**example, "rule": RULE})
    assert outcomes(each) == ["missed", "missed", "late"]


def test_a_case_whose_history_is_seen_knows_its_first_start(judge: Judge) -> None:
    example = {
        "rule": {**RULE, "start": {"activity": "N", "which": "first"}},
        "events": ["B 2025-11-02", "N 2026-01-05", "A 2026-01-06"],
        "opened": {1: "2025-11-01"},
        "window_start": "2026-01-01",
    }
    assert outcomes(judge(example)) == ["kept"]


def test_a_sibling_with_an_unseen_past_hides_the_first_start_of_the_family(judge: Judge) -> None:
    example = {
        "rule": {**RULE, "start": {"activity": "N", "which": "first"}, "per": "group"},
        "events": ["N 2026-01-05 case=1", "A 2026-01-06 case=1", "B 2026-01-07 case=2"],
        "group": {1: "f", 2: "f"},
        "opened": {1: "2026-01-05", 2: "2025-11-01"},
        "window_start": "2026-01-01",
    }
    assert outcomes(judge(example)) == ["not_assessable"]


# Rules about whole cases that wait for a decision

CASES = {
    "events": ["N 2026-03-01 case=1", "N 2026-03-01 case=2", "B 2026-03-02 case=2", "N 2026-03-01 case=3"],
    "activities": ["A"],
    "closed": {3: "2026-03-20"},
    "as_of": "2026-04-01",
}


@pytest.mark.parametrize("kind", ["existence", "absence"])
@pytest.mark.parametrize(("negated", "applies"), [(False, 1), (True, 2)])
def test_an_open_case_without_the_decision_is_counted_apart(
    judge: Judge, kind: str, negated: bool, applies: int
) -> None:
    later: dict[str, Any] = {"later": {"activity": "B"}}
    condition = {"not": later} if negated else later
    rule = {"kind": kind, "end": {"activity": "A"}, "applies_when": condition}
    result = judge({**CASES, "rule": rule})
    assert list(result.outcomes["case"]) == [applies]
    assert "undecided:1" in result.rules[0].notes


def test_precedence_says_how_many_are_undecided(judge: Judge) -> None:
    rule = {
        "kind": "precedence",
        "start": {"activity": "N"},
        "needs_before": {"activity": "A"},
        "applies_when": {"later": {"activity": "B"}},
    }
    result = judge({**CASES, "rule": rule}).rules[0]
    assert (result.activations, "undecided:1" in result.notes) == (1, True)


# Families


FAMILY = {
    "rule": {**RULE, "within": {"months": 4}, "per": "group"},
    "events": ["N 2026-03-01 case=1", "B 2026-03-02 case=2", "A 2026-03-02 case=3"],
    "group": {1: "f", 2: "f", 3: "g"},
    "as_of": "2026-04-01",
}


def test_closing_one_child_leaves_the_duty_to_the_family(judge: Judge) -> None:
    result = judge({**FAMILY, "closed": {1: "2026-03-20"}})
    assert outcomes(result) == ["pending"]
    overdue = judge({**FAMILY, "closed": {1: "2026-03-20"}, "as_of": "2026-09-01"}).outcomes.iloc[0]
    assert (overdue["outcome"], overdue["reason"], bool(overdue["final"])) == ("missed", "", False)


def test_closing_the_last_child_ends_the_familys_duty(judge: Judge) -> None:
    closed = {1: "2026-03-20", 2: "2026-03-25"}
    row = judge({**FAMILY, "closed": closed}).outcomes.iloc[0]
    assert (row["outcome"], row["reason"], bool(row["final"])) == ("missed", "closed", True)
    waived = {**FAMILY["rule"], "if_closed": "waived"}
    assert outcomes(judge({**FAMILY, "rule": waived, "closed": closed})) == ["waived"]
    assert outcomes(judge({**FAMILY, "rule": waived, "closed": {1: "2026-03-20"}})) == ["pending"]


# What comes before

moments = st.tuples(st.integers(1, 3), st.sampled_from(["", "00:00", "09:00"]))


@settings(max_examples=60, deadline=None)
@given(st.lists(moments, min_size=1, max_size=9))
def test_the_last_event_before_a_start_is_found_as_by_looking_through_all(
    make_log: MakeLog, seen: list[tuple[int, str]]
) -> None:
    log = make_log({"events": [f"E 2026-03-0{day} {clock}".strip() for day, clock in seen]})
    view = view_of(log, log.window.end, log.zone)
    rows = np.arange(len(log.events), dtype=np.int64)
    found = last_before(view, rows, rows, view.scopes["case"])
    order = sorted(rows.tolist(), key=lambda row: (view.low[row], view.high[row], row))
    expected = [[r for r in order if can_precede(view, r, start)] for start in rows.tolist()]
    assert found.tolist() == [before[-1] if before else -1 for before in expected]
