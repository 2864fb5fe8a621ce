"""Small traces written by hand, judged by one rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import StringIO
from typing import Any

import pandas as pd
import pytest
from ruamel.yaml import YAML

from procesanalyse.conformance.check import check
from procesanalyse.conformance.results import CheckResult
from procesanalyse.eventlog.table import Attribute, EventLog, Window, build_log
from procesanalyse.guideline.load import parse_guideline
from procesanalyse.guideline.model import Guideline, GuidelineHistory

ZONE = "Europe/Copenhagen"
OWN = ("case", "instance", "who", "due")


def instant(text: str, zone: str = ZONE) -> pd.Timestamp:
    """`2026-03-03 09:00` in the zone, as UTC; of the repeated autumn hour the first."""
    return pd.Timestamp(text).tz_localize(zone, ambiguous=True).tz_convert("UTC").as_unit("us")


def end_of_day(text: str) -> pd.Timestamp:
    """The last microsecond of a local day."""
    return instant(str(pd.Timestamp(text) + pd.Timedelta(days=1))) - pd.Timedelta(microseconds=1)


def guideline_of(rules: list[Mapping[str, Any]], names: set[str], **head: Any) -> Guideline:
    """A guideline with these rules; activities are called what the traces call them."""
    written = {
        "version": 1,
        "id": "g",
        "title": "g",
        "valid_from": "2000-01-01",
        **head,
        "activities": [{"id": name, "title": name} for name in sorted(names)],
        "rules": [
            {"id": f"R{number}", "title": "t", "severity": "local", **rule}
            for number, rule in enumerate(rules, start=1)
        ],
    }
    text = StringIO()
    YAML().dump(written, text)
    return parse_guideline(text.getvalue())


def log_of(example: Mapping[str, Any]) -> EventLog:
    """The log of a trace: `events` are "NAME DATE [TIME] [key=value ...]"."""
    rows = [_row(line, number) for number, line in enumerate(example["events"], start=1)]
    extra = sorted({key for row in rows for key in row["columns"]})
    events = pd.DataFrame(
        {
            "case_id": [row["case"] for row in rows],
            "activity": [row["activity"] for row in rows],
            "time": pd.Series([row["time"] for row in rows], dtype="datetime64[us, UTC]"),
            "precision": [row["precision"] for row in rows],
            "instance": [row["instance"] for row in rows],
            "resource": [row["who"][0] if row["who"] else None for row in rows],
            "due": pd.Series([row["due"] for row in rows], dtype="datetime64[us, UTC]"),
            "due_precision": [row["due_precision"] for row in rows],
            "source_row": [row["number"] for row in rows],
            **{key: [row["columns"].get(key) for row in rows] for key in extra},
        }
    )
    people = [(row["number"], person) for row in rows for person in row["who"][1:]]
    return build_log(
        events,
        _cases(example, rows),
        zone=ZONE,
        window=_window(example),
        selection=example.get("selection", "active_in"),
        participants=pd.DataFrame(people, columns=["source_row", "resource"]) if people else None,
        event_attributes=tuple(Attribute(key, "text") for key in extra),
    )


def _window(example: Mapping[str, Any]) -> Window:
    start = instant(str(example.get("window_start", "2000-01-01")))
    as_of = str(example.get("as_of", "2030-01-01"))
    return Window(start, instant(as_of) if ":" in as_of else end_of_day(as_of))


def _cases(example: Mapping[str, Any], rows: list[dict[str, Any]]) -> pd.DataFrame:
    names = list(dict.fromkeys(row["case"] for row in rows))
    closed = {str(key): instant(str(value)) for key, value in example.get("closed", {}).items()}
    groups = {str(key): value for key, value in example.get("group", {}).items()}
    kinds = {str(key): value for key, value in example.get("case_type", {}).items()}
    opened = {str(key): instant(str(value)) for key, value in example.get("opened", {}).items()}
    return pd.DataFrame(
        {
            "case_id": names,
            "group": [groups.get(name) for name in names],
            "case_type": [kinds.get(name) for name in names],
            "opened": pd.Series([opened.get(name) for name in names], dtype="datetime64[us, UTC]"),
            "closed": pd.Series([closed.get(name) for name in names], dtype="datetime64[us, UTC]"),
        }
    )


def _row(line: str, number: int) -> dict[str, Any]:
    words = line.split()
    pairs = dict(word.split("=", 1) for word in words if "=" in word)
    activity, *moment = [word for word in words if "=" not in word]
    due = pairs.get("due")
    return {
        "activity": activity,
        "time": instant(" ".join(moment)),
        "precision": "instant" if len(moment) == 2 else "date",
        "case": pairs.get("case", "1"),
        "instance": pairs.get("instance"),
        "who": pairs["who"].split("+") if "who" in pairs else [],
        "due": instant(due.replace("T", " ")) if due else None,
        "due_precision": None if due is None else ("instant" if "T" in due else "date"),
        "number": number,
        "columns": {key: value for key, value in pairs.items() if key not in OWN},
    }


def judge_example(example: Mapping[str, Any]) -> CheckResult:
    """The check of one trace by its `rule` (or of `versions` of it)."""
    names = {line.split()[0] for line in example["events"]} | set(example.get("activities", []))
    head = {key: example[key] for key in ("calendar",) if key in example}
    if "versions" in example:
        versions = [
            guideline_of(
                [version["rule"]] if "rule" in version else [],
                names,
                **head,
                **{key: version[key] for key in ("valid_from", "valid_to") if key in version},
            )
            for version in example["versions"]
        ]
        return check(log_of(example), GuidelineHistory(tuple(versions)))
    return check(log_of(example), GuidelineHistory((guideline_of([example["rule"]], names, **head),)))


@pytest.fixture(scope="session")
def judge() -> Callable[[Mapping[str, Any]], CheckResult]:
    """Judges one trace."""
    return judge_example


@pytest.fixture(scope="session")
def make_log() -> Callable[[Mapping[str, Any]], EventLog]:
    """Makes the log of one trace."""
    return log_of


@pytest.fixture(scope="session")
def make_guideline() -> Callable[..., Guideline]:
    """Makes a guideline of rules."""
    return guideline_of
