"""Model files (YAML): read, checked, all faults at once (docs/simulation.md has the format)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal, cast, get_args

from procesanalyse.documents.reading import read_document
from procesanalyse.documents.section import Section
from procesanalyse.errors import FaultCollector, UnusableInput
from procesanalyse.guideline.model import DueSpec, Duration, Unit
from procesanalyse.organisation.check import check_organisation
from procesanalyse.organisation.load import load_organisation, read_organisation
from procesanalyse.organisation.model import HandoverCost, Organisation
from procesanalyse.organisation.places import Places
from procesanalyse.simulation.check import report_model
from procesanalyse.simulation.load_steps import read_templates
from procesanalyse.simulation.model import (
    ActivityModel,
    CaseType,
    Distribution,
    DistributionKind,
    LogNames,
    ModelDeadline,
    Session,
    SimulationModel,
)
from procesanalyse.workcalendar.read import read_calendar, read_zone
from procesanalyse.workcalendar.spec import CalendarSpec

_NOBODY = Organisation("", "", "Europe/Copenhagen", CalendarSpec(), (), (), HandoverCost())


def load_model(path: str | Path) -> SimulationModel:
    """The model in this file; `UnusableInput` with every fault if it cannot be run."""
    top = read_document(Path(path), FaultCollector(str(path)))
    top.choice("version", ("1",), "1")
    organisation = _organisation(top, Path(path).parent)
    model = _model(top, organisation or _NOBODY)
    top.finish()
    places = Places(top, "simulation")
    if organisation is not None:
        report_model(model, places.report)
        _check_inner_organisation(top, organisation)
    top.faults.raise_if_any()
    return model


def _model(top: Section, organisation: Organisation) -> SimulationModel:
    return SimulationModel(
        name=top.text("name"),
        start=top.date("start", required=True) or date(2026, 1, 1),
        warm_up_days=top.integer("warm_up_days", 0),
        evaluation_days=top.integer("evaluation_days"),
        run_out_days=top.integer("run_out_days", 0),
        organisation=organisation,
        activities=tuple(_activity(one) for one in top.sections("activities", required=True)),
        case_types=tuple(_case_type(one) for one in top.sections("case_types", required=True)),
        deadlines=tuple(_deadline(one) for one in top.sections("deadlines")),
        log_names=_log_names(top),
        assumptions=top.texts("assumptions"),
        validated=top.flag("validated", default=False),
        doubts=top.texts("doubts"),
        personal=top.flag("personal", default=False),
        guideline=top.text("guideline", ""),
        file=top.faults.file,
    )


def _organisation(top: Section, folder: Path) -> Organisation | None:
    """The organisation written here, or in the file named (relative to the model); None if it is faulty."""
    value = top.raw("organisation", required=True)
    if isinstance(value, str):
        try:
            return load_organisation(folder / value)
        except UnusableInput as error:
            top.faults.faults.extend(error.faults)
            return None
    inner = top.section("organisation")
    return None if inner is None else read_organisation(inner)


def _check_inner_organisation(top: Section, organisation: Organisation) -> None:
    if not isinstance(top.raw("organisation"), str):
        check_organisation(organisation, Places(top, "organisation").report, "organisation")


def _activity(section: Section) -> ActivityModel:
    activity = ActivityModel(
        id=section.text("id"),
        hours=read_distribution(section, "hours"),
        sessions=tuple(_session(one) for one in section.sections("sessions")) or _first_wait(section),
        source=section.text("source", ""),
    )
    section.finish()
    return activity


def _first_wait(section: Section) -> tuple[Session, ...]:
    """The one session of an activity that is written without a list of them."""
    return (Session(1.0, read_distribution(section, "wait_days"), _clock(section)),)


def _session(section: Section) -> Session:
    session = Session(section.number("share", 1.0), read_distribution(section, "wait_days"), _clock(section))
    section.finish()
    return session


def _clock(section: Section) -> Literal["calendar", "operational"]:
    clock = section.choice("clock", ("calendar", "operational"), "calendar")
    return "operational" if clock == "operational" else "calendar"


def read_distribution(section: Section, key: str) -> Distribution | None:
    """A number (always that long), or a kind with its figures; None if the key is missing."""
    if not section.has(key):
        return None
    if not isinstance(section.raw(key), dict):
        return Distribution("constant", section.number(key))
    inner = section.section(key)
    if inner is None:
        return None
    usual = "quantiles" if inner.has("quantiles") else None
    kind = cast("DistributionKind", inner.choice("kind", get_args(DistributionKind), usual))
    of_quantiles = kind == "quantiles"
    distribution = Distribution(
        kind=kind,
        mean=inner.number("mean", 0.0 if of_quantiles else None),
        cv=inner.number("cv", None if kind in ("uniform", "lognormal", "gamma") else 0.0),
        quantiles=numbers(inner, "quantiles"),
    )
    inner.finish()
    return distribution


def numbers(section: Section, key: str) -> tuple[float, ...]:
    """A list of numbers; empty if it is missing."""
    value = section.raw(key)
    if value is None:
        return ()
    if not isinstance(value, list) or any(
        isinstance(one, bool) or not isinstance(one, int | float) for one in value
    ):
        section.fault("simulation.not_numbers", key)
        return ()
    return tuple(float(one) for one in value)


def _case_type(section: Section) -> CaseType:
    case_type = CaseType(
        id=section.text("id"),
        per_year=section.number("per_year"),
        templates=read_templates(section),
        weekday_weights=numbers(section, "weekday_weights") or (1.0,) * 7,
        month_weights=numbers(section, "month_weights") or (1.0,) * 12,
        hour_weights=numbers(section, "hour_weights") or (1.0,) * 24,
    )
    section.finish()
    return case_type


def _deadline(section: Section) -> ModelDeadline:
    deadline = ModelDeadline(
        rule=section.text("rule"),
        start=section.texts("start"),
        end=section.texts("end"),
        due=DueSpec(
            within=_duration(section),
            count_from=_count_from(section),
            roll_forward=section.flag("roll_forward", default=False),
        ),
        calendar=read_calendar(section) if section.has("calendar") else None,
        zone=read_zone(section) if section.has("zone") else "",
    )
    section.finish()
    return deadline


def _count_from(section: Section) -> Literal["next_day", "same_day"]:
    word = section.choice("count_from", ("next_day", "same_day"), "next_day")
    return "same_day" if word == "same_day" else "next_day"


def _duration(section: Section) -> Duration | None:
    """`{months: 4}`: one unit, one whole number."""
    inner = section.section("within", required=True)
    if inner is None:
        return None
    units: tuple[Unit, ...] = get_args(Unit)
    named = [unit for unit in units if inner.has(unit)]
    amounts = [inner.integer(unit, least=0) for unit in named]
    inner.finish()
    if len(named) != 1:
        section.fault("simulation.bad_duration", "within", units=", ".join(units))
        return None
    return Duration(amounts[0], named[0])


def _log_names(top: Section) -> LogNames:
    inner = top.section("log_names")
    if inner is None:
        return LogNames()
    usual = LogNames()
    names = LogNames(
        allocated=_name(inner, "allocated", usual.allocated),
        handover_sent=_name(inner, "handover_sent", usual.handover_sent),
        handover_received=_name(inner, "handover_received", usual.handover_received),
        closed=_name(inner, "closed", usual.closed),
    )
    inner.finish()
    return names


def _name(section: Section, key: str, usual: str) -> str:
    """The name in the file; the usual one if the key is missing, "" if it is written without a name."""
    return section.text(key, "" if key in section.data else usual)
