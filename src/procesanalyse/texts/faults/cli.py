"""Faults of a call on the command line."""

FAULTS = {
    "cli.no_guideline": "Der mangler en retningslinje. Tilføj --guideline FIL, eller brug en projektmappe.",
    "cli.no_organisation": "Der mangler en organisation. Tilføj --organisation FIL, eller brug en projektmappe.",
    "cli.not_a_date": "»{value}« er ikke en dato. Skriv åååå-mm-dd, fx 2025-06-30.",
    "cli.unknown_ending": "Filens endelse skal være en af: {endings}.",
    "cli.out_exists": "Filen findes allerede. Vælg et andet navn, eller slet den først.",
    "cli.no_app": "Appen er ikke installeret. Installér procesanalyse[ui], eller brug kommandolinjen.",
    "cli.no_scenario": "Der mangler et scenarie. Tilføj --scenario FIL.",
}
