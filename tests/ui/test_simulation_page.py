"""The simulation page with a model and a comparison made by hand: what it shows, asks and refuses."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from procesanalyse.calibration.result import (
    Calibration,
    CountValidation,
    Reason,
    RuleValidation,
    Validation,
)
from procesanalyse.comparison.result import (
    Compared,
    Comparison,
    Difference,
    Figure,
    Range,
    RuleCompared,
    ScenarioResult,
    TeamCompared,
)
from procesanalyse.simulation.scenario import Arrivals, Staff
from procesanalyse.texts.screens import simulation as texts
from procesanalyse.ui import simulations
from procesanalyse.ui.jobs import Registry

Opener = Callable[..., AppTest]
_ENDLESS = ("-u", "-c", 'import time; print(\'{"stage":"x","done":1,"total":4}\'); time.sleep(600)')


@pytest.fixture
def organised(project: Path) -> Path:
    """The made-up project with its organisation."""
    with (project / "project.yaml").open("a", encoding="utf-8") as file:
        file.write("organisation: organisation.yaml\n")
    return project


def _calibration(*reasons: Reason) -> Calibration:
    rules = (
        RuleValidation("TIMER", 0.85, 20, 0.83, 0.7, 0.95, 0.8, passed=True),
        RuleValidation("SCREENING", 0.5, 20, 0.9, 0.8, 0.95, 0.001, passed=False),
    )
    held = Validation("2024-05-01", 20, rules, CountValidation(20, 22, 17, 28, passed=True))
    return Calibration(None, (), (), (), held, reasons)  # type: ignore[arg-type]


def _compared(name: str, value: float, change: float, spread: float, verdict: Any) -> Compared:
    interval = Range(change - spread, change + spread)
    year = Range(change - 3 * spread, change + 3 * spread)
    figure = Figure(value, Range(value - 0.01, value + 0.01))
    return Compared(name, figure, Difference(change, interval, year, verdict))


def _scenario(name: str, change: float, spread: float, verdict: Any) -> ScenarioResult:
    def rule(rule_id: str) -> RuleCompared:
        one = _compared("whole", 0.85 + change, change, spread, verdict)
        return RuleCompared(rule_id, one, one, one, 40.0, 0.9)

    counters = (
        _compared("changes_per_case", 1.4, 0.9, 0.2, "more"),
        _compared("open_cases", 20.0, -2.0, 1.0, "fewer"),
    )
    team = TeamCompared("familieteamet", (_compared("utilisation", 0.8, 0.0, 0.1, "no_sure_difference"),))
    return ScenarioResult(name, "Hvad nu hvis?", (rule("TIMER"), rule("SCREENING")), counters, (team,))


def _comparison() -> Comparison:
    return Comparison(
        model="Prøve",
        seed=1,
        replications=5,
        cohort=("2024-01-01", "2024-12-31"),
        baseline=_scenario("", 0.0, 0.0, "no_sure_difference"),
        scenarios=(
            _scenario("To mere", 0.06, 0.02, "more"),
            _scenario("Uden virkning", 0.01, 0.05, "no_sure_difference"),
        ),
        assumptions=(),
        notes=(),
        validated=True,
        doubts=(),
    )


def _done(found: object) -> SimpleNamespace:
    return SimpleNamespace(id="j", kind=simulations.COMPARE, status="done", seconds=41.0, found=lambda: found)


def _text(page: AppTest) -> str:
    kinds = (page.markdown, page.info, page.warning, page.error, page.success, page.subheader)
    raw = "\n".join(element.value for kind in kinds for element in kind)
    return re.sub(r"\\(.)", r"\1", raw).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def fitted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that hits one of two rules and is trusted."""
    monkeypatch.setattr(simulations, "calibration_job", lambda _source: _done(_calibration()))


def test_before_the_model_is_fitted_nothing_can_be_asked(open_page: Opener, organised: Path) -> None:
    shown = open_page("simulation.py", organised)
    assert not shown.exception
    assert texts.NOT_FITTED in _text(shown)
    assert [button.key for button in shown.button] == ["fit"]


