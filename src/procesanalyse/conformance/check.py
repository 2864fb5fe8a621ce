"""Does a log follow its guidelines? The entry to this room."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

import numpy as np
import pandas as pd

from procesanalyse.conformance.deadlines import deadline_verdicts
from procesanalyse.conformance.figures import Families, rule_result
from procesanalyse.conformance.people import people_verdicts
from procesanalyse.conformance.results import OUTCOME_COLUMNS, CheckResult
from procesanalyse.conformance.templates import absence_verdicts, existence_verdicts, precedence_verdicts
from procesanalyse.conformance.verdicts import Activated, Judgement, Verdicts, without_due
from procesanalyse.conformance.versions import RuleHistory, histories
from procesanalyse.conformance.view import view_of
from procesanalyse.errors import Fault, UnusableInput
from procesanalyse.eventlog.table import EventLog
from procesanalyse.guideline.model import GuidelineHistory, Kind

_VERDICTS: MappingProxyType[Kind, Callable[[RuleHistory], Verdicts]] = MappingProxyType(
    {
        "deadline": deadline_verdicts,
        "response": deadline_verdicts,
        "precedence": precedence_verdicts,
        "existence": existence_verdicts,
        "absence": absence_verdicts,
        "people": people_verdicts,
    }
)


def check(log: EventLog, guidelines: GuidelineHistory, *, as_of: pd.Timestamp | None = None) -> CheckResult:
    """Every rule's verdicts and figures, judged at `as_of` (UTC; the end of the log's window unless given).

    An instant outside the window is refused: nobody knows what happened there. Disabled rules are listed
    without activations; proposed and unsigned ones are computed and marked in `RuleResult.notes`.
    """
    judged = _instant_of_judgement(log, as_of)
    view = view_of(log, judged, guidelines.newest.zone)
    families = Families.of(log)
    results, frames = [], []
    for history in histories(view, guidelines):
        verdicts = _VERDICTS[history.newest.kind](history) if history.versions else _nothing(history)
        results.append(rule_result(history, verdicts, families))
        frames.append(verdicts.frame(history.newest.id, view))
    rule_ids = [result.rule.id for result in results]
    return CheckResult(guidelines, judged, tuple(results), _joined(frames, rule_ids))


def _instant_of_judgement(log: EventLog, as_of: pd.Timestamp | None) -> pd.Timestamp:
    if as_of is None:
        return log.window.end
    judged = (
        as_of.tz_localize(log.zone, ambiguous=True, nonexistent="shift_forward")
        if as_of.tzinfo is None
        else as_of
    )
    judged = judged.tz_convert("UTC").as_unit("us")
    if judged > log.window.end:
        raise _as_of_fault(log, judged, "conformance.as_of_after_window")
    if judged < log.window.start:
        raise _as_of_fault(log, judged, "conformance.as_of_before_window")
    return judged


def _as_of_fault(log: EventLog, judged: pd.Timestamp, code: str) -> UnusableInput:
    value, begins, ends = (
        str(moment.tz_convert(log.zone).date()) for moment in (judged, log.window.start, log.window.end)
    )
    return UnusableInput(
        [Fault(code, field="as_of", value=value, details={"window_start": begins, "window_end": ends})]
    )


def _nothing(history: RuleHistory) -> Verdicts:
    none = np.array([], dtype=np.int64)
    return without_due(Activated.by_events(history.view, none, none), Judgement.of(none))


def _joined(frames: list[pd.DataFrame], rule_ids: list[str]) -> pd.DataFrame:
    kind = pd.CategoricalDtype(rule_ids)
    joined = pd.concat([frame.assign(rule=frame["rule"].astype(kind)) for frame in frames], ignore_index=True)
    return joined[list(OUTCOME_COLUMNS)]
