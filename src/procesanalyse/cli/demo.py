"""Verbs that show the whole line: demo and app."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from procesanalyse.cli.danish import DanishCommand
from procesanalyse.cli.inputs import SeedOption
from procesanalyse.cli.output import heading
from procesanalyse.errors import Fault, UnusableInput
from procesanalyse.texts import commands

if TYPE_CHECKING:
    from procesanalyse.workspace.project import Project

DEMO_REPLICATIONS = 3


def register(app: typer.Typer) -> None:
    """Add the verbs of this file to the program."""
    app.command("demo", help=commands.DEMO, cls=DanishCommand)(demo)
    app.command("app", help=commands.APP, cls=DanishCommand)(start_app)


def demo(
    replications: Annotated[
        int, typer.Option("--replications", help=commands.REPLICATIONS, min=2, metavar="TAL")
    ] = DEMO_REPLICATIONS,
    seed: SeedOption = 1,
) -> None:
    """The whole line on the sample project: log, discovery, conformance, calibration, comparison."""
    from procesanalyse.workspace.project import open_project
    from procesanalyse.workspace.resources import demo_project

    project = open_project(demo_project())
    typer.echo(commands.DEMO_INTRODUCTION.format(title=project.title))
    _what_is_done(project)
    _what_would_help(project, replications, seed)
    typer.echo(f"\n{commands.DEMO_NEXT}")


def _what_is_done(project: Project) -> None:
    from procesanalyse.cli.log_verbs import print_import, print_summary
    from procesanalyse.cli.rule_verbs import print_check
    from procesanalyse.conformance.check import check
    from procesanalyse.discovery.summary import summarise
    from procesanalyse.report.findings import findings

    print_import(project.log)
    print_summary(summarise(project.log), top=3)
    heading(commands.CHECK_HEAD)
    result = check(project.log, project.guidelines)
    print_check(project.log, result)
    heading(commands.FINDINGS_HEAD)
    for finding in findings(project.log, result):
        typer.echo(f"- {finding.text}")


def _what_would_help(project: Project, replications: int, seed: int) -> None:
    from procesanalyse.cli.simulation_verbs import print_calibration, print_comparison
    from procesanalyse.comparison.compare import compare
    from procesanalyse.workspace.calibrated import calibrate_project
    from procesanalyse.workspace.executors import process_pool

    heading(commands.CALIBRATION_HEAD)
    with process_pool() as pool:
        fitted = calibrate_project(project, seed=seed, executor=pool)
        print_calibration(fitted)
        comparison = compare(
            fitted.model,
            project.guidelines,
            project.scenarios,
            replications=replications,
            seed=seed,
            executor=pool,
        )
    print_comparison(comparison, project.guidelines)


def start_app(
    project: Annotated[
        Path | None, typer.Argument(metavar="[PROJEKT]", help=commands.APP_PROJECT, show_default=False)
    ] = None,
    use_demo: Annotated[bool, typer.Option("--demo", help=commands.APP_DEMO)] = False,
    port: Annotated[
        int | None, typer.Option("--port", help=commands.APP_PORT, show_default=False, metavar="TAL")
    ] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help=commands.APP_NO_BROWSER)] = False,
) -> None:
    """Start the app on this machine and open it in the browser."""
    from procesanalyse.workspace.project import open_project

    if find_spec("streamlit") is None:
        raise UnusableInput([Fault("cli.no_app")])
    if project is not None:
        open_project(project)

    from procesanalyse.ui.app import run

    run(project, demo=use_demo, port=port, open_browser=not no_browser)
