"""Deadlines against a slow second program that tries every instant a date can mean."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import holidays
from hypothesis import given, settings
from hypothesis import strategies as st

from procesanalyse.conformance.results import CheckResult

COPENHAGEN, UTC = ZoneInfo("Europe/Copenhagen"), ZoneInfo("UTC")
TINY = timedelta(microseconds=1)
#: The events lie around the change to summer time and Easter.
FIRST_DAY = date(2026, 3, 23)


@dataclass(frozen=True)
class Seen:
    """An event as written: a day, perhaps with an hour."""

    name: str
    case: int
    day: int
    hour: int | None

    @property
    def date(self) -> date:
        return FIRST_DAY + timedelta(days=self.day)

    def line(self) -> str:
        clock = "" if self.hour is None else f" {self.hour:02d}:00"
        return f"{self.name} {self.date}{clock} case={self.case}"

    def bounds(self) -> tuple[datetime, datetime]:
        if self.hour is not None:
            moment = at(self.date, self.hour)
            return moment, moment
        return at(self.date), end_of(self.date)


def at(day: date, hour: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=COPENHAGEN).astimezone(UTC)


def end_of(day: date) -> datetime:
    return at(day + timedelta(days=1)) - TINY


def due_of(start: datetime, unit: str, amount: int, same_day: bool) -> datetime:
    if unit == "hours":
        return start + timedelta(hours=amount)
    day = start.astimezone(COPENHAGEN).date()
    if unit == "working_days":
        return end_of(walk(day, amount, same_day))
    if same_day:
        day -= timedelta(days=1)
    if unit == "months":
        return end_of(months_on(day, amount))
    return end_of(day + timedelta(days=amount * (7 if unit == "weeks" else 1)))


def walk(day: date, amount: int, same_day: bool) -> date:
    def works(one: date) -> bool:
        return one.weekday() < 5 and one not in holidays.country_holidays("DK", years=one.year)

    if same_day and amount:
        while not works(day):
            day += timedelta(days=1)
        amount -= 1
    while amount:
        day += timedelta(days=1)
        amount -= works(day)
    return day


def months_on(day: date, amount: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + amount, 12)
    for number in range(day.day, 0, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError(day)


def oracle(
    events: list[Seen], rule: Mapping[str, Any], closed: Mapping[int, int], as_of: int
) -> Counter[str]:
    """Outcomes of all starts, each instant of each date tried."""
    verdicts: Counter[str] = Counter()
    judged = end_of(FIRST_DAY + timedelta(days=as_of))
    by_case: dict[int, list[Seen]] = defaultdict(list)
    for event in events:
        if event.bounds()[0] <= judged:
            by_case[event.case].append(event)
    for case, known in by_case.items():
        closing = closed.get(case)
        ended = None if closing is None else FIRST_DAY + timedelta(days=closing)
        verdicts.update(judge_case(known, rule, ended, judged))
    return verdicts


def judge_case(
    events: list[Seen], rule: Mapping[str, Any], ended: date | None, judged: datetime
) -> list[str]:
    free = sorted((e for e in events if e.name == "A"), key=lambda e: (e.bounds()[1], e.bounds()[0]))
    found = []
    for start in sorted((e for e in events if e.name == "N"), key=Seen.bounds):
        end = next((e for e in free if e.bounds()[1] >= start.bounds()[0]), None)
        if end is not None and rule["match"] == "one_to_one":
            free.remove(end)
        found.append(verdict(start, end, rule, ended, judged))
    return found


def verdict(
    start: Seen, end: Seen | None, rule: Mapping[str, Any], ended: date | None, judged: datetime
) -> str:
    unit, amount, same_day = rule["unit"], rule["amount"], rule["same_day"]
    if end is not None:
        tried = {e <= due_of(s, unit, amount, same_day) for s, e in pairs(start.bounds(), end.bounds())}
        return "not_assessable" if len(tried) == 2 else ("kept" if tried.pop() else "late")
    due = due_of(start.bounds()[1], unit, amount, same_day)
    is_closed = ended is not None and end_of(ended) <= judged and ended >= start.date
    if is_closed and at(ended) <= due and rule["if_closed"] == "waived":  # type: ignore[arg-type]
        return "waived"
    return "missed" if is_closed or due < judged else "pending"


def pairs(
    start: tuple[datetime, datetime], end: tuple[datetime, datetime]
) -> list[tuple[datetime, datetime]]:
    """Extreme pairs of instants with the end not before the start."""
    moments = [*start, *end]
    starts = [one for one in moments if start[0] <= one <= start[1]]
    ends = [one for one in moments if end[0] <= one <= end[1]]
    return [(s, e) for s, e in product(starts, ends) if s <= e]


events = st.lists(
    st.builds(
        Seen,
        st.sampled_from(["N", "A", "A"]),
        st.integers(1, 2),
        st.integers(3, 8),
        st.one_of(st.none(), st.sampled_from([0, 1, 8, 12, 23])),
    ),
    min_size=1,
    max_size=8,
)
rules = st.fixed_dictionaries(
    {
        "unit": st.sampled_from(["hours", "hours", "days", "weeks", "months", "working_days"]),
        "amount": st.integers(1, 5),
        "same_day": st.booleans(),
        "match": st.sampled_from(["shared", "one_to_one"]),
        "if_closed": st.sampled_from(["missed", "waived"]),
        "hours": st.sampled_from([1, 24, 48]),
    }
)


@settings(max_examples=150, deadline=None)
@given(events, rules, st.dictionaries(st.integers(1, 2), st.integers(0, 14)), st.integers(5, 60))
def test_every_deadline_verdict_is_the_oracles(
    judge: Callable[[Mapping[str, Any]], CheckResult],
    seen: list[Seen],
    rule: dict[str, Any],
    closed: dict[int, int],
    as_of: int,
) -> None:
    seen = [Seen("A", 9, 0, None), *seen]
    if rule["unit"] == "hours":
        rule = {**rule, "amount": rule["hours"], "same_day": False}
    expected = oracle(seen, rule, closed, as_of)
    outcomes = judge(written(seen, rule, closed, as_of)).outcomes["outcome"]
    assert Counter(outcomes.astype(str)) == +expected


@settings(max_examples=80, deadline=None)
@given(st.data(), events, rules)
def test_no_deadline_verdict_depends_on_the_order_of_the_file(
    judge: Callable[[Mapping[str, Any]], CheckResult],
    data: st.DataObject,
    seen: list[Seen],
    rule: dict[str, Any],
) -> None:
    seen = [Seen("A", 9, 0, None), *seen]
    shuffled = data.draw(st.permutations(seen))
    which = data.draw(st.sampled_from(["each", "first", "next"]))
    assert summary(judge(written(seen, rule, {}, 40, which))) == summary(
        judge(written(shuffled, rule, {}, 40, which))
    )


def summary(result: CheckResult) -> Counter[tuple[str, ...]]:
    """Everything but the numbers of rows and cases, which follow the file."""
    frame = result.outcomes[["start", "end", "due", "outcome", "reason", "elapsed_ratio", "certain"]]
    return Counter(tuple(str(value) for value in row) for row in frame.itertuples(index=False))


def written(
    seen: list[Seen], rule: Mapping[str, Any], closed: Mapping[int, int], as_of: int, which: str = "each"
) -> dict[str, Any]:
    unit = rule["unit"]
    counting = {} if unit == "hours" else {"count_from": "same_day" if rule["same_day"] else "next_day"}
    return {
        "rule": {
            "kind": "deadline",
            "start": {"activity": "N", "which": which},
            "end": {"activity": "A"},
            "within": {unit: rule["amount"]},
            "match": rule["match"],
            "if_closed": rule["if_closed"],
            **counting,
        },
        "activities": ["N"],
        "events": [one.line() for one in seen],
        "closed": {
            case: str(FIRST_DAY + timedelta(days=day))
            for case, day in closed.items()
            if any(one.case == case for one in seen)
        },
        "as_of": str(FIRST_DAY + timedelta(days=as_of)),
    }
