"""What a calibration gives back: a model, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Literal

from procesanalyse.simulation.model import SimulationModel

#: Called with (steps done, steps in all).
Progress = Callable[[int, int], None]

Source = Literal["log", "time_study", "prior", "organisation"]


@dataclass(frozen=True, slots=True)
class Assumption:
    """A number or choice the model rests on; `code` is a key of texts.findings.

    `value`, `low` and `high` are in `unit` ("hours", "days", "per_year", "share", "cases", "").
    """

    code: str
    subject: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    source: str = ""

    def as_text(self) -> str:
        """One line for the model file, which `texts.findings.model_assumption` makes a sentence of."""
        numbers = ("" if one is None else f"{one:.6g}" for one in (self.value, self.low, self.high))
        return ";".join((self.code, self.subject.replace(";", ","), *numbers, self.unit, self.source))


@dataclass(frozen=True, slots=True)
class ActivityFit:
    """One activity: what the log shows, what the model was given, what the model shows.

    Sojourn is from enabled to completed, in days, at the precision of the log. `observed` and
    `simulated` are its quantiles at equally spaced probabilities 0..1; `simulated` is None where
    the model shows too few. `wait_days_mean` is the fitted wait for others.
    """

    id: str
    count: int
    team: str
    hours_mean: float | None
    hours_source: str
    wait_days_mean: float
    observed_mean: float
    simulated_mean: float | None
    observed: tuple[float, ...]
    simulated: tuple[float, ...] | None
    date_precision: bool


@dataclass(frozen=True, slots=True)
class TeamFit:
    """One team's hours in the log's window.

    `logged_hours`: hours of the logged work; `available_hours`: working hours less the
    unlogged share; `people_seen`: different people in the team's events in a usual month;
    `people_planned`: members in the organisation file.
    """

    id: str
    logged_hours: float
    available_hours: float
    people_seen: float
    people_planned: int

    @property
    def load(self) -> float:
        """Logged work over hours available for it; above 1 cannot be."""
        return self.logged_hours / self.available_hours if self.available_hours > 0 else float("inf")


@dataclass(frozen=True, slots=True)
class RuleValidation:
    """One rule in the period held out: observed share on time against the predicted interval.

    `predicted` and the interval are None where the model cannot show the rule (its due date or
    its activities come from columns a simulated log does not have). `p` is the two-sided chance
    of a share at least as far off, before the correction for many rules.
    """

    id: str
    observed: float | None
    observed_count: int
    predicted: float | None
    low: float | None
    high: float | None
    p: float | None
    passed: bool | None


@dataclass(frozen=True, slots=True)
class CountValidation:
    """A count in the real log against the predicted interval."""

    observed: float
    predicted: float
    low: float
    high: float
    passed: bool


@dataclass(frozen=True, slots=True)
class Validation:
    """What was held against the log. `None` parts are not done, never invented.

    `split`: the local date at which the log was cut; the model of the earlier part predicted the
    later part. `replications` says how many runs the intervals rest on.
    """

    split: str
    replications: int
    rules: tuple[RuleValidation, ...]
    open_cases: CountValidation | None
    slope: None = None
    distances: None = None
    bootstrap: None = None
    noise_floor: None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the model is not to be trusted, or what was not examined; `code` is a key of texts.findings.

    Reasons of severity `blocking` make `Calibration.trustworthy` false.
    """

    code: str
    severity: Literal["blocking", "note"]
    subject: str = ""
    value: float | None = None
    other: float | None = None

    def as_text(self) -> str:
        """One line for the model file, which `texts.findings.model_doubt` makes a sentence of."""
        numbers = ("" if one is None else f"{one:.6g}" for one in (self.value, self.other))
        return ";".join((self.code, self.subject.replace(";", ","), *numbers))


@dataclass(frozen=True, slots=True)
class Calibration:
    """A calibrated model with what it rests on and how well it predicts."""

    model: SimulationModel
    assumptions: tuple[Assumption, ...]
    activities: tuple[ActivityFit, ...]
    teams: tuple[TeamFit, ...]
    validation: Validation
    reasons: tuple[Reason, ...]

    @property
    def trustworthy(self) -> bool:
        """False as soon as one reason is blocking."""
        return not any(reason.severity == "blocking" for reason in self.reasons)


def calibration_dict(calibration: Calibration) -> Mapping[str, object]:
    """The calibration as JSON-ready data, with the keys of `calibrate --json`."""
    return {
        "assumptions": [asdict(one) for one in calibration.assumptions],
        "activities": [asdict(one) for one in calibration.activities],
        "teams": [{**asdict(one), "load": one.load} for one in calibration.teams],
        "validation": asdict(calibration.validation),
        "trustworthy": calibration.trustworthy,
        "reasons": [asdict(one) for one in calibration.reasons],
    }
