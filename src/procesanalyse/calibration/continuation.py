"""How an open case goes on: as another did that had come as far at the same age.

An open case takes over the steps of one drawn among those that lasted longer, whether finished or
themselves still open; if that one is open too, the next is drawn at its age. This shares the weight
of open cases among those that lasted longer, which gives the Kaplan-Meier distribution of lengths
(Efron 1967, redistribution to the right), here among cases in the same state.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from procesanalyse.calibration.order import OrderedCase

#: Where more of the older donors than this go on with steps that have vanished, none of them is asked.
MOST_STALE = 0.05


@dataclass(frozen=True)
class Donors:
    """Cases whose later steps others may take; all arrays by row of the case.

    `lengths` in days, for an open case so far; `complete`; `newest`: begun under the newest rules.
    `stale`: activities that have vanished with the older ones.
    """

    cases: Sequence[OrderedCase]
    lengths: NDArray[np.float64]
    complete: NDArray[np.bool_]
    newest: NDArray[np.bool_]
    stale: frozenset[str] = frozenset()

    def choices(self, case: OrderedCase, age: float) -> list[OrderedCase]:
        """Those that lasted longer and whose latest step at this age was of the case's latest activity.

        If there is none, any that lasted longer. Older ones only if what follows is done as before.
        """
        longer = [one for one in self.cases if self.lengths[one.case] > age]
        state = _latest(case, age)
        alike = [one for one in longer if _latest(one, age) == state] or longer
        older = [one for one in alike if not self.newest[one.case]]
        changed = older and np.mean([self._goes_stale(one, age) for one in older]) > MOST_STALE
        newest = [one for one in alike if self.newest[one.case]]
        return newest if changed and newest else alike

    def _goes_stale(self, donor: OrderedCase, age: float) -> bool:
        return any(
            days > age and name in self.stale
            for name, days in zip(donor.activities, donor.elapsed, strict=True)
        )


def continue_cases(
    still_open: Sequence[OrderedCase], donors: Donors, rng: np.random.Generator
) -> dict[int, OrderedCase]:
    """The open cases as they go on to an end, by row of the case.

    Where no finished case is as long, they go on as far as any has been seen.
    """
    return {case.case: _continued(case, donors, rng) for case in still_open}


def _continued(case: OrderedCase, donors: Donors, rng: np.random.Generator) -> OrderedCase:
    age = float(donors.lengths[case.case])
    while choices := donors.choices(case, age):
        donor = choices[int(rng.integers(len(choices)))]
        case = joined(case, donor, age)
        if donors.complete[donor.case]:
            break
        age = float(donors.lengths[donor.case])
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


def _latest(case: OrderedCase, age: float) -> str:
    """Activity of the last step up to this age; "" before the first."""
    reached = [i for i in range(len(case.activities)) if case.elapsed[i] <= age]
    return case.activities[max(reached, key=lambda i: (case.elapsed[i], i))] if reached else ""
