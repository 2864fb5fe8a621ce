"""Verbs about simulation: calibrate, simulate, compare."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from procesanalyse.cli.danish import DanishCommand
from procesanalyse.cli.inputs import (
    GuidelineOption,
    JsonOption,
    LogArgument,
    OrganisationOption,
    OutOption,
    ProfileOption,
    SeedOption,
    guideline_path,
    open_guidelines,
    open_log,
)
from procesanalyse.cli.output import heading, print_json, print_table, progress_bar, shortened
from procesanalyse.errors import Fault, UnusableInput
from procesanalyse.texts import commands

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from procesanalyse.calibration.result import Calibration
    from procesanalyse.calibration.time_study import TimeStudy
    from procesanalyse.comparison.result import Comparison
    from procesanalyse.comparison.simulated import Simulated
    from procesanalyse.guideline.model import GuidelineHistory
    from procesanalyse.organisation.model import Organisation
    from procesanalyse.simulation.model import SimulationModel
    from procesanalyse.simulation.scenario import Scenario

Progress = Callable[[int, int], None]
ModelArgument = Annotated[Path, typer.Argument(metavar="MODEL", help=commands.MODEL, show_default=False)]
ReplicationsOption = Annotated[
    int, typer.Option("--replications", help=commands.REPLICATIONS, min=1, metavar="TAL")
]
WorkersOption = Annotated[
    int, typer.Option("--workers", help=commands.WORKERS, min=0, show_default=False, metavar="TAL")
]


def register(app: typer.Typer) -> None:
    """Add the verbs of this file to the program."""
    app.command("calibrate", help=commands.CALIBRATE, cls=DanishCommand)(calibrate)
    app.command("simulate", help=commands.SIMULATE, cls=DanishCommand)(simulate)
    app.command("compare", help=commands.COMPARE, cls=DanishCommand)(compare)


def calibrate(
    file: LogArgument,
    guideline: GuidelineOption = None,
    organisation: OrganisationOption = None,
    time_study: Annotated[
        Path | None, typer.Option("--time-study", help=commands.TIME_STUDY, show_default=False, metavar="STI")
    ] = None,
    profile_path: ProfileOption = None,
    out: OutOption = None,
    seed: SeedOption = 1,
    as_json: JsonOption = False,
) -> None:
    """Fit a model; `--out` writes it as YAML."""
    from procesanalyse.calibration.calibrate import calibrate as calibrate_log
    from procesanalyse.calibration.time_study import load_time_study

    guidelines = open_guidelines(file, guideline)
    offices = _open_organisation(file, organisation)
    study = load_time_study(time_study) if time_study else _project_time_study(file)
    log = open_log(file, profile_path)
    with _pool(0, 2) as pool, progress_bar(commands.CALIBRATING) as progress:
        fitted = calibrate_log(
            log, guidelines, offices, time_study=study, seed=seed, executor=pool, progress=progress
        )
    if out is not None:
        _write_model(fitted.model, guideline_path(file, guideline), out)
    if as_json:
        from procesanalyse.calibration.result import calibration_dict

        print_json(calibration_dict(fitted))
    else:
        print_calibration(fitted)


def simulate(
    model_path: ModelArgument,
    scenario_path: Annotated[
        Path | None, typer.Option("--scenario", help=commands.ONE_SCENARIO, show_default=False, metavar="STI")
    ] = None,
    guideline: GuidelineOption = None,
    replications: ReplicationsOption = 5,
    seed: SeedOption = 1,
    workers: WorkersOption = 0,
    out: Annotated[
        Path | None, typer.Option("--out", help=commands.SIMULATED_OUT, show_default=False, metavar="STI")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Run a model and show waits, load and rules as means with intervals."""
    from procesanalyse.comparison.simulated import simulated
    from procesanalyse.simulation.scenario import load_scenario

    _refuse_unknown_ending(out)
    scenario = load_scenario(scenario_path) if scenario_path else None
    model = _open_model(model_path, seed)
    guidelines = _model_guidelines(model_path, model, guideline)
    with _pool(workers, replications) as pool, progress_bar(commands.SIMULATING) as progress:
        result = simulated(
            model,
            guidelines,
            scenario=scenario,
            replications=replications,
            seed=seed,
            executor=pool,
            progress=progress,
        )
    if out is not None:
        _write_simulated_log(model, seed, scenario, out)
    if as_json:
        print_json(result.as_json())
    else:
        print_simulated(result)


def compare(
    model_path: ModelArgument,
    scenario_paths: Annotated[
        list[Path] | None,
        typer.Option("--scenario", help=commands.SCENARIO, show_default=False, metavar="STI"),
    ] = None,
    guideline: GuidelineOption = None,
    replications: ReplicationsOption = 10,
    seed: SeedOption = 1,
    workers: WorkersOption = 0,
    as_json: JsonOption = False,
) -> None:
    """Scenarios against today, paired on the same cases."""
    from procesanalyse.comparison.compare import compare as compare_scenarios

    scenarios = _open_scenarios(model_path, scenario_paths or [])
    model = _open_model(model_path, seed)
    guidelines = _model_guidelines(model_path, model, guideline)
    if guidelines is None:
        raise UnusableInput([Fault("cli.no_guideline")])
    with _pool(workers, replications) as pool, progress_bar(commands.SIMULATING) as progress:
        comparison = compare_scenarios(
            model,
            guidelines,
            scenarios,
            replications=replications,
            seed=seed,
            executor=pool,
            progress=progress,
        )
    if as_json:
        from procesanalyse.comparison.as_dict import comparison_dict

        print_json(comparison_dict(comparison))
    else:
        print_comparison(comparison, guidelines)


