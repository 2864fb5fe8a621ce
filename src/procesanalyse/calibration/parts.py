"""Everything a model is built of, found in one log; and the model built of it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from procesanalyse.calibration.arrivals import Arrivals, find_arrivals, opened_inside
from procesanalyse.calibration.episodes import (
    USUAL_OPENER,
    first_events,
    split_episodes,
    with_first_instants,
)
from procesanalyse.calibration.names import Names, find_names, with_log_labels
from procesanalyse.calibration.order import has_starts
from procesanalyse.calibration.result import Assumption
from procesanalyse.calibration.routing import complete_routes, team_of_labels
from procesanalyse.calibration.templates import (
    LearnedTemplates,
    Roles,
    build_templates,
    learn_templates,
)
from procesanalyse.calibration.time_study import TimeStudy
from procesanalyse.calibration.waits import Quantiles, Sojourns, distribution, observed_sojourns, step_waits
from procesanalyse.calibration.work import Work, find_work
from procesanalyse.eventlog.table import EventLog
from procesanalyse.guideline.model import Duration, GuidelineHistory
from procesanalyse.organisation.model import Organisation
from procesanalyse.simulation.model import (
    ActivityModel,
    CaseType,
    LogNames,
    ModelDeadline,
    Session,
    SimulationModel,
    Template,
)
from procesanalyse.workcalendar.working_time import DAY

SHORTEST_WARM_UP, LONGEST_WARM_UP = 90, 730
LONGEST_RUN_OUT = 366
_DAYS = {"hours": 1 / 24, "days": 1.0, "weeks": 7.0, "months": 31.0, "years": 366.0, "working_days": 1.6}
#: So many complete cases under the newest guideline, and older ones teach no steps.
FEWEST_UNDER_NEWEST = 200
#: Events that the engine writes itself: guideline id and field of `LogNames`.
_ENGINE_EVENTS = {
    "allocated": ("sag_tildelt", LogNames().allocated),
    "handover_sent": ("overlevering_sendt", LogNames().handover_sent),
    "handover_received": ("overlevering_modtaget", LogNames().handover_received),
}


@dataclass(frozen=True)
class Parts:
    """What one log says. `log` has one case per course of work (see `episodes`); `organisation` has
    the log's labels and a route for every activity."""

    log: EventLog
    organisation: Organisation
    names: Names
    log_names: LogNames
    work: Mapping[str, Work]
    learned: LearnedTemplates
    arrivals: tuple[Arrivals, ...]
    observed: Mapping[str, Sojourns]
    deadlines: tuple[ModelDeadline, ...]
    assumptions: tuple[Assumption, ...]


@dataclass(frozen=True, slots=True)
class Periods:
    """Days of a run, and the local date on which its evaluation begins."""

    evaluation_begins: date
    warm_up: int
    evaluation: int
    run_out: int


def find_parts(
    log: EventLog,
    guidelines: GuidelineHistory,
    organisation: Organisation,
    time_study: TimeStudy | None,
    *,
    seed: int = 1,
) -> Parts:
    """The parts of a model of this log."""
    since = newest_rules_since(log, guidelines)
    names = find_names(log, guidelines)
    closing = names.labels(("sag_afsluttet", LogNames().closed))
    whole, log = log, split_episodes(with_first_instants(log), closing)
    routed, route_notes = complete_routes(log, with_log_labels(organisation, names))
    log_names = engine_names(names)
    written = {log_names.allocated, log_names.handover_sent, log_names.handover_received}
    external = _external(log, routed)
    roles = Roles(frozenset(written), external, frozenset(closing))
    learned = learn_templates(log, roles, since=since, seed=seed)
    work = _without_arrivals(find_work(log, routed, names, time_study), external)
    work.update(dict.fromkeys(written & set(log.activities), Work(None, 0.0, "", None)))
    arrivals = find_arrivals(log, office_hours(routed))
    notes = (work[label].assumption for label in learned.activities)
    work_notes = (note for note in notes if note)
    return Parts(
        log=log,
        organisation=routed,
        names=names,
        log_names=log_names,
        work=work,
        learned=learned,
        arrivals=arrivals,
        observed=observed_sojourns(learned),
        deadlines=model_deadlines(guidelines, names),
        assumptions=(
            *work_notes,
            *route_notes,
            *_episode_notes(whole, log),
            *_since_notes(since, log.zone),
            *_learned_notes(learned, arrivals),
        ),
    )


