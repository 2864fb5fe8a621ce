"""What a check says about whole rules: standing, versions, notes, figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pytest

from procesanalyse.conformance.check import check
from procesanalyse.conformance.results import OUTCOME_COLUMNS, CheckResult
from procesanalyse.errors import UnusableInput
from procesanalyse.eventlog.table import EventLog, Window, build_log
from procesanalyse.guideline.load import parse_guideline
from procesanalyse.guideline.model import Guideline, GuidelineHistory
from procesanalyse.statistics.intervals import wilson
from procesanalyse.texts.reasons import NOTES, OUTCOMES, REASONS, note_text, note_texts

Judge = Callable[[Mapping[str, Any]], CheckResult]
MakeLog = Callable[[Mapping[str, Any]], EventLog]
MakeGuideline = Callable[..., Guideline]

RULE = {"kind": "deadline", "start": {"activity": "N"}, "end": {"activity": "A"}, "within": {"days": 10}}


def test_the_outcomes_have_the_columns_they_promise(judge: Judge) -> None:
    result = judge({"rule": RULE, "events": ["N 2026-03-01", "A 2026-03-14"]})
    assert list(result.outcomes.columns) == list(OUTCOME_COLUMNS)
    row = result.outcomes.iloc[0]
    assert row["outcome"] == "late"
    assert row["overrun"] == pd.Timedelta(days=3)
    assert row["elapsed_ratio"] == pytest.approx(1.3)
    assert bool(row["final"])
    assert (row["start_event"], row["end_event"], row["occurrence"]) == (0, 1, 1)


def test_what_is_missing_in_an_open_case_can_still_be_mended(judge: Judge) -> None:
    example = {
        "rule": RULE,
        "events": ["N 2026-03-01 case=1", "N 2026-03-01 case=2", "A 2026-04-01 case=3"],
        "closed": {1: "2026-03-20"},
        "as_of": "2026-03-31",
    }
    frame = judge({**example, "events": [*example["events"], "A 2026-03-02 case=4"]}).outcomes
    assert list(frame["outcome"]) == ["missed", "missed"]
    assert list(frame["final"]) == [True, False]
    assert list(frame["overrun"].dt.days) == [20, 20]


def test_an_instant_after_the_window_is_refused(make_log: MakeLog, make_guideline: MakeGuideline) -> None:
    log = make_log({"events": ["N 2026-03-01", "A 2026-03-05"], "as_of": "2026-04-01"})
    history = GuidelineHistory((make_guideline([RULE], {"N", "A"}),))
    with pytest.raises(UnusableInput, match="as_of_after_window"):
        check(log, history, as_of=pd.Timestamp("2026-04-02", tz="UTC"))


def test_an_earlier_instant_sees_nothing_of_what_came_later(
    make_log: MakeLog, make_guideline: MakeGuideline
) -> None:
    log = make_log(
        {
            "events": ["N 2026-03-01", "A 2026-03-05", "N 2026-03-20 case=2"],
            "closed": {1: "2026-03-06"},
            "as_of": "2026-04-01",
        }
    )
    existence = {"kind": "existence", "end": {"activity": "A"}}
    history = GuidelineHistory((make_guideline([RULE, existence], {"N", "A"}),))
    before = check(log, history, as_of=pd.Timestamp("2026-03-03", tz="Europe/Copenhagen"))
    assert (before.rule("R1").activations, before.rule("R1").pending) == (1, 1)
    assert (before.rule("R2").pending, before.rule("R2").cases_without_activation) == (1, 0)
    assert check(log, history).rule("R1").kept == 1


def test_a_check_leaves_the_log_alone(make_log: MakeLog, make_guideline: MakeGuideline) -> None:
    log = make_log({"events": ["N 2026-03-01 who=R1 x=1", "A 2026-03-05"]})
    before = log.events.copy(deep=True), log.cases.copy(deep=True)
    check(log, GuidelineHistory((make_guideline([RULE], {"N", "A"}),)))
    pd.testing.assert_frame_equal(log.events, before[0])
    pd.testing.assert_frame_equal(log.cases, before[1])


def test_disabled_rules_are_listed_and_unsigned_ones_marked(judge: Judge) -> None:
    events = ["N 2026-03-01", "A 2026-03-05"]
    disabled = judge({"rule": {**RULE, "status": "disabled"}, "events": events}).rules[0]
    assert (disabled.activations, disabled.share) == (0, None)
    assert {"disabled", "unverified"} <= set(disabled.notes)
    proposed = judge({"rule": {**RULE, "status": "proposed"}, "events": events}).rules[0]
    assert (proposed.kept, "proposed" in proposed.notes) == (1, True)
    signed = {**RULE, "verified_by": "jurist", "verified_on": "2026-01-01"}
    assert judge({"rule": signed, "events": events}).rules[0].notes == ()


def test_names_in_the_log_may_be_titles_or_aliases(make_log: MakeLog) -> None:
    guideline = parse_guideline(
        """
