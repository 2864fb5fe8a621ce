"""Danish words for outcomes, reasons, notes and the words of a rule."""

from __future__ import annotations

from procesanalyse.texts.numbers import number

OUTCOMES: dict[str, str] = {
    "kept": "overholdt",
    "late": "for sent",
    "missed": "mangler",
    "pending": "afventer",
    "not_assessable": "kan ikke afgøres",
    "waived": "undtaget",
}

#: `CheckResult.outcomes.reason`: why an activation got its outcome, where the outcome alone does not say it.
REASONS: dict[str, str] = {
    "precision": "Loggen har kun en dato, og fristen kan være holdt eller ikke holdt inden for den dag.",
    "left_edge": "Forløbet begyndte før udtrækkets periode, så det, der skete først, kan mangle.",
    "before_guideline": "Forløbet begyndte, før den ældste retningslinje gælder.",
    "no_guideline": "Ingen retningslinje gælder den dag, forløbet begyndte.",
    "no_due": "Loggen angiver ingen frist for forløbet.",
    "activity_missing": "Loggen har ingen hændelser af den art, reglen spørger efter.",
    "column_missing": "Loggen mangler en kolonne, som reglen spørger efter.",
    "person_missing": "Det fremgår ikke, hvem der udførte trinnet eller dem, der sammenlignes med.",
    "nothing_to_compare": "Der er ingen tidligere hændelser at sammenligne med.",
    "instance_unknown": (
        "En række i sagen mangler den nøgle, der siger, hvilken underretning eller undersøgelse den hører til, og den "
        "kan være den, reglen venter på."
    ),
    "closed": "Sagen er lukket, uden at trinnet er udført.",
    "paused": "Fristen står stille lige nu.",
    "exception": "Retningslinjens undtagelse er brugt i tide.",
    "exception_too_late": "Retningslinjens undtagelse er brugt, men først efter fristen.",
}

#: Codes of `RuleResult.notes`; a number after a colon fills {count}.
NOTES: dict[str, str] = {
    "disabled": "Reglen er slået fra i retningslinjen og er ikke regnet ud.",
    "proposed": "Reglen er et forslag og er ikke godkendt.",
    "unverified": "Ingen har endnu skrevet under på, at reglen er gengivet rigtigt.",
    "lower_bound": "Uret starter senere end pligten, så mindst så mange er for sent ude.",
    "activity_missing": "Loggen mangler de hændelser, reglen spørger efter; reglen kan ikke afgøres.",
    "column_missing": (
        "Loggen mangler en kolonne, reglen spørger efter; reglen kan ikke afgøres. Brug det navn, profilen giver "
        "kolonnen (fristen hedder due), eller tag den med i profilen."
    ),
    "closed_in": (
        "Udtrækket har kun afsluttede sager. De langsomme mangler, så andelen på længere sigt er ikke regnet ud."
    ),
    "no_instance_keys": (
        "Loggen siger ikke, hvilken underretning eller undersøgelse en række hører til. Rækkerne er parret efter "
        "tid; som sikre brud tælles kun dem, der også er brud, når én afslutning må gælde flere."
    ),
    "some_instance_keys": (
        "{count} af reglens hændelser mangler den nøgle, der siger, hvilken underretning eller undersøgelse de hører "
        "til. De er parret efter tid inden for sagen, og et brud, de kunne fjerne, tælles ikke som sikkert."
    ),
    "instance_unknown": "{count} kan ikke afgøres, fordi en række, der kan være svaret, mangler sin nøgle.",
    "ends_without_start": "{count} afslutninger står i forløb uden den start, reglen spørger efter; de tælles ikke med.",
    "ends_before_start": (
        "I {count} forløb ligger den første afslutning før starten. Den tæller kun, hvor fristen står i en kolonne."
    ),
    "undecided": "I {count} åbne forløb er det endnu ikke besluttet, om reglen gælder.",
    "precision": "{count} kan ikke afgøres, fordi loggen kun har datoer.",
    "left_edge": "{count} kan ikke afgøres, fordi de begyndte før udtrækkets periode.",
    "before_guideline": "{count} begyndte, før den ældste retningslinje gælder.",
    "no_guideline": "{count} begyndte på en dag, hvor ingen retningslinje gælder.",
    "no_due": "{count} har ingen frist i loggen.",
    "person_missing": "{count} kan ikke afgøres, fordi en person mangler.",
    "nothing_to_compare": "{count} har ingen tidligere hændelser at sammenligne med.",
}

#: The count is shown by these notes only where the whole rule cannot be assessed.
_WHOLE_RULE = ("activity_missing", "column_missing")


def reason_text(code: str) -> str:
    """The sentence of a reason; '' for no reason, the code itself if it has no words."""
    return REASONS.get(code, code)


def note_text(note: str) -> str:
    """The sentence of one note of a rule's result ("undecided:12")."""
    code, _, count = note.partition(":")
    words = NOTES.get(code, note)
    return words.format(count=number(int(count)) if count else "")


def note_texts(notes: tuple[str, ...]) -> tuple[str, ...]:
    """The sentences of all notes, each once."""
    kept = [note for note in notes if not (":" in note and note.partition(":")[0] in _WHOLE_RULE)]
    return tuple(dict.fromkeys(note_text(note) for note in kept))
