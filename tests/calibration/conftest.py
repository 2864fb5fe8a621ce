"""Logs made by hand for the tests of calibration."""

from __future__ import annotations

import pandas as pd
import pytest

from procesanalyse.eventlog.table import EventLog, Selection, Window, build_log

ZONE = "Europe/Copenhagen"


def local(text: str) -> pd.Timestamp:
    """A local time as UTC."""
    return pd.Timestamp(text).tz_localize(ZONE).tz_convert("UTC")


def make_log(
    rows: list[tuple],
    *,
    columns: tuple[str, ...] = ("case_id", "activity", "time"),
    closed: dict[str, str] | None = None,
    types: dict[str, str] | None = None,
    window: tuple[str, str] = ("2024-01-01", "2025-01-01"),
    selection: Selection = "active_in",
) -> EventLog:
    """The log of these rows; a time without a clock is a date."""
    frame = pd.DataFrame(rows, columns=list(columns))
    frame = frame.assign(precision=["instant" if ":" in text else "date" for text in frame["time"]])
    for name in ("time", "start"):
        if name in frame:
            frame[name] = [pd.NaT if text is None else local(text) for text in frame[name]]
            frame[name] = frame[name].astype("datetime64[us, UTC]")
    ids = list(dict.fromkeys(frame["case_id"]))
    cases = pd.DataFrame({"case_id": ids})
    ends = [local((closed or {})[one]) if one in (closed or {}) else pd.NaT for one in ids]
    cases["closed"] = pd.Series(ends, dtype="datetime64[us, UTC]")
    if types:
        cases["case_type"] = [types[one] for one in ids]
    begin, end = (local(text) for text in window)
    return build_log(frame, cases, zone=ZONE, window=Window(begin, end), selection=selection)


@pytest.fixture
def hand_log():
    """The maker of hand-made logs."""
    return make_log
