"""CSV as Danish systems write it: found encoding and delimiter, title rows, nothing taken for missing."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from procesanalyse.errors import FaultCollector, UnusableInput
from procesanalyse.eventlog.profile_model import SourceSpec
from procesanalyse.eventlog.reading_issues import EXAMPLES
from procesanalyse.eventlog.source import SourceFile, SourceTable
from procesanalyse.eventlog.table import LogIssue

DELIMITERS = (";", ",", "\t", "|")
#: Danish letters of a UTF-8 text that was taken for Windows-1252: æ reads as Ã and a broken bar.
_BROKEN_LETTERS = re.compile("\u00c3[\u00a6\u00b8\u00a5\u2020\u02dc\u2026]")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LOOK_AT = 40
#: A log has at least case, activity and time. The first line of anything else is text, perhaps personal.
FEWEST_COLUMNS = 3
_MARK_NAMES = {"\t": "tab"}
#: A note of many pages in one cell is odd, not broken; Python's own limit is 131,072 characters.
csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True)
class _Record:
    line: int
    cells: list[str]


def read_csv(file: SourceFile, spec: SourceSpec) -> SourceTable:
    """Every record as text; what the spec leaves open is found from the whole file.

    Wholly empty records are no rows. A record with another number of cells than the
    header is rejected (empty cells at its end do not count).
    """
    faults = FaultCollector(file.name)
    encoding = spec.encoding or found_encoding(file)
    text = _decode(file, encoding, stated=bool(spec.encoding))
    delimiter = spec.delimiter or found_delimiter(text, spec.skip_rows)
    records = list(_records(text, delimiter, spec.skip_rows, faults))
    _check_records(records, delimiter, spec.skip_rows, faults)
    faults.raise_if_any()
    header = _header(records[0])
    fitted = [_Record(record.line, _fitted(record.cells, len(header))) for record in records[1:]]
    cut = [record for record in fitted if len(record.cells) == len(header)]
    bad = [record for record in fitted if len(record.cells) != len(header)]
    return SourceTable(
        file=file,
        frame=_frame(header, cut),
        rows=np.array([record.line for record in cut], dtype=np.int64),
        rejected=_rejected(file.name, bad),
        issues=_broken_letters(text, records),
        decimal=spec.decimal,
        encoding=encoding,
        delimiter=delimiter,
        skip_rows=spec.skip_rows,
    )


def found_encoding(file: SourceFile) -> str:
    """utf-8-sig, utf-16 (by its mark) or cp1252: the first that the whole file is."""
    if file.data.startswith(_UTF16):
        return "utf-16"
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            file.data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    faults = FaultCollector(file.name)
    faults.add("eventlog.unknown_encoding")
    raise UnusableInput(faults.faults)


def found_delimiter(text: str, skip_rows: int = 0) -> str:
    """The delimiter that cuts most of the first lines into the same, largest number of cells."""
    lines = text.splitlines()[skip_rows : skip_rows + _LOOK_AT]
    return max(DELIMITERS, key=lambda mark: _agreement([line for line in lines if line.strip()], mark))


def _agreement(lines: list[str], delimiter: str) -> tuple[int, int]:
    widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
    cut = [width for width in widths if width > 1]
    if not cut:
        return (0, 0)
    usual = max(set(cut), key=lambda width: (cut.count(width), width))
    return (cut.count(usual), usual)


def found_skip_rows(text: str, delimiter: str) -> int:
    """How many title lines stand above the header: those cut into fewer cells than most lines are."""
    lines = text.splitlines()[:_LOOK_AT]
    widths = [
        len([cell for cell in next(csv.reader([line], delimiter=delimiter), []) if cell]) for line in lines
    ]
    full = [width for width in widths if width > 1]
    if not full:
        return 0
    header = max(set(full), key=lambda width: (full.count(width), width))
    return next((i for i, width in enumerate(widths) if width >= max(2, 0.6 * header)), 0)


def decoded(file: SourceFile, encoding: str) -> str:
    """The file's text without a byte order mark."""
    return file.data.decode(encoding).removeprefix("\ufeff")


def _decode(file: SourceFile, encoding: str, *, stated: bool) -> str:
    faults = FaultCollector(file.name)
    try:
        text = decoded(file, encoding)
    except UnicodeError as error:
        faults.add(
            "eventlog.wrong_encoding", field="source.encoding", value=encoding, found=found_encoding(file)
        )
        raise UnusableInput(faults.faults) from error
    if stated and _is_utf8_in_disguise(file, encoding):
        faults.add("eventlog.wrong_encoding", field="source.encoding", value=encoding, found="utf-8-sig")
    faults.raise_if_any()
    return text


def _is_utf8_in_disguise(file: SourceFile, encoding: str) -> bool:
    """Whether a file with letters beyond ASCII is UTF-8 though a one-byte encoding was stated."""
    if file.data.isascii() or not codecs.lookup(encoding).name.startswith(("cp", "iso8859")):
        return False
    return not file.data.startswith(_UTF16) and found_encoding(file) == "utf-8-sig"


def _records(text: str, delimiter: str, skip_rows: int, faults: FaultCollector) -> Iterator[_Record]:
    """Records with the line they begin on; stops with a fault where quotes do not pair."""
    stream = io.StringIO(text, newline="")
    for _ in range(skip_rows):
        stream.readline()
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    while True:
        line = skip_rows + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            faults.add("eventlog.broken_quotes", line=line)
            return
        if any(cell.strip() for cell in cells):
            yield _Record(line, cells)


def _check_records(records: list[_Record], delimiter: str, skip_rows: int, faults: FaultCollector) -> None:
    """Note why these records are no table with a line of column names; what they hold is never told."""
    if faults.faults:
        return
    if not records:
        faults.add("eventlog.no_header", skip_rows=skip_rows)
    elif len(records) == 1:
        faults.add("eventlog.no_rows")
    elif (columns := len(_header(records[0]))) < FEWEST_COLUMNS:
        faults.add("eventlog.not_a_table", columns=columns, delimiter=_MARK_NAMES.get(delimiter, delimiter))


def _fitted(cells: list[str], width: int) -> list[str]:
    """The cells without empty ones beyond the header's width."""
    return cells[:width] if len(cells) > width and not any(cells[width:]) else cells


def _header(record: _Record) -> list[str]:
    names = [name.strip() for name in record.cells]
    while names and not names[-1]:
        names.pop()
    return names


def _frame(header: list[str], records: list[_Record]) -> pd.DataFrame:
    columns = zip(*(record.cells for record in records), strict=True) if records else [()] * len(header)
    series = [pd.Series(cells, dtype="str").str.strip() for cells in columns]
    frame = pd.concat(series, axis=1) if series else pd.DataFrame()
    frame.columns = pd.Index(header)
    return frame.mask(frame == "")


def _broken_letters(text: str, records: list[_Record]) -> tuple[LogIssue, ...]:
    """An issue where rows mix two encodings, so that one name is spelled in two ways."""
    if not _BROKEN_LETTERS.search(text):
        return ()
    lines = [one.line for one in records if any(_BROKEN_LETTERS.search(cell) for cell in one.cells)]
    return (LogIssue("letters_broken", "warning", len(lines), tuple(lines[:EXAMPLES])),)


def _rejected(name: str, records: list[_Record]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "file": pd.Series([name] * len(records), dtype="string"),
            "row": np.array([record.line for record in records], dtype=np.int64),
            "column": pd.Series([""] * len(records), dtype="string"),
            "code": pd.Series(["wrong_cell_count"] * len(records), dtype="string"),
        }
    )
