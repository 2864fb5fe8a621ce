"""Templates and courses of work from hand-made logs."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from procesanalyse.calibration.continuation import joined
from procesanalyse.calibration.episodes import split_episodes
from procesanalyse.calibration.order import order_cases
from procesanalyse.calibration.templates import (
    Roles,
    build_templates,
    learn_templates,
    template_steps,
    thinned,
)


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
    learned = learn_templates(_cases(hand_log, ["abc", "abc", "abc", "ac"]), Roles())
    (templates,) = build_templates(learned, {}).values()
    shares = {"".join(step.activity for step in one.steps): one.weight for one in templates}
    assert shares == pytest.approx({"abc": 0.75, "ac": 0.25})


def test_the_form_of_a_template_does_not_depend_on_names_of_instances_or_cases(
    hand_log,
):
    rows = [("x", "a", "2024-02-01", "u7"), ("x", "b", "2024-02-02", "u7")]
    rows += [("y", "a", "2024-03-01", "u9"), ("y", "b", "2024-03-02", "u9")]
    log = hand_log(rows, columns=("case_id", "activity", "time", "instance"))
    first, second = order_cases(log, (0, 1), leave_out=(), external=())
    assert template_steps(first, {}) == template_steps(second, {})
    assert [step.instance for step in template_steps(first, {})] == [1, 1]


def test_a_further_notification_stays_a_step_with_its_own_wait_from_the_opening(hand_log):
    rows = [
        ("k", "n", "2024-02-01"),
        ("k", "s", "2024-02-04"),
        ("k", "n", "2024-03-22"),
        ("k", "s", "2024-03-25"),
    ]
    (case,) = order_cases(hand_log(rows), (0,), leave_out=(), external=("n",))
    steps = template_steps(case, {})
    assert [(step.activity, step.wait_days, step.after) for step in steps] == [
        ("n", 0.0, ()),
        ("n", 50.0, ()),
        ("s", None, (0,)),
        ("s", None, (1, 2)),
    ]


def test_steps_of_a_template_wait_only_for_steps_before_them(hand_log):
    learned = learn_templates(_cases(hand_log, ["abcab", "cab", "ba"]), Roles())
    for templates in build_templates(learned, {}).values():
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


def _cut_off_log(hand_log, lengths, opened):
    """Cases with a weekly follow-up until they close, or until the window of 1,000 days ends."""
    begin, rows, closed = pd.Timestamp("2022-01-01"), [], {}
    for number, (length, day) in enumerate(zip(lengths, opened, strict=True)):
        key, first = f"k{number}", begin + pd.Timedelta(days=int(day))
        for week in range(0, int(length), 7):
            if day + week < 1000:
                date = str((first + pd.Timedelta(days=week)).date())
                rows.append((key, "follow-up" if week else "notified", date))
        if day + length < 1000:
            end = str((first + pd.Timedelta(days=int(length))).date())
            rows.append((key, "closed", end))
            closed[key] = end
    return hand_log(rows, closed=closed, window=("2022-01-01", str((begin + pd.Timedelta(days=1000)).date())))


def test_open_cases_go_on_so_that_the_true_mean_length_comes_back(hand_log):
    rng = np.random.default_rng(4)
    lengths, opened = rng.gamma(2.0, 150.0, 400).round() + 7, rng.uniform(0, 1000, 400).round()
    log = _cut_off_log(hand_log, lengths, opened)
    learned = learn_templates(log, Roles(closing=frozenset({"closed"})))
    ends = [max(case.elapsed) for case in learned.cases]
    complete = lengths[opened + lengths < 1000]
    error = lengths.std() / np.sqrt(len(complete))
    assert complete.mean() < lengths.mean() - 4 * error
    assert abs(np.mean(ends) - lengths.mean()) < 3 * error
    assert learned.still_open > 50


def test_lengths_of_continued_cases_have_scipys_kaplan_meier_distribution(hand_log):
    rng = np.random.default_rng(6)
    lengths, opened = rng.gamma(2.0, 150.0, 400).round() + 7, rng.uniform(0, 1000, 400).round()
    log = _cut_off_log(hand_log, lengths, opened)
    seen, complete = np.minimum(lengths, 1000 - opened), opened + lengths < 1000
    survival = stats.ecdf(stats.CensoredData(uncensored=seen[complete], right=seen[~complete])).sf
    ends = np.concatenate(
        [[max(case.elapsed) for case in learn_templates(log, Roles(), seed=seed).cases] for seed in range(3)]
    )
    for day in (100.0, 300.0, 500.0):
        assert (ends > day + 1).mean() == pytest.approx(survival.evaluate(day), abs=0.03)


def test_a_continued_case_keeps_its_own_steps_and_takes_the_later_ones_of_its_donor(hand_log):
    rows = [("k", "a", "2024-02-01"), ("k", "b", "2024-02-05")]
    days = ("2024-02-01", "2024-02-03", "2024-03-01", "2024-03-09")
    rows += [("m", name, day) for name, day in zip("abcd", days, strict=True)]
    case, donor = order_cases(hand_log(rows), (0, 1))
    found = joined(case, donor, age=10.0)
    assert found.activities == ("a", "b", "c", "d")
    assert found.after == ((), (0,), (1,), (2,))
    assert found.sojourn == (0.0, 4.0, 27.0, 8.0)


def test_an_open_case_does_not_go_on_with_steps_that_the_new_rules_have_ended(hand_log):
    rows, closed = [], {}
    for number in range(60):
        old = number < 30
        month = "2024-02" if old else "2024-09"
        key = f"k{number:02d}"
        rows += [(key, "a", f"{month}-01"), (key, "old plan" if old else "new plan", f"{month}-20")]
        closed[key] = f"{month}-20"
    rows.append(("open", "a", "2024-12-20"))
    log = hand_log(rows, closed=closed)
    roles, since = Roles(), pd.Timestamp("2024-07-01", tz="UTC")
    for seed in range(5):
        learned = learn_templates(log, roles, since=since, seed=seed)
        assert learned.activities == ("a", "new plan")
        assert learned.still_open == 1


def test_thinning_keeps_the_mean_length_and_the_total(hand_log):
    rng = np.random.default_rng(8)
    lengths = rng.gamma(2.0, 60.0, 300).round() + 7
    learned = learn_templates(_cut_off_log(hand_log, lengths, np.zeros(300)), Roles())
    weights = thinned(learned.cases, learned.weights, 100)
    ends = np.array([max(case.elapsed) for case in learned.cases])
    rows = [case.case for case in learned.cases]
    assert (weights > 0).sum() == 100
    assert weights.sum() == pytest.approx(300)
    assert np.average(ends, weights=weights[rows]) == pytest.approx(ends.mean(), rel=0.01)