version: 1
id: g
title: g
valid_from: 2000-01-01
activities:
  - {id: n, title: Modtaget, aliases: [INDGANG]}
  - {id: a, title: Svaret}
rules:
  - id: R
    title: t
    kind: deadline
    severity: law
    start: {activity: n}
    end: {activity: a}
    within: {days: 9}
"""
    )
    log = make_log({"events": ["Indgang 2026-03-01", "svaret 2026-03-02"]})
    assert check(log, GuidelineHistory((guideline,))).rule("R").kept == 1


def test_a_condition_on_a_column_the_log_lacks_cannot_be_assessed(judge: Judge) -> None:
    rule = {**RULE, "applies_when": {"not": {"event": {"underretter": ["anonym"]}}}}
    result = judge({"rule": rule, "events": ["N 2026-03-01", "A 2026-03-05"]}).rules[0]
    assert (result.activations, result.not_assessable) == (1, 1)
    assert "column_missing" in result.notes
    assert result.share is None


def test_a_due_column_the_log_lacks_cannot_be_assessed(judge: Judge) -> None:
    rule = {key: value for key, value in RULE.items() if key != "within"}
    result = judge({"rule": {**rule, "due": {"column": "frist"}}, "events": ["N 2026-03-01", "A 2026-03-02"]})
    assert result.rules[0].not_assessable == 1


def test_the_first_or_the_last_stated_due_date(judge: Judge) -> None:
    rule = {key: value for key, value in RULE.items() if key != "within"}
    events = ["N 2026-03-01 due=2026-03-10", "M 2026-03-05 due=2026-03-20", "A 2026-03-15"]
    for statement, outcome in (("first", "late"), ("last", "kept")):
        stated = {**rule, "due": {"column": "due", "statement": statement}}
        assert list(judge({"rule": stated, "events": events}).outcomes["outcome"]) == [outcome]


def test_a_rule_the_old_law_does_not_have_begins_with_the_new(judge: Judge) -> None:
    other = {"kind": "existence", "end": {"activity": "A"}, "id": "ANDEN"}
    result = judge(
        {
            "versions": [
                {"valid_from": "2010-01-01", "valid_to": "2023-12-31", "rule": other},
                {"valid_from": "2024-01-01", "rule": {**RULE, "id": "NY"}},
            ],
            "events": ["N 2023-12-31 case=1", "A 2024-01-05 case=1", "N 2024-01-01 case=2"],
        }
    )
    assert result.rule("NY").activations == 1
    assert [one.rule.id for one in result.rules] == ["NY", "ANDEN"]


def test_one_end_is_not_given_twice_across_a_change_of_law(judge: Judge) -> None:
    rule = {**RULE, "match": "one_to_one", "within": {"days": 30}}
    result = judge(
        {
            "versions": [
                {"valid_from": "2010-01-01", "valid_to": "2023-12-31", "rule": rule},
                {"valid_from": "2024-01-01", "rule": rule},
            ],
            "events": ["N 2023-12-31", "N 2024-01-01", "A 2024-01-05"],
        }
    ).rules[0]
    assert (result.kept, result.missed) == (1, 1)


def test_a_step_can_be_both_the_end_of_one_duty_and_the_start_of_the_next(judge: Judge) -> None:
    rule = {"kind": "deadline", "start": {"activity": "O"}, "end": {"activity": "O"}, "within": {"months": 6}}
    result = judge(
        {"rule": rule, "events": ["O 2026-01-01", "O 2026-05-01", "O 2026-12-01"], "as_of": "2026-12-31"}
    ).rules[0]
    assert (result.kept, result.late, result.pending) == (1, 1, 1)


def test_a_start_at_the_instant_of_the_answer_opens_nothing_where_the_next_counts(judge: Judge) -> None:
    rule = {**RULE, "start": {"activity": "N", "which": "next"}}
    events = ["N 2026-03-01 09:00", "N 2026-03-02 09:00", "A 2026-03-02 09:00", "N 2026-03-02 09:01"]
    result = judge({"rule": rule, "events": events, "as_of": "2026-03-05"}).rules[0]
    assert (result.kept, result.pending) == (1, 1)


def test_of_two_starts_at_one_instant_the_one_due_first_gets_the_only_end(judge: Judge) -> None:
    rule = {key: value for key, value in RULE.items() if key != "within"}
    rule = {**rule, "due": {"column": "due"}, "match": "one_to_one"}
    starts = ["N 2026-03-01 due=2026-03-20", "N 2026-03-01 due=2026-03-10"]
    for events in (starts, starts[::-1]):
        frame = judge({"rule": rule, "events": [*events, "A 2026-03-05"], "as_of": "2026-03-31"}).outcomes
        due = frame["due"].dt.tz_convert("Europe/Copenhagen").dt.day
        assert dict(zip(due, frame["outcome"], strict=True)) == {10: "kept", 20: "missed"}


def test_families_widen_the_interval_and_leave_the_share(judge: Judge) -> None:
    events = [
        f"{name} 2026-03-{day:02d} case={case}"
        for case in range(1, 21)
        for name, day in (("N", 1), ("A", 5 if case <= 12 else 25))
    ]
    plain = judge({"rule": RULE, "events": events}).rules[0]
    siblings = judge(
        {"rule": RULE, "events": events, "group": {case: f"F{(case - 1) // 4}" for case in range(1, 21)}}
    ).rules[0]
    assert plain.share == wilson(12, 20)
    assert siblings.share is not None
    assert siblings.share.value == 0.6
    assert siblings.share.low < plain.share.low  # type: ignore[union-attr]


def test_ten_kept_five_late_two_waived_are_67_and_71_percent(judge: Judge) -> None:
    rule = {**RULE, "exceptions": [{"activity": "V"}]}
    events = [f"N 2026-03-01 case={case}" for case in range(1, 18)]
    events += [f"A 2026-03-05 case={case}" for case in range(1, 11)]
    events += [f"A 2026-03-25 case={case}" for case in range(11, 16)]
    events += [f"V 2026-03-05 case={case}" for case in (16, 17)]
    result = judge({"rule": rule, "events": events}).rules[0]
    assert result.share is not None
    assert result.share_lawful is not None
    assert (round(result.share.value, 2), round(result.share_lawful.value, 2)) == (0.67, 0.71)


def test_closed_cases_only_give_no_share_of_the_waiting(judge: Judge) -> None:
    example = {"rule": RULE, "events": ["N 2026-03-01", "A 2026-03-05"], "selection": "closed_in"}
    result = judge(example).rules[0]
    assert result.share_censored is None
    assert "closed_in" in result.notes


def test_a_precedence_cannot_be_assessed_where_the_past_is_cut_off(judge: Judge) -> None:
    rule = {"kind": "precedence", "start": {"activity": "D"}, "needs_before": {"activity": "S"}}
    result = judge(
        {
            "rule": rule,
            "events": ["D 2026-03-01 case=1", "D 2026-03-01 case=2", "S 2026-05-01 case=3"],
            "opened": {1: "2025-06-01"},
            "window_start": "2026-01-01",
        }
    ).outcomes
    assert list(zip(result["outcome"], result["reason"], strict=True)) == [
        ("not_assessable", "left_edge"),
        ("missed", ""),
    ]


def test_conditions_look_in_the_case_the_instance_and_the_row(judge: Judge) -> None:
    rule = {
        "kind": "precedence",
        "start": {"activity": "M"},
        "needs_before": {"activity": "R"},
        "per": "instance",
        "applies_when": {
            "earlier": {"activity": "N", "where": {"aarsag": ["Æresrelateret"]}, "per": "instance"}
        },
    }
    result = judge(
        {
            "rule": rule,
            "events": [
                "N 2026-03-01 instance=1 aarsag=æresrelateret",
                "M 2026-03-02 instance=1",
                "N 2026-03-05 instance=2 aarsag=fravær",
                "M 2026-03-06 instance=2",
                "R 2026-03-07 instance=2",
            ],
        }
    ).rules[0]
    assert (result.activations, result.missed) == (1, 1)


def test_a_late_exception_is_named_and_excuses_nothing(judge: Judge) -> None:
    rule = {**RULE, "exceptions": [{"activity": "V"}]}
    frame = judge(
        {
            "rule": rule,
            "events": ["N 2026-03-01", "V 2026-03-12", "A 2026-03-20 case=2"],
            "as_of": "2026-03-31",
        }
    ).outcomes
    assert list(zip(frame["outcome"], frame["reason"], strict=True)) == [("missed", "exception_too_late")]


def test_a_duty_excused_in_time_stays_excused_by_a_second_exception_of_the_due_day(judge: Judge) -> None:
    rule = {**RULE, "within": {"hours": 24}, "exceptions": [{"activity": "V"}, {"activity": "W"}]}
    events = ["N 2026-03-03 09:00", "V 2026-03-03 10:00", "W 2026-03-04", "A 2026-03-08"]
    frame = judge({"rule": rule, "events": events}).outcomes
    assert list(zip(frame["outcome"], frame["reason"], strict=True)) == [("waived", "exception")]


def test_what_is_missing_is_certain_only_once_the_latest_reading_of_due_has_passed(judge: Judge) -> None:
    example = {
        "rule": {**RULE, "within": {"working_days": 6}},
        "calendar": {"saturday_is_working_day": True},
        "events": ["N 2026-03-02 case=1", "A 2026-03-02 case=2"],
    }
    for as_of, certain in (("2026-03-10 12:00", 0), ("2026-03-11", 1)):
        result = judge({**example, "as_of": as_of}).rules[0]
        assert (result.missed, result.certain) == (1, certain)


def test_a_rule_that_a_later_decision_would_lift_waits_for_it_while_the_case_is_open(judge: Judge) -> None:
    rule = {**RULE, "applies_when": {"not": {"later": "B"}}}
    events = ["N 2026-03-01 case=1", "N 2026-03-01 case=2", "N 2026-03-01 case=3", "B 2026-03-02 case=3"]
    result = judge(
        {
            "rule": rule,
            "events": [*events, "A 2026-03-01 case=4"],
            "closed": {2: "2026-03-20"},
            "as_of": "2026-04-01",
        }
    ).rules[0]
    assert (result.activations, result.missed) == (1, 1)
    assert "undecided:1" in result.notes


def test_a_clock_stopped_for_years_moves_due_by_years(judge: Judge) -> None:
    pause = {"from": {"activity": "P"}, "to": {"activity": "Q"}}
    rule = {**RULE, "within": {"working_days": 5}, "pauses": [pause]}
    events = ["N 2020-01-01", "P 2020-01-02", "Q 2028-01-01", "A 2028-01-03"]
    frame = judge({"rule": rule, "events": events}).outcomes
    assert list(frame["outcome"]) == ["kept"]
    assert f"{frame['due'].iloc[0]:%Y-%m-%d}" == "2028-01-07"


def test_a_pause_that_asks_for_a_column_the_log_lacks_cannot_be_judged(judge: Judge) -> None:
    pause = {"from": {"activity": "P", "where": {"cause": ["sygdom"]}}, "to": {"activity": "Q"}}
    events = ["N 2026-01-01", "P 2026-01-02", "Q 2026-01-05", "A 2026-01-20"]
    result = judge({"rule": {**RULE, "pauses": [pause]}, "events": events}).rules[0]
    assert result.not_assessable == 1
    assert "column_missing" in result.notes


def test_the_same_person_and_compared_steps(judge: Judge) -> None:
    events = ["B 2026-03-01 who=R1", "U 2026-03-02 who=R2", "G 2026-03-03 who=R2"]
    rule = {"kind": "people", "start": {"activity": "G"}, "compare_with": {"activity": "B"}}
    for people, outcome in (("different", "kept"), ("same", "missed")):
        result = judge({"rule": {**rule, "people": people}, "events": events})
        assert list(result.outcomes["outcome"]) == [outcome]


def test_every_reason_and_note_has_danish_words() -> None:
    assert set(OUTCOMES) == {"kept", "late", "missed", "pending", "not_assessable", "waived"}
    assert note_text("undecided:1234").startswith("I 1.234 åbne forløb")
    assert note_texts(("activity_missing", "activity_missing:3")) == (NOTES["activity_missing"],)
    assert all(text.endswith(".") for text in (*REASONS.values(), *NOTES.values()))


def test_an_empty_log_and_a_case_without_events_give_no_activations(make_guideline: MakeGuideline) -> None:
    existence = {"kind": "existence", "end": {"activity": "A"}}
    people = {"kind": "people", "people": "at_least", "count": 2, "start": {"activity": "N"}}
    precedence = {"kind": "precedence", "start": {"activity": "A"}, "needs_before": {"activity": "N"}}
    history = GuidelineHistory((make_guideline([RULE, existence, people, precedence], {"N", "A"}),))
    start = pd.Timestamp("2026-01-01", tz="UTC")
    window = Window(start, start + pd.Timedelta(days=90))
    events = pd.DataFrame({"case_id": [], "activity": [], "time": pd.to_datetime([], utc=True)})
    for names in ([], ["1"]):
        log = build_log(events, pd.DataFrame({"case_id": names}), zone="Europe/Copenhagen", window=window)
        result = check(log, history)
        assert [one.activations for one in result.rules] == [0, 0, 0, 0]
        assert list(result.outcomes.columns) == list(OUTCOME_COLUMNS)
