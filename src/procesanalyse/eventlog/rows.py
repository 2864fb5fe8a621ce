"""What becomes of each row of the file: kept, filtered, duplicate or rejected."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.eventlog.profile_model import Profile
from procesanalyse.eventlog.times import ParsedTimes


@dataclass(frozen=True)
class Fates:
    """One entry per row; `code` and `column` say why a row was rejected, '' otherwise.

    `planned` are kept rows without a completion time; `repeated` are kept although an
    equal row came before (profile `duplicates: keep`).
    """

    kept: NDArray[np.bool_]
    planned: NDArray[np.bool_]
    filtered: NDArray[np.bool_]
    duplicate: NDArray[np.bool_]
    repeated: NDArray[np.bool_]
    code: NDArray[np.object_]
    column: NDArray[np.object_]

    @property
    def rejected(self) -> NDArray[np.bool_]:
        return np.asarray(self.code != "", dtype=bool)


def decide(cells: pd.DataFrame, time: ParsedTimes, profile: Profile) -> Fates:
    """The fate of each row: filtered first, then rejected, then duplicate of an earlier row."""
    columns = profile.columns
    filtered = _filtered(cells, profile)
    code = np.full(len(cells), "", dtype=object)
    column = np.full(len(cells), "", dtype=object)
    empty = cells[columns.time].isna().to_numpy()
    reasons = [
        ("case_missing", columns.case, cells[columns.case].isna().to_numpy()),
        ("activity_missing", columns.activity, cells[columns.activity].isna().to_numpy()),
        ("time_unreadable", columns.time, time.unreadable),
        ("time_implausible", columns.time, time.implausible),
        ("time_missing", columns.time, empty & (not profile.planned)),
    ]
    for reason, name, applies in reasons:
        new = applies & ~filtered & (code == "")
        code[new], column[new] = reason, name
    candidates = ~filtered & (code == "")
    again = np.zeros(len(cells), dtype=bool)
    again[candidates] = cells[candidates].duplicated().to_numpy()
    dropped = again & (profile.duplicates == "drop")
    kept = candidates & ~dropped
    return Fates(kept, kept & empty, filtered, dropped, again & kept, code, column)


def _filtered(cells: pd.DataFrame, profile: Profile) -> NDArray[np.bool_]:
    found = np.zeros(len(cells), dtype=bool)
    for rule in profile.filters:
        found |= cells[rule.column].isin(rule.drop).to_numpy()
    return found
