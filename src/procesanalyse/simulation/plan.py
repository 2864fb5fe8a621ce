"""Everything chance decides about the cases of one run, drawn once into flat arrays of whole seconds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from procesanalyse.simulation.arrivals import Arriving, arrivals
from procesanalyse.simulation.draws import Floats, Keys, extend, extend_text, lengths, to_seconds, uniforms
from procesanalyse.simulation.model import ActivityModel, SimulationModel, Template

Ints = NDArray[np.int64]

HOUR = 3600
CALENDAR_DAY = 24 * HOUR
#: A day of the clock `operational`: one working day of others.
OPERATIONAL_DAY = 8 * HOUR


@dataclass(frozen=True, slots=True)
class Shape:
    """A template's partial order by step number: who follows, how many are awaited, instance, activity."""

    followers: tuple[tuple[int, ...], ...]
    awaited: tuple[int, ...]
    instances: tuple[int, ...]
    activities: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Plan:
    """Cases in order of (arrival, type, stream, index); their steps and sessions in flat arrays.

    Steps of case c are `first_step[c]` up to `first_step[c + 1]`; sessions of step s likewise.
    `wait` is in seconds of its clock: `operational` runs in others' working hours only.
    """

    case_id: tuple[str, ...]
    case_type: Ints
    arrival: Ints
    shape: Ints
    shapes: tuple[Shape, ...]
    first_step: Ints
    activity: Ints
    first_session: Ints
    wait: Ints
    operational: NDArray[np.bool_]
    work: Ints


@dataclass(frozen=True, eq=False)
class _Cases:
    keys: Keys
    identity: tuple[str, ...]
    case_type: Ints
    arrival: Ints
    template: Ints


@dataclass(frozen=True, eq=False)
class _Tables:
    """Steps of all templates of a model, end to end."""

    first: Ints
    activity: Ints
    occurrence: Ints
    wait_days: Floats
    shapes: tuple[Shape, ...]
    first_of_type: tuple[int, ...]


def draw_plan(
    model: SimulationModel, run: Keys, factors: Mapping[str, float] | None = None, factors_from: int = 0
) -> Plan:
    """The cases of one run. `factors` multiply the arrivals of a case type from a second on."""
    tables = _tables(model)
    cases = _cases(model, run, tables, factors or {}, factors_from)
    length = np.diff(tables.first)[cases.template]
    first_step = np.concatenate(([0], np.cumsum(length))).astype(np.int64)
    source = np.repeat(tables.first[cases.template] - first_step[:-1], length) + np.arange(first_step[-1])
    activity = tables.activity[source]
    sessions = np.array([len(one.sessions) for one in model.activities], dtype=np.int64)
    first_session = np.concatenate(([0], np.cumsum(sessions[activity]))).astype(np.int64)
    wait = np.zeros(first_session[-1], dtype=np.int64)
    work = np.zeros(first_session[-1], dtype=np.int64)
    operational = np.zeros(first_session[-1], dtype=bool)
    keys = np.repeat(cases.keys, length)
    for number, one in enumerate(model.activities):
        at = np.flatnonzero(activity == number)
        step_keys = extend(extend_text(keys[at], one.id), tables.occurrence[source[at]])
        table = _sessions(one, step_keys, tables.wait_days[source[at]])
        slots = first_session[at][:, None] + np.arange(len(one.sessions))
        wait[slots], work[slots] = table
        operational[slots] = [session.clock == "operational" for session in one.sessions]
    return Plan(
        case_id=cases.identity,
        case_type=cases.case_type,
        arrival=cases.arrival,
        shape=cases.template,
        shapes=tables.shapes,
        first_step=first_step,
        activity=activity,
        first_session=first_session,
        wait=wait,
        operational=operational,
        work=work,
    )


