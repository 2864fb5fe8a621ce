"""Guesses an import profile from a file's column names and content; a person corrects it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pandas as pd

from procesanalyse.errors import FaultCollector
from procesanalyse.eventlog import vocabulary
from procesanalyse.eventlog.columns import header_is_data, shown_header
from procesanalyse.eventlog.guess_times import GuessedTimes, guess_times
from procesanalyse.eventlog.profile_model import (
    TIME_ROLES,
    AttributeColumn,
    CaseEnd,
    Columns,
    Profile,
    RowFilter,
    SourceSpec,
    TimeFormat,
)
from procesanalyse.eventlog.read_csv import decoded, found_delimiter, found_encoding, found_skip_rows
from procesanalyse.eventlog.read_xes import CASE_PREFIX
from procesanalyse.eventlog.source import SourceFile, SourceTable, format_of, open_source
from procesanalyse.eventlog.table import CASE_COLUMNS, EVENT_COLUMNS
from procesanalyse.eventlog.tables import source_table
from procesanalyse.eventlog.vocabulary import plain

#: A text column with at most this many different values is guessed to be an attribute.
FEW_VALUES = 20
_REQUIRED = ("case", "activity", "time")


@dataclass(frozen=True)
class _Seen:
    """What the guess looks at: the table, its format, and the columns of times."""

    table: SourceTable
    format: Literal["csv", "xes"]
    times: Mapping[str, GuessedTimes]

    @property
    def header(self) -> list[str]:
        return [str(name) for name in self.table.frame.columns]


def guess_profile(path: str | Path) -> Profile:
    """A profile for this file; UnusableInput if no case, activity or time can be found in it."""
    return guess_from_source(open_source(path))


def guess_from_source(source: SourceFile) -> Profile:
    """As `guess_profile`, for a file already read."""
    seen = _look(source)
    roles = _roles(seen)
    _check(seen, roles)
    used = set(roles.values())
    filters = _filters(seen)
    used |= {rule.column for rule in filters}
    case_attributes, event_attributes = _attributes(seen, roles, used)
    planned = bool(
        seen.table.frame[roles["time"]].isna().any() and (roles.get("registered") or roles.get("due"))
    )
    return Profile(
        columns=Columns(**roles),
        title=source.stem,
        source=_spec(seen),
        formats=_formats(seen, roles),
        case_attributes=case_attributes,
        event_attributes=event_attributes,
        opened=_case_date(seen, roles, vocabulary.OPENING_COLUMNS),
        case_end=_case_end(seen, roles),
        filters=filters,
        planned=planned,
        duplicates="keep" if seen.format == "xes" else "drop",
        notes=_notes(seen, roles),
    )


def _look(source: SourceFile) -> _Seen:
    kind = format_of(source)
    spec = SourceSpec(format=kind)
    if kind == "csv":
        encoding = found_encoding(source)
        text = decoded(source, encoding)
        delimiter = found_delimiter(text)
        spec = SourceSpec(kind, encoding, delimiter, ",", found_skip_rows(text, delimiter))
    table = source_table(source, SourceSpec(kind, "", spec.delimiter, ",", spec.skip_rows))
    return _Seen(table, kind, _time_columns(table.frame))


def _spec(seen: _Seen) -> SourceSpec:
    if seen.format == "xes":
        return SourceSpec(format="xes", decimal=".")
    table = seen.table
    return SourceSpec("csv", table.encoding, table.delimiter, _decimal(table), table.skip_rows)


def _decimal(table: SourceTable) -> Literal[",", "."]:
    """A point only where cells are separated by commas: then a comma can hardly be the decimal sign."""
    return "." if table.delimiter == "," else ","


def _time_columns(frame: pd.DataFrame) -> dict[str, GuessedTimes]:
    found = {}
    for i, name in enumerate(frame.columns):
        guessed = guess_times(frame.iloc[:, i])
        if guessed:
            found[str(name)] = guessed
    return found


def _roles(seen: _Seen) -> dict[str, str]:
    """Role -> column, by name; a role of time only where the cells are times."""
    names = {plain(name): name for name in reversed(seen.header)}
    roles: dict[str, str] = {}
    for role, usual in vocabulary.COLUMN_NAMES.items():
        fits = (names[word] for word in usual if word in names and names[word] not in roles.values())
        is_time = role in TIME_ROLES
        found = next((name for name in fits if not is_time or name in seen.times), None)
        if found:
            roles[role] = found
    if "time" not in roles:
        left = [name for name in seen.times if name not in roles.values() and not _is_other_time(name)]
        roles |= {"time": left[0]} if left else {}
    return roles


def _is_other_time(column: str) -> bool:
    """Whether the name speaks of something else than when work was done: of a plan, a deadline, a note."""
    others = (role for role in TIME_ROLES if role != "time")
    return any(plain(column) in vocabulary.COLUMN_NAMES.get(role, ()) for role in others)


def _check(seen: _Seen, roles: dict[str, str]) -> None:
    faults = FaultCollector(seen.table.file.name)
    if header_is_data(seen.header):
        faults.add("eventlog.header_looks_like_data", log=seen.table.file.name)
    else:
        for role in _REQUIRED:
            if role not in roles:
                faults.add(f"eventlog.no_{role}_column", columns=shown_header(seen.header))
        for column in dict.fromkeys(roles.values()):
            if seen.header.count(column) > 1:
                faults.add("eventlog.column_twice", value=column, log=seen.table.file.name)
    faults.raise_if_any()


def _formats(seen: _Seen, roles: dict[str, str]) -> dict[str, tuple[TimeFormat, ...]]:
    used = [roles[role] for role in TIME_ROLES if role in roles]
    used += [
        _case_date(seen, roles, names) for names in (vocabulary.OPENING_COLUMNS, vocabulary.CLOSING_COLUMNS)
    ]
    usual = seen.table.default_formats
    found = {column: seen.times[column].formats for column in used if column}
    return {column: formats for column, formats in found.items() if formats != usual}


def _filters(seen: _Seen) -> tuple[RowFilter, ...]:
    found = []
    for column in seen.header:
        if seen.header.count(column) > 1:
            continue
        name = plain(column)
        words: tuple[str, ...] = ()
        if name in vocabulary.STATUS_COLUMNS:
            words = vocabulary.VOID_STATUSES
        elif name in vocabulary.MADE_BY_COLUMNS:
            words = vocabulary.MACHINES
        values = sorted(set(seen.table.frame[column].dropna())) if words else []
        drop = tuple(value for value in values if plain(value) in words)
        if name == "lifecycletransition":
            drop = _unfinished(seen.table.frame[column])
        if drop:
            found.append(RowFilter(column, drop))
    return tuple(found)


def _unfinished(lifecycle: pd.Series) -> tuple[str, ...]:
    """Transitions that are not completions, where there are completions too."""
    values = sorted(set(lifecycle.dropna()))
    done = [value for value in values if value.lower() == "complete"]
    return tuple(value for value in values if value not in done) if done else ()


def _attributes(
    seen: _Seen, roles: dict[str, str], used: set[str]
) -> tuple[tuple[AttributeColumn, ...], tuple[AttributeColumn, ...]]:
    """(of cases, of events): text columns with few values whose name does not speak of a person."""
    frame = seen.table.frame
    of_cases: list[AttributeColumn] = []
    of_events: list[AttributeColumn] = []
    for column in seen.header:
        name = column.removeprefix(CASE_PREFIX)
        if column in used or column in seen.times or not column or seen.header.count(column) > 1:
            continue
        if any(word in plain(column) for word in vocabulary.PERSONAL):
            continue
        if not 2 <= frame[column].nunique() <= FEW_VALUES:
            continue
        in_case = frame.groupby(roles["case"])[column].nunique().max() <= 1
        (of_cases if in_case else of_events).append(AttributeColumn(column, _free_name(name), "text"))
    return tuple(of_cases), tuple(of_events)


def _free_name(name: str) -> str:
    """The column's own name, unless the log uses it for something else."""
    return f"{name}_" if name in EVENT_COLUMNS or name in CASE_COLUMNS else name


