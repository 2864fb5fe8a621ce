"""A simulation model: frozen, from YAML and back, writable by hand (docs/simulation.md).

Hours and days are floats in the file; every engine works in int64 seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from procesanalyse.guideline.model import DueSpec
from procesanalyse.organisation.model import Organisation
from procesanalyse.workcalendar.spec import CalendarSpec

DistributionKind = Literal["constant", "uniform", "exponential", "lognormal", "gamma", "quantiles"]


@dataclass(frozen=True, slots=True)
class Distribution:
    """A positive random length: hours for work, days for waits.

    `mean` and `cv` (standard deviation / mean) for the named kinds; `quantiles` holds values
    at equally spaced probabilities 0..1, joined by straight lines.
    """

    kind: DistributionKind
    mean: float = 0.0
    cv: float = 0.0
    quantiles: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """One stretch of an activity: first a wait for others (days), then `share` of its hours.

    A day of the clock `calendar` is 24 hours, of `operational` one working day of others: 8 hours
    of Monday to Friday 8 to 16 without holidays.
    """

    share: float = 1.0
    wait: Distribution | None = None
    clock: Literal["calendar", "operational"] = "calendar"


@dataclass(frozen=True, slots=True)
class ActivityModel:
    """How long an activity takes. `hours` None: nobody here works on it (an event of others).

    `source` says where the figures come from ("tidsskøn", "log", "antagelse").
    """

    id: str
    hours: Distribution | None = None
    sessions: tuple[Session, ...] = (Session(),)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A node of a template: an activity, the indices of the steps it waits for, and
    optionally its own first external wait in days (else the activity's).

    `instance` above 0 numbers the notification, assessment or measure within the case that
    the step belongs to; the engine writes it to the log's `instance` as "<case_id>-<instance>"
    (0: missing), so that rules `per: instance` are judged as in a real log.
    """

    activity: str
    after: tuple[int, ...] = ()
    wait_days: float | None = None
    instance: int = 0


@dataclass(frozen=True, slots=True)
class Template:
    """One way a case can go: a partial order of steps; drawn with probability ~ `weight`."""

    steps: tuple[Step, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class CaseType:
    """Arrivals and templates of one case type.

    `per_year` expected arrivals; weights by weekday (Monday first), month (January first)
    and hour (0..23) need not be normalised.
    """

    id: str
    per_year: float
    templates: tuple[Template, ...]
    weekday_weights: tuple[float, ...] = (1.0,) * 7
    month_weights: tuple[float, ...] = (1.0,) * 12
    hour_weights: tuple[float, ...] = (1.0,) * 24


@dataclass(frozen=True, slots=True)
class ModelDeadline:
    """A deadline the disciplines see: from an activity to an activity.

    `calendar` and `zone` are those of its guideline, as conformance counts; None and "" mean the
    organisation's.
    """

    rule: str
    start: tuple[str, ...]
    end: tuple[str, ...]
    due: DueSpec
    calendar: CalendarSpec | None = None
    zone: str = ""


@dataclass(frozen=True, slots=True)
class LogNames:
    """What the engine writes into the log for its own events; empty: not written."""

    allocated: str = "Sag tildelt"
    handover_sent: str = "Overlevering sendt"
    handover_received: str = "Overlevering modtaget"
    closed: str = "Sag afsluttet"


@dataclass(frozen=True, slots=True)
class SimulationModel:
    """Everything a run needs but the seed. `start` is a local date in the organisation's zone.

    The run goes warm-up (cut off), evaluation (the cohort), run-out (arrivals go on, so
    that the cohort meets the same load until its last due date has passed). `validated`: held
    against a period of a log it had not seen; `doubts` are the reasons why its answers are not to
    be trusted (none: it passed). They travel with the file, to stand above every scenario.
    `guideline` is the path, from the model file's folder, of the guideline its runs are judged by.
    """

    name: str
    start: date
    warm_up_days: int
    evaluation_days: int
    run_out_days: int
    organisation: Organisation
    activities: tuple[ActivityModel, ...]
    case_types: tuple[CaseType, ...]
    deadlines: tuple[ModelDeadline, ...] = ()
    log_names: LogNames = LogNames()
    assumptions: tuple[str, ...] = ()
    validated: bool = False
    doubts: tuple[str, ...] = ()
    personal: bool = False
    guideline: str = ""
    file: str = ""

    @property
    def total_days(self) -> int:
        """Days from the start to the end of the run-out."""
        return self.warm_up_days + self.evaluation_days + self.run_out_days
