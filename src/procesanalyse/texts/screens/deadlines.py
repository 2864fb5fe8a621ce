"""Words of the page Frister."""

from __future__ import annotations

from procesanalyse.texts.screens.frame import plain

QUESTION = "Hvordan går det med fristerne, måned for måned?"
CHOOSE = "Vælg en frist"
BY_MONTH = "Måned for måned"
DISTRIBUTION = "Hvor tæt på fristen?"
OVERDUE = "Åbne forløb over fristen pr. {as_of}"
NO_OVERDUE = "Ingen åbne forløb er over denne frist."
OVERDUE_ALT = "Åbne forløb over fristen, længst overskredet først"
OVERDUE_COLUMNS = ("Sag", "Begyndte", "Frist", "Overskredet")
OVERDUE_LIMIT = "De {shown} længste af {count} vises."
NO_DEADLINES = "Retningslinjen har ingen frister, som disse data kan holdes op mod."
TO_COMPLIANCE = "Se alle regler"
TO_PROCESS = "Se den faktiske proces"
TO_WHAT_IF = "Prøv: Hvad hvis vi var én mere?"

MEANING = (
    "Et forløb hører til den måned, det begyndte i.",
    "En måned med forløb, der stadig afventer, er ikke færdig. Den er mærket, og dens andel er et skøn.",
    "Stregen ved 100 % er fristen. Til højre for den er det for sent.",
)


def answer(rule: str, share: str, breaches: str) -> str:
    """How the chosen deadline is kept."""
    return f"»{plain(rule)}«: {share} til tiden. {breaches} brud."


def nothing_due(rule: str) -> str:
    """No activation of the rule has come to its due time."""
    return f"»{plain(rule)}«: Ingen forløb har nået fristen, så der er ingen andel at vise."


def basis(as_of: str, guideline: str, legal_basis: str, wording: str) -> tuple[str, ...]:
    """What the page rests on."""
    lines = [f"Bedømt pr. {as_of} efter {plain(guideline)}."]
    if legal_basis:
        lines.append(f"Lovgrundlag: {plain(legal_basis)}.")
    if wording:
        lines.append(f"Ordlyd: {plain(wording)}")
    lines.append("Fristen regnes i hele dage i retningslinjens kalender. Timefrister regnes i timer.")
    return tuple(lines)
