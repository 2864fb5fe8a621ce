"""Scenarios on the same cases: no change is no difference, staff helps where there is too little."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from procesanalyse.comparison.as_dict import comparison_dict
from procesanalyse.comparison.compare import compare
from procesanalyse.comparison.measures import measure
from procesanalyse.conformance.check import check
from procesanalyse.errors import UnusableInput
from procesanalyse.facts.handovers import handover_facts
from procesanalyse.simulation.run import simulate
from procesanalyse.simulation.scenario import Scenario, Staff


def _more(positions, name="flere"):
    return Scenario(name=name, changes=(Staff("kontor", positions),))


def test_the_same_model_and_seed_give_a_difference_of_exactly_zero(office, guidelines):
    result = compare(office(), guidelines, [Scenario(name="uændret")], replications=3, seed=5)
    (same,) = result.scenarios
    everything = [one.whole for one in same.rules] + list(same.counter_measures)
    everything += [figure for team in same.teams for figure in team.measures]
    assert any(one.difference.value is not None for one in everything)
    for one in everything:
        assert one.difference.value in (0.0, None)
        assert one.difference.verdict in ("no_sure_difference", "cannot_tell")


def test_a_member_more_in_an_overloaded_office_helps_and_the_interval_says_so(office, guidelines):
    result = compare(office(members=2, per_year=620), guidelines, [_more(2)], replications=4, seed=1)
    rule = result.scenarios[0].rule("FRIST")
    assert result.baseline.rule("FRIST").whole.figure.value < 0.5
    assert rule.whole.difference.verdict == "more"
    assert rule.whole.difference.interval.low > 0.1
    team = result.scenarios[0].teams[0]
    utilisation = {one.id: one for one in team.measures}["utilisation"]
    assert utilisation.difference.interval.high < 0
    assert [name for name, _ in result.baseline.overloaded] == ["kontor"]
    assert result.scenarios[0].overloaded == ()


def test_an_office_with_plenty_of_staff_gains_nothing_sure_from_more(office, guidelines):
    result = compare(office(members=12, per_year=300), guidelines, [_more(1)], replications=3, seed=1)
    assert result.scenarios[0].rule("FRIST").whole.difference.verdict == "no_sure_difference"


def test_an_executor_and_none_give_the_same_result_and_progress_counts_every_run(office, guidelines):
    told = []
    small = office(per_year=200)
    alone = compare(
        small, guidelines, [_more(1)], replications=2, seed=3, progress=lambda *now: told.append(now)
    )
    with ThreadPoolExecutor(2) as pool:
        pooled = compare(small, guidelines, [_more(1)], replications=2, seed=3, executor=pool)
    assert comparison_dict(alone) == comparison_dict(pooled)
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_the_measures_of_a_run_are_the_check_of_its_log_in_the_cohort(office, guidelines):
    run = simulate(office(), seed=2)
    rows = check(run.log, guidelines).of("FRIST")
    rows = rows[(rows["start"] >= run.cohort.start) & (rows["start"] < run.cohort.end)]
    found = measure(run, guidelines)
    assert found.rule("FRIST").whole.decided == len(rows)
    assert found.rule("FRIST").whole.kept == (rows["outcome"] == "kept").sum()
    assert found.cases == len(rows)


def test_the_first_half_year_and_the_rest_add_up_to_the_whole(office, guidelines):
    rule = measure(simulate(office(), seed=2), guidelines).rule("FRIST")
    assert rule.dip.decided + rule.after.decided == rule.whole.decided
    assert rule.dip.decided > 0
    assert rule.after.decided > 0


def test_changes_of_caseworker_are_counted_as_on_a_real_log(office, guidelines):
    run = simulate(office(), seed=2)
    changes = handover_facts(run.log)
    inside = (changes["time"] >= run.cohort.start) & (changes["time"] < run.cohort.end)
    cases = run.log.cases
    active = (cases["opened"] < run.cohort.end) & ~(cases["closed"] < run.cohort.start)
    found = measure(run, guidelines).counter.changes_per_case
    assert found == pytest.approx(inside.sum() / active.sum())


def test_a_rule_about_people_is_not_simulated(office, guidelines):
    result = compare(office(), guidelines, [_more(1)], replications=2, seed=1)
    assert [one.id for one in result.baseline.rules] == ["FRIST"]


def test_utilisation_never_exceeds_one(office, guidelines):
    found = measure(simulate(office(members=1, per_year=900), seed=1), guidelines)
    assert 0.95 < found.teams[0].utilisation <= 1.0


def test_the_json_has_the_documented_keys(office, guidelines):
    result = comparison_dict(compare(office(), guidelines, [_more(1)], replications=2, seed=1))
    (scenario,) = json.loads(json.dumps(result))["scenarios"]
    assert {"name", "rules", "counter_measures", "teams", "correlation"} <= set(scenario)
    keys = {"id", "share", "interval", "difference", "difference_interval", "year_interval", "verdict"}
    assert keys <= set(scenario["rules"][0])


@pytest.mark.parametrize(
    ("scenarios", "replications", "code"),
    [
        ([Scenario(name="a")], 1, "comparison.too_few_replications"),
        ([], 5, "comparison.no_scenarios"),
        ([Scenario(name="a"), Scenario(name="a")], 5, "comparison.same_name_twice"),
    ],
)
def test_a_comparison_that_can_say_nothing_is_refused(office, guidelines, scenarios, replications, code):
    with pytest.raises(UnusableInput) as caught:
        compare(office(), guidelines, scenarios, replications=replications, seed=1)
    assert [fault.code for fault in caught.value.faults] == [code]
