"""Sentences of the findings: what a leader should know first."""

from __future__ import annotations

from procesanalyse.texts.map import cases as count_of
from procesanalyse.texts.map import wait
from procesanalyse.texts.numbers import number, percent

SEVERITIES = {"law": "Lov", "local": "Eget mål", "advice": "Anbefaling"}

#: What stands in the sentence about the rule that is broken most, by severity.
MOST_BROKEN = {
    "law": "Den lovregel, der oftest brydes, er",
    "local": "Det lokale mål, der oftest ikke nås, er",
    "advice": "Den anbefaling, der oftest ikke følges, er",
}

LOWER_BOUND = "Tallet er et mindstetal, fordi fristens rigtige begyndelse ikke står i data."
EXACT = "Antallet af brud er talt op; intervallet beskriver tilfældigheder."


def not_assessable(count: int) -> str:
    """How many could not be judged, and why that matters."""
    return f"{number(count)} forløb kan ikke afgøres, fordi data mangler eller kun har datoer."


def waiting(count: int) -> str:
    """How many are not decided yet."""
    return f"{number(count)} forløb afventer stadig og tæller ikke med."


def most_broken(severity: str, rule: str, *, basis: str, broken: int, cases: int, share: str) -> str:
    """The rule with most breaches, counted, with the share kept."""
    law = f" ({basis})" if basis else ""
    return f"{MOST_BROKEN[severity]} »{rule}«{law}: {number(broken)} brud i {count_of(cases)}. Overholdt: {share}."


def no_breach(severity: str, rules: int) -> str:
    """All the measured rules of a severity are kept."""
    what = {"law": "kontrollerede lovregler", "local": "lokale mål", "advice": "anbefalinger"}[severity]
    return f"Der er ingen brud på de {number(rules)} {what}, som data kan vise."


def nothing_measured(severity: str) -> str:
    """Nothing of this severity can be judged."""
    what = {"law": "kontrollerede lovregler", "local": "lokale mål", "advice": "anbefalinger"}[severity]
    return f"Data viser intet om {what}: ingen forløb har nået deres frist."


def unverified(rules: int) -> str:
    """Rules that nobody has signed off stand in no finding."""
    what = "regel" if rules == 1 else "regler"
    return (
        f"{number(rules)} {what} er ikke kontrolleret af en fagperson og er holdt ude af fundene. "
        "Tallene står på siden Efterlevelse."
    )


def longest_wait(source: str, target: str, *, share: float, hours: tuple[float, float], cases: int) -> str:
    """Where most of the time goes between two steps; `hours` are the mean and the median wait."""
    mean, median = (wait(length) for length in hours)
    return (
        f"Mest tid går der fra »{source}« til »{target}«: {percent(share)} af al tid i sagerne. "
        f"Dér går der i gennemsnit {mean}, typisk {median} ({number(cases)} sager)."
    )


def main_path(steps: int, share: float, cases: int, variants: int) -> str:
    """How many cases follow the most usual path."""
    return (
        f"Det mest almindelige forløb ({number(steps)} trin) følges af {percent(share)} af sagerne "
        f"({number(cases)}). I alt er der {number(variants)} forskellige forløb."
    )


def no_main_path(variants: int) -> str:
    """No path is followed by five cases."""
    return f"Intet forløb følges af 5 sager eller flere; der er {number(variants)} forskellige forløb."


def open_now(open_cases: str, overdue: str, as_of: str) -> str:
    """Open cases and those over a deadline of the law."""
    return f"Den {as_of} er {open_cases} sager åbne; {overdue} af dem er over en kontrolleret lovfrist."


def open_now_without_law(open_cases: str, as_of: str) -> str:
    """Open cases where no deadline of the law can be judged."""
    return f"Den {as_of} er {open_cases} sager åbne."


FEW = "færre end 5"
