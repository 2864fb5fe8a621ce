"""Deadlines and responses: was each start followed by its end, and in time?"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from procesanalyse.conformance.activations import (
    Candidates,
    candidates,
    ends_of,
    notes_of,
    scope_of,
)
from procesanalyse.conformance.dues import Dues, calendar_of, dues_of, lacks_due_column, settled
from procesanalyse.conformance.instances import Strays, missing_keys
from procesanalyse.conformance.matching import (
    NO_EVENT,
    Ends,
    match_ends,
    order_of_starts,
    out_of_place,
)
from procesanalyse.conformance.stops import Finish
from procesanalyse.conformance.verdicts import (
    KEPT,
    LATE,
    MISSED,
    NOT_ASSESSABLE,
    PENDING,
    WAIVED,
    Judgement,
    Verdicts,
)
from procesanalyse.conformance.versions import RuleHistory, RuleVersion
from procesanalyse.conformance.view import NEVER, NO_VALUE, Flags, Ints, LogView, Scope
from procesanalyse.guideline.due import elapsed_ratio, is_elapsed
from procesanalyse.guideline.model import DueSpec
from procesanalyse.workcalendar.zones import DAY_MICROSECONDS, local_dates

#: Elapsed / allowed of a breach where nothing was allowed: anything above 1 says the same.
BEYOND = 1_000_000.0


@dataclass(frozen=True, eq=False)
class Activations:
    """Starts that count, each with its end, its due time and the closing of its case (or NEVER).

    `answerable`: an end or exception without a key that nothing else took could be in time; `doubtful`: one
    could that perhaps something else took. Both are about logs where some instance keys are missing.
    """

    found: Candidates
    ends: Ints
    dues: Dues
    closed: Ints
    shared_ends: Ints
    answerable: Flags
    doubtful: Flags


def deadline_verdicts(history: RuleHistory) -> Verdicts:
    """The verdicts of a deadline or response rule over its whole history."""
    scope, fell_back = scope_of(history)
    found = candidates(history, scope)
    dues = dues_of(history, found, scope)
    order = order_of_starts(history.view, found.starts.rows, found.starts.scope, dues.high)
    found, dues = found.taken(order), dues.taken(order)
    ends = ends_of(history, scope)
    without_key = missing_keys(history, scope)
    notes = (*notes_of(found, fell_back, without_key), *_out_of_place(history, found, ends))
    acts = _matched(history, found, ends, dues, scope)
    if without_key:
        acts = _with_strays(history, acts, ends)
    return _verdicts(history, acts, scope, notes)


def _matched(history: RuleHistory, found: Candidates, ends: Ends, dues: Dues, scope: Scope) -> Activations:
    rule, view = history.newest, history.view
    matching = match_ends(view, found.starts, ends, rule.match, rule.which)
    shared = matching.ends
    if scope != rule.per and rule.match == "one_to_one":
        shared = match_ends(view, found.starts, ends, "shared", rule.which).ends
    opens = matching.opens
    found, dues, answers = found.taken(opens), dues.taken(opens), matching.ends[opens]
    finish = Finish(answers, _closings(view, found.starts.rows, scope))
    none = np.zeros(len(answers), dtype=bool)
    dues = settled(history, found, scope, dues, finish)
    return Activations(found, answers, dues, finish.closed, shared[opens], none, none)


def _with_strays(history: RuleHistory, acts: Activations, ends: Ends) -> Activations:
    view, starts, dues = history.view, acts.found.starts, acts.dues
    one_to_one = history.newest.match == "one_to_one"
    taken = set(acts.ends.tolist()) if one_to_one else set()
    answerable, doubtful = np.zeros_like(acts.answerable), np.zeros_like(acts.doubtful)
    for number, version in enumerate(history.versions):
        excusing = [version.conditions.events_of(exception.pattern) for exception in version.rule.exceptions]
        strays = [Strays.of(view, np.array(sorted(ends.valid[number]), dtype=np.int64))]
        strays += [Strays.of(view, rows) for rows in excusing]
        anywhere = ends.before_start[number]
        for place in np.flatnonzero(starts.version == number).tolist():
            start, due = int(starts.rows[place]), int(dues.high[place])
            rows = [row for kind in strays for row in kind.of_start(start) if view.low[row] <= due]
            rows = [row for row in rows if anywhere or view.high[row] >= view.low[start]]
            doubtful[place], answerable[place] = bool(rows), not taken.issuperset(rows)
    return replace(acts, answerable=answerable, doubtful=doubtful)


def _judged(history: RuleHistory, acts: Activations, scope: Scope) -> Judgement:
    judged = _judged_by_time(history, acts)
    _excuse(history, acts, scope, judged)
    judged.settle(_broken(judged.outcome) & acts.answerable, NOT_ASSESSABLE, "instance_unknown")
    judged.settle(acts.dues.high == NO_VALUE, NOT_ASSESSABLE, "no_due")
    judged.bar(acts.found.reason)
    judged.bar_all("activity_missing" if history.lacks("end") else "")
    judged.bar_all("column_missing" if history.missing_columns() or lacks_due_column(history) else "")
    return judged


def _judged_by_time(history: RuleHistory, acts: Activations) -> Judgement:
    view, dues = history.view, acts.dues
    ended = acts.ends != NO_EVENT
    low, high = _instants(view, acts.ends)
    closed = acts.closed
    judged = Judgement.of(np.full(len(ended), PENDING))
    judged.settle(~ended & dues.stopped, PENDING, "paused")
    judged.settle(ended, NOT_ASSESSABLE, "precision")
    judged.settle(ended & (high <= dues.low), KEPT, "")
    judged.settle(ended & (low > dues.high), LATE, "")
    passed = dues.high < view.as_of
    judged.settle(~ended & (closed != NEVER), MISSED, "closed")
    judged.settle(~ended & passed, MISSED, "")
    waives = np.array([one.rule.if_closed == "waived" for one in history.versions], dtype=bool)
    ending = waives[acts.found.starts.version] & (closed <= dues.high) & (closed != NEVER)
    judged.settle(~ended & ending, WAIVED, "closed")
    return judged


def _closings(view: LogView, starts: Ints, scope: Scope) -> Ints:
    """When each start's case (or group) was closed; a closing on a day before the start ends nothing."""
    closed = view.closings(starts, scope)
    known = np.flatnonzero(closed != NEVER)
    zone = view.log.zone
    begun = view.dates(starts[known], zone)
    closed[known[local_dates(closed[known], zone) < begun]] = NEVER
    return closed


