"""Danish sentences for what can be wrong with a calendar."""

FAULTS: dict[str, str] = {
    "workcalendar.unknown_country": (
        "Der findes ingen helligdage for landet »{value}«. Skriv en landekode som DK eller NL, eller none."
    ),
}
