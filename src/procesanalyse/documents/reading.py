"""Opens one YAML file safely; aliases, tags and absurd sizes are refused."""

from __future__ import annotations

import io
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import AliasEvent, CollectionStartEvent, Event, ScalarEvent

from procesanalyse.documents.section import Section
from procesanalyse.errors import FaultCollector, UnusableInput

MOST_BYTES = 20_000_000
DEEPEST = 40


def read_document(path: Path, faults: FaultCollector) -> Section:
    """The file's top mapping; raises `UnusableInput` at once if there is none to read keys from."""
    document = _load(_text(path, faults), faults)
    faults.raise_if_any()
    if not isinstance(document, CommentedMap):
        faults.add("documents.not_a_mapping", line=1)
        raise UnusableInput(faults.faults)
    return Section(document, "", faults)


def _text(path: Path, faults: FaultCollector) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            faults.add("documents.too_large", megabytes=MOST_BYTES // 1_000_000)
            return ""
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        faults.add("documents.missing_file")
    except UnicodeDecodeError:
        faults.add("documents.not_utf8")
    except OSError:
        faults.add("documents.unreadable_file")
    return ""


def _load(text: str, faults: FaultCollector) -> object:
    if faults.faults:
        return None
    try:
        _refuse_unsafe(text, faults)
        return None if faults.faults else YAML(typ="rt").load(io.StringIO(text))
    except (YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        faults.add("documents.not_yaml", line=mark.line + 1 if mark else None)
        return None


def _refuse_unsafe(text: str, faults: FaultCollector) -> None:
    depth = 0
    for event in YAML(typ="rt").parse(io.StringIO(text)):
        if isinstance(event, AliasEvent):
            faults.add("documents.alias", line=_line(event))
        if isinstance(event, ScalarEvent | CollectionStartEvent) and event.tag is not None:
            faults.add("documents.tag", line=_line(event))
        depth += isinstance(event, CollectionStartEvent)
        depth -= type(event).__name__ in {"MappingEndEvent", "SequenceEndEvent"}
        if depth > DEEPEST:
            faults.add("documents.too_deep", line=_line(event), levels=DEEPEST)
            return


def _line(event: Event) -> int | None:
    return event.start_mark.line + 1 if event.start_mark else None
