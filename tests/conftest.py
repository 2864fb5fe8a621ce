"""Fixtures that several rooms' tests use."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from procesanalyse.guideline.load import parse_guideline
from procesanalyse.guideline.model import GuidelineHistory
from procesanalyse.organisation.model import HandoverCost, Organisation
from procesanalyse.workcalendar.spec import CalendarSpec
from procesanalyse.workcalendar.working_time import DAY, WeeklyHours

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root."""
    return ROOT


@pytest.fixture(scope="session")
def shared_logs() -> Path:
    """The folder of real event logs beside the project."""
    folder = ROOT.parent / "shared" / "logs"
    if not folder.is_dir():
        _missing("the real event logs are not on this machine (folder shared/logs beside the project)")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium or Chrome that tests may drive."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    _missing("no chromium on this machine")
    return ""


@pytest.fixture(scope="session")
def office_hours() -> WeeklyHours:
    """From 8 to 16, Monday to Friday."""
    return tuple((day * DAY + 8 * 3600, day * DAY + 16 * 3600) for day in range(5))


@pytest.fixture(scope="session")
def make_organisation() -> Callable[..., Organisation]:
    """The maker of organisations: a Danish office without holidays and without handover costs."""

    def make(**settings: object) -> Organisation:
        usual = {
            "id": "kontor",
            "title": "Kontor",
            "zone": "Europe/Copenhagen",
            "calendar": CalendarSpec(country="none"),
            "handover": HandoverCost(),
        }
        return Organisation(**(usual | settings))  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def make_guidelines() -> Callable[..., GuidelineHistory]:
    """The maker of guidelines of one version: activities by id; deadlines by id as (start, end, days)."""

    def make(
        activities: Mapping[str, str], deadlines: Mapping[str, tuple[str, str, int]], more_rules: str = ""
    ) -> GuidelineHistory:
        head = "version: 1\nid: kontor\ntitle: Kontor\nvalid_from: 2020-01-01\nsource: prøve\n"
        steps = "".join(f"  - {{id: {name}, title: {title}}}\n" for name, title in activities.items())
        rules = "".join(
            f"  - {{id: {rule}, title: {rule}, kind: deadline, severity: law, status: active, source: prøve,"
            f" start: {{activity: {start}}}, end: {{activity: {end}}}, within: {{days: {days}}}}}\n"
            for rule, (start, end, days) in deadlines.items()
        )
        text = f"{head}zone: Europe/Copenhagen\nactivities:\n{steps}rules:\n{rules}{more_rules}"
        return GuidelineHistory((parse_guideline(text),))

    return make


def _missing(reason: str) -> None:
    """Skip with the reason, or fail where PROCESANALYSE_SKIP_NOTHING says that nothing may be skipped."""
    if os.environ.get("PROCESANALYSE_SKIP_NOTHING"):
        pytest.fail(reason)
    pytest.skip(reason)
