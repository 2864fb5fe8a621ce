"""Whether the file has the columns the profile speaks of."""

from __future__ import annotations

import difflib
import re

import pandas as pd

from procesanalyse.errors import FaultCollector
from procesanalyse.eventlog import vocabulary
from procesanalyse.eventlog.cpr import has_cpr
from procesanalyse.eventlog.profile_model import Profile
from procesanalyse.eventlog.source import SourceTable

#: What stands in a header only if the file has none: a date or a long number.
_DATA = re.compile(r"\d{1,2}[-./]\d{1,2}[-./]\d{2,4}.*|\d{4}-\d{2}-\d{2}.*|\d{6}-?\d{4}|\d{5,}")


def check_columns(table: SourceTable, profile: Profile, faults: FaultCollector) -> None:
    """Note every column the profile names that the file lacks or has twice, and times without a format."""
    header = [str(name) for name in table.frame.columns]
    if header_is_data(header):
        faults.add("eventlog.header_looks_like_data", log=table.file.name)
        return
    missing: list[str] = []
    for place, column in profile.column_uses():
        if not column or column in missing:
            continue
        line, count = profile.lines.get(place), header.count(column)
        if count == 0:
            missing.append(column)
            close = difflib.get_close_matches(column, header, n=1)
            faults.add(
                "eventlog.missing_column",
                line=line,
                field=place,
                value=column,
                log=table.file.name,
                columns=shown_header(header),
                suggestion=close[0] if close else "",
            )
        elif count > 1:
            faults.add("eventlog.column_twice", line=line, field=place, value=column, log=table.file.name)
    for column in profile.time_columns():
        if not (profile.formats_of(column) or table.default_formats):
            faults.add("eventlog.format_missing", field=f"formats.{column}", value=column)


def shown_header(header: list[str]) -> str:
    """The column names for a message; a dash where not one is usual: the line may be text about a person."""
    usual = {name for names in vocabulary.COLUMN_NAMES.values() for name in names}
    return ", ".join(header) if any(vocabulary.plain(name) in usual for name in header) else "–"


def header_is_data(header: list[str]) -> bool:
    """Whether the first line holds dates, long or CPR numbers, so that it is no line of column names."""
    return any(_DATA.fullmatch(name) or has_cpr(name) for name in header)


def used_cells(table: SourceTable, profile: Profile) -> pd.DataFrame:
    """The columns the profile reads, each once; `check_columns` must have passed."""
    used = dict.fromkeys(column for _, column in profile.column_uses() if column)
    return table.frame[list(used)]
