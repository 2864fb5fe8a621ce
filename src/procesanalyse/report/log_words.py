"""A log in Danish sentences: rows, cases, period, issues."""

from __future__ import annotations

import re

import pandas as pd

from procesanalyse.eventlog.table import EventLog, LogIssue
from procesanalyse.texts import log_words as words
from procesanalyse.texts.issues import ISSUES
from procesanalyse.texts.numbers import date_text, number


def row_sentences(log: EventLog) -> list[str]:
    """Rows in = rows kept + filtered + duplicate + rejected; cases, events, period."""
    rows = log.rows
    sentences = [
        words.ROWS.format(
            rows=number(rows.rows),
            kept=number(rows.kept),
            filtered=number(rows.filtered),
            duplicate=number(rows.duplicate),
            rejected=number(rows.rejected),
        ),
        words.CASES.format(
            cases=number(len(log.cases)),
            open=number(int(log.cases["closed"].isna().sum())),
            events=number(len(log.events)),
            planned=number(len(log.planned)),
        ),
        words.PERIOD.format(
            start=_local_date(log, log.window.start),
            end=_local_date(log, log.window.end),
            selection=words.SELECTIONS[log.selection],
        ),
    ]
    if rows.milestones:
        sentences.append(words.MILESTONES.format(count=number(rows.milestones)))
    return sentences


def issue_sentences(log: EventLog) -> list[str]:
    """One sentence per issue, the severe ones first."""
    order = {"error": 0, "warning": 1, "info": 2}
    return [issue_sentence(issue) for issue in sorted(log.issues, key=lambda one: order[one.severity])]


def issue_sentence(issue: LogIssue) -> str:
    """What was found, how often, and what it means."""
    template = ISSUES.get(issue.code, words.UNKNOWN_ISSUE)
    details = {name: _danish(value) for name, value in issue.details.items()}
    text = template.format_map({**details, "count": number(issue.count), "code": issue.code})
    return f"{words.SEVERITIES[issue.severity]}: {text}"


def as_of_sentence(log: EventLog, as_of: pd.Timestamp) -> str:
    """The instant of judgement, how many cases there were by then, and how many of them were open."""
    known = log.cases[~(log.cases["opened"] > as_of).to_numpy(dtype=bool)]
    is_open = known["closed"].isna() | (known["closed"] > as_of)
    return words.AS_OF.format(
        date=_local_date(log, as_of),
        cases=number(len(known)),
        open=number(int(is_open.sum())),
    )


def _danish(value: object) -> object:
    """A detail as shown: an ISO date as dd-mm-åååå, a number with Danish signs, a list with commas."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value)
    if isinstance(value, tuple | list):
        return ", ".join(str(_danish(one)) for one in value)
    return re.sub(r"\b(\d{4})-(\d{2})-(\d{2})\b", r"\3-\2-\1", value) if isinstance(value, str) else value


def _local_date(log: EventLog, moment: pd.Timestamp) -> str:
    return date_text(moment.tz_convert(log.zone))
