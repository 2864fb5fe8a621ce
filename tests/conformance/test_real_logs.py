"""Rules on public logs against numbers that other programs computed."""

from __future__ import annotations

from pathlib import Path

import pytest

from procesanalyse.conformance.check import check
from procesanalyse.conformance.results import CheckResult, RuleResult
from procesanalyse.eventlog.profile import load_profile
from procesanalyse.eventlog.read import read_log
from procesanalyse.eventlog.table import EventLog
from procesanalyse.guideline.load import load_guideline, parse_guideline
from procesanalyse.guideline.model import GuidelineHistory

MODELS = Path(__file__).resolve().parents[2] / "models"
pytestmark = pytest.mark.shared_logs

DAYS_AND_HOURS = {
    ("hours", 24): 910,
    ("hours", 120): 1091,
    ("hours", 240): 1182,
    ("hours", 336): 1242,
    ("days", 1): 955,
    ("days", 5): 1105,
    ("days", 10): 1193,
    ("days", 14): 1244,
}


@pytest.fixture(scope="module")
def receipt(shared_logs: Path) -> EventLog:
    profile = load_profile(MODELS / "profiles" / "receipt.yaml")
    return read_log(shared_logs / "receipt" / "receipt.xes.gz", profile)


@pytest.fixture(scope="module")
def permits(receipt: EventLog) -> CheckResult:
    return check(receipt, load_guideline(MODELS / "guidelines" / "byggetilladelse.yaml"))


@pytest.fixture(scope="module")
def sepsis(shared_logs: Path) -> EventLog:
    profile = load_profile(MODELS / "profiles" / "sepsis.yaml")
    return read_log(shared_logs / "sepsis" / "Sepsis_Cases.xes.gz", profile)


def counts(result: RuleResult) -> tuple[int, ...]:
    return (result.activations, result.kept, result.late, result.missed, result.pending)


def history(activities: list[str], rules: list[str], zone: str, country: str) -> GuidelineHistory:
    lines = ["version: 1", "id: g", "title: g", "valid_from: 2000-01-01", f"zone: {zone}"]
    lines += [f"calendar: {{country: {country}}}", "activities:"]
    lines += [f"  - {{id: a{number}, title: {name}}}" for number, name in enumerate(activities)]
    lines += ["rules:", *(f"  - {{title: t, severity: local, {rule}}}" for rule in rules)]
    return GuidelineHistory((parse_guideline("\n".join(lines)),))


def test_receipt_is_judged_by_its_deadline(permits: CheckResult) -> None:
    result = permits.rule("FRIST")
    assert counts(result) == (1434, 952, 377, 39, 66)
    assert result.share is not None
    assert round(1 - result.share.value, 3) == 0.310
    assert result.share_censored is not None
    assert round(result.share_censored.value, 4) == 0.6885
    assert "ends_before_start:2" in result.notes


def test_receipt_is_judged_by_its_plan(permits: CheckResult) -> None:
    assert counts(permits.rule("PLAN")) == (1434, 940, 389, 41, 64)


def test_receipts_confirmations_in_hours_and_in_days(receipt: EventLog) -> None:
    names = ["Confirmation of receipt", "T05 Print and send confirmation of receipt"]
    rules = [
        f"id: {unit}{amount}, kind: deadline, start: {{activity: a0}}, end: {{activity: a1}},"
        f" within: {{{unit}: {amount}}}"
        for unit, amount in DAYS_AND_HOURS
    ]
    result = check(receipt, history(names, rules, "Europe/Amsterdam", "NL"))
    for (unit, amount), kept in DAYS_AND_HOURS.items():
        one = result.rule(f"{unit}{amount}")
        assert (one.activations, one.kept) == (1434, kept)
        assert one.missed + one.pending == 134


@pytest.mark.parametrize(
    ("kind", "first", "second", "activations", "fulfilled", "violating", "without"),
    [
        ("response", "ER Registration", "ER Triage", 1050, 1044, 6, 0),
        ("response", "ER Triage", "ER Sepsis Triage", 1053, 1032, 21, 0),
        ("response", "ER Sepsis Triage", "IV Antibiotics", 1049, 823, 226, 1),
        ("precedence", "ER Sepsis Triage", "IV Antibiotics", 823, 823, 0, 227),
        ("precedence", "IV Liquid", "IV Antibiotics", 823, 662, 161, 227),
        ("precedence", "Admission NC", "Release A", 671, 670, 1, 379),
    ],
)
def test_sepsis_follows_declare_as_other_programs_count(  # noqa: PLR0917
    sepsis: EventLog,
    kind: str,
    first: str,
    second: str,
    activations: int,
    fulfilled: int,
    violating: int,
    without: int,
) -> None:
    pair = (
        "start: {activity: a0}, end: {activity: a1}"
        if kind == "response"
        else "start: {activity: a1}, needs_before: {activity: a0}"
    )
    guidelines = history([first, second], [f"id: R, kind: {kind}, {pair}"], "Europe/Amsterdam", "none")
    result = check(sepsis, guidelines).rule("R")
    assert (result.activations, result.kept) == (activations, fulfilled)
    assert (result.broken_cases, result.cases_without_activation) == (violating, without)


@pytest.mark.parametrize(
    ("end", "hours", "expected"),
    [("IV Antibiotics", 1, (342, 481, 226)), ("LacticAcid", 3, (711, 28, 310))],
)
def test_sepsis_timed_rules(sepsis: EventLog, end: str, hours: int, expected: tuple[int, ...]) -> None:
    rule = (
        f"id: R, kind: deadline, start: {{activity: a0}}, end: {{activity: a1}}, within: {{hours: {hours}}}"
    )
    guidelines = history(["ER Sepsis Triage", end], [rule], "Europe/Amsterdam", "none")
    result = check(sepsis, guidelines).rule("R")
    assert (result.kept, result.late, result.missed) == expected
    if end == "LacticAcid":
        assert "ends_before_start:139" in result.notes
