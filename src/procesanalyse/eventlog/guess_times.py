"""Which formats a column of times is written in, judged by all of its cells."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from procesanalyse.eventlog.profile_model import ISO, TimeFormat
from procesanalyse.eventlog.times import parse_times

_CLOCKS = ("%H:%M", "%H:%M:%S", "%H.%M", "%H.%M.%S")
_DAYS = ("%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%y", "%d.%m.%y", "%d/%m/%y", "%Y/%m/%d")
_AMERICAN = ("%m/%d/%Y", "%m-%d-%Y", "%m/%d/%y", "%m-%d-%y")
_LIKE_A_DATE = r"^\d{1,4}[-./]\d{1,2}[-./]\d{2,4}"
#: Share of a column's cells that must be times for the column to be one of times.
ENOUGH = 0.9


@dataclass(frozen=True)
class GuessedTimes:
    """Formats that read the column, the share of its cells they read, and what was assumed."""

    formats: tuple[TimeFormat, ...]
    share: float
    day_month_assumed: bool = False
    always_midnight: bool = False


def guess_times(text: pd.Series) -> GuessedTimes | None:
    """How the column writes times; None if fewer than nine of ten cells are times.

    Day before month, as in Denmark, unless the cells cannot be read so; if both orders
    read every cell, that is an assumption. A clock that always shows midnight stays an
    instant, and is said: only a person can know that the system writes dates so.
    """
    values = pd.Series(text.dropna().unique(), dtype="str")
    counts = text.value_counts().reindex(values).to_numpy()
    if values.empty or counts[values.str.contains(_LIKE_A_DATE, regex=True)].sum() < ENOUGH * counts.sum():
        return None
    danish = _best(values, [TimeFormat(ISO, "instant"), TimeFormat(ISO, "date"), *_formats(_DAYS)])
    american = _best(values, _formats(_AMERICAN))
    chosen, read = max((danish, american), key=lambda found: found[1].sum())
    share = float(counts[read].sum() / counts.sum())
    if share < ENOUGH:
        return None
    times = parse_times(values, chosen, "UTC")
    clocks = times.time[(times.precision == "instant").to_numpy()]
    return GuessedTimes(
        formats=chosen,
        share=share,
        day_month_assumed=bool(american[1].all() and read.all() and chosen == danish[0]),
        always_midnight=len(clocks) > 1 and bool((clocks == clocks.dt.normalize()).all()),
    )


def _formats(days: tuple[str, ...]) -> list[TimeFormat]:
    found = [TimeFormat(f"{day} {clock}", "instant") for day in days for clock in _CLOCKS]
    return [*found, *(TimeFormat(day, "date") for day in days)]


def _best(values: pd.Series, candidates: list[TimeFormat]) -> tuple[tuple[TimeFormat, ...], np.ndarray]:
    """The candidates that each read cells no earlier one read, and which cells they read."""
    read = np.zeros(len(values), dtype=bool)
    chosen = []
    for candidate in candidates:
        left = np.flatnonzero(~read)
        if not len(left):
            break
        parsed = parse_times(values.iloc[left], [candidate], "UTC")
        hits = (parsed.time.notna() | parsed.implausible).to_numpy()
        if hits.any():
            chosen.append(candidate)
            read[left[hits]] = True
    return tuple(chosen), read
