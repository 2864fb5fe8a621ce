"""YAML text to plain mappings that know their lines; refuses what a guideline never needs.

Anchors, aliases and tags can make a small file endless or construct objects; they are faults.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, NodeEvent
from ruamel.yaml.nodes import ScalarNode

from procesanalyse.errors import FaultCollector

MAX_BYTES = 2_000_000
MAX_DEPTH = 30


class _DatesAsText(RoundTripConstructor):
    """Leaves dates as text, so that an impossible one becomes a fault with its line."""

    def construct_date_text(self, node: ScalarNode) -> str:
        return str(node.value)


_DatesAsText.add_constructor("tag:yaml.org,2002:timestamp", _DatesAsText.construct_date_text)


def read_text(path: Path, faults: FaultCollector) -> str | None:
    """The file's text; None after noting why it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError:
        faults.add("guideline.not_readable")
        return None
    if len(content) > MAX_BYTES:
        faults.add("guideline.too_large", value=len(content))
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        faults.add("guideline.not_utf8", line=content[: error.start].count(b"\n") + 1)
        return None


def read_yaml(text: str, faults: FaultCollector) -> Any:
    """The document; None after noting why there is none."""
    try:
        if not _is_plain(text, faults):
            return None
        document = _reader().load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.add("guideline.not_yaml", line=mark.line + 1 if mark else None)
        return None
    except (YAMLError, ValueError, RecursionError):
        faults.add("guideline.not_yaml")
        return None
    if document is None:
        faults.add("guideline.empty")
    return document


def _reader() -> YAML:
    reader = YAML(typ="rt", pure=True)
    reader.Constructor = _DatesAsText
    return reader


def _is_plain(text: str, faults: FaultCollector) -> bool:
    depth, before = 0, len(faults.faults)
    for event in YAML(typ="rt", pure=True).parse(text):
        if isinstance(event, CollectionStartEvent):
            depth += 1
        elif isinstance(event, CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            faults.add("guideline.too_deep", line=event.start_mark.line + 1)
            return False
        if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor):
            faults.add("guideline.alias_not_allowed", line=event.start_mark.line + 1, value=event.anchor)
        elif getattr(event, "tag", None) and str(event.tag) not in ("", "None"):
            faults.add("guideline.tag_not_allowed", line=event.start_mark.line + 1, value=str(event.tag))
    return len(faults.faults) == before
