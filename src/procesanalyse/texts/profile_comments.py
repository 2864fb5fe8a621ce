"""Danish comments in an import profile that the program writes."""

HEADER = (
    "Importprofil: sådan læses udtrækket. Ret den, hvor gættet er forkert, og gem den ved siden af filen.",
    "En tom værdi kan slettes. Navne på kolonner skrives præcis, som de står i filen.",
)
NOTES = {
    "profile_guessed": "Profilen er gættet ud fra filen. Tjek især columns, formats og case_end.",
    "day_month_assumed": "OBS: Datoerne kan læses både som dag-måned og måned-dag. De er læst på dansk, dag først.",
    "always_midnight": "OBS: Klokkeslættet er altid 00:00. Er det i virkeligheden en dato, så skriv precision: date.",
}
SECTIONS = {
    "source": "Hvordan filen er skrevet. skip_rows er titellinjer over kolonnenavnene.",
    "zone": "Tidszonen for tider uden zone, og for hvad der er en dag.",
    "window": "Udtrækkets periode. Uden end måles der ved den sidste udførte handling.",
    "selection": "Hvilke sager udtrækket rummer: opened_in, closed_in eller active_in.",
    "columns": "Hvilken kolonne der holder hvad. case, activity og time skal være der.",
    "formats": (
        "Hvordan hver kolonne skriver tid, og om det er et tidspunkt (instant) eller en dag (date). "
        "Det første format, der passer, læser feltet."
    ),
    "event_attributes": "Flere kolonner på hændelsen. kind: text, number, flag, instant eller date.",
    "case_attributes": "Flere kolonner på sagen.",
    "case_events": "Datoer på sagen, som bliver til hændelser.",
    "opened": "Kolonnen med sagens åbningsdato.",
    "case_end": "Hvad der afslutter en sag: attribute, activity, last_event eller unknown.",
    "filter": "Rækker, der ikke er udført arbejde. De tælles.",
    "planned": "true: rækker uden dato for udførelse er planlagt arbejde. false: de afvises.",
    "duplicates": "Helt ens rækker: drop (tæl én) eller keep (de er hver sin handling).",
    "activities": "Stavemåder, der er den samme aktivitet: navn: [stavemåde, stavemåde].",
    "privacy": "Dæknavne (pseudonymise) eller de rigtige (keep). cpr siger, hvad der sker med CPR-numre.",
}
