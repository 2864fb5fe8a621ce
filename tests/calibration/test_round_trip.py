"""A known office is simulated, seen as a case system would show it, calibrated and found again."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from procesanalyse.calibration.calibrate import calibrate, split_date
from procesanalyse.calibration.observe import as_observed, cut_log
from procesanalyse.calibration.result import calibration_dict
from procesanalyse.calibration.time_study import TimeStudy, WorkEstimate
from procesanalyse.errors import UnusableInput
from procesanalyse.organisation.model import MemberGroup, Route, Team
from procesanalyse.simulation.load import load_model
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
from procesanalyse.simulation.run import simulate
from procesanalyse.simulation.save import dump_model
from procesanalyse.statistics.intervals import wilson

PER_YEAR, HEARD = 600.0, 0.3
TIME_STUDY = TimeStudy(
    "Kontor",
    (WorkEstimate("vurderet", 1.0, 2.0, 4.0, "prøve"), WorkEstimate("Afgjort", 2.0, 4.0, 8.0, "prøve")),
)


def _template(names: tuple[str, ...], weight: float) -> Template:
    steps = tuple(Step(name, (i - 1,) if i else (), None if i else 0.0) for i, name in enumerate(names))
    return Template(steps, weight)


def _wait(mean: float, cv: float = 0.6) -> tuple[Session, ...]:
    return (Session(wait=Distribution("gamma", mean=mean, cv=cv)),)


@pytest.fixture(scope="module")
def guidelines(make_guidelines):
    """Two deadlines from the day a case is received."""
    activities = {"modtaget": "Modtaget", "vurderet": "Vurderet", "hoert": "Hørt", "afgjort": "Afgjort"}
    deadlines = {"VURDERING": ("modtaget", "vurderet", 10), "AFGOERELSE": ("modtaget", "afgjort", 42)}
    return make_guidelines(activities, deadlines)


@pytest.fixture(scope="module")
def organisation(make_organisation, office_hours):
    """One team of three."""
    team = Team("kontor", "Kontor", (MemberGroup("sagsbehandler", 3),), office_hours)
    routes = (Route("", ("modtaget", "hoert", "Sag afsluttet")), Route("kontor"))
    return make_organisation(teams=(team,), routes=routes)


@pytest.fixture(scope="module")
def known(organisation):
    """Received, assessed after 4 days, in 30 % of cases heard after 14, decided after 9; 70 % busy."""
    study = {one.activity: one.distribution for one in TIME_STUDY.estimates}
    return SimulationModel(
        name="kontor",
        start=date(2022, 1, 1),
        warm_up_days=150,
        evaluation_days=800,
        run_out_days=0,
        organisation=organisation,
        activities=(
            ActivityModel("Modtaget"),
            ActivityModel("Vurderet", study["vurderet"], _wait(4.0)),
            ActivityModel("Hørt", None, _wait(14.0, 0.2)),
            ActivityModel("Afgjort", study["Afgjort"], _wait(9.0)),
        ),
        case_types=(
            CaseType(
                "sag",
                PER_YEAR,
                (
                    _template(("Modtaget", "Vurderet", "Afgjort"), 1 - HEARD),
                    _template(("Modtaget", "Vurderet", "Hørt", "Afgjort"), HEARD),
                ),
            ),
        ),
        log_names=LogNames(),
    )


@pytest.fixture(scope="module")
def seen(known):
    """The known office's log as its case system would show it: dates only, no starts."""
    run = simulate(known, seed=11)
    return as_observed(run.log, run.log.activities)


@pytest.fixture(scope="module")
def found(seen, guidelines, organisation):
    """The model calibrated on that log."""
    return calibrate(seen, guidelines, organisation, time_study=TIME_STUDY, seed=2)


def test_the_arrival_rate_lies_in_its_interval(found):
    (rate,) = [one for one in found.assumptions if one.code == "assumes.arrivals"]
    assert rate.low < PER_YEAR < rate.high


def test_the_share_of_templates_with_a_hearing_is_recovered(found):
    (case_type,) = found.model.case_types
    heard = sum(
        template.weight
        for template in case_type.templates
        if "Hørt" in [step.activity for step in template.steps]
    )
    share = wilson(round(heard * 1200), 1200)
    assert share.low < HEARD < share.high


def test_the_wait_for_others_is_recovered_within_a_day(found):
    fits = {one.id: one for one in found.activities}
    assert fits["Hørt"].wait_days_mean == pytest.approx(14.0, abs=1.0)
    assert fits["Afgjort"].wait_days_mean == pytest.approx(9.0, abs=1.0)
    assert fits["Vurderet"].wait_days_mean == pytest.approx(4.0, abs=1.0)


