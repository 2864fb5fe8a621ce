"""XES and XES.gz, read as a stream; no entities, no document type, no network."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from lxml import etree

from procesanalyse.errors import FaultCollector, UnusableInput
from procesanalyse.eventlog.profile_model import ISO, TimeFormat
from procesanalyse.eventlog.source import SourceFile, SourceTable
from procesanalyse.eventlog.table import LogIssue

#: Prefix of the columns that hold attributes of the trace.
CASE_PREFIX = "case:"


@dataclass
class _Found:
    records: list[dict[str, str]] = field(default_factory=list)
    stray: list[int] = field(default_factory=list)
    empty_cases: int = 0
    number: int = 0


def read_xes(file: SourceFile) -> SourceTable:
    """Every event as text cells: its own attributes, and those of its trace as `case:KEY`.

    Nested attributes and lists are left out. Events outside a trace are rejected;
    traces without events are an issue (`case_without_events`).
    """
    found = _Found()
    faults = FaultCollector(file.name)
    try:
        for element in _elements(file, faults):
            _take(element, found)
    except etree.XMLSyntaxError as error:
        faults.add("eventlog.broken_xml", line=error.lineno)
        raise UnusableInput(faults.faults) from error
    if not found.records:
        faults.add("eventlog.no_events")
    faults.raise_if_any()
    return _table(file, found)


def _elements(file: SourceFile, faults: FaultCollector) -> Iterator[etree._Element]:
    """Finished traces, and events that stand outside a trace."""
    stream = etree.iterparse(
        io.BytesIO(file.data),
        events=("start", "end"),
        tag=("{*}log", "{*}trace", "{*}event", "{*}html"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    root = None
    for happening, element in stream:
        if root is None:
            root = element
            _check_root(element, faults)
        if happening == "end" and element.getparent() is root:
            yield element
            element.clear()
            while element.getprevious() is not None:
                del root[0]
    if root is None:
        faults.add("eventlog.not_xes")
        faults.raise_if_any()


def _check_root(element: etree._Element, faults: FaultCollector) -> None:
    if element.getroottree().docinfo.doctype:  # type: ignore[attr-defined]
        faults.add("eventlog.xml_with_doctype")
    if _name(element) != "log" or element.getparent() is not None:
        faults.add("eventlog.not_xes")
    faults.raise_if_any()


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _take(element: etree._Element, found: _Found) -> None:
    if _name(element) == "event":
        found.number += 1
        found.stray.append(found.number)
        return
    of_case = {f"{CASE_PREFIX}{key}": value for key, value in _attributes(element)}
    events = [child for child in element if _name(child) == "event"]
    found.empty_cases += not events
    for event in events:
        found.number += 1
        found.records.append({**of_case, **dict(_attributes(event)), _NUMBER: str(found.number)})


_NUMBER = "\x00number"


def _attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    for child in element:
        key, value = child.get("key"), child.get("value")
        if key is not None and value is not None:
            yield key, value


def _table(file: SourceFile, found: _Found) -> SourceTable:
    raw = pd.DataFrame.from_records(found.records)
    frame = pd.DataFrame({name: raw[name].astype("str").str.strip() for name in raw.columns})
    rows = frame.pop(_NUMBER).astype(np.int64).to_numpy()
    issue = LogIssue("case_without_events", "warning", found.empty_cases)
    return SourceTable(
        file=file,
        frame=frame.mask(frame == ""),
        rows=rows,
        rejected=pd.DataFrame(
            {
                "file": pd.Series([file.name] * len(found.stray), dtype="string"),
                "row": np.array(found.stray, dtype=np.int64),
                "column": pd.Series([""] * len(found.stray), dtype="string"),
                "code": pd.Series(["event_outside_case"] * len(found.stray), dtype="string"),
            }
        ),
        issues=(issue,) if found.empty_cases else (),
        default_formats=(TimeFormat(ISO, "instant"),),
        decimal=".",
        encoding="xml",
    )
