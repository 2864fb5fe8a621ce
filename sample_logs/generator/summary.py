"""How the municipality looks: volumes, compliance, open cases and caseloads, as a table in plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from generator.breaches import clean
from generator.office import Office
from generator.records import Record
from generator.settings import Settings


def text(
    office: Office,
    by_case: Mapping[str, list[Record]],
    *,
    found: Mapping[str, list[tuple[str, str, int]]],
    counts: Mapping[str, int],
    verdicts: Mapping[str, Mapping[str, int]],
    settings: Settings,
) -> str:
    """Some forty lines."""
    events = [e for rows in by_case.values() for e in clean(rows)]
    lines = [f"{name}: {count}" for name, count in counts.items()]
    lines.append(f"sager: {len(by_case)}")
    lines += _by_year(events)
    lines += _notifications(events)
    lines += _open(by_case)
    lines += [f"{rule}: {len(places)} plantet" for rule, places in found.items()]
    for rule, verdict in verdicts.items():
        judged = verdict["kept"] + verdict["late"] + verdict["missed"]
        share = f"{verdict['kept'] / judged:.1%}" if judged else "-"
        lines.append(f"{rule}: {share} {dict(verdict)}")
    loads = [carried for day, carried, _ in office.loads if day >= settings.window_start]
    lines.append(f"sager i Familieteamet: {min(loads)}-{max(loads)}, middel {sum(loads) / len(loads):.0f}")
    lines += [
        f"{year}: udnyttelse af de logførte timer {office.hours[year] / office.capacity[year]:.2f}"
        for year in sorted(office.hours)
        if year >= settings.window_start.year
    ]
    return "\n".join(lines)


def _by_year(events: list[Record]) -> list[str]:
    names = (
        "Underretning modtaget",
        "Fornyet vurdering",
        "Afdækning afsluttet",
        "Undersøgelse besluttet",
        "Børnefaglig undersøgelse afsluttet",
        "Afgørelse om indsats",
        "Afgørelse om anbringelse",
        "Afgørelse om afslag",
        "Indsats iværksat",
        "Opfølgning",
        "Foreløbig afgørelse iværksat",
    )
    lines = []
    for name in names:
        count = Counter((e.day.year - (e.day.month < 7)) for e in events if e.activity == name)
        lines.append(f"{name}: " + ", ".join(f"{y}/{y + 1 - 2000} {count[y]}" for y in sorted(count)))
    return lines


def _notifications(events: list[Record]) -> list[str]:
    """Notifications per child within 1 July 2023 - 30 June 2024, per month and by notifier."""
    notified = [e for e in events if e.activity == "Underretning modtaget"]
    year = [e for e in notified if date(2023, 7, 1) <= e.day < date(2024, 7, 1)]
    per_child = Counter(Counter(e.child.case_number for e in year).values())
    months = Counter(e.day.month for e in notified)
    notifiers = Counter(e.notification.notifier for e in notified if e.notification)
    weekdays = Counter(e.day.weekday() for e in notified)
    return [
        "børn efter antal på et år: "
        + ", ".join(f"{n}: {per_child[n] / sum(per_child.values()):.1%}" for n in sorted(per_child)),
        "pr. måned: " + ", ".join(f"{m}: {months[m]}" for m in sorted(months)),
        "pr. ugedag: " + ", ".join(f"{d + 1}: {weekdays[d]}" for d in sorted(weekdays)),
        "underrettere: " + ", ".join(f"{n} {c / len(notified):.1%}" for n, c in notifiers.most_common()),
    ]


def _open(by_case: Mapping[str, list[Record]]) -> list[str]:
    """Cases whose last event before the day is not a closing."""
    days = [date(y, m, 1) for y in (2022, 2023, 2024, 2025) for m in (1, 4, 7, 10)]
    counts = Counter[date]()
    for rows in by_case.values():
        events = clean(rows)
        for day in days:
            before = [e for e in events if e.day < day]
            last = before[-1].day if before else None
            counts[day] += any(before) and not any(
                e.activity == "Sag afsluttet" and e.day == last for e in before
            )
    return [f"åbne {day}: {counts[day]}" for day in days if date(2022, 10, 1) <= day <= date(2025, 7, 1)]
