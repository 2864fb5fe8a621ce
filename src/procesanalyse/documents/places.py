"""Where the fields of a YAML file stand, and what faults call them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq


@dataclass(frozen=True)
class Place:
    """A field as faults name it (`teams[intake].hours`) and its line, from 1."""

    field: str
    line: int | None


def places_below(top: CommentedMap) -> dict[str, Place]:
    """Every field below a mapping by its counted path: `teams[2].hours` counts list items from 1.

    For faults found after the file was read, when only the numbers of the items are known.
    """
    return dict(_places(top, "", ""))


def key_line(mapping: CommentedMap, key: object) -> int | None:
    """Line of a key, from 1; None if the file does not have it."""
    found = (mapping.lc.data or {}).get(key)
    return int(found[0]) + 1 if found else None


def item_line(items: CommentedSeq, index: int) -> int | None:
    """Line of a list item, from 1; index 0 is the first item."""
    found = (items.lc.data or {}).get(index)
    return int(found[0]) + 1 if found else None


def item_names(items: CommentedSeq) -> list[str]:
    """What faults call each item: its id, or its number from 1 if it has none or an earlier one has it."""
    names: list[str] = []
    for number, item in enumerate(items, start=1):
        name = item.get("id") if isinstance(item, CommentedMap) else None
        usable = isinstance(name, str) and name.strip() and name not in names
        names.append(str(name) if usable else str(number))
    return names


def below(path: str, key: str) -> str:
    """Path of a key below a path; the key alone at the top."""
    return f"{path}.{key}" if path else key


def _places(node: Any, counted: str, named: str) -> Iterator[tuple[str, Place]]:
    if isinstance(node, CommentedMap):
        for key, value in node.items():
            path, field = below(counted, str(key)), below(named, str(key))
            yield path, Place(field, key_line(node, key))
            yield from _places(value, path, field)
    elif isinstance(node, CommentedSeq):
        for index, (name, value) in enumerate(zip(item_names(node), node, strict=True)):
            path, field = f"{counted}[{index + 1}]", f"{named}[{name}]"
            yield path, Place(field, item_line(node, index))
            yield from _places(value, path, field)
