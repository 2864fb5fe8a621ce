"""Danish sentences for what can be wrong with a guideline file, beyond what is wrong with any YAML file."""

FAULTS: dict[str, str] = {
    # The file
    "guideline.no_files": "Mappen »{value}« har ingen filer, der ender på .yaml. Angiv en anden mappe eller én fil.",
    "guideline.unsupported_version": "Filens version er »{value}«, men programmet læser version 1. Skriv version: 1.",
    "guideline.overlap": (
        "»{first}« gælder stadig, når »{second}« begynder den {value}. To retningslinjer må ikke gælde samme dag: "
        "skriv valid_to: {day_before} i den ældste."
    ),
    "guideline.ends_before_it_begins": "valid_to ({value}) ligger før valid_from. Byt dem om, eller ret datoen.",
    "guideline.no_rules": "Retningslinjen har ingen regler. Skriv mindst én under rules.",
    # Values
    "guideline.bad_duration": "Skriv præcis én længde, fx {{months: 4}}. Enhederne er: {allowed}.",
    # Names
    "guideline.duplicate_id": "»{value}« er brugt to gange. Giv hvert punkt sit eget id.",
    "guideline.name_in_two_activities": (
        "Navnet »{value}« hører til både »{first}« og »{second}«, så en hændelse i loggen kan ikke henføres. "
        "Slet det ét af stederne."
    ),
    "guideline.unknown_phase": "Fasen »{value}« står ikke under phases. Tilføj den, eller ret navnet.",
    "guideline.unknown_activity": "Aktiviteten »{value}« står ikke under activities. Tilføj den, eller ret navnet.",
    "guideline.unknown_activity_nearest": (
        "Aktiviteten »{value}« står ikke under activities. Mente du »{nearest}«?"
    ),
    # Rules
    "guideline.needed_by_kind": "En regel af typen {value} skal have feltet {needed}. Tilføj det.",
    "guideline.not_for_kind": "Feltet {needed} betyder ikke noget i en regel af typen {value}. Slet det, eller ret kind.",
    "guideline.not_for_hours": "{value} bruges kun i frister på hele dage. Slet det; timer tælles fra klokkeslættet.",
    "guideline.within_or_due": (
        "En frist skal have enten within (en længde) eller due (en kolonne med datoen), og ikke begge dele."
    ),
    "guideline.due_column_stands_alone": (
        "Når fristen står i kolonnen »{value}«, kan count_from, pauses og roll_forward ikke bruges. Slet dem."
    ),
    "guideline.empty_condition": (
        "Betingelsen siger ikke noget. Brug case, event, earlier, later, all, any eller not med værdier."
    ),
    "guideline.condition_needs_start": (
        "En regel af typen {value} gælder hele sagen og har ingen startrække, så event kan ikke bruges. "
        "Brug case, earlier eller later."
    ),
    "guideline.later_is_end": (
        "Betingelsen later må ikke spørge efter »{value}«, som er reglens egen slutning: så ville ingen mangle. "
        "Spørg efter en beslutning, der kommer før den."
    ),
    "guideline.signed_without_date": "Reglen er godkendt af »{value}«, men verified_on mangler. Skriv datoen.",
}
