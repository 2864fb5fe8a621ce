"""A table of text cells and a profile -> an event log."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from procesanalyse.errors import FaultCollector, UnusableInput
from procesanalyse.eventlog.case_level import case_level, closings, milestones
from procesanalyse.eventlog.columns import check_columns, used_cells
from procesanalyse.eventlog.privacy import fingerprint
from procesanalyse.eventlog.profile_model import NAME_ROLES, TIME_ROLES, AttributeColumn, Profile
from procesanalyse.eventlog.protect import check_cpr, needs_key, protected
from procesanalyse.eventlog.reading import Reading
from procesanalyse.eventlog.reading_issues import Noted, of_profile
from procesanalyse.eventlog.rows import Fates, decide
from procesanalyse.eventlog.source import SourceTable
from procesanalyse.eventlog.table import Attribute, EventLog, Origin, RowCount, build_log
from procesanalyse.eventlog.times import ParsedTimes
from procesanalyse.eventlog.window import log_window


def assemble(table: SourceTable, profile: Profile, key: Callable[[], bytes], now: datetime) -> EventLog:
    """The log that `profile` reads in `table`; UnusableInput if it cannot be, with every fault.

    `key` is called only if something becomes a pseudonym. `now` bounds the window where
    the profile does not say when it ends. Rows may come in any order: `table.rows` decides.
    """
    _check(table, profile)
    reading = _reading(table, profile, key)
    time = reading.times(reading.cells[profile.columns.time], profile.columns.time)
    fates = decide(reading.cells, time, profile)
    _check_left(fates, table)
    of_cases = case_level(reading, np.flatnonzero(fates.kept))
    frame = _row_frame(reading, time, fates)
    is_planned = fates.planned[fates.kept]
    made = milestones(reading, of_cases)
    steps = frame[~is_planned].assign(milestone=False)
    events = pd.concat([made, steps], ignore_index=True)
    window = log_window(profile, events, now)
    reading.noted.time_flags(profile.columns.time, time, fates.kept)
    reading.noted.fates(fates)
    reading.noted.records(table.rejected)
    cases = of_cases.cases.assign(closed=closings(reading, of_cases, events, window))
    return build_log(
        events,
        cases,
        zone=profile.zone,
        window=window,
        selection=profile.selection,
        planned=_planned(frame[is_planned]),
        participants=_participants(reading, fates),
        event_attributes=_log_attributes(profile.event_attribute_columns),
        case_attributes=_log_attributes(profile.case_attributes),
        rows=_count(table, fates, len(made)),
        rejected=_rejected(reading, fates),
        issues=(*table.issues, *reading.noted.issues(), *of_profile(profile.notes)),
        origin=_origin(table, profile, key),
    )


def _reading(table: SourceTable, profile: Profile, key: Callable[[], bytes]) -> Reading:
    """The table's used cells in source order, protected, with activities spelled as the profile wants."""
    order = np.argsort(table.rows, kind="stable")
    rows = table.rows[order]
    raw = used_cells(table, profile).iloc[order].reset_index(drop=True)
    cells = _respelled(protected(raw, profile, key), profile)
    return Reading(table, profile, cells, rows, Noted(rows))


def _check(table: SourceTable, profile: Profile) -> None:
    faults = FaultCollector(profile.file or table.file.name)
    check_columns(table, profile, faults)
    in_file = FaultCollector(table.file.name)
    check_cpr(table.frame, profile, in_file)
    found = [*faults.faults, *in_file.faults]
    if found:
        raise UnusableInput(found)


def _respelled(cells: pd.DataFrame, profile: Profile) -> pd.DataFrame:
    """The cells with the profile's spellings of activities put right."""
    proper = {wrong: name for name, spellings in profile.activities.items() for wrong in spellings}
    if not proper:
        return cells
    activity = cells[profile.columns.activity]
    return cells.assign(**{profile.columns.activity: activity.replace(proper)})


