"""An import profile as commented YAML that `profile.load_profile` reads back equal."""

from __future__ import annotations

import dataclasses
import io
import textwrap
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from procesanalyse.eventlog.profile import DEFAULT
from procesanalyse.eventlog.profile_model import (
    AttributeColumn,
    CaseEnd,
    CaseEvent,
    Columns,
    CprDecision,
    Profile,
    TimeFormat,
)
from procesanalyse.texts import profile_comments as comments

_WIDTH = 100


def write_profile(profile: Profile) -> str:
    """The profile as YAML with a Danish comment above each section; what it leaves open is left out."""
    sections = {key: value for key, value in _sections(profile).items() if value not in (None, {}, [], "")}
    top = CommentedMap(sections)
    for key in sections:
        if key in comments.SECTIONS:
            top.yaml_set_comment_before_after_key(key, before=_wrapped(comments.SECTIONS[key]))
    stream = io.StringIO()
    yaml = YAML(typ="rt")
    yaml.width = 10_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.dump(top, stream)
    notes = [comments.NOTES[note] for note in profile.notes if note in comments.NOTES]
    head = [line for text in (*comments.HEADER, *notes) for line in _wrapped(text).split("\n")]
    return "".join(f"# {line}\n" for line in head) + stream.getvalue()


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(text, _WIDTH))


def _sections(profile: Profile) -> dict[str, Any]:
    privacy = profile.privacy
    return {
        "version": 1,
        "title": _text(profile.title),
        "source": _plain(profile.source, delimiter="tab" if profile.source.delimiter == "\t" else None),
        "zone": profile.zone,
        "window": _plain(profile.window),
        "selection": profile.selection,
        "columns": _columns(profile.columns),
        "formats": _formats(profile),
        "event_attributes": [_attribute(attribute) for attribute in profile.event_attributes],
        "case_attributes": [_attribute(attribute) for attribute in profile.case_attributes],
        "case_events": [_case_event(event) for event in profile.case_events],
        "opened": _flow({"column": _text(profile.opened)}) if profile.opened else None,
        "case_end": _case_end(profile.case_end),
        "filter": [
            _flow({"column": _text(rule.column), "drop": _flow_list(rule.drop)}) for rule in profile.filters
        ],
        "planned": profile.planned,
        "duplicates": profile.duplicates,
        "activities": {_text(name): _flow_list(spellings) for name, spellings in profile.activities.items()},
        "privacy": {
            "case": privacy.case,
            "people": privacy.people,
            "group": privacy.group,
            **({"cpr": {_text(c): _decision(d) for c, d in privacy.cpr.items()}} if privacy.cpr else {}),
        },
    }


def _text(value: str) -> str:
    """Quoted wherever YAML could read something else into it."""
    is_plain = value.replace("_", "").replace(" ", "").isalpha() and value == value.strip()
    is_word = value.lower() in ("true", "false", "null", "yes", "no", "on", "off", "nan", "inf")
    return value if is_plain and not is_word else DoubleQuotedScalarString(value)


def _flow(data: dict[str, Any]) -> CommentedMap:
    """A mapping on one line."""
    found = CommentedMap(data)
    found.fa.set_flow_style()
    return found


def _flow_list(values: tuple[str, ...]) -> CommentedSeq:
    found = CommentedSeq([_text(value) for value in values])
    found.fa.set_flow_style()
    return found


def _plain(data: Any, **replaced: str | None) -> dict[str, Any]:
    """The fields of a dataclass that differ from their defaults."""
    found = {}
    for field in dataclasses.fields(data):
        value = getattr(data, field.name)
        if value != field.default:
            value = replaced.get(field.name) or value
            found[field.name] = _text(value) if isinstance(value, str) else value
    return found


def _columns(columns: Columns) -> dict[str, Any]:
    found = _plain(columns)
    found.pop("participants_separator", None)
    if columns.participants:
        separator = _text(columns.participants_separator)
        found["participants"] = _flow({"column": _text(columns.participants), "separator": separator})
    return found


def _formats(profile: Profile) -> dict[str, Any]:
    stated = {_text(column): [_format(one) for one in found] for column, found in profile.formats.items()}
    if profile.default_formats:
        stated[DEFAULT] = [_format(one) for one in profile.default_formats]
    return stated


def _format(one: TimeFormat) -> CommentedMap:
    zone = {"zone": one.zone} if one.zone else {}
    return _flow({"format": _text(one.format), "precision": one.precision, **zone})


def _attribute(attribute: AttributeColumn) -> CommentedMap:
    return _flow({"column": _text(attribute.column), "name": _text(attribute.name), "kind": attribute.kind})


def _case_event(event: CaseEvent) -> dict[str, Any]:
    found = _plain(dataclasses.replace(event, attributes=()))
    if event.attributes:
        found["attributes"] = [_attribute(attribute) for attribute in event.attributes]
    return found


def _case_end(end: CaseEnd) -> Any:
    return _flow({end.kind: _text(end.name)}) if end.name else end.kind


def _decision(decision: CprDecision) -> str:
    return _text(f"{decision.action}: {decision.reason}" if decision.reason else decision.action)
