"""What a verb's LOG, guideline and options mean: a project folder, or a file with its profile."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from procesanalyse.errors import Fault, UnusableInput
from procesanalyse.texts import commands

if TYPE_CHECKING:
    import pandas as pd

    from procesanalyse.eventlog.table import EventLog
    from procesanalyse.guideline.model import GuidelineHistory

LogArgument = Annotated[Path, typer.Argument(help=commands.LOG, metavar="LOG", show_default=False)]
ProfileOption = Annotated[
    Path | None, typer.Option("--profile", help=commands.PROFILE, show_default=False, metavar="STI")
]
GuidelineOption = Annotated[
    Path | None, typer.Option("--guideline", help=commands.GUIDELINE, show_default=False, metavar="STI")
]
OrganisationOption = Annotated[
    Path | None, typer.Option("--organisation", help=commands.ORGANISATION, show_default=False, metavar="STI")
]
JsonOption = Annotated[bool, typer.Option("--json", help=commands.JSON)]
SeedOption = Annotated[int, typer.Option("--seed", help=commands.SEED, min=0, metavar="TAL")]
OutOption = Annotated[
    Path | None, typer.Option("--out", help=commands.OUT, show_default=False, metavar="STI")
]


def open_log(path: Path, profile: Path | None = None) -> EventLog:
    """The log of a project folder, or of a file with its profile (given, beside it, or guessed)."""
    from procesanalyse.eventlog.profile import load_profile
    from procesanalyse.eventlog.read import read_log
    from procesanalyse.workspace.project import is_project, open_project

    if is_project(path):
        return open_project(path).log
    return read_log(path, load_profile(profile) if profile else None)


def open_guidelines(log_path: Path, given: Path | None) -> GuidelineHistory:
    """The guideline named by the option, else the project's."""
    from procesanalyse.guideline.load import load_guideline

    return load_guideline(guideline_path(log_path, given))


def guideline_path(log_path: Path, given: Path | None) -> Path:
    """Where the guideline lies: the option's path, else the project's; a fault without either."""
    from procesanalyse.workspace.project import is_project, open_project

    if given is not None:
        return given
    named = open_project(log_path).guideline_path if is_project(log_path) else None
    if named is None:
        raise UnusableInput([Fault("cli.no_guideline")])
    return named


def instant(text: str | None, zone: str) -> pd.Timestamp | None:
    """The end of a local date, or a local date and time, as UTC; None where nothing was given."""
    import pandas as pd

    if text is None:
        return None
    for pattern in ("%Y-%m-%d", "%d-%m-%Y", "%Y-%m-%dT%H:%M"):
        try:
            moment = pd.Timestamp(pd.to_datetime(text, format=pattern))
        except ValueError:
            continue
        whole_day = "%H" not in pattern
        last = moment + pd.Timedelta(days=1) - pd.Timedelta(microseconds=1) if whole_day else moment
        return last.tz_localize(zone, ambiguous=True, nonexistent="shift_forward").tz_convert("UTC")
    raise UnusableInput([Fault("cli.not_a_date", field="--as-of", value=text)])
