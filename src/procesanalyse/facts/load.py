"""Load: how many cases are open, by changes of +1 and -1 that add over partitions of a log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from procesanalyse.eventlog.table import TIME_DTYPE, EventLog

#: Columns of `load_changes`.
LOAD_CHANGE_COLUMNS: Mapping[str, str] = {
    "time": "UTC: when the number of open cases changed",
    "change": "int64: +1 opened, -1 closed",
}

#: Columns of `open_cases`.
OPEN_CASES_COLUMNS: Mapping[str, str] = {
    "time": "UTC: the instant counted at",
    "open": "int64: cases opened at or before it and not closed at or before it",
}


def load_changes(log: EventLog) -> pd.DataFrame:
    """The +1 and -1 of every case, in order of time; see LOAD_CHANGE_COLUMNS.

    A case without an opening never counts. One that closes before it opens (real logs
    have them) closes as it opens, so that the count never goes below zero.
    """
    cases = log.cases[log.cases["opened"].notna()]
    opened = cases["opened"]
    closed = cases["closed"].where(cases["closed"].isna() | (cases["closed"] >= opened), opened).dropna()
    changes = pd.DataFrame(
        {
            "time": pd.concat([opened, closed], ignore_index=True).astype(TIME_DTYPE),
            "change": np.repeat(np.array([1, -1], dtype=np.int64), [len(opened), len(closed)]),
        }
    )
    return changes.sort_values("time", kind="stable", ignore_index=True)


def open_cases(log: EventLog, at: Sequence[pd.Timestamp] | pd.DatetimeIndex | None = None) -> pd.DataFrame:
    """Open cases at each of the instants `at`, by default every local Monday 00:00 inside the window.

    See OPEN_CASES_COLUMNS. Cases opened before the window count where the log has them.
    """
    instants = weekly(log) if at is None else pd.DatetimeIndex(at).tz_convert("UTC")
    instants = instants.as_unit("us")
    changes = load_changes(log)
    total = np.concatenate(([0], np.cumsum(changes["change"].to_numpy())))
    passed = changes["time"].array.searchsorted(instants, side="right")
    return pd.DataFrame({"time": instants, "open": total[passed]})


def weekly(log: EventLog) -> pd.DatetimeIndex:
    """Every Monday 00:00 of the log's zone inside its window, as UTC; may be empty for a short window."""
    begin, end = (
        moment.tz_convert(log.zone).tz_localize(None) for moment in (log.window.start, log.window.end)
    )
    mondays = pd.date_range(begin.normalize(), end, freq="W-MON")
    instants = mondays.tz_localize(log.zone, ambiguous=True, nonexistent="shift_forward").tz_convert("UTC")
    return instants[(instants >= log.window.start) & (instants <= log.window.end)]
