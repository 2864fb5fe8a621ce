"""Public logs give the numbers that other programs computed."""

import time

import pytest

from procesanalyse.eventlog.guess import guess_profile
from procesanalyse.eventlog.profile import load_profile
from procesanalyse.eventlog.read import read_log

pytestmark = pytest.mark.shared_logs
FILES = {
    "receipt": "receipt/receipt.xes.gz",
    "sepsis": "sepsis/Sepsis_Cases.xes.gz",
    "running_example": "running_example/running-example.xes",
    "bpic15_1": "bpic15_1/BPIC15_1.xes.gz",
}


@pytest.fixture(scope="module")
def log_of(shared_logs, root):
    read = {}

    def _log(name):
        if name not in read:
            profile = load_profile(root / "models" / "profiles" / f"{name}.yaml")
            read[name] = read_log(shared_logs / FILES[name], profile)
        return read[name]

    return _log


@pytest.mark.parametrize(
    ("name", "cases", "events", "activities"),
    [
        ("receipt", 1434, 8577, 27),
        ("sepsis", 1050, 15214, 16),
        ("running_example", 6, 42, 8),
        ("bpic15_1", 1199, 52217, 398),
    ],
)
def test_cases_events_and_activities_are_all_there(log_of, name, cases, events, activities):
    log = log_of(name)
    assert (len(log.cases), len(log.steps), log.steps["activity"].nunique()) == (cases, events, activities)
    assert log.rows.rejected == 0


def test_receipt_has_105_open_cases_and_ends_with_its_last_event(log_of):
    log = log_of("receipt")
    assert log.cases["closed"].isna().sum() == 105
    assert log.window.end.floor("s").isoformat() == "2012-01-23T14:42:54+00:00"


def test_receipt_has_every_due_date_though_fractions_differ(log_of):
    opened = log_of("receipt").events.query("activity == 'Sag oprettet'")
    assert opened["due"].notna().sum() == opened["enddate_planned"].notna().sum() == 1434
    assert (opened["due_precision"] == "instant").all()


def test_receipt_closings_against_deadlines_are_952_377_39_66(log_of):
    log = log_of("receipt")
    due = log.events.query("activity == 'Sag oprettet'").set_index("case")["due"]
    closed = log.cases["closed"]
    is_open = closed.isna()
    counts = (
        (closed <= due).sum(),
        (closed > due).sum(),
        (is_open & (due < log.window.end)).sum(),
        (is_open & (due >= log.window.end)).sum(),
    )
    assert counts == (952, 377, 39, 66)


def test_receipt_has_145_cases_with_events_after_closing_and_2_that_end_before_they_start(log_of):
    counts = {issue.code: issue.count for issue in log_of("receipt").issues}
    assert counts == {"event_after_closing": 145, "closed_before_opened": 2}


def test_sepsis_has_a_case_called_na(log_of):
    assert (log_of("sepsis").cases["case_id"] == "NA").sum() == 1


def test_bpic_finishes_by_its_due_dates_in_amsterdam_time_2719_times_of_3340(log_of):
    both = log_of("bpic15_1").events.dropna(subset=["due", "date_finished"])
    assert (len(both), (both["date_finished"] <= both["due"]).sum()) == (3340, 2719)


def test_receipt_is_read_within_two_seconds(shared_logs, root):
    profile = load_profile(root / "models" / "profiles" / "receipt.yaml")
    begin = time.perf_counter()
    read_log(shared_logs / FILES["receipt"], profile)
    assert time.perf_counter() - begin < 2


@pytest.mark.parametrize("name", ["receipt", "sepsis", "running_example"])
def test_a_guessed_profile_reads_every_event(shared_logs, log_of, name):
    path = shared_logs / FILES[name]
    log = read_log(path, guess_profile(path), key=b"k" * 32)
    assert len(log.events) == len(log_of(name).steps)
    assert len(log.cases) == len(log_of(name).cases)
