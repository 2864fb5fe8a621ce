"""A visitor's own file: read in memory, pseudonymised, kept in the session only."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from procesanalyse.calibration.time_study import load_time_study
from procesanalyse.errors import UnusableInput
from procesanalyse.eventlog.cpr import cpr_columns
from procesanalyse.eventlog.guess import guess_from_source
from procesanalyse.eventlog.profile_model import Columns, Profile, SourceSpec
from procesanalyse.eventlog.read import read_log_bytes
from procesanalyse.eventlog.source import SourceFile, SourceTable, source_of
from procesanalyse.eventlog.table import EventLog
from procesanalyse.eventlog.tables import source_table
from procesanalyse.guideline.load import load_guideline
from procesanalyse.organisation.load import load_organisation
from procesanalyse.simulation.scenario import Arrivals
from procesanalyse.workspace.project import Project
from procesanalyse.workspace.resources import shipped

#: Faults of a guess that a person can mend by pointing at the column.
_DOUBTS = ("eventlog.no_case_column", "eventlog.no_activity_column", "eventlog.no_time_column")


@dataclass(frozen=True)
class UploadedProject(Project):
    """A project without a folder: an uploaded log held against shipped models."""

    read: EventLog
    read_sha256: str

    @cached_property
    def log(self) -> EventLog:
        """The log as it was read when it was uploaded."""
        return self.read

    @cached_property
    def sha256(self) -> str:
        """Hash of the upload, its profile and the models chosen for it."""
        chosen = (self.guideline_path, self.organisation_path, self.time_study_path, *self.scenario_paths)
        return hashlib.sha256("|".join([self.read_sha256, *map(str, chosen)]).encode()).hexdigest()


@dataclass(frozen=True)
class Upload:
    """A file as it came: its columns with example values, and the profile guessed for it.

    `cpr` names the columns that hold CPR numbers and how many cells of them; these columns show no examples.
    `doubt` says which columns could not be guessed; the visitor has to point at them.
    """

    name: str
    content: bytes
    guessed: Profile
    examples: dict[str, tuple[str, ...]]
    cpr: dict[str, int]
    doubt: UnusableInput | None = None

    def read(self, profile: Profile) -> EventLog:
        """The pseudonymised log; `UnusableInput` says what is wrong with file or profile."""
        return read_log_bytes(self.name, self.content, profile)


def receive(name: str, content: bytes) -> Upload:
    """The upload with a guessed profile; `UnusableInput` says why the file cannot be used."""
    source = source_of(Path(name).name, content)
    doubt = None
    try:
        guessed = guess_from_source(source)
    except UnusableInput as error:
        guessed, doubt = _unguessed(source, error), error
    table = source_table(source, guessed.source)
    cpr = cpr_columns(table.frame)
    examples = {column: () if column in cpr else _examples(table, column) for column in table.frame}
    return Upload(source.name, content, guessed, examples, cpr, doubt)


def _unguessed(source: SourceFile, error: UnusableInput) -> Profile:
    """A profile to start from where only the meaning of the columns is in doubt; else the error again."""
    if any(fault.code not in _DOUBTS for fault in error.faults):
        raise error
    header = list(source_table(source, SourceSpec()).frame.columns)
    if len(header) < len(_DOUBTS):
        raise error
    return Profile(columns=Columns(*header[: len(_DOUBTS)]), title=source.stem)


def _examples(table: SourceTable, column: str, count: int = 3) -> tuple[str, ...]:
    """The first different values of a column."""
    values = table.frame[column].dropna().head(2000).drop_duplicates().head(count)
    return tuple(str(value) for value in values)


def as_project(upload: Upload, profile: Profile, log: EventLog) -> UploadedProject:
    """The upload as a project that names no guideline and no organisation yet."""
    read = hashlib.sha256(upload.content)
    read.update(repr(profile).encode())
    return UploadedProject(
        folder=Path(),
        title=upload.name,
        demo=False,
        log_path=Path(upload.name),
        profile_path=None,
        guideline_path=None,
        organisation_path=None,
        time_study_path=None,
        scenario_paths=(),
        read=log,
        read_sha256=read.hexdigest(),
    )


def held_against(
    project: UploadedProject, guideline: Path | None, organisation: Path | None, time_study: Path | None
) -> UploadedProject:
    """The same log, held against these models; scenarios come with the organisation whose teams they name."""
    held = replace(
        project,
        guideline_path=guideline,
        organisation_path=organisation,
        time_study_path=time_study,
        scenario_paths=tuple(choices("scenarios").values()),
    )
    return replace(held, scenario_paths=_fitting(held) if organisation else ())


def _fitting(project: UploadedProject) -> tuple[Path, ...]:
    """The scenarios that name only teams of the project's organisation."""
    teams = {team.id for team in project.organisation.teams}
    return tuple(
        path
        for path, scenario in zip(project.scenario_paths, project.scenarios, strict=True)
        if teams.issuperset(change.team for change in scenario.changes if not isinstance(change, Arrivals))
    )


def title(kind: str, path: Path) -> str:
    """What a shipped model calls itself."""
    if kind == "guidelines":
        return load_guideline(path).newest.title
    if kind == "organisations":
        return load_organisation(path).title
    return load_time_study(path).title


def choices(kind: str) -> dict[str, Path]:
    """The shipped models of a kind (guidelines, organisations, time_studies, scenarios) by name."""
    folder = shipped("models", kind)
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return {path.stem: path for path in found if path.is_dir() or path.suffix == ".yaml"}
