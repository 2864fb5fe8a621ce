"""The sample municipality against its facit, which another program made."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest
from ruamel.yaml import YAML

from procesanalyse.calibration.capacity import find_capacity
from procesanalyse.calibration.names import find_names
from procesanalyse.calibration.work import find_work
from procesanalyse.conformance.check import check
from procesanalyse.conformance.results import OUTCOMES, CheckResult
from procesanalyse.eventlog.table import EventLog
from procesanalyse.workspace.project import Project, open_project

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample_logs"
#: The case as a whole breaks these: there is no single row to point at.
WHOLE_CASE = {"BL20-1-OVERGREB", "LOKAL-INGEN-HANDLEPLAN"}

pytestmark = pytest.mark.xdist_group("sample")


@pytest.fixture(scope="module")
def facit() -> dict[str, Any]:
    return YAML(typ="safe").load(SAMPLE / "facit.yaml")


@pytest.fixture(scope="module")
def project() -> Project:
    return open_project(SAMPLE)


@pytest.fixture(scope="module")
def log(project: Project) -> EventLog:
    return project.log


@pytest.fixture(scope="module")
def checked(project: Project) -> CheckResult:
    return check(project.log, project.guidelines)


@pytest.fixture(scope="module")
def second_reader() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sample_deadlines", SAMPLE / "deadlines.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_every_row_is_counted_as_the_facit_says(log: EventLog, facit: dict[str, Any]) -> None:
    rows = facit["rows"]
    assert log.rows.rows == rows["rows"]
    assert log.rows.kept == rows["kept"]
    assert log.rows.filtered == rows["filtered"]
    assert log.rows.duplicate == rows["duplicate"]
    assert log.rows.rejected == rows["rejected"] == len(log.rejected)
    assert len(log.planned) == rows["planned"]
    assert len(log.events) == rows["kept"] - rows["planned"]


def test_late_journals_are_all_seen(log: EventLog, facit: dict[str, Any]) -> None:
    days = [column.dt.tz_convert(log.zone).dt.tz_localize(None).dt.normalize() for column in _times(log)]
    assert int(((days[0] - days[1]).dt.days > 7).sum()) == facit["rows"]["backdated_over_7_days"]


def _times(log: EventLog) -> tuple[pd.Series, pd.Series]:
    return log.events["registered"], log.events["time"]


def test_breaches_of_order_people_and_presence_are_exactly_the_planted_ones(
    log: EventLog, checked: CheckResult, facit: dict[str, Any]
) -> None:
    for rule, planted in facit["breaches"].items():
        found, places = _broken(log, checked, rule), planted["places"]
        if rule in WHOLE_CASE:
            assert sorted(case for case, _ in found) == sorted(place["case"] for place in places), rule
        else:
            assert found == {(place["case"], place["row"]) for place in places}, rule
        assert len(places) == planted["count"] >= 8, rule


def test_every_active_rule_that_is_no_deadline_has_its_planted_breaches(
    checked: CheckResult, facit: dict[str, Any]
) -> None:
    other = {
        result.rule.id
        for result in checked.rules
        if result.rule.kind != "deadline" and result.rule.status == "active" and result.broken
    }
    assert other == set(facit["breaches"])


def _broken(log: EventLog, checked: CheckResult, rule: str) -> set[tuple[str, int]]:
    outcomes = checked.of(rule)
    missed = outcomes[outcomes["outcome"] == "missed"]
    cases = log.cases["case_id"].to_numpy()[missed["case"].to_numpy()]
    if rule in WHOLE_CASE:
        return {(str(case), 0) for case in cases}
    rows = log.events["source_row"].to_numpy()[missed["start_event"].to_numpy(dtype=int)]
    return {(str(case), int(row)) for case, row in zip(cases, rows, strict=True)}


def test_deadline_verdicts_equal_those_of_the_independent_script(
    checked: CheckResult, second_reader: ModuleType
) -> None:
    verdicts = second_reader.judge(SAMPLE / "boernesager.csv")
    ours = {
        result.rule.id: {name: getattr(result, name) for name in OUTCOMES}
        for result in checked.rules
        if result.rule.kind == "deadline" and result.rule.status == "active"
    }
    assert ours == verdicts


def test_the_facit_holds_what_the_independent_script_finds(
    second_reader: ModuleType, facit: dict[str, Any]
) -> None:
    assert second_reader.judge(SAMPLE / "boernesager.csv") == facit["deadlines"]


def test_the_independent_script_and_the_generator_know_nothing_of_the_program() -> None:
    sources = [SAMPLE / "generate.py", SAMPLE / "deadlines.py", *sorted((SAMPLE / "generator").glob("*.py"))]
    assert len(sources) > 10
    assert not [path.name for path in sources if "procesanalyse" in _imports(path)]


def _imports(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if line.lstrip().startswith(("import ", "from ")))


def test_the_command_in_the_readme_makes_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, str(SAMPLE / "generate.py"), "--out", str(tmp_path)], check=True, capture_output=True
    )
    for name in ("boernesager.csv", "facit.yaml"):
        assert (tmp_path / name).read_bytes() == (SAMPLE / name).read_bytes(), name


def test_the_csv_is_written_as_a_danish_case_system_does() -> None:
    content = (SAMPLE / "boernesager.csv").read_bytes()
    assert len(content) < 6_000_000
    assert "Udført;Sagsbehandler" in content[:400].decode("cp1252")
    assert content.count(b"\r\n") == content.count(b"\n")


def test_volumes_are_those_of_a_municipality_of_sixty_thousand(log: EventLog) -> None:
    notified = log.events[log.events["activity"] == "Underretning modtaget"]
    years = (notified["time"].dt.tz_convert(log.zone) - pd.DateOffset(months=6)).dt.year.value_counts()
    assert all(1300 <= count <= 1400 for count in years)
    assert 35_000 <= len(log.events) <= 45_000
    assert 300 <= int(log.cases["closed"].isna().sum()) <= 650


def test_compliance_lies_where_ankestyrelsen_found_it(checked: CheckResult) -> None:
    levels = {
        "BL136-24T": (0.92, 0.96),
        "SEL155B-KVIT": (0.80, 0.90),
        "BL20-3": (0.45, 0.55),
        "BL5-SAMTALE": (0.57, 0.67),
        "SEL140-PLAN": (0.70, 0.80),
        "BL95-1": (0.50, 0.75),
    }
    for rule, (low, high) in levels.items():
        share = checked.rule(rule).share
        assert share is not None
        assert low <= share.value <= high, rule


def test_the_hours_of_the_time_study_fill_the_teams_without_drowning_them(project: Project) -> None:
    names = find_names(project.log, project.guidelines)
    work = find_work(project.log, project.organisation, names, project.time_study)
    assert not [label for label, one in work.items() if one.source == "prior"]
    loads = {team.id: team.load for team in find_capacity(project.log, project.organisation, work)}
    assert 0.80 <= loads["familieteamet"] <= 0.92
    assert 0.60 <= loads["modtagelsen"] <= 0.92


def test_scenarios_ask_a_question_and_change_a_team_that_exists(project: Project) -> None:
    teams = {team.id for team in project.organisation.teams}
    assert len(project.scenarios) == 2
    for scenario in project.scenarios:
        assert scenario.question.endswith("?")
        assert {change.team for change in scenario.changes} <= teams


def test_splitting_the_team_moves_everybody_and_all_of_its_work(project: Project) -> None:
    (split,) = project.scenarios[1].changes
    before = next(team for team in project.organisation.teams if team.id == split.team)
    routed = {
        a for route in project.organisation.routes if route.team == split.team for a in route.activities
    }
    moved = [activity for part in split.parts for activity in part.activities]
    assert sum(part.members for part in split.parts) == sum(group.count for group in before.members)
    assert set(moved) == routed
    assert len(moved) == len(set(moved))


def test_the_readme_states_the_faults_that_the_facit_counts(facit: dict[str, Any]) -> None:
    table = (SAMPLE / "README.md").read_text(encoding="utf-8").split("## Faults")[1].split("## What")[0]
    stated = [line.split("|")[2].strip() for line in table.splitlines() if line.startswith("| ")][1:]
    names = ("duplicate", "filtered", "rejected", "planned", "backdated_over_7_days", "bulk_closed")
    assert stated[: len(names)] == [f"{facit['rows'][name]:,}" for name in names]
