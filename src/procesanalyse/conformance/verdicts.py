"""The verdicts of one rule as arrays, one place per activation, before they become a frame."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.conformance.activations import Texts
from procesanalyse.conformance.matching import NO_EVENT
from procesanalyse.conformance.results import OUTCOMES
from procesanalyse.conformance.view import NEVER, NO_VALUE, Flags, Ints, LogView

KEPT, LATE, MISSED, PENDING, NOT_ASSESSABLE, WAIVED = range(len(OUTCOMES))


@dataclass(frozen=True, eq=False)
class Judgement:
    """Outcome and reason of each activation while being decided; later words overrule earlier ones."""

    outcome: NDArray[np.int8]
    reason: Texts

    @staticmethod
    def of(outcome: NDArray[np.int8] | Ints) -> Judgement:
        """These outcomes, without reasons yet."""
        return Judgement(outcome.astype(np.int8), np.full(len(outcome), "", dtype=object))

    def settle(self, places: Ints | Flags, outcome: int, reason: str) -> None:
        """Give these activations one outcome and reason."""
        self.outcome[places], self.reason[places] = outcome, reason

    def bar(self, reasons: Texts) -> None:
        """What has a reason here is not assessable."""
        places = reasons != ""
        self.outcome[places], self.reason[places] = NOT_ASSESSABLE, reasons[places]

    def bar_all(self, reason: str) -> None:
        """With a reason, nothing is assessable."""
        if reason:
            self.outcome[:], self.reason[:] = NOT_ASSESSABLE, reason


@dataclass(frozen=True, eq=False)
class Verdicts:
    """One place per activation; events are rows or NO_EVENT, instants microseconds or NO_VALUE.

    `start_at` is the start event's time, or the opening of the case in rules about whole cases. `certain`
    says of a breach that every allowed reading finds it. `ratio` is elapsed / allowed; NaN: no due time.
    `closed` says where the duty's case (of a group, every case) is closed, so that a miss cannot be mended.
    """

    case: Ints
    start: Ints
    start_at: Ints
    end: Ints
    due: Ints
    outcome: NDArray[np.int8]
    reason: Texts
    due_passed: Flags
    overrun: Ints
    ratio: NDArray[np.float64]
    certain: Flags
    closed: Flags
    notes: tuple[str, ...] = ()

    def frame(self, rule_id: str, view: LogView) -> pd.DataFrame:
        """The rows of `CheckResult.outcomes` for this rule."""
        end_at = np.full(len(self.end), NO_VALUE, dtype=np.int64)
        ended = self.end != NO_EVENT
        end_at[ended] = view.low[self.end[ended]]
        final = (self.outcome == LATE) | ((self.outcome == MISSED) & self.closed)
        frame = pd.DataFrame(
            {
                "rule": pd.Categorical([rule_id] * len(self.case)),
                "case": self.case.astype(np.int32),
                "start_event": _events(self.start),
                "end_event": _events(self.end),
                "start": _times(self.start_at),
                "end": _times(end_at),
                "due": _times(np.where(self.due == NEVER, NO_VALUE, self.due)),
                "outcome": pd.Categorical.from_codes(self.outcome, categories=list(OUTCOMES)),
                "reason": pd.array(self.reason, dtype="string"),
                "due_passed": self.due_passed,
                "overrun": pd.Series(self.overrun.view("timedelta64[us]")),
                "elapsed_ratio": self.ratio,
                "certain": self.certain,
                "final": final,
            }
        )
        frame = frame.sort_values(["case", "start", "start_event"], kind="stable").reset_index(drop=True)
        frame.insert(2, "occurrence", (frame.groupby("case").cumcount() + 1).astype(np.int32))
        return frame


@dataclass(frozen=True, eq=False)
class Activated:
    """What rules without a due time judge: the case of each activation, its start, what answered it."""

    case: Ints
    start: Ints
    start_at: Ints
    end: Ints
    closed: Flags

    @staticmethod
    def by_events(view: LogView, starts: Ints, ends: Ints) -> Activated:
        """Activations that begin with an event."""
        case = view.case[starts].astype(np.int64)
        return Activated(case, starts, view.low[starts], ends, ~view.open_cases[case])


def without_due(activated: Activated, judged: Judgement, notes: tuple[str, ...] = ()) -> Verdicts:
    """Verdicts of a rule without a due time: decided ones count as past due, breaches as certain."""
    outcome, reason = judged.outcome, judged.reason
    decided = (outcome != PENDING) & (outcome != NOT_ASSESSABLE)
    count = len(outcome)
    return Verdicts(
        case=activated.case,
        start=activated.start,
        start_at=activated.start_at,
        end=activated.end,
        due=np.full(count, NO_VALUE, dtype=np.int64),
        outcome=outcome,
        reason=reason,
        due_passed=decided,
        overrun=np.full(count, NO_VALUE, dtype=np.int64),
        ratio=np.full(count, np.nan),
        certain=outcome == MISSED,
        closed=activated.closed,
        notes=notes,
    )


def _events(rows: Ints) -> pd.Series:
    return pd.Series(rows).astype("Int64").mask(pd.Series(rows == NO_EVENT), pd.NA)


def _times(instants: Ints) -> pd.Series:
    return pd.Series(instants.view("datetime64[us]")).dt.tz_localize("UTC")
