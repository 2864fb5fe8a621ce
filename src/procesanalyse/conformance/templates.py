"""Order and presence: precedence, existence, absence."""

from __future__ import annotations

import numpy as np

from procesanalyse.conformance.activations import Texts, candidates, ends_of, notes_of, scope_of
from procesanalyse.conformance.instances import Strays, missing_keys
from procesanalyse.conformance.matching import NO_EVENT, Starts
from procesanalyse.conformance.preceding import can_precede, last_before
from procesanalyse.conformance.verdicts import (
    KEPT,
    MISSED,
    NOT_ASSESSABLE,
    PENDING,
    WAIVED,
    Activated,
    Judgement,
    Verdicts,
    without_due,
)
from procesanalyse.conformance.versions import RuleHistory, RuleVersion
from procesanalyse.conformance.view import Flags, Ints, LogView, Scope, microsecond
from procesanalyse.workcalendar.zones import day_begins, local_dates


def precedence_verdicts(history: RuleHistory) -> Verdicts:
    """Each start event needs an event of the other kind before it.

    Of two events at one instant the source's order decides, as in DECLARE; a date can lie before anything of
    its day, so within a day it counts as before.
    """
    scope, fell_back = scope_of(history)
    found, view = candidates(history, scope), history.view
    starts, needed = found.starts, ends_of(history, scope)
    before = np.full(len(starts.rows), NO_EVENT, dtype=np.int64)
    for number in range(len(history.versions)):
        places = np.flatnonzero(starts.version == number)
        rows = np.array(sorted(needed.valid[number]), dtype=np.int64)
        before[places] = last_before(view, starts.rows[places], rows, view.scopes[scope])
    judged = Judgement.of(np.where(before != NO_EVENT, KEPT, MISSED))
    cut = (judged.outcome == MISSED) & view.missing_past[view.case[starts.rows]]
    judged.settle(cut, NOT_ASSESSABLE, "left_edge")
    _excuse_starts(history, starts, scope, judged)
    without_key = missing_keys(history, scope)
    if without_key:
        _doubt_starts(history, starts, judged)
    bar(history, found.reason, judged)
    notes = notes_of(found, fell_back, without_key)
    return without_due(Activated.by_events(view, starts.rows, before), judged, notes)


def bar(history: RuleHistory, barred: Texts, judged: Judgement) -> None:
    """Mark what cannot be assessed: out of the guideline's time, or asked of a log that lacks the step."""
    judged.bar(barred)
    judged.bar_all("activity_missing" if history.lacks("end") else "")
    judged.bar_all("column_missing" if history.missing_columns() else "")


def existence_verdicts(history: RuleHistory) -> Verdicts:
    """One activation per case: the event happened; a case still open without it is pending."""
    return _case_verdicts(history, found=KEPT, not_found=MISSED)


def absence_verdicts(history: RuleHistory) -> Verdicts:
    """One activation per case: the event did not happen; a case still open without it is pending."""
    return _case_verdicts(history, found=MISSED, not_found=KEPT)


def _case_verdicts(history: RuleHistory, *, found: int, not_found: int) -> Verdicts:
    view = history.view
    version, barred, undecided = _version_of_cases(history)
    cases = np.flatnonzero(version >= 0)
    first = np.full(len(view.log.cases), NO_EVENT, dtype=np.int64)
    for number, rows in enumerate(history.rows("end")):
        ordered = rows[np.lexsort((rows, view.high[rows], view.low[rows]))][::-1]
        ordered = ordered[version[view.case[ordered]] == number]
        first[view.case[ordered]] = ordered
    ends = first[cases]
    unanswered = np.where(view.open_cases[cases], PENDING, not_found)
    judged = Judgement.of(np.where(ends != NO_EVENT, found, unanswered))
    _excuse_cases(history, cases, version, judged)
    bar(history, barred[cases], judged)
    nothing = np.full(len(cases), NO_EVENT, dtype=np.int64)
    notes = (f"undecided:{undecided}",) if undecided else ()
    return without_due(
        Activated(cases, nothing, view.opened[cases], ends, ~view.open_cases[cases]), judged, notes
    )


def _version_of_cases(history: RuleHistory) -> tuple[Ints, Texts, int]:
    """Of each case, the number of the rule's version by the day it opened (-1: none), and what bars it.

    Last, how many open cases wait for a later decision that would change whether the rule applies.
    """
    view = history.view
    dates = view.opened_dates
    files = history.files_of(dates)
    version = np.full(len(dates), -1, dtype=np.int64)
    waiting = 0
    for number, one in enumerate(history.versions):
        now = one.conditions.holds_for_cases(one.rule.applies_when)
        then = one.conditions.holds_for_cases(one.rule.applies_when, decided=True)
        asked = view.known_cases & ((files == one.place) | ((files < 0) & (one.place == 0)))
        undecided = (now != then) & view.open_cases & asked
        version[now & asked & ~undecided] = number
        waiting += int(undecided.sum())
    barred = np.full(len(dates), "", dtype=object)
    barred[_before_window(view)] = "left_edge"
    barred[history.after_file(dates, files)] = "no_guideline"
    barred[files < 0] = "before_guideline"
    return version, barred, waiting


def _before_window(view: LogView) -> Flags:
    zone = view.log.zone
    begin = microsecond(view.log.window.start)
    return np.asarray(view.opened < day_begins(local_dates(np.array([begin]), zone), zone)[0])


def _excuse_starts(history: RuleHistory, starts: Starts, scope: Scope, judged: Judgement) -> None:
    for number, one in enumerate(history.versions):
        for excusing in _exception_rows(one):
            places = np.flatnonzero((starts.version == number) & (judged.outcome == MISSED))
            before = last_before(history.view, starts.rows[places], excusing, history.view.scopes[scope])
            judged.settle(places[before != NO_EVENT], WAIVED, "exception")


def _doubt_starts(history: RuleHistory, starts: Starts, judged: Judgement) -> None:
    """A breach is none for certain where an event without a key could be the one that is missing."""
    view, needed = history.view, history.rows("end")
    for number, one in enumerate(history.versions):
        rows = np.concatenate([needed[number], *_exception_rows(one)])
        strays = Strays.of(view, rows)
        for place in np.flatnonzero((starts.version == number) & (judged.outcome == MISSED)).tolist():
            start = int(starts.rows[place])
            if any(can_precede(view, row, start) for row in strays.of_start(start)):
                judged.outcome[place], judged.reason[place] = NOT_ASSESSABLE, "instance_unknown"


def _excuse_cases(history: RuleHistory, cases: Ints, version: Ints, judged: Judgement) -> None:
    for number, one in enumerate(history.versions):
        for excusing in _exception_rows(one):
            excused = np.isin(cases, history.view.case[excusing]) & (version[cases] == number)
            excused &= (judged.outcome == MISSED) | (judged.outcome == PENDING)
            judged.settle(excused, WAIVED, "exception")


def _exception_rows(version: RuleVersion) -> list[Ints]:
    return [version.conditions.events_of(exception.pattern) for exception in version.rule.exceptions]
