"""How an open case goes on: as another did that had come as far at the same age.

An open case takes over the steps of one drawn among those that lasted longer, whether finished or
themselves still open; if that one is open too, the next is drawn at its age. This shares the weight
of open cases among those that lasted longer, which gives the Kaplan-Meier distribution of lengths
(Efron 1967, redistribution to the right), here among cases in the same state.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from procesanalyse.calibration.order import OrderedCase

#: Where more of the older donors than this go on with steps that have vanished, none of them is asked.
MOST_STALE = 0.05


@dataclass(frozen=True)
class Path:
    """One case as others see it: its steps in order of time, its length so far in days, its end.

    `newest`: begun under the newest rules. `stale_until`: age at its last step of a kind that has
    vanished with the older rules; below 0 if it has none.
    """

    case: OrderedCase
    days: tuple[float, ...]
    activities: tuple[str, ...]
    length: float
    complete: bool
    newest: bool
    stale_until: float

    def state(self, age: float) -> str:
        """Activity of the last step up to this age; "" before the first."""
        reached = bisect_right(self.days, age)
        return self.activities[reached - 1] if reached else ""


@dataclass(frozen=True)
class Donors:
    """Cases whose later steps others may take, the longest first."""

    paths: tuple[Path, ...]

    @classmethod
    def of(
        cls,
        cases: Sequence[OrderedCase],
        lengths: NDArray[np.float64],
        *,
        complete: NDArray[np.bool_],
        newest: NDArray[np.bool_],
        stale: frozenset[str] = frozenset(),
    ) -> Donors:
        """These cases; the arrays are by row of the case, `stale` are activities that have vanished."""
        paths = [
            _path(case, float(lengths[case.case]), bool(complete[case.case]), bool(newest[case.case]), stale)
            for case in cases
        ]
        return cls(tuple(sorted(paths, key=lambda path: (-path.length, path.case.case))))

    def choices(self, state: str, age: float) -> list[Path]:
        """Those that lasted longer and had `state` as their latest activity at this age.

        If there is none, any that lasted longer. Older ones only if what follows is done as before.
        """
        longer = list(itertools.takewhile(lambda path: path.length > age, self.paths))
        alike = [path for path in longer if path.state(age) == state] or longer
        older = [path for path in alike if not path.newest]
        newest = [path for path in alike if path.newest]
        changed = sum(path.stale_until > age for path in older) > MOST_STALE * len(older)
        return newest if changed and newest else alike


def _path(case: OrderedCase, length: float, complete: bool, newest: bool, stale: frozenset[str]) -> Path:
    order = sorted(range(len(case.elapsed)), key=lambda i: (case.elapsed[i], i))
    vanished = (days for name, days in zip(case.activities, case.elapsed, strict=True) if name in stale)
    return Path(
        case=case,
        days=tuple(case.elapsed[i] for i in order),
        activities=tuple(case.activities[i] for i in order),
        length=length,
        complete=complete,
        newest=newest,
        stale_until=max(vanished, default=-1.0),
    )


def continue_cases(
    still_open: Collection[int], donors: Donors, rng: np.random.Generator
) -> dict[int, OrderedCase]:
    """The open cases of these rows as they go on to an end.

    Where no finished case is as long, they go on as far as any has been seen.
    """
    wanted = set(still_open)
    paths = sorted(
        (path for path in donors.paths if path.case.case in wanted), key=lambda path: path.case.case
    )
    return {path.case.case: _continued(path, donors, rng) for path in paths}


def _continued(path: Path, donors: Donors, rng: np.random.Generator) -> OrderedCase:
    case, age, state = path.case, path.length, path.state(path.length)
    while choices := donors.choices(state, age):
        donor = choices[int(rng.integers(len(choices)))]
        case = joined(case, donor.case, age)
        if donor.complete:
            break
        age, state = donor.length, donor.state(donor.length)
    return case


def joined(case: OrderedCase, donor: OrderedCase, age: float) -> OrderedCase:
    """The case's steps, then the donor's steps of a greater age.

    What the donor's first steps waited for is replaced by the case's own last steps.
    """
    offset = len(case.activities)
    waited_for = {i for after in case.after for i in after}
    ends = tuple(i for i in range(offset) if i not in waited_for)
    tail = [i for i in range(len(donor.activities)) if donor.elapsed[i] > age]
    place = {old: offset + new for new, old in enumerate(tail)}
    after = []
    for i in tail:
        kept = tuple(place[k] for k in donor.after[i] if k in place)
        after.append(() if donor.external[i] else kept or ends)
    instances = tuple(f"+{donor.instances[i]}" if donor.instances[i] else "" for i in tail)
    return OrderedCase(
        case=case.case,
        activities=case.activities + tuple(donor.activities[i] for i in tail),
        instances=case.instances + instances,
        after=(*case.after, *after),
        sojourn=case.sojourn + tuple(donor.sojourn[i] for i in tail),
        exact=case.exact + tuple(donor.exact[i] for i in tail),
        external=case.external + tuple(donor.external[i] for i in tail),
        elapsed=case.elapsed + tuple(donor.elapsed[i] for i in tail),
    )
