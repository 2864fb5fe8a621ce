"""What happens in an office, by hand: every expected time below was worked out on paper."""

import numpy as np
import pandas as pd
import pytest

from procesanalyse.guideline.model import DueSpec, Duration
from procesanalyse.organisation.model import HandoverCost, Route
from procesanalyse.simulation.arrivals import Arriving
from procesanalyse.simulation.draws import run_key
from procesanalyse.simulation.engine import run_engine
from procesanalyse.simulation.model import (
    ActivityModel,
    Distribution,
    LogNames,
    ModelDeadline,
    Session,
    Step,
)
from procesanalyse.simulation.plan import draw_plan
from procesanalyse.simulation.run import simulate
from procesanalyse.simulation.setup import set_up
from procesanalyse.texts.changes import note_sentence
from procesanalyse.workcalendar.spec import CalendarSpec, MonthDay

#: Monday 5 January 2026, 8 o'clock in Copenhagen.
MONDAY = pd.Timestamp("2026-01-05 08:00", tz="Europe/Copenhagen")


@pytest.fixture
def arrive(monkeypatch):
    """Let cases arrive at chosen times (hours after Monday 8 o'clock, with their case type)."""

    def at(*arrivals):
        def planned(case_type, *_, **__):
            times = [round((8 + hour) * 3600) for hour, name in arrivals if name == case_type.id]
            return (Arriving(0, np.arange(len(times)), np.array(times, dtype=np.int64)),)

        monkeypatch.setattr("procesanalyse.simulation.plan.arrivals", planned)

    return at


def story(run, case=None):
    """(case, activity, resource's number, hours after Monday 8 o'clock) of every event, in order of time."""
    events = run.log.events
    ids = run.log.cases["case_id"].to_numpy()[events["case"]]
    hours = ((events["time"] - MONDAY).dt.total_seconds() / 3600).round(4)
    people = events["resource"].astype(object).where(events["resource"].notna(), "").str[-2:]
    rows = zip(ids, events["activity"], people, hours, strict=True)
    return [row[1:] for row in rows if case is None or row[0] == case]


def blocks(run, member):
    """(hours begun, hours ended, case, kind) of a member's work, in hours after Monday 8 o'clock."""
    mine = run.work[run.work["member"] == member]
    begin, end = (((mine[name] - MONDAY).dt.total_seconds() / 3600).round(4) for name in ("begin", "end"))
    return list(zip(begin, end, mine["case"], mine["kind"], strict=True))


def test_an_activity_waits_for_others_then_for_a_member_then_is_worked_on_in_opening_hours(
    office, make, arrive
):
    arrive((6, "a"))
    model = office(
        [make.team("t", case_owner=False, block_hours=None)],
        [Route("t")],
        [make.activity("x", 4, 1)],
        {"a": (1, ["x"])},
    )
    run = simulate(model, seed=1)
    event = run.log.events.iloc[0]
    assert event["enabled"] == MONDAY + pd.Timedelta(hours=6)
    assert event["ready"] == MONDAY + pd.Timedelta(hours=30)
    assert event["start"] == MONDAY + pd.Timedelta(hours=30)
    assert story(run) == [("x", "01", 50.0), ("Sag afsluttet", "", 50.0)]
    assert blocks(run, "t-m-01") == [(30, 32, 0, "session"), (48, 50, 0, "session")]


def test_an_operational_wait_runs_in_the_working_hours_of_others(office, make, arrive):
    arrive((76, "a"))  # Thursday noon; half a day's wait of 8 hours is over on Friday noon after 8 of them
    waiting = ActivityModel("x", None, (Session(1.0, make.constant(1), "operational"),))
    model = office([make.team("t")], [Route("t")], [waiting], {"a": (1, ["x"])})
    assert story(simulate(model, seed=1))[0] == ("x", "", 100.0)


def test_sessions_share_the_hours_and_others_are_worked_on_in_between(office, make, arrive):
    arrive((0, "a"), (1, "b"))
    model = office(
        [make.team("t", case_owner=False, block_hours=None)],
        [Route("t")],
        [make.activity("two", 4, 0, 0.125), make.activity("one", 3)],
        {"a": (1, ["two"]), "b": (1, ["one"])},
    )
    run = simulate(model, seed=1)
    assert blocks(run, "t-m-01") == [(0, 2, 0, "session"), (2, 5, 1, "session"), (5, 7, 0, "session")]
    two = run.log.events.iloc[0]
    assert (two["start"], two["time"]) == (MONDAY, MONDAY + pd.Timedelta(hours=7))


