"""What belongs to the case: attributes, opening, closing, and milestones made from date columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.eventlog.profile_model import CASE_ROLES, CaseEvent, Profile, StatedPrecision
from procesanalyse.eventlog.reading import Reading
from procesanalyse.eventlog.reading_issues import EXAMPLES
from procesanalyse.eventlog.table import TIME_DTYPE, LogIssue, Severity, Window, last_instants
from procesanalyse.eventlog.times import ParsedTimes


@dataclass(frozen=True)
class CaseLevel:
    """One row per case, in order of first appearance.

    `cases` has the columns of the log, `row` the source row of each case's first row;
    `times` and `attributes` are the date and attribute columns that were read, by column
    and precision or kind.
    """

    cases: pd.DataFrame
    row: NDArray[np.int64]
    times: dict[tuple[str, StatedPrecision], ParsedTimes]
    attributes: dict[tuple[str, str], pd.Series]


def case_level(reading: Reading, kept: NDArray[np.int64]) -> CaseLevel:
    """The cases of the kept rows. Where a case column varies within a case, its first stated cell counts."""
    profile, rows = reading.profile, reading.rows[kept]
    cells = reading.cells.iloc[kept]
    codes, ids = pd.factorize(cells[profile.columns.case])
    text = _first_stated(reading, cells, codes, rows)
    _, first = np.unique(codes, return_index=True)
    row = rows[first]
    times = {
        (column, precision): reading.times(text[column], column, precision or None)
        for column, precision in _date_columns(profile)
    }
    of_milestones = [attribute for event in profile.case_events for attribute in event.attributes]
    values = {
        (attribute.column, attribute.kind): reading.values(text[attribute.column], attribute)
        for attribute in [*profile.case_attributes, *of_milestones]
    }
    bad = {column: parsed.unreadable | parsed.implausible for (column, _), parsed in times.items()}
    bad |= {column: parsed.unreadable for (column, _), parsed in values.items()}
    for column, flags in bad.items():
        reading.noted.add(_issue("cell_unreadable", "error", flags, row, {"column": column}))
    cases = pd.DataFrame({"case_id": pd.Series(ids, dtype="string")})
    for role in CASE_ROLES:
        if column := getattr(profile.columns, role):
            cases[role] = text[column]
    for attribute in profile.case_attributes:
        cases[attribute.name] = values[attribute.column, attribute.kind].values
    if profile.opened:
        cases["opened"] = times[profile.opened, ""].time
        without = cases["opened"].isna().to_numpy()
        reading.noted.add(_issue("opened_missing", "info", without, row))
    else:
        reading.noted.add(_issue("opened_unknown", "info", np.ones(len(ids), dtype=bool), row))
    return CaseLevel(cases, row, times, {place: parsed.values for place, parsed in values.items()})


def _issue(
    code: str,
    severity: Severity,
    flags: NDArray[np.bool_],
    row: NDArray[np.int64],
    details: Mapping[str, object] = MappingProxyType({}),
) -> LogIssue:
    examples = tuple(int(number) for number in row[np.flatnonzero(flags)[:EXAMPLES]])
    return LogIssue(code, severity, int(flags.sum()), examples, dict(details))


def _case_columns(profile: Profile) -> list[str]:
    columns = [profile.columns.group, profile.columns.case_type, profile.opened]
    columns += [profile.case_end.name] if profile.case_end.kind == "attribute" else []
    columns += [attribute.column for attribute in profile.case_attributes]
    for event in profile.case_events:
        columns += [event.column, event.due, *(attribute.column for attribute in event.attributes)]
    return list(dict.fromkeys(column for column in columns if column))


def _date_columns(profile: Profile) -> list[tuple[str, StatedPrecision]]:
    found: list[tuple[str, StatedPrecision]] = [(profile.opened, "")]
    found += [(profile.case_end.name, "")] if profile.case_end.kind == "attribute" else []
    for event in profile.case_events:
        found += [(event.column, event.precision), (event.due, event.due_precision)]
    return list(dict.fromkeys(pair for pair in found if pair[0]))


def _first_stated(
    reading: Reading, cells: pd.DataFrame, codes: NDArray[np.int64], rows: NDArray[np.int64]
) -> pd.DataFrame:
    """The first cell that is not empty, per case and column; notes the cases where later ones differ."""
    text = pd.DataFrame(index=pd.RangeIndex(codes.max() + 1))
    for column in _case_columns(reading.profile):
        values = cells[column].reset_index(drop=True)
        first = values.groupby(codes).first().reindex(text.index)
        differs = (values.notna() & (values != first.to_numpy()[codes])).to_numpy(dtype=bool)
        number = len(np.unique(codes[differs]))
        examples = tuple(int(row) for row in rows[differs][:EXAMPLES])
        reading.noted.add(LogIssue("case_column_varies", "info", number, examples, {"column": column}))
        text[column] = first
    return text


def milestones(reading: Reading, of_cases: CaseLevel) -> pd.DataFrame:
    """One event per case and date column that states a date, in the order of the profile."""
    made = [_milestone(of_cases, event, reading.file) for event in reading.profile.case_events]
    columns = ["case_id", "activity", "time", "precision", "milestone", "source_file", "source_row"]
    empty = pd.DataFrame({name: pd.Series(dtype=object) for name in columns})
    if not made:
        return empty.astype({"time": TIME_DTYPE, "milestone": bool, "source_row": np.int64})
    return pd.concat(made, ignore_index=True)


def _milestone(of_cases: CaseLevel, event: CaseEvent, file: str) -> pd.DataFrame:
    parsed = of_cases.times[event.column, event.precision]
    found: dict[str, Any] = {
        "case_id": of_cases.cases["case_id"],
        "activity": event.activity,
        "time": parsed.time,
        "precision": parsed.precision,
        "milestone": True,
        "source_file": file,
        "source_row": of_cases.row,
        "source_column": event.column,
    }
    if event.due:
        due = of_cases.times[event.due, event.due_precision]
        found |= {"due": due.time, "due_precision": due.precision}
    for attribute in event.attributes:
        found[attribute.name] = of_cases.attributes[attribute.column, attribute.kind]
    frame = pd.DataFrame(found)
    return frame[frame["time"].notna()]


def closings(reading: Reading, of_cases: CaseLevel, events: pd.DataFrame, window: Window) -> pd.Series:
    """When each case was closed; missing where it was open at the end of the window.

    A closing that is a date counts to the end of its day, but not beyond the window. One
    that lies wholly after the window has not happened yet. Where an activity closes the case,
    any event after its last one has reopened it; a closing date of the case itself stands.
    """
    begins, ends = _stated_closings(of_cases, events, reading.profile)
    future = (begins > window.end).to_numpy(dtype=bool)
    reopened = _reopened(of_cases, events, ends, reading.profile)
    reading.noted.add(_issue("closed_after_window", "warning", future, of_cases.row))
    reading.noted.add(_issue("case_reopened", "info", reopened, of_cases.row))
    return ends.clip(upper=window.end).mask(future | reopened).astype(TIME_DTYPE)


def _reopened(
    of_cases: CaseLevel, events: pd.DataFrame, ends: pd.Series, profile: Profile
) -> NDArray[np.bool_]:
    if profile.case_end.kind != "activity":
        return np.zeros(len(ends), dtype=bool)
    last = events["time"].astype(TIME_DTYPE).groupby(events["case_id"]).max()
    latest = last.reindex(of_cases.cases["case_id"]).reset_index(drop=True)
    return np.asarray(latest > ends, dtype=bool)


def _stated_closings(
    of_cases: CaseLevel, events: pd.DataFrame, profile: Profile
) -> tuple[pd.Series, pd.Series]:
    """First and last instant of each case's closing."""
    end = profile.case_end
    if end.kind == "attribute":
        parsed = of_cases.times[end.name, ""]
        return parsed.time, last_instants(parsed.time, parsed.precision, profile.zone)
    chosen = events[["case_id", "time", "precision"]]
    if end.kind == "activity":
        chosen = chosen[(events["activity"] == end.name).to_numpy()]
    elif end.kind == "unknown":
        chosen = chosen.iloc[:0]
    last = last_instants(chosen["time"].astype(TIME_DTYPE), chosen["precision"], profile.zone)
    per_case = chosen.assign(ends=last).groupby("case_id")[["time", "ends"]].max()
    found = per_case.reindex(of_cases.cases["case_id"]).reset_index(drop=True)
    return found["time"].astype(TIME_DTYPE), found["ends"].astype(TIME_DTYPE)
