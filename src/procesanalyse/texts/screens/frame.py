"""Words that every screen shares."""

from __future__ import annotations

import re
from collections.abc import Iterable

from procesanalyse.texts.map import cases as count_of

TITLE = "Procesanalyse"
PRACTICE_DATA = "ØVELSESDATA"
MEANING = "Hvad betyder det?"
BASIS = "Datagrundlag og forbehold"
NEXT = "Næste skridt"
NOTHING_TO_SHOW = "Der er ingen tal at vise."
SHOW_AS_TABLE = "Vis som tabel"

OVERVIEW = "Overblik"
DATA = "Data"
PROCESS = "Faktisk proces"
COMPLIANCE = "Efterlevelse"
DEADLINES = "Frister"
SIMULATION = "Simulering"

NO_DATA = "Der er ingen data endnu."
NO_DATA_HELP = (
    "Prøv siderne med øvelsesdata fra en opdigtet kommune, eller hent et udtræk fra jeres eget fagsystem."
)
TRY_DEMO = "Prøv med øvelsesdata"
GET_OWN = "Hent jeres egne data"
NO_GUIDELINE = "I har ikke valgt en retningslinje til disse data endnu."
NO_GUIDELINE_HELP = "Vælg en retningslinje på siden Data. Så kan sagerne holdes op mod reglerne."
CHOOSE_GUIDELINE = "Vælg en retningslinje"
FAULTS_HEADING = "**Der er noget, der skal rettes, før I kan gå videre:**"

MEASURED_NOT_JUDGED = (
    "Intervallet efter hver andel siger, hvor meget tilfældighed kan betyde. Antallet af brud er optalt, "
    "ikke skønnet."
)

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~$:])")


def plain(text: str) -> str:
    """Text that may come from a log or a file, safe to show as Markdown: no marks, links or pictures."""
    return _MARKDOWN.sub(r"\\\1", text)


def bullets(lines: Iterable[str]) -> str:
    """Sentences, which may quote a file, as a list."""
    return "\n".join(f"* {plain(line)}" for line in lines)


def unexpected(number: str) -> str:
    """The sentence for an error nobody foresaw."""
    return (
        "Siden kunne ikke vises. Prøv at gå tilbage til Overblik. "
        f"Fejlnummer {number} – oplys det til jeres systemansvarlige."
    )


def source_line(title: str, period: str, cases: int) -> str:
    """What the figures of a page are about."""
    return f"{plain(title)} · {period} · {count_of(cases)}"