def test_fifo_finishes_what_became_ready_first(office, make, arrive):
    arrive((0, "a"), (0.5, "a"))
    model = office(
        [make.team("t", case_owner=False, discipline="fifo", block_hours=1)],
        [Route("t")], [make.activity("x", 2)], {"a": (1, ["x"])},
    )  # fmt: skip
    assert [one[2] for one in blocks(simulate(model, seed=1), "t-m-01")] == [0, 0, 1, 1]


def test_rotate_puts_work_to_the_back_after_each_block(office, make, arrive):
    arrive((0, "a"), (0.5, "a"))
    model = office(
        [make.team("t", case_owner=False, discipline="rotate", block_hours=1)],
        [Route("t")], [make.activity("x", 2)], {"a": (1, ["x"])},
    )  # fmt: skip
    assert [one[2] for one in blocks(simulate(model, seed=1), "t-m-01")] == [0, 1, 0, 1]


def test_earliest_deadline_takes_what_is_due_first_and_work_without_a_deadline_last(office, make, arrive):
    arrive((0, "busy"), (0.25, "none"), (0.5, "late"), (0.75, "soon"))
    days = {"late": 20, "soon": 10}
    deadlines = tuple(
        ModelDeadline(name, (f"{name} in",), (f"{name} out",), DueSpec(Duration(n, "days")))
        for name, n in days.items()
    )
    kinds = ("busy", "none", "late", "soon")
    activities = [make.activity(f"{k} in", None) for k in kinds]
    activities += [make.activity(f"{k} mid", 1) for k in kinds] + [
        make.activity(f"{k} out", 0) for k in kinds
    ]
    model = office(
        [make.team("t", case_owner=False, discipline="earliest_deadline", block_hours=None)],
        [Route("", ("busy in", "none in", "late in", "soon in")), Route("t")],
        activities,
        {k: (1, [f"{k} in", f"{k} mid", f"{k} out"]) for k in kinds},
        deadlines=deadlines,
    )
    worked = [one[2] for one in blocks(simulate(model, seed=1), "t-m-01") if one[1] > one[0]]
    assert worked == [0, 3, 2, 1]


def test_a_new_due_date_moves_work_that_already_waits(office, make, arrive):
    arrive((0, "plain"), (0.1, "plain"), (0.2, "hit"))
    deadline = ModelDeadline("d", ("alarm",), ("hit x",), DueSpec(Duration(1, "days")))
    model = office(
        [make.team("t", case_owner=False, discipline="earliest_deadline", block_hours=1)],
        [Route("", ("alarm",)), Route("t")],
        [make.activity("x", 1), make.activity("hit x", 1), make.activity("alarm", None, 0.5 / 24)],
        {"plain": (1, ["x"]), "hit": (1, ["hit x", Step("alarm")])},
        deadlines=(deadline,),
    )
    assert [one[2] for one in blocks(simulate(model, seed=1), "t-m-01")] == [0, 2, 1]


@pytest.mark.parametrize("known_from", ["the start", "the wait"])
def test_a_handover_is_as_urgent_as_the_step_it_is_made_for(office, make, arrive, known_from):
    """Two calm cases of six hours lie with the receiver; the handover comes at 1.6 hours, due first.

    Its deadline runs from the start, or from 1.8 hours, when the handover already waits.
    """
    arrive((0, "calm"), (0, "calm"), (0.1, "urgent"))
    opens = {"the start": "urgent in", "the wait": "alarm"}[known_from]
    deadlines = (
        ModelDeadline("calm", ("calm in",), ("work",), DueSpec(Duration(20, "days"))),
        ModelDeadline("urgent", (opens,), ("y",), DueSpec(Duration(2, "days"))),
    )
    others = ("calm in", "urgent in", "alarm")
    model = office(
        [make.team("u"), make.team("v", discipline="earliest_deadline", block_hours=1)],
        [Route("", others), Route("u", ("x",)), Route("v")],
        [*(make.activity(name, None) for name in others[:2]), make.activity("alarm", None, 1.7 / 24),
         make.activity("work", 6), make.activity("x", 1.5), make.activity("y", 1)],
        {"calm": (1, ["calm in", "work"]), "urgent": (1, ["urgent in", "x", "y", Step("alarm")])},
        deadlines=deadlines,
        handover=HandoverCost(0, 1),
    )  # fmt: skip
    assert blocks(simulate(model, seed=1), "v-m-01")[:4] == [
        (0, 1, 0, "session"), (1, 2, 0, "session"), (2, 3, 2, "handover"), (3, 4, 2, "session"),
    ]  # fmt: skip


