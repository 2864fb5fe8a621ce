"""The only due-date arithmetic of the program: from a start to the last instant that keeps the rule.

Instants are UTC microseconds (int64), dates are local dates (`datetime64[D]`) of the guideline's zone. A
length in hours is elapsed time; every other unit counts local dates and is kept until the last microsecond of
the due date. docs/rules.md has an example of each decision.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from procesanalyse.guideline.model import DueSpec, Duration
from procesanalyse.workcalendar.days import Dates, WorkDays, add_months, work_days
from procesanalyse.workcalendar.spec import CalendarSpec
from procesanalyse.workcalendar.zones import day_begins, day_ends

HOUR_MICROSECONDS = 3_600_000_000
SECOND_MICROSECONDS = 1_000_000
_ONE_DAY = np.timedelta64(1, "D")

#: A clock stop: when it began and when it ended (None: still stopped).
Stop = tuple[int, int | None]


def is_elapsed(spec: DueSpec) -> bool:
    """Whether the length is elapsed time (hours) instead of local dates."""
    return spec.within is not None and spec.within.unit == "hours"


def due_dates(starts: Dates, spec: DueSpec, days: WorkDays) -> Dates:
    """The due date of each start date, rolled forward where the rule says so; without clock stops."""
    due = unrolled_due_dates(starts, spec, days)
    return days.roll_forward(due) if spec.roll_forward else due


def unrolled_due_dates(starts: Dates, spec: DueSpec, days: WorkDays) -> Dates:
    """The due date of each start date before it is rolled forward."""
    within = _within(spec)
    if within.unit == "working_days":
        if spec.count_from == "same_day" and within.amount > 0:
            return days.add(days.first_working(starts), within.amount - 1)
        return days.add(starts, within.amount)
    counted_from = starts - _ONE_DAY if spec.count_from == "same_day" else starts
    if within.unit == "months":
        return add_months(counted_from, within.amount)
    if within.unit == "years":
        return add_months(counted_from, 12 * within.amount)
    length = within.amount * (7 if within.unit == "weeks" else 1)
    result: Dates = counted_from + np.timedelta64(length, "D")
    return result


def due_date_with_stops(start: np.datetime64, stops: Iterable[Stop], spec: DueSpec, days: WorkDays) -> Dates:
    """The due date of one start date after clock stops (day ordinals); NaT while a stop has not ended.

    Overlapping stops are merged. A stop that begins after the due date of that moment does nothing. The
    stopped days (working days in working-day rules) are added after months, then the date is rolled.
    """
    due = unrolled_due_dates(np.array([start]), spec, days)
    for begin, end in merged_stops(stops, not_before=int(start.astype(np.int64))):
        shown = days.roll_forward(due) if spec.roll_forward else due
        if begin > int(shown.astype(np.int64)[0]):
            break
        if end is None:
            return np.array(["NaT"], dtype="datetime64[D]")
        due = _moved(due, begin, end, spec, days)
    return days.roll_forward(due) if spec.roll_forward else due


def due_instant_with_stops(start: int, stops: Iterable[Stop], spec: DueSpec) -> int | None:
    """The due instant of one start in an hours rule after clock stops (instants); None while stopped."""
    due = start + _within(spec).amount * HOUR_MICROSECONDS
    for begin, end in merged_stops(stops, not_before=start):
        if begin > due:
            break
        if end is None:
            return None
        due += end - begin
    return due


def merged_stops(stops: Iterable[Stop], *, not_before: int) -> list[Stop]:
    """Clock stops in order, overlapping ones merged, cut at the start of the clock."""
    merged: list[Stop] = []
    for begin, end in sorted(stops, key=lambda stop: stop[0]):
        if end is not None and end <= not_before:
            continue
        stop: Stop = (max(begin, not_before), end)
        previous_end = merged[-1][1] if merged else stop[0] - 1
        if merged and (previous_end is None or stop[0] <= previous_end):
            merged[-1] = (merged[-1][0], _later_end(previous_end, end))
        else:
            merged.append(stop)
    return merged


def elapsed_ratio(starts: Dates, at: Dates, due: Dates, spec: DueSpec, days: WorkDays) -> NDArray[np.float64]:
    """Elapsed / allowed in the rule's own clock of dates: at most 1 exactly where `at` is not after `due`."""
    if _within(spec).unit == "working_days":
        elapsed, allowed = days.count_after(starts, at), days.count_after(starts, due)
        late = (at > due) & (elapsed <= allowed)
        elapsed = np.where(late, allowed + 1, np.minimum(elapsed, np.where(at > due, elapsed, allowed)))
    else:
        elapsed, allowed = (at - starts).astype(np.int64), (due - starts).astype(np.int64)
    first_day = np.where((allowed == 0) | (spec.count_from == "same_day"), 1, 0)
    ratio: NDArray[np.float64] = (elapsed + first_day) / (allowed + first_day)
    return ratio


