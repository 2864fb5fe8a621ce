"""Hours per activity, as people who do the work estimated them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from procesanalyse.documents.reading import read_document
from procesanalyse.documents.section import Section
from procesanalyse.errors import FaultCollector
from procesanalyse.simulation.model import Distribution

#: Standard normal quantile of 0.9: low and high are read as the 10 % and 90 % points.
_Z90 = 1.2815515655446004
_MOST_HOURS = 1000.0


@dataclass(frozen=True, slots=True)
class WorkEstimate:
    """Hours of work in one activity, by all who take part together.

    One in ten takes less than `low`, half less than `typical`, one in ten more than `high`.
    `activity` is a name of the log or of the guideline; `source` says who estimated it.
    """

    activity: str
    low: float
    typical: float
    high: float
    source: str

    @property
    def distribution(self) -> Distribution:
        """The lognormal with this median whose 10 % and 90 % points lie `high / low` apart."""
        if self.high <= self.low:
            return Distribution("constant", mean=self.typical)
        sigma = math.log(self.high / self.low) / (2 * _Z90)
        mean = self.typical * math.exp(sigma**2 / 2)
        cv = math.sqrt(math.exp(sigma**2) - 1)
        return Distribution("lognormal", mean=round(mean, 4), cv=round(cv, 4))


@dataclass(frozen=True, slots=True)
class TimeStudy:
    """A time study file: estimates by the activity's name."""

    title: str
    estimates: tuple[WorkEstimate, ...]
    file: str = ""

    def estimate(self, names: tuple[str, ...]) -> WorkEstimate | None:
        """The first estimate whose activity is one of these names; None if there is none."""
        return next((one for one in self.estimates if one.activity in names), None)


def load_time_study(path: str | Path) -> TimeStudy:
    """The time study in this YAML file; every fault of the file at once in `UnusableInput`."""
    path = Path(path)
    faults = FaultCollector(path.name)
    top = read_document(path, faults)
    if top.integer("version") != 1:
        top.fault("calibration.time_study_version", "version", top.raw("version"))
    title, source = top.text("title", ""), top.text("source", "")
    estimates = tuple(_estimate(row, source) for row in top.sections("activities", required=True))
    if not estimates:
        top.fault("calibration.time_study_no_activities", "activities")
    _refuse_doubles(estimates, faults)
    top.finish()
    faults.raise_if_any()
    return TimeStudy(title, estimates, path.name)


def _estimate(row: Section, default: str) -> WorkEstimate:
    name = row.text("activity")
    low, typical, high = (_hours(row, key) for key in ("low", "typical", "high"))
    if not low <= typical <= high:
        row.fault("calibration.time_study_order", "typical", f"{low:g}, {typical:g}, {high:g}")
    source = row.text("source", default)
    row.finish()
    return WorkEstimate(name, low, typical, high, source)


def _hours(row: Section, key: str) -> float:
    value = row.number(key)
    if row.has(key) and not 0 < value <= _MOST_HOURS:
        row.fault("calibration.time_study_hours", key, row.raw(key))
    return value


def _refuse_doubles(estimates: tuple[WorkEstimate, ...], faults: FaultCollector) -> None:
    seen: set[str] = set()
    for one in estimates:
        if one.activity and one.activity in seen:
            faults.add("calibration.time_study_double", field="activities", value=one.activity)
        seen.add(one.activity)
