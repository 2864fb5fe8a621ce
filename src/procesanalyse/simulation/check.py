"""What a model and a scenario must be before they can be run."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from itertools import pairwise

from procesanalyse.errors import Fault, FaultCollector
from procesanalyse.organisation.check import check_organisation
from procesanalyse.organisation.model import Organisation
from procesanalyse.simulation.model import (
    ActivityModel,
    CaseType,
    Distribution,
    ModelDeadline,
    SimulationModel,
    Template,
)
from procesanalyse.simulation.roster import reorganised, staffing
from procesanalyse.simulation.scenario import Arrivals, Scenario

#: (code without room, field, value, details) -> None
Report = Callable[..., None]

#: A uniform distribution reaches zero at this standard deviation over mean.
_WIDEST_UNIFORM = 1 / math.sqrt(3)


def check_model(model: SimulationModel) -> None:
    """Raise `UnusableInput` with everything that keeps the model from running."""
    faults = FaultCollector(model.file)

    def about_model(code: str, field: str, value: object = "", **details: object) -> None:
        faults.faults.append(Fault(f"simulation.{code}", model.file, None, field, str(value), details))

    def about_organisation(code: str, field: str, value: object = "", **details: object) -> None:
        field = f"organisation.{field}"
        faults.faults.append(Fault(f"organisation.{code}", model.file, None, field, str(value), details))

    report_model(model, about_model)
    check_organisation(model.organisation, about_organisation)
    faults.raise_if_any()


def report_model(model: SimulationModel, report: Report) -> None:
    """Tell `report(code, field, value, **details)` of every fault but those of the organisation."""
    if model.evaluation_days < 1:
        report("no_evaluation", "evaluation_days", model.evaluation_days)
    for name in ("warm_up_days", "run_out_days"):
        if getattr(model, name) < 0:
            report("negative", name, getattr(model, name))
    _check_unique([one.id for one in model.activities], "activities", report)
    _check_unique([one.id for one in model.case_types], "case_types", report)
    if not model.case_types:
        report("no_case_types", "case_types")
    for number, activity in enumerate(model.activities, start=1):
        _check_activity(activity, f"activities[{number}]", report)
    known = {activity.id for activity in model.activities}
    for number, case_type in enumerate(model.case_types, start=1):
        _check_case_type(case_type, known, f"case_types[{number}]", report)
    for number, deadline in enumerate(model.deadlines, start=1):
        _check_deadline(deadline, f"deadlines[{number}]", report)
    names = model.log_names
    for name in {names.allocated, names.handover_sent, names.handover_received, names.closed} & known:
        report("log_name_is_activity", "log_names", name)
    for activity_id, case_type_id in steps_without_team(model, model.organisation):
        report("step_without_team", "organisation.routes", activity_id, case_type=case_type_id)


def check_scenario(scenario: Scenario, model: SimulationModel) -> None:
    """Raise `UnusableInput` with everything that keeps the scenario from being tried on this model."""
    after = reorganised(staffing(model.organisation), scenario)
    faults = FaultCollector(scenario.file)
    last = model.start + timedelta(days=model.total_days)
    if scenario.begins is not None and scenario.begins >= last:
        faults.add("simulation.begins_after_end", field="from", value=scenario.begins, last=last)
    known = {case_type.id for case_type in model.case_types}
    for number, change in enumerate(scenario.changes, start=1):
        for name in change.case_types if isinstance(change, Arrivals) else ():
            if name not in known:
                field, options = f"changes[{number}].case_types", ", ".join(sorted(known))
                faults.add("simulation.unknown_case_type", field=field, value=name, known=options)
    for activity, case_type in steps_without_team(model, after.organisation):
        faults.add("simulation.step_without_team", field="changes", value=activity, case_type=case_type)
    faults.raise_if_any()


def steps_without_team(model: SimulationModel, organisation: Organisation) -> list[tuple[str, str]]:
    """(activity, case type) that a template has and no route fits, each once."""
    found = {
        (step.activity, case_type.id)
        for case_type in model.case_types
        for template in case_type.templates
        for step in template.steps
    }
    return sorted(one for one in found if organisation.team_of(*one) is None)


def _check_unique(names: Iterable[str], field: str, report: Report) -> None:
    for name, count in Counter(names).items():
        if count > 1:
            report("duplicate", field, name)


def _check_activity(activity: ActivityModel, field: str, report: Report) -> None:
    if activity.hours is not None:
        _check_distribution(activity.hours, f"{field}.hours", report)
    if not activity.sessions:
        report("no_sessions", f"{field}.sessions", activity.id)
    shares = [session.share for session in activity.sessions]
    if any(share < 0 for share in shares) or (shares and sum(shares) <= 0):
        report("bad_shares", f"{field}.sessions", activity.id)
    for number, session in enumerate(activity.sessions, start=1):
        if session.wait is not None:
            _check_distribution(session.wait, f"{field}.sessions[{number}].wait_days", report)


def _check_distribution(distribution: Distribution, field: str, report: Report) -> None:
    values = (distribution.mean, distribution.cv, *distribution.quantiles)
    if any(value < 0 or not math.isfinite(value) for value in values):
        report("negative", field, min(values))
    if distribution.kind == "quantiles":
        points = distribution.quantiles
        if len(points) < 2 or any(one > other for one, other in pairwise(points)):
            report("bad_quantiles", field)
    if distribution.kind == "uniform" and distribution.cv > _WIDEST_UNIFORM + 1e-9:
        report("too_wide", field, distribution.cv)


def _check_case_type(case_type: CaseType, known: set[str], field: str, report: Report) -> None:
    if case_type.per_year < 0 or not math.isfinite(case_type.per_year):
        report("negative", f"{field}.per_year", case_type.per_year)
    lengths = {"weekday_weights": 7, "month_weights": 12, "hour_weights": 24}
    for name, length in lengths.items():
        weights: Sequence[float] = getattr(case_type, name)
        if len(weights) != length or min(weights) < 0 or max(weights) <= 0:
            report("bad_weights", f"{field}.{name}", length=length)
    if sum(max(template.weight, 0) for template in case_type.templates) <= 0:
        report("no_templates", f"{field}.templates", case_type.id)
    for number, template in enumerate(case_type.templates, start=1):
        _check_template(template, known, f"{field}.templates[{number}]", report)


def _check_template(template: Template, known: set[str], field: str, report: Report) -> None:
    if not template.steps:
        report("no_steps", f"{field}.steps")
    if template.weight < 0:
        report("negative", f"{field}.weight", template.weight)
    inside = True
    for number, step in enumerate(template.steps, start=1):
        at = f"{field}.steps[{number}]"
        if step.activity not in known:
            report("unknown_activity", at, step.activity)
        if step.wait_days is not None and not (step.wait_days >= 0 and math.isfinite(step.wait_days)):
            report("negative", f"{at}.wait_days", step.wait_days)
        for before in step.after:
            if not 0 <= before < len(template.steps):
                inside = False
                report("unknown_step", f"{at}.after", before + 1, steps=len(template.steps))
    if inside:
        around = _in_a_cycle(template)
        if around:
            names = ", ".join(template.steps[number].activity for number in around)
            report("cycle", f"{field}.steps", names)


def _in_a_cycle(template: Template) -> list[int]:
    """Steps that can never begin, because each waits for another of them."""
    awaited = [set(step.after) for step in template.steps]
    free = [number for number, one in enumerate(awaited) if not one]
    followers: list[list[int]] = [[] for _ in awaited]
    for number, one in enumerate(awaited):
        for before in one:
            followers[before].append(number)
    for number in free:
        for follower in followers[number]:
            awaited[follower].discard(number)
            if not awaited[follower]:
                free.append(follower)
    return [number for number, one in enumerate(awaited) if one]


def _check_deadline(deadline: ModelDeadline, field: str, report: Report) -> None:
    if deadline.due.within is None:
        report("no_length", f"{field}.within", deadline.rule)
