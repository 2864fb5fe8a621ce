"""Logs in which some rows say which notification they belong to, and some do not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from procesanalyse.conformance.results import CheckResult
from procesanalyse.texts.reasons import NOTES, REASONS, note_text

Judge = Callable[[Mapping[str, Any]], CheckResult]

RULE = {
    "kind": "deadline",
    "start": {"activity": "N"},
    "end": {"activity": "A"},
    "within": {"days": 10},
    "per": "instance",
    "match": "one_to_one",
}
#: So that the log has starts and ends with a key.
ELSEWHERE = ["N 2026-03-01 case=9 instance=z", "A 2026-03-02 case=9 instance=z"]


def judged(judge: Judge, events: list[str], **rule: Any) -> CheckResult:
    return judge({"rule": {**RULE, **rule}, "events": [*events, *ELSEWHERE], "as_of": "2026-05-01"})


def of_case_one(result: CheckResult) -> list[tuple[str, str, bool]]:
    cases = result.outcomes[result.outcomes["case"] == 0]
    return list(zip(cases["outcome"], cases["reason"], cases["certain"], strict=True))


UNKNOWN = ("not_assessable", "instance_unknown", False)


@pytest.mark.parametrize(
    ("start", "end"),
    [("", "instance=a"), ("instance=a", "")],
)
def test_an_end_that_could_be_the_missing_one_makes_a_breach_unknown(
    judge: Judge, start: str, end: str
) -> None:
    result = judged(judge, [f"N 2026-03-01 {start}", f"A 2026-03-05 {end}"])
    assert of_case_one(result) == [UNKNOWN]
    assert result.rules[0].certain == 0
    assert "instance_unknown:1" in result.rules[0].notes


def test_a_late_end_is_no_breach_if_one_without_a_key_was_in_time(judge: Judge) -> None:
    events = ["N 2026-03-01 instance=a", "A 2026-03-05", "A 2026-04-01 instance=a"]
    assert of_case_one(judged(judge, events)) == [UNKNOWN]


@pytest.mark.parametrize("end", ["A 2026-03-12", "A 2026-02-27", "A 2026-03-05 instance=b"])
def test_an_end_that_cannot_be_the_missing_one_excuses_nothing(judge: Judge, end: str) -> None:
    assert of_case_one(judged(judge, ["N 2026-03-01 instance=a", end])) == [("missed", "", True)]


def test_an_end_that_answered_another_leaves_a_breach_that_is_not_certain(judge: Judge) -> None:
    events = ["N 2026-03-01", "N 2026-03-02 instance=a", "A 2026-03-05"]
    assert of_case_one(judged(judge, events)) == [("kept", "", False), ("missed", "", False)]
    events = ["N 2026-03-01 instance=a", "N 2026-03-02", "A 2026-03-05 instance=a"]
    assert of_case_one(judged(judge, events)) == [("kept", "", False), ("missed", "", False)]


def test_without_keys_starts_and_ends_pair_in_order_of_time(judge: Judge) -> None:
    """As in a log where no row has a key."""
    events = ["N 2026-03-01", "N 2026-03-02", "A 2026-03-05"]
    result = judged(judge, events)
    assert of_case_one(result) == [("kept", "", False), ("missed", "", False)]
    assert "some_instance_keys:3" in result.rules[0].notes


def test_an_exception_without_a_key_makes_a_breach_unknown(judge: Judge) -> None:
    events = ["N 2026-03-01 instance=a", "V 2026-03-05"]
    result = judged(judge, [*events, "V 2026-03-02 case=9 instance=z"], exceptions=[{"activity": "V"}])
    assert of_case_one(result) == [UNKNOWN]


def test_a_step_without_a_key_may_be_the_one_that_had_to_come_first(judge: Judge) -> None:
    rule = {
        "kind": "precedence",
        "start": {"activity": "D"},
        "needs_before": {"activity": "S"},
        "per": "instance",
    }
    elsewhere = ["S 2026-03-01 case=9 instance=z", "D 2026-03-02 case=9 instance=z"]
    for step, expected in (("S 2026-03-01", UNKNOWN), ("S 2026-03-06", ("missed", "", True))):
        events = [step, "D 2026-03-05 instance=a", *elsewhere]
        assert of_case_one(judge({"rule": rule, "events": events})) == [expected]


def test_a_person_in_a_row_without_a_key_may_have_known_the_instance(judge: Judge) -> None:
    rule = {
        "kind": "people",
        "people": "different",
        "start": {"activity": "F"},
        "compare_with": {"activity": "N"},
        "per": "instance",
    }
    elsewhere = ["N 2026-03-01 case=9 instance=z who=R1", "F 2026-03-02 case=9 instance=z who=R2"]
    own = ["N 2026-03-01 instance=a who=R1", "F 2026-03-05 instance=a who=R2"]
    for who, expected in (("R2", UNKNOWN), ("R3", ("kept", "", False))):
        events = [*own, f"N 2026-03-02 who={who}", *elsewhere]
        assert of_case_one(judge({"rule": rule, "events": events})) == [expected]


def test_missing_keys_have_danish_words() -> None:
    assert "nøgle" in REASONS["instance_unknown"]
    assert "nøgle" in NOTES["some_instance_keys"]
    assert note_text("instance_unknown:2").startswith("2 ")
