"""The `calendar` and `zone` of a YAML file, written alike in guidelines and organisations."""

from __future__ import annotations

import re
from calendar import monthrange

from procesanalyse.documents.section import Section
from procesanalyse.workcalendar.days import known_country
from procesanalyse.workcalendar.spec import CalendarSpec, MonthDay
from procesanalyse.workcalendar.zones import known_zone

DEFAULT_ZONE = "Europe/Copenhagen"
_LEAP_YEAR = 2024


def read_zone(section: Section, default: str = DEFAULT_ZONE) -> str:
    """The section's `zone`; the default if it has none, or none that exists."""
    zone = section.text("zone", default)
    if not known_zone(zone):
        section.fault("workcalendar.unknown_zone", "zone", zone)
        return default
    return zone


def read_calendar(top: Section) -> CalendarSpec:
    """The file's `calendar`; the Danish one unless it says otherwise."""
    section = top.section("calendar")
    if section is None:
        return CalendarSpec()
    country = section.text("country", "DK")
    if not known_country(country):
        section.fault("workcalendar.unknown_country", "country", country)
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
        day, month = (int(found[1]), int(found[2])) if found else (0, 0)
        if 1 <= month <= 12 and 1 <= day <= monthrange(_LEAP_YEAR, month)[1]:
            days.append(MonthDay(month, day))
        else:
            section.fault("workcalendar.not_month_day", key, text)
    return tuple(days)
