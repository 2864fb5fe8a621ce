"""Words of the page Overblik."""

from __future__ import annotations

from procesanalyse.texts import numbers
from procesanalyse.texts.map import cases as count_of
from procesanalyse.texts.screens.frame import plain

QUESTION = "Overholder vi lovens frister?"
LAW = "Lovens frister"
LOCAL = "Egne mål og anbefalinger"
LOCAL_NOTE = "Vises for sig: et mål, I selv har sat, er ikke et lovkrav."
UNVERIFIED = "Regler, som ingen har kontrolleret endnu"
UNVERIFIED_NOTE = (
    "Ordlyden er ikke bekræftet af en fagperson. Tallene er foreløbige og indgår ikke i svaret øverst."
)
FINDINGS = "De vigtigste fund"
OPEN = "Åbne sager"
OPEN_BY_WEEK = "Åbne sager uge for uge"
OPEN_NOTE = (
    "Sager, der blev åbnet før perioden, tæller kun med fra den dag, udtrækket kender dem. "
    "Derfor kan kurven begynde for lavt."
)
OVERDUE = "Heraf over en lovfrist"
CASES = "Sager i alt"
CLOSED = "Afsluttede sager"
NO_LAW = "Retningslinjen har ingen kontrollerede lovfrister, som disse data kan holdes op mod."
COLUMNS = ("Regel", "Til tiden", "Antal forløb", "Brud", "Afventer", "Lovgrundlag")
TABLE_ALT = "Hver regel med andel til tiden, antal forløb og antal brud"
TO_PROCESS = "Se, hvordan sagerne løber"
TO_BREACHES = "Se, hvor vi afviger"
TO_WHAT_IF = "Prøv: Hvad hvis vi var én mere?"

MEANING = (
    "»Til tiden« er andelen af forløb, hvor fristen er udløbet, og opgaven blev løst inden.",
    "Forløb, hvis frist ikke er udløbet, afventer og tæller ikke med.",
    "Lovens frister, egne mål og anbefalinger lægges aldrig sammen.",
)


def answer(rules: int, without_breach: int, worst: str, worst_share: str) -> str:
    """ "I overholder 3 af 12 lovfrister uden brud. Længst fra målet: »...«, hvor 68 % er til tiden." """
    if rules == without_breach:
        return f"Ja. Alle {numbers.number(rules)} lovfrister, der kan måles, er overholdt i alle forløb."
    start = (
        f"{numbers.number(without_breach)} af {numbers.number(rules)} lovfrister er overholdt i alle forløb."
        if without_breach
        else f"Nej. Alle {numbers.number(rules)} lovfrister, der kan måles, er brudt mindst én gang."
    )
    return f"{start} Lavest ligger »{plain(worst)}«: {worst_share} til tiden."


def basis(as_of: str, guideline: str, cases: int, open_cases: int) -> tuple[str, ...]:
    """What the page rests on."""
    return (
        f"Bedømt pr. {as_of} efter {plain(guideline)}.",
        (
            f"{count_of(cases)}, heraf {numbers.number(open_cases)} åbne. Åbne sager tæller med: De er hverken holdt eller brudt, "
            "før deres frist er udløbet."
        ),
        (
            "En lovfrist kan være brudt lovligt, hvis en undtagelse i loven gælder. "
            "De forløb står som »undtaget«."
        ),
    )
