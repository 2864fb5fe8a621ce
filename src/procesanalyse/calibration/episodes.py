"""Cases that close and open again are several courses of work: each becomes a case of its own.

A child's case may be closed and, a year later, opened by a new notification. What has to be
simulated is the courses: they arrive, wait and end. Left whole, a case closed today would look
finished for ever, and new notifications of known children would be no arrivals.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.calibration.observe import rebuilt_log
from procesanalyse.eventlog.table import EventLog, last_instants

#: An activity that begins so many cases is a way cases begin; another first event tells of a cut-off case.
USUAL_OPENER = 0.2


def split_episodes(log: EventLog, closing: Collection[str]) -> EventLog:
    """The log with one case per course: from an opening event to the last closing before the next one.

    Events after a closing belong to the closed course until an opening event begins a new one; the
    new one is open until a closing event of its own. A course whose first event is no usual opening
    event began before the window: its `opened` is set just before the window. Where the source states
    when cases opened, or has no closing events, cases stay whole.
    """
    opener = openers(log)
    rows = log.events[~log.events["milestone"].to_numpy()]
    if not rows["activity"].isin(list(closing)).any() or not _opened_by_event(log):
        return log
    events = log.events
    order = _order_of_days(log)
    number = np.empty(len(events), dtype=np.int64)
    number[order] = _course_numbers(
        events["case"].to_numpy()[order],
        events["activity"].isin(list(closing)).to_numpy()[order],
        events["activity"].isin(list(opener)).to_numpy()[order],
    )
    codes, uniques = pd.factorize(pd.MultiIndex.from_arrays([events["case"], number]))
    parents = np.array([pair[0] for pair in uniques], dtype=np.int64)
    names = [f"{log.cases['case_id'].iloc[case]}/{course + 1}" for case, course in uniques]
    cases = log.cases.iloc[parents].reset_index(drop=True)
    cases = cases.assign(
        case_id=names, opened=_opened(log, codes, opener), closed=_closed(log, codes, closing)
    )
    named = events.drop(columns="case").assign(case_id=np.asarray(names, dtype=object)[codes])
    return rebuilt_log(log, named, cases, log.window)


def with_first_instants(log: EventLog) -> EventLog:
    """The log in which a case that opens with its first event opens at that event's known beginning.

    That is its start of work where one is stated. Where an event of the same day has only a date, the
    timed one stands first: the date alone would open the case at midnight.
    """
    first = first_events(log).set_index("case").reindex(log.cases.index)
    begun = first["start"].fillna(first["time"])
    opened = log.cases["opened"]
    earliest = log.events.groupby("case")["time"].min().reindex(log.cases.index)
    opened = opened.where(~(earliest.notna() & (opened == earliest)), begun)
    return dataclasses.replace(log, cases=log.cases.assign(opened=opened))


def first_events(log: EventLog) -> pd.DataFrame:
    """The first event of every case, in order of cases; a date counts as the end of its day."""
    return log.events.iloc[_order_of_days(log)].groupby("case", sort=False).head(1)


def _order_of_days(log: EventLog) -> NDArray[np.int64]:
    """Rows by case and time, a date counting as the end of its day; ties as in the log."""
    last = last_instants(log.events["time"], log.events["precision"], log.zone)
    return np.lexsort((last.to_numpy(), log.events["case"].to_numpy()))


def openers(log: EventLog) -> frozenset[str]:
    """Activities that begin a fifth of the cases or more; all activities if there is no such."""
    first = first_events(log)["activity"].astype(object)
    share = first.value_counts(normalize=True)
    usual = frozenset(str(label) for label, part in share.items() if part >= USUAL_OPENER)
    return usual or frozenset(log.activities)


def _opened_by_event(log: EventLog) -> bool:
    """Whether `opened` says nothing but when the first event was."""
    first = first_events(log)
    opened = log.cases["opened"].iloc[first["case"].to_numpy()].to_numpy()
    begun = first["start"].fillna(first["time"]).to_numpy()
    return bool(len(first)) and bool((opened == begun).mean() >= 0.9)


def _course_numbers(
    case: NDArray[np.int32], closes: NDArray[np.bool_], opens: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """For each event the number of its course within the case, from 0."""
    number = np.zeros(len(case), dtype=np.int64)
    current, closed = 0, False
    for i in range(len(case)):
        if i == 0 or case[i] != case[i - 1]:
            current, closed = 0, False
        if closed and opens[i]:
            current, closed = current + 1, False
        closed = closed or bool(closes[i])
        number[i] = current
    return number


def _opened(log: EventLog, codes: NDArray[np.int64], opener: frozenset[str]) -> pd.Series:
    last = last_instants(log.events["time"], log.events["precision"], log.zone)
    frame = log.events.assign(course=codes, last=last)
    first = frame.sort_values(["course", "last"], kind="stable").groupby("course").head(1)
    whole = first["activity"].isin(list(opener)).to_numpy() | (log.selection == "opened_in")
    before = log.window.start - pd.Timedelta(microseconds=1)
    return first["start"].fillna(first["time"]).reset_index(drop=True).where(whole, before)


def _closed(log: EventLog, codes: NDArray[np.int64], closing: Collection[str]) -> pd.Series:
    """The course's last closing event; missing while it has none."""
    last = last_instants(log.events["time"], log.events["precision"], log.zone)
    is_end = log.events["activity"].isin(list(closing)).to_numpy()
    ends = last[is_end].groupby(codes[is_end]).max()
    return ends.reindex(range(int(codes.max()) + 1)).reset_index(drop=True)
