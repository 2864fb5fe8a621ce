"""Organisation files (YAML): read, checked, all faults at once."""

from __future__ import annotations

from pathlib import Path

from procesanalyse.documents.reading import read_document
from procesanalyse.documents.section import Section
from procesanalyse.errors import FaultCollector
from procesanalyse.organisation.check import check_organisation
from procesanalyse.organisation.hours import parse_days, parse_spans
from procesanalyse.organisation.model import (
    HandoverCost,
    MemberGroup,
    Organisation,
    Route,
    Team,
)
from procesanalyse.organisation.places import Places
from procesanalyse.workcalendar.read import read_calendar, read_zone
from procesanalyse.workcalendar.working_time import ALWAYS, DAY, WeeklyHours


def load_organisation(path: str | Path) -> Organisation:
    """The organisation in this file; `UnusableInput` with every fault if it cannot be used."""
    top = read_document(Path(path), FaultCollector(str(path)))
    top.choice("version", ("1",), "1")
    organisation = read_organisation(top)
    check_organisation(organisation, Places(top, "organisation").report)
    top.faults.raise_if_any()
    return organisation


def read_organisation(section: Section) -> Organisation:
    """The organisation of a section; wrong keys and values are noted as faults of its file."""
    organisation = Organisation(
        id=section.text("id"),
        title=section.text("title", ""),
        zone=read_zone(section),
        calendar=read_calendar(section),
        teams=tuple(_team(one) for one in section.sections("teams", required=True)),
        routes=tuple(_route(one) for one in section.sections("routes", required=True)),
        handover=_handover(section),
        file=section.faults.file,
    )
    section.finish()
    return organisation


def _team(section: Section) -> Team:
    identity = section.text("id")
    block = section.raw("block_hours")
    team = Team(
        id=identity,
        title=section.text("title", identity),
        members=tuple(_group(one, number) for number, one in enumerate(section.sections("members"), 1)),
        hours=_hours(section),
        case_owner=section.flag("case_owner", default=True),
        discipline=section.choice("discipline", ("fifo", "rotate", "earliest_deadline"), "fifo"),  # type: ignore[arg-type]
        block_hours=None if block == "none" else section.number("block_hours", 2.0, least=0.01),
        allocation=section.choice("allocation", ("most_room", "in_turn"), "most_room"),  # type: ignore[arg-type]
        aliases=section.texts("aliases"),
    )
    section.finish()
    return team


def _hours(section: Section) -> WeeklyHours:
    if section.raw("hours") == "always":
        return ALWAYS
    inner = section.section("hours")
    if inner is None:
        if not section.has("hours"):
            section.fault("documents.missing_key", "hours")
        return ()
    found: dict[int, tuple[tuple[int, int], ...]] = {}
    for key in inner.data:
        spans = parse_spans(inner.text(str(key)))
        days = parse_days(str(key))
        if days is None:
            inner.fault("organisation.not_weekday", str(key), key)
        elif spans is None:
            inner.fault("organisation.not_hours", str(key), inner.raw(str(key)))
        else:
            for day in days:
                if day in found:
                    inner.fault("organisation.weekday_twice", str(key), key)
                found[day] = spans
    return tuple((day * DAY + begin, day * DAY + end) for day in sorted(found) for begin, end in found[day])


def _group(section: Section, number: int) -> MemberGroup:
    group = MemberGroup(
        id=section.text("id", f"g{number}"),
        count=section.integer("count", least=0),
        weekly_hours=section.number("weekly_hours", least=0.5) if section.has("weekly_hours") else None,
        unlogged_share=section.number("unlogged_share", 0.0, least=0),
        unlogged_task_hours=section.number("unlogged_task_hours", 1.0, least=0.05),
        caseload_cap=section.integer("caseload_cap", least=1) if section.has("caseload_cap") else None,
    )
    section.finish()
    return group


def _route(section: Section) -> Route:
    team = section.text("team")
    route = Route(
        team="" if team == "none" else team,
        activities=section.texts("activities"),
        case_types=section.texts("case_types"),
    )
    section.finish()
    return route


def _handover(section: Section) -> HandoverCost:
    inner = section.section("handover")
    if inner is None:
        return HandoverCost()
    cost = HandoverCost(
        giver_hours=inner.number("giver_hours", 0.0, least=0),
        receiver_hours=inner.number("receiver_hours", 0.0, least=0),
    )
    inner.finish()
    return cost
