"""What each event of a case waited for, and how long that took: enabled to completed.

Activity b waits for a only where the log does not show that they go side by side. With start
times that is spans that overlap, and b must begin after a has ended. With completions only it is
the two coming in both orders; the rest is a chain in time, events of the same day left unordered.
Where an instance is known (a notification, an assessment, a measure) the chain runs within it:
its first event waits for what came last in the case, its next ones for each other. A closing
event waits for everything before it.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.eventlog.table import EventLog, last_instants
from procesanalyse.workcalendar.working_time import DAY
from procesanalyse.workcalendar.zones import local_midnight

#: So many cases showing an overlap (or an event before the case's first event) count as showing it.
SHOWN_IN_CASES = 3
#: Share of instances with more than one step from which instances are taken to bind steps together.
_FEWEST_SHARED = 0.05
#: Share of cases that must show the rarer order of two activities for both to count.
_TURNED = 0.05


@dataclass(frozen=True, slots=True)
class OrderedCase:
    """The steps of one case in order of time.

    `after` are indices of steps; `sojourn` days from enabled to completed; `exact`: both ends were
    instants (else whole days between dates); `external`: comes from outside whatever the case has
    reached, so it waits for nothing and `sojourn` counts from the case's opening. `elapsed`: days
    from the opening to each completion.
    """

    case: int
    activities: tuple[str, ...]
    instances: tuple[str, ...]
    after: tuple[tuple[int, ...], ...]
    sojourn: tuple[float, ...]
    exact: tuple[bool, ...]
    external: tuple[bool, ...]
    elapsed: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Kinds:
    """Activities that do not follow the usual rule for what a step waits for."""

    external: frozenset[str]
    closing: frozenset[str]


@dataclass(frozen=True)
class _Rows:
    """The columns of the steps that are needed, as arrays; seconds since 1970."""

    case: NDArray[np.int32]
    activity: NDArray[np.object_]
    instance: NDArray[np.object_]
    begin: NDArray[np.float64]
    end: NDArray[np.float64]
    exact: NDArray[np.bool_]
    day: NDArray[np.int64]


def order_cases(
    log: EventLog,
    cases: Collection[int],
    *,
    leave_out: Collection[str] = (),
    external: Collection[str] = (),
    closing: Collection[str] = (),
) -> tuple[OrderedCase, ...]:
    """The steps of these cases with what they waited for; events of `leave_out` are dropped.

    `external` names activities that others cause (a further notification in an open case);
    `closing` ones wait for everything before them. Cases without a step are left out.
    """
    frame = log.events
    wanted = frame["case"].isin(list(cases)) & ~frame["activity"].isin(list(leave_out))
    rows = _rows(frame[wanted.to_numpy()], log.zone)
    chain = not has_starts(log)
    kinds = _Kinds(frozenset(external), frozenset(closing))
    untied = _turned(rows) if chain else _overlapping(rows)
    opened = log.cases["opened"].dt.tz_convert(log.zone)
    found = []
    for begin, stop in _blocks(rows.case):
        case = int(rows.case[begin])
        block = slice(begin, stop)
        found.append(_order_case(rows, block, opened.iloc[case], untied=untied, kinds=kinds, chain=chain))
    return tuple(found)


def has_starts(log: EventLog) -> bool:
    """Whether most steps state when work began; those somebody did, where the log says who did what."""
    steps = log.steps
    done = steps["start"][steps["resource"].notna()] if steps["resource"].notna().any() else steps["start"]
    return bool(len(done)) and float(done.notna().mean()) >= 0.5


def _rows(frame: pd.DataFrame, zone: str) -> _Rows:
    last = last_instants(frame["time"], frame["precision"], zone)
    begin = frame["start"].fillna(last)
    order = np.lexsort((last.to_numpy(), frame["case"].to_numpy()))
    local_day = local_midnight(frame["time"], zone)
    return _Rows(
        case=frame["case"].to_numpy()[order],
        activity=frame["activity"].astype(object).to_numpy()[order],
        instance=_instances(frame)[order],
        begin=_seconds(begin)[order],
        end=_seconds(last)[order],
        exact=(frame["precision"] == "instant").to_numpy()[order],
        day=(local_day.to_numpy().astype("datetime64[D]").astype(np.int64))[order],
    )


def _instances(frame: pd.DataFrame) -> NDArray[np.object_]:
    """The instance of each step, "" where unknown; all "" where nearly every one has a single step.

    Some systems number every task: such a number binds nothing together.
    """
    names = frame["instance"].astype(object).where(frame["instance"].notna(), "")
    sizes = names[names != ""].groupby([frame["case"], names], observed=True).size()
    if len(sizes) and float((sizes > 1).mean()) < _FEWEST_SHARED:
        names = names.where(names == "", "")
    return np.asarray(names.to_numpy(dtype=object))


def _seconds(times: pd.Series) -> NDArray[np.float64]:
    return np.asarray(times.dt.tz_localize(None).to_numpy().astype("datetime64[us]").astype(np.int64) / 1e6)


def _blocks(case: NDArray[np.int32]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(case)) + 1
    bounds = [0, *edges.tolist(), len(case)]
    return [(a, b) for a, b in itertools.pairwise(bounds) if b > a]


def _overlapping(rows: _Rows) -> frozenset[tuple[str, str]]:
    """Ordered pairs of activities whose spans overlap in `SHOWN_IN_CASES` cases or more."""
    shown: dict[tuple[str, str], set[int]] = defaultdict(set)
    for begin, stop in _blocks(rows.case):
        for i in range(begin, stop):
            for j in range(i + 1, stop):
                if rows.begin[j] < rows.end[i] and rows.begin[i] < rows.end[j]:
                    pair = (rows.activity[i], rows.activity[j])
                    shown[pair].add(begin)
                    shown[pair[::-1]].add(begin)
    return frozenset(pair for pair, cases in shown.items() if len(cases) >= SHOWN_IN_CASES)


def _turned(rows: _Rows) -> frozenset[tuple[str, str]]:
    """Ordered pairs of activities that come in both orders within an instance: neither waits for the other.

    Each order must be seen in `SHOWN_IN_CASES` cases and in one of twenty, so that a few backdated rows
    untie nothing. Where instances are unknown the case is the instance.
    """
    seen: dict[tuple[str, str], set[int]] = defaultdict(set)
    for begin, stop in _blocks(rows.case):
        for first in _first_ends(rows, begin, stop).values():
            for one, other in itertools.permutations(first, 2):
                if first[one] < first[other]:
                    seen[one, other].add(begin)
    turned = set()
    for pair, cases in seen.items():
        back = len(seen.get(pair[::-1], ()))
        rarer = min(back, len(cases))
        if rarer >= SHOWN_IN_CASES and rarer >= _TURNED * (back + len(cases)):
            turned.add(pair)
    return frozenset(turned)


def _first_ends(rows: _Rows, begin: int, stop: int) -> dict[str, dict[str, float]]:
    """When each activity was first completed, by instance."""
    ends: dict[str, dict[str, float]] = defaultdict(dict)
    for i in range(begin, stop):
        ends[rows.instance[i]].setdefault(rows.activity[i], float(rows.end[i]))
    return ends


def _order_case(
    rows: _Rows,
    where: slice,
    opened: pd.Timestamp,
    *,
    untied: frozenset[tuple[str, str]],
    kinds: _Kinds,
    chain: bool,
) -> OrderedCase:
    activities, instances = tuple(rows.activity[where]), tuple(rows.instance[where])
    begin, end = rows.begin[where], rows.end[where]
    outside = tuple(name in kinds.external for name in activities)
    after: list[tuple[int, ...]] = []
    for j, name in enumerate(activities):
        done = [i for i in range(j) if end[i] <= begin[j] and end[i] < end[j]]
        before = [i for i in done if (activities[i], name) not in untied]
        own = [i for i in before if instances[i] == instances[j]]
        if outside[j]:
            after.append(())
        elif name in kinds.closing:
            after.append(_immediate(done, after))
        else:
            after.append(_immediate(own or before, after) if own or not chain else _latest(before, end))
    sojourn, exact = _sojourns(rows, where, opened, after)
    elapsed = tuple(max(0.0, float(one - opened.timestamp()) / DAY) for one in end)
    return OrderedCase(
        case=int(rows.case[where.start]),
        activities=activities,
        instances=instances,
        after=tuple(after),
        sojourn=sojourn,
        exact=exact,
        external=outside,
        elapsed=elapsed,
    )


def _latest(before: list[int], end: NDArray[np.float64]) -> tuple[int, ...]:
    """The last layer of a chain: all that ended at the latest end."""
    latest = max((end[i] for i in before), default=0.0)
    return tuple(i for i in before if end[i] == latest)


def _immediate(before: list[int], after: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Those of `before` that none of the others waited for, directly or through another."""
    reached: set[int] = set()
    open_ends = list(before)
    while open_ends:
        new = set(after[open_ends.pop()]) - reached
        reached |= new
        open_ends.extend(new)
    return tuple(i for i in before if i not in reached)


def _sojourns(
    rows: _Rows, where: slice, opened: pd.Timestamp, after: list[tuple[int, ...]]
) -> tuple[tuple[float, ...], tuple[bool, ...]]:
    end, day, exact = rows.end[where], rows.day[where], rows.exact[where]
    opened_day = int(np.datetime64(opened.tz_localize(None).normalize(), "D").astype(np.int64))
    days, sharp = [], []
    for j, waited_for in enumerate(after):
        if waited_for:
            is_exact = bool(exact[j] and all(exact[i] for i in waited_for))
            enabled, enabled_day = max(end[i] for i in waited_for), max(day[i] for i in waited_for)
        else:
            is_exact = bool(exact[j])
            enabled, enabled_day = opened.timestamp(), opened_day
        length = (end[j] - enabled) / DAY if is_exact else float(day[j] - enabled_day)
        days.append(max(0.0, float(length)))
        sharp.append(is_exact)
    return tuple(days), tuple(sharp)
