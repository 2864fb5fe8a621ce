"""The period an extract covers."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from procesanalyse.errors import FaultCollector
from procesanalyse.eventlog.profile_model import Profile
from procesanalyse.eventlog.table import TIME_DTYPE, Window, end_of_day, last_instants


def log_window(profile: Profile, events: pd.DataFrame, now: datetime) -> Window:
    """The profile's window; where it is silent, from the first to the last completed event.

    Milestones count: the profile says that they happened. A date counts to the end of its
    day. Events later than `now` are slips of the pen and do not stretch the window, unless
    all are (a log of a future that somebody simulated). UnusableInput where the window would
    hold nothing, since it ends before it begins or before the first event.
    """
    past = events[(events["time"] <= pd.Timestamp(now)).to_numpy()]
    done = events if past.empty else past
    last = last_instants(done["time"].astype(TIME_DTYPE), done["precision"], profile.zone).max()
    start = _moment(profile.window.start, profile.zone, ends=False) if profile.window.start else None
    end = _moment(profile.window.end, profile.zone, ends=True) if profile.window.end else None
    first = events["time"].min()
    _check(profile, first, start or first, end or last)
    return Window(start=start or first, end=end or last)


def _check(profile: Profile, first: pd.Timestamp, start: pd.Timestamp, end: pd.Timestamp) -> None:
    faults, written = FaultCollector(profile.file), profile.window
    if end < first:
        faults.add("eventlog.window_before_events", field="window.end", value=written.end)
    elif end < start and written.end:
        faults.add("profile.window_backwards", field="window.end", value=written.end)
    elif end < start:
        faults.add("eventlog.window_after_events", field="window.start", value=written.start)
    faults.raise_if_any()


def _moment(written: str, zone: str, *, ends: bool) -> pd.Timestamp:
    """An ISO date (its first or last instant) or time, in the zone where it states none, as UTC."""
    moment = pd.Timestamp(written).as_unit("us")
    if moment.tzinfo is None:
        moment = moment.tz_localize(zone, ambiguous=True, nonexistent="shift_forward")
    moment = moment.tz_convert("UTC")
    is_date = len(written) == len("2024-01-01")
    if not (is_date and ends):
        return moment
    return end_of_day(pd.Series([moment], dtype=TIME_DTYPE), zone).iloc[0]
