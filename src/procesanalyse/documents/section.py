"""A mapping of a YAML file, read key by key; a wrong value is noted and a harmless one returned."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

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
        self._known: set[str] = set()

    @property
    def line(self) -> int | None:
        """Line of the mapping's first key (1 is the first)."""
        return int(self.data.lc.line) + 1 if self.data.lc.line is not None else None

    def line_of(self, key: str) -> int | None:
        """Line of a key, or of the mapping where the key is missing."""
        place = (self.data.lc.data or {}).get(key)
        return int(place[0]) + 1 if place else self.line

    def field_of(self, key: str) -> str:
        """Path of a key from the top: `rules[3].within`."""
        return f"{self.path}.{key}" if self.path else key

    def has(self, key: str) -> bool:
        """Whether the key stands in the file with a value."""
        self._known.add(key)
        return self.data.get(key) is not None

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
        """The value as the YAML reader gave it; None if missing."""
        if not self.has(key):
            if required:
                self.fault("documents.missing_key", key)
            return None
        return self.data[key]

    def text(self, key: str, default: str | None = None) -> str:
        """A text; numbers are taken as they are written."""
        value = self.raw(key, required=default is None)
        if value is None:
            return default or ""
        if isinstance(value, Mapping | list | bool):
            self.fault("documents.not_text", key, _seen(value))
            return default or ""
        return str(value)

    def choice(self, key: str, options: Iterable[str], default: str | None = None) -> str:
        """One of the options; another word is a fault with the nearest option as the remedy."""
        allowed = tuple(options)
        value = self.text(key, default)
        if value and value not in allowed:
            self.fault("documents.not_a_choice", key, value, options=", ".join(allowed))
            return default or allowed[0]
        return value or allowed[0]

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

    def date(self, key: str, *, required: bool = False) -> dt.date | None:
        """A date written 2024-01-01 (or 01-01-2024); None if missing or wrong."""
        value = self.raw(key, required=required)
        if value is None:
            return None
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        for pattern in ("%Y-%m-%d", "%d-%m-%Y"):
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
        return tuple(str(item) for item in items)

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
        """The mappings in the list below a key; items that are no mappings are noted and left out."""
        value = self.raw(key, required=required)
        if value is None:
            return ()
        if not isinstance(value, CommentedSeq):
            self.fault("documents.not_a_list", key, _seen(value))
            return ()
        found = []
        for number, item in enumerate(value):
            if isinstance(item, CommentedMap):
                found.append(Section(item, f"{self.field_of(key)}[{number + 1}]", self.faults))
            else:
                self.fault("documents.not_a_section", key, _seen(item))
        return tuple(found)

    def finish(self) -> None:
        """Note every key of the mapping that was never asked for, with the nearest known one."""
        for key in self.data:
            if str(key) not in self._known:
                nearest = difflib.get_close_matches(str(key), sorted(self._known), n=1)
                self.fault(
                    "documents.unknown_key",
                    str(key),
                    str(key),
                    nearest=nearest[0] if nearest else "",
                    known=", ".join(sorted(self._known)),
                )


def _seen(value: object) -> str:
    """The value as shown in a message: short, on one line."""
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:57]}..."
