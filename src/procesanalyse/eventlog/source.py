"""A file with an event log, before anybody knows what its columns mean."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.errors import FaultCollector, UnusableInput
from procesanalyse.eventlog.profile_model import TimeFormat
from procesanalyse.eventlog.table import LogIssue

#: A larger file (unpacked) is refused before it fills the memory.
MOST_BYTES = 2_000_000_000
_GZIP = b"\x1f\x8b"
#: First bytes of files that people take for a log.
_NOT_A_LOG = (
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0", "Excel (xls)"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"{\\rtf", "RTF"),
    (b"PAR1", "Parquet"),
    (b"SQLite format 3", "SQLite"),
)


@dataclass(frozen=True)
class SourceFile:
    """A file's name (without folder) and its bytes, unpacked if it was gzip."""

    name: str
    data: bytes = field(repr=False)
    sha256: str

    @property
    def stem(self) -> str:
        """The name without its endings: receipt.xes.gz -> receipt."""
        return stem_of(self.name)


@dataclass(frozen=True)
class SourceTable:
    """The records of a file as text cells, missing where empty; `rows` numbers them as the file does.

    `rejected` lists records that could not be cut into cells (columns as in
    `table.REJECTED_COLUMNS`). In CSV a row is the line it begins on, in XES the n-th event.
    Attributes of an XES trace are columns named `case:KEY`.
    """

    file: SourceFile
    frame: pd.DataFrame
    rows: NDArray[np.int64]
    rejected: pd.DataFrame
    issues: tuple[LogIssue, ...] = ()
    default_formats: tuple[TimeFormat, ...] = ()
    decimal: Literal[",", "."] = ","
    encoding: str = ""
    delimiter: str = ""
    skip_rows: int = 0


def stem_of(name: str) -> str:
    """A file name without .gz and then without its ending."""
    return Path(name.removesuffix(".gz")).stem


def open_source(path: str | Path) -> SourceFile:
    """The file at `path`; UnusableInput if it is missing, a folder, unreadable or empty."""
    place = Path(path)
    faults = FaultCollector(str(path))
    if not place.exists():
        faults.add("eventlog.missing_file")
    elif place.is_dir():
        faults.add("eventlog.is_a_folder")
    faults.raise_if_any()
    try:
        data = place.read_bytes()
    except OSError as error:
        faults.add("eventlog.cannot_open", reason=error.strerror or "")
        raise UnusableInput(faults.faults) from error
    return source_of(place.name, data)


def source_of(name: str, data: bytes) -> SourceFile:
    """The file of these bytes (an upload); UnusableInput if it is empty or plainly something else."""
    faults = FaultCollector(name)
    sha256 = hashlib.sha256(data).hexdigest()
    if data.startswith(_GZIP):
        try:
            with gzip.open(io.BytesIO(data)) as stream:
                data = stream.read(MOST_BYTES + 1)
        except (OSError, EOFError, zlib.error) as error:
            faults.add("eventlog.broken_archive")
            raise UnusableInput(faults.faults) from error
    if len(data) > MOST_BYTES:
        faults.add("eventlog.too_large", megabytes=MOST_BYTES // 1_000_000)
        faults.raise_if_any()
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        faults.add("eventlog.empty_file")
    elif data.startswith(b"PK\x03\x04"):
        faults.add("eventlog.excel_or_zip")
    elif kind := _foreign_kind(data):
        faults.add("eventlog.not_a_log", kind=kind)
    elif b"\x00" in data[:4000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        faults.add("eventlog.not_text")
    faults.raise_if_any()
    return SourceFile(name, data, sha256)


def _foreign_kind(data: bytes) -> str:
    for magic, kind in _NOT_A_LOG:
        if data.startswith(magic):
            return kind
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "HTML"
    return ""


def format_of(file: SourceFile, stated: str = "") -> Literal["csv", "xes"]:
    """What the profile states, else by the name's ending, else by the first characters."""
    if stated in ("csv", "xes"):
        return "xes" if stated == "xes" else "csv"
    ending = Path(file.name.removesuffix(".gz")).suffix.lower()
    return "xes" if ending in (".xes", ".xml") or is_xml(file) else "csv"


def is_xml(file: SourceFile) -> bool:
    """Whether the file begins as XML does (in UTF-8 or UTF-16); no line of column names does."""
    return file.data[:200].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
