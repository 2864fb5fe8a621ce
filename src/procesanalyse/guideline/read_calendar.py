"""The `calendar` and `zone` of a guideline file."""

from __future__ import annotations

import calendar as month_lengths
import re

from procesanalyse.documents.section import Section
from procesanalyse.workcalendar.days import known_country
from procesanalyse.workcalendar.spec import CalendarSpec, MonthDay
from procesanalyse.workcalendar.zones import known_zone

DEFAULT_ZONE = "Europe/Copenhagen"
_LEAP_YEAR = 2024


def read_zone(root: Section) -> str:
    """The guideline's zone; Europe/Copenhagen unless it says otherwise."""
    zone = root.text("zone", DEFAULT_ZONE)
    if not known_zone(zone):
        root.fault("guideline.unknown_zone", "zone", zone)
        return DEFAULT_ZONE
    return zone


def read_calendar(root: Section) -> CalendarSpec:
    """The guideline's calendar; the Danish one unless it says otherwise."""
    section = root.section("calendar")
    if section is None:
        return CalendarSpec()
    country = section.text("country", "DK")
    if not known_country(country):
        section.fault("guideline.unknown_country", "country", country)
    roll_days = _month_days(section, "roll_days")
    spec = CalendarSpec(
        country=country,
        closed_days=_month_days(section, "closed_days"),
        roll_days=roll_days if section.has("roll_days") else CalendarSpec().roll_days,
        saturday_is_working_day=section.flag("saturday_is_working_day"),
    )
    section.finish()
    return spec


def _month_days(section: Section, key: str) -> tuple[MonthDay, ...]:
    days = []
    for text in section.texts(key):
        found = re.fullmatch(r"(\d{1,2})/(\d{1,2})", text)
        month = int(found[2]) if found else 0
        if not found or not 1 <= month <= 12 or not _is_day(int(found[1]), month):
            section.fault("guideline.bad_month_day", key, text)
            continue
        days.append(MonthDay(month, int(found[1])))
    return tuple(days)


def _is_day(day: int, month: int) -> bool:
    return 1 <= day <= month_lengths.monthrange(_LEAP_YEAR, month)[1]
