"""What an import profile says, after it was read and checked; `profile.load_profile` makes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from procesanalyse.eventlog.table import AttributeKind, Selection

Precision = Literal["instant", "date"]
#: '' means: as the format that fits says.
StatedPrecision = Literal["", "instant", "date"]
Protection = Literal["pseudonymise", "keep"]
CprAction = Literal["pseudonymise", "drop", "not_cpr"]

#: The format name for ISO 8601, with or without fraction and offset.
ISO = "iso"

#: Columns of the profile that hold a time of the event.
TIME_ROLES = ("time", "start", "enabled", "ready", "registered", "due")
#: Columns of the profile that hold a name of the event.
NAME_ROLES = ("resource", "team", "instance")
#: Columns of the profile that belong to the case.
CASE_ROLES = ("group", "case_type")


@dataclass(frozen=True, slots=True)
class TimeFormat:
    """How a column writes time (`iso` or a strptime format), what that means, the zone of naive times."""

    format: str
    precision: Precision
    zone: str = ""


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """How the file is written; an empty word means: find out from the file."""

    format: Literal["", "csv", "xes"] = ""
    encoding: str = ""
    delimiter: str = ""
    decimal: Literal[",", "."] = ","
    skip_rows: int = 0


@dataclass(frozen=True, slots=True)
class WindowSpec:
    """ISO dates or times as written; a date means the whole local day, '' the first or last event."""

    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of the file holds what; '' means the file has none."""

    case: str
    activity: str
    time: str
    start: str = ""
    enabled: str = ""
    ready: str = ""
    registered: str = ""
    due: str = ""
    resource: str = ""
    team: str = ""
    instance: str = ""
    group: str = ""
    case_type: str = ""
    participants: str = ""
    participants_separator: str = ","


@dataclass(frozen=True, slots=True)
class AttributeColumn:
    """A further column to read, its name in the log and its kind."""

    column: str
    name: str
    kind: AttributeKind = "text"


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """A date column of the case that becomes a milestone; '' as precision means: as its format says."""

    column: str
    activity: str
    precision: StatedPrecision = ""
    due: str = ""
    due_precision: StatedPrecision = ""
    attributes: tuple[AttributeColumn, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseEnd:
    """What closes a case: a date column (`attribute`), an activity, its last event, or unknown."""

    kind: Literal["attribute", "activity", "last_event", "unknown"] = "unknown"
    name: str = ""


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Rows to leave out: those whose `column` holds one of `drop`."""

    column: str
    drop: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CprDecision:
    """What to do with a column that holds CPR numbers, or why it holds none."""

    action: CprAction
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Privacy:
    """Which names become pseudonyms; `cpr` decides per column of the file."""

    case: Protection = "pseudonymise"
    people: Protection = "pseudonymise"
    group: Protection = "pseudonymise"
    cpr: Mapping[str, CprDecision] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Profile:
    """How to read one file as an event log.

    Two profiles are equal if they read alike: file, hash, lines and notes do not count.
    """

    columns: Columns
    title: str = ""
    source: SourceSpec = SourceSpec()
    zone: str = "Europe/Copenhagen"
    window: WindowSpec = WindowSpec()
    selection: Selection = "active_in"
    formats: Mapping[str, tuple[TimeFormat, ...]] = field(default_factory=dict)
    default_formats: tuple[TimeFormat, ...] = ()
    event_attributes: tuple[AttributeColumn, ...] = ()
    case_attributes: tuple[AttributeColumn, ...] = ()
    case_events: tuple[CaseEvent, ...] = ()
    opened: str = ""
    case_end: CaseEnd = CaseEnd()
    filters: tuple[RowFilter, ...] = ()
    planned: bool = False
    duplicates: Literal["drop", "keep"] = "drop"
    activities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    privacy: Privacy = Privacy()
    file: str = field(default="", compare=False)
    sha256: str = field(default="", compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
    notes: tuple[str, ...] = field(default=(), compare=False)

    def formats_of(self, column: str) -> tuple[TimeFormat, ...]:
        """The formats stated for a column, else the default ones; empty if there are none."""
        return self.formats.get(column, self.default_formats)

    @property
    def event_attribute_columns(self) -> tuple[AttributeColumn, ...]:
        """Further event columns with those that only milestones carry, each name once."""
        of_milestones = [attribute for event in self.case_events for attribute in event.attributes]
        named = {attribute.name: attribute for attribute in [*of_milestones, *self.event_attributes]}
        return tuple(named.values())

    def column_uses(self) -> Iterator[tuple[str, str]]:
        """(place in the profile, column of the file) for every column the profile reads."""
        roles = ("case", "activity", *TIME_ROLES, *NAME_ROLES, *CASE_ROLES, "participants")
        yield from ((f"columns.{role}", getattr(self.columns, role)) for role in roles)
        yield "opened.column", self.opened
        if self.case_end.kind == "attribute":
            yield "case_end.attribute", self.case_end.name
        yield from (
            (f"event_attributes[{i}].column", a.column) for i, a in enumerate(self.event_attributes, 1)
        )
        yield from ((f"case_attributes[{i}].column", a.column) for i, a in enumerate(self.case_attributes, 1))
        for i, event in enumerate(self.case_events, 1):
            yield f"case_events[{i}].column", event.column
            yield f"case_events[{i}].due", event.due
            for j, attribute in enumerate(event.attributes, 1):
                yield f"case_events[{i}].attributes[{j}].column", attribute.column
        yield from ((f"filter[{i}].column", rule.column) for i, rule in enumerate(self.filters, 1))

    def time_columns(self) -> tuple[str, ...]:
        """Columns of the file that hold times, each once, in the order of the profile."""
        found = [getattr(self.columns, role) for role in TIME_ROLES]
        found.append(self.opened)
        found.append(self.case_end.name if self.case_end.kind == "attribute" else "")
        for event in self.case_events:
            found += [event.column, event.due, *_times(event.attributes)]
        found += [*_times(self.event_attributes), *_times(self.case_attributes)]
        return tuple(dict.fromkeys(column for column in found if column))


def _times(attributes: tuple[AttributeColumn, ...]) -> list[str]:
    return [attribute.column for attribute in attributes if attribute.kind in ("instant", "date")]
