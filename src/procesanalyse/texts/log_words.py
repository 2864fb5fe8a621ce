"""Danish words about a log."""

ROWS = (
    "{rows} rækker læst: {kept} beholdt, {filtered} filtreret fra efter profilen, "
    "{duplicate} dubletter, {rejected} afvist."
)
CASES = (
    "{cases} sager ({open} åbne), {events} hændelser og {planned} planlagte opgaver uden dato for udførelse."
)
PERIOD = "Perioden går fra {start} til {end}. Udtrækket rummer {selection}."
MILESTONES = "{count} hændelser er dannet af datoer på sagen; de bruges af reglerne, men ikke i kortet."
SELECTIONS = {
    "opened_in": "sager, der er åbnet i perioden",
    "closed_in": "sager, der er afsluttet i perioden",
    "active_in": "sager, der har været aktive i perioden",
}
SEVERITIES = {"error": "Fejl", "warning": "Bemærk", "info": "Oplysning"}
UNKNOWN_ISSUE = "{count} forhold af typen {code}."
AS_OF = "Bedømt pr. {date}. {cases} sager, heraf {open} åbne. Tallene er for forløb, hvis frist er passeret."
