"""Who took part: somebody else than before, somebody who knows the case, at least so many."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from procesanalyse.conformance.activations import candidates, notes_of, scope_of
from procesanalyse.conformance.instances import missing_keys
from procesanalyse.conformance.matching import NO_EVENT
from procesanalyse.conformance.preceding import Preceding
from procesanalyse.conformance.templates import bar
from procesanalyse.conformance.verdicts import (
    KEPT,
    MISSED,
    NOT_ASSESSABLE,
    Activated,
    Judgement,
    Verdicts,
    without_due,
)
from procesanalyse.conformance.versions import RuleHistory, RuleVersion
from procesanalyse.conformance.view import Ints, LogView, Scope

Verdict = tuple[int, str]
#: Names a set of events: those of a scope, of a case, or of a case without an instance key.
Key = tuple[str, int]
People = dict[int, set[str]]


def people_verdicts(history: RuleHistory) -> Verdicts:
    """The verdicts of a rule about people; an event without a person is not assessable.

    Nor is a start where events without an instance key, if they are its own, give another verdict.
    """
    scope, fell_back = scope_of(history) if history.newest.end else (history.newest.per, False)
    found, view = candidates(history, scope), history.view
    starts = found.starts
    without_key = missing_keys(history, scope) if history.newest.end else 0
    people = _people(view)
    judged = Judgement.of(np.full(len(starts.rows), NOT_ASSESSABLE))
    for number, version in enumerate(history.versions):
        places = np.flatnonzero(starts.version == number)
        earlier = Earlier.of(version, people, scope, starts.rows[places])
        for place in places.tolist():
            row, own = int(starts.rows[place]), ("scope", int(starts.scope[place]))
            verdict = _judge(version, earlier, row, (own,))
            if without_key and verdict != _judge(version, earlier, row, (own, _strays(view, row))):
                verdict = NOT_ASSESSABLE, "instance_unknown"
            judged.outcome[place], judged.reason[place] = verdict
    bar(history, found.reason, judged)
    ends = np.full(len(starts.rows), NO_EVENT, dtype=np.int64)
    notes = notes_of(found, fell_back, without_key)
    return without_due(Activated.by_events(view, starts.rows, ends), judged, notes)


@dataclass(frozen=True, eq=False)
class Earlier:
    """The events that starts are compared with: all by key, by key and person, and those without anybody."""

    people: People
    events: Preceding
    by_person: Preceding
    nameless: Preceding

    @staticmethod
    def of(version: RuleVersion, people: People, scope: Scope, starts: Ints) -> Earlier:
        """Events that the rule names as `compare_with`, else every event, near these starts."""
        view, rule = version.conditions.view, version.rule
        rows = version.conditions.events_of(rule.end) if rule.end else np.flatnonzero(view.seen)
        rows = rows[:0] if rule.people == "at_least" else rows
        near = view.scopes["group" if scope == "group" else "case"]
        rows = rows[np.isin(near[rows], near[starts])]
        keyed = list(_keyed(view, rows, scope))
        named = [((key, who), row) for key, row in keyed for who in people.get(row, ())]
        nameless = [(key, row) for key, row in keyed if row not in people]
        return Earlier(people, _preceding(view, keyed), _preceding(view, named), _preceding(view, nameless))

    def any(self, start: int, keys: Iterable[Key]) -> bool:
        """Whether anything came before the start."""
        return any(self.events.last(key, start) != NO_EVENT for key in keys)

    def met(self, start: int, keys: Iterable[Key]) -> bool:
        """Whether somebody of the start took part before it."""
        own = self.people.get(start, set())
        return any(self.by_person.last((key, who), start) != NO_EVENT for key in keys for who in own)

    def unnamed(self, start: int, keys: Iterable[Key]) -> bool:
        """Whether something came before the start of which nobody knows who did it."""
        return any(self.nameless.last(key, start) != NO_EVENT for key in keys)


def _judge(version: RuleVersion, earlier: Earlier, row: int, keys: tuple[Key, ...]) -> Verdict:
    own, rule = earlier.people.get(row, set()), version.rule
    if not own:
        return NOT_ASSESSABLE, "person_missing"
    if rule.people == "at_least":
        return (KEPT if len(own) >= rule.people_count else MISSED), ""
    if rule.people == "same" and not earlier.any(row, keys):
        return NOT_ASSESSABLE, "nothing_to_compare"
    met = earlier.met(row, keys)
    if not met and earlier.unnamed(row, keys):
        return NOT_ASSESSABLE, "person_missing"
    return (KEPT if met == (rule.people == "same") else MISSED), ""


def _preceding(view: LogView, keyed: Sequence[tuple[Hashable, int]]) -> Preceding:
    rows = np.array([row for _, row in keyed], dtype=np.int64)
    return Preceding.of(view, rows, [key for key, _ in keyed])


def _keyed(view: LogView, rows: Ints, scope: Scope) -> Iterator[tuple[Key, int]]:
    """Rows by their scope; where that is the instance, also by case, once more if they have no key."""
    for row, own in zip(rows.tolist(), view.scopes[scope][rows].tolist(), strict=True):
        yield ("scope", own), row
        if scope == "instance":
            case = int(view.case[row])
            yield ("case", case), row
            if not view.has_instance[row]:
                yield ("without_key", case), row


def _strays(view: LogView, start: int) -> Key:
    """What could be of the start's instance though no key says so."""
    return ("without_key" if view.has_instance[start] else "case"), int(view.case[start])


def _people(view: LogView) -> People:
    """Everybody who took part in each event: its resource and its participants."""
    resource = view.log.events["resource"].cat
    names = [str(name) for name in resource.categories]
    people = {row: {names[code]} for row, code in enumerate(resource.codes.tolist()) if code >= 0}
    participants: pd.DataFrame = view.log.participants
    for row, person in zip(participants["event"].tolist(), participants["resource"].tolist(), strict=True):
        people.setdefault(row, set()).add(str(person))
    return people
