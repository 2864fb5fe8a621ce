"""The extract: which records and open tasks stand in it, and what the system adds to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import numpy as np

from generator.office import TEAM, Holder
from generator.records import History, Record
from generator.settings import Settings
from generator.workdays import open_day

SYSTEM = "SYSTEM"
#: Activities that no order, people or presence rule looks at: their dates may be spoilt.
HARMLESS = {"Oplysninger indhentet", "Netværksmøde", "Ledelsestilsyn"}
UNREADABLE = ("31-02-2024", "00-00-0000", "ukendt", "31-11-2023", "12-2024", "2023-13-05")


def extract(histories: Iterable[History], settings: Settings) -> dict[str, list[Record]]:
    """Completed records inside the window by case number, children without one left out."""
    found = {}
    for history in histories:
        inside = [r for r in history.records if settings.window_start <= r.day <= settings.window_end]
        inside = _without_twins(inside)
        if inside:
            found[history.child.case_number] = sorted(inside, key=_order)
    return found


def _order(record: Record) -> tuple[date, datetime]:
    done = record.done
    return record.day, done if isinstance(done, datetime) else datetime.combine(
        record.day, datetime.min.time()
    )


def _without_twins(records: list[Record]) -> list[Record]:
    """One record per activity, instance and moment: two in one day are one in a system of dates."""
    seen: dict[tuple[object, ...], Record] = {}
    for record in records:
        seen.setdefault((record.activity, record.instance, record.done), record)
    return list(seen.values())


def planned_rows(holders: Iterable[Holder], settings: Settings) -> list[Record]:
    """Open tasks on the last day: rows without completion, with a deadline where one was stated."""
    rows = []
    for holder in holders:
        for matter in holder.matters:
            for task in matter.tasks:
                due = task.stated or (open_day(task.ready) if task.activity == "Tilsynsbesøg" else None)
                if task.activity == "Sag afsluttet" or (due is None and task.wish > 0.3):
                    continue
                status = "Igangværende" if task.ready <= settings.window_end else "Oprettet"
                waits = task.activity in {"Oplysninger indhentet", "Partshøring afsluttet"}
                rows.append(
                    Record(
                        matter.child,
                        task.activity,
                        task.instance,
                        None,
                        task.created,
                        holder.member.code,
                        TEAM,
                        task.created,
                        due=due,
                        status="Afventer" if waits else status,
                        notification=matter.notification,
                        faults=("planned",),
                    )
                )
    return rows


def add_journal_lag(records: Iterable[Record], settings: Settings, rng: np.random.Generator) -> None:
    """A quarter of the casework is journalised later than it was done, some of it much later."""
    for record in records:
        if record.done is None or record.team != TEAM:
            continue
        draw = rng.random()
        if draw < 0.25:
            lag = int(rng.geometric(0.3)) if draw < 0.19 else 8 + int(rng.geometric(0.06))
            record.registered = min(open_day(record.day + timedelta(days=lag)), settings.window_end)
            record.created = min(record.created, record.registered)


def spoil(records: dict[str, list[Record]], settings: Settings) -> None:
    """Add the faults of a real extract: unreadable dates, cancelled and system-made rows, late journals."""
    rng = np.random.default_rng([settings.seed, 7])
    every = [record for rows in records.values() for record in rows]
    add_journal_lag(every, settings, rng)
    harmless = [r for r in every if r.activity in HARMLESS]
    for index in sorted(rng.choice(len(harmless), 27, replace=False)):
        harmless[index].bad_date = UNREADABLE[index % len(UNREADABLE)]
        harmless[index].faults = ("rejected",)
    for record in every:
        if record.done is not None and (record.registered - record.day).days > 7:
            record.faults = (*record.faults, "backdated")
    for case, rows in records.items():
        records[case] = [made for record in rows for made in _with_system_rows(record, rng)]


def _with_system_rows(record: Record, rng: np.random.Generator) -> list[Record]:
    """The record and what stands beside it: a cancelled double, a deadline the system moved."""
    rows = [record]
    if rng.random() < 0.008:
        rows.append(_cancelled(record, rng))
    notable = record.activity in {"Indsats iværksat", "Børnefaglig undersøgelse startet"}
    if (notable and rng.random() < 0.3) or (record.activity == "Opfølgning" and rng.random() < 0.1):
        rows.append(_system_made(record))
    return rows


def _cancelled(record: Record, rng: np.random.Generator) -> Record:
    mistaken = rng.random() < 0.5
    day = record.day
    return Record(
        record.child,
        record.activity,
        record.instance,
        day if mistaken else None,
        day,
        record.resource,
        record.team,
        day,
        due=record.due,
        status="Fejloprettet" if mistaken else "Annulleret",
        notification=record.notification,
        faults=("filtered",),
    )


def _system_made(record: Record) -> Record:
    return Record(
        record.child,
        "Frist genberegnet",
        record.instance,
        record.day,
        record.day,
        "",
        record.team,
        record.day,
        due=record.due,
        created_by=SYSTEM,
        notification=record.notification,
        faults=("filtered",),
    )
