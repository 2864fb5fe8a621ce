"""Guideline files to a `GuidelineHistory`, or one `UnusableInput` that lists every fault of every file."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from procesanalyse.documents.reading import parse_document, read_text
from procesanalyse.documents.section import Section
from procesanalyse.errors import FaultCollector, UnusableInput
from procesanalyse.guideline.model import (
    Activity,
    Guideline,
    GuidelineHistory,
    Handover,
    Phase,
)
from procesanalyse.guideline.read_rule import read_duration, read_rule
from procesanalyse.guideline.vocabulary import Vocabulary
from procesanalyse.workcalendar.read import read_calendar, read_zone

SUPPORTED_VERSION = 1
MOST_BYTES = 2_000_000


def load_guideline(path: str | Path) -> GuidelineHistory:
    """The guidelines of a file, or of all `*.yaml` files of a folder in order of validity."""
    place = Path(path)
    files = sorted([*place.glob("*.yaml"), *place.glob("*.yml")]) if place.is_dir() else [place]
    history = FaultCollector(str(place))
    if not files:
        history.add("guideline.no_files", value=place.name)
    history.raise_if_any()
    loaded = [_load_file(file) for file in files]
    faults = [fault for _, found in loaded for fault in found.faults]
    versions = [guideline for guideline, _ in loaded if guideline is not None]
    versions.sort(key=lambda guideline: guideline.valid_from)
    _check_overlap(versions, history)
    if faults or history.faults:
        raise UnusableInput([*faults, *history.faults])
    return GuidelineHistory(tuple(versions))


def parse_guideline(text: str, file: str = "") -> Guideline:
    """The guideline of one YAML text; `UnusableInput` with every fault."""
    faults = FaultCollector(file)
    guideline = _parse(text, faults)
    faults.raise_if_any()
    return guideline


def _load_file(file: Path) -> tuple[Guideline | None, FaultCollector]:
    faults = FaultCollector(str(file))
    try:
        return _parse(read_text(file, faults, most_bytes=MOST_BYTES), faults), faults
    except UnusableInput:
        return None, faults


def _parse(text: str, faults: FaultCollector) -> Guideline:
    root = parse_document(text, faults)
    guideline = _read(root, hashlib.sha256(text.encode()).hexdigest())
    root.finish()
    return guideline


def _read(root: Section, sha256: str) -> Guideline:
    _check_version(root)
    valid_from = root.date("valid_from", required=True, iso_only=True) or date.min
    valid_to = root.date("valid_to", iso_only=True)
    if valid_to is not None and valid_to < valid_from:
        root.fault("guideline.ends_before_it_begins", "valid_to", valid_to)
    phases = tuple(_read_phase(section) for section in _unlike(root, "phases"))
    activities = tuple(_read_activity(section, phases) for section in _unlike(root, "activities"))
    words = Vocabulary.of(activities)
    _check_names(root, words)
    rules = tuple(read_rule(section, words) for section in _unlike(root, "rules"))
    if not rules and not root.faults.faults:
        root.fault("guideline.no_rules", "rules")
    return Guideline(
        id=root.text("id"),
        title=root.text("title"),
        valid_from=valid_from,
        valid_to=valid_to,
        source=root.text("source", ""),
        calendar=read_calendar(root),
        zone=read_zone(root),
        phases=phases,
        activities=activities,
        handovers=tuple(_read_handover(section) for section in root.sections("handovers")),
        flow=_read_flow(root, words),
        rules=rules,
        file=root.faults.file,
        sha256=sha256,
    )


def _check_version(root: Section) -> None:
    version = root.raw("version")
    if version != SUPPORTED_VERSION:
        root.fault("guideline.unsupported_version", "version", "" if version is None else version)


def _read_phase(section: Section) -> Phase:
    phase = Phase(section.text("id"), section.text("title"))
    section.finish()
    return phase


def _read_activity(section: Section, phases: tuple[Phase, ...]) -> Activity:
    phase = section.text("phase", "")
    if phase and phase not in {known.id for known in phases}:
        section.fault("guideline.unknown_phase", "phase", phase)
    tools = []
    for tool in section.sections("tools"):
        tools.append((tool.text("title"), tool.text("link", "")))
        tool.finish()
    activity = Activity(
        id=section.text("id"),
        title=section.text("title"),
        phase=phase,
        aliases=section.texts("aliases"),
        role=section.text("role", ""),
        decides=section.text("decides", ""),
        documents=section.texts("documents"),
        tools=tuple(tools),
        guidance=section.text("guidance", ""),
        interim_until=section.date("interim_until", iso_only=True),
    )
    section.finish()
    return activity


def _read_handover(section: Section) -> Handover:
    handover = Handover(
        giver=section.text("from"),
        receiver=section.text("to"),
        when=section.text("when", ""),
        responsible=section.text("responsible", ""),
        within=read_duration(section, "within"),
    )
    section.finish()
    return handover


def _read_flow(root: Section, words: Vocabulary) -> tuple[tuple[str, tuple[str, ...]], ...]:
    section = root.section("flow")
    if section is None:
        return ()
    return tuple((key, words.known(section, key, section.texts(key))) for key in section.written)


def _unlike(root: Section, key: str) -> list[Section]:
    """The sections of a list, after noting ids that an earlier one has."""
    sections, seen = list(root.sections(key)), set()
    for section in sections:
        name = section.text("id", "")
        if name and name in seen:
            section.fault("guideline.duplicate_id", "id", name)
        seen.add(name)
    return sections


def _check_names(root: Section, words: Vocabulary) -> None:
    for name, first, second in words.clashes:
        root.fault("guideline.name_in_two_activities", "activities", name, first=first, second=second)


def _check_overlap(versions: list[Guideline], faults: FaultCollector) -> None:
    for earlier, later in pairwise(versions):
        if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
            faults.add(
                "guideline.overlap",
                field="valid_to",
                value=later.valid_from,
                first=Path(earlier.file).name,
                second=Path(later.file).name,
                day_before=(later.valid_from - timedelta(days=1)).isoformat(),
            )