def newest_rules_since(log: EventLog, guidelines: GuidelineHistory) -> pd.Timestamp | None:
    """When the newest guideline came into force, if enough cases have been completed under it.

    Cases from before follow other rules: they would bring back steps that the law has replaced.
    None: cases of the whole window are used.
    """
    begins = pd.Timestamp(guidelines.newest.valid_from).tz_localize(log.zone, nonexistent="shift_forward")
    if begins <= log.window.start or begins >= log.window.end:
        return None
    complete = (log.cases["opened"] >= begins) & log.cases["closed"].notna()
    enough = complete.sum() >= FEWEST_UNDER_NEWEST
    return begins.tz_convert("UTC") if enough else None


def build_model(
    parts: Parts, waits: Mapping[str, Quantiles], periods: Periods, *, name: str, notes: tuple[str, ...] = ()
) -> SimulationModel:
    """The model of these parts with these waits for others (quantiles in days)."""
    templates = build_templates(parts.learned, step_waits(parts.observed, waits))
    start = date.fromordinal(periods.evaluation_begins.toordinal() - periods.warm_up)
    return SimulationModel(
        name=name,
        start=start,
        warm_up_days=periods.warm_up,
        evaluation_days=periods.evaluation,
        run_out_days=periods.run_out,
        organisation=parts.organisation,
        activities=tuple(_activity(parts, label, waits) for label in parts.learned.activities),
        case_types=tuple(_case_type(one, templates) for one in parts.arrivals),
        deadlines=parts.deadlines,
        log_names=parts.log_names,
        assumptions=notes,
        personal=True,
    )


def warm_up_days(parts: Parts) -> int:
    """Days after which nine of ten cases of the first day are over, within bounds; whole weeks."""
    lengths = [max(case.elapsed) for case in parts.learned.cases]
    longest = float(np.quantile(lengths, 0.9))
    return int(min(max(7 * math.ceil(longest / 7), SHORTEST_WARM_UP), LONGEST_WARM_UP))


def run_out_days(guidelines: GuidelineHistory) -> int:
    """Days until the last due date of what began in the evaluation has passed, and a week more."""
    lengths = [
        days_of(rule.due.within)
        for rule in guidelines.newest.rules
        if rule.status == "active" and rule.due and rule.due.within
    ]
    return int(min(math.ceil(max(lengths, default=60.0)) + 7, LONGEST_RUN_OUT))


def days_of(duration: Duration) -> float:
    """A length in calendar days, at most; working days with weekends and a holiday."""
    return duration.amount * _DAYS[duration.unit]


def engine_names(names: Names) -> LogNames:
    """What the engine writes: its own events under the log's labels, "" for those the log lacks.

    Closing is a step of the templates where the log has it, so the engine need not write it.
    """
    found = {}
    for field, (guideline_id, usual) in _ENGINE_EVENTS.items():
        labels = names.labels((guideline_id, usual))
        found[field] = labels[0] if labels else ""
    return LogNames(closed="", **found)