def test_a_deadline_counts_the_working_days_of_its_own_calendar(office, make, arrive):
    """Two days within a week: the first case's guideline is closed from Tuesday to Thursday."""
    arrive((0, "busy"), (0.1, "first"), (0.2, "second"))
    closed = CalendarSpec("none", tuple(MonthDay(1, day) for day in (6, 7, 8)))
    spec = DueSpec(Duration(2, "working_days"))
    deadlines = (
        ModelDeadline("first", ("first in",), ("first out",), spec, calendar=closed),
        ModelDeadline("second", ("second in",), ("second out",), spec),
    )
    kinds = ("busy", "first", "second")
    starts = tuple(f"{kind} in" for kind in kinds)
    model = office(
        [make.team("t", case_owner=False, discipline="earliest_deadline", block_hours=None)],
        [Route("", starts), Route("t")],
        [make.activity(f"{kind} in", None) for kind in kinds]
        + [make.activity(f"{kind} out", 1) for kind in kinds],
        {kind: (1, [f"{kind} in", f"{kind} out"]) for kind in kinds},
        deadlines=deadlines,
    )
    assert [one[2] for one in blocks(simulate(model, seed=1), "t-m-01")] == [0, 2, 1]


def test_a_deadline_runs_to_the_end_of_the_day_in_its_own_zone(office, make):
    """Midnight of 5 January in Copenhagen is 13 o'clock the day before in Honolulu, eleven hours behind."""
    spec = DueSpec(Duration(1, "days"))
    deadline = ModelDeadline("d", ("x",), ("y",), spec, zone="Pacific/Honolulu")
    model = office(
        [make.team("t", discipline="earliest_deadline")], [Route("t")],
        [make.activity("x", 1), make.activity("y", 1)], {"a": (1, ["x", "y"])},
        deadlines=(deadline,), days=10,
    )  # fmt: skip
    (running,) = set_up(model, 1, 0, None).casework.deadlines
    assert running.due(0) == (24 + 11) * 3600 - 1


def test_in_a_pool_an_activity_stays_with_the_member_who_began_it(office, make, arrive):
    arrive((0, "a"), (0, "b"))
    model = office(
        [make.team("t", 2, case_owner=False, block_hours=1)],
        [Route("t")], [make.activity("x", 3, 0, 0.25), make.activity("y", 1)],
        {"a": (1, ["x"]), "b": (1, ["y"])},
    )  # fmt: skip
    run = simulate(model, seed=1)
    assert run.work[run.work["case"] == 0]["member"].nunique() == 1


def test_a_free_member_with_fewest_hours_this_week_is_chosen(office, make, arrive):
    arrive((0, "a"), (4, "a"), (8 * 24 - 24, "a"))
    model = office(
        [make.team("t", 2, case_owner=False)], [Route("t")], [make.activity("x", 1)], {"a": (1, ["x"])}
    )
    run = simulate(model, seed=1)
    assert run.log.events[run.log.events["activity"] == "x"]["resource"].tolist() == [
        "t-m-01",
        "t-m-02",
        "t-m-01",
    ]


def test_the_cap_holds_back_first_allocations_until_there_is_room(office, make, arrive):
    arrive((0, "a"), (0, "a"))
    model = office(
        [make.team("t", cap=1)], [Route("t")], [make.activity("x", 2), make.activity("svar", None, 1)],
        {"a": (1, ["x", "svar"])}, log_names=LogNames(allocated="Tildelt", closed=""),
    )  # fmt: skip
    run = simulate(model, seed=1)
    assert story(run, "a-1") == [("Tildelt", "01", 0.0), ("x", "01", 2.0), ("svar", "", 26.0)]
    assert story(run, "a-2") == [("Tildelt", "01", 26.0), ("x", "01", 28.0), ("svar", "", 52.0)]


def test_allocation_happens_in_working_time_to_the_member_with_most_room(office, make, arrive):
    arrive((-2, "a"), (-1, "a"), (1, "a"))
    model = office(
        [make.team("t", 2)], [Route("t")], [make.activity("x", 9)], {"a": (1, ["x"])},
        log_names=LogNames(allocated="Tildelt", closed=""),
    )  # fmt: skip
    run = simulate(model, seed=1)
    allocated = run.log.events[run.log.events["activity"] == "Tildelt"]
    assert allocated["resource"].tolist() == ["t-m-01", "t-m-02", "t-m-01"]
    assert ((allocated["time"] - MONDAY).dt.total_seconds() / 3600).tolist() == [0, 0, 1]


