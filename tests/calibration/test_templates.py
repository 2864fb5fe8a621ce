"""Templates and courses of work from hand-made logs."""

import pytest

from procesanalyse.calibration.episodes import split_episodes
from procesanalyse.calibration.order import order_cases
from procesanalyse.calibration.templates import learn_templates, template_steps


def _cases(hand_log, orders, *, closed=True):
    """One case per string of activities, a day apart, beginning on the first of the month."""
    rows, ends = [], {}
    for number, activities in enumerate(orders):
        key = f"k{number}"
        for day, activity in enumerate(activities, start=1):
            rows.append((key, activity, f"2024-02-{day:02d}"))
        ends[key] = f"2024-02-{len(activities):02d}"
    return hand_log(rows, closed=ends if closed else None)


def test_equal_orders_are_one_template_with_added_weight(hand_log):
    learned = learn_templates(_cases(hand_log, ["abc", "abc", "abc", "ac"]), leave_out=(), external=())
    (templates,) = learned.by_type.values()
    shares = {"".join(step.activity for step in one.steps): one.weight for one in templates}
    assert shares == pytest.approx({"abc": 0.75, "ac": 0.25})


def test_the_form_of_a_template_does_not_depend_on_names_of_instances_or_cases(
    hand_log,
):
    rows = [("x", "a", "2024-02-01", "u7"), ("x", "b", "2024-02-02", "u7")]
    rows += [("y", "a", "2024-03-01", "u9"), ("y", "b", "2024-03-02", "u9")]
    log = hand_log(rows, columns=("case_id", "activity", "time", "instance"))
    first, second = order_cases(log, (0, 1), leave_out=(), external=())
    assert template_steps(first) == template_steps(second)
    assert [step.instance for step in template_steps(first)] == [1, 1]


def test_a_further_notification_stays_a_step_with_its_own_wait_from_the_opening(hand_log):
    rows = [
        ("k", "n", "2024-02-01"),
        ("k", "s", "2024-02-04"),
        ("k", "n", "2024-03-22"),
        ("k", "s", "2024-03-25"),
    ]
    (case,) = order_cases(hand_log(rows), (0,), leave_out=(), external=("n",))
    steps = template_steps(case)
    assert [(step.activity, step.wait_days, step.after) for step in steps] == [
        ("n", 0.0, ()),
        ("n", 49.0, ()),
        ("s", None, (0,)),
        ("s", None, (1,)),
    ]


def test_steps_of_a_template_wait_only_for_steps_before_them(hand_log):
    learned = learn_templates(_cases(hand_log, ["abcab", "cab", "ba"]), leave_out=(), external=())
    for templates in learned.by_type.values():
        for template in templates:
            for number, step in enumerate(template.steps):
                assert all(one < number for one in step.after)


def test_a_case_that_closes_and_opens_again_is_two_courses(hand_log):
    rows = [
        ("k", "notified", "2024-02-01"),
        ("k", "closed", "2024-02-20"),
        ("k", "archived", "2024-02-25"),
        ("k", "notified", "2024-06-01"),
        ("k", "screened", "2024-06-09"),
        ("m", "notified", "2024-03-01"),
        ("m", "closed", "2024-03-09"),
    ]
    log = split_episodes(hand_log(rows, closed={"m": "2024-03-09"}), ("closed",))
    assert log.cases["case_id"].tolist() == ["k/1", "k/2", "m/1"]
    assert log.cases["closed"].notna().tolist() == [True, False, True]
    assert [len(log.events[log.events["case"] == case]) for case in range(3)] == [3, 2, 2]


def test_a_course_that_begins_with_no_opening_event_began_before_the_window(hand_log):
    rows = [("k", "followed up", "2024-02-01"), ("k", "closed", "2024-02-20")]
    rows += [(f"m{n}", "notified", "2024-03-01") for n in range(9)]
    log = split_episodes(hand_log(rows), ("closed",))
    assert (log.cases["opened"] < log.window.start).tolist() == [True] + [False] * 9