def _instants(view: LogView, rows: Ints) -> tuple[Ints, Ints]:
    low, high = np.full(len(rows), NEVER, dtype=np.int64), np.full(len(rows), NEVER, dtype=np.int64)
    known = rows != NO_EVENT
    low[known], high[known] = view.low[rows[known]], view.high[rows[known]]
    return low, high


def _excuse(history: RuleHistory, acts: Activations, scope: Scope, judged: Judgement) -> None:
    """An exception at or before due waives what is not kept; after due it only leaves a reason."""
    view, starts = history.view, acts.found.starts
    for number, version in enumerate(history.versions):
        for exception in version.rule.exceptions:
            by_scope = _by_scope(view.scopes[scope], version.conditions.events_of(exception.pattern))
            unexcused = ~np.isin(judged.outcome, (KEPT, WAIVED))
            for place in np.flatnonzero((starts.version == number) & unexcused).tolist():
                begin = view.low[starts.rows[place]]
                after = [r for r in by_scope.get(int(starts.scope[place]), []) if view.high[r] >= begin]
                _apply_exception(view, acts.dues, place, after, judged)


def _by_scope(scopes: Ints, rows: Ints) -> dict[int, list[int]]:
    grouped: dict[int, list[int]] = defaultdict(list)
    for row in rows.tolist():
        grouped[int(scopes[row])].append(row)
    return grouped


def _apply_exception(view: LogView, dues: Dues, place: int, rows: list[int], judged: Judgement) -> None:
    if any(view.high[row] <= dues.low[place] for row in rows):
        judged.outcome[place], judged.reason[place] = WAIVED, "exception"
    elif any(view.low[row] <= dues.high[place] for row in rows):
        judged.outcome[place], judged.reason[place] = NOT_ASSESSABLE, "precision"
    elif rows and judged.outcome[place] in (LATE, MISSED):
        judged.reason[place] = "exception_too_late"


