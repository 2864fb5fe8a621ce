"""Findings: law, goals and advice apart, nothing unverified, numbers that can be counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from procesanalyse.conformance.check import check
from procesanalyse.conformance.results import CheckResult
from procesanalyse.eventlog.table import EventLog, Window, build_log
from procesanalyse.guideline.model import (
    Activity,
    DueSpec,
    Duration,
    EventPattern,
    Guideline,
    GuidelineHistory,
    Rule,
)
from procesanalyse.report.breaches import breaches_by_activity
from procesanalyse.report.findings import Finding, findings
from procesanalyse.workcalendar.spec import CalendarSpec

ZONE = "Europe/Copenhagen"


def utc(text: str) -> pd.Timestamp:
    return pd.Timestamp(text, tz=ZONE).tz_convert("UTC")


def log_of(late: int, kept: int, waiting: int = 0) -> EventLog:
    """Cases whose answer comes after 20 days (late), 2 days (kept) or not yet (open)."""
    rows, ids, closed = [], [], []
    for number in range(late + kept + waiting):
        case, begin = str(number), utc("2026-03-02 09:00")
        rows.append((case, "Ansøgning", begin))
        answered = number < late + kept
        days = 20 if number < late else 2
        if answered:
            rows.append((case, "Svar", begin + pd.Timedelta(days=days)))
        ids.append(case)
        closed.append(begin + pd.Timedelta(days=days) if answered else pd.NaT)
    cases = pd.DataFrame({"case_id": ids, "closed": pd.Series(closed, dtype="datetime64[us, UTC]")})
    window = Window(utc("2026-03-01"), utc("2026-06-01"))
    return build_log(
        pd.DataFrame(rows, columns=["case_id", "activity", "time"]), cases, zone=ZONE, window=window
    )


LAW = Rule(
    id="LOV",
    title="Svar inden 10 dage",
    kind="deadline",
    severity="law",
    status="active",
    start=EventPattern(("Ansøgning",)),
    end=EventPattern(("Svar",)),
    due=DueSpec(within=Duration(10, "days")),
    legal_basis="Loven § 1",
    verified_by="jurist",
    verified_on=date(2026, 1, 1),
)
GOAL = replace(
    LAW,
    id="MÅL",
    title="Svar inden 1 dag",
    severity="local",
    legal_basis="",
    due=DueSpec(within=Duration(1, "days")),
)


def checked(log: EventLog, *rules: Rule) -> CheckResult:
    guideline = Guideline(
        id="g", title="g", valid_from=date(2020, 1, 1), valid_to=None, source="", calendar=CalendarSpec(),
        zone=ZONE, phases=(), activities=(Activity("Ansøgning", "Ansøgning"), Activity("Svar", "Svar")),
        handovers=(), flow=(), rules=rules,
    )  # fmt: skip
    return check(log, GuidelineHistory((guideline,)))


def by_kind(found: tuple[Finding, ...]) -> dict[str, Finding]:
    return {finding.kind: finding for finding in found}


def test_law_and_local_goals_stand_in_sentences_of_their_own() -> None:
    log = log_of(late=6, kept=14)
    found = by_kind(findings(log, checked(log, LAW, GOAL)))
    assert "»Svar inden 10 dage« (Loven § 1): 6 brud i 6 sager" in found["law"].text
    assert "70\N{NO-BREAK SPACE}%" in found["law"].text
    assert "»Svar inden 1 dag«: 20 brud i 20 sager" in found["local"].text


def test_an_unverified_rule_stands_in_no_headline_but_is_counted() -> None:
    log = log_of(late=6, kept=14)
    found = by_kind(findings(log, checked(log, replace(LAW, verified_by=""), GOAL)))
    assert "law" not in found
    assert "1 regel" in found["unverified"].text
    assert not any("Svar inden 10 dage" in finding.text for finding in found.values())


def test_a_proposed_rule_stands_nowhere() -> None:
    log = log_of(late=6, kept=14)
    found = by_kind(findings(log, checked(log, replace(LAW, status="proposed"))))
    assert not {"law", "unverified"} & set(found)


def test_no_breach_is_good_news() -> None:
    log = log_of(late=0, kept=9)
    assert "ingen brud" in by_kind(findings(log, checked(log, LAW)))["law"].text


def test_a_report_does_not_tell_breaches_in_a_group_of_four_and_a_leader_hears_them() -> None:
    log = log_of(late=1, kept=3)
    assert "law" not in by_kind(findings(log, checked(log, LAW), audience="report"))
    assert "1 brud i 1 sag." in by_kind(findings(log, checked(log, LAW), audience="leader"))["law"].text


def test_open_cases_over_a_deadline_of_the_law_are_told() -> None:
    log = log_of(late=5, kept=9, waiting=7)
    found = by_kind(findings(log, checked(log, LAW)))
    assert found["open"].text.startswith("Den 1. juni 2026 er 7 sager åbne; 7 af dem")


def test_the_most_usual_path_and_the_longest_wait_are_told() -> None:
    log = log_of(late=6, kept=14)
    found = by_kind(findings(log, None))
    assert "følges af 100\N{NO-BREAK SPACE}% af sagerne (20)" in found["path"].text
    assert "fra »Ansøgning« til »Svar«: 100\N{NO-BREAK SPACE}%" in found["wait"].text
    assert "gennemsnit 7,4\N{NO-BREAK SPACE}dage, typisk 2\N{NO-BREAK SPACE}dage" in found["wait"].text


def test_a_small_log_tells_a_report_nothing_about_paths() -> None:
    found = by_kind(findings(log_of(late=1, kept=2), None, audience="report"))
    assert "wait" not in found
    assert "Intet forløb" in found["path"].text
    assert "færre end 5" not in found["path"].text


def test_breaches_stand_at_the_late_step_or_where_the_missing_one_was_due_from() -> None:
    log = log_of(late=6, kept=14, waiting=7)
    result = checked(log, LAW, GOAL)
    assert breaches_by_activity(log, result, severity="law") == {"Svar": 6, "Ansøgning": 7}
    assert breaches_by_activity(log, result, severity="local") == {"Svar": 20, "Ansøgning": 7}
    assert breaches_by_activity(log, checked(log, replace(LAW, status="proposed")), severity="law") == {}
