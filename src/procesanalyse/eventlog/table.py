"""The event table: one immutable log, real or simulated.

`EventLog` is made only by `build_log`, which sorts once, completes missing columns
with missing values (never invented ones) and checks the invariants that everything
above relies on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.workcalendar.zones import day_ends, local_dates

TIME_DTYPE = "datetime64[us, UTC]"
Severity = Literal["info", "warning", "error"]
Selection = Literal["opened_in", "closed_in", "active_in"]
AttributeKind = Literal["text", "number", "flag", "instant", "date"]

#: Columns of `EventLog.events` that every log has, in this order; attributes follow.
EVENT_COLUMNS: Mapping[str, str] = {
    "case": "int32: row number in `cases`",
    "activity": "category: the step, as cleaned by the profile",
    "time": "UTC: when it was completed; for precision 'date' the local midnight that begins it",
    "precision": "category 'instant' | 'date': of `time` (and of start, enabled, ready)",
    "start": "UTC or missing: when work began",
    "enabled": "UTC or missing: when nothing in the case stood in its way",
    "ready": "UTC or missing: when its external wait was over",
    "resource": "category or missing: pseudonym of the person",
    "team": "category or missing",
    "instance": "category or missing: notification, assessment, measure or child it belongs to",
    "registered": "UTC or missing: when it was written into the system",
    "due": "UTC or missing: the deadline stated by this row",
    "due_precision": "category 'instant' | 'date' or missing: of `due`",
    "milestone": "bool: made from a date attribute of the case, not from a row of its own",
    "source_file": "category",
    "source_row": "int64: line or row in the source, 1 is the first",
    "source_column": "category or missing: in wide tables and for milestones",
}

CASE_COLUMNS: Mapping[str, str] = {
    "case_id": "string: pseudonym",
    "group": "category or missing: the family (siblings)",
    "case_type": "category or missing",
    "opened": "UTC or missing: the profile's column, else the first event",
    "closed": "UTC or missing: missing means open at the end of the window",
}

PLANNED_COLUMNS: Mapping[str, str] = {
    "case": "int32",
    "activity": "category",
    "registered": "UTC or missing",
    "due": "UTC or missing",
    "due_precision": "category or missing",
    "resource": "category or missing",
    "team": "category or missing",
    "instance": "category or missing",
    "source_file": "category",
    "source_row": "int64",
}

REJECTED_COLUMNS: Mapping[str, str] = {
    "file": "string",
    "row": "int64",
    "column": "string",
    "code": "string: why; a key of texts.issues",
}

_TIMES = ("time", "start", "enabled", "ready", "registered", "due", "opened", "closed")
_CATEGORIES = [
    "activity",
    "precision",
    "resource",
    "team",
    "instance",
    "due_precision",
    "source_file",
    "source_column",
    "group",
    "case_type",
]


#: What a missing attribute column of a kind is made of.
_MISSING = {"text": "string", "number": "float64", "flag": "boolean"}


@dataclass(frozen=True, slots=True)
class Window:
    """The period the extract covers, as UTC instants; `end` is the instant verdicts are judged at."""

    start: pd.Timestamp
    end: pd.Timestamp


@dataclass(frozen=True, slots=True)
class RowCount:
    """Rows of the source; `rows == kept + filtered + duplicate + rejected` always holds.

    A planned row is kept (it stands in `EventLog.planned`). Milestones are made from
    case attributes, so they are not rows and are counted apart.
    """

    rows: int
    kept: int
    filtered: int = 0
    duplicate: int = 0
    rejected: int = 0
    milestones: int = 0

    def __post_init__(self) -> None:
        if self.rows != self.kept + self.filtered + self.duplicate + self.rejected:
            raise ValueError(f"rows were lost: {self}")


@dataclass(frozen=True, slots=True)
class LogIssue:
    """Something odd in the data: a code of `texts.issues`, how many, a few source rows."""

    code: str
    severity: Severity
    count: int
    rows: tuple[int, ...] = ()
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attribute:
    """A further column of events or cases that the profile names."""

    name: str
    kind: AttributeKind


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a log comes from: hashes of its files, or the model, scenario and seed it was simulated from."""

    kind: Literal["imported", "simulated"]
    title: str = ""
    file_sha256: tuple[str, ...] = ()
    profile_sha256: str = ""
    key_fingerprint: str = ""
    model_sha256: str = ""
    scenario: str = ""
    seed: int | None = None
    replication: int | None = None


