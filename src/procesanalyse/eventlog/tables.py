"""A file as a table of text cells, whatever its format."""

from __future__ import annotations

from procesanalyse.eventlog.profile_model import SourceSpec
from procesanalyse.eventlog.read_csv import read_csv
from procesanalyse.eventlog.read_xes import read_xes
from procesanalyse.eventlog.source import SourceFile, SourceTable, format_of


def source_table(source: SourceFile, spec: SourceSpec) -> SourceTable:
    """The records of a CSV or XES file; what the spec leaves open is found from the file."""
    if format_of(source, spec.format) == "xes":
        return read_xes(source)
    return read_csv(source, spec)