def test_a_fit_runs_outside_the_page_and_can_be_stopped(
    open_page: Opener, organised: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = Registry(tmp_path / "jobs", _ENDLESS)
    monkeypatch.setattr(simulations, "registry", lambda: registry)
    shown = open_page("simulation.py", organised)
    shown.button(key="fit").click().run()
    assert not shown.exception
    [job] = registry.jobs
    assert job.status == "running"
    other = open_page("data.py", organised)
    assert not other.exception
    shown.run()
    shown.button(key=f"cancel_{job.id}").click().run()
    assert job.status == "cancelled"
    assert texts.CANCELLED in _text(shown)


@pytest.mark.usefixtures("fitted")
def test_validation_stands_before_the_levers(open_page: Opener, organised: Path) -> None:
    shown = open_page("simulation.py", organised)
    assert not shown.exception
    assert "1 af 2 regler" in _text(shown)
    assert "Åbne sager: 20 målt, 22 i modellen (17–28)." in _text(shown)
    assert [heading.value for heading in shown.subheader][:2] == [texts.MODEL, texts.LEVERS]


def test_a_model_that_cannot_be_trusted_says_why(
    open_page: Opener, organised: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    off = Reason("trust.rule_off", "blocking", "SCREENING", 0.5, 0.9)
    monkeypatch.setattr(simulations, "calibration_job", lambda _source: _done(_calibration(off)))
    shown = open_page("simulation.py", organised)
    assert "Screening inden 7 dage" in shown.warning[0].value
    assert not shown.success


@pytest.mark.usefixtures("fitted")
@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("12.5", "Mente du 12,5?"),
        ("en del", "er ikke et tal"),
        ("-100", "ikke komme færre end nul sager"),
        ("0", texts.NOTHING_CHOSEN),
    ],
)
def test_what_cannot_be_simulated_is_refused_in_words(
    open_page: Opener, organised: Path, typed: str, answer: str
) -> None:
    shown = open_page("simulation.py", organised)
    shown.text_input(key="inflow").set_value(typed)
    shown.button(key="run").click().run()
    assert not shown.exception
    assert answer in _text(shown)


@pytest.mark.usefixtures("fitted")
def test_the_levers_become_one_scenario(
    open_page: Opener, organised: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def start(_source: object, _model: object, scenarios: tuple[Any, ...], replications: int) -> object:
        asked.append((scenarios, replications))
        return _done(_comparison())

    monkeypatch.setattr(simulations, "start_comparison", start)
    shown = open_page("simulation.py", organised)
    shown.selectbox(key="team").select("familieteamet")
    shown.slider(key="positions").set_value(2)
    shown.text_input(key="inflow").set_value("12,5")
    shown.select_slider(key="replications").set_value(3)
    shown.button(key="run").click().run()
    assert not shown.exception
    assert "Forstået som 12,5 % flere nye sager." in _text(shown)
    [((scenario,), replications)] = asked
    assert replications == 3
    assert scenario.changes == (Staff("familieteamet", 2), Arrivals(1.125))
    assert scenario.name == "+2 medarbejdere i Familieteamet og 12,5 % flere nye sager"


@pytest.mark.usefixtures("fitted")
def test_a_comparison_is_told_in_words_with_its_counter_measures(
    open_page: Opener, organised: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = SimpleNamespace(get=lambda wanted: _done(_comparison()) if wanted == "j" else None)
    monkeypatch.setattr(simulations, "registry", lambda: registry)
    shown = open_page("simulation.py", organised)
    shown.query_params["job"] = "j"
    shown.run()
    assert not shown.exception
    said = _text(shown)
    assert "To mere: »Underretningen vurderes inden 24 timer« – sandsynligvis 4–8 procentpoint flere" in said
    assert "Samtidig: sandsynligvis" in said
    assert "flere skift pr. sag" in said
    assert f"Uden virkning: {texts.NO_SURE_DIFFERENCE}" in said
    assert "Færdig på 41 sek." in said


@pytest.mark.usefixtures("fitted")
def test_the_address_of_a_job_that_is_gone_says_so(open_page: Opener, organised: Path) -> None:
    shown = open_page("simulation.py", organised)
    shown.query_params["job"] = "weg"
    shown.run()
    assert not shown.exception
    assert texts.GONE in _text(shown)