def _sessions(activity: ActivityModel, keys: Keys, own_wait: Floats) -> tuple[Ints, Ints]:
    """Waits and work in seconds, one row per step and one column per session."""
    wait = np.zeros((len(keys), len(activity.sessions)), dtype=np.int64)
    work = np.zeros_like(wait)
    if activity.hours is not None:
        total = to_seconds(lengths(activity.hours, uniforms(extend_text(keys, "hours"))), HOUR)
        shares = np.cumsum([session.share for session in activity.sessions])
        done = np.rint(total[:, None] * (shares / shares[-1])).astype(np.int64)
        work = np.diff(done, axis=1, prepend=0)
    wait_keys = extend_text(keys, "wait")
    for number, session in enumerate(activity.sessions):
        day = OPERATIONAL_DAY if session.clock == "operational" else CALENDAR_DAY
        if session.wait is not None:
            drawn = lengths(session.wait, uniforms(extend(wait_keys, number)))
            wait[:, number] = to_seconds(drawn, day)
        if number == 0:
            own = ~np.isnan(own_wait)
            wait[own, 0] = to_seconds(own_wait[own], day)
    return wait, work


def _cases(
    model: SimulationModel, run: Keys, tables: _Tables, factors: Mapping[str, float], factors_from: int
) -> _Cases:
    keys, identity, types, times, templates, order = [], [], [], [], [], []
    for number, case_type in enumerate(model.case_types):
        of_type = extend_text(extend_text(run, "case"), case_type.id)
        weights = np.cumsum([template.weight for template in case_type.templates])
        for stream in _streams(model, number, run, factors, factors_from):
            case_keys = extend(extend(of_type, stream.stream), stream.index)
            chosen = uniforms(extend_text(case_keys, "template")) * weights[-1]
            keys.append(case_keys)
            identity += [
                f"{case_type.id}-{'v' if stream.stream else ''}{n + 1}" for n in stream.index.tolist()
            ]
            types.append(np.full(len(stream.index), number))
            times.append(stream.time)
            templates.append(tables.first_of_type[number] + np.searchsorted(weights, chosen, side="right"))
            order.append(stream.index + stream.stream * 2**40)
    if not keys:
        return _Cases(np.array([], dtype=np.uint64), (), *(np.array([], dtype=np.int64) for _ in range(3)))
    kind, arrival = np.concatenate(types), np.concatenate(times)
    rank = np.lexsort((np.concatenate(order), kind, arrival))
    return _Cases(
        keys=np.concatenate(keys)[rank],
        identity=tuple(identity[number] for number in rank.tolist()),
        case_type=kind[rank].astype(np.int64),
        arrival=arrival[rank].astype(np.int64),
        template=np.concatenate(templates)[rank].astype(np.int64),
    )


def _streams(
    model: SimulationModel, number: int, run: Keys, factors: Mapping[str, float], factors_from: int
) -> tuple[Arriving, ...]:
    case_type = model.case_types[number]
    factor = factors.get(case_type.id, 1.0)
    zone = model.organisation.zone
    days = model.total_days
    return arrivals(case_type, run, model.start, days, zone, factor=factor, factor_from=factors_from)


def _tables(model: SimulationModel) -> _Tables:
    known = {activity.id: number for number, activity in enumerate(model.activities)}
    templates = [template for case_type in model.case_types for template in case_type.templates]
    steps = [step for template in templates for step in template.steps]
    per_type = np.cumsum([0, *(len(case_type.templates) for case_type in model.case_types)])
    return _Tables(
        first=np.cumsum([0, *(len(template.steps) for template in templates)]).astype(np.int64),
        activity=np.array([known[step.activity] for step in steps], dtype=np.int64),
        occurrence=np.array([n for one in templates for n in _occurrences(one)], dtype=np.int64),
        wait_days=np.array(
            [np.nan if step.wait_days is None else step.wait_days for step in steps], dtype=float
        ),
        shapes=tuple(_shape(template, known) for template in templates),
        first_of_type=tuple(int(first) for first in per_type[:-1]),
    )


def _occurrences(template: Template) -> list[int]:
    """How many steps with the same activity stand before each step."""
    seen: Counter[str] = Counter()
    numbers = []
    for step in template.steps:
        numbers.append(seen[step.activity])
        seen[step.activity] += 1
    return numbers


def _shape(template: Template, known: Mapping[str, int]) -> Shape:
    followers: list[list[int]] = [[] for _ in template.steps]
    for number, step in enumerate(template.steps):
        for before in set(step.after):
            followers[before].append(number)
    return Shape(
        followers=tuple(tuple(one) for one in followers),
        awaited=tuple(len(set(step.after)) for step in template.steps),
        instances=tuple(step.instance for step in template.steps),
        activities=tuple(known[step.activity] for step in template.steps),
    )
