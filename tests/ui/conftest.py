"""A small made-up project whose figures can be counted by hand, and the app on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from procesanalyse.ui import app, state

CASES = 40
HEAD = "Sagsnummer;Familie;Sagstype;Aktivitet;Oprettet;Frist;Udført;Sagsbehandler;Team;Løbenr"

PROFILE = """\
version: 1
title: Prøvedata
zone: Europe/Copenhagen
window: {start: 2024-01-01, end: 2024-06-30}
columns:
  case: Sagsnummer
  activity: Aktivitet
  time: Udført
  registered: Oprettet
  due: Frist
  resource: Sagsbehandler
  team: Team
  instance: Løbenr
  group: Familie
  case_type: Sagstype
formats:
  default:
    - {format: "%d-%m-%Y %H:%M", precision: instant}
    - {format: "%d-%m-%Y", precision: date}
case_end: {activity: Sag afsluttet}
planned: true
"""

GUIDELINE = """\
version: 1
id: proeve
title: Prøveretningslinje
valid_from: 2023-01-01
source: opdigtet til prøverne
calendar: {country: DK}
zone: Europe/Copenhagen
activities:
  - {id: underretning_modtaget, title: Underretning modtaget}
  - {id: akutvurdering, title: 24-timers vurdering}
  - {id: screening_afsluttet, title: Screening afsluttet}
  - {id: bfu_startet, title: Børnefaglig undersøgelse startet}
  - {id: bfu_afsluttet, title: Børnefaglig undersøgelse afsluttet}
  - {id: sag_afsluttet, title: Sag afsluttet}
rules:
  - id: TIMER
    title: Underretningen vurderes inden 24 timer
    kind: deadline
    severity: law
    status: active
    legal_basis: Prøvelov § 1
    wording: Vurderes inden 24 timer.
    verified_by: jurist
    verified_on: 2024-01-01
    start: {activity: underretning_modtaget}
    end: {activity: akutvurdering}
    within: {hours: 24}
  - id: SCREENING
    title: Screening inden 7 dage
    kind: deadline
    severity: local
    status: active
    verified_by: leder
    verified_on: 2024-01-01
    start: {activity: underretning_modtaget}
    end: {activity: screening_afsluttet}
    within: {days: 7}
  - id: MAANEDER
    title: Undersøgelsen er færdig på 4 måneder
    kind: deadline
    severity: law
    status: active
    legal_basis: Prøvelov § 2
    source: ikke kontrolleret
    start: {activity: bfu_startet}
    end: {activity: bfu_afsluttet}
    within: {months: 4}
  - id: FOERST
    title: Vurdering før screening
    kind: precedence
    severity: law
    status: active
    legal_basis: Prøvelov § 3
    verified_by: jurist
    verified_on: 2024-01-01
    start: {activity: screening_afsluttet}
    needs_before: {activity: akutvurdering}
  - id: SOVER
    title: En regel, ingen har kontrolleret
    kind: existence
    severity: law
    status: disabled
    end: {activity: sag_afsluttet}
"""

ORGANISATION = """\
version: 1
id: proeveafdeling
title: Prøveafdeling
zone: Europe/Copenhagen
calendar: {country: DK}
teams:
  - id: modtagelsen
    title: Modtagelsen
    case_owner: false
    hours: {monday-friday: "08:00-16:00"}
    members:
      - {id: visitator, count: 2, weekly_hours: 37}
  - id: familieteamet
    title: Familieteamet
    hours: {monday-friday: "08:00-16:00"}
    members:
      - {id: raadgiver, count: 3, weekly_hours: 37, unlogged_share: 0.4}
routes:
  - {team: modtagelsen, activities: [Underretning modtaget, 24-timers vurdering, Screening afsluttet]}
  - {team: familieteamet}
"""

PROJECT = """\
version: 1
title: Prøvekommunen
demo: true
log: {file: sager.csv, profile: sager.profile.yaml}
guideline: retningslinje.yaml
"""


def log_rows() -> Iterator[str]:
    """40 cases, a notification every third day at 9.00 from 2 January 2024.

    Assessed after 23 hours; every tenth after 30 (late: 4 cases), number 17 and 34 never
    (missed: 2 cases). Screened after 5 days; number 7, 14, 21, 28, 35 after 9 (late: 5 cases).
    """
    for i in range(1, CASES + 1):
        opened = datetime.fromisoformat("2024-01-02T09:00") + timedelta(days=3 * (i - 1))
        yield _row(i, "Underretning modtaget", opened, timed=True)
        if i not in (17, 34):
            yield _row(
                i, "24-timers vurdering", opened + timedelta(hours=30 if i % 10 == 0 else 23), timed=True
            )
        yield _row(i, "Screening afsluttet", opened + timedelta(days=9 if i % 7 == 0 else 5))
        if i % 3 == 0:
            yield _row(i, "Børnefaglig undersøgelse startet", opened + timedelta(days=12))
            if i <= 12:
                yield _row(i, "Børnefaglig undersøgelse afsluttet", opened + timedelta(days=80))
        elif i <= 30:
            yield _row(i, "Sag afsluttet", opened + timedelta(days=20))


def _row(i: int, activity: str, when: datetime, *, timed: bool = False) -> str:
    done = when.strftime("%d-%m-%Y %H:%M" if timed else "%d-%m-%Y")
    first = activity in {"Underretning modtaget", "24-timers vurdering", "Screening afsluttet"}
    team, person = ("Modtagelsen", f"V{i % 2}") if first else ("Familieteamet", f"R{i % 3}")
    kind = "Overgreb" if i % 8 == 0 else "Almindelig"
    return f"S{i:03};F{(i + 1) // 2:03};{kind};{activity};{when:%d-%m-%Y};;{done};{person};{team};U{i}"


def log_bytes() -> bytes:
    """The made-up log as a Danish case system would export it."""
    return ("\r\n".join([HEAD, *log_rows()]) + "\r\n").encode("cp1252")


@pytest.fixture
def small_log() -> bytes:
    """The made-up log as a Danish case system would export it."""
    return log_bytes()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the made-up project."""
    folder = tmp_path / "projekt"
    folder.mkdir()
    (folder / "project.yaml").write_text(PROJECT, encoding="utf-8")
    (folder / "sager.profile.yaml").write_text(PROFILE, encoding="utf-8")
    (folder / "retningslinje.yaml").write_text(GUIDELINE, encoding="utf-8")
    (folder / "organisation.yaml").write_text(ORGANISATION, encoding="utf-8")
    (folder / "sager.csv").write_bytes(log_bytes())
    return folder


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., AppTest]]:
    """Opens a page of the app on a project, or on none; caches are emptied between tests."""
    st.cache_resource.clear()

    def open_at(page: str = "", project: Path | None = None) -> AppTest:
        monkeypatch.setenv(state.PROJECT_VARIABLE, str(project) if project else "")
        shown = AppTest.from_file(str(app.SCRIPT), default_timeout=30).run()
        return shown.switch_page(page).run() if page else shown

    yield open_at
    st.cache_resource.clear()