def _verdicts(history: RuleHistory, acts: Activations, scope: Scope, notes: tuple[str, ...]) -> Verdicts:
    view, rows, dues = history.view, acts.found.starts.rows, acts.dues
    judged = _judged(history, acts, scope)
    outcome = judged.outcome
    has_due = history.newest.kind == "deadline"
    decided = (outcome != PENDING) & (outcome != NOT_ASSESSABLE)
    passed = (dues.high < view.as_of) & (dues.high != NO_VALUE) if has_due else decided
    return Verdicts(
        case=view.case[rows].astype(np.int64),
        start=rows,
        start_at=view.low[rows],
        end=acts.ends,
        due=np.where(dues.high == NEVER, NO_VALUE, dues.high),
        outcome=outcome,
        reason=judged.reason,
        due_passed=passed,
        overrun=_overrun(history, acts, outcome),
        ratio=_ratios(history, acts, outcome),
        certain=_broken(outcome) & _broken(_judged(history, _most_lenient(acts), scope).outcome),
        closed=view.closings(rows, scope) != NEVER,
        notes=notes,
    )


def _most_lenient(acts: Activations) -> Activations:
    """The reading with the latest due times, in which an end answers every start it can answer."""
    dues = replace(acts.dues, low=acts.dues.lenient, high=acts.dues.lenient)
    return replace(acts, ends=acts.shared_ends, dues=dues, answerable=acts.doubtful)


def _broken(outcome: NDArray[np.int8]) -> Flags:
    return np.asarray((outcome == LATE) | (outcome == MISSED))


def _overrun(history: RuleHistory, acts: Activations, outcome: NDArray[np.int8]) -> Ints:
    """End (or the instant of judgement) minus due: whole days where the due time ends a day."""
    view, dues = history.view, acts.dues
    low, _ = _instants(view, acts.ends)
    until = np.where(low == NEVER, view.as_of, low)
    broken = _broken(outcome) & (dues.high != NEVER) & (dues.high < until)
    overrun = np.full(len(until), NO_VALUE, dtype=np.int64)
    overrun[broken] = until[broken] - dues.high[broken]
    by_date = broken & dues.by_date
    zone = history.versions[-1].guideline.zone if history.versions else view.log.zone
    days = local_dates(until[by_date], zone) - local_dates(dues.high[by_date], zone)
    overrun[by_date] = days.astype(np.int64) * DAY_MICROSECONDS
    return overrun


def _ratios(history: RuleHistory, acts: Activations, outcome: NDArray[np.int8]) -> NDArray[np.float64]:
    """Elapsed / allowed at the end, or at the instant of judgement; above 1 exactly for what is past due."""
    view, dues, starts = history.view, acts.dues, acts.found.starts
    ratio = np.full(len(starts.rows), np.nan)
    low, high = _instants(view, acts.ends)
    until = np.where(low == NEVER, view.as_of, np.where(outcome == LATE, low, high))
    usable = (dues.high != NEVER) & (dues.high != NO_VALUE)
    for number, version in enumerate(history.versions):
        places = np.flatnonzero(usable & (starts.version == number))
        spec = version.rule.due
        if spec is None or not len(places):
            continue
        rows, at, due = starts.rows[places], until[places], dues.high[places]
        if spec.column or is_elapsed(spec):
            ratio[places] = _ratio_of_instants(view.low[rows], at, due)
        else:
            ratio[places] = _ratio_of_dates(view, version, rows, Span(at, due))
    return ratio


@dataclass(frozen=True, slots=True)
class Span:
    """Two instants of each activation: the end (or the instant of judgement) and the due time."""

    until: Ints
    due: Ints


def _ratio_of_instants(starts: Ints, until: Ints, due: Ints) -> NDArray[np.float64]:
    allowed, elapsed = (due - starts).astype(float), np.maximum(0, until - starts).astype(float)
    nothing = allowed <= 0
    ratio = elapsed / np.where(nothing, 1.0, allowed)
    return np.where(nothing, np.where(until <= due, 0.0, BEYOND), ratio)


def _ratio_of_dates(view: LogView, version: RuleVersion, rows: Ints, span: Span) -> NDArray[np.float64]:
    zone = version.guideline.zone
    dates = view.dates(rows, zone)
    at, due = local_dates(span.until, zone), local_dates(span.due, zone)
    days = calendar_of(version, np.concatenate((dates, at, due)))
    return elapsed_ratio(dates, np.maximum(at, dates), due, version.rule.due or DueSpec(), days)


def _out_of_place(history: RuleHistory, found: Candidates, ends: Ends) -> tuple[str, ...]:
    wrong = out_of_place(history.view, found.starts, ends)
    counted = {"ends_without_start": wrong.without_start, "ends_before_start": wrong.before_start}
    return tuple(f"{code}:{count}" for code, count in counted.items() if count)