@dataclass(frozen=True)
class EventLog:
    """One event log; frames are never written to after `build_log` made it."""

    events: pd.DataFrame
    cases: pd.DataFrame
    planned: pd.DataFrame
    participants: pd.DataFrame
    offsets: NDArray[np.int64]
    window: Window
    selection: Selection
    zone: str
    event_attributes: tuple[Attribute, ...]
    case_attributes: tuple[Attribute, ...]
    rows: RowCount
    rejected: pd.DataFrame
    issues: tuple[LogIssue, ...]
    origin: Origin

    @property
    def steps(self) -> pd.DataFrame:
        """Events that were rows of their own: what discovery counts (milestones left out)."""
        return self.events[~self.events["milestone"].to_numpy()]

    @property
    def activities(self) -> tuple[str, ...]:
        """All activity names, milestones included, in alphabetical order."""
        return tuple(self.events["activity"].cat.categories)

    def attribute_kind(self, name: str) -> AttributeKind | None:
        """Kind of an event or case attribute; None if the log has none of that name."""
        for attribute in (*self.event_attributes, *self.case_attributes):
            if attribute.name == name:
                return attribute.kind
        return None


def build_log(
    events: pd.DataFrame,
    cases: pd.DataFrame,
    *,
    zone: str,
    window: Window | None = None,
    selection: Selection = "active_in",
    planned: pd.DataFrame | None = None,
    participants: pd.DataFrame | None = None,
    event_attributes: tuple[Attribute, ...] = (),
    case_attributes: tuple[Attribute, ...] = (),
    rows: RowCount | None = None,
    rejected: pd.DataFrame | None = None,
    issues: tuple[LogIssue, ...] = (),
    origin: Origin | None = None,
) -> EventLog:
    """The log of these events and cases, sorted by (case, time, source row).

    `events` and `planned` name their case in a column `case_id` that `cases` has once;
    `events` needs `activity` and `time` (tz-aware). `participants` has `source_row`,
    `source_file` (optional) and `resource`. Every other column of EVENT_COLUMNS is
    completed as missing; columns that are neither standard nor in the attributes are
    an error of the caller. Without `window` it runs from the first to the last event
    (a date counts to the end of its day).
    """
    case_frame = _complete(cases.reset_index(drop=True), CASE_COLUMNS, case_attributes)
    if case_frame["case_id"].duplicated().any():
        raise ValueError("case_id must be unique in cases")
    event_frame = _with_case_codes(events, case_frame)
    event_frame = _complete(_with_defaults(event_frame), EVENT_COLUMNS, event_attributes)
    if event_frame["time"].isna().any():
        raise ValueError("an event without a time is a planned row, not an event")
    event_frame = _sorted(event_frame)
    counts = np.bincount(event_frame["case"].to_numpy(), minlength=len(case_frame))
    offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return EventLog(
        events=event_frame,
        cases=_with_openings(case_frame, event_frame, offsets),
        planned=_planned(planned, case_frame),
        participants=_participants(participants, event_frame),
        offsets=offsets,
        window=window or _covered(event_frame, zone),
        selection=selection,
        zone=zone,
        event_attributes=event_attributes,
        case_attributes=case_attributes,
        rows=rows or RowCount(rows=len(event_frame), kept=len(event_frame)),
        rejected=_complete(
            pd.DataFrame(columns=list(REJECTED_COLUMNS)) if rejected is None else rejected,
            REJECTED_COLUMNS,
            (),
        ),
        issues=issues,
        origin=origin or Origin(kind="imported"),
    )


def end_of_day(times: pd.Series, zone: str) -> pd.Series:
    """Last microsecond of the local day that each UTC time lies in, as UTC."""
    instants = times.astype(TIME_DTYPE).astype("int64").to_numpy()
    ends = day_ends(local_dates(instants, zone), zone).view("datetime64[us]")
    return pd.Series(ends, index=times.index).dt.tz_localize("UTC")


def last_instants(times: pd.Series, precision: pd.Series, zone: str) -> pd.Series:
    """The last instant each time can mean: itself, or for precision 'date' the end of its day."""
    is_date = (precision == "date").to_numpy() & times.notna().to_numpy()
    last = times.copy()
    if is_date.any():
        last[is_date] = end_of_day(times[is_date], zone)
    return last


def _with_case_codes(frame: pd.DataFrame, cases: pd.DataFrame) -> pd.DataFrame:
    codes = pd.Index(cases["case_id"]).get_indexer(frame["case_id"])
    if (codes < 0).any():
        raise ValueError("an event names a case that cases does not have")
    return frame.drop(columns="case_id").assign(case=codes.astype(np.int32))


