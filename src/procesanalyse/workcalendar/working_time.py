"""Working time: from clock time to hours worked and back, in int64 seconds since a model's start."""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from procesanalyse.workcalendar.days import public_holidays
from procesanalyse.workcalendar.spec import CalendarSpec

DAY = 86_400
WEEK = 7 * DAY

#: Clock second that no run reaches: what "never" is.
NEVER = 2**62

Seconds = NDArray[np.int64]

#: Working hours of one week in seconds since local Monday 00:00, as (begin, end), in order.
WeeklyHours = tuple[tuple[int, int], ...]

ALWAYS: WeeklyHours = ((0, WEEK),)


@dataclass(frozen=True, eq=False)
class WorkingTime:
    """Stretches of working time [begin, end), in order and without overlap.

    `cumulative[i]` is the work done before stretch i. Beyond the last stretch nothing is open.
    """

    begin: Seconds
    end: Seconds
    cumulative: Seconds = field(init=False)
    _begin: list[int] = field(init=False, repr=False)
    _end: list[int] = field(init=False, repr=False)
    _cumulative: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        before = np.concatenate(([0], np.cumsum(self.end - self.begin))).astype(np.int64)
        object.__setattr__(self, "cumulative", before)
        object.__setattr__(self, "_begin", self.begin.tolist())
        object.__setattr__(self, "_end", self.end.tolist())
        object.__setattr__(self, "_cumulative", before.tolist())

    def until(self, times: Seconds) -> Seconds:
        """Working seconds from the model's start to each time."""
        if not len(self.begin):
            return np.zeros(len(times), dtype=np.int64)
        at = np.searchsorted(self.begin, times, side="right") - 1
        stretch = np.maximum(at, 0)
        inside = np.minimum(times, self.end[stretch]) - self.begin[stretch]
        return np.where(at < 0, 0, self.cumulative[stretch] + inside).astype(np.int64)

    def between(self, begin: Seconds, end: Seconds) -> Seconds:
        """Working seconds in each [begin, end)."""
        return self.until(end) - self.until(begin)

    def at(self, worked: Seconds) -> Seconds:
        """The first clock second at which so much has been worked since the start; NEVER if that never is."""
        if not len(self.begin):
            return np.full(len(worked), NEVER, dtype=np.int64)
        stretch = np.searchsorted(self.cumulative, worked, side="left") - 1
        stretch = np.clip(stretch, 0, len(self.begin) - 1)
        clock = self.begin[stretch] + (worked - self.cumulative[stretch])
        return np.where(worked <= self.cumulative[-1], clock, NEVER).astype(np.int64)

    def after(self, begin: int, work: int) -> int:
        """Clock second at which `work` seconds are done by one who starts at `begin`.

        No work is done at once, also in closed time; NEVER if the calendar ends before.
        """
        if work <= 0:
            return begin
        target = self._worked(begin) + work
        if target > self._cumulative[-1]:
            return NEVER
        stretch = bisect_right(self._cumulative, target - 1) - 1
        return self._begin[stretch] + target - self._cumulative[stretch]

    def next_open(self, time: int) -> int:
        """The first open second at or after `time`; NEVER if there is none."""
        stretch = bisect_right(self._begin, time) - 1
        if stretch >= 0 and time < self._end[stretch]:
            return time
        return self._begin[stretch + 1] if stretch + 1 < len(self._begin) else NEVER

    def _worked(self, time: int) -> int:
        stretch = bisect_right(self._begin, time) - 1
        if stretch < 0:
            return 0
        return self._cumulative[stretch] + min(time, self._end[stretch]) - self._begin[stretch]


def working_time(
    hours: WeeklyHours, calendar: CalendarSpec, zone: str, start: date, days: int
) -> WorkingTime:
    """Working time by the week's hours on every local day that is neither a public holiday nor closed.

    It begins at local midnight of `start` and covers `days` local days; a day with a change of
    clock keeps its local opening hours. Hours that fill the whole week are open always, holidays too.
    """
    if hours == ALWAYS:
        span = local_second(start + timedelta(days=days), start, zone)
        return WorkingTime(np.array([0], dtype=np.int64), np.array([span], dtype=np.int64))
    pieces = _pieces(hours)
    closed = closed_dates(calendar, start.year, (start + timedelta(days=days)).year)
    stretches: list[tuple[int, int]] = []
    for number in range(days):
        day = start + timedelta(days=number)
        if day not in closed:
            stretches += _on(day, pieces[day.weekday()], start, zone)
    return _joined(stretches)


def closed_dates(calendar: CalendarSpec, first_year: int, last_year: int) -> frozenset[date]:
    """Public holidays and closed days of these years, both included."""
    years = range(first_year, last_year + 1)
    closed = {
        date(year, day.month, day.day)
        for year in years
        for day in calendar.closed_days
        if day.day <= monthrange(year, day.month)[1]
    }
    return frozenset(closed.union(public_holidays(calendar.country, years)))


def local_second(day: date, start: date, zone: str) -> int:
    """Seconds from local midnight of `start` to local midnight of `day`."""
    return _since(_midnight(day), start, zone)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001  (local; `_since` gives it its zone)


def _since(local: datetime, start: date, zone: str) -> int:
    tz = ZoneInfo(zone)
    return round(local.replace(tzinfo=tz).timestamp() - _midnight(start).replace(tzinfo=tz).timestamp())


def _on(day: date, spans: list[tuple[int, int]], start: date, zone: str) -> list[tuple[int, int]]:
    clock = _midnight(day)
    return [
        (
            _since(clock + timedelta(seconds=begin), start, zone),
            _since(clock + timedelta(seconds=end), start, zone),
        )
        for begin, end in spans
    ]


def _pieces(hours: WeeklyHours) -> list[list[tuple[int, int]]]:
    """The week's stretches cut at midnight, by weekday, in seconds since that day's midnight."""
    by_day: list[list[tuple[int, int]]] = [[] for _ in range(7)]
    for begin, end in hours:
        for day in range(begin // DAY, (end - 1) // DAY + 1):
            by_day[day].append((max(begin, day * DAY) - day * DAY, min(end, (day + 1) * DAY) - day * DAY))
    return by_day


def _joined(stretches: list[tuple[int, int]]) -> WorkingTime:
    joined: list[tuple[int, int]] = []
    for begin, end in stretches:
        if end <= begin:
            continue
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    table = np.array(joined, dtype=np.int64).reshape(-1, 2)
    return WorkingTime(np.ascontiguousarray(table[:, 0]), np.ascontiguousarray(table[:, 1]))
