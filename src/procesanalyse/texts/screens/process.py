"""Words of the page Faktisk proces."""

from __future__ import annotations

from procesanalyse.texts import numbers

QUESTION = "Hvordan løber sagerne i virkeligheden?"
MORE_STEPS = "Flere trin"
MORE_PATHS = "Flere veje"
MEASURE = "Tal på kortet"
MEASURES = {"cases": "Antal", "wait": "Ventetid", "deviations": "Brud"}
DEVIATIONS_NOTE = "▲ viser antal brud på kontrollerede lovregler ved trinnet."
PATH_COLUMNS = ("Sager", "Andel", "Typisk varighed", "Forløb")
WAITS = "Hvor går tiden?"
WAITS_NOTE = (
    "Søjlen ved et trin er tiden fra trinnet før, fordelt på alle sager. "
    "Den siger ikke, om der blev arbejdet eller ventet."
)
VARIANTS = "De mest almindelige forløb"
VARIANTS_NOTE = "Det mest almindelige forløb er ikke et mål for kvalitet."
PATHS = "Kortets veje"
TABLE_ALT = "Kortets veje: fra, til, antal og typisk ventetid"
VARIANTS_ALT = "De mest almindelige forløb med antal sager, andel og typisk varighed"
TO_COMPLIANCE = "Se, hvor vi afviger fra retningslinjen"
TO_DEADLINES = "Se fristerne"
TO_WHAT_IF = "Prøv en ændring"

MEANING = (
    "En pil viser, at det ene trin følger lige efter det andet i samme sag. Tykkelsen viser hvor ofte.",
    "»Ventetid« er medianen mellem to trin: Halvdelen går hurtigere. Den siger ikke, hvad der ventes på.",
    "Kortet viser det, der er registreret. Arbejde uden spor i fagsystemet ses ikke.",
)


def answer(share: float, cases: int, variants: int, top_cases: int) -> str:
    """How many cases take the most usual path."""
    return (
        f"{numbers.percent(share)} af sagerne ({numbers.number(top_cases)} af {numbers.number(cases)}) følger det "
        f"mest almindelige forløb. Det er ikke et mål for kvalitet. "
        f"{_different(variants)}"
    )


def _different(variants: int) -> str:
    """How many ways there are through the process."""
    if variants == 1:
        return "Alle sager følger det samme forløb."
    return f"Der er {numbers.number(variants)} forskellige forløb."


def path(activities: tuple[str, ...], most: int = 12) -> str:
    """The steps in order; a long path is cut, with how many steps are left out."""
    if len(activities) <= most:
        return " → ".join(activities)
    return f"{' → '.join(activities[:most])} → … ({len(activities) - most} trin mere)"


def pooled(variants: int, cases: int | None, total: int) -> tuple[str, str, str, str]:
    """The row of all rarer paths together; a small pool shows no figures."""
    name = f"{numbers.number(variants)} sjældnere forløb tilsammen"
    if cases is None:
        return ("under 5", numbers.MISSING, numbers.MISSING, name)
    return (numbers.number(cases), numbers.percent(cases / total if total else None), numbers.MISSING, name)


def basis(steps: int, cases: int, milestones: int) -> tuple[str, ...]:
    """What the page rests on."""
    return (
        f"{numbers.number(steps)} registrerede trin i {numbers.number(cases)} sager, også de åbne.",
        f"{numbers.number(milestones)} datoer, der kun står på sagen, er ikke tegnet som trin.",
        "Trin med samme dato står i den rækkefølge, de har i filen. Rækkefølgen inden for en dag er usikker.",
        "Grupper med under 5 sager er skjult eller lagt sammen.",
    )
