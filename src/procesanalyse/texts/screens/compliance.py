"""Words of the page Efterlevelse."""

from __future__ import annotations

from procesanalyse.texts import numbers
from procesanalyse.texts.screens.frame import plain

QUESTION = "Hvor afviger vi fra retningslinjen – og betyder det noget?"
SEVERITIES = {"law": "Lovens krav", "local": "Egne mål", "advice": "Anbefalinger"}
UNVERIFIED_LAW = "Lovens krav, hvor ordlyden ikke er kontrolleret"
COLUMNS = (
    "Regel",
    "Overholdt, andel",
    "Brud",
    "Overholdt",
    "For sent",
    "Mangler",
    "Afventer",
    "Kan ikke afgøres",
    "Undtaget",
    "Lovgrundlag",
)
TABLE_ALT = "Reglerne med andel overholdt og antal pr. udfald, flest brud først"
CHOOSE = "Vælg en regel for at se bruddene"
NO_BREACHES = "Ingen brud på denne regel."
BREACH_COLUMNS = ("Sag", "Udfald", "Begyndte", "Frist", "Sluttede", "Overskredet", "Kan rettes endnu")
BREACHES_ALT = "Bruddene på den valgte regel, en række pr. forløb"
BREACH_LIMIT = "De {shown} største af {count} overskridelser vises."
YES, NO = "ja", "nej"
INACTIVE = "Regler, der ikke er i brug"
INACTIVE_NOTE = "De afventer, at en fagperson har kontrolleret ordlyden. De indgår ingen steder."
TO_DEADLINES = "Se fristerne måned for måned"
TO_PROCESS = "Se den faktiske proces"
TO_WHAT_IF = "Prøv en ændring"

MEANING = (
    "Et brud er en opgave, der blev løst for sent, eller som mangler, selv om fristen er udløbet.",
    "»Afventer« er ikke et brud: Fristen er ikke udløbet endnu.",
    "Andelen regnes af de forløb, hvis frist er udløbet, og som hverken er undtaget eller uafgjorte.",
    "»Kan ikke afgøres« betyder, at data ikke siger nok, fx en dato uden klokkeslæt ved en frist på 24 timer.",
)


def answer(law_rules: int, broken_rules: int, breaches: int, most: str, most_breaches: int) -> str:
    """How many law rules are broken, and which one most."""
    if not law_rules:
        return "Ingen lovregler kan måles i disse data. Se egne mål og anbefalinger nedenfor."
    if not broken_rules:
        return f"Vi fandt ingen brud på de {numbers.number(law_rules)} lovregler, der kan måles."
    return (
        f"{numbers.number(broken_rules)} af {numbers.number(law_rules)} lovregler er brudt, "
        f"{numbers.number(breaches)} gange i alt. "
        f"Flest brud: »{plain(most)}« ({numbers.number(most_breaches)})."
    )


def basis(as_of: str, guideline: str, *, demo: bool) -> tuple[str, ...]:
    """What the page rests on."""
    return (
        f"Bedømt pr. {as_of} efter {plain(guideline)}.",
        "Sagerne er øvelsesdata." if demo else _PSEUDONYMS,
        "Lov, egne mål og anbefalinger lægges aldrig sammen. Ukontrollerede regler er mærket.",
    )


SHARE = "{share}\N{NO-BREAK SPACE}({low}\N{WORD JOINER}–\N{WORD JOINER}{high}\N{NO-BREAK SPACE}%)"
_PSEUDONYMS = "Sagerne er pseudonymer. Kun I kan oversætte dem, med nøglen på denne maskine."
SHARE_OF = "{share}\N{NO-BREAK SPACE}af\N{NO-BREAK SPACE}{count} ({low}\N{WORD JOINER}–\N{WORD JOINER}{high}\N{NO-BREAK SPACE}%)"
UNVERIFIED = "ikke kontrolleret"


def rule_name(title: str, *, verified: bool) -> str:
    """The rule's title, marked where nobody has verified its wording."""
    return title if verified else f"{title} ({UNVERIFIED})"


def unbroken(reference: str) -> str:
    """A reference to a law in which "§ 20" and "stk. 3" stay on one line."""
    return reference.replace("§ ", "§\N{NO-BREAK SPACE}").replace("stk. ", "stk.\N{NO-BREAK SPACE}")
