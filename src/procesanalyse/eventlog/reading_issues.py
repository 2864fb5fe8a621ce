"""What was odd while reading, gathered as issues of the log."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.eventlog.rows import Fates
from procesanalyse.eventlog.table import LogIssue
from procesanalyse.eventlog.times import ParsedTimes

#: How many source rows an issue names as examples.
EXAMPLES = 5


class Noted:
    """Issues found while one file is read; rows are named as the file numbers them."""

    def __init__(self, rows: NDArray[np.int64]) -> None:
        self._rows = rows
        self._found: list[LogIssue] = []

    def add(self, issue: LogIssue) -> None:
        """Keep an issue that counts something."""
        if issue.count:
            self._found.append(issue)

    def unreadable(self, column: str, where: NDArray[np.bool_]) -> None:
        """Cells of an optional column that hold something no format reads: taken as missing."""
        self.add(LogIssue("cell_unreadable", "error", *self._where(where), {"column": column}))

    def time_flags(self, column: str, time: ParsedTimes, kept: NDArray[np.bool_]) -> None:
        """Naive times in an hour that the clock change repeats or leaves out."""
        for code, flags in (("clock_ambiguous", time.ambiguous), ("clock_missing", time.moved)):
            self.add(LogIssue(code, "info", *self._where(flags & kept), {"column": column}))

    def fates(self, fates: Fates) -> None:
        """Rows left out or rejected, and equal rows that the profile keeps."""
        self.add(LogIssue("rows_filtered", "info", *self._where(fates.filtered)))
        self.add(LogIssue("duplicate_rows", "warning", *self._where(fates.duplicate)))
        self.add(LogIssue("equal_rows_kept", "info", *self._where(fates.repeated)))
        for code in sorted(set(fates.code) - {""}):
            self.add(LogIssue(code, "error", *self._where(fates.code == code)))

    def records(self, rejected: pd.DataFrame) -> None:
        """Records that could not be cut into cells."""
        for code, rows in rejected.groupby("code")["row"]:
            examples = tuple(int(row) for row in rows.head(EXAMPLES))
            self.add(LogIssue(str(code), "error", len(rows), examples))

    def issues(self) -> tuple[LogIssue, ...]:
        """Everything noted, in the order it was found."""
        return tuple(self._found)

    def _where(self, flags: NDArray[np.bool_]) -> tuple[int, tuple[int, ...]]:
        hits = np.flatnonzero(flags)
        return len(hits), tuple(int(row) for row in self._rows[hits[:EXAMPLES]])


def of_profile(notes: tuple[str, ...]) -> tuple[LogIssue, ...]:
    """What a guessed profile assumed."""
    return tuple(LogIssue(note, "warning", 1) for note in notes)
