"""Opens one YAML file safely; anchors, aliases, tags and absurd sizes are refused.

They can make a small file endless or construct objects, and no file of ours needs them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, Event, NodeEvent
from ruamel.yaml.nodes import ScalarNode

from procesanalyse.documents.section import Section
from procesanalyse.errors import FaultCollector, UnusableInput

MOST_BYTES = 20_000_000
DEEPEST = 40


class _DatesAsText(RoundTripConstructor):
    """Leaves dates as text, so that an impossible one becomes a fault with its line."""

    def construct_date_text(self, node: ScalarNode) -> str:
        return str(node.value)


_DatesAsText.add_constructor("tag:yaml.org,2002:timestamp", _DatesAsText.construct_date_text)


def read_document(path: Path, faults: FaultCollector) -> Section:
    """The file's top mapping; raises `UnusableInput` at once if there is none to read keys from."""
    return parse_document(read_text(path, faults), faults)


def read_text(path: Path, faults: FaultCollector, *, most_bytes: int = MOST_BYTES) -> str:
    """The file's text without byte order mark; raises `UnusableInput` if it cannot be read."""
    try:
        if path.stat().st_size > most_bytes:
            faults.add("documents.too_large", megabytes=most_bytes // 1_000_000)
            raise UnusableInput(faults.faults)
        content = path.read_bytes()
    except FileNotFoundError:
        faults.add("documents.missing_file")
        raise UnusableInput(faults.faults) from None
    except OSError:
        faults.add("documents.unreadable_file")
        raise UnusableInput(faults.faults) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        faults.add("documents.not_utf8", line=content[: error.start].count(b"\n") + 1)
        raise UnusableInput(faults.faults) from None


def parse_document(text: str, faults: FaultCollector) -> Section:
    """The text's top mapping; raises `UnusableInput` at once if there is none to read keys from."""
    try:
        document = _load(text, faults)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.add("documents.not_yaml", line=mark.line + 1 if mark else None)
    except RecursionError:
        faults.add("documents.too_deep", levels=DEEPEST)
    except (YAMLError, ValueError):
        faults.add("documents.not_yaml")
    else:
        if isinstance(document, CommentedMap):
            return Section(document, "", faults)
    raise UnusableInput(faults.faults)


def _load(text: str, faults: FaultCollector) -> Any:
    """What the text holds; None after noting why it is no mapping."""
    before = len(faults.faults)
    if any(sign in text for sign in "&*!"):  # else a second parse would find nothing
        _refuse_unsafe(text, faults)
    if len(faults.faults) > before:
        return None
    reader = YAML(typ="rt", pure=True)
    reader.Constructor = _DatesAsText
    document = reader.load(text)
    if document is None:
        faults.add("documents.empty")
    elif not isinstance(document, CommentedMap):
        faults.add("documents.not_a_mapping", line=1)
    else:
        _refuse_deep(document, faults)
    return None if len(faults.faults) > before else document


def _refuse_deep(document: object, faults: FaultCollector) -> None:
    """Walks the document level by level; the first collection below the deepest level is a fault."""
    level: list[Any] = [document]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in _inner(outer) if isinstance(inner, dict | list)]
    if level:
        faults.add("documents.too_deep", line=int(level[0].lc.line) + 1, levels=DEEPEST)


def _inner(outer: Any) -> list[Any]:
    return list(outer.values()) if isinstance(outer, dict) else list(outer)


def _refuse_unsafe(text: str, faults: FaultCollector) -> None:
    for event in YAML(typ="rt", pure=True).parse(text):
        if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor):
            faults.add("documents.alias", line=_line(event), value=event.anchor)
        tag = getattr(event, "tag", None)
        if tag is not None:
            faults.add("documents.tag", line=_line(event), value=tag)


def _line(event: Event) -> int | None:
    return event.start_mark.line + 1 if event.start_mark else None
