"""Scenarios: staff, a team that splits, more or fewer cases, and what becomes of open cases."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from procesanalyse.errors import UnusableInput
from procesanalyse.organisation.model import HandoverCost, Route
from procesanalyse.simulation.arrivals import Arriving
from procesanalyse.simulation.load import load_model
from procesanalyse.simulation.model import Distribution
from procesanalyse.simulation.roster import reorganised, staffing
from procesanalyse.simulation.run import simulate
from procesanalyse.simulation.scenario import Arrivals, Scenario, SplitPart, SplitTeam, Staff, load_scenario
from procesanalyse.simulation.scenario_writer import scenario_sentences, write_scenario
from procesanalyse.simulation.setup import set_up
from procesanalyse.texts import changes as words
from procesanalyse.texts.faults.sentences import all_faults

BAD = Path(__file__).resolve().parents[1] / "assets" / "bad_scenarios"
MODES = ("stay", "move_at_once", "move_at_next_step")


@pytest.fixture
def one_team(office, make):
    """A team of four owners; a case is investigated, then followed up twice, with waits for others."""

    def build(**settings):
        hours = Distribution("gamma", 5, 0.4)
        return office(
            [make.team("t", 4, unlogged=0.2, **settings.pop("team", {}))],
            [Route("", ("ind",)), Route("t")],
            [
                make.activity("ind", None),
                make.activity("undersøg", hours, 0, Distribution("exponential", 10)),
                make.activity("plan", hours),
                make.activity("følg op", hours, Distribution("exponential", 30)),
            ],
            {"a": (160, ["ind", "undersøg", "plan", "følg op", "følg op"])},
            days=500,
            run_out=300,
            handover=HandoverCost(0.5, 1),
            **settings,
        )

    return build


def split(open_cases="stay", begins=date(2026, 9, 7)):
    parts = (
        SplitPart("u", "Undersøgelse", 2, activities=("undersøg",)),
        SplitPart("h", "Handling", 2),
    )
    return Scenario("Deling", "", begins, open_cases, (SplitTeam("t", parts),))


def changes_of_caseworker(run):
    """Per case how often the member who has it changes."""
    members = run.owners.groupby("case")["member"].agg(list)
    return members.map(lambda names: sum(one != other for one, other in pairwise(names)))


def begins(run, scenario):
    return pd.Timestamp(scenario.begins, tz=run.log.zone)


@pytest.mark.parametrize("mode", MODES)
def test_a_split_of_owners_adds_exactly_one_change_to_each_later_case_that_goes_on(one_team, mode):
    scenario = split(mode)
    run = simulate(one_team(), seed=1, scenario=scenario)
    late = run.log.cases.index[
        (run.log.cases["opened"] >= begins(run, scenario)) & run.log.cases["closed"].notna()
    ]
    changes = changes_of_caseworker(run)
    assert len(late) > 30
    assert set(changes[late]) == {1}
    assert set(changes_of_caseworker(simulate(one_team(), seed=1))) == {0}


def test_open_cases_that_stay_keep_their_caseworker_to_the_end(one_team):
    scenario = split("stay")
    run = simulate(one_team(), seed=1, scenario=scenario)
    allocated = run.owners.groupby("case")["begin"].first()
    early = allocated.index[allocated < begins(run, scenario)]
    still_open = run.log.cases["closed"][early] > begins(run, scenario)
    assert still_open.sum() > 10
    assert set(changes_of_caseworker(run)[early]) == {0}


def test_open_cases_move_at_once_when_the_other_part_now_has_them(one_team):
    scenario = split("move_at_once")
    run = simulate(one_team(), seed=1, scenario=scenario)
    moment = begins(run, scenario)
    sent = run.log.events[run.log.events["activity"] == "Overlevering sendt"]
    soon = sent[(sent["time"] >= moment) & (sent["time"] < moment + pd.Timedelta(days=7))]
    wrong = _with_the_wrong_part(run, moment)
    assert len(wrong) > 10
    assert set(wrong) <= set(soon["case"])


def _with_the_wrong_part(run, moment):
    """Cases that have an owner at the moment whose part does not do the step that is open then."""
    steps = run.log.events[run.log.events["time"] < moment].groupby("case")["activity"].agg(set)
    earlier = run.owners[run.owners["begin"] < moment].groupby("case")["member"].last()
    owned = [case for case in earlier.index if "Sag afsluttet" not in steps.get(case, set())]
    part = {"t-m-01": "u", "t-m-02": "u", "t-m-03": "h", "t-m-04": "h"}
    return [
        case
        for case in owned
        if part[earlier[case]] != ("h" if "undersøg" in steps.get(case, set()) else "u")
    ]


def test_moving_at_the_next_step_leaves_begun_work_with_the_owner(one_team):
    scenario = split("move_at_next_step")
    run = simulate(one_team(), seed=1, scenario=scenario)
    moment = begins(run, scenario)
    events = run.log.events
    across = events[(events["ready"] < moment) & (events["time"] >= moment) & events["resource"].notna()]
    owner_then = run.owners[run.owners["begin"] < moment].groupby("case")["member"].last()
    across = across[across["case"].isin(owner_then.index)]
    assert len(across) >= 4
    assert (
        across["resource"].astype(str).to_numpy() == owner_then[across["case"]].astype(str).to_numpy()
    ).all()


@pytest.fixture
def one_case(monkeypatch):
    """The only case arrives on Monday 5 January 2026 at 8."""
    arriving = (Arriving(0, np.array([0]), np.array([8 * 3600])),)
    monkeypatch.setattr("procesanalyse.simulation.plan.arrivals", lambda *_, **__: arriving)


@pytest.mark.usefixtures("one_case")
@pytest.mark.parametrize("mode", MODES)
def test_begun_work_keeps_its_remaining_hours_with_its_owner_or_with_the_next(office, make, mode):
    """Twenty hours of work begin on Monday; on Tuesday the team splits and the other part has the step."""
    activities = [make.activity("plan", 20), make.activity("undersøg", 1)]
    model = office([make.team("t", 4)], [Route("t")], activities, {"a": (1, ["plan"])})
    run = simulate(model, seed=1, scenario=split(mode, date(2026, 1, 6)))
    hours = (run.work["end"] - run.work["begin"]).dt.total_seconds() / 3600
    spent = hours.groupby(run.work["member"], observed=True).sum().to_dict()
    assert spent == ({"t-m-01": 8, "t-m-03": 12} if mode == "move_at_once" else {"t-m-01": 20})


@pytest.mark.usefixtures("one_case")
@pytest.mark.parametrize(("mode", "leaves_after_days"), [("move_at_once", 0), ("move_at_next_step", 5)])
def test_a_case_that_waits_for_others_leaves_its_owner_at_once_or_when_the_next_step_is_ready(
    office, make, mode, leaves_after_days
):
    """Monday 5 January at 8 the first step begins; the next waits 14 days; the team splits on 14 January."""
    model = office(
        [make.team("t", 4)], [Route("t")], [make.activity("undersøg", 2), make.activity("plan", 1, 14)],
        {"a": (1, ["undersøg", "plan"])},
    )  # fmt: skip
    scenario = split(mode, date(2026, 1, 14))
    run = simulate(model, seed=1, scenario=scenario)
    ends = run.owners[run.owners["member"] == "t-m-01"]["end"]
    days = (ends.iloc[-1].tz_convert(run.log.zone) - begins(run, scenario)).days
    assert days == leaves_after_days
    assert run.owners["member"].tolist()[-1] == "t-m-03"


@pytest.mark.parametrize("mode", MODES)
def test_before_its_date_a_scenario_changes_nothing(one_team, mode):
    scenario = split(mode)
    today, then = simulate(one_team(), seed=1), simulate(one_team(), seed=1, scenario=scenario)
    moment = begins(today, scenario)
    columns = ["case", "activity", "time", "resource"]
    one, other = (run.log.events[run.log.events["time"] < moment][columns] for run in (today, then))
    assert len(one) > 100
    assert one.astype(str).to_numpy().tolist() == other.astype(str).to_numpy().tolist()


@pytest.mark.parametrize("mode", MODES)
def test_every_case_gets_through_whatever_becomes_of_open_cases(one_team, mode):
    run = simulate(one_team(team={"cap": 9}), seed=2, scenario=split(mode))
    early = run.log.cases["opened"] < run.log.window.end - pd.Timedelta(days=250)
    assert early.sum() > 100
    assert run.log.cases["closed"][early].notna().all()


def test_a_case_needs_the_same_work_under_every_scenario(one_team):
    needed = []
    for scenario in (None, split("move_at_once"), Scenario("flere", changes=(Staff("t", 2),))):
        run = simulate(one_team(), seed=1, scenario=scenario)
        done = run.log.cases["closed"].notna()
        work = run.work[run.work["kind"] == "session"]
        seconds = (work["end"] - work["begin"]).dt.total_seconds().groupby(work["case"]).sum()
        needed.append(seconds[done[seconds.index]])
    for other in needed[1:]:
        both = needed[0].index.intersection(other.index)
        assert len(both) > 100
        assert (needed[0][both] == other[both]).all()


def test_more_staff_does_not_change_the_draws_of_those_who_were_there(one_team):
    scenario = Scenario("flere", begins=date(2026, 1, 5), changes=(Staff("t", 3),))
    today, more = (set_up(one_team(), 1, 0, one) for one in (None, scenario))
    assert [member.id for member in more.casework.members[4:]] == ["t-m-05", "t-m-06", "t-m-07"]
    for old, same in zip(today.casework.members, more.casework.members, strict=False):
        assert (old.id, old.tasks_due) == (same.id, same.tasks_due)
    assert np.array_equal(today.casework.plan.arrival, more.casework.plan.arrival)
    assert np.array_equal(today.casework.plan.work, more.casework.plan.work)


def test_new_members_do_nothing_before_they_come(one_team):
    scenario = Scenario("flere", begins=date(2026, 9, 7), changes=(Staff("t", 3),))
    run = simulate(one_team(), seed=1, scenario=scenario)
    new = run.work[run.work["member"].isin(["t-m-05", "t-m-06", "t-m-07"])]
    assert len(new) > 100
    assert (new["begin"] >= begins(run, scenario)).all()


def test_cases_of_those_who_leave_are_handed_over(one_team):
    scenario = Scenario("færre", begins=date(2026, 9, 7), changes=(Staff("t", -2),))
    run = simulate(one_team(), seed=1, scenario=scenario)
    moment = begins(run, scenario)
    leavers = ["t-m-03", "t-m-04"]
    late = run.work[run.work["begin"] >= moment]
    assert not late["member"].isin(leavers).any()
    theirs = run.owners[run.owners["member"].isin(leavers)]
    assert (theirs["end"] <= moment).all()
    orphans = theirs["case"][theirs["end"] == moment]
    assert len(orphans) > 5
    assert run.log.cases["closed"][orphans].notna().all()


def test_fewer_arrivals_are_some_of_the_same_cases(one_team):
    scenario = Scenario("færre", begins=date(2026, 9, 7), changes=(Arrivals(0.5),))
    today, fewer = simulate(one_team(), seed=1), simulate(one_team(), seed=1, scenario=scenario)
    assert set(fewer.log.cases["case_id"]) < set(today.log.cases["case_id"])
    early = (run.log.cases["opened"] < begins(today, scenario) for run in (today, fewer))
    assert len({count.sum() for count in early}) == 1


def test_parts_get_members_in_order_of_id_and_the_routes_of_the_team(one_team):
    before = staffing(one_team().organisation)
    after = reorganised(before, split())
    assert Counter(seat.team for seat in after.seats) == {"u": 2, "h": 2}
    assert [seat.member for seat in after.seats] == [seat.member for seat in before.seats]
    team_of = after.organisation.team_of
    assert [team_of(name, "a") for name in ("ind", "undersøg", "plan", "følg op")] == ["", "u", "h", "h"]


@pytest.mark.parametrize(
    ("scenario", "code"),
    [
        (Scenario("x", changes=(Staff("intet", 1),)), "unknown_team"),
        (Scenario("x", changes=(Staff("t", 1, "intet"),)), "unknown_group"),
        (Scenario("x", changes=(Staff("t", -4),)), "nobody_left"),
        (Scenario("x", changes=(Arrivals(2, ("intet",)),)), "unknown_case_type"),
        (Scenario("x", begins=date(2040, 1, 1), changes=(Staff("t", 1),)), "begins_after_end"),
        (
            Scenario("x", changes=(SplitTeam("t", (SplitPart("u", "U", 2), SplitPart("h", "H", 1))),)),
            "members_do_not_add_up",
        ),
        (
            Scenario(
                "x",
                changes=(
                    SplitTeam(
                        "t", (SplitPart("u", "U", 2, ("plan",)), SplitPart("h", "H", 2, ("undersøg",)))
                    ),
                ),
            ),
            "step_without_team",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_scenario_that_does_not_fit_the_model_is_refused(one_team, scenario, code):
    with pytest.raises(UnusableInput) as caught:
        simulate(one_team(), seed=1, scenario=scenario)
    assert {fault.code for fault in caught.value.faults} == {f"simulation.{code}"}
    assert f"simulation.{code}" in all_faults()


@pytest.mark.parametrize("path", sorted(BAD.glob("*.yaml")), ids=lambda path: path.stem)
def test_each_bad_scenario_has_the_one_fault_it_is_named_for(path):
    with pytest.raises(UnusableInput) as caught:
        load_scenario(path)
    assert [fault.code.split(".")[1] for fault in caught.value.faults] == [path.stem]
    assert all(fault.line for fault in caught.value.faults)


def test_a_written_scenario_is_read_back_equal(tmp_path):
    parts = (SplitPart("u", "U", 2, ("a", "b"), ("let",), 30, "rotate"), SplitPart("h", "H", 1))
    changes = (SplitTeam("t", parts), Staff("t", -1, "g"), Arrivals(0.75, ("let",)))
    scenario = Scenario("Navn", "Hvad nu?", date(2027, 1, 1), "move_at_once", changes)
    path = tmp_path / "s.yaml"
    path.write_text(write_scenario(scenario), encoding="utf-8")
    assert replace(load_scenario(path), file="") == scenario


def test_every_change_is_a_danish_sentence():
    parts = (SplitPart("u", "Gruppe U", 2, ("Plan",), (), 30, "rotate"), SplitPart("h", "Gruppe H", 1))
    changes = (SplitTeam("t", parts), Staff("t", -1, "g"), Staff("t", 2), Arrivals(0.75))
    sentences = scenario_sentences(Scenario("x", changes=changes, open_cases="move_at_once"))
    assert len(sentences) == 7
    assert sentences[1] == "t mister 1 medlem i gruppen g."
    assert sentences[2] == "t får 2 medlemmer mere."
    assert all(sentence.endswith(".") for sentence in sentences)


def test_a_scenario_with_new_members_says_that_they_get_the_next_new_cases(office, make):
    """Not of a pool, where nobody has cases, and not where members only leave."""
    model = office(
        [make.team("t", 2), make.team("p", 2, case_owner=False)], [Route("t")],
        [make.activity("x", 1)], {"a": (1, ["x"])},
    )  # fmt: skip

    def said(*changes):
        return words.NEW_MEMBERS in scenario_sentences(Scenario("x", changes=changes), model.organisation)

    assert said(Staff("t", 1))
    assert not said(Staff("p", 1))
    assert not said(Staff("t", -1))
    assert words.NEW_MEMBERS in write_scenario(Scenario("x", changes=(Staff("t", 1),)))


def test_new_members_get_the_next_new_cases_until_they_have_as_many(office, make):
    """Why the first months may look worse: hired into a team of ten cases each, they get ten in a row."""
    model = office(
        [make.team("t", 2)], [Route("t")], [make.activity("x", 10**6)], {"a": (365.25, ["x"])}, days=60
    )
    scenario = Scenario("en mere", begins=date(2026, 1, 26), changes=(Staff("t", 1),))
    run = simulate(model, seed=1, scenario=scenario)
    moment = begins(run, scenario)
    earlier = run.owners["begin"] < moment
    had = run.owners[earlier]["member"].value_counts().max()
    next_cases = run.owners[~earlier].sort_values("begin")["member"].head(had - 1)
    assert had > 5
    assert set(next_cases) == {"t-m-03"}


def test_shipped_examples_run_together(root):
    folder = root / "models" / "examples"
    model = replace(
        load_model(folder / "lille-kontor.yaml"), warm_up_days=300, evaluation_days=120, run_out_days=60
    )
    run = simulate(model, seed=1, scenario=load_scenario(folder / "lille-kontor-opdeling.yaml"))
    assert set(run.members["team"]) == {"modtagelsen", "familieteamet", "undersoegelse", "handle"}


@pytest.mark.parametrize(("rule", "most"), [("most_room", 1.0), ("in_turn", 0.45)])
def test_a_team_that_allocates_in_turn_does_not_flood_its_new_member(root, rule, most):
    model = load_model(root / "models/examples/lille-kontor.yaml")
    teams = tuple(
        replace(team, allocation=rule) if team.case_owner else team for team in model.organisation.teams
    )
    model = replace(model, organisation=replace(model.organisation, teams=teams))
    owner_team = next(team.id for team in teams if team.case_owner)
    run = simulate(model, seed=3, scenario=Scenario("ny", changes=(Staff(owner_team, 1),)))
    owned = run.owners[run.owners["begin"] >= run.cohort.start].sort_values("begin")
    before = set(run.owners.loc[run.owners["begin"] < run.cohort.start, "member"])
    first = owned.head(20)["member"]
    share = float((~first.isin(before)).mean())
    assert share > 0
    assert share <= most
    assert (share > 0.45) == (rule == "most_room")