def test_a_handover_costs_both_sides_time_and_goes_past_the_cap(office, make, arrive):
    arrive((0, "a"), (0, "b"))
    model = office(
        [make.team("u"), make.team("v", cap=1)],
        [Route("u", ("x",)), Route("v")],
        [make.activity("x", 2), make.activity("y", 1), make.activity("z", 6)],
        {"a": (1, ["x", "y"]), "b": (1, ["z"])},
        handover=HandoverCost(0.5, 1.5),
    )
    run = simulate(model, seed=1)
    assert story(run, "a-1") == [
        ("Sag tildelt", "01", 0.0),
        ("x", "01", 2.0),
        ("Overlevering sendt", "01", 2.5),
        ("Sag tildelt", "01", 2.5),
        ("Overlevering modtaget", "01", 7.5),
        ("y", "01", 24.5),
        ("Sag afsluttet", "", 24.5),
    ]
    assert blocks(run, "u-m-01")[-1] == (2, 2.5, 0, "handover")
    owners = run.owners[run.owners["case"] == 0]
    assert owners["member"].tolist() == ["u-m-01", "v-m-01"]
    assert owners["end"].iloc[0] == MONDAY + pd.Timedelta(hours=2)


@pytest.fixture
def comes_back(office, make):
    """A case leaves its owner for team v, which has not got it yet when a step is ready in t again."""

    def build(**others):
        return office(
            [make.team("t", 2), make.team("p", case_owner=False), make.team("v")],
            [Route("p", ("brev",)), Route("v", ("y",)), Route("t")],
            [make.activity("x", 1), make.activity("brev", 1), make.activity("z", 1),
             make.activity("y", 1, 30), make.activity("other", 2)],
            {"a": (1, ["x", "brev", "z", Step("y", (0,))]), "other": (1, ["other"])},
            handover=HandoverCost(0.5, 1.5), days=10, **others,
        )  # fmt: skip

    return build


def test_an_owner_who_is_chosen_again_hands_nothing_over(comes_back, arrive):
    arrive((0, "a"))
    run = simulate(comes_back(), seed=1)
    assert story(run) == [
        ("Sag tildelt", "01", 0.0),
        ("x", "01", 1.0),
        ("brev", "01", 2.0),
        ("Sag tildelt", "01", 2.0),
        ("z", "01", 3.0),
    ]
    assert set(run.work["kind"]) == {"session"}
    assert blocks(run, "t-m-01") == [(0, 1, 0, "session"), (2, 3, 0, "session")]


def test_a_colleague_who_is_chosen_gets_the_case_handed_over_by_the_owner_before(comes_back, arrive):
    """Meanwhile the first member has got another case, so the second has most room."""
    arrive((0, "a"), (1.5, "other"))
    run = simulate(comes_back(), seed=1)
    assert story(run, "a-1") == [
        ("Sag tildelt", "01", 0.0),
        ("x", "01", 1.0),
        ("brev", "01", 2.0),
        ("Overlevering sendt", "01", 4.0),
        ("Sag tildelt", "02", 4.0),
        ("Overlevering modtaget", "02", 5.5),
        ("z", "02", 6.5),
    ]
    assert blocks(run, "t-m-01")[1:] == [(1.5, 3.5, 1, "session"), (3.5, 4, 0, "handover")]
    assert (run.owners["begin"] - MONDAY).dt.total_seconds().tolist()[:2] == [0, 2 * 3600]


def test_work_in_a_pool_does_not_take_a_case_from_its_owner(office, make, arrive):
    arrive((0, "a"))
    model = office(
        [make.team("o", 3), make.team("p", case_owner=False)],
        [Route("p", ("brev",)), Route("o")],
        [make.activity("x", 1), make.activity("brev", 1), make.activity("y", 1)],
        {"a": (1, ["x", "brev", "y"])},
    )
    run = simulate(model, seed=1)
    assert len(run.owners) == 1
    assert "Overlevering sendt" not in set(run.log.events["activity"])