def test_the_model_shows_the_sojourns_of_a_new_log_of_the_known_office(found, known):
    fresh = as_observed(simulate(known, seed=77).log, ("Modtaget", "Vurderet", "Hørt", "Afgjort"))
    model = simulate(found.model, seed=5)
    for label in ("Vurderet", "Afgjort"):
        truth, shown = _days_from_opening(fresh, label), _days_from_opening(model.log, label)
        error = np.hypot(truth.std() / np.sqrt(len(truth)), shown.std() / np.sqrt(len(shown)))
        assert abs(truth.mean() - shown.mean()) < 4 * error + 0.5


def _days_from_opening(log, label):
    rows = log.events[(log.events["activity"] == label).to_numpy()]
    opened = log.cases["opened"].iloc[rows["case"].to_numpy()].dt.tz_convert(log.zone).dt.normalize()
    done = rows["time"].dt.tz_convert(log.zone).dt.normalize()
    return ((done.to_numpy() - opened.to_numpy()) / np.timedelta64(1, "D")).astype(float)


def test_a_good_model_passes_its_hold_out(found):
    assert {row.id: row.passed for row in found.validation.rules} == {"VURDERING": True, "AFGOERELSE": True}
    assert found.validation.open_cases.passed
    assert found.trustworthy, found.reasons


def test_parts_that_are_not_done_are_said_and_not_invented(found):
    said = {reason.code for reason in found.reasons}
    for part in ("slope", "distances", "bootstrap", "noise_floor"):
        assert calibration_dict(found)["validation"][part] is None
        assert f"note.{part}_not_done" in said


def test_the_model_is_personal_uses_the_log_labels_and_is_the_same_after_a_file(found, tmp_path):
    assert found.model.personal
    assert {one.id for one in found.model.activities} == {
        "Modtaget",
        "Vurderet",
        "Hørt",
        "Afgjort",
        "Sag afsluttet",
    }
    path = tmp_path / "model.yaml"
    path.write_text(dump_model(found.model), encoding="utf-8")
    first, second = (simulate(model, seed=1).log for model in (found.model, load_model(path)))
    assert first.events["time"].equals(second.events["time"])


def test_deadlines_keep_the_calendar_and_zone_of_their_guideline(found, guidelines):
    """The office's own calendar is another one."""
    newest = guidelines.newest
    assert newest.calendar != found.model.organisation.calendar
    assert found.model.deadlines
    for one in found.model.deadlines:
        assert (one.calendar, one.zone) == (newest.calendar, newest.zone)


def test_every_assumed_hour_is_named_with_its_source(found):
    hours = {one.subject: one for one in found.assumptions if one.code == "assumes.hours_estimated"}
    assert set(hours) == {"Vurderet", "Afgjort"}
    assert hours["Afgjort"].value == 4.0
    assert hours["Afgjort"].source == "prøve"


def test_the_same_log_and_seed_give_the_same_model(seen, found, guidelines, organisation):
    again = calibrate(seen, guidelines, organisation, time_study=TIME_STUDY, seed=2)
    assert again.model == found.model
    assert again.validation == found.validation


def test_an_office_with_far_more_work_than_hours_is_refused(seen, guidelines, organisation):
    heavy = TimeStudy("", (WorkEstimate("Afgjort", 20.0, 40.0, 60.0, "prøve"),))
    with pytest.raises(UnusableInput, match="more_work_than_hours"):
        calibrate(seen, guidelines, organisation, time_study=heavy)


def test_an_extract_of_closed_cases_is_refused(seen, guidelines, organisation):

    with pytest.raises(UnusableInput, match="closed_in"):
        calibrate(replace(seen, selection="closed_in"), guidelines, organisation)


def test_a_wrong_office_is_not_trusted(seen, guidelines, organisation):
    """Half the staff, with hours that fit: the queue in the model is far longer than in the log."""

    slow = replace(organisation, teams=(replace(organisation.teams[0], members=(MemberGroup("s", 2),)),))
    wrong = calibrate(seen, guidelines, slow, time_study=TIME_STUDY, seed=2)
    assert not wrong.trustworthy
    assert {one.code for one in wrong.reasons if one.severity == "blocking"} & {
        "trust.overload",
        "trust.queue_exceeds_log",
    }


def test_a_log_cut_at_a_date_knows_nothing_of_what_came_after(seen):
    until = seen.window.start + (seen.window.end - seen.window.start) / 2
    cut = cut_log(seen, until)
    assert cut.events["time"].max() < until
    assert (cut.cases["closed"].dropna() < until).all()
    assert len(cut.cases) == (seen.cases["opened"] < until).sum()


def test_a_hold_out_is_a_third_of_a_short_log_and_a_year_of_a_long_one(seen, guidelines):
    days = (seen.window.end - seen.window.start).days
    held = seen.window.end.tz_convert(seen.zone).date() - split_date(seen, guidelines)
    assert held.days == min(365, days // 3)
