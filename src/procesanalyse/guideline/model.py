"""A guideline as it stands in the file, read and checked; docs/rules.md says what every word means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from procesanalyse.workcalendar.spec import CalendarSpec

Severity = Literal["law", "local", "advice"]
Status = Literal["active", "disabled", "proposed"]
Kind = Literal["deadline", "response", "precedence", "existence", "absence", "people"]
Unit = Literal["hours", "days", "weeks", "months", "years", "working_days"]


@dataclass(frozen=True, slots=True)
class Duration:
    """A length in one unit; hours are elapsed time, all others are local dates."""

    amount: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Condition:
    """One word of the closed vocabulary of `applies_when` and `where`.

    `case`: a case attribute (`name`) is one of `values`. `event`: a column of the start event is.
    `earlier` / `later`: an activity of `values` happened before (or at) / after (or at) the start, in the
    case, or in what `name` says (`instance`, `group`); `parts` may hold one condition on that event.
    `all` / `any` / `not`: of `parts`.
    """

    word: Literal["case", "event", "earlier", "later", "all", "any", "not"]
    name: str = ""
    values: tuple[str, ...] = ()
    parts: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class EventPattern:
    """Which events start or end a rule: one of `activities`, where a condition on the event holds."""

    activities: tuple[str, ...]
    where: Condition | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """A clock stop from an event to the next event that ends it."""

    begin: EventPattern
    end: EventPattern


@dataclass(frozen=True, slots=True)
class DueSpec:
    """When something is due: a length after the start, or a date the source states."""

    within: Duration | None = None
    count_from: Literal["next_day", "same_day"] = "next_day"
    column: str = ""
    statement: Literal["first", "last"] = "first"
    pauses: tuple[Pause, ...] = ()
    roll_forward: bool = False


@dataclass(frozen=True, slots=True)
class RuleException:
    """An event that lawfully excuses the rule when it lies at or before due."""

    pattern: EventPattern
    title: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `end` is what must (or must not) happen; `due` only for deadlines.

    `precedence`: `start` is the step that needs `end` before it. `existence`, `absence`: only `end`.
    `people`: `start` is the step whose people are looked at, `end` (or None for everything earlier) the steps
    they are compared with. `start_is_proxy`: the true clock starts earlier, so the
    share done late is a lower bound.
    """

    id: str
    title: str
    kind: Kind
    severity: Severity
    status: Status
    start: EventPattern | None = None
    end: EventPattern | None = None
    due: DueSpec | None = None
    which: Literal["each", "first", "next"] = "each"
    match: Literal["shared", "one_to_one"] = "shared"
    per: Literal["case", "instance", "group"] = "case"
    if_closed: Literal["missed", "waived"] = "missed"
    applies_when: Condition | None = None
    exceptions: tuple[RuleException, ...] = ()
    people: Literal["", "different", "same", "at_least"] = ""
    people_count: int = 0
    start_is_proxy: bool = False
    legal_basis: str = ""
    wording: str = ""
    source: str = ""
    verified_by: str = ""
    verified_on: date | None = None
    review_by: date | None = None
    review_question: str = ""
    follow_up: str = ""
    line: int | None = None

    @property
    def verified(self) -> bool:
        """Whether a role has signed the rule off on a date; unverified rules stand in no headline."""
        return bool(self.verified_by) and self.verified_on is not None


@dataclass(frozen=True, slots=True)
class Activity:
    """A step of the guideline; `aliases` are its names in logs."""

    id: str
    title: str
    phase: str = ""
    aliases: tuple[str, ...] = ()
    role: str = ""
    decides: str = ""
    documents: tuple[str, ...] = ()
    tools: tuple[tuple[str, str], ...] = ()
    guidance: str = ""
    interim_until: date | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name a log may use for it: id, title and aliases."""
        return (self.id, self.title, *self.aliases)


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of the process that activities name by its id."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Handover:
    """A transition between teams or roles: who gives, who receives, when, who is responsible."""

    giver: str
    receiver: str
    when: str = ""
    responsible: str = ""
    within: Duration | None = None


@dataclass(frozen=True, slots=True)
class Guideline:
    """One guideline file, valid from a date to a date (both included)."""

    id: str
    title: str
    valid_from: date
    valid_to: date | None
    source: str
    calendar: CalendarSpec
    zone: str
    phases: tuple[Phase, ...]
    activities: tuple[Activity, ...]
    handovers: tuple[Handover, ...]
    flow: tuple[tuple[str, tuple[str, ...]], ...]
    rules: tuple[Rule, ...]
    file: str = ""
    sha256: str = ""

    def activity(self, activity_id: str) -> Activity:
        """The activity with this id; KeyError if there is none (the loader refuses such a file)."""
        return {activity.id: activity for activity in self.activities}[activity_id]


@dataclass(frozen=True, slots=True)
class GuidelineHistory:
    """Guidelines in order of `valid_from`, without overlap; a single file is a history of one."""

    versions: tuple[Guideline, ...]

    @property
    def newest(self) -> Guideline:
        """The guideline that became valid last."""
        return self.versions[-1]
