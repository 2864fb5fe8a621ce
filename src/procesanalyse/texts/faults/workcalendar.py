"""Danish sentences for what can be wrong with a calendar."""

FAULTS: dict[str, str] = {
    "workcalendar.unknown_country": (
        "Der findes ingen helligdage for landet »{value}«. Skriv en landekode som DK eller NL, eller none, hvis ingen "
        "helligdage skal regnes med."
    ),
    "workcalendar.unknown_zone": "Tidszonen »{value}« findes ikke. Skriv fx Europe/Copenhagen.",
    "workcalendar.not_month_day": "»{value}« er ikke en dag i året. Skriv den som dag/måned, fx 24/12.",
}