def office_hours(organisation: Organisation) -> tuple[float, ...]:
    """Hour weights that are 1 in the hours some team works on weekdays, else 0; all 1 if none does."""
    hours = [0.0] * 24
    for team in organisation.teams:
        for begin, end in team.hours:
            for second in range(begin, min(end, 5 * DAY), 3600):
                hours[second % DAY // 3600] = 1.0
    return tuple(hours) if any(hours) else (1.0,) * 24


def model_deadlines(guidelines: GuidelineHistory, names: Names) -> tuple[ModelDeadline, ...]:
    """The newest guideline's active deadlines in the log's labels; those from a column cannot be seen."""
    found = []
    for rule in guidelines.newest.rules:
        if rule.kind != "deadline" or rule.status != "active" or not (rule.start and rule.end and rule.due):
            continue
        start, end = (names.labels(pattern.activities) for pattern in (rule.start, rule.end))
        if start and end and rule.due.within:
            calendar, zone = guidelines.newest.calendar, guidelines.newest.zone
            found.append(ModelDeadline(rule.id, start, end, rule.due, calendar, zone))
    return tuple(found)


def _external(log: EventLog, organisation: Organisation) -> frozenset[str]:
    """Activities that begin cases and tell of nothing but the arrival: further ones come from outside too.

    Those of others that begin a fifth of the cases; with completions only also those of a team, since
    what is known of them is just when the case was opened.
    """
    first = first_events(log)
    first = first[opened_inside(log)[first["case"].to_numpy()]]
    at_opening = first["time"].to_numpy() == log.cases["opened"].iloc[first["case"].to_numpy()].to_numpy()
    by_others = {label for label, team in team_of_labels(log, organisation).items() if not team}
    tells_nothing = at_opening & (not has_starts(log))
    begins = first[tells_nothing | first["activity"].isin(by_others).to_numpy()]
    share = begins["activity"].astype(object).value_counts() / max(1, len(first))
    return frozenset(str(label) for label, part in share.items() if part >= USUAL_OPENER)


def _without_arrivals(work: Mapping[str, Work], external: frozenset[str]) -> dict[str, Work]:
    """The work, none of it on arrivals: they happen at their own instant, not when somebody has time."""
    return {
        label: Work(None, 0.0, "", Assumption("assumes.arrival_without_work", label, one.mean, unit="hours"))
        if label in external and one.hours
        else one
        for label, one in work.items()
    }


def _episode_notes(whole: EventLog, split: EventLog) -> list[Assumption]:
    if len(split.cases) == len(whole.cases):
        return []
    reopened = float(len(split.cases) - len(whole.cases))
    before = float((~opened_inside(split)).sum())
    return [
        Assumption("assumes.episodes", "", reopened, None, None, "cases", "log"),
        Assumption("assumes.began_before", "", before, None, None, "cases", "log"),
    ]


def _since_notes(since: pd.Timestamp | None, zone: str) -> list[Assumption]:
    if since is None:
        return []
    return [Assumption("assumes.newest_rules", since.tz_convert(zone).date().isoformat(), source="log")]


def _learned_notes(learned: LearnedTemplates, arrivals: tuple[Arrivals, ...]) -> list[Assumption]:
    notes = [
        Assumption("assumes.arrivals", one.case_type, one.per_year, one.low, one.high, "per_year", "log")
        for one in arrivals
    ]
    notes += [Assumption("assumes.templates_borrowed", name, source="log") for name in learned.borrowed]
    if learned.still_open:
        count = float(learned.still_open)
        notes.append(Assumption("assumes.open_cases_continue", "", count, unit="cases", source="log"))
    if not all(one.hours_known for one in arrivals):
        notes.append(Assumption("assumes.office_hours", source="organisation"))
    return notes


def _activity(parts: Parts, label: str, waits: Mapping[str, Quantiles]) -> ActivityModel:
    work = parts.work[label]
    wait = distribution(waits[label]) if label in waits else None
    return ActivityModel(label, hours=work.hours, sessions=(Session(wait=wait),), source=work.source)


def _case_type(arrivals: Arrivals, templates: Mapping[str, tuple[Template, ...]]) -> CaseType:
    return CaseType(
        id=arrivals.case_type,
        per_year=round(arrivals.per_year, 4),
        templates=templates[arrivals.case_type],
        weekday_weights=arrivals.weekday_weights,
        month_weights=arrivals.month_weights,
        hour_weights=arrivals.hour_weights,
    )