def test_unlogged_tasks_fill_their_share_of_the_week_and_leave_no_event(office, make, arrive):
    arrive()
    model = office(
        [make.team("t", 3, unlogged=0.4, task=1.5)],
        [Route("t")],
        [make.activity("x", 1)],
        {"a": (1, ["x"])},
        days=364,
    )
    run = simulate(model, seed=1)
    hours = (run.work["end"] - run.work["begin"]).dt.total_seconds().groupby(run.work["member"]).sum() / 3600
    assert len(run.log.events) == 0
    assert (abs(hours / run.members["hours"].to_numpy() - 0.4) < 0.005).all()
    assert set(run.work["kind"]) == {"unlogged"}


def test_an_event_of_others_needs_no_member_and_takes_no_time(office, make, arrive):
    arrive((20, "a"))
    model = office(
        [make.team("t")],
        [Route("", ("y",)), Route("t")],
        [make.activity("x", None), make.activity("y", 3)],
        {"a": (1, ["x", "y"])},
    )
    assert story(simulate(model, seed=1)) == [("x", "", 20.0), ("y", "", 20.0), ("Sag afsluttet", "", 20.0)]


def test_a_run_notes_how_many_cases_were_handed_over_above_the_cap(office, make, arrive):
    arrive((0, "a"), (0, "a"), (0, "b"))
    teams = [make.team("u", 2), make.team("v", cap=1)]
    routes = [Route("u", ("x",)), Route("v")]
    activities = [make.activity("x", 2), make.activity("y", 1), make.activity("z", 6)]
    cases = {"a": (1, ["x", "y"]), "b": (1, ["z"])}
    assert simulate(office(teams, routes, activities, cases), seed=1).notes == ("above_cap:2",)
    assert note_sentence("above_cap:2").startswith("2 sager")
    arrive((0, "b"))
    assert simulate(office(teams, routes, activities, cases), seed=1).notes == ()


def test_a_run_changes_nothing_in_what_it_was_set_up_with(office, make):
    model = office([make.team("t")], [Route("t")], [make.activity("x", 1)], {"a": (500, ["x"])})
    setup = set_up(model, 1, 0, None)
    weeks = tuple(setup.weeks)
    run_engine(setup)
    assert tuple(setup.weeks) == weeks
    assert len(weeks) > 8


def test_cases_open_at_the_end_stay_open(office, make, arrive):
    arrive((0, "a"), (1, "a"))
    model = office([make.team("t")], [Route("t")], [make.activity("x", 7)], {"a": (1, ["x"])}, days=1)
    run = simulate(model, seed=1)
    assert run.log.cases["closed"].notna().tolist() == [True, False]
    assert run.log.cases["opened"].notna().all()


def test_an_office_without_arrivals_is_empty(office, make):
    model = office([make.team("t")], [Route("t")], [make.activity("x", 1)], {"a": (0, ["x"])})
    run = simulate(model, seed=1)
    assert (len(run.log.events), len(run.log.cases), len(run.work), len(run.queues)) == (0, 0, 0, 0)


def test_endless_work_lets_nobody_leave_and_one_member_works_in_series(office, make):
    endless = office(
        [make.team("t", block_hours=1)], [Route("t")], [make.activity("x", 10**6)], {"a": (500, ["x"])}
    )
    run = simulate(endless, seed=1)
    assert run.log.cases["closed"].isna().all()
    assert len(run.log.events[run.log.events["activity"] == "x"]) == 0
    work = run.work.sort_values("begin")
    assert (work["begin"].to_numpy()[1:] >= work["end"].to_numpy()[:-1]).all()


def test_the_same_case_needs_the_same_work_whoever_else_works_there(office, make):
    hours = Distribution("lognormal", 3, 0.7)
    activities = [make.activity("x", hours, Distribution("exponential", 4)), make.activity("y", hours)]
    small = office([make.team("t", unlogged=0.2)], [Route("t")], activities, {"a": (500, ["x", "y"])})
    large = office(
        [make.team("t", 9, unlogged=0.2), make.team("u", 2)], [Route("u", ("y",)), Route("t")],
        [activities[1], make.activity("z", hours), activities[0]],
        {"b": (300, ["z"]), "a": (500, ["x", "y"])},
    )  # fmt: skip
    one, other = (draw_plan(model, run_key(3, 1)) for model in (small, large))

    def work(plan):
        rows = {}
        for number, name in enumerate(plan.case_id):
            steps = range(plan.first_step[number], plan.first_step[number + 1])
            sessions = [
                s for step in steps for s in range(plan.first_session[step], plan.first_session[step + 1])
            ]
            rows[name] = (plan.arrival[number], plan.work[sessions].tolist(), plan.wait[sessions].tolist())
        return rows

    first, second = work(one), work(other)
    assert {name: second[name] for name in first} == first
