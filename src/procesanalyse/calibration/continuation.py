"""How an open case goes on: as a finished one did that had come as far at the same age."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from procesanalyse.calibration.order import OrderedCase


def continue_cases(
    cut: Sequence[OrderedCase],
    donors: Sequence[OrderedCase],
    lengths: NDArray[np.float64],
    rng: np.random.Generator,
) -> dict[int, OrderedCase]:
    """The open cases with the rest of a donor's steps, by row of the case.

    A donor lasted longer than the open case has, and its latest step at that age was of the same
    activity; if there is none, any that lasted longer. Where no finished case is as long, the open one
    stays as it is. `lengths` are days, by row of the case.
    """
    continued = {}
    for case in cut:
        age = float(lengths[case.case])
        longer = [donor for donor in donors if lengths[donor.case] > age]
        alike = [donor for donor in longer if _latest(donor, age) == _latest(case, age)]
        choices = alike or longer
        if choices:
            continued[case.case] = joined(case, choices[int(rng.integers(len(choices)))], age)
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
