"""A small office that has more work than hours, and the guideline it is held against."""

from __future__ import annotations

from datetime import date

import pytest

from procesanalyse.guideline.model import GuidelineHistory
from procesanalyse.organisation.model import MemberGroup, Organisation, Route, Team
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

PEOPLE_RULE = """
  - id: TO-PERSONER
    title: Ikke den samme begge gange
    kind: people
    severity: law
    status: active
    source: prøve
    people: different
    start: {activity: afgjort}
"""


def office_model(organisation: Organisation, per_year: float) -> SimulationModel:
    """Cases of eight hours' work after a wait of five days."""
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
def office(make_organisation, office_hours):
    """The maker of small offices; three members have about 6,000 hours a year."""

    def make(*, members: int = 3, per_year: float = 700.0) -> SimulationModel:
        team = Team("kontor", "Kontor", (MemberGroup("sagsbehandler", members),), office_hours)
        routes = (Route("", ("Modtaget",)), Route("kontor"))
        return office_model(make_organisation(teams=(team,), routes=routes), per_year)

    return make


@pytest.fixture(scope="session")
def guidelines(make_guidelines) -> GuidelineHistory:
    """One deadline, and one rule about people that no simulated log can show."""
    activities = {"modtaget": "Modtaget", "afgjort": "Afgjort"}
    return make_guidelines(activities, {"FRIST": ("modtaget", "afgjort", 21)}, PEOPLE_RULE)
