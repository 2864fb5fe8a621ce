"""Laws that hold in every office, tried on offices drawn at random."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procesanalyse.eventlog.table import Origin
from procesanalyse.guideline.model import DueSpec, Duration
from procesanalyse.organisation.hours import shortened
from procesanalyse.organisation.model import HandoverCost, MemberGroup, Organisation, Route, Team
from procesanalyse.simulation.draws import run_key
from procesanalyse.simulation.engine import run_engine
from procesanalyse.simulation.model import (
    ActivityModel,
    CaseType,
    Distribution,
    LogNames,
    ModelDeadline,
    Session,
    SimulationModel,
    Step,
    Template,
)
from procesanalyse.simulation.plan import draw_plan
from procesanalyse.simulation.run import simulate
from procesanalyse.simulation.scenario import Scenario, SplitPart, SplitTeam, Staff
from procesanalyse.simulation.setup import set_up
from procesanalyse.simulation.tables import Tables
from procesanalyse.workcalendar.spec import CalendarSpec
from procesanalyse.workcalendar.working_time import ALWAYS, working_time

START = date(2026, 3, 9)
OFFICE = tuple((day * 86400 + 8 * 3600, day * 86400 + 16 * 3600) for day in range(5))
LUNCH = tuple(
    (day * 86400 + begin * 3600, day * 86400 + end * 3600)
    for day in range(5)
    for begin, end in ((8, 12), (13, 15))
)
NAMES = [f"x{number}" for number in range(6)]

distributions = st.sampled_from(
    [
        Distribution("constant", 0),
        Distribution("constant", 2),
        Distribution("exponential", 3),
        Distribution("gamma", 4, 0.5),
        Distribution("quantiles", quantiles=(0, 1, 8)),
    ]
)
disciplines = st.sampled_from(["fifo", "rotate", "earliest_deadline"])


@st.composite
def teams(draw, name):
    groups = tuple(
        MemberGroup(
            f"g{number}",
            draw(st.integers(1, 2)),
            draw(st.sampled_from([None, 20.0])),
            draw(st.sampled_from([0.0, 0.3])),
            draw(st.sampled_from([0.5, 3.0])),
            draw(st.sampled_from([None, 1, 5])),
        )
        for number in range(draw(st.integers(1, 2)))
    )
    return Team(
        name,
        name.upper(),
        groups,
        draw(st.sampled_from([OFFICE, LUNCH, ALWAYS])),
        case_owner=draw(st.booleans()),
        discipline=draw(disciplines),
        block_hours=draw(st.sampled_from([None, 0.7, 2.0])),
    )


@st.composite
def templates(draw):
    count = draw(st.integers(1, 7))
    steps = []
    for number in range(count):
        before = draw(st.sets(st.integers(0, number - 1), max_size=2)) if number else set()
        wait = draw(st.sampled_from([None, None, 0.0, 1.5]))
        steps.append(Step(draw(st.sampled_from(NAMES)), tuple(sorted(before)), wait, draw(st.integers(0, 1))))
    return Template(tuple(steps), draw(st.sampled_from([1.0, 3.0])))


@st.composite
def models(draw):
    offices = [draw(teams(name)) for name in ("a", "b")]
    activities = tuple(
        ActivityModel(
            name,
            draw(st.one_of(st.none(), distributions)),
            tuple(
                Session(
                    draw(st.sampled_from([1.0, 0.5])),
                    draw(st.one_of(st.none(), distributions)),
                    draw(st.sampled_from(["calendar", "operational"])),
                )
                for _ in range(draw(st.integers(1, 3)))
            ),
        )
        for name in NAMES
    )
    routes = [Route(draw(st.sampled_from(["a", "b", ""])), (name,)) for name in NAMES[:5]]
    organisation = Organisation(
        "o", "O", "Europe/Copenhagen", CalendarSpec(), tuple(offices), (*routes, Route("b")),
        draw(st.sampled_from([HandoverCost(), HandoverCost(1, 2.5)])),
    )  # fmt: skip
    deadlines = (
        ModelDeadline("d1", (NAMES[0],), (NAMES[2], NAMES[3]), DueSpec(Duration(10, "days"))),
        ModelDeadline("d2", (NAMES[1], NAMES[4]), (NAMES[4],), DueSpec(Duration(36, "hours"))),
    )
    kind = CaseType(
        "t", draw(st.sampled_from([150.0, 600.0])), tuple(draw(st.lists(templates(), min_size=1, max_size=3)))
    )
    return SimulationModel(
        "m",
        START,
        10,
        50,
        10,
        organisation,
        activities,
        (kind,),
        deadlines,
        LogNames(),
    )


@st.composite
def scenarios(draw, model):
    mode = draw(st.sampled_from(["stay", "move_at_once", "move_at_next_step"]))
    begins = draw(st.sampled_from([None, date(2026, 4, 1)]))
    team = model.organisation.teams[draw(st.integers(0, 1))]
    size = sum(group.count for group in team.members)
    changes = []
    if draw(st.booleans()):
        changes.append(Staff(team.id, draw(st.integers(1 - size, 2))))
        size += changes[0].positions
    if size > 1:
        some = tuple(draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True)))
        first = draw(st.integers(1, size - 1))
        discipline = draw(st.one_of(st.none(), disciplines))
        parts = (SplitPart("p", "P", first, some, discipline=discipline), SplitPart("q", "Q", size - first))
        changes.append(SplitTeam(team.id, parts))
    return Scenario("s", "", begins, mode, tuple(changes))


@st.composite
def trials(draw):
    model = draw(models())
    return model, draw(st.one_of(st.none(), scenarios(model)))


def many(examples):
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=examples, deadline=None, suppress_health_check=slow, derandomize=True)


@many(40)
@given(trials())
def test_in_every_office_the_laws_hold(trial):
    model, scenario = trial
    run = simulate(model, seed=1, scenario=scenario)
    _nobody_is_in_two_places(run)
    _nobody_works_outside_opening_hours(run)
    _nothing_begins_before_it_is_ready(run)
    _everything_follows_what_it_waits_for(run)
    _completed_activities_got_exactly_their_work(run)
    _cases_are_done_or_open(run)
    _a_cap_is_passed_by_handovers_only(run, scenario)


def _nobody_is_in_two_places(run):
    for _, mine in run.work.groupby("member", observed=True):
        ordered = mine.sort_values(["begin", "end"])
        assert (ordered["begin"].to_numpy()[1:] >= ordered["end"].to_numpy()[:-1]).all()


def _nobody_works_outside_opening_hours(run):
    zero = run.log.window.start
    for member, mine in run.work.groupby("member", observed=True):
        begin, end = (
            (mine[name] - zero).dt.total_seconds().to_numpy(dtype=np.int64) for name in ("begin", "end")
        )
        team = next(team for team in run.model.organisation.teams if member.startswith(f"{team.id}-"))
        group = next(group for group in team.members if member.startswith(f"{team.id}-{group.id}-"))
        hours = shortened(team.hours, group.weekly_hours)
        time = working_time(hours, run.model.organisation.calendar, run.log.zone, START, 90)
        assert (time.between(begin, end) == end - begin).all()


def _nothing_begins_before_it_is_ready(run):
    events = run.log.events[run.log.events["enabled"].notna()]
    assert (events["ready"] >= events["enabled"]).all()
    worked = events[events["start"].notna()]
    assert (worked["start"] >= worked["ready"]).all()
    assert (worked["time"] >= worked["start"]).all()
    waits = run.queues[run.queues["end"].notna()]
    assert (waits["end"] >= waits["begin"]).all()


def _everything_follows_what_it_waits_for(run):
    """In templates that are chains every step is enabled at the very instant the one before is done."""
    plan = draw_plan(run.model, run_key(run.seed, run.replication))
    chains = [
        number
        for number, shape in enumerate(plan.shapes)
        if all(one == (number + 1,) for number, one in enumerate(shape.followers[:-1]))
    ]
    steps = run.log.events[run.log.events["enabled"].notna()]
    for case, mine in steps.groupby("case"):
        if plan.shape[case] in chains:
            assert mine["enabled"].iloc[0] == run.log.cases["opened"][case]
            assert (mine["enabled"].to_numpy()[1:] == mine["time"].to_numpy()[:-1]).all()


def _completed_activities_got_exactly_their_work(run):
    plan = draw_plan(run.model, run_key(run.seed, run.replication))
    work = run.work[run.work["kind"] == "session"]
    spent = (work["end"] - work["begin"]).dt.total_seconds().groupby(work["case"]).sum()
    nobody = {activity.id for activity in run.model.activities if activity.hours is None}
    nobody |= {name for name in NAMES if run.model.organisation.team_of(name, "t") == ""}
    for case in run.log.cases.index[run.log.cases["closed"].notna()]:
        planned = 0
        for step in range(plan.first_step[case], plan.first_step[case + 1]):
            if run.model.activities[plan.activity[step]].id not in nobody:
                planned += plan.work[plan.first_session[step] : plan.first_session[step + 1]].sum()
        assert spent.get(case, 0) == planned


def _cases_are_done_or_open(run):
    plan = draw_plan(run.model, run_key(run.seed, run.replication))
    done = Counter(run.log.events[run.log.events["enabled"].notna()]["case"])
    for case, closed in enumerate(run.log.cases["closed"].notna()):
        steps = plan.first_step[case + 1] - plan.first_step[case]
        assert (done[case] == steps) == closed
    assert len(run.log.cases) == len(plan.case_id)
    still = run.owners[run.owners["end"].isna()]["case"]
    assert run.log.cases["closed"][still].isna().all()


def _a_cap_is_passed_by_handovers_only(run, scenario):
    if scenario is not None:
        return
    caps = run.members.set_index("member")["cap"]
    first = ~run.owners.duplicated("case")
    for member, mine in run.owners.groupby("member", observed=True):
        for row in mine[first[mine.index]].itertuples():
            others = mine[
                (mine["begin"] <= row.begin) & ~(mine["end"] <= row.begin) & (mine["case"] != row.case)
            ]
            earlier = others[others["begin"] < row.begin]
            assert pd.isna(caps[member]) or len(earlier) < caps[member]


@many(10)
@given(trials())
def test_the_same_arguments_give_the_same_log(trial):
    model, scenario = trial
    one, other = (simulate(model, seed=9, replication=2, scenario=scenario) for _ in range(2))
    pd.testing.assert_frame_equal(one.log.events, other.log.events)
    pd.testing.assert_frame_equal(one.work, other.work)


@many(30)
@given(trials(), st.integers(0, 1000))
def test_the_order_in_which_events_of_one_instant_come_in_changes_nothing(trial, disorder):
    model, scenario = trial
    usual, shuffled = (set_up(model, 1, 0, scenario) for _ in range(2))
    run_engine(usual)
    run_engine(shuffled, tie_breaks=_unique_numbers_in_disorder(disorder))
    for name in ("work", "queues", "owners"):
        pd.testing.assert_frame_equal(getattr(Tables(usual), name)(), getattr(Tables(shuffled), name)())
    logs = [Tables(setup).log(Origin("simulated")).events for setup in (usual, shuffled)]
    pd.testing.assert_frame_equal(*logs)


def _unique_numbers_in_disorder(seed):
    chance = random.Random(seed)  # noqa: S311
    for number in range(10**9):
        yield chance.randrange(10**9) * 10**9 + number


@pytest.mark.parametrize("cap", [1, 2])
def test_cases_that_go_back_and_forth_between_two_capped_teams_all_finish(cap):
    """Paths A-B-A: a cap on handovers would deadlock."""
    owners = [Team(name, name, (MemberGroup("m", 2, caseload_cap=cap),), OFFICE) for name in ("a", "b")]
    organisation = Organisation(
        "o",
        "O",
        "Europe/Copenhagen",
        CalendarSpec(),
        tuple(owners),
        (Route("b", ("y",)), Route("a")),
        HandoverCost(1, 1),
    )
    wait = Distribution("exponential", 3)
    activities = tuple(
        ActivityModel(name, Distribution("exponential", 3), (Session(1, wait),)) for name in "xyz"
    )
    steps = (Step("x"), Step("y", (0,)), Step("z", (1,)), Step("y", (2,)), Step("x", (3,)))
    kind = CaseType("t", 80, (Template(steps),))
    model = SimulationModel("m", START, 0, 365, 365, organisation, activities, (kind,))
    run = simulate(model, seed=1)
    early = run.log.cases["opened"] < run.cohort.end
    assert early.sum() > 50
    assert run.log.cases["closed"][early].notna().all()
    assert run.owners.groupby("case")["member"].count()[: early.sum()].eq(5).all()


def test_little_holds_in_every_queue():
    """Mean number waiting = arrivals per hour x mean wait: counted by the clock and by the case."""
    hours = Distribution("exponential", 2)
    pool = Team("a", "A", (MemberGroup("m", 2),), OFFICE, case_owner=False)
    owners = Team("b", "B", (MemberGroup("m", 2),), OFFICE)
    organisation = Organisation(
        "o",
        "O",
        "Europe/Copenhagen",
        CalendarSpec(),
        (pool, owners),
        (Route("a", ("x",)), Route("b")),
        HandoverCost(),
    )
    activities = tuple(ActivityModel(name, hours) for name in "xy")
    kind = CaseType("t", 1000, (Template((Step("x"), Step("y", (0,)))),))
    run = simulate(SimulationModel("m", START, 0, 365, 0, organisation, activities, (kind,)), seed=1)
    clock = pd.date_range(run.log.window.start, run.log.window.end, freq="7min", inclusive="left").to_numpy()
    for team in ("a", "b"):
        waits = run.queues[(run.queues["team"] == team) & (run.queues["kind"] == "session")]
        begin = np.sort(waits["begin"].to_numpy())
        end = np.sort(waits["end"].dropna().to_numpy())
        seen = (np.searchsorted(begin, clock, "right") - np.searchsorted(end, clock, "right")).mean()
        steps = run.log.events[run.log.events["team"] == team.upper()]
        steps = steps[steps["start"].notna()]
        waited = (steps["start"] - steps["ready"]).dt.total_seconds().mean()
        rate = len(steps) / (run.log.window.end - run.log.window.start).total_seconds()
        assert seen == pytest.approx(rate * waited, rel=0.03)
        assert seen > 0.2


def test_utilisation_is_at_most_one_and_close_to_it_in_overload():
    pool = Team("a", "A", (MemberGroup("m", 3, unlogged_share=0.3),), OFFICE, case_owner=False)
    organisation = Organisation(
        "o", "O", "Europe/Copenhagen", CalendarSpec(), (pool,), (Route("a"),), HandoverCost()
    )
    activities = (ActivityModel("x", Distribution("exponential", 4)),)
    kind = CaseType("t", 5000, (Template((Step("x"),)),))
    run = simulate(SimulationModel("m", START, 0, 365, 0, organisation, activities, (kind,)), seed=1)
    hours = (run.work["end"] - run.work["begin"]).dt.total_seconds() / 3600
    total = hours.groupby([run.work["member"], run.work["kind"]], observed=True).sum().unstack()
    share = total.div(run.members.set_index("member")["hours"], axis=0)
    assert (share.sum(axis=1) <= 1).all()
    assert (share.sum(axis=1) > 0.98).all()
    assert (abs(share["unlogged"] - 0.3) < 0.01).all()


def test_a_replication_is_another_run_and_a_longer_run_begins_like_a_shorter_one():
    organisation = Organisation(
        "o", "O", "Europe/Copenhagen", CalendarSpec(),
        (Team("a", "A", (MemberGroup("m", 1),), OFFICE),), (Route("a"),), HandoverCost(),
    )  # fmt: skip
    kind = CaseType("t", 300, (Template((Step("x"),)),))
    activities = (ActivityModel("x", Distribution("exponential", 4)),)
    model = SimulationModel("m", START, 0, 100, 0, organisation, activities, (kind,))
    first, second = (simulate(model, seed=1, replication=number) for number in (0, 1))
    assert not first.log.cases["opened"].equals(second.log.cases["opened"])
    longer = simulate(replace(model, evaluation_days=150), seed=1)
    early = longer.log.events[longer.log.events["time"] < first.log.window.end]
    assert early["time"].tolist() == first.log.events["time"].tolist()
