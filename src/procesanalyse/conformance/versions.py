"""The versions of one rule over the history of guidelines, and which one an activation belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from procesanalyse.conformance.conditions import Conditions
from procesanalyse.conformance.view import Flags, Ints, LogView
from procesanalyse.guideline.model import DueSpec, EventPattern, Guideline, GuidelineHistory, Rule
from procesanalyse.workcalendar.days import Dates


@dataclass(frozen=True, eq=False)
class RuleVersion:
    """A rule as one guideline file states it."""

    place: int
    rule: Rule
    guideline: Guideline
    conditions: Conditions


@dataclass(frozen=True, eq=False)
class RuleHistory:
    """All versions of the rule with one id that are in force, oldest first.

    What pairs events (`which`, `match`, `per`) is taken from the newest version.
    """

    newest: Rule
    versions: tuple[RuleVersion, ...]
    guidelines: GuidelineHistory
    view: LogView

    def files_of(self, dates: Dates) -> Ints:
        """The number of the guideline file each date falls in; -1 before the oldest."""
        begins = np.array([_as_date(one.valid_from) for one in self.guidelines.versions])
        return np.asarray(np.searchsorted(begins, dates, side="right") - 1, dtype=np.int64)

    def after_file(self, dates: Dates, files: Ints) -> Flags:
        """Which dates lie after the last day of their guideline file."""
        ends = np.array(
            [np.datetime64("NaT", "D")]
            + [_as_date(one.valid_to) if one.valid_to else "NaT" for one in self.guidelines.versions],
            dtype="datetime64[D]",
        )
        return np.asarray(dates > ends[files + 1])

    def lacks(self, field: str) -> bool:
        """Whether the log has none of the activities that any version names as start or end."""
        patterns = [(getattr(one.rule, field), one.guideline) for one in self.versions]
        named = [(pattern, guideline) for pattern, guideline in patterns if pattern is not None]
        return bool(named) and not any(
            self.view.category_codes(pattern, guideline) for pattern, guideline in named
        )

    def rows(self, field: str) -> tuple[Ints, ...]:
        """Of each version, the rows of its start or end events."""
        return tuple(one.conditions.events_of(_pattern(one.rule, field)) for one in self.versions)

    def missing_columns(self) -> bool:
        """Whether a condition or a due date asks for a column that the log does not have."""
        return any(_missing_columns(one) for one in self.versions)


def histories(view: LogView, guidelines: GuidelineHistory) -> tuple[RuleHistory, ...]:
    """One history per rule id, in the order of the newest file that has it."""
    newest: dict[str, Rule] = {}
    for guideline in reversed(guidelines.versions):
        for rule in guideline.rules:
            newest.setdefault(rule.id, rule)
    conditions = [Conditions(view, guideline) for guideline in guidelines.versions]
    return tuple(
        RuleHistory(rule, _versions(rule.id, guidelines, conditions), guidelines, view)
        for rule in newest.values()
    )


def _versions(
    rule_id: str, guidelines: GuidelineHistory, conditions: list[Conditions]
) -> tuple[RuleVersion, ...]:
    return tuple(
        RuleVersion(place, rule, guideline, conditions[place])
        for place, guideline in enumerate(guidelines.versions)
        for rule in guideline.rules
        if rule.id == rule_id and rule.status != "disabled"
    )


def _pattern(rule: Rule, field: str) -> EventPattern | None:
    return rule.start if field == "start" else rule.end


def _missing_columns(version: RuleVersion) -> bool:
    rule = version.rule
    asked = [rule.applies_when]
    asked += [pattern.where for pattern in (rule.start, rule.end) if pattern is not None]
    asked += [exception.pattern.where for exception in rule.exceptions]
    asked += [one.where for pause in (rule.due or DueSpec()).pauses for one in (pause.begin, pause.end)]
    return any(version.conditions.missing_columns(condition) for condition in asked)


def _as_date(day: date) -> np.datetime64:
    return np.datetime64(day, "D")
