"""Working hours of a week, as people write them and as the engine counts them."""

from __future__ import annotations

import re

from procesanalyse.workcalendar.working_time import ALWAYS, DAY, WeeklyHours

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_SPAN = re.compile(r"^(\d{1,2})[:.](\d{2})\s*[-–]\s*(\d{1,2})[:.](\d{2})$")


def parse_days(word: str) -> range | None:
    """The weekdays (Monday 0) of `monday` or `monday-friday`; None if it is neither."""
    ends = word.strip().lower().split("-")
    if len(ends) > 2 or any(end not in WEEKDAYS for end in ends):
        return None
    first, last = WEEKDAYS.index(ends[0]), WEEKDAYS.index(ends[-1])
    return range(first, last + 1) if first <= last else None


def parse_spans(text: str) -> tuple[tuple[int, int], ...] | None:
    """Seconds since midnight of "08:00-12:00, 12:30-15:24"; None if it cannot be read.

    The stretches must lie in order, not overlap and end by 24:00.
    """
    spans: list[tuple[int, int]] = []
    for part in text.split(","):
        found = _SPAN.match(part.strip())
        if not found:
            return None
        from_hour, from_minute, to_hour, to_minute = (int(one) for one in found.groups())
        begin, end = from_hour * 3600 + from_minute * 60, to_hour * 3600 + to_minute * 60
        ordered = not spans or spans[-1][1] <= begin
        if from_minute > 59 or to_minute > 59 or not ordered or not begin < end <= DAY:
            return None
        spans.append((begin, end))
    return tuple(spans)


def weekly_seconds(hours: WeeklyHours) -> int:
    """Working seconds of a full week."""
    return sum(end - begin for begin, end in hours)


def shortened(hours: WeeklyHours, weekly_hours: float | None) -> WeeklyHours:
    """The week of a member with `weekly_hours`: every stretch ends earlier, by the same proportion.

    None, and as many hours as the team or more, is the team's own week.
    """
    if weekly_hours is None or weekly_hours * 3600 >= weekly_seconds(hours):
        return hours
    share = weekly_hours * 3600 / weekly_seconds(hours)
    return tuple((begin, begin + round((end - begin) * share)) for begin, end in hours)


def written(hours: WeeklyHours) -> str | dict[str, str]:
    """The week as it stands in a file: "always", or hours by weekday."""
    if hours == ALWAYS:
        return "always"
    days: dict[str, list[str]] = {}
    for begin, end in hours:
        day = begin // DAY
        days.setdefault(WEEKDAYS[day], []).append(f"{_clock(begin - day * DAY)}-{_clock(end - day * DAY)}")
    return {day: ", ".join(spans) for day, spans in days.items()}


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}"
