"""Words of the figures: axis titles, legends, headings of their tables, and what they show in a sentence."""

from __future__ import annotations

import math

from procesanalyse.texts.numbers import days, number, percent, percent_span

MISSING = "skjult"
SMALL = "< 5"
OVER = "\N{BLACK UP-POINTING TRIANGLE} over frist"
WITHIN = "inden for fristen"
NOT_DONE = "\N{BLACK UP-POINTING TRIANGLE} mangler stadig"
OTHERS = "Øvrige trin"
TOTAL = "I alt"
TODAY = "I dag"

SHARE_AXIS = "Andel til tiden"
SHARE_MONTH = "Til tiden, pr. måned sagen begyndte"
SHARE_INTERVAL = "95 %-interval"
SHARE_UNFINISHED = "Måned med sager, der stadig afventer (skøn)"
TARGET = "Mål"
SHARE_COLUMNS = ("Måned", "Til tiden", "Interval", "Antal", "Bemærkning")

RATIO_AXIS = "Brugt tid i procent af fristen"
DEADLINE = "Fristen"
COUNT_AXIS = "Antal"
RATIO_COLUMNS = ("Brugt tid", "Antal", "Over frist")
BEYOND = "over 300 %"

OPEN_AXIS = "Åbne sager"
OPEN_COLUMNS = ("Uge, der begynder", "Åbne sager")

DIFFERENCE_AXIS = "Forskel til i dag i procentpoint"
DIFFERENCE_EFFECT = "Forventet effekt (95 %-interval)"
DIFFERENCE_YEAR = "Et enkelt år"
NO_DIFFERENCE = "ingen forskel"
DIFFERENCE_COLUMNS = (
    "Scenarie",
    "Regel",
    "Forskel",
    "Forventet effekt (procentpoint)",
    "Første 26 uger",
    "Derefter",
    "Et enkelt år",
)

UTILISATION_AXIS = "Belægning"
FULL = "100 %"
UTILISATION_COLUMNS = ("Team", "Scenarie", "Belægning", "Sager pr. medarbejder")

WAIT_AXIS = "Dage pr. sag i gennemsnit"
WAIT_COLUMNS = ("Trin, der ventes på", "Dage pr. sag", "Andel af tiden")


def month_hover(month: str, share: str, interval: str, count: str) -> str:
    """What stands beside a month's mark: "marts 2026: 80 % til tiden (49–94 %), 10 forløb"."""
    return f"{month}: {share} til tiden ({interval}), {count} forløb"


def month_note(*, known: bool, unfinished: bool) -> str:
    """What to know about a month: some of its cases still wait, or too few have come to their deadline."""
    if not unfinished:
        return ""
    return "ikke færdig, skøn" if known else "ikke færdig, fristen er endnu ikke nået"


def used(begin: float, end: float) -> str:
    """Used time as percent of the allowed, from and to."""
    return percent_span(begin, end) if math.isfinite(end) else BEYOND


def share_alt(months: int, first: str, last: str, low: str, high: str) -> str:
    """The share per month in a sentence."""
    if not months:
        return "Der er ingen måneder med nok forløb til at vise en andel."
    return (
        f"Andel til tiden i {number(months)} måneder fra {first} til {last}. "
        f"Laveste måned {low}, højeste {high}. Tallene står i tabellen."
    )


def ratio_alt(count: int, over: int) -> str:
    """The distribution in a sentence."""
    if not count:
        return "Der er ingen forløb at vise."
    return (
        f"Fordeling af brugt tid for {number(count)} forløb; {number(over)} ({percent(over / count)}) er over "
        "fristen, som er mærket med en lodret streg."
    )


def open_alt(first: str, last: str, begin: str, end: str) -> str:
    """The open cases in a sentence: `first` at the date `begin`, `last` at `end`."""
    return f"Åbne sager pr. uge fra {begin} til {end}: fra {first} til {last}."


def difference_alt(rows: int, sure: int) -> str:
    """The differences in a sentence; `sure` of them stay clear of zero."""
    return (
        f"{number(rows)} forskelle til i dag med intervaller. "
        f"{number(sure)} af dem har et interval, der ikke når nul."
    )


def utilisation_alt(teams: int, highest: str, team: str) -> str:
    """The utilisation in a sentence, which names the busiest team."""
    return f"Belægning i {number(teams)} teams. Højest er {team} med {highest}." if teams else "Ingen teams."


def waits_alt(total: float, step: str, part: float) -> str:
    """The waits in a sentence: days of a case in all, and `part` of them before the slowest step."""
    return (
        f"En sag varer {days(total)} i gennemsnit. Mest tid går med at vente på »{step}«: "
        f"{days(part)}. Tallene står i tabellen."
    )
