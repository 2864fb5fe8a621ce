"""How an open case goes on: as a finished one did that had come as far at the same age."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from procesanalyse.calibration.order import OrderedCase


@dataclass(frozen=True)
class Donors:
    """Finished cases; `lengths` in days and `chances` to be drawn, both by row of the case."""

    cases: Sequence[OrderedCase]
    lengths: NDArray[np.float64]
    chances: NDArray[np.float64]


def continue_cases(
    still_open: Sequence[OrderedCase], donors: Donors, rng: np.random.Generator
) -> dict[int, OrderedCase]:
    """The open cases with the rest of a donor's steps, by row of the case.

    A donor lasted longer than the open case has, and its latest step at that age was of the same
    activity; if there is none, any that lasted longer. Drawn by `chances`. Where no finished case is
    as long, the open one is left out.
    """
    continued = {}
    for case in still_open:
        age = float(donors.lengths[case.case])
        longer = [one for one in donors.cases if donors.lengths[one.case] > age]
        state = _latest(case, age)
        choices = [one for one in longer if _latest(one, age) == state] or longer
        if choices:
            chances = np.array([donors.chances[one.case] for one in choices])
            drawn = int(rng.choice(len(choices), p=chances / chances.sum()))
            continued[case.case] = joined(case, choices[drawn], age)
    return continued


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
