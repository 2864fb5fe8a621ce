"""Reads a file as an event log: `read_log` is the door to this room."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from procesanalyse.errors import FaultCollector
from procesanalyse.eventlog.assemble import assemble
from procesanalyse.eventlog.guess import guess_from_source
from procesanalyse.eventlog.privacy import user_key
from procesanalyse.eventlog.profile import load_profile
from procesanalyse.eventlog.profile_model import Profile
from procesanalyse.eventlog.source import SourceFile, is_xml, open_source, source_of, stem_of
from procesanalyse.eventlog.table import EventLog
from procesanalyse.eventlog.tables import source_table
from procesanalyse.eventlog.validate import validate


def read_log(
    path: str | Path, profile: Profile | None = None, *, key: bytes | None = None, now: datetime | None = None
) -> EventLog:
    """The event log in a CSV or XES file (also .gz), with its issues.

    Without `profile` it is `NAME.profile.yaml` beside the file, else guessed. `key` makes
    the pseudonyms (default: this user's key, made at first use). `now` is the instant
    after which a time is in the future (default: the clock). UnusableInput, with every
    fault, if the file cannot be used.
    """
    source = open_source(path)
    if profile is None:
        beside = profile_beside(path)
        profile = load_profile(beside) if beside.is_file() else None
    return _read(source, profile, key, now)


def read_log_bytes(
    name: str,
    data: bytes,
    profile: Profile | None = None,
    *,
    key: bytes | None = None,
    now: datetime | None = None,
) -> EventLog:
    """The event log in an uploaded file that never touches the disk; otherwise as `read_log`."""
    return _read(source_of(name, data), profile, key, now)


def profile_beside(path: str | Path) -> Path:
    """Where the profile of a file is looked for: cases.csv -> cases.profile.yaml in the same folder."""
    place = Path(path)
    return place.with_name(f"{stem_of(place.name)}.profile.yaml")


def _read(source: SourceFile, profile: Profile | None, key: bytes | None, now: datetime | None) -> EventLog:
    profile = profile or guess_from_source(source)
    _check_format(source, profile)
    table = source_table(source, profile.source)
    log = assemble(table, profile, _once(key), now or datetime.now(UTC))
    return dataclasses.replace(log, issues=(*log.issues, *validate(log)))


def _check_format(source: SourceFile, profile: Profile) -> None:
    """A fault of the profile where it states the other format than the file has."""
    stated, found = profile.source.format, "xes" if is_xml(source) else "csv"
    faults = FaultCollector(profile.file or source.name)
    if stated and stated != found:
        place = "source.format"
        line = profile.lines.get(place)
        faults.add("eventlog.wrong_format", line=line, field=place, value=stated.upper(), found=found.upper())
    faults.raise_if_any()


def _once(key: bytes | None) -> Callable[[], bytes]:
    """The given key, else the user's, fetched when first asked for."""
    kept = [key] if key is not None else []

    def fetch() -> bytes:
        if not kept:
            kept.append(user_key())
        return kept[0]

    return fetch
