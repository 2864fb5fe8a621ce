"""Entry point: runs a verb and turns every expected failure into Danish sentences and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import typer
from typer.exceptions import TyperException

from procesanalyse.cli import demo, log_verbs, rule_verbs, simulation_verbs
from procesanalyse.cli.danish import DanishGroup, usage_sentence
from procesanalyse.errors import UnusableInput
from procesanalyse.texts import commands

DONE, FINDINGS, UNUSABLE, UNEXPECTED = 0, 1, 2, 70
#: Set this variable to see where an unexpected error came from; its text may hold case data.
TRACEBACK = "PROCESANALYSE_TRACEBACK"

app = typer.Typer(
    name="procesanalyse",
    help=commands.PROGRAM,
    cls=DanishGroup,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for subject in (demo, log_verbs, rule_verbs, simulation_verbs):
    subject.register(app)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program with these arguments (else the process's) and exit with its code."""
    _write_utf8()
    sys.exit(run(list(sys.argv[1:] if arguments is None else arguments)))


def run(arguments: list[str]) -> int:
    """Exit code of one call: 0 done, 1 findings the caller asked to fail on, 2 unusable input."""
    try:
        code = app(arguments, standalone_mode=False, prog_name="procesanalyse")
    except UnusableInput as error:
        return _unusable(error)
    except TyperException as error:
        typer.echo(usage_sentence(error), err=True)
        return UNUSABLE
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - the reader left
        return DONE
    except (KeyboardInterrupt, typer.Abort):
        typer.echo(commands.INTERRUPTED, err=True)
        return 130
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        typer.echo(commands.UNEXPECTED.format(place=_place(error), variable=TRACEBACK), err=True)
        return UNEXPECTED
    return code if isinstance(code, int) else DONE


def _unusable(error: UnusableInput) -> int:
    from procesanalyse.texts.faults.sentences import sentences

    for line in sentences(error):
        typer.echo(line, err=True)
    return UNUSABLE


def _place(error: Exception) -> str:
    """Kind of the error and the line it came from, without its message, which may hold case data."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__} {where}".strip()


def _write_utf8() -> None:
    """Danish letters come out right on a Windows console and in a pipe too."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
