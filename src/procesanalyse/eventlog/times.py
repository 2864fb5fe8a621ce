"""Times as a file writes them -> UTC instants with a precision; nothing is coerced silently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.eventlog.profile_model import ISO, Precision, TimeFormat
from procesanalyse.eventlog.table import TIME_DTYPE

_DATE = r"\d{4}-\d{2}-\d{2}"
_CLOCK = r"[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?"
_OFFSET = r"(Z|[+-]\d{2}(?::?\d{2})?)?"
_ISO_INSTANT = rf"^{_DATE}{_CLOCK}\s*{_OFFSET}$"
_ISO_DATE = rf"^{_DATE}(?:{_CLOCK})?\s*{_OFFSET}$"

#: Years outside of this are stand-ins (0001, 9999) or slips, never times of a case.
FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass(frozen=True)
class ParsedTimes:
    """One column read: all arrays are as long as the column.

    `time` is missing where the cell was empty, `unreadable` (no format fits) or
    `implausible` (year before 1900 or after 2199). `ambiguous` marks naive times in the
    hour that autumn repeats (read as the first), `moved` those in the hour that spring
    leaves out (moved to its end). A date is the local midnight that begins it.
    """

    time: pd.Series
    precision: pd.Series
    unreadable: NDArray[np.bool_]
    implausible: NDArray[np.bool_]
    ambiguous: NDArray[np.bool_]
    moved: NDArray[np.bool_]


def parse_times(
    text: pd.Series,
    formats: Sequence[TimeFormat],
    zone: str,
    precision: Precision | None = None,
) -> ParsedTimes:
    """The column as UTC times; the first format that fits a cell reads it.

    `precision`, if given, replaces what the formats say. Each different text is read once.
    """
    codes, unique = pd.factorize(text)
    values = pd.Series(unique, dtype="str")
    done = pd.DataFrame(
        {
            "time": pd.Series(pd.NaT, index=values.index, dtype=TIME_DTYPE),
            "precision": pd.Series(None, index=values.index, dtype=object),
            "implausible": False,
            "ambiguous": False,
            "moved": False,
        }
    )
    for spec in formats:
        left = (done["time"].isna() & ~done["implausible"]).to_numpy()
        if not left.any():
            break
        read = _read(values[left], spec, spec.zone or zone, zone, precision or spec.precision)
        fits = read["time"].notna() | read["implausible"]
        done.loc[fits.index[fits], :] = read[fits]
    return _spread(done, codes, text.index)


def _spread(done: pd.DataFrame, codes: NDArray[np.int64], index: pd.Index) -> ParsedTimes:
    rows = done.reindex(codes)
    missing = codes < 0
    flags = {name: rows[name].eq(other=True).to_numpy() for name in ("implausible", "ambiguous", "moved")}
    time = pd.Series(rows["time"].array, index=index).astype(TIME_DTYPE)
    return ParsedTimes(
        time=time,
        precision=pd.Series(rows["precision"].to_numpy(dtype=object), index=index),
        unreadable=time.isna().to_numpy() & ~missing & ~flags["implausible"],
        **flags,
    )


def _read(
    values: pd.Series, spec: TimeFormat, written_zone: str, zone: str, precision: Precision
) -> pd.DataFrame:
    if spec.format == ISO:
        naive, aware = _read_iso(values, spec.precision)
    elif "%z" in spec.format:
        naive = pd.Series(pd.NaT, index=values.index, dtype="datetime64[us]")
        aware = pd.to_datetime(values, format=spec.format, errors="coerce", utc=True)
    else:
        naive = pd.to_datetime(values, format=spec.format, errors="coerce")
        aware = pd.Series(pd.NaT, index=values.index, dtype=TIME_DTYPE)
    naive, aware = naive.astype("datetime64[us]"), aware.astype(TIME_DTYPE)
    year = naive.dt.year.fillna(aware.dt.year)
    implausible = (year < FIRST_YEAR) | (year > LAST_YEAR)
    naive, aware = naive.mask(implausible), aware.mask(implausible)
    if precision == "date":
        days = naive.fillna(aware.dt.tz_convert(zone).dt.tz_localize(None)).dt.normalize()
        time, _, _ = localise(days, zone)
        ambiguous = moved = np.zeros(len(values), dtype=bool)
    else:
        time, ambiguous, moved = localise(naive, written_zone)
        time = time.fillna(aware)
    return pd.DataFrame(
        {
            "time": time,
            "precision": precision,
            "implausible": implausible,
            "ambiguous": ambiguous,
            "moved": moved,
        },
        index=values.index,
    )


def _read_iso(values: pd.Series, precision: Precision) -> tuple[pd.Series, pd.Series]:
    """(naive, aware) times of ISO 8601 text; a bare date is no instant."""
    pattern = _ISO_DATE if precision == "date" else _ISO_INSTANT
    fits = values.str.match(pattern).to_numpy(dtype=bool)
    offset = values.str.extract(pattern, expand=False).notna().to_numpy()
    text = values.str.replace(",", ".", regex=False)
    naive = pd.to_datetime(text.where(fits & ~offset), format="ISO8601", errors="coerce")
    aware = pd.to_datetime(text.where(fits & offset), format="ISO8601", errors="coerce", utc=True)
    return naive, aware


def localise(naive: pd.Series, zone: str) -> tuple[pd.Series, NDArray[np.bool_], NDArray[np.bool_]]:
    """(UTC, ambiguous, moved) of local times: the first of a repeated hour, the end of a missing one."""
    first, second = (
        naive.dt.tz_localize(zone, ambiguous=np.full(len(naive), fill), nonexistent="shift_forward")
        for fill in (True, False)
    )
    present = naive.notna().to_numpy()
    ambiguous = (first != second).to_numpy() & present
    moved = (first.dt.tz_localize(None) != naive).to_numpy() & present
    return first.dt.tz_convert("UTC").astype(TIME_DTYPE), ambiguous, moved
