"""Event patterns and the closed vocabulary of `applies_when` and `where`."""

from __future__ import annotations

from typing import Any

from procesanalyse.documents.section import Section
from procesanalyse.guideline.model import Condition, EventPattern
from procesanalyse.guideline.vocabulary import Vocabulary, read_word

SCOPES = ("case", "instance", "group")


def read_pattern(section: Section, words: Vocabulary) -> EventPattern:
    """Which events are meant: `activity` (one or a list), perhaps `where` columns have certain values."""
    activities = words.known(section, "activity", section.texts("activity"))
    if not section.has("activity"):
        section.fault("documents.missing_key", "activity")
    return EventPattern(activities, read_where(section))


def read_where(section: Section) -> Condition | None:
    """`where: {column: [values]}` on the event itself."""
    where = section.section("where")
    return None if where is None else _columns(where, "event")


def read_condition(section: Section, words: Vocabulary) -> Condition:
    """The condition of a mapping; several words in one mapping must all hold."""
    parts = [_read_word(section, word, words) for word in _WORDS if section.has(word)]
    section.finish()
    if not parts:
        section.fault("guideline.empty_condition", "")
        return Condition("all")
    return parts[0] if len(parts) == 1 else Condition("all", parts=tuple(parts))


def _read_word(section: Section, word: str, words: Vocabulary) -> Condition:
    if word in ("all", "any"):
        parts = tuple(read_condition(part, words) for part in section.sections(word))
        return Condition("all" if word == "all" else "any", parts=parts)
    if word in ("earlier", "later"):
        return _read_neighbour(section, word, words)
    part = section.section(word)
    if part is None:
        return Condition("all")
    if word == "not":
        return Condition("not", parts=(read_condition(part, words),))
    return _columns(part, word)


def _read_neighbour(section: Section, word: str, words: Vocabulary) -> Condition:
    direction: Any = word
    if not isinstance(section.raw(word), dict):
        return Condition(direction, values=words.known(section, word, section.texts(word)))
    part = section.section(word)
    if part is None:
        return Condition(direction)
    pattern = read_pattern(part, words)
    per = read_word(part, "per", SCOPES, "case")
    part.finish()
    parts = () if pattern.where is None else (pattern.where,)
    return Condition(direction, name="" if per == "case" else per, values=pattern.activities, parts=parts)


def _columns(section: Section, word: str) -> Condition:
    kind: Any = word
    parts = []
    for column in section.written:
        values = tuple(value.strip() for value in section.texts(column))
        if not values:
            section.fault("guideline.empty_condition", column)
        parts.append(Condition(kind, name=column, values=values))
    return parts[0] if len(parts) == 1 else Condition("all", parts=tuple(parts))


_WORDS = ("case", "event", "earlier", "later", "all", "any", "not")


def words_in(condition: Condition | None) -> set[str]:
    """Every word the condition uses, however deep."""
    if condition is None:
        return set()
    return {condition.word}.union(*(words_in(part) for part in condition.parts))


def later_activities(condition: Condition | None) -> set[str]:
    """The activities that the condition looks for after the start."""
    if condition is None:
        return set()
    own = set(condition.values) if condition.word == "later" else set()
    return own.union(*(later_activities(part) for part in condition.parts))
