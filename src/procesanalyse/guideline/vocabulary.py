"""The activity names of a guideline: which ids a rule may use, and which name in a log means which id."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar, cast

from procesanalyse.documents.section import Section
from procesanalyse.guideline.model import Activity

_Word = TypeVar("_Word", bound=str)


def read_word(section: Section, key: str, words: tuple[_Word, ...], default: _Word | None = None) -> _Word:
    """One word of a closed list, typed; without a default the key must be there."""
    return cast("_Word", section.choice(key, words, default))


def folded(name: str) -> str:
    """The form in which names are compared: composed letters, no outer or double blanks, no upper case."""
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


@dataclass(frozen=True)
class Vocabulary:
    """Folded name -> activity id, and the names that two activities claim."""

    ids: tuple[str, ...]
    by_name: Mapping[str, str]
    clashes: tuple[tuple[str, str, str], ...]

    @staticmethod
    def of(activities: tuple[Activity, ...]) -> Vocabulary:
        """The names of these activities."""
        by_name: dict[str, str] = {}
        clashes: list[tuple[str, str, str]] = []
        for activity in activities:
            for name in activity.names:
                owner = by_name.setdefault(folded(name), activity.id)
                if owner != activity.id:
                    clashes.append((name, owner, activity.id))
        return Vocabulary(tuple(activity.id for activity in activities), by_name, tuple(clashes))

    def id_of(self, name: str) -> str | None:
        """The activity a name in a log means; None if the guideline does not know it."""
        return self.by_name.get(folded(name))

    def known(self, section: Section, key: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        """The ids, after noting those that the guideline does not have."""
        for unknown in (one for one in ids if one not in self.ids):
            nearest = difflib.get_close_matches(unknown, self.ids, n=1, cutoff=0.5)
            if nearest:
                section.fault("guideline.unknown_activity_nearest", key, unknown, nearest=nearest[0])
            else:
                section.fault("guideline.unknown_activity", key, unknown)
        return ids
