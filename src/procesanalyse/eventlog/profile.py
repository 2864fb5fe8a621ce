"""Import profiles from YAML; every fault of a file is reported at once, with its line."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast, get_args

from procesanalyse.documents.reading import read_document
from procesanalyse.documents.section import Section
from procesanalyse.errors import FaultCollector
from procesanalyse.eventlog.profile_model import (
    CASE_ROLES,
    ISO,
    NAME_ROLES,
    TIME_ROLES,
    AttributeColumn,
    CaseEnd,
    CaseEvent,
    Columns,
    CprAction,
    CprDecision,
    Privacy,
    Profile,
    RowFilter,
    SourceSpec,
    TimeFormat,
    WindowSpec,
)
from procesanalyse.eventlog.table import CASE_COLUMNS, EVENT_COLUMNS, AttributeKind, Selection
from procesanalyse.workcalendar.read import read_zone

__all__ = ["Profile", "load_profile"]

#: The name under `formats` that stands for every column without formats of its own.
DEFAULT = "default"
_PRECISIONS = ("instant", "date")
_PROTECTIONS = ("pseudonymise", "keep")
_CASE_ENDS = ("attribute", "activity", "last_event", "unknown")
_CLOCK = re.compile(r"%[HIcXT]")


def load_profile(path: str | Path) -> Profile:
    """The profile in this YAML file; UnusableInput with every fault if it cannot be used."""
    faults = FaultCollector(str(path))
    top = read_document(Path(path), faults)
    if (version := top.integer("version")) not in (0, 1):
        top.fault("profile.wrong_version", "version", version)
    formats, default_formats = _formats(top)
    profile = Profile(
        title=top.text("title", ""),
        source=_source(top.section("source")),
        zone=read_zone(top),
        window=_window(top.section("window")),
        selection=cast("Selection", top.choice("selection", get_args(Selection), "active_in")),
        columns=_columns(top.section("columns", required=True)),
        formats=formats,
        default_formats=default_formats,
        event_attributes=_attributes(top, "event_attributes", EVENT_COLUMNS),
        case_attributes=_attributes(top, "case_attributes", CASE_COLUMNS),
        case_events=tuple(_case_event(section) for section in top.sections("case_events")),
        opened=_opened(top.section("opened")),
        case_end=_case_end(top),
        filters=tuple(_filter(section) for section in top.sections("filter")),
        planned=top.flag("planned"),
        duplicates=cast("Any", top.choice("duplicates", ("drop", "keep"), "drop")),
        activities=_activities(top.section("activities")),
        privacy=_privacy(top.section("privacy")),
        file=str(path),
        sha256=hashlib.sha256(Path(path).read_bytes()).hexdigest(),
        lines={path: place.line for path, place in top.places().items() if place.line},
    )
    top.finish()
    _check_whole(profile, faults)
    faults.raise_if_any()
    return profile


def _source(section: Section | None) -> SourceSpec:
    if section is None:
        return SourceSpec()
    encoding = section.text("encoding", "")
    if encoding and not _is_encoding(encoding):
        section.fault("profile.unknown_encoding", "encoding", encoding)
    delimiter = {"tab": "\t", "\\t": "\t"}.get(written := section.text("delimiter", ""), written)
    if len(delimiter) > 1:
        section.fault("profile.wrong_delimiter", "delimiter", delimiter)
    spec = SourceSpec(
        format=cast("Any", section.choice("format", ("csv", "xes"), "csv") if section.has("format") else ""),
        encoding=encoding,
        delimiter=delimiter,
        decimal=cast("Any", section.choice("decimal", (",", "."), ",")),
        skip_rows=section.integer("skip_rows", 0, least=0),
    )
    section.finish()
    return spec


def _is_encoding(name: str) -> bool:
    try:
        return bool(getattr(codecs.lookup(name), "_is_text_encoding", True))
    except LookupError:
        return False


def _window(section: Section | None) -> WindowSpec:
    if section is None:
        return WindowSpec()
    found = WindowSpec(start=_moment(section, "start"), end=_moment(section, "end"))
    section.finish()
    if found.start and found.end and found.start[:10] > found.end[:10]:
        section.fault("profile.window_backwards", "end", found.end)
    return found


def _moment(section: Section, key: str) -> str:
    """A date or time as ISO text; '' if missing or wrong."""
    value = section.raw(key)
    if value is None:
        return ""
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(str(value)).isoformat()
    except ValueError:
        section.fault("profile.wrong_moment", key, value)
        return ""


def _columns(section: Section | None) -> Columns:
    if section is None:
        return Columns("", "", "")
    needed = {key: section.text(key) for key in ("case", "activity", "time")}
    others = {key: section.text(key, "") for key in (*TIME_ROLES[1:], *NAME_ROLES, *CASE_ROLES)}
    participants, separator = _participants(section)
    section.finish()
    return Columns(**needed, **others, participants=participants, participants_separator=separator)


def _participants(section: Section) -> tuple[str, str]:
    if not isinstance(section.raw("participants"), dict):
        return section.text("participants", ""), ","
    inner = section.section("participants")
    if inner is None:
        return "", ","
    found = inner.text("column"), inner.text("separator", ",")
    inner.finish()
    return found


def _formats(top: Section) -> tuple[dict[str, tuple[TimeFormat, ...]], tuple[TimeFormat, ...]]:
    section = top.section("formats")
    if section is None:
        return {}, ()
    stated = {column: tuple(map(_format, section.sections(column))) for column in section.written}
    return {column: found for column, found in stated.items() if column != DEFAULT}, stated.get(DEFAULT, ())


def _format(section: Section) -> TimeFormat:
    spec = section.text("format")
    precision = section.choice("precision", _PRECISIONS)
    zone = read_zone(section, "") if section.has("zone") else ""
    section.finish()
    if spec and spec != ISO:
        if not is_time_format(spec):
            section.fault("profile.wrong_time_format", "format", spec)
        elif precision == "instant" and not _CLOCK.search(spec):
            section.fault("profile.instant_without_clock", "format", spec)
    return TimeFormat(spec, cast("Any", precision), zone)


def is_time_format(spec: str) -> bool:
    """Whether this strptime format reads back the day it writes."""
    sample = datetime.fromisoformat("2024-11-23T17:45:38+01:00")
    try:
        return datetime.strptime(sample.strftime(spec), spec).date() == sample.date()  # noqa: DTZ007
    except (ValueError, re.error):
        return False


def _attributes(top: Section, key: str, taken: Iterable[str]) -> tuple[AttributeColumn, ...]:
    found: list[AttributeColumn] = []
    for section in top.sections(key):
        column = section.text("column")
        name = section.text("name", column)
        kind = section.choice("kind", get_args(AttributeKind), "text")
        section.finish()
        if name in taken:
            section.fault("profile.reserved_name", "name", name)
        if name in {attribute.name for attribute in found}:
            section.fault("profile.duplicate_name", "name", name)
        found.append(AttributeColumn(column, name, cast("AttributeKind", kind)))
    return tuple(found)


def _case_event(section: Section) -> CaseEvent:
    event = CaseEvent(
        column=section.text("column"),
        activity=section.text("activity"),
        precision=_precision(section, "precision"),
        due=section.text("due", ""),
        due_precision=_precision(section, "due_precision"),
        attributes=_attributes(section, "attributes", EVENT_COLUMNS),
    )
    section.finish()
    return event


def _precision(section: Section, key: str) -> Any:
    return section.choice(key, _PRECISIONS, "date") if section.has(key) else ""


def _opened(section: Section | None) -> str:
    if section is None:
        return ""
    column = section.text("column")
    section.finish()
    return column


def _case_end(top: Section) -> CaseEnd:
    """`{attribute: COLUMN}`, `{activity: NAME}`, `last_event` or `unknown` (also `{last_event: true}`)."""
    if not isinstance(top.raw("case_end"), dict):
        word = top.choice("case_end", ("last_event", "unknown"), "unknown")
        return CaseEnd(cast("Any", word))
    section = top.section("case_end")
    if section is None:
        return CaseEnd()
    stated = [key for key in _CASE_ENDS if section.has(key)]
    if len(stated) != 1:
        top.fault("profile.one_case_end", "case_end", ", ".join(stated))
    section.finish()
    kind = stated[0] if stated else "unknown"
    if kind in ("attribute", "activity"):
        return CaseEnd(cast("Any", kind), section.text(kind))
    if stated and not section.flag(kind):
        top.fault("profile.one_case_end", "case_end", kind)
    return CaseEnd(cast("Any", kind))


def _filter(section: Section) -> RowFilter:
    column, drop = section.text("column"), section.texts("drop")
    section.finish()
    if not drop:
        section.fault("profile.empty_filter", "drop", column)
    return RowFilter(column, drop)


def _activities(section: Section | None) -> dict[str, tuple[str, ...]]:
    if section is None:
        return {}
    found = {name: section.texts(name) for name in section.written}
    owner: dict[str, str] = {}
    for name, spellings in found.items():
        for spelling in spellings:
            other = owner.setdefault(spelling, name)
            if other != name:
                section.fault("profile.spelling_twice", name, spelling, other=other)
            elif spelling in found and spelling != name:
                section.fault("profile.spelling_twice", name, spelling, other=spelling)
    return found


def _privacy(section: Section | None) -> Privacy:
    if section is None:
        return Privacy()
    case, people, group = (
        cast("Any", section.choice(key, _PROTECTIONS, "pseudonymise")) for key in ("case", "people", "group")
    )
    inner = section.section("cpr")
    cpr = {column: _cpr(inner, column) for column in inner.written} if inner else {}
    section.finish()
    return Privacy(case=case, people=people, group=group, cpr=cpr)


def _cpr(section: Section, column: str) -> CprDecision:
    value = section.text(column)
    action, _, reason = (part.strip() for part in value.partition(":"))
    if action not in get_args(CprAction) or (action == "not_cpr") != bool(reason):
        section.fault("profile.wrong_cpr_decision", column, value)
        return CprDecision("not_cpr", "-")
    return CprDecision(cast("CprAction", action), reason)


def _check_whole(profile: Profile, faults: FaultCollector) -> None:
    """Faults that lie between sections."""

    def fault(code: str, place: str, value: str) -> None:
        faults.add(code, line=profile.lines.get(place), field=place, value=value)

    columns = profile.columns
    if columns.case and columns.case in (columns.activity, columns.time):
        fault("profile.column_used_twice", "columns.case", columns.case)
    if columns.activity and columns.activity == columns.time:
        fault("profile.column_used_twice", "columns.activity", columns.activity)
    kinds: dict[str, str] = {}
    of_milestones = [attribute for event in profile.case_events for attribute in event.attributes]
    for attribute in [*profile.event_attributes, *of_milestones]:
        if kinds.setdefault(attribute.name, attribute.kind) != attribute.kind:
            fault("profile.two_kinds", "event_attributes", attribute.name)
    dropped = {column for column, decision in profile.privacy.cpr.items() if decision.action == "drop"}
    for place, column in profile.column_uses():
        if column in dropped:
            fault("profile.dropped_column_used", place, column)
    times = profile.time_columns()
    for column in profile.formats:
        if column not in times:
            fault("profile.format_of_unused_column", f"formats.{column}", column)
