"""Names that columns commonly have in Danish and English extracts and in XES; the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: Role in the profile -> usual names, as `plain` writes them.
COLUMN_NAMES: Mapping[str, tuple[str, ...]] = {
    "case": (
        "caseconceptname",
        "sagsnummer",
        "sagsnr",
        "sagsid",
        "sagid",
        "sag",
        "caseid",
        "casenumber",
        "case",
        "journalnummer",
        "journalnr",
        "traceid",
    ),
    "activity": (
        "aktivitet",
        "aktivitetsnavn",
        "conceptname",
        "activity",
        "activityname",
        "hændelse",
        "handling",
        "trin",
        "opgave",
        "task",
        "event",
        "hændelsestype",
    ),
    "time": (
        "udført",
        "udførtdato",
        "timetimestamp",
        "endtime",
        "endtimestamp",
        "completetimestamp",
        "completed",
        "tidspunkt",
        "timestamp",
        "afsluttet",
        "sluttidspunkt",
        "slutdato",
        "slut",
        "dato",
        "time",
        "date",
    ),
    "start": ("starttime", "starttimestamp", "starttidspunkt", "påbegyndt", "startdato", "start"),
    "enabled": ("enabledtimestamp", "enabledtime"),
    "registered": (
        "registreret",
        "registreringsdato",
        "journaldato",
        "journaliseret",
        "oprettet",
        "oprettetdato",
        "registered",
        "created",
    ),
    "due": ("frist", "fristdato", "tidsfrist", "forfald", "forfaldsdato", "deadline", "duedate", "due"),
    "resource": (
        "sagsbehandler",
        "rådgiver",
        "medarbejder",
        "udførtaf",
        "bruger",
        "orgresource",
        "resource",
        "user",
    ),
    "team": ("team", "afdeling", "enhed", "gruppe", "orggroup", "department", "orgrole", "role"),
    "instance": ("løbenr", "løbenummer", "conceptinstance", "instance", "underretningsnr"),
    "group": ("familie", "familienr", "familienummer", "husstand", "family"),
    "case_type": ("sagstype", "casetype"),
    "participants": ("deltagere", "participants"),
}

#: Activities that close a case.
CLOSING_ACTIVITIES = ("sagafsluttet", "saglukket", "sagenafsluttet", "sagenlukket", "caseclosed", "closecase")
#: Date columns of the case that open or close it.
OPENING_COLUMNS = ("startdate", "sagoprettet", "sagåbnet", "åbnet", "sagsstart", "opened")
CLOSING_COLUMNS = ("enddate", "sagafsluttet", "saglukket", "lukket", "sagsslut", "closed")
#: Columns with a status, and the words in them that say: this row was never real work.
STATUS_COLUMNS = ("status", "aktivitetsstatus", "tilstand")
VOID_STATUSES = ("annulleret", "fejloprettet", "slettet", "fejlregistreret", "cancelled", "deleted")
#: Columns that say who made a row, and the words for the machine.
MADE_BY_COLUMNS = ("oprettetaf", "registreretaf", "createdby")
MACHINES = ("system", "systembruger", "automatisk", "batch")
#: Words in a column's name that speak of a person or of free text: never read without being asked for.
PERSONAL = (
    "navn",
    "cpr",
    "adresse",
    "født",
    "telefon",
    "mail",
    "person",
    "barn",
    "responsible",
    "ansvarlig",
    "behandler",
    "actor",
    "resource",
    "user",
    "bruger",
    "note",
    "bemærkning",
    "tekst",
    "beskrivelse",
    "aldersdato",
)


def plain(name: str) -> str:
    """A column's name in small letters without anything but letters and digits."""
    return re.sub(r"[^0-9a-zæøå]", "", name.lower())