def _check_left(fates: Fates, table: SourceTable) -> None:
    if (fates.kept & ~fates.planned).any():
        return
    faults = FaultCollector(table.file.name)
    reasons = Counter(str(code) for code in fates.code if code)
    counts: dict[str, Any] = {
        "rows": len(fates.kept) + len(table.rejected),
        "filtered": int(fates.filtered.sum()),
        "rejected": int(fates.rejected.sum()) + len(table.rejected),
        "planned": int(fates.planned.sum()),
    }
    if reasons and reasons.most_common(1)[0][0] == "time_unreadable":
        faults.add("eventlog.no_readable_times", **counts)
    else:
        faults.add("eventlog.no_rows_left", **counts)
    faults.raise_if_any()


def _row_frame(reading: Reading, time: ParsedTimes, fates: Fates) -> pd.DataFrame:
    """Kept rows with the standard columns of events and the attributes of events."""
    cells, columns, profile = reading.cells, reading.profile.columns, reading.profile
    found: dict[str, Any] = {
        "case_id": cells[columns.case].astype("string"),
        "activity": cells[columns.activity],
        "time": time.time,
        "precision": time.precision,
        "source_file": reading.file,
        "source_row": reading.rows,
    }
    for role in TIME_ROLES[1:]:
        if column := getattr(columns, role):
            parsed = reading.times(cells[column], column)
            reading.noted.unreadable(column, (parsed.unreadable | parsed.implausible) & fates.kept)
            found[role] = parsed.time
            if role == "due":
                found["due_precision"] = parsed.precision
    for role in NAME_ROLES:
        if column := getattr(columns, role):
            found[role] = cells[column]
    for attribute in profile.event_attributes:
        values = reading.values(cells[attribute.column], attribute)
        reading.noted.unreadable(attribute.column, values.unreadable & fates.kept)
        found[attribute.name] = values.values
    return pd.DataFrame(found)[fates.kept]


def _planned(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows without a completion time, with the columns that planned work has."""
    wanted = ("case_id", "activity", "registered", "due", "due_precision", *NAME_ROLES)
    return frame[[name for name in (*wanted, "source_file", "source_row") if name in frame.columns]]


def _participants(reading: Reading, fates: Fates) -> pd.DataFrame | None:
    """The further people of kept rows, one row each."""
    columns = reading.profile.columns
    if not columns.participants:
        return None
    people = reading.cells[columns.participants].str.split(columns.participants_separator, regex=False)
    frame = pd.DataFrame({"source_file": reading.file, "source_row": reading.rows, "resource": people})
    frame = frame[fates.kept].explode("resource").dropna(subset="resource")
    frame = frame.assign(resource=frame["resource"].astype("str").str.strip())
    return frame[frame["resource"] != ""].drop_duplicates()


def _log_attributes(attributes: tuple[AttributeColumn, ...]) -> tuple[Attribute, ...]:
    return tuple(Attribute(attribute.name, attribute.kind) for attribute in attributes)


def _count(table: SourceTable, fates: Fates, made: int) -> RowCount:
    return RowCount(
        rows=len(table.frame) + len(table.rejected),
        kept=int(fates.kept.sum()),
        filtered=int(fates.filtered.sum()),
        duplicate=int(fates.duplicate.sum()),
        rejected=int(fates.rejected.sum()) + len(table.rejected),
        milestones=made,
    )


def _rejected(reading: Reading, fates: Fates) -> pd.DataFrame:
    out, table = fates.rejected, reading.table
    of_rows = pd.DataFrame(
        {
            "file": pd.Series([reading.file] * int(out.sum()), dtype="string"),
            "row": reading.rows[out],
            "column": pd.Series(fates.column[out], dtype="string"),
            "code": pd.Series(fates.code[out], dtype="string"),
        }
    )
    return pd.concat([table.rejected, of_rows]).sort_values("row", kind="stable").reset_index(drop=True)


def _origin(table: SourceTable, profile: Profile, key: Callable[[], bytes]) -> Origin:
    own_hash = profile.sha256 or hashlib.sha256(repr(profile).encode()).hexdigest()
    return Origin(
        kind="imported",
        title=profile.title or table.file.stem,
        file_sha256=(table.file.sha256,),
        profile_sha256=own_hash,
        key_fingerprint=fingerprint(key()) if needs_key(profile) else "",
    )
