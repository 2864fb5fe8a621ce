"""Rules and their breaches as tables of finished Danish text."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from procesanalyse.conformance.results import CheckResult, RuleResult
from procesanalyse.eventlog.table import EventLog
from procesanalyse.guideline.model import Severity
from procesanalyse.texts import numbers
from procesanalyse.texts.reasons import OUTCOMES
from procesanalyse.texts.screens import compliance, deadlines, overview

#: Rows of a table of breaches at most; more would not be read.
MOST_ROWS = 200


def measured(result: CheckResult, *severities: Severity) -> list[RuleResult]:
    """Active rules of these severities that anything in the log falls under.

    In the order of the severities, verified rules first, then most breaches first.
    """
    found = [
        one
        for one in result.rules
        if one.rule.severity in severities and one.rule.status == "active" and one.activations
    ]
    return sorted(found, key=lambda one: _order(one, severities))


def _order(one: RuleResult, severities: tuple[Severity, ...]) -> tuple[int, bool, int, str]:
    return severities.index(one.rule.severity), not one.rule.verified, -one.broken, one.rule.title


def deadline_rules(rules: Iterable[RuleResult]) -> list[RuleResult]:
    """Those that are deadlines."""
    return [one for one in rules if one.rule.kind == "deadline"]


def overview_table(rules: Iterable[RuleResult]) -> pd.DataFrame:
    """One row per rule: share with interval, number, breaches, pending, legal basis."""
    rows = [
        (
            one.rule.title,
            share(one),
            numbers.number(one.share.count if one.share else 0),
            numbers.number(one.broken),
            numbers.number(one.pending),
            legal_basis(one),
        )
        for one in rules
    ]
    return pd.DataFrame(rows, columns=list(overview.COLUMNS))


def outcome_table(rules: Iterable[RuleResult]) -> pd.DataFrame:
    """One row per rule: share with interval, and how many of every outcome."""
    rows = [
        (
            name(one),
            share_of(one),
            *(
                numbers.number(count)
                for count in (
                    one.broken,
                    one.kept,
                    one.late,
                    one.missed,
                    one.pending,
                    one.not_assessable,
                    one.waived,
                )
            ),
            legal_basis(one),
        )
        for one in rules
    ]
    return pd.DataFrame(rows, columns=list(compliance.COLUMNS))


def name(one: RuleResult) -> str:
    """The rule's title, marked where nobody has verified its wording."""
    return compliance.rule_name(one.rule.title, verified=one.rule.verified)


def share(one: RuleResult) -> str:
    """ "68 % (66–71 %)"; a dash where no due time has passed."""
    if one.share is None:
        return numbers.MISSING
    low, high = numbers.number(one.share.low * 100), numbers.number(one.share.high * 100)
    return compliance.SHARE.format(share=numbers.percent(one.share.value), low=low, high=high)


def share_of(one: RuleResult) -> str:
    """ "68 % af 412 (66–71 %)"; a dash where no due time has passed."""
    if one.share is None:
        return numbers.MISSING
    low, high = numbers.number(one.share.low * 100), numbers.number(one.share.high * 100)
    percent, count = numbers.percent(one.share.value), numbers.number(one.share.count)
    return compliance.SHARE_OF.format(share=percent, count=count, low=low, high=high)


def legal_basis(one: RuleResult) -> str:
    """Where the law says it, with paragraph and number kept on one line; a dash where it is no law."""
    return compliance.unbroken(one.rule.legal_basis) or numbers.MISSING


def breaches(result: CheckResult, log: EventLog, rule_id: str) -> pd.DataFrame:
    """The rule's breaches, the longest first, MOST_ROWS at most; cases are pseudonyms."""
    found = result.of(rule_id)
    broken = found[found["outcome"].isin(["late", "missed"])].sort_values("overrun", ascending=False)
    rows = [
        (
            _case(log, row.case),
            OUTCOMES[row.outcome],
            moment(log, row.start, row.start_event),
            moment(log, row.due, None),
            moment(log, row.end, row.end_event),
            overrun(row.overrun),
            compliance.NO if row.final else compliance.YES,
        )
        for row in broken.head(MOST_ROWS).itertuples()
    ]
    return pd.DataFrame(rows, columns=list(compliance.BREACH_COLUMNS))


def overdue(result: CheckResult, log: EventLog, rule_id: str) -> pd.DataFrame:
    """Breaches of the rule that can still be mended: not done, due passed, case open; longest first."""
    found = result.of(rule_id)
    late = found[(found["outcome"] == "missed") & ~found["final"]].sort_values("overrun", ascending=False)
    rows = [
        (
            _case(log, row.case),
            moment(log, row.start, row.start_event),
            moment(log, row.due, None),
            overrun(row.overrun),
        )
        for row in late.itertuples()
    ]
    return pd.DataFrame(rows, columns=list(deadlines.OVERDUE_COLUMNS))


def overdue_cases(result: CheckResult, rules: Iterable[RuleResult]) -> int:
    """How many open cases are over the deadline of any of these rules."""
    ids = [one.rule.id for one in rules]
    found = result.outcomes
    late = found["rule"].isin(ids) & (found["outcome"] == "missed") & ~found["final"]
    return int(found.loc[late, "case"].nunique())


def moment(log: EventLog, when: pd.Timestamp, event: int | None) -> str:
    """A time as the log knows it: with the hour where the event has one, else the date alone."""
    if pd.isna(when):
        return numbers.MISSING
    local = when.tz_convert(log.zone)
    known = event is not None and not pd.isna(event)
    if known and log.events["precision"].iloc[int(event)] == "instant":
        return numbers.date_time_text(local)
    return numbers.date_text(local)


def overrun(length: pd.Timedelta) -> str:
    """How far over: hours under two days, else days."""
    if pd.isna(length):
        return numbers.MISSING
    hours = length.total_seconds() / 3600
    return numbers.hours(hours) if hours < 48 else numbers.days(hours / 24)


def _case(log: EventLog, number: int) -> str:
    return str(log.cases["case_id"].iloc[number])
