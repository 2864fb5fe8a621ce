"""A mapping of a YAML file, read key by key; a wrong value is noted and a harmless one returned."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from procesanalyse.documents.places import Place, below, item_line, item_names, key_line, places_below
from procesanalyse.errors import FaultCollector


class Section:
    """Reads the keys of one mapping. `finish` notes every key that nobody asked for.

    A getter without `default` notes a missing key. After a fault the getter gives back
    an empty value of its type, so that reading goes on and finds the other faults.
    """

    def __init__(self, data: CommentedMap, path: str, faults: FaultCollector) -> None:
        self.data = data
        self.path = path
        self.faults = faults
        self._keys = {plain_text(key): key for key in data}
        self._known: dict[str, None] = {}

    @property
    def line(self) -> int | None:
        """Line of the mapping's first key (1 is the first)."""
        return int(self.data.lc.line) + 1 if self.data.lc.line is not None else None

    def line_of(self, key: str) -> int | None:
        """Line of a key, or of the mapping where the key is missing."""
        line = key_line(self.data, self._keys.get(key, key))
        return self.line if line is None else line

    def field_of(self, key: str) -> str:
        """Path of a key from the top: `rules[ANSWER].within`, a list item by its id or else its number."""
        return below(self.path, key)

    def places(self) -> dict[str, Place]:
        """Every field below this mapping by its counted path, `rules[3].within`."""
        return places_below(self.data)

    @property
    def written(self) -> tuple[str, ...]:
        """The keys that stand in the file, as text, in the file's order."""
        return tuple(self._keys)

    def has(self, key: str) -> bool:
        """Whether the key stands in the file with a value."""
        self._known[key] = None
        return self._value(key) is not None

    def _value(self, key: str) -> Any:
        return self.data.get(self._keys.get(key, key))

    def fault(self, code: str, key: str = "", value: object = "", **details: object) -> None:
        """Note a fault at a key of this mapping."""
        self.faults.add(
            code,
            line=self.line_of(key),
            field=self.field_of(key) if key else self.path,
            value=value,
            **details,
        )

    def raw(self, key: str, *, required: bool = False) -> Any:
        """The value as the YAML reader gave it, dates as text; None if missing."""
        if not self.has(key):
            if required:
                self.fault("documents.missing_key", key)
            return None
        return self._value(key)

    def text(self, key: str, default: str | None = None) -> str:
        """A text without the line breaks that end a YAML block; a number becomes its digits."""
        value = self.raw(key, required=default is None)
        if value is None:
            return default or ""
        if isinstance(value, Mapping | list | bool):
            self.fault("documents.not_text", key, _seen(value))
            return default or ""
        return plain_text(value)

    def choice(self, key: str, options: Iterable[str], default: str | None = None) -> str:
        """One of the options, which a fault lists; without a default the key must be there."""
        allowed = tuple(options)
        fallback = allowed[0] if default is None else default
        value = self.raw(key)
        if value is None:
            if default is None:
                self.fault("documents.missing_choice", key, options=", ".join(allowed))
            return fallback
        for option in allowed:
            if plain_text(value) == option:
                return option
        self.fault("documents.not_a_choice", key, _seen(value), options=", ".join(allowed))
        return fallback

    def number(self, key: str, default: float | None = None, *, least: float | None = None) -> float:
        """A finite number, at least `least`."""
        value = self.raw(key, required=default is None)
        if value is None:
            return default or 0.0
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < float("inf"):
            self.fault("documents.not_a_number", key, _seen(value))
            return default or 0.0
        if least is not None and value < least:
            self.fault("documents.too_small", key, _seen(value), least=least)
            return default or 0.0
        return float(value)

    def integer(self, key: str, default: int | None = None, *, least: int | None = None) -> int:
        """A whole number, at least `least`."""
        value = self.raw(key, required=default is None)
        if value is None:
            return default or 0
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault("documents.not_an_integer", key, _seen(value))
            return default or 0
        if least is not None and value < least:
            self.fault("documents.too_small", key, _seen(value), least=least)
            return default or 0
        return int(value)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false."""
        value = self.raw(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.fault("documents.not_a_flag", key, _seen(value))
            return default
        return value

    def date(self, key: str, *, required: bool = False, iso_only: bool = False) -> dt.date | None:
        """A date written 2024-01-01 (or 01-01-2024, unless `iso_only`); None if missing or wrong."""
        value = self.raw(key, required=required)
        if value is None:
            return None
        for pattern in ("%Y-%m-%d",) if iso_only else ("%Y-%m-%d", "%d-%m-%Y"):
            try:
                return dt.datetime.strptime(str(value), pattern).date()  # noqa: DTZ007 - a date has no zone
            except ValueError:
                continue
        self.fault("documents.not_a_date", key, _seen(value))
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        value = self.raw(key)
        if value is None:
            return ()
        items = value if isinstance(value, list) else [value]
        if any(isinstance(item, Mapping | list) or item is None for item in items):
            self.fault("documents.not_texts", key, _seen(value))
            return ()
        return tuple(plain_text(item) for item in items)

    def section(self, key: str, *, required: bool = False) -> Section | None:
        """The mapping below a key; None if missing or not a mapping."""
        value = self.raw(key, required=required)
        if value is None:
            return None
        if not isinstance(value, CommentedMap):
            self.fault("documents.not_a_section", key, _seen(value))
            return None
        return Section(value, self.field_of(key), self.faults)

    def sections(self, key: str, *, required: bool = False) -> tuple[Section, ...]:
        """The mappings in the list below a key, named in faults by their id or number.

        Items that are no mappings are noted and left out.
        """
        value = self.raw(key, required=required)
        if value is None:
            return ()
        if not isinstance(value, CommentedSeq):
            self.fault("documents.not_a_list", key, _seen(value))
            return ()
        found = []
        for index, (name, item) in enumerate(zip(item_names(value), value, strict=True)):
            field = f"{self.field_of(key)}[{name}]"
            if isinstance(item, CommentedMap):
                found.append(Section(item, field, self.faults))
            else:
                line = item_line(value, index)
                self.faults.add("documents.not_a_section", line=line, field=field, value=_seen(item))
        return tuple(found)

    def finish(self) -> None:
        """Note every key of the mapping that was never asked for, with the nearest known one."""
        for key in self._keys:
            if key in self._known:
                continue
            nearest = difflib.get_close_matches(key, self._known, n=1)
            if nearest:
                self.fault("documents.unknown_key_nearest", key, key, nearest=nearest[0])
            else:
                self.fault("documents.unknown_key", key, key, known=", ".join(self._known))


def plain_text(value: object) -> str:
    """A YAML scalar as a person wrote it: true, 46, 2024-01-01, text without the end of its block."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).rstrip("\n")


def _seen(value: object) -> str:
    """The value as shown in a message: short, on one line."""
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:57]}..."