def print_calibration(fitted: Calibration) -> None:
    """Whether the model can be trusted, why not, and what it assumes."""
    from procesanalyse.report.simulation_words import assumption_sentences, trust_sentences

    for sentence in trust_sentences(fitted):
        typer.echo(f"- {sentence}")
    heading(commands.ASSUMPTIONS_HEAD)
    for sentence in assumption_sentences(fitted):
        typer.echo(f"- {sentence}")


def print_simulated(result: Simulated) -> None:
    """Activities and teams of a simulated year, with intervals."""
    from procesanalyse.report.simulation_words import activity_rows, rule_rows, team_rows

    heading(commands.ACTIVITIES_HEAD)
    print_table(commands.ACTIVITY_HEADS, activity_rows(result))
    heading(commands.TEAMS_HEAD)
    print_table(commands.TEAM_HEADS, team_rows(result))
    rows = rule_rows(result)
    if rows:
        heading(commands.RULES_HEAD)
        print_table(commands.RULE_HEADS, rows)


def print_comparison(comparison: Comparison, guidelines: GuidelineHistory) -> None:
    """Each scenario in words: deadlines first, and always what it costs in changes of caseworker."""
    from procesanalyse.report.simulation_words import (
        counter_rows,
        difference_rows,
        model_trust_sentences,
        overload_sentences,
        scenario_notes,
    )

    typer.echo("")
    for sentence in model_trust_sentences(comparison):
        typer.echo(f"- {sentence}")
    for scenario in comparison.scenarios:
        heading(scenario.question or scenario.name)
        print_table(commands.DIFFERENCE_HEADS, difference_rows(comparison, scenario, guidelines), left=(0, 7))
        typer.echo("")
        print_table(commands.COUNTER_HEADS, counter_rows(comparison, scenario), left=(0, 4))
        for sentence in overload_sentences(scenario):
            typer.echo(f"- {sentence}")
    typer.echo("")
    for sentence in scenario_notes(comparison):
        typer.echo(f"- {shortened(sentence, 300)}")


def _open_organisation(log_path: Path, given: Path | None) -> Organisation:
    from procesanalyse.organisation.load import load_organisation
    from procesanalyse.workspace.project import is_project, open_project

    if given is not None:
        return load_organisation(given)
    if is_project(log_path):
        return open_project(log_path).organisation
    raise UnusableInput([Fault("cli.no_organisation")])


def _project_time_study(log_path: Path) -> TimeStudy | None:
    from procesanalyse.workspace.project import is_project, open_project

    return open_project(log_path).time_study if is_project(log_path) else None


def _open_model(path: Path, seed: int) -> SimulationModel:
    """The model file, or the model calibrated on a project's log."""
    from procesanalyse.simulation.load import load_model
    from procesanalyse.workspace.calibrated import calibrate_project
    from procesanalyse.workspace.project import is_project, open_project

    if not is_project(path):
        return load_model(path)
    with _pool(0, 2) as pool, progress_bar(commands.CALIBRATING) as progress:
        return calibrate_project(open_project(path), seed=seed, executor=pool, progress=progress).model


def _open_scenarios(model_path: Path, given: Sequence[Path]) -> tuple[Scenario, ...]:
    """The scenario files, else the project's own."""
    from procesanalyse.simulation.scenario import load_scenario
    from procesanalyse.workspace.project import is_project, open_project

    scenarios = tuple(load_scenario(path) for path in given)
    if not scenarios and is_project(model_path):
        scenarios = open_project(model_path).scenarios
    if not scenarios:
        raise UnusableInput([Fault("cli.no_scenario")])
    return scenarios


def _model_guidelines(
    model_path: Path, model: SimulationModel, given: Path | None
) -> GuidelineHistory | None:
    """The guideline of the option, of the project, or the one the model file names; None without any."""
    from procesanalyse.guideline.load import load_guideline
    from procesanalyse.workspace.project import is_project

    if given is None and model.guideline and not is_project(model_path):
        return load_guideline(model_path.parent / model.guideline)
    return open_guidelines(model_path, given) if given or is_project(model_path) else None


def _write_model(model: SimulationModel, guideline: Path, out: Path) -> None:
    """The model file, with the path from its folder to the guideline it was fitted under."""
    from procesanalyse.simulation.save import dump_model
    from procesanalyse.workspace.files import path_from, write_text

    write_text(out, dump_model(replace(model, guideline=path_from(out.parent, guideline))))


@contextmanager
def _pool(workers: int, replications: int) -> Iterator[Executor | None]:
    from procesanalyse.workspace.executors import process_pool

    with process_pool(min(workers or os.cpu_count() or 1, replications)) as pool:
        yield pool


def _refuse_unknown_ending(out: Path | None) -> None:
    if out is not None and out.suffix not in {".parquet", ".csv"}:
        raise UnusableInput(
            [Fault("cli.unknown_ending", file=str(out), details={"endings": ".parquet, .csv"})]
        )


def _write_simulated_log(model: SimulationModel, seed: int, scenario: Scenario | None, out: Path) -> None:
    from procesanalyse.simulation.run import simulate as simulate_once
    from procesanalyse.workspace.tables import write_events

    write_events(simulate_once(model, seed=seed, scenario=scenario).log, out)
