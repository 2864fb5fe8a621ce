"""A simulation model from a log, an organisation and a time study, with what speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Literal

import numpy as np
import pandas as pd

from procesanalyse.calibration.capacity import capacity_reasons, find_capacity
from procesanalyse.calibration.observe import cut_log, date_only_activities
from procesanalyse.calibration.parts import (
    Parts,
    Periods,
    build_model,
    find_parts,
    run_out_days,
    warm_up_days,
)
from procesanalyse.calibration.result import (
    ActivityFit,
    Calibration,
    Progress,
    Reason,
    Validation,
)
from procesanalyse.calibration.routing import team_of_labels
from procesanalyse.calibration.time_study import TimeStudy
from procesanalyse.calibration.validate import (
    Held,
    held_out,
    held_out_of_run,
    validate_open_cases,
    validate_rules,
    validation_reasons,
)
from procesanalyse.calibration.waits import (
    FEWEST_SIMULATED,
    PROBABILITIES,
    Quantiles,
    WaitFit,
    first_guess,
    fit_waits,
    mean_waits,
)
from procesanalyse.calibration.weights import weighted_quantiles
from procesanalyse.errors import FaultCollector
from procesanalyse.eventlog.table import EventLog
from procesanalyse.guideline.model import GuidelineHistory
from procesanalyse.organisation.model import Organisation
from procesanalyse.simulation.model import SimulationModel
from procesanalyse.simulation.replications import measured_run
from procesanalyse.simulation.run import SimulationRun, simulate
from procesanalyse.workcalendar.working_time import DAY

SHORTEST_WINDOW = 180
FEWEST_COMPLETE = 30
#: Gains of the search for waits: on the earlier part from a first guess, then on the whole log.
FIRST_GAINS, LAST_GAINS = (1.0,), (1.0, 0.5)
VALIDATION_RUNS = 4
#: The fit draws other chances than the validation: its replications are numbered from here.
_FIT_REPLICATION = 1000
_EVALUATION_DAYS = 365
#: A model's sojourn so much longer than the log's, with no wait for others left, speaks against it.
_TOO_LONG = 1.25
#: Share of the events below which an activity is rare.
_RARE = 0.01
#: What this version does not do, said with every result.
NOT_DONE = (
    "note.slope_not_done",
    "note.distances_not_done",
    "note.bootstrap_not_done",
    "note.noise_floor_not_done",
    "note.one_parameter_set",
    "note.no_start_state",
)


@dataclass
class _Runs:
    """Makes the runs of one calibration and tells how far it has come."""

    seed: int
    progress: Progress | None
    done: int = 0
    total: int = len(FIRST_GAINS) + VALIDATION_RUNS + len(LAST_GAINS)

    def run(self, model: SimulationModel, replication: int) -> SimulationRun:
        found = simulate(model, seed=self.seed, replication=replication)
        self.count()
        return found

    def count(self) -> None:
        """One run more is done."""
        self.done += 1
        if self.progress:
            self.progress(self.done, self.total)


def calibrate(
    log: EventLog,
    guidelines: GuidelineHistory,
    organisation: Organisation,
    *,
    time_study: TimeStudy | None = None,
    seed: int = 1,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Calibration:
    """The model of this log, held against its own later part before anything else is asked of it.

    The model of the log up to a date predicts the rest; then the waits are fitted once more on the
    whole log. The evaluation period of the model begins the day after the window ends. Raises
    `UnusableInput` where no model can be made; everything else that speaks against the model is
    in `reasons`. With an `executor` the validation runs beside the last fit; the result is the same.
    """
    _refuse_unusable(log, guidelines)
    runs = _Runs(seed, progress)
    whole = find_parts(log, guidelines, organisation, time_study, seed=seed)
    teams = find_capacity(log, whole.organisation, whole.work)
    reasons = capacity_reasons(log, whole.organisation, teams)
    split = split_date(log, guidelines)
    extract = cut_log(log, _instant(split, log.zone))
    earlier = find_parts(extract, guidelines, organisation, time_study, seed=seed)
    guess = first_guess(earlier.observed, earlier.work)
    first = _fitted(earlier, _fit_periods(earlier, split), guess, FIRST_GAINS, runs)
    held_out_runs = _held_out_runs(log, guidelines, (earlier, first), runs, executor)
    begins = log.window.end.tz_convert(log.zone).date()
    guess = _carried_over(whole, earlier, first.waits)
    fit = _fitted(whole, _fit_periods(whole, begins), guess, LAST_GAINS, runs)
    validation, found = _validate(whole, log, guidelines, held_out_runs())
    activities = _activity_fits(whole, fit)
    reasons += found + _queue_reasons(activities, fit)
    reasons += [Reason(code, "note") for code in NOT_DONE]
    periods = Periods(
        date.fromordinal(begins.toordinal() + 1),
        warm_up_days(whole),
        _EVALUATION_DAYS,
        run_out_days(guidelines),
    )
    notes = tuple(one.as_text() for one in whole.assumptions)
    title = log.origin.title or organisation.title
    model = build_model(whole, fit.waits, periods, name=title, notes=notes)
    doubts = tuple(one.as_text() for one in reasons if one.severity == "blocking")
    model = replace(model, validated=True, doubts=doubts)
    return Calibration(model, whole.assumptions, activities, teams, validation, tuple(reasons))


def split_date(log: EventLog, guidelines: GuidelineHistory) -> date:
    """Where the log is cut for the hold-out: a year before its end, or a third of what is shorter.

    Only the time under the newest guideline counts, if that is a year or more: a model of cases under
    other rules cannot be blamed for what the new rules changed.
    """
    begins = pd.Timestamp(guidelines.newest.valid_from).tz_localize(log.zone, nonexistent="shift_forward")
    days = (log.window.end - log.window.start).total_seconds() / DAY
    newest = (log.window.end - begins).total_seconds() / DAY
    usable = newest if _EVALUATION_DAYS <= newest < days else days
    held = min(_EVALUATION_DAYS, int(usable / 3))
    return date.fromordinal(log.window.end.tz_convert(log.zone).date().toordinal() - held)


def _refuse_unusable(log: EventLog, guidelines: GuidelineHistory) -> None:
    faults = FaultCollector(log.origin.title)
    if log.selection == "closed_in":
        faults.add("calibration.closed_in")
    days = int((log.window.end - log.window.start).total_seconds() // DAY)
    if days < SHORTEST_WINDOW:
        faults.add("calibration.short_window", value=days, least=SHORTEST_WINDOW)
    split = _instant(split_date(log, guidelines), log.zone)
    inside = (log.cases["opened"] >= log.window.start) & (log.cases["closed"] < split)
    if inside.sum() < FEWEST_COMPLETE:
        faults.add("calibration.too_few_cases", value=int(inside.sum()), least=FEWEST_COMPLETE)
    faults.raise_if_any()


def _fit_periods(parts: Parts, ends: date) -> Periods:
    """A run whose evaluation is the last year before `ends`, or the window if that is shorter."""
    days = int((parts.log.window.end - parts.log.window.start).total_seconds() // DAY)
    evaluation = min(_EVALUATION_DAYS, days)
    begins = date.fromordinal(ends.toordinal() - evaluation)
    return Periods(begins, warm_up_days(parts), evaluation, 0)


def _fitted(
    parts: Parts, periods: Periods, waits: Mapping[str, Quantiles], gains: Sequence[float], runs: _Runs
) -> WaitFit:
    def model_with(current: Mapping[str, Quantiles]) -> SimulationModel:
        return build_model(parts, current, periods, name="fit")

    def run(model: SimulationModel, number: int) -> SimulationRun:
        return runs.run(model, _FIT_REPLICATION + number)

    return fit_waits(model_with, run, parts.observed, waits, gains=gains)


def _held_out_runs(
    log: EventLog,
    guidelines: GuidelineHistory,
    fitted: tuple[Parts, WaitFit],
    runs: _Runs,
    executor: Executor | None,
) -> Callable[[], list[Held]]:
    """Begins the runs of the period held out, where there is an executor; called, it gives what they show."""
    parts, fit = fitted
    split = split_date(log, guidelines)
    days = (log.window.end.tz_convert(log.zone).date() - split).days
    periods = Periods(split, warm_up_days(parts), days, 0)
    model = build_model(parts, fit.waits, periods, name="hold-out")
    measure = partial(held_out_of_run, guidelines=guidelines, date_only=date_only_activities(log))
    numbers = range(VALIDATION_RUNS)
    if executor is None:
        return lambda: [measure(runs.run(model, number)) for number in numbers]
    futures = [executor.submit(measured_run, model, measure, runs.seed, number, None) for number in numbers]

    def collect() -> list[Held]:
        found = []
        for future in futures:
            found.append(future.result())
            runs.count()
        return found

    return collect


def _validate(
    whole: Parts, log: EventLog, guidelines: GuidelineHistory, shown: Sequence[Held]
) -> tuple[Validation, list[Reason]]:
    """The period after the split, as it was and as the model of what came before sees it."""
    split = split_date(log, guidelines)
    observed = held_out(log, guidelines, _instant(split, log.zone), courses=whole.log)
    rules = validate_rules(observed, shown, guidelines)
    cases = validate_open_cases(observed, shown)
    return Validation(split.isoformat(), len(shown), rules, cases), validation_reasons(rules, cases)


def _carried_over(whole: Parts, earlier: Parts, fitted: Mapping[str, Quantiles]) -> dict[str, Quantiles]:
    """Waits of the whole log to begin with: its sojourns less what the earlier part's fit took off."""
    guess = first_guess(whole.observed, whole.work)
    for name, one in whole.observed.items():
        if name in fitted:
            taken = earlier.observed[name].quantiles - fitted[name]
            guess[name] = np.maximum.accumulate(np.maximum(one.quantiles - taken, 0.0))
    return guess


