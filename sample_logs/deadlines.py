"""The deadlines of boernesager.csv judged a second time: `uv run python sample_logs/deadlines.py [FILE]`.

Shares no code with the program: its own reading of the CSV, of the guidelines and of what
the words of a rule mean (docs/rules.md). Prints per rule kept, late, missed, pending,
not_assessable and waived. Judged at the end of 30 June 2025, Danish time.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays

DENMARK = ZoneInfo("Europe/Copenhagen")
UTC = ZoneInfo("UTC")
AS_OF_DAY = date(2025, 6, 30)
NEW_LAW = date(2024, 1, 1)
VERDICTS = ("kept", "late", "missed", "pending", "not_assessable", "waived")


@dataclass(frozen=True)
class Event:
    """A completed row; `first` and `last` bound the instants it can mean, in UTC."""

    case: str
    activity: str
    instance: str
    day: date
    first: datetime
    last: datetime
    notifier: str
    row: int


@dataclass(frozen=True)
class Deadline:
    """One rule: `amount` of `unit` from each start to an end of the same scope."""

    start: tuple[str, ...]
    end: str
    amount: int
    unit: str
    counts_first_day: bool = False
    whole_case: bool = False
    closing_waives: bool = False
    exception: str = ""
    only_if_later: str = ""
    not_anonymous: bool = False
    since: date = date.min
    until: date = date.max


NOTIFIED, RESOLVED = "Underretning modtaget", "Undersøgelse besluttet"
BEGUN, ASSESSED = "Børnefaglig undersøgelse startet", "Børnefaglig undersøgelse afsluttet"
SUPPORT, PLACEMENT, STARTED = "Afgørelse om indsats", "Afgørelse om anbringelse", "Indsats iværksat"
PROVISIONAL, INTERIM, ENDED = "Foreløbig afgørelse iværksat", "Foreløbig vurdering", "Indsats ophørt"

DEADLINES = {
    "BL136-24T": Deadline((NOTIFIED,), "24-timers vurdering", 24, "hours"),
    "SEL155B-KVIT": Deadline(
        (NOTIFIED,),
        "Kvittering til underretter",
        6,
        "working_days",
        not_anonymous=True,
        until=NEW_LAW - timedelta(days=1),
    ),
    "BL20-3": Deadline(
        (NOTIFIED,), ASSESSED, 4, "months", closing_waives=True, exception=INTERIM, only_if_later=RESOLVED
    ),
    "SEL70-3MDR": Deadline(
        (STARTED,),
        "Opfølgning",
        3,
        "months",
        closing_waives=True,
        exception=ENDED,
        until=NEW_LAW - timedelta(days=1),
    ),
    "BL91-1": Deadline((SUPPORT,), "Barnets plan", 3, "months", closing_waives=True, since=NEW_LAW),
    "BL91-2": Deadline((PLACEMENT,), "Barnets plan", 3, "months", closing_waives=True, since=NEW_LAW),
    "BL95-1": Deadline(
        (STARTED,), "Opfølgning", 3, "months", closing_waives=True, exception=ENDED, since=NEW_LAW
    ),
    "BL143-24T": Deadline((PROVISIONAL,), "Skriftlig meddelelse til parter", 24, "hours"),
    "BL143-7D": Deadline(
        (PROVISIONAL,), "Godkendelse i børne- og ungeudvalget", 7, "days", counts_first_day=True
    ),
    "LOKAL-SCREEN-14D": Deadline((NOTIFIED,), "Screening afsluttet", 14, "days"),
    "LOKAL-MOEDE-14D": Deadline((NOTIFIED,), "Møde med forældre", 14, "days", only_if_later=RESOLVED),
    "LOKAL-BFU-2MDR": Deadline((BEGUN,), ASSESSED, 2, "months", closing_waives=True),
    "LOKAL-BFU-4MDR": Deadline((BEGUN,), ASSESSED, 4, "months", closing_waives=True, exception=INTERIM),
    "LOKAL-OVERLEVERING": Deadline(
        ("Overlevering sendt",), "Overlevering modtaget", 5, "working_days", whole_case=True
    ),
}


def judge(path: Path) -> dict[str, dict[str, int]]:
    """Verdicts per rule."""
    cases = read(path)
    result = {}
    for rule, deadline in DEADLINES.items():
        counts = Counter(verdict for events in cases.values() for verdict in _verdicts(events, deadline))
        result[rule] = {name: counts[name] for name in VERDICTS}
    return result


def read(path: Path) -> dict[str, list[Event]]:
    """Completed rows by case in order of time: no cancelled, system-made, repeated or undated ones."""
    cases: dict[str, list[Event]] = defaultdict(list)
    seen = set()
    with path.open(encoding="cp1252", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter=";"), start=2):
            whole = tuple(row.values())
            left_out = row["Status"] in {"Annulleret", "Fejloprettet"} or row["Oprettet af"] == "SYSTEM"
            moment = _moment(row["Udført"])
            if left_out or moment is None or whole in seen:
                continue
            seen.add(whole)
            day, first, last = moment
            event = Event(
                row["Sagsnummer"],
                row["Aktivitet"],
                row["Løbenr"],
                day,
                first,
                last,
                row["Underretter"],
                number,
            )
            cases[event.case].append(event)
    for events in cases.values():
        events.sort(key=lambda e: (e.first, e.row))
    return cases


def _moment(text: str) -> tuple[date, datetime, datetime] | None:
    """Local day, first and last instant; a date means its whole day. None if empty or unreadable."""
    for form in ("%d-%m-%Y %H:%M", "%d-%m-%Y"):
        try:
            found = datetime.strptime(text, form)  # noqa: DTZ007
        except ValueError:
            continue
        local = found.replace(tzinfo=DENMARK)
        if "%H" in form:
            return found.date(), local.astimezone(UTC), local.astimezone(UTC)
        return found.date(), local.astimezone(UTC), _end_of(found.date())
    return None


def _end_of(day: date) -> datetime:
    """The last microsecond of a Danish day, in UTC."""
    following = day + timedelta(days=1)
    midnight = datetime(following.year, following.month, following.day, tzinfo=DENMARK)
    return midnight.astimezone(UTC) - timedelta(microseconds=1)


def _verdicts(events: list[Event], deadline: Deadline) -> Iterator[str]:
    used: set[int] = set()
    closed = _closed(events)
    for start in events:
        if start.activity not in deadline.start or not deadline.since <= start.day <= deadline.until:
            continue
        scope = [e for e in events if deadline.whole_case or e.instance == start.instance]
        if _concerned(start, scope, deadline):
            yield _verdict(start, scope, deadline, used, closed)


def _concerned(start: Event, scope: list[Event], deadline: Deadline) -> bool:
    if deadline.not_anonymous and start.notifier == "Anonym":
        return False
    wanted = deadline.only_if_later
    return not wanted or any(e.activity == wanted and e.last >= start.first for e in scope)


def _verdict(
    start: Event, scope: list[Event], deadline: Deadline, used: set[int], closed: date | None
) -> str:
    due_day, due = _due(start, deadline)
    ends = [e for e in scope if e.activity == deadline.end and e.last >= start.first and e.row not in used]
    if ends:
        end = ends[0]
        used.add(end.row)
        if end.last <= due:
            return "kept"
    if _excused(start, scope, deadline, due):
        return "waived"
    if ends:
        return "late" if end.first > due else "not_assessable"
    if closed is not None and closed >= start.day:
        if closed <= due_day:
            return "waived" if deadline.closing_waives else "missed"
        return "missed"
    return "pending" if _end_of(AS_OF_DAY) <= due else "missed"


def _excused(start: Event, scope: list[Event], deadline: Deadline, due: datetime) -> bool:
    return any(e.activity == deadline.exception and e.last >= start.first and e.last <= due for e in scope)


def _closed(events: list[Event]) -> date | None:
    """Day of the last closing, if nothing happened on a later day: a reopened case is open."""
    endings = [e.day for e in events if e.activity == "Sag afsluttet"]
    return max(endings) if endings and max(e.day for e in events) <= max(endings) else None


def _due(start: Event, deadline: Deadline) -> tuple[date, datetime]:
    """The due day and the last instant that keeps the rule."""
    if deadline.unit == "hours":
        due = start.first + timedelta(hours=deadline.amount)
        return due.astimezone(DENMARK).date(), due
    if deadline.unit == "months":
        day = _months_later(start.day, deadline.amount)
    elif deadline.unit == "working_days":
        day = _working_days_later(start.day, deadline.amount)
    else:
        day = start.day + timedelta(days=deadline.amount - deadline.counts_first_day)
    return day, _end_of(day)


def _months_later(day: date, months: int) -> date:
    """The same day number, or the last day of a shorter month."""
    count = day.year * 12 + day.month - 1 + months
    for number in (day.day, 30, 29, 28):
        try:
            return date(count // 12, count % 12 + 1, min(number, day.day))
        except ValueError:
            continue
    raise AssertionError(day)


def _working_days_later(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and day not in _holidays(day.year) and (day.month, day.day) != (12, 24)
    return day


def _holidays(year: int, _known: dict[int, frozenset[date]] = {}) -> frozenset[date]:  # noqa: B006
    if year not in _known:
        _known[year] = frozenset(holidays.country_holidays("DK", years=year))
    return _known[year]


def main() -> None:
    """Print one line per rule."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("boernesager.csv")
    for rule, counts in judge(path).items():
        sys.stdout.write(" ".join([rule, *(f"{name}={count}" for name, count in counts.items())]) + "\n")


if __name__ == "__main__":
    main()