def _case_end(seen: _Seen, roles: dict[str, str]) -> CaseEnd:
    for value in sorted(set(seen.table.frame[roles["activity"]].dropna())):
        if plain(value) in vocabulary.CLOSING_ACTIVITIES:
            return CaseEnd("activity", value)
    column = _case_date(seen, roles, vocabulary.CLOSING_COLUMNS)
    return CaseEnd("attribute", column) if column else CaseEnd("unknown")


def _case_date(seen: _Seen, roles: dict[str, str], names: tuple[str, ...]) -> str:
    """A column of dates with one of these names that is no role and never varies within a case; else ''."""
    for column in seen.times:
        if column in roles.values() or plain(column.removeprefix(CASE_PREFIX)) not in names:
            continue
        if seen.header.count(column) > 1:
            continue
        if seen.table.frame.groupby(roles["case"])[column].nunique().max() <= 1:
            return column
    return ""


def _notes(seen: _Seen, roles: dict[str, str]) -> tuple[str, ...]:
    guessed = [seen.times[roles[role]] for role in TIME_ROLES if role in roles and roles[role] in seen.times]
    notes = ["profile_guessed"]
    if any(times.day_month_assumed for times in guessed):
        notes.append("day_month_assumed")
    if any(times.always_midnight for times in guessed):
        notes.append("always_midnight")
    return tuple(notes)