def _activity_fits(parts: Parts, fit: WaitFit) -> tuple[ActivityFit, ...]:
    teams = team_of_labels(parts.log, parts.organisation)
    counts = parts.log.events["activity"].value_counts()
    waits = mean_waits(parts.observed, fit.waits)
    found = []
    for label, one in parts.observed.items():
        values = fit.shown.get(label, np.array([]))
        simulated = weighted_quantiles(values, np.ones(len(values)), PROBABILITIES) if len(values) else None
        work = parts.work[label]
        found.append(
            ActivityFit(
                id=label,
                count=int(counts.get(label, 0)),
                team=teams[label],
                hours_mean=work.mean if work.hours else None,
                hours_source=work.source,
                wait_days_mean=waits[label],
                observed_mean=one.mean,
                simulated_mean=float(values.mean()) if len(values) else None,
                observed=_numbers(one.quantiles),
                simulated=None if simulated is None else _numbers(simulated),
                date_precision=not one.exact,
            )
        )
    return tuple(found)


def _numbers(quantiles: Quantiles) -> tuple[float, ...]:
    return tuple(round(float(value), 4) for value in quantiles)


def _queue_reasons(activities: Sequence[ActivityFit], fit: WaitFit) -> list[Reason]:
    """Activities that surely take longer in the model than in the log even if nobody else is waited for.

    A rare activity is a note: it speaks against its own figures, not against the model.
    """
    reasons = []
    events = sum(one.count for one in activities)
    for one in activities:
        shown = fit.shown.get(one.id, np.array([]))
        if len(shown) < FEWEST_SIMULATED:
            continue
        left = one.observed_mean + fit.beyond_reach[one.id]
        sure = left - 2 * float(shown.std(ddof=1)) / len(shown) ** 0.5
        if sure > max(_TOO_LONG * one.observed_mean, one.observed_mean + 1):
            rare = one.count < _RARE * events
            kind: Literal["blocking", "note"] = "note" if rare else "blocking"
            reasons.append(Reason("trust.queue_exceeds_log", kind, one.id, one.observed_mean, left))
    return reasons


def _instant(day: date, zone: str) -> pd.Timestamp:
    return pd.Timestamp(day).tz_localize(zone, nonexistent="shift_forward").tz_convert("UTC")
