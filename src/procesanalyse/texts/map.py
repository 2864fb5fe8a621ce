"""Words of the process map and its table."""

from __future__ import annotations

import math
from collections.abc import Sequence

from procesanalyse.texts import numbers

START = "Start"
END = "Slut"
TITLE = "Kort over det faktiske forløb"
EMPTY = "Der er for få sager til at vise et kort."
LEGEND_MAIN = "Hovedforløbet"
LEGEND_OTHER = "Andre trin"
THICKNESS = "Tykkere streg: flere sager"
REPEATED = "\N{CLOCKWISE OPEN CIRCLE ARROW}: trinnet er gentaget straks efter sig selv"
ROUNDED = "Tal er afrundet til nærmeste 5"

MEASURES = {
    "cases": "Tallene viser antal sager",
    "wait": "Tallene viser den typiske tid til næste trin (median)",
    "deviations": "Tallene viser antal sager; \N{BLACK UP-POINTING TRIANGLE} er brud på regler",
}

TABLE_COLUMNS = {
    "source": "Fra",
    "target": "Til",
    "count": "Antal gange",
    "cases": "Antal sager",
    "median_days": "Typisk ventetid (dage)",
}


def cases(count: int) -> str:
    """ "1 sag", "1.177 sager"."""
    return f"{numbers.number(count)} {'sag' if count == 1 else 'sager'}"


def repeated(count: int) -> str:
    """How often a step follows itself at once."""
    return f"↻ {numbers.number(count)}"


def deviations(count: int) -> str:
    """Breaches, told by a sign and a word as well as by colour."""
    return f"\N{BLACK UP-POINTING TRIANGLE} {numbers.number(count)} brud"


def wait(hours: float | None) -> str:
    """A wait in the unit a person would use: "samme dag", "40 min.", "5 timer", "12 dage"."""
    if hours is None or math.isnan(hours):
        return numbers.MISSING
    if hours == 0:
        return "samme dag"
    if hours < 1:
        return f"{numbers.number(max(hours * 60, 1))} min."
    if hours < 24:
        return numbers.hours(hours, 0)
    tenths = round(hours / 2.4)
    return numbers.days(hours / 24, 1 if tenths < 100 and tenths % 10 else 0)


def shown(steps: int, of_steps: int, left_out: int) -> str:
    """What the map leaves out."""
    text = f"Viser {numbers.number(steps)} af {numbers.number(of_steps)} trin"
    if left_out:
        text += f". {numbers.number(left_out)} trin og veje med under 5 sager er ikke med"
    return text


def description(path: Sequence[str], steps: int, total: int) -> str:
    """The map in a sentence, for those who do not see it."""
    order = ", derefter ".join(path)
    return (
        f"Kort over {numbers.number(total)} sager. Hovedforløbet er: {order}. "
        f"Kortet viser {numbers.number(steps)} trin; tabellen nedenfor har de samme tal."
    )
