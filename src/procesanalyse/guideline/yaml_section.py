"""One mapping of a YAML file, read key by key; what is wrong is noted with its line, nothing is raised."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from procesanalyse.errors import FaultCollector

_Choice = TypeVar("_Choice", bound=str)


class Section:
    """A mapping with its place in the file; `finish` reports keys that nobody asked for."""

    def __init__(self, content: Any, path: str, faults: FaultCollector, line: int | None = None) -> None:
        self.path = path
        self.faults = faults
        self.line = line if line is not None else _first_line(content)
        self._known: list[str] = []
        self.usable = isinstance(content, dict)
        if not self.usable:
            self.fault("guideline.not_a_mapping", "", content)
        self._content: dict[str, Any] = content if self.usable else {}

    def __contains__(self, key: str) -> bool:
        return key in self._content

    def keys(self) -> list[str]:
        """The keys that stand in the file."""
        return [str(key) for key in self._content]

    def raw(self, key: str) -> Any:
        """The value as YAML gives it; None if it is missing."""
        self._known.append(key)
        return self._content.get(key)

    def fault(self, code: str, key: str, value: object = "", **details: object) -> None:
        """Note a fault at this key's line."""
        field = ".".join(part for part in (self.path, key) if part)
        shown = "" if isinstance(value, dict | list) else value
        self.faults.add(code, line=self.line_of(key), field=field, value=shown, **details)

    def line_of(self, key: str) -> int | None:
        """The line (from 1) this key stands on; the section's own if it is missing."""
        try:
            return int(self._content.lc.key(key)[0]) + 1  # type: ignore[attr-defined]
        except (AttributeError, KeyError, TypeError):
            return self.line

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """A text; numbers are taken as written."""
        value = self.raw(key)
        if value is None:
            if required:
                self.fault("guideline.missing_key", key)
            return default
        if isinstance(value, bool | dict | list):
            self.fault("guideline.not_a_text", key, value)
            return default
        return str(value).strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one text alone counts as a list of one."""
        value = self.raw(key)
        if value is None:
            return ()
        values = value if isinstance(value, list) else [value]
        if any(isinstance(item, dict | list) or item is None for item in values):
            self.fault("guideline.not_a_list_of_texts", key, value)
            return ()
        return tuple(plain_text(item) for item in values)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """true or false."""
        value = self.raw(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.fault("guideline.not_a_flag", key, value)
            return default
        return value

    def whole_number(self, key: str, default: int = 0, *, at_least: int = 0) -> int:
        """A whole number not below `at_least`."""
        value = self.raw(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or value < at_least:
            self.fault("guideline.not_a_whole_number", key, value, at_least=at_least)
            return default
        return int(value)

    def choice(self, key: str, options: Iterable[_Choice], default: _Choice | None = None) -> _Choice:
        """One word of a closed list; without a default the key must be there."""
        words = list(options)
        value = self.raw(key)
        if value is None:
            if default is None:
                self.fault("guideline.missing_choice", key, allowed=", ".join(words))
            return default or words[0]
        for word in words:
            if value == word:
                return word
        self.fault("guideline.not_a_choice", key, value, allowed=", ".join(words))
        return default or words[0]

    def day(self, key: str, *, required: bool = False) -> date | None:
        """A date written åååå-mm-dd."""
        value = self.raw(key)
        if value is None:
            if required:
                self.fault("guideline.missing_key", key)
            return None
        try:
            return datetime.strptime(str(value), "%Y-%m-%d").replace(tzinfo=UTC).date()
        except ValueError:
            self.fault("guideline.bad_date", key, value)
            return None

    def section(self, key: str) -> Section | None:
        """The mapping below this key; None if the key is missing or is not a mapping."""
        value = self.raw(key)
        if value is None:
            return None
        found = Section(value, f"{self.path}.{key}".strip("."), self.faults, self.line_of(key))
        return found if found.usable else None

    def sections(self, key: str) -> Iterator[Section]:
        """The mappings in the list below this key, named in faults by their id or number."""
        value = self.raw(key)
        if value is None:
            return
        if not isinstance(value, list):
            self.fault("guideline.not_a_list", key, value)
            return
        for number, item in enumerate(value, start=1):
            name = item.get("id", number) if isinstance(item, dict) else number
            place = f"{self.path}.{key}[{name}]".strip(".")
            found = Section(item, place, self.faults, _first_line(item) or self.line_of(key))
            if found.usable:
                yield found

    def finish(self) -> None:
        """Note every key that no reader asked for, with the nearest one that exists."""
        for key in self.keys():
            if key in self._known:
                continue
            nearest = difflib.get_close_matches(key, self._known, n=1, cutoff=0.6)
            allowed = ", ".join(dict.fromkeys(self._known))
            if nearest:
                self.fault("guideline.unknown_key_nearest", key, key, nearest=nearest[0])
            else:
                self.fault("guideline.unknown_key", key, key, allowed=allowed)


def plain_text(value: object) -> str:
    """A YAML scalar as a person wrote it: true, 46, 2024-01-01, text without outer blanks."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip()


def _first_line(content: object) -> int | None:
    place = getattr(content, "lc", None)
    line = getattr(place, "line", None)
    return None if line is None else int(line) + 1
