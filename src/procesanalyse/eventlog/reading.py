"""One file being read: its cells in the order of the source, and the profile they are read with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.eventlog.profile_model import AttributeColumn, Precision, Profile, TimeFormat
from procesanalyse.eventlog.reading_issues import Noted
from procesanalyse.eventlog.source import SourceTable
from procesanalyse.eventlog.times import ParsedTimes, parse_times
from procesanalyse.eventlog.values import ParsedValues, parse_values


@dataclass(frozen=True)
class Reading:
    """Protected text cells (row i of `cells` is source row `rows[i]`, ascending) and what was odd so far."""

    table: SourceTable
    profile: Profile
    cells: pd.DataFrame
    rows: NDArray[np.int64]
    noted: Noted

    @property
    def file(self) -> str:
        return self.table.file.name

    def formats(self, column: str) -> tuple[TimeFormat, ...]:
        """How a column writes times: as the profile says, else as the format of the file does."""
        return self.profile.formats_of(column) or self.table.default_formats

    def times(self, text: pd.Series, column: str, precision: Precision | None = None) -> ParsedTimes:
        """Cells of this column as times."""
        return parse_times(text, self.formats(column), self.profile.zone, precision)

    def values(self, text: pd.Series, attribute: AttributeColumn) -> ParsedValues:
        """Cells of this attribute's column as its kind."""
        formats = self.formats(attribute.column)
        return parse_values(text, attribute, formats, self.profile.zone, self.table.decimal)
