"""Danish sentences for what can be wrong with a log's file or its import profile."""

FAULTS: dict[str, str] = {
    # The file
    "eventlog.missing_file": "Filen findes ikke. Tjek stien og filnavnet.",
    "eventlog.is_a_folder": "Det er en mappe, ikke en fil. Skriv navnet på selve filen.",
    "eventlog.cannot_open": "Filen kan ikke åbnes ({reason}). Tjek rettigheder, og om den er åben i et andet program.",
    "eventlog.empty_file": "Filen er tom. Bestil udtrækket igen.",
    "eventlog.broken_archive": "Filen er pakket (gz), men kan ikke pakkes ud. Hent den igen.",
    "eventlog.too_large": "Filen fylder mere end {megabytes} MB (udpakket). Bestil udtrækket delt op på år.",
    "eventlog.excel_or_zip": (
        "Filen er et Excel-ark eller en zip-fil. Gem arket som CSV (UTF-8) i Excel, eller pak filen ud, og prøv igen."
    ),
    "eventlog.not_a_log": (
        "Filen er ikke en log, men af typen {kind}. Brug et udtræk som CSV eller XES fra fagsystemet."
    ),
    "eventlog.not_text": (
        "Filen er ikke tekst og kan ikke læses som en log. Brug et udtræk som CSV (gemt som UTF-8) eller XES fra "
        "fagsystemet."
    ),
    "eventlog.unknown_encoding": (
        "Filens tegnsæt kan ikke findes: den er hverken UTF-8 eller Windows-1252. Gem den som UTF-8, "
        "eller skriv tegnsættet under source: encoding i profilen."
    ),
    "eventlog.wrong_encoding": (
        "Profilen siger tegnsættet »{value}«, men filen er skrevet i {found}. Skriv encoding: {found}, "
        "eller slet linjen, så findes det af sig selv."
    ),
    "eventlog.no_header": (
        "Filen har ingen linje med kolonnenavne efter de {skip_rows} linjer, profilen springer over. Ret skip_rows."
    ),
    "eventlog.header_looks_like_data": (
        "Den første linje i {log} ligner data og ikke kolonnenavne. Tilføj en linje med kolonnenavne øverst, "
        "eller ret skip_rows i profilen."
    ),
    "eventlog.not_a_table": (
        "Med skilletegnet »{delimiter}« har filen færre end tre kolonner ({columns}). Et udtræk har mindst sagsnummer, "
        "aktivitet og tid. Er det den rigtige fil? Ellers ret source: delimiter i profilen."
    ),
    "eventlog.no_rows": "Filen har kolonnenavne, men ingen rækker. Bestil udtrækket igen.",
    "eventlog.broken_quotes": (
        "Anførselstegnene passer ikke sammen fra denne linje. Ret linjen, eller bestil udtrækket igen."
    ),
    "eventlog.broken_xml": "Filen er ikke gyldig XML fra denne linje. Den kan være afkortet; hent den igen.",
    "eventlog.xml_with_doctype": (
        "XML-filen har en DOCTYPE, og sådanne filer læses ikke af hensyn til sikkerheden. Slet DOCTYPE-linjen."
    ),
    "eventlog.not_xes": "Filen er XML, men ikke en XES-log. Brug en XES-fil, eller et udtræk som CSV.",
    "eventlog.no_events": "XES-filen har ingen hændelser i sager. Bestil udtrækket igen.",
    # The file against the profile
    "eventlog.wrong_format": (
        "Profilen siger, at filen er {value}, men den er {found}. Brug den profil, der hører til filen, "
        "eller ret source: format."
    ),
    "eventlog.missing_column": (
        "Kolonnen »{value}« findes ikke i {log}. Nærmest er »{suggestion}«. Filen har: {columns}. Ret profilen, "
        "eller tjek, at det er det rigtige udtræk."
    ),
    "eventlog.column_twice": (
        "Kolonnen »{value}« står to gange i {log}, så det er uklart, hvilken der menes. Giv dem hver sit navn."
    ),
    "eventlog.format_missing": (
        "Kolonnen »{value}« holder tider, men profilen siger ikke, hvordan de er skrevet. Tilføj den under formats."
    ),
    "eventlog.no_rows_left": (
        "Ingen af de {rows} rækker blev til en hændelse: {filtered} er sorteret fra, {rejected} er afvist, "
        "{planned} er kun planlagt. Tjek filter og kolonner i profilen."
    ),
    "eventlog.no_readable_times": (
        "Ingen af de {rows} rækker har et tidspunkt, som profilens formater kan læse. Ret formats i profilen, "
        'fx "%d-%m-%Y %H:%M".'
    ),
    "eventlog.no_case_column": (
        "Der er ingen kolonne, som ligner et sagsnummer. Filen har: {columns}. Skriv en profil, "
        "der siger, hvilken det er (columns: case)."
    ),
    "eventlog.no_activity_column": (
        "Der er ingen kolonne, som ligner en aktivitet. Filen har: {columns}. Skriv en profil, "
        "der siger, hvilken det er (columns: activity)."
    ),
    "eventlog.no_time_column": (
        "Der er ingen kolonne med tider, som kan læses. Filen har: {columns}. Skriv en profil, "
        "der siger, hvilken det er, og hvordan tiderne er skrevet (columns: time og formats)."
    ),
    # Privacy
    "eventlog.cpr_found": (
        "Kolonnen ser ud til at indeholde CPR-numre ({cells} felter). Intet er læst ind. Fjern kolonnen fra "
        "udtrækket, eller skriv i profilen under privacy: cpr, hvad der skal ske: pseudonymise, drop "
        "eller »not_cpr: begrundelse«."
    ),
    "eventlog.key_unreachable": (
        "Nøglen til dæknavnene kan ikke læses eller oprettes ({reason}). Tjek rettighederne til mappen."
    ),
    "eventlog.key_damaged": (
        "Nøglen til dæknavnene er beskadiget. Hent den fra jeres sikkerhedskopi. Slettes den, laves en ny, "
        "og alle dæknavne bliver andre end før."
    ),
    # The profile
    "profile.wrong_version": "Profilens version er »{value}«. Denne udgave læser version: 1.",
    "profile.unknown_encoding": "Tegnsættet »{value}« findes ikke. Skriv fx utf-8-sig eller cp1252.",
    "profile.wrong_delimiter": 'Skilletegnet »{value}« er mere end ét tegn. Skriv ";", "," eller tab.',
    "profile.wrong_moment": "»{value}« er ikke en dato eller et tidspunkt. Skriv fx 2024-12-31.",
    "eventlog.window_before_events": (
        "Perioden slutter {value}, før loggens første hændelse. Skriv den dag, udtrækket er dannet, under »window: end« "
        "i profilen, eller slet linjen."
    ),
    "eventlog.window_after_events": (
        "Perioden begynder {value}, efter loggens sidste hændelse. Skriv en tidligere dag under »window: start« i "
        "profilen, eller slet linjen."
    ),
    "profile.window_backwards": "Perioden slutter, før den begynder. Byt start og end om.",
    "profile.wrong_time_format": (
        '»{value}« er ikke et tidsformat. Skriv iso eller fx "%d-%m-%Y %H:%M" '
        "(%d dag, %m måned, %Y år, %H time, %M minut, %S sekund)."
    ),
    "profile.instant_without_clock": (
        "»{value}« har intet klokkeslæt og kan ikke være et tidspunkt. Skriv precision: date."
    ),
    "profile.reserved_name": "Navnet »{value}« bruges af programmet selv. Vælg et andet name.",
    "profile.duplicate_name": "Navnet »{value}« er brugt to gange. Giv hver kolonne sit eget name.",
    "profile.two_kinds": "»{value}« har forskellig kind to steder. Skriv den samme, eller vælg to navne.",
    "profile.one_case_end": (
        "case_end skal sige én ting: attribute, activity, last_event eller unknown. Her står: »{value}«."
    ),
    "profile.empty_filter": "Filteret på »{value}« siger ikke, hvad der skal fra. Skriv drop: [Annulleret].",
    "profile.spelling_twice": (
        "Stavemåden »{value}« hører både til denne aktivitet og til »{other}«. Lad den stå ét sted."
    ),
    "profile.wrong_cpr_decision": (
        "»{value}« kan ikke bruges. Skriv pseudonymise, drop eller »not_cpr: begrundelse« i anførselstegn."
    ),
    "profile.column_used_twice": "Kolonnen »{value}« er brugt til to ting, der ikke kan være det samme. Ret den ene.",
    "profile.dropped_column_used": (
        "Kolonnen »{value}« droppes under privacy: cpr, men bruges her. Vælg pseudonymise, eller brug en anden kolonne."
    ),
    "profile.format_of_unused_column": (
        "Kolonnen »{value}« har et format, men bruges ikke som tid i profilen. Slet formatet, eller ret navnet."
    ),
}
