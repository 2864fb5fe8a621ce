"""Templates from cases: the partial orders the log shows, weighted against the cut-off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.calibration.arrivals import case_types, opened_inside
from procesanalyse.calibration.continuation import Donors, continue_cases
from procesanalyse.calibration.order import OrderedCase, order_cases
from procesanalyse.eventlog.table import EventLog
from procesanalyse.simulation.model import Step, Template
from procesanalyse.workcalendar.working_time import DAY

#: With fewer complete cases a type borrows the templates of all types.
FEWEST_COMPLETE = 10
#: More templates than this are thinned by weight: a model file stays readable by machine and person.
MOST_TEMPLATES = 800
#: A type with few cases of its own borrows so many.
MOST_BORROWED = 100
#: An activity that comes less than this part as often as before has vanished.
_VANISHED = 0.25

#: Wait for others in days, by row of the case and number of the step within it.
StepWaits = Mapping[tuple[int, int], float]


@dataclass(frozen=True)
class LearnedTemplates:
    """The cases that templates are made of.

    `weights`: how many of the cases opened each stands for, by row of `log.cases` (0: not used).
    `complete` cases are seen to their end, `still_open` ones go on as others did. `borrowed`: types
    with so few complete cases that they take the templates of all types.
    """

    cases: tuple[OrderedCase, ...]
    types: NDArray[np.object_]
    weights: NDArray[np.float64]
    complete: int
    still_open: int
    borrowed: tuple[str, ...]

    @property
    def activities(self) -> tuple[str, ...]:
        """Every activity of the templates, in alphabetical order."""
        return tuple(sorted({label for case in self.cases for label in case.activities}))


@dataclass(frozen=True, slots=True)
class Roles:
    """Activities with a part of their own: `leave_out` is written by the engine itself, `external` comes
    from others whatever the case has reached, `closing` waits for everything."""

    leave_out: frozenset[str] = frozenset()
    external: frozenset[str] = frozenset()
    closing: frozenset[str] = frozenset()


def learn_templates(
    log: EventLog, roles: Roles, *, since: pd.Timestamp | None = None, seed: int = 1
) -> LearnedTemplates:
    """The cases opened inside the window (and since `since`); those before it show no beginning.

    Open cases go on as others did that had come as far at that age (see `continuation`): finished ones
    alone would have too few long ones. Cases from before `since` are asked where what follows is still
    done as then.
    """
    types = case_types(log).to_numpy(dtype=object)
    complete = log.cases["closed"].notna().to_numpy()
    usable = opened_inside(log) & _has_steps(log, roles.leave_out)
    inside = usable & (True if since is None else (log.cases["opened"] >= since).to_numpy())
    ordered = order_cases(
        log,
        np.flatnonzero(usable).tolist(),
        leave_out=roles.leave_out,
        external=roles.external,
        closing=roles.closing,
    )
    donors = Donors.of(
        ordered, case_lengths(log), complete=complete, newest=inside, stale=stale_activities(log, since)
    )
    used = [case for case in ordered if inside[case.case]]
    still_open = [case.case for case in used if not complete[case.case]]
    continued = continue_cases(still_open, donors, np.random.default_rng(seed))
    return LearnedTemplates(
        cases=tuple(continued.get(case.case, case) for case in used),
        types=types,
        weights=inside.astype(float),
        complete=int((inside & complete).sum()),
        still_open=len(still_open),
        borrowed=_poor_types(types[usable], types[inside & complete]),
    )


def stale_activities(log: EventLog, since: pd.Timestamp | None) -> frozenset[str]:
    """Activities that since then come less than a quarter as often as before; none without a date."""
    if since is None:
        return frozenset()
    late = (log.events["time"] >= since).to_numpy()
    before = log.events["activity"][~late].astype(object).value_counts()
    after = log.events["activity"][late].astype(object).value_counts()
    years = ((since - log.window.start) / (log.window.end - since)) if log.window.end > since else 1.0
    return frozenset(
        str(label) for label, count in before.items() if after.get(label, 0) * years < _VANISHED * count
    )


def case_lengths(log: EventLog) -> NDArray[np.float64]:
    """Days from opening to closing, for an open case to the end of the window; never below 0."""
    until = log.cases["closed"].fillna(log.window.end)
    days = (until - log.cases["opened"]).dt.total_seconds() / DAY
    return np.asarray(np.maximum(days.to_numpy(dtype=float), 0.0))


def build_templates(learned: LearnedTemplates, waits: StepWaits) -> dict[str, tuple[Template, ...]]:
    """Templates by case type, each step with its wait; at most `MOST_TEMPLATES` in all, or a few more."""
    weights = thinned(learned.cases, learned.weights, MOST_TEMPLATES)
    grouped: dict[str, list[OrderedCase]] = defaultdict(list)
    for case in learned.cases:
        if weights[case.case] > 0:
            grouped[learned.types[case.case]].append(case)
    few = thinned(learned.cases, learned.weights, MOST_BORROWED)
    pooled = merge_templates(learned.cases, few, waits) if learned.borrowed else ()
    names = sorted({learned.types[case.case] for case in learned.cases} | set(learned.borrowed))
    return {
        name: pooled if name in learned.borrowed else merge_templates(grouped[name], weights, waits)
        for name in names
    }


def thinned(cases: Sequence[OrderedCase], weights: NDArray[np.float64], most: int) -> NDArray[np.float64]:
    """Weights of a systematic sample of about `most` cases, drawn by weight along their length.

    Cases of equal type and length are exchangeable, so that mean lengths hardly change. Fewer cases
    than `most` keep their weights.
    """
    if len(cases) <= most:
        return weights
    order = sorted(cases, key=lambda case: (max(case.elapsed, default=0.0), case.case))
    rows = np.array([case.case for case in order])
    upto = np.cumsum(weights[rows])
    points = (np.arange(most) + 0.5) * upto[-1] / most
    drawn = np.bincount(np.searchsorted(upto, points), minlength=len(rows))
    sample = np.zeros(len(weights))
    sample[rows] = drawn * upto[-1] / most
    return sample


def merge_templates(
    cases: Collection[OrderedCase], weights: NDArray[np.float64], waits: StepWaits
) -> tuple[Template, ...]:
    """One template per different order and waits, the heaviest first; weights of equal ones are added."""
    total: dict[tuple[Step, ...], float] = defaultdict(float)
    for one in cases:
        if weights[one.case] > 0:
            total[template_steps(one, waits)] += float(weights[one.case])
    mass = sum(total.values())
    ordered = sorted(total.items(), key=lambda item: (-item[1], str(item[0])))
    return tuple(Template(steps, weight=round(weight / mass, 8)) for steps, weight in ordered)


def template_steps(case: OrderedCase, waits: StepWaits) -> tuple[Step, ...]:
    """The case's partial order in a form equal for equal orders and waits.

    Events that others cause stand first, each with its days from the opening; the rest follow by
    layer and name. A step that `waits` does not have waits by its activity's distribution.
    """
    numbers, depths = _instance_numbers(case), _depths(case)
    order = sorted(range(len(case.activities)), key=lambda i: _rank(case, i, depths[i], numbers))
    place = {old: new for new, old in enumerate(order)}
    steps = []
    for old in order:
        wait = case.sojourn[old] if case.external[old] else waits.get((case.case, old))
        after = tuple(sorted(place[i] for i in case.after[old]))
        steps.append(
            Step(case.activities[old], after, None if wait is None else round_wait(wait), numbers[old])
        )
    return tuple(steps)


def round_wait(days: float) -> float:
    """A wait as a template holds it: minutes below a day, tenths of a day above."""
    return round(days, 3 if days < 1 else 1)


def _poor_types(opened: NDArray[np.object_], complete: NDArray[np.object_]) -> tuple[str, ...]:
    """Types with few complete cases, where other types exist to borrow from."""
    names = sorted(set(opened))
    return tuple(str(name) for name in names if len(names) > 1 and (complete == name).sum() < FEWEST_COMPLETE)


def _has_steps(log: EventLog, leave_out: Collection[str]) -> NDArray[np.bool_]:
    kept = log.events[~log.events["activity"].isin(list(leave_out)).to_numpy()]
    return np.asarray(np.bincount(kept["case"].to_numpy(), minlength=len(log.cases)) > 0)


def _rank(
    case: OrderedCase, step: int, depth: int, numbers: tuple[int, ...]
) -> tuple[int, float, int, str, int]:
    if case.external[step]:
        return (0, case.sojourn[step], 0, case.activities[step], step)
    return (1, float(depth), numbers[step], case.activities[step], step)


def _depths(case: OrderedCase) -> list[int]:
    """Number of layers before each step; a step waits only for steps that stand before it."""
    depths: list[int] = []
    for after in case.after:
        depths.append(1 + max((depths[i] for i in after), default=-1))
    return depths


def _instance_numbers(case: OrderedCase) -> tuple[int, ...]:
    seen: dict[str, int] = {}
    for name in case.instances:
        if name:
            seen.setdefault(name, len(seen) + 1)
    return tuple(seen.get(name, 0) for name in case.instances)