@dataclass(frozen=True, eq=False)
class DueTable:
    """Local date of the start -> due instant, for every date of a period; needs no zone or calendar to read.

    `begins` holds the first microsecond of each local date and one more after the last. For lengths in hours
    the due instant follows from the start alone. Clock stops and due columns are not in the table.
    """

    elapsed: int | None
    begins: NDArray[np.int64]
    dues: NDArray[np.int64]
    _begins: tuple[int, ...]
    _dues: tuple[int, ...]

    @staticmethod
    def build(spec: DueSpec, calendar: CalendarSpec, zone: str, first: date, last: date) -> DueTable:
        """The table for starts from the local date `first` to `last`, both included."""
        dates = np.arange(np.datetime64(first, "D"), np.datetime64(last, "D") + 2)
        begins = day_begins(dates, zone)
        if is_elapsed(spec):
            dues = np.zeros(len(dates) - 1, dtype=np.int64)
        else:
            days = work_days(calendar, first.year - 1, last.year + 2 + years_of(spec))
            dues = day_ends(due_dates(dates[:-1], spec, days), zone)
        elapsed = _within(spec).amount * HOUR_MICROSECONDS if is_elapsed(spec) else None
        return DueTable(elapsed, begins, dues, tuple(begins.tolist()), tuple(dues.tolist()))

    def due(self, starts: NDArray[np.int64]) -> NDArray[np.int64]:
        """The last microsecond that keeps the rule, for starts in UTC microseconds."""
        if self.elapsed is not None:
            return starts + self.elapsed
        row = np.searchsorted(self.begins, starts, side="right") - 1
        if len(row) and (row.min() < 0 or row.max() >= len(self.dues)):
            raise ValueError("a start outside the dates of the table")
        result: NDArray[np.int64] = self.dues[row]
        return result

    def due_second(self, start: int) -> int:
        """The last whole UTC second that keeps the rule, for one start in UTC seconds."""
        start_microsecond = start * SECOND_MICROSECONDS
        if self.elapsed is not None:
            return (start_microsecond + self.elapsed) // SECOND_MICROSECONDS
        row = bisect_right(self._begins, start_microsecond) - 1
        if not 0 <= row < len(self._dues):
            raise ValueError("a start outside the dates of the table")
        return self._dues[row] // SECOND_MICROSECONDS


def years_of(spec: DueSpec) -> int:
    """Whole years, rounded up, that a due date can lie after its start: how far a calendar must reach."""
    if spec.within is None:
        return 0
    per_year = {"hours": 8760, "days": 365, "weeks": 52, "months": 12, "years": 1, "working_days": 200}
    return spec.within.amount // per_year[spec.within.unit] + 1


def lenient(calendar: CalendarSpec) -> CalendarSpec:
    """The reading of a calendar that gives the most time: Saturday is not a working day."""
    return replace(calendar, saturday_is_working_day=False)


def _within(spec: DueSpec) -> Duration:
    if spec.within is None:
        raise ValueError("this rule's due date stands in a column")
    return spec.within


def _moved(due: Dates, begin: int, end: int, spec: DueSpec, days: WorkDays) -> Dates:
    if _within(spec).unit != "working_days":
        result: Dates = due + np.timedelta64(end - begin, "D")
        return result
    first, last = np.array([begin], dtype="datetime64[D]"), np.array([end], dtype="datetime64[D]")
    return days.add(due, days.count(first, last))


def _later_end(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else max(one, other)
