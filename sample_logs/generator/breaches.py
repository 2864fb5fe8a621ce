"""The planted truth: which breaches of order, people and presence stand in the extract, and no others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from generator.records import Record
from generator.settings import Settings

#: Rules on order, people and presence; from when they are judged (None: in both guidelines).
SUPPORT, PLACEMENT, REFUSAL = "Afgørelse om indsats", "Afgørelse om anbringelse", "Afgørelse om afslag"
TALK, HEARING, RISK = "Børnesamtale", "Partshøring afsluttet", "Risikovurdering"

Found = list[Record]


def clean(records: Iterable[Record]) -> list[Record]:
    """Records that an import keeps as events: done, not cancelled, with a readable date."""
    return [r for r in records if r.done is not None and not {"filtered", "rejected"} & set(r.faults)]


def breaches(records: list[Record], settings: Settings) -> dict[str, Found]:
    """Every breach in one case by rule, found by reading the rule, not by remembering what was planted."""
    events = clean(records)
    return {rule: find(events, settings) for rule, find in RULES.items()}


def _before(events: list[Record], record: Record, activity: str, *, instance: bool = False) -> list[Record]:
    return [
        e
        for e in events
        if e.activity == activity and e.day < record.day and (not instance or e.instance == record.instance)
    ]


def _order(activities: set[str], needed: str) -> Callable[[list[Record], Settings], Found]:
    def find(events: list[Record], _: Settings) -> Found:
        return [e for e in events if e.activity in activities and not _before(events, e, needed)]

    return find


def _old_plan(events: list[Record], settings: Settings) -> Found:
    return [
        e
        for e in events
        if e.activity in {SUPPORT, PLACEMENT}
        and e.day < settings.new_law
        and not _before(events, e, "Foreløbig afgørelse iværksat")
        and not _before(events, e, "Handleplan", instance=True)
    ]


def _risk(events: list[Record], settings: Settings) -> Found:
    return [
        e
        for e in events
        if e.activity == "Møde med forældre"
        and e.day >= settings.new_law
        and any(
            n.notification is not None and n.notification.reason == "Æresrelateret konflikt"
            for n in _before(events, e, "Underretning modtaget", instance=True)
        )
        and not _before(events, e, RISK, instance=True)
    ]


def _two_advisers(events: list[Record], settings: Settings) -> Found:
    return [
        e
        for e in events
        if e.activity == TALK
        and e.day >= settings.new_law
        and _before(events, e, "Børnefaglig undersøgelse startet", instance=True)
        and not _before(events, e, "Indsats iværksat")
        and not e.others
    ]


def _new_eyes(events: list[Record], _: Settings) -> Found:
    return [
        e
        for e in events
        if e.activity == "Fornyet vurdering"
        and e.resource
        in {p for o in events if o.day <= e.day and o.instance != e.instance for p in (o.resource, *o.others)}
    ]


def _assessment_in_abuse(events: list[Record], _: Settings) -> Found:
    if not events or events[0].child.case_type != "Overgreb" or not closed(events):
        return []
    return [] if any(e.activity == "Undersøgelse besluttet" for e in events) else [events[0]]


def _old_template(events: list[Record], settings: Settings) -> Found:
    if not events or events[0].day < settings.new_law:
        return []
    return [e for e in events if e.activity == "Handleplan"][:1]


def closed(events: list[Record]) -> date | None:
    """Day of the last closing if nothing follows it; None for an open or reopened case."""
    endings = [e.day for e in events if e.activity == "Sag afsluttet"]
    last = max(e.day for e in events)
    return endings[-1] if endings and endings[-1] == last else None


RULES: dict[str, Callable[[list[Record], Settings], Found]] = {
    "BL5-SAMTALE": _order({SUPPORT, PLACEMENT}, TALK),
    "LOKAL-PARTSHOERING": _order({REFUSAL, PLACEMENT}, HEARING),
    "SEL140-PLAN": _old_plan,
    "BL18-3-RISIKO": _risk,
    "BL21-5": _two_advisers,
    "LOKAL-NYE-OEJNE": _new_eyes,
    "BL20-1-OVERGREB": _assessment_in_abuse,
    "LOKAL-INGEN-HANDLEPLAN": _old_template,
}
#: Presence: planted by what is missing, so no single record carries the mark.
BY_CASE = {"BL20-1-OVERGREB"}


def unplanned(records: list[Record], settings: Settings) -> list[str]:
    """Rules broken in this case by records that were not planted as breaches."""
    return [
        rule
        for rule, found in breaches(records, settings).items()
        for record in found
        if rule not in BY_CASE and rule not in record.planted
    ]
