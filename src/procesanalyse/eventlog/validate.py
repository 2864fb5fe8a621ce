"""What is odd in a log, as issues: nothing is mended here and nothing is left out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.eventlog.reading_issues import EXAMPLES
from procesanalyse.eventlog.table import EventLog, LogIssue, Severity, last_instants
from procesanalyse.workcalendar.zones import local_midnight

#: Registered more than this long after it was done: backdated.
BACKDATED = pd.Timedelta(days=7)
#: A day closes cases in bulk if it closes this many, and so many times the median day with closings.
BULK_CASES, BULK_TIMES = 20, 8


def validate(log: EventLog) -> tuple[LogIssue, ...]:
    """Every kind of oddity that the log has, with its count and a few source rows; empty if none."""
    return tuple(issue for check in _CHECKS for issue in check(log) if issue.count)


def _rows(log: EventLog, where: NDArray[np.bool_]) -> tuple[int, ...]:
    return tuple(int(row) for row in log.events["source_row"].to_numpy()[np.flatnonzero(where)[:EXAMPLES]])


def _of_events(
    log: EventLog, code: str, severity: Severity, where: pd.Series | NDArray[np.bool_]
) -> LogIssue:
    flags = np.asarray(where, dtype=bool)
    return LogIssue(code, severity, int(flags.sum()), _rows(log, flags))


def registration(log: EventLog) -> list[LogIssue]:
    """Registered on an earlier day than it was done, or more than seven days later."""
    events = log.events
    days = local_midnight(events["registered"], log.zone) - local_midnight(events["time"], log.zone)
    return [
        _of_events(log, "registered_before", "warning", (days < pd.Timedelta(0)).fillna(value=False)),
        _of_events(log, "backdated", "warning", (days > BACKDATED).fillna(value=False)),
    ]


def closing(log: EventLog) -> list[LogIssue]:
    """Cases with events after they were closed, and cases closed before they were opened.

    A date is after a closing only if its whole day is.
    """
    cases, events = log.cases, log.events
    closed = cases["closed"].array.take(events["case"].to_numpy())
    after = (events["time"].array > closed).astype(bool)
    late = np.unique(events["case"].to_numpy()[after])
    first = tuple(int(r) for r in events[after].groupby("case")["source_row"].first().head(EXAMPLES))
    backwards = np.flatnonzero((cases["closed"] < cases["opened"]).to_numpy(dtype=bool))
    has_events = np.diff(log.offsets) > 0
    rows = [int(events["source_row"].iloc[log.offsets[case]]) for case in backwards if has_events[case]]
    return [
        LogIssue("event_after_closing", "warning", len(late), first, {"events": int(after.sum())}),
        LogIssue("closed_before_opened", "warning", len(backwards), tuple(rows[:EXAMPLES])),
    ]


def bulk_closing(log: EventLog) -> list[LogIssue]:
    """Days on which far more cases were closed than on others: the closing date is then no date of work."""
    per_day = local_midnight(log.cases["closed"].dropna(), log.zone).value_counts()
    if per_day.empty:
        return []
    bulk = per_day[(per_day >= BULK_CASES) & (per_day >= BULK_TIMES * per_day.median())]
    dates = ", ".join(sorted(day.strftime("%Y-%m-%d") for day in bulk.index)[:EXAMPLES])
    return [LogIssue("bulk_closing", "warning", int(bulk.sum()), (), {"days": len(bulk), "dates": dates})]


def missing_names(log: EventLog) -> list[LogIssue]:
    """Steps without a person or team, where the log names them elsewhere."""
    step = ~log.events["milestone"].to_numpy()
    found = []
    for column in ("resource", "team"):
        missing = log.events[column].isna().to_numpy()
        if (step & ~missing).any():
            found.append(_of_events(log, f"{column}_missing", "warning", step & missing))
    return found


def order_of_times(log: EventLog) -> list[LogIssue]:
    """Events later than the window, and events that start after they end."""
    events = log.events
    last = last_instants(events["start"], events["precision"], log.zone)
    starts_late = (
        events["start"] > last_instants(events["time"], events["precision"], log.zone)
    ) & last.notna()
    return [
        _of_events(log, "future_event", "error", events["time"] > log.window.end),
        _of_events(log, "start_after_end", "warning", starts_late),
    ]


def precision(log: EventLog) -> list[LogIssue]:
    """Activities whose times are partly dates, partly instants: hours can then not always be judged."""
    steps = log.steps
    kinds = steps.groupby("activity", observed=True)["precision"].nunique()
    mixed = sorted(str(name) for name in kinds[kinds > 1].index)
    return [LogIssue("precision_mixed", "info", len(mixed), (), {"activities": ", ".join(mixed)})]


def planned_work(log: EventLog) -> list[LogIssue]:
    """Rows without a completion date: registered, not done."""
    rows = tuple(int(row) for row in log.planned["source_row"].head(EXAMPLES))
    return [LogIssue("planned_rows", "info", len(log.planned), rows)]


_CHECKS: tuple[Callable[[EventLog], list[LogIssue]], ...] = (
    registration,
    closing,
    bulk_closing,
    missing_names,
    order_of_times,
    precision,
    planned_work,
)
