"""A project folder: one `project.yaml` that names log, guideline, organisation and scenarios.

Paths in it are relative to the folder. Parts are read when first asked for and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from procesanalyse.documents.reading import read_document
from procesanalyse.documents.section import Section
from procesanalyse.errors import Fault, FaultCollector, UnusableInput
from procesanalyse.workspace.files import sha256_of

if TYPE_CHECKING:
    from procesanalyse.calibration.time_study import TimeStudy
    from procesanalyse.eventlog.table import EventLog
    from procesanalyse.guideline.model import GuidelineHistory
    from procesanalyse.organisation.model import Organisation
    from procesanalyse.simulation.scenario import Scenario

PROJECT_FILE = "project.yaml"


@dataclass(frozen=True)
class Project:
    """What a project names; `demo` marks synthetic data, which every screen then says."""

    folder: Path
    title: str
    demo: bool
    log_path: Path
    profile_path: Path | None
    guideline_path: Path | None
    organisation_path: Path | None
    time_study_path: Path | None
    scenario_paths: tuple[Path, ...]

    @cached_property
    def log(self) -> EventLog:
        """The event log, read and pseudonymised."""
        from procesanalyse.eventlog.profile import load_profile
        from procesanalyse.eventlog.read import read_log

        profile = load_profile(self.profile_path) if self.profile_path else None
        return read_log(self.log_path, profile)

    @cached_property
    def guidelines(self) -> GuidelineHistory:
        """The guideline or its history."""
        from procesanalyse.guideline.load import load_guideline

        return load_guideline(self._named("guideline", self.guideline_path))

    @cached_property
    def organisation(self) -> Organisation:
        """Teams, members and routes."""
        from procesanalyse.organisation.load import load_organisation

        return load_organisation(self._named("organisation", self.organisation_path))

    @cached_property
    def time_study(self) -> TimeStudy | None:
        """Hours per activity, or None where the project names no time study."""
        from procesanalyse.calibration.time_study import load_time_study

        return load_time_study(self.time_study_path) if self.time_study_path else None

    @cached_property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The project's scenarios, in the order of the file."""
        from procesanalyse.simulation.scenario import load_scenario

        return tuple(load_scenario(path) for path in self.scenario_paths)

    @cached_property
    def sha256(self) -> str:
        """Hash over every file the project names: a key for caches."""
        named = (self.log_path, self.profile_path, self.guideline_path, self.organisation_path)
        paths = [path for path in (*named, self.time_study_path, *self.scenario_paths) if path]
        return sha256_of(*paths)

    def _named(self, key: str, path: Path | None) -> Path:
        if path is None:
            file = str(self.folder / PROJECT_FILE)
            raise UnusableInput([Fault("workspace.not_named", file=file, field=key)])
        return path


def open_project(path: Path) -> Project:
    """The project of a folder (or of its project.yaml); every fault of the file at once."""
    file = path / PROJECT_FILE if path.is_dir() else path
    faults = FaultCollector(str(file))
    if path.is_dir() and not file.exists():
        raise UnusableInput([Fault("workspace.no_project", file=str(path))])
    top = read_document(file, faults)
    top.integer("version", 1)
    project = _project(top, file.parent)
    top.finish()
    faults.raise_if_any()
    return project


def is_project(path: Path) -> bool:
    """Whether the path is a folder with a project file, or such a file."""
    return path.is_dir() or path.name == PROJECT_FILE


def _project(top: Section, folder: Path) -> Project:
    log = top.section("log", required=True)
    profile = _path(log, "profile", folder) if log else None
    log_path = _path(log, "file", folder, required=True) if log else None
    if log:
        log.finish()
    return Project(
        folder=folder,
        title=top.text("title"),
        demo=top.flag("demo"),
        log_path=log_path or folder,
        profile_path=profile,
        guideline_path=_path(top, "guideline", folder),
        organisation_path=_path(top, "organisation", folder),
        time_study_path=_path(top, "time_study", folder),
        scenario_paths=tuple(
            found for name in top.texts("scenarios") if (found := _existing(top, "scenarios", folder / name))
        ),
    )


def _path(section: Section, key: str, folder: Path, *, required: bool = False) -> Path | None:
    name = section.text(key, None if required else "")
    return _existing(section, key, folder / name) if name else None


def _existing(section: Section, key: str, path: Path) -> Path | None:
    if path.exists():
        return path
    section.fault("workspace.missing_file", key, path.name)
    return None
