"""Hours of work: from starts and ends net of closed hours, from a time study, else a named assumption."""

import dataclasses
from datetime import date

import pandas as pd
import pytest

from procesanalyse.calibration.names import find_names
from procesanalyse.calibration.time_study import TimeStudy, WorkEstimate
from procesanalyse.calibration.work import PRIOR, find_work
from procesanalyse.guideline.load import parse_guideline
from procesanalyse.guideline.model import GuidelineHistory
from procesanalyse.organisation.model import HandoverCost, MemberGroup, Organisation, Route, Team
from procesanalyse.simulation.model import (
    ActivityModel,
    CaseType,
    Distribution,
    LogNames,
    SimulationModel,
    Step,
    Template,
)
from procesanalyse.simulation.run import simulate
from procesanalyse.workcalendar.spec import CalendarSpec

GUIDELINE = """
version: 1
id: prøve
title: Prøve
valid_from: 2020-01-01
source: prøve
zone: Europe/Copenhagen
activities:
  - {id: modtaget, title: Modtaget}
  - {id: afgoerelse, title: Afgørelse, aliases: [Afgjort]}
rules:
  - id: FOERST
    title: Modtaget findes
    kind: existence
    severity: advice
    status: active
    source: prøve
    end: {activity: modtaget}
"""
GUIDELINES = GuidelineHistory((parse_guideline(GUIDELINE),))
DAY = 86400
ORGANISATION = Organisation(
    id="kontor",
    title="Kontor",
    zone="Europe/Copenhagen",
    calendar=CalendarSpec(country="DK"),
    teams=(
        Team(
            "pulje",
            "Pulje",
            (MemberGroup("a", 3),),
            tuple((day * DAY + 8 * 3600, day * DAY + 15 * 3600) for day in range(5)),
            case_owner=False,
            block_hours=None,
        ),
    ),
    routes=(Route("", ("Modtaget",)), Route("pulje")),
    handover=HandoverCost(),
)


@pytest.fixture(scope="module")
def log():
    """Cases of 9 hours' work on average, so that most go on over a night or a weekend."""
    model = SimulationModel(
        name="kontor",
        start=date(2024, 1, 1),
        warm_up_days=0,
        evaluation_days=366,
        run_out_days=0,
        organisation=ORGANISATION,
        activities=(
            ActivityModel("Modtaget"),
            ActivityModel("Afgjort", Distribution("gamma", mean=9.0, cv=0.7)),
        ),
        case_types=(
            CaseType("sag", 400, (Template((Step("Modtaget", wait_days=0.0), Step("Afgjort", after=(0,)))),)),
        ),
        log_names=LogNames("", "", "", ""),
    )
    return simulate(model, seed=4).log


def _without_starts(log):
    missing = pd.Series(pd.NaT, index=log.events.index, dtype="datetime64[us, UTC]")
    return dataclasses.replace(log, events=log.events.assign(start=missing))


def test_logged_hours_are_net_of_nights_weekends_and_holidays(log):
    work = find_work(log, ORGANISATION, find_names(log, GUIDELINES), None)
    done = log.events[log.events["activity"] == "Afgjort"]
    by_the_clock = (done["time"] - done["start"]).dt.total_seconds().mean() / 3600
    error = 9.0 * 0.7 / len(done) ** 0.5
    assert work["Afgjort"].source == "log"
    assert abs(work["Afgjort"].mean - 9.0) < 3 * error
    assert by_the_clock > 2 * 9.0


def test_an_activity_of_others_has_no_hours(log):
    work = find_work(log, ORGANISATION, find_names(log, GUIDELINES), None)
    assert work["Modtaget"].hours is None


def test_without_starts_the_time_study_is_used_under_any_name_of_the_activity(log):
    bare = _without_starts(log)
    study = TimeStudy("", (WorkEstimate("afgoerelse", 1.0, 2.0, 4.0, "to rådgivere"),))
    work = find_work(bare, ORGANISATION, find_names(bare, GUIDELINES), study)["Afgjort"]
    assert (work.source, work.assumption.source, work.assumption.value) == ("time_study", "to rådgivere", 2.0)


def test_without_anything_a_prior_is_used_and_named(log):
    bare = _without_starts(log)
    work = find_work(bare, ORGANISATION, find_names(bare, GUIDELINES), None)["Afgjort"]
    assert work.assumption.code == "assumes.hours_prior"
    assert (work.assumption.low, work.assumption.value, work.assumption.high) == PRIOR
