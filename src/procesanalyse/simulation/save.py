"""A model as the text of its file."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from datetime import date

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from procesanalyse.organisation.save import calendar_tree, organisation_tree
from procesanalyse.simulation.model import (
    ActivityModel,
    CaseType,
    Distribution,
    ModelDeadline,
    Session,
    SimulationModel,
    Step,
)

_FLAT = ("calendar", "hours", "wait_days", "within", "handover")


def dump_model(model: SimulationModel) -> str:
    """YAML that `load_model` reads back to an equal model (but for `file`, and clock stops of deadlines).

    The organisation stands inside, so the file can be moved.
    """
    text = io.StringIO()
    yaml = YAML(typ="rt")
    yaml.default_flow_style = False
    yaml.width = 110
    yaml.dump(_pretty(model_tree(model), ""), text)
    return text.getvalue()


#: Keys that say something about a model and change nothing in its runs.
_BESIDES = frozenset({"assumptions", "validated", "doubts", "guideline"})


def model_hash(model: SimulationModel) -> str:
    """SHA-256 of everything a run depends on: two models with the same hash give the same runs."""
    tree = {key: value for key, value in model_tree(model).items() if key not in _BESIDES}
    return hashlib.sha256(repr(_plain(tree)).encode()).hexdigest()


def _plain(value: object) -> object:
    """The same with every number as a float, so that 1 and 1.0 are one."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return float(value) if isinstance(value, int) else value


def model_tree(model: SimulationModel) -> dict[str, object]:
    """The model as plain values."""
    names = model.log_names
    return {
        "version": 1,
        "name": model.name,
        "personal": model.personal,
        "guideline": model.guideline,
        "start": model.start,
        "warm_up_days": model.warm_up_days,
        "evaluation_days": model.evaluation_days,
        "run_out_days": model.run_out_days,
        "assumptions": list(model.assumptions),
        "validated": model.validated,
        "doubts": list(model.doubts),
        "organisation": organisation_tree(model.organisation),
        "activities": [_activity(one) for one in model.activities],
        "case_types": [_case_type(one) for one in model.case_types],
        "deadlines": [_deadline(one) for one in model.deadlines],
        "log_names": {
            "allocated": names.allocated,
            "handover_sent": names.handover_sent,
            "handover_received": names.handover_received,
            "closed": names.closed,
        },
    }


def _activity(activity: ActivityModel) -> dict[str, object]:
    tree: dict[str, object] = {"id": activity.id}
    if activity.hours is not None:
        tree["hours"] = _distribution(activity.hours)
    tree["sessions"] = [_session(one) for one in activity.sessions]
    if activity.source:
        tree["source"] = activity.source
    return tree


def _session(session: Session) -> dict[str, object]:
    tree: dict[str, object] = {"share": session.share}
    if session.wait is not None:
        tree["wait_days"] = _distribution(session.wait)
    if session.clock != "calendar":
        tree["clock"] = session.clock
    return tree


def _distribution(distribution: Distribution) -> dict[str, object]:
    tree: dict[str, object] = {"kind": distribution.kind}
    if distribution.mean or not distribution.quantiles:
        tree["mean"] = distribution.mean
    if distribution.cv or distribution.kind in ("uniform", "lognormal", "gamma"):
        tree["cv"] = distribution.cv
    if distribution.quantiles:
        tree["quantiles"] = list(distribution.quantiles)
    return tree


def _case_type(case_type: CaseType) -> dict[str, object]:
    return {
        "id": case_type.id,
        "per_year": case_type.per_year,
        "weekday_weights": list(case_type.weekday_weights),
        "month_weights": list(case_type.month_weights),
        "hour_weights": list(case_type.hour_weights),
        "templates": [
            {"weight": template.weight, "steps": _steps(template.steps)} for template in case_type.templates
        ],
    }


def _steps(steps: Sequence[Step]) -> list[object]:
    return [_step(number, step) for number, step in enumerate(steps)]


def _step(number: int, step: Step) -> object:
    """The name alone where the step only waits for the one above it."""
    above = (number - 1,) if number else ()
    tree: dict[str, object] = {"activity": step.activity}
    if step.after != above:
        tree["after"] = [before + 1 for before in step.after]
    if step.wait_days is not None:
        tree["wait_days"] = step.wait_days
    if step.instance:
        tree["instance"] = step.instance
    return step.activity if len(tree) == 1 else tree


def _deadline(deadline: ModelDeadline) -> dict[str, object]:
    due = deadline.due
    tree: dict[str, object] = {
        "rule": deadline.rule,
        "start": list(deadline.start),
        "end": list(deadline.end),
        "count_from": due.count_from,
        "roll_forward": due.roll_forward,
    }
    if due.within is not None:
        tree["within"] = {due.within.unit: due.within.amount}
    if deadline.calendar is not None:
        tree["calendar"] = calendar_tree(deadline.calendar)
    if deadline.zone:
        tree["zone"] = deadline.zone
    return tree


def _pretty(value: object, key: str) -> object:
    """Plain values as YAML nodes; short mappings and lists of plain values on one line."""
    if isinstance(value, dict):
        mapping = CommentedMap({name: _pretty(inner, name) for name, inner in value.items()})
        if (key in _FLAT or "activity" in value) and all(_is_plain(one) for one in value.values()):
            mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list):
        sequence = CommentedSeq([_pretty(inner, key) for inner in value])
        if all(isinstance(one, int | float) for one in value):
            sequence.fa.set_flow_style()
        return sequence
    return value


def _is_plain(value: object) -> bool:
    if isinstance(value, list):
        return all(_is_plain(one) for one in value)
    return value is None or isinstance(value, str | int | float | bool | date)
