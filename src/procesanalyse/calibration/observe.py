"""Logs as they would have been seen: at an earlier date, or by a system that keeps only dates."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from procesanalyse.eventlog.table import TIME_DTYPE, EventLog, Window, build_log
from procesanalyse.workcalendar.zones import day_begins, local_midnight


def cut_log(log: EventLog, until: pd.Timestamp) -> EventLog:
    """The log as an extract at `until` would have shown it: later events are gone, their cases open.

    A date belongs before `until` if its day began before it. People who only took part are left out.
    """
    cases = log.cases[log.cases["opened"] < until]
    closed = cases["closed"].where(cases["closed"] < until)
    events = log.events[(log.events["time"] < until) & log.events["case"].isin(cases.index)]
    window = Window(log.window.start, until)
    return rebuilt_log(log, _named(log, events), cases.assign(closed=closed), window)


def date_only_activities(log: EventLog) -> frozenset[str]:
    """Activities whose events are dates in at least half the rows."""
    dated = (log.events["precision"] == "date").groupby(log.events["activity"], observed=True).mean()
    return frozenset(str(label) for label, share in dated.items() if share >= 0.5)


def as_observed(log: EventLog, date_only: Collection[str]) -> EventLog:
    """A simulated log as the real system would have kept it.

    Events of `date_only` lose their time of day; starts, enabling and ready instants are gone.
    """
    dated = log.events["activity"].isin(list(date_only)).to_numpy()
    time = log.events["time"].copy()
    time[dated] = _day_begins(time[dated], log.zone)
    precision = np.where(dated, "date", log.events["precision"].astype(object))
    missing = pd.Series(pd.NaT, index=log.events.index, dtype=TIME_DTYPE)
    events = log.events.assign(time=time, precision=precision, start=missing, enabled=missing, ready=missing)
    return rebuilt_log(log, _named(log, events), log.cases, log.window)


def _day_begins(times: pd.Series, zone: str) -> pd.Series:
    """The instant at which each time's local day begins."""
    days = local_midnight(times, zone).to_numpy().astype("datetime64[D]")
    return pd.Series(pd.to_datetime(day_begins(days, zone), unit="us", utc=True), times.index, TIME_DTYPE)


def local_dates(times: pd.Series, zone: str) -> pd.Series:
    """Each time's local date as a number of days."""
    local = local_midnight(times, zone).to_numpy().astype("datetime64[D]")
    return pd.Series(local.astype(np.int64), index=times.index)


def rebuilt_log(log: EventLog, events: pd.DataFrame, cases: pd.DataFrame, window: Window) -> EventLog:
    """The log with these events (naming their case in `case_id`), cases and window, all else kept."""
    return build_log(
        events,
        cases,
        zone=log.zone,
        window=window,
        selection=log.selection,
        event_attributes=log.event_attributes,
        case_attributes=log.case_attributes,
        issues=log.issues,
        origin=log.origin,
    )


def _named(log: EventLog, events: pd.DataFrame) -> pd.DataFrame:
    names = log.cases["case_id"].to_numpy()[events["case"].to_numpy()]
    return events.drop(columns="case").assign(case_id=names)
