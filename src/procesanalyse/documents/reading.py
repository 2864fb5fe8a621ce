"""Opens one YAML file safely; anchors, aliases, tags and absurd sizes are refused.

They can make a small file endless or construct objects, and no file of ours needs them.
"""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, Event, NodeEvent
from ruamel.yaml.nodes import ScalarNode

from procesanalyse.documents.section import Section
from procesanalyse.errors import FaultCollector, UnusableInput

MOST_BYTES = 20_000_000
DEEPEST = 40
_BRACKETS = {"[": 1, "{": 1, "]": -1, "}": -1}


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
    except (YAMLError, ValueError, RecursionError):
        faults.add("documents.not_yaml")
    else:
        if isinstance(document, CommentedMap):
            return Section(document, "", faults)
    raise UnusableInput(faults.faults)


def _load(text: str, faults: FaultCollector) -> Any:
    """What the text holds; None after noting why it is no mapping."""
    before = len(faults.faults)
    if _may_be_unsafe(text):
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
    return document


def _may_be_unsafe(text: str) -> bool:
    """Whether a second parse is worth its time: a sign of an anchor, alias or tag, or deep nesting.

    Counts too much rather than too little: signs inside texts, a level for every space of
    indentation, every opening bracket.
    """
    if any(sign in text for sign in "&*!"):
        return True
    indentation = max((len(line) - len(line.lstrip(" -?")) for line in text.splitlines()), default=0)
    open_brackets = max(accumulate(_BRACKETS.get(sign, 0) for sign in text), default=0)
    return indentation + open_brackets > DEEPEST


def _refuse_unsafe(text: str, faults: FaultCollector) -> None:
    depth = 0
    for event in YAML(typ="rt", pure=True).parse(text):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > DEEPEST:
            faults.add("documents.too_deep", line=_line(event), levels=DEEPEST)
            return
        if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor):
            faults.add("documents.alias", line=_line(event), value=event.anchor)
        tag = getattr(event, "tag", None)
        if tag is not None:
            faults.add("documents.tag", line=_line(event), value=tag)


def _line(event: Event) -> int | None:
    return event.start_mark.line + 1 if event.start_mark else None
