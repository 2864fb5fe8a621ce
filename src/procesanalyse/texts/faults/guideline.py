"""Danish sentences for what can be wrong with a guideline file."""

FAULTS: dict[str, str] = {
    # The file
    "guideline.not_found": "Retningslinjen »{value}« findes ikke. Tjek stien og filnavnet.",
    "guideline.no_files": "Mappen »{value}« har ingen filer, der ender på .yaml. Angiv en anden mappe eller én fil.",
    "guideline.not_readable": "Filen kan ikke åbnes. Tjek, at den er en fil, og at du har adgang til den.",
    "guideline.too_large": "Filen fylder {value} byte; en retningslinje må fylde højst 2.000.000. Er det den rette fil?",
    "guideline.too_deep": "Punkterne ligger mere end 30 niveauer inde i hinanden. Det er ikke en retningslinje.",
    "guideline.not_utf8": "Filen er ikke skrevet i UTF-8. Gem den igen med tegnsættet UTF-8.",
    "guideline.not_yaml": (
        "Filen er ikke gyldig YAML her. Se efter et manglende kolon, en forkert indrykning, en klamme eller et "
        "anførselstegn, der ikke er lukket, eller en nøgle, der står to gange."
    ),
    "guideline.alias_not_allowed": "Anker eller henvisning (& eller *) bruges ikke i retningslinjer. Skriv indholdet ud.",
    "guideline.tag_not_allowed": "YAML-mærket »{value}« bruges ikke i retningslinjer. Slet det.",
    "guideline.empty": "Filen er tom. Begynd med version, id, title, valid_from, activities og rules.",
    "guideline.unsupported_version": "Filens version er »{value}«, men programmet læser version 1. Skriv version: 1.",
    "guideline.overlap": (
        "»{first}« gælder stadig, når »{second}« begynder den {value}. To retningslinjer må ikke gælde samme dag: "
        "skriv valid_to: {day_before} i den ældste."
    ),
    "guideline.ends_before_it_begins": "valid_to ({value}) ligger før valid_from. Byt dem om, eller ret datoen.",
    "guideline.no_rules": "Retningslinjen har ingen regler. Skriv mindst én under rules.",
    # Keys and values
    "guideline.not_a_mapping": "Her skal stå nøgler med værdier (nøgle: værdi), ikke »{value}«.",
    "guideline.not_a_list": "Her skal stå en liste: hvert punkt på sin linje med bindestreg foran.",
    "guideline.not_a_text": "Her skal stå en tekst, ikke »{value}«. Sæt anførselstegn om den.",
    "guideline.not_a_list_of_texts": "Her skal stå en tekst eller en liste af tekster: [a, b].",
    "guideline.not_a_flag": "Her skal stå true eller false, ikke »{value}«.",
    "guideline.not_a_whole_number": "Her skal stå et helt tal, mindst {at_least}, ikke »{value}«.",
    "guideline.not_a_choice": "»{value}« kan ikke bruges her. Skriv et af: {allowed}.",
    "guideline.missing_choice": "Feltet mangler. Skriv et af: {allowed}.",
    "guideline.missing_key": "Feltet mangler eller er tomt. Tilføj det.",
    "guideline.unknown_key": "Nøglen »{value}« findes ikke her. Brug en af: {allowed}.",
    "guideline.unknown_key_nearest": "Nøglen »{value}« findes ikke her. Mente du »{nearest}«?",
    "guideline.bad_date": "»{value}« er ikke en dato. Skriv den som åååå-mm-dd, fx 2024-01-31.",
    "guideline.bad_month_day": "»{value}« er ikke en dag i året. Skriv den som dag/måned, fx 24/12.",
    "guideline.bad_duration": "Skriv præcis én længde, fx {{months: 4}}. Enhederne er: {allowed}.",
    "guideline.unknown_country": (
        "Der findes ingen helligdage for landet »{value}«. Skriv en landekode som DK eller NL, eller none, hvis ingen "
        "helligdage skal regnes med."
    ),
    "guideline.unknown_zone": "Tidszonen »{value}« findes ikke. Skriv fx Europe/Copenhagen.",
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
