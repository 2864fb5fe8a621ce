"""A small office that has more work than hours, and the guideline it is held against."""

from __future__ import annotations

from datetime import date

import pytest

from procesanalyse.guideline.load import parse_guideline
from procesanalyse.guideline.model import GuidelineHistory
from procesanalyse.organisation.model import HandoverCost, MemberGroup, Organisation, Route, Team
from procesanalyse.simulation.model import (
    ActivityModel,
    CaseType,
    Distribution,
    LogNames,
    Session,
    SimulationModel,
    Step,
    Template,
)
from procesanalyse.workcalendar.spec import CalendarSpec

GUIDELINE = """
version: 1
id: kontor
title: Kontor
valid_from: 2020-01-01
source: prøve
zone: Europe/Copenhagen
activities:
  - {id: modtaget, title: Modtaget}
  - {id: afgjort, title: Afgjort}
rules:
  - id: FRIST
    title: Afgjort inden 21 dage
    kind: deadline
    severity: law
    status: active
    source: prøve
    start: {activity: modtaget}
    end: {activity: afgjort}
    within: {days: 21}
  - id: TO-PERSONER
    title: Ikke den samme begge gange
    kind: people
    severity: law
    status: active
    source: prøve
    people: different
    start: {activity: afgjort}
"""

DAY = 86400
OFFICE_HOURS = tuple((day * DAY + 8 * 3600, day * DAY + 16 * 3600) for day in range(5))


def make_office(*, members: int = 3, per_year: float = 700.0) -> SimulationModel:
    """Cases of eight hours' work after a wait of five days; three members have about 6,000 hours a year."""
    team = Team(
        id="kontor",
        title="Kontor",
        members=(MemberGroup("sagsbehandler", members),),
        hours=OFFICE_HOURS,
        case_owner=True,
        discipline="fifo",
        block_hours=2.0,
    )
    organisation = Organisation(
        id="kontor",
        title="Kontor",
        zone="Europe/Copenhagen",
        calendar=CalendarSpec(country="none"),
        teams=(team,),
        routes=(Route("", ("Modtaget",)), Route("kontor")),
        handover=HandoverCost(),
    )
    steps = (Step("Modtaget", wait_days=0.0), Step("Afgjort", after=(0,)))
    work = Distribution("gamma", mean=8.0, cv=0.5)
    wait = Session(wait=Distribution("gamma", mean=5.0, cv=0.5))
    return SimulationModel(
        name="kontor",
        start=date(2025, 1, 1),
        warm_up_days=120,
        evaluation_days=365,
        run_out_days=28,
        organisation=organisation,
        activities=(ActivityModel("Modtaget"), ActivityModel("Afgjort", work, (wait,), "antagelse")),
        case_types=(CaseType("sag", per_year, (Template(steps),)),),
        log_names=LogNames(closed=""),
    )


@pytest.fixture
def office():
    """The maker of small offices."""
    return make_office


@pytest.fixture(scope="session")
def guidelines() -> GuidelineHistory:
    """One deadline, and one rule about people that no simulated log can show."""
    return GuidelineHistory((parse_guideline(GUIDELINE),))
