"""What is odd in a log is counted, with the rows where it stands."""

import pandas as pd
import pytest

from procesanalyse.eventlog.table import build_log
from procesanalyse.eventlog.validate import validate


def _log(events, cases=None, **more):
    frame = pd.DataFrame(events)
    for column in ("time", "start", "registered"):
        if column in frame:
            frame[column] = pd.to_datetime(frame[column], utc=True)
    cases = pd.DataFrame(cases or {"case_id": sorted(set(frame["case_id"]))})
    for column in ("opened", "closed"):
        if column in cases:
            cases[column] = pd.to_datetime(cases[column], utc=True)
    return build_log(frame, cases, zone="Europe/Copenhagen", **more)


def _counts(log):
    return {issue.code: issue.count for issue in validate(log)}


def test_a_clean_log_has_no_issues():
    events = {"case_id": ["1"], "activity": ["A"], "time": ["2024-01-02T10:00Z"], "resource": ["x"]}
    assert _counts(_log(events)) == {}


@pytest.mark.parametrize(
    ("registered", "expected"),
    [
        ("2024-01-02T08:00Z", {}),
        ("2024-01-01T08:00Z", {"registered_before": 1}),
        ("2024-01-09T23:30+01:00", {}),
        ("2024-01-10T00:30+01:00", {"backdated": 1}),
    ],
)
def test_registration_is_judged_by_local_days(registered, expected):
    events = {
        "case_id": ["1"],
        "activity": ["A"],
        "time": ["2024-01-02T10:00Z"],
        "registered": [registered],
    }
    assert _counts(_log(events)) == expected


def test_an_event_on_the_closing_instant_is_not_after_it():
    events = {
        "case_id": ["1", "1"],
        "activity": ["A", "B"],
        "time": ["2024-01-02T10:00Z", "2024-01-02T10:01Z"],
    }
    on, before = (
        _log(events, {"case_id": ["1"], "closed": [closed]})
        for closed in ("2024-01-02T10:01Z", "2024-01-02T10:00Z")
    )
    assert _counts(on) == {}
    (issue,) = validate(before)
    assert (issue.code, issue.count, issue.rows, issue.details) == (
        "event_after_closing",
        1,
        (2,),
        {"events": 1},
    )


def test_closed_before_opened():
    events = {"case_id": ["1"], "activity": ["A"], "time": ["2024-01-02T10:00Z"]}
    cases = {"case_id": ["1"], "opened": ["2024-01-05T00:00Z"], "closed": ["2024-01-04T00:00Z"]}
    assert _counts(_log(events, cases)) == {"closed_before_opened": 1}


def test_a_day_that_closes_far_more_cases_than_others_is_told():
    days = [f"2024-01-{day:02}" for day in range(1, 11)] + ["2024-12-30"] * 40
    ids = [f"{i:03}" for i in range(len(days))]
    events = {"case_id": ids, "activity": "A", "time": "2024-01-01T00:00Z"}
    log = _log(events, {"case_id": ids, "closed": [f"{day}T12:00Z" for day in days]})
    (issue,) = validate(log)
    assert (issue.code, issue.count, issue.details) == (
        "bulk_closing",
        40,
        {"days": 1, "dates": "2024-12-30"},
    )


def test_missing_names_count_only_where_the_log_has_names():
    events = {
        "case_id": ["1", "1"],
        "activity": ["A", "B"],
        "time": ["2024-01-02T10:00Z", "2024-01-03T10:00Z"],
        "resource": ["x", None],
        "team": [None, None],
    }
    assert _counts(_log(events)) == {"resource_missing": 1}


def test_an_activity_with_dates_and_instants_is_told():
    events = {
        "case_id": ["1", "1", "1"],
        "activity": ["A", "A", "B"],
        "time": ["2024-01-01T23:00Z", "2024-01-03T10:00Z", "2024-01-04T10:00Z"],
        "precision": ["date", "instant", "instant"],
    }
    (issue,) = validate(_log(events))
    assert (issue.code, issue.details) == ("precision_mixed", {"activities": "A"})


def test_a_start_after_the_end():
    events = {
        "case_id": ["1"],
        "activity": ["A"],
        "time": ["2024-01-02T10:00Z"],
        "start": ["2024-01-02T11:00Z"],
    }
    assert _counts(_log(events)) == {"start_after_end": 1}
