"""Model files: examples, round trip, and that every fault is named with its line."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from procesanalyse.errors import UnusableInput
from procesanalyse.guideline.model import DueSpec, Duration
from procesanalyse.organisation.model import HandoverCost, MemberGroup, Organisation, Route, Team
from procesanalyse.simulation.load import load_model
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
from procesanalyse.simulation.run import simulate
from procesanalyse.simulation.save import dump_model, model_hash
from procesanalyse.texts.faults.sentences import all_faults
from procesanalyse.workcalendar.spec import CalendarSpec, MonthDay
from procesanalyse.workcalendar.working_time import ALWAYS

BAD = Path(__file__).resolve().parents[1] / "assets" / "bad_models"


def everything() -> SimulationModel:
    """A model that uses every field."""
    hours = ((8 * 3600, 12 * 3600), (86400 + 8 * 3600, 86400 + 15 * 3600 + 24 * 60))
    teams = (
        Team("a", "A-holdet", (MemberGroup("g", 2, 8.5, 0.25, 0.5, 12), MemberGroup("h", 1)), hours,
             discipline="rotate", block_hours=1.5, aliases=("A",)),
        Team("b", "B-holdet", (MemberGroup("g", 1),), ALWAYS, case_owner=False,
             discipline="earliest_deadline", block_hours=None),
    )  # fmt: skip
    calendar = CalendarSpec("DK", (MonthDay(12, 24),), (MonthDay(6, 5),), saturday_is_working_day=True)
    routes = (Route("", ("ind",)), Route("b", ("x",), ("let",)), Route("a"))
    organisation = Organisation(
        "o", "O", "Europe/Copenhagen", calendar, teams, routes, HandoverCost(0.5, 1.25)
    )
    activities = (
        ActivityModel("ind", None, (Session(1.0, Distribution("quantiles", 2.5, 0.0, (0.0, 1.5, 6.0))),)),
        ActivityModel("x", Distribution("lognormal", 3.0, 0.5), source="tidsskøn"),
        ActivityModel(
            "y",
            Distribution("gamma", 2.0, 0.25),
            (Session(0.25), Session(0.75, Distribution("uniform", 3.0, 0.5), "operational")),
        ),
        ActivityModel("z", Distribution("constant", 0.0), (Session(1.0, Distribution("exponential", 7.0)),)),
    )
    templates = (
        Template((Step("ind"), Step("x", (0,), 0.0, 1), Step("y", (0,)), Step("z", (1, 2)), Step("z", (3,)))),
        Template((Step("ind"), Step("x", ())), 0.125),
    )
    kinds = (
        CaseType("let", 120.5, templates, (1, 1, 1, 1, 0.5, 0, 0), (2,) + (1,) * 11, (0,) * 8 + (1,) * 16),
        CaseType("svær", 10.0, (Template((Step("y"),)),)),
    )
    deadlines = (
        ModelDeadline(
            "frist", ("ind",), ("z", "y"), DueSpec(Duration(4, "months"), "same_day", roll_forward=True)
        ),
        ModelDeadline(
            "fra vejledningen", ("ind",), ("x",), DueSpec(Duration(3, "working_days")),
            CalendarSpec("NL", (MonthDay(5, 5),), ()), "Europe/Amsterdam",
        ),
    )  # fmt: skip
    return SimulationModel(
        "Alt", date(2026, 2, 1), 10, 20, 30, organisation, activities, kinds, deadlines,
        LogNames("Tildelt", "", "Modtaget", ""), ("En antagelse: tal er gæt.", "Nr. 2"), personal=True,
    )  # fmt: skip


def bare(model):
    return replace(model, file="", organisation=replace(model.organisation, file=""))


def test_a_written_model_is_read_back_equal_and_gives_the_same_run(tmp_path):
    path = tmp_path / "model.yaml"
    path.write_text(dump_model(everything()), encoding="utf-8")
    again = load_model(path)
    assert bare(again) == everything()
    assert model_hash(again) == model_hash(everything())
    one, other = (simulate(model, seed=4).log.events.to_csv() for model in (again, everything()))
    assert one == other


def test_the_hash_of_a_model_changes_with_every_figure():
    model = everything()
    changed = replace(
        model,
        activities=(replace(model.activities[0], hours=Distribution("constant", 1)), *model.activities[1:]),
    )
    assert model_hash(changed) != model_hash(model)
    assert model_hash(replace(model, file="elsewhere.yaml")) == model_hash(model)


@pytest.mark.parametrize("name", ["mm1", "mm2", "mm3", "md1", "lille-kontor"])
def test_examples_are_read_and_written_back(root, tmp_path, name):
    model = load_model(root / "models" / "examples" / f"{name}.yaml")
    path = tmp_path / "again.yaml"
    path.write_text(dump_model(model), encoding="utf-8")
    assert bare(load_model(path)) == bare(model)


def test_an_organisation_can_stand_in_its_own_file(root, tmp_path):
    text = (root / "models" / "examples" / "lille-kontor.yaml").read_text(encoding="utf-8")
    begin, end = text.index("organisation:\n"), text.index("activities:\n  - id: Underretning")
    inner = text[begin + len("organisation:\n") : end]
    (tmp_path / "kontor.yaml").write_text(
        "\n".join(line[2:] for line in inner.splitlines()), encoding="utf-8"
    )
    (tmp_path / "model.yaml").write_text(
        text[:begin] + "organisation: kontor.yaml\n" + text[end:], encoding="utf-8"
    )
    model = load_model(tmp_path / "model.yaml")
    assert bare(model) == bare(load_model(root / "models" / "examples" / "lille-kontor.yaml"))


def test_steps_wait_for_the_step_above_unless_they_say_for_which(root):
    model = load_model(root / "models" / "examples" / "lille-kontor.yaml")
    steps = model.case_types[0].templates[1].steps
    assert [step.after for step in steps] == [(), (0,), (1,), (1,), (2, 3), (4,), (5,), (6,), (7,)]


@pytest.mark.parametrize("path", sorted(BAD.glob("*.yaml")), ids=lambda path: path.stem)
def test_each_bad_file_has_the_one_fault_it_is_named_for(path):
    with pytest.raises(UnusableInput) as caught:
        load_model(path)
    assert [fault.code.split(".")[1] for fault in caught.value.faults] == [path.stem]
    assert caught.value.faults[0].line
    assert caught.value.faults[0].code in all_faults()


def test_there_are_bad_files_to_try():
    assert len(list(BAD.glob("*.yaml"))) >= 18


def test_all_faults_come_at_once(tmp_path):
    text = (BAD / "cycle.yaml").read_text(encoding="utf-8").replace("per_year: 100", "per_year: -1")
    path = tmp_path / "model.yaml"
    path.write_text(text.replace("count: 2", "count: 0").replace("name:", "navn:"), encoding="utf-8")
    with pytest.raises(UnusableInput) as caught:
        load_model(path)
    codes = {fault.code for fault in caught.value.faults}
    assert codes == {
        "documents.missing_key", "documents.unknown_key", "organisation.no_members",
        "simulation.negative", "simulation.cycle",
    }  # fmt: skip


def test_a_model_made_in_code_is_checked_too():
    model = replace(everything(), evaluation_days=0, case_types=())
    with pytest.raises(UnusableInput) as caught:
        simulate(model, seed=1)
    assert {fault.code for fault in caught.value.faults} == {
        "simulation.no_evaluation",
        "simulation.no_case_types",
    }
