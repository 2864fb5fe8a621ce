"""Records as lines of the CSV, in the words of a Danish case system."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np

from generator.records import Moment, Record
from generator.settings import SECTIONS, Settings

HEADER = (
    "Sagsnummer;Familie;Sagstype;Aktivitet;Status;Oprettet;Frist;Udført;Sagsbehandler;Deltagere;Team;"
    "Paragraf;Løbenr;Årsag;Underretter;Journaldato;Oprettet af;Alder"
)
#: Rows that carry the notification's reason and notifier.
DESCRIBED = {"Underretning modtaget", "Screening afsluttet", "Fornyet vurdering"}
#: The team's name until it was renamed, and a caseworker's initials before they changed.
OLD_TEAM, RENAMED_ON = "Familiegruppen", date(2023, 1, 1)
OLD_CODE, NEW_CODE, CODE_CHANGED_ON = "R012", "R112", date(2024, 3, 1)


def line(record: Record, settings: Settings) -> str:
    """One row of the extract, without its line end."""
    child, law = record.child, record.day >= settings.new_law
    section = SECTIONS.get(record.activity, ("", ""))[law]
    described = record.notification is not None and record.activity in DESCRIBED
    team = OLD_TEAM if record.team == "Familieteamet" and record.day < RENAMED_ON else record.team
    cells = (
        child.case_number,
        f"F{child.family:05d}",
        child.case_type,
        record.activity,
        record.status,
        _text(record.created),
        _text(record.due),
        record.bad_date or _text(record.done),
        _code(record.resource, record.day),
        ", ".join(_code(code, record.day) for code in record.others),
        team,
        section,
        record.instance,
        record.notification.reason if described and record.notification else "",
        record.notification.notifier if described and record.notification else "",
        _text(record.registered) if record.done is not None or record.bad_date else "",
        record.created_by or _code(record.resource, record.day),
        str(child.age(record.day)),
    )
    return ";".join(cells)


def file_order(records: dict[str, list[Record]]) -> list[Record]:
    """All records as the system lists them: by case, as they were done, planned rows last."""
    return [record for case in sorted(records) for record in records[case]]


def with_duplicates(
    lines: list[str], records: list[Record], settings: Settings, count: int = 140
) -> list[str]:
    """The lines with some of them twice in a row; rows that are filtered or rejected stay single."""
    rng = np.random.default_rng([settings.seed, 8])
    able = [
        i for i, record in enumerate(records) if not {"filtered", "rejected", "planned"} & set(record.faults)
    ]
    doubled = {able[i] for i in rng.choice(len(able), count, replace=False)}
    return [text for i, made in enumerate(lines) for text in ([made, made] if i in doubled else [made])]


def _code(code: str, day: date) -> str:
    return NEW_CODE if code == OLD_CODE and day >= CODE_CHANGED_ON else code


def _text(moment: Moment | None) -> str:
    if moment is None:
        return ""
    return f"{moment:%d-%m-%Y %H:%M}" if isinstance(moment, datetime) else f"{moment:%d-%m-%Y}"
