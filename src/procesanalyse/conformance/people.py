"""Who took part: somebody else than before, somebody who knows the case, at least so many."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from procesanalyse.conformance.activations import candidates, scope_of
from procesanalyse.conformance.matching import NO_EVENT
from procesanalyse.conformance.templates import bar, can_precede
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
from procesanalyse.conformance.view import Ints, LogView

Verdict = tuple[int, str]


def people_verdicts(history: RuleHistory) -> Verdicts:
    """The verdicts of a rule about people; an event without a person is not assessable."""
    scope, fell_back = scope_of(history) if history.newest.end else (history.newest.per, False)
    found, view = candidates(history, scope), history.view
    starts = found.starts
    people = _people(view)
    judged = Judgement.of(np.full(len(starts.rows), NOT_ASSESSABLE))
    for number, version in enumerate(history.versions):
        earlier = _compared(view, version, view.scopes[scope])
        for place in np.flatnonzero(starts.version == number).tolist():
            row = int(starts.rows[place])
            rows = _before(view, row, earlier.get(int(starts.scope[place]), []))
            judged.outcome[place], judged.reason[place] = _judge(version, people, row, rows)
    bar(history, found.reason, judged)
    ends = np.full(len(starts.rows), NO_EVENT, dtype=np.int64)
    notes = ("no_instance_keys",) if fell_back else ()
    return without_due(Activated.by_events(view, starts.rows, ends), judged, notes)


def _judge(version: RuleVersion, people: dict[int, set[str]], row: int, compared: Iterable[int]) -> Verdict:
    own = people.get(row, set())
    if not own:
        return NOT_ASSESSABLE, "person_missing"
    rule = version.rule
    if rule.people == "at_least":
        return (KEPT if len(own) >= rule.people_count else MISSED), ""
    before = [people.get(other, set()) for other in compared]
    met = any(own & others for others in before)
    if rule.people == "same" and not before:
        return NOT_ASSESSABLE, "nothing_to_compare"
    if not met and not all(before):
        return NOT_ASSESSABLE, "person_missing"
    return (KEPT if met == (rule.people == "same") else MISSED), ""


def _compared(view: LogView, version: RuleVersion, scopes: Ints) -> dict[int, list[int]]:
    """Rows that starts may be compared with, by scope: those the rule names, else every event."""
    rule = version.rule
    if rule.people == "at_least":
        return {}
    rows = version.conditions.events_of(rule.end) if rule.end else np.flatnonzero(view.seen)
    by_scope: dict[int, list[int]] = {}
    for row in rows.tolist():
        by_scope.setdefault(int(scopes[row]), []).append(row)
    return by_scope


def _before(view: LogView, start: int, rows: list[int]) -> list[int]:
    """Those that come before the start."""
    return [row for row in rows if can_precede(view, row, start)]


def _people(view: LogView) -> dict[int, set[str]]:
    """Everybody who took part in each event: its resource and its participants."""
    resource = view.log.events["resource"].cat
    names = [str(name) for name in resource.categories]
    people = {row: {names[code]} for row, code in enumerate(resource.codes.tolist()) if code >= 0}
    participants: pd.DataFrame = view.log.participants
    for row, person in zip(participants["event"].tolist(), participants["resource"].tolist(), strict=True):
        people.setdefault(row, set()).add(str(person))
    return people
