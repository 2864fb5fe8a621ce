"""Between UTC instants (int64 microseconds) and local dates of a zone.

A local midnight that the clock skips becomes the first instant after it; one that comes twice is the first.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.workcalendar.days import Dates

MICROSECOND = 1
DAY_MICROSECONDS = 86_400_000_000


def known_zone(zone: str) -> bool:
    """Whether the zone database has this name ("Europe/Copenhagen")."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def local_dates(instants: NDArray[np.int64], zone: str) -> Dates:
    """The local date each UTC instant (microseconds) lies in."""
    index = pd.DatetimeIndex(np.asarray(instants, dtype="int64").view("M8[us]"), tz="UTC")
    local = index.tz_convert(zone).tz_localize(None)
    return np.asarray(local.to_numpy().astype("datetime64[D]"))


def local_midnight(times: pd.Series, zone: str) -> pd.Series:
    """The local date of each UTC time, as a naive midnight; missing stays missing."""
    return times.dt.tz_convert(zone).dt.tz_localize(None).dt.normalize()


def day_begins(dates: Dates, zone: str) -> NDArray[np.int64]:
    """The first instant of each local date, in UTC microseconds."""
    unique, inverse = np.unique(dates, return_inverse=True)
    midnights = pd.DatetimeIndex(unique.astype("datetime64[us]")).tz_localize(
        zone, ambiguous=np.ones(len(unique), dtype=bool), nonexistent="shift_forward"
    )
    values = midnights.tz_convert("UTC").as_unit("us").asi8
    return np.asarray(values, dtype=np.int64)[inverse]


def day_ends(dates: Dates, zone: str) -> NDArray[np.int64]:
    """The last microsecond of each local date, in UTC microseconds."""
    return day_begins(dates + np.timedelta64(1, "D"), zone) - MICROSECOND