def _with_defaults(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.reset_index(drop=True)
    defaults: dict[str, object] = {
        "precision": "instant",
        "milestone": False,
        "source_file": "",
        "source_row": np.arange(1, len(frame) + 1, dtype=np.int64),
    }
    return frame.assign(**{k: v for k, v in defaults.items() if k not in frame.columns})


def _complete(
    frame: pd.DataFrame, columns: Mapping[str, str], attributes: tuple[Attribute, ...]
) -> pd.DataFrame:
    wanted = [*columns, *(attribute.name for attribute in attributes)]
    unknown = set(frame.columns) - set(wanted)
    if unknown:
        raise ValueError(f"columns that nobody named: {sorted(unknown)}")
    kinds = {attribute.name: attribute.kind for attribute in attributes}
    done = {name: _column(frame, name, kinds.get(name)) for name in wanted}
    return pd.DataFrame(done, index=frame.index)


def _column(frame: pd.DataFrame, name: str, kind: AttributeKind | None) -> pd.Series:
    given = frame[name] if name in frame.columns else None
    if name in _TIMES or kind in ("instant", "date"):
        if given is None:
            return pd.Series(pd.NaT, index=frame.index, dtype=TIME_DTYPE)
        return given.astype(TIME_DTYPE)
    if name in _CATEGORIES:
        return _category(given, frame.index)
    if given is None:
        return pd.Series(pd.NA, index=frame.index, dtype=_MISSING.get(kind or "text", "string"))
    return given


def _category(given: pd.Series | None, index: pd.Index) -> pd.Series:
    if given is None:
        return pd.Series(pd.Categorical([None] * len(index)), index=index)
    present = given.astype("string").astype(object).where(given.notna(), None)
    categories = sorted({value for value in present if value is not None})
    return pd.Series(pd.Categorical(present, categories=categories), index=index)


def _sorted(events: pd.DataFrame) -> pd.DataFrame:
    """The events by (case, time, source row)."""
    order = np.lexsort(
        (
            events["source_row"].to_numpy(),
            events["source_file"].cat.codes.to_numpy(),
            events["time"].to_numpy(),
            events["case"].to_numpy(),
        )
    )
    return events.iloc[order].reset_index(drop=True)


def _with_openings(cases: pd.DataFrame, events: pd.DataFrame, offsets: NDArray[np.int64]) -> pd.DataFrame:
    has_events = np.flatnonzero(np.diff(offsets) > 0)
    first = pd.Series(pd.NaT, index=cases.index, dtype=TIME_DTYPE)
    first.iloc[has_events] = events["time"].iloc[offsets[has_events]].array
    return cases.assign(opened=cases["opened"].fillna(first))


def _planned(planned: pd.DataFrame | None, cases: pd.DataFrame) -> pd.DataFrame:
    if planned is None or planned.empty:
        planned = pd.DataFrame({"case_id": pd.Series([], dtype=object)})
    frame = _with_case_codes(planned, cases)
    if "source_row" not in frame.columns:
        frame = frame.assign(source_row=np.arange(1, len(frame) + 1, dtype=np.int64))
    return _complete(frame, PLANNED_COLUMNS, ()).reset_index(drop=True)


def _participants(participants: pd.DataFrame | None, events: pd.DataFrame) -> pd.DataFrame:
    """(event, resource): `event` is the row number in `events`; a milestone has none."""
    if participants is None or participants.empty:
        return pd.DataFrame({"event": np.array([], dtype=np.int64), "resource": pd.Categorical([])})
    keys = ["source_file", "source_row"] if "source_file" in participants else ["source_row"]
    rows = events[keys].astype({"source_file": object} if "source_file" in keys else {})
    rows = rows.assign(event=np.arange(len(rows)))[~events["milestone"].to_numpy()]
    found = rows.merge(participants, on=keys, how="inner")
    found = found.sort_values(["event", "resource"]).reset_index(drop=True)
    return pd.DataFrame(
        {
            "event": found["event"].astype(np.int64),
            "resource": _category(found["resource"], found.index),
        }
    )


def _covered(events: pd.DataFrame, zone: str) -> Window:
    if events.empty:
        raise ValueError("a log without events needs a window")
    last = last_instants(events["time"], events["precision"], zone)
    return Window(start=events["time"].min(), end=last.max())
