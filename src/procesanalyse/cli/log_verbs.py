"""Verbs about event logs: profile, import, discover."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from procesanalyse.cli.danish import DanishCommand
from procesanalyse.cli.inputs import JsonOption, LogArgument, OutOption, ProfileOption, open_log
from procesanalyse.cli.output import heading, print_json, print_table, shortened
from procesanalyse.errors import Fault, UnusableInput
from procesanalyse.texts import commands

if TYPE_CHECKING:
    from procesanalyse.discovery.summary import Summary
    from procesanalyse.eventlog.table import EventLog


def register(app: typer.Typer) -> None:
    """Add the verbs of this file to the program."""
    app.command("profile", help=commands.PROFILE_VERB, cls=DanishCommand)(profile)
    app.command("import", help=commands.IMPORT_VERB, cls=DanishCommand)(import_log)
    app.command("discover", help=commands.DISCOVER, cls=DanishCommand)(discover)


def profile(
    file: Annotated[Path, typer.Argument(metavar="FIL", help=commands.LOG, show_default=False)],
    out: OutOption = None,
) -> None:
    """Guess a profile; write it to `--out`, else beside the file as `<name>.profile.yaml`."""
    from procesanalyse.eventlog.guess import guess_profile
    from procesanalyse.eventlog.profile_writer import write_profile
    from procesanalyse.eventlog.read import profile_beside
    from procesanalyse.workspace.files import write_text

    target = out or profile_beside(file)
    if target.exists():
        raise UnusableInput([Fault("cli.out_exists", file=str(target))])
    guessed = write_profile(guess_profile(file))
    write_text(target, guessed)
    typer.echo(commands.PROFILE_WRITTEN.format(file=target))


def import_log(
    file: LogArgument,
    profile_path: ProfileOption = None,
    rejected: Annotated[
        Path | None, typer.Option("--rejected", help=commands.REJECTED, show_default=False, metavar="STI")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Read a log and say what became of every row."""
    if rejected is not None and rejected.resolve() == file.resolve():
        raise UnusableInput([Fault("cli.out_exists", file=str(rejected))])
    log = open_log(file, profile_path)
    if rejected is not None:
        _write_rejected(log, rejected)
    if as_json:
        from procesanalyse.cli.as_json import log_json

        print_json(log_json(log))
    else:
        print_import(log)


def print_import(log: EventLog) -> None:
    """Rows, cases, period and issues of a log."""
    from procesanalyse.report.log_words import issue_sentences, row_sentences

    heading(commands.IMPORT_HEAD)
    for sentence in (*row_sentences(log), *issue_sentences(log)):
        typer.echo(f"- {sentence}")


def _write_rejected(log: EventLog, path: Path) -> None:
    from procesanalyse.texts.issues import REJECTED
    from procesanalyse.workspace.files import write_text

    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(commands.REJECTED_HEADS)
    for row in log.rejected.itertuples(index=False):
        writer.writerow((row.file, row.row, row.column, REJECTED.get(str(row.code), row.code)))
    write_text(path, "\ufeff" + buffer.getvalue())


def discover(
    file: LogArgument,
    profile_path: ProfileOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", help=commands.DISCOVER_OUT, show_default=False, metavar="STI")
    ] = None,
    noise: Annotated[float, typer.Option("--noise", help=commands.NOISE, min=0, max=1, metavar="TAL")] = 0.2,
    top: Annotated[int, typer.Option("--top", help=commands.TOP, min=1, metavar="TAL")] = 5,
    as_json: JsonOption = False,
) -> None:
    """Steps, edges and variants; with `--out` also the map or the BPMN model."""
    from procesanalyse.discovery.summary import summarise

    if out is not None and out.suffix not in {".svg", ".bpmn"}:
        raise UnusableInput([Fault("cli.unknown_ending", file=str(out), details={"endings": ".svg, .bpmn"})])
    log = open_log(file, profile_path)
    summary = summarise(log)
    if out is not None:
        _write_model(log, summary, out, noise)
    if as_json:
        print_json(summary.as_json(top=top))
    else:
        print_summary(summary, top)


def _write_model(log: EventLog, summary: Summary, out: Path, noise: float) -> None:
    from procesanalyse.workspace.files import write_text

    if out.suffix == ".bpmn":
        from procesanalyse.discovery.petri_net import discover_bpmn

        write_text(out, discover_bpmn(log, noise=noise))
    else:
        from procesanalyse.report.process_map import process_map_svg

        write_text(out, process_map_svg(summary.directly_follows, audience="analyst"))


def print_summary(summary: Summary, top: int) -> None:
    """The log in one line, its `top` variants, and twice as many edges."""
    from procesanalyse.texts.numbers import days, number, percent

    heading(commands.DISCOVER_HEAD)
    typer.echo(
        commands.DISCOVER_LINE.format(
            cases=number(summary.cases),
            events=number(summary.events),
            activities=number(summary.activities),
            variants=number(len(summary.variants)),
            median=days(summary.median_days, 1),
            mean=days(summary.mean_days, 1),
        )
    )
    heading(commands.VARIANTS_HEAD)
    rows = [
        (number(row.cases), percent(row.share, 1), shortened(" → ".join(row.activities), 150))
        for row in summary.variants.head(top).itertuples()
    ]
    print_table(commands.VARIANT_HEADS, rows, left=(2,))
    heading(commands.EDGES_HEAD)
    edges = summary.directly_follows.edges.sort_values("count", ascending=False, kind="stable").head(2 * top)
    print_table(
        commands.EDGE_HEADS,
        [
            (
                shortened(str(e.source), 45),
                shortened(str(e.target), 45),
                number(e.count),
                number(e.median_hours, 1),
            )
            for e in edges[["source", "target", "count", "median_hours"]].itertuples(index=False, name="Edge")
        ],
        left=(0, 1),
    )
