"""Danish sentences for what is odd in a log: what it is, what it does to which figure, what to do."""

from __future__ import annotations

#: `LogIssue.code` -> a `str.format` template with {count} and the issue's details.
ISSUES: dict[str, str] = {
    # Rows that did not come in
    "wrong_cell_count": (
        "{count} rækker har et andet antal felter end overskriften og er afvist. De mangler i alle tal. "
        "Se efter skilletegn inde i teksten, og bestil udtrækket med anførselstegn om tekstfelter."
    ),
    "event_outside_case": (
        "{count} hændelser i XES-filen ligger uden for en sag og er afvist. De mangler i alle tal. "
        "Spørg leverandøren, hvorfor de ikke er knyttet til en sag."
    ),
    "case_missing": (
        "{count} rækker har intet sagsnummer og er afvist. De mangler i alle tal. "
        "Bed om sagsnummer på alle rækker."
    ),
    "activity_missing": (
        "{count} rækker har ingen aktivitet og er afvist. De mangler i kortet og i reglerne. "
        "Bed om aktivitetens navn på alle rækker."
    ),
    "time_missing": (
        "{count} rækker har ingen dato for udførelse og er afvist. Er de planlagt arbejde, så skriv "
        "»planned: true« i profilen; så tæller de med blandt de åbne sagers opgaver."
    ),
    "time_unreadable": (
        "{count} rækker har et tidspunkt, som ingen af profilens formater kan læse, og er afvist. "
        "De mangler i frister og forløb. Tilføj formatet under »formats«, eller ret rækkerne i fagsystemet."
    ),
    "time_implausible": (
        "{count} rækker har et årstal før 1900 eller efter 2199 og er afvist. De mangler i frister og forløb. "
        "Ret datoerne i fagsystemet."
    ),
    "rows_filtered": (
        "{count} rækker er sorteret fra, som profilens »filter« siger. De tæller ikke i nogen figur. "
        "Tjek, at filteret kun rammer rækker, der ikke er udført arbejde."
    ),
    "duplicate_rows": (
        "{count} rækker er magen til en tidligere række og er talt én gang. Er de forskellige handlinger, "
        "så bed om et løbenummer i udtrækket, eller skriv »duplicates: keep« i profilen."
    ),
    "equal_rows_kept": (
        "{count} rækker er magen til en tidligere række og er beholdt, som profilen siger. Er de dobbelte "
        "registreringer, tæller gentagelser i kortet for højt; skriv da »duplicates: drop«."
    ),
    "case_without_events": (
        "{count} sager i filen har ingen hændelser og er ikke med. Antallet af sager og de åbne sager er derfor "
        "for lavt. Spørg, om udtrækket er afgrænset rigtigt."
    ),
    "letters_broken": (
        "{count} rækker har æ, ø eller å skrevet som fx »Ã¦«: filen blander to tegnsæt. Samme sag, aktivitet eller "
        "medarbejder kan være talt som to. Bestil udtrækket i ét tegnsæt (UTF-8)."
    ),
    # Cells that could not be read
    "cell_unreadable": (
        "{count} felter i kolonnen »{column}« kan ikke læses og tæller som tomme. Regler og figurer, der bruger "
        "kolonnen, mangler dem. Ret format eller art i profilen, eller felterne i fagsystemet."
    ),
    "case_column_varies": (
        "I {count} sager skifter »{column}« værdi fra række til række; den første værdi gælder. Opdelinger efter "
        "kolonnen kan derfor være skæve. Tjek, om den hører til hændelsen i stedet (event_attributes)."
    ),
    # Times
    "clock_ambiguous": (
        "{count} tidspunkter i »{column}« ligger i den time, der gentages, når uret stilles tilbage. De er læst som "
        "den første; en timefrist kan derfor være målt en time for lang. Bed om tid med zone, hvis det betyder noget."
    ),
    "clock_missing": (
        "{count} tidspunkter i »{column}« ligger i den time, der springes over, når uret stilles frem. De er flyttet "
        "til timens slutning. Tjek, om systemet skriver sommertid."
    ),
    "future_event": (
        "{count} hændelser ligger efter udtrækkets slutning. De kan være tastefejl i årstallet og kan gøre varigheder "
        "alt for lange. Ret dem i fagsystemet, eller sæt »window: end« i profilen."
    ),
    "start_after_end": (
        "{count} hændelser begynder, efter at de er slut. Arbejdstid kan ikke regnes for dem. "
        "Tjek, om start og slut er byttet om i profilen."
    ),
    "registered_before": (
        "{count} hændelser er registreret på en tidligere dag, end de er udført. Datoen kan være en plan og ikke en "
        "udførelse, og frister kan se overholdt ud uden at være det. Tjek nogle af rækkerne i fagsystemet."
    ),
    "backdated": (
        "{count} hændelser er registreret mere end 7 dage efter, at de er udført. Fristerne måles på den udførte dato, "
        "så de seneste ugers tal kan endnu nå at ændre sig. Tal om journalføring i praksis."
    ),
    "precision_mixed": (
        "Aktiviteter med både datoer og klokkeslæt: {count} ({activities}). Frister i timer kan ikke altid afgøres, "
        "når der kun er en dato. Registrér klokkeslæt, hvor fristen er i timer."
    ),
    # Cases
    "opened_missing": (
        "{count} sager har ingen åbningsdato; den første hændelse gælder i stedet. Sagens varighed kan være for kort. "
        "Bed om åbningsdatoen i udtrækket."
    ),
    "opened_unknown": (
        "Udtrækket har ingen kolonne med sagens åbning; i alle {count} sager gælder den første hændelse. Sager, der er "
        "begyndt før udtrækket, ser derfor kortere ud. Bed om åbningsdatoen i udtrækket."
    ),
    "event_after_closing": (
        "{count} sager har hændelser efter, at de er afsluttet ({events} hændelser). De tæller med i reglerne. "
        "Tjek, om sagerne er genåbnet, eller om afslutningen er sat for tidligt."
    ),
    "case_reopened": (
        "{count} sager er genåbnet: der er hændelser efter den sidste afslutning. De regnes som åbne."
    ),
    "closed_before_opened": (
        "{count} sager er afsluttet, før de er åbnet. Deres varighed kan ikke bruges. "
        "Ret datoerne i fagsystemet, eller tjek kolonnerne i profilen."
    ),
    "closed_after_window": (
        "{count} sager har en afslutning, der ligger efter udtrækkets slutning. De regnes som åbne. "
        "Tjek, om kolonnen holder den planlagte afslutning."
    ),
    "bulk_closing": (
        "{count} sager er afsluttet på {days} dage, hvor der lukkes langt flere end ellers ({dates}). Afslutningen er "
        "da næppe dagen, arbejdet sluttede, og varigheden bliver for lang. Brug en anden hændelse som slutpunkt."
    ),
    "planned_rows": (
        "{count} rækker er planlagt arbejde uden dato for udførelse. De er ikke hændelser, men deres frister vises for "
        "de åbne sager. Er arbejdet udført, så registrér det."
    ),
    # People
    "resource_missing": (
        "{count} hændelser har ingen sagsbehandler. De mangler i overdragelser og belastning, og regler om personer "
        "kan ikke afgøres for dem. Bed om navnet i udtrækket."
    ),
    "team_missing": (
        "{count} hændelser har intet team. De mangler, hvor tal deles op på team, og i overdragelser mellem team. "
        "Bed om teamet i udtrækket."
    ),
    # What a guessed profile assumed
    "profile_guessed": (
        "Importprofilen er gættet ud fra kolonnernes navne og indhold. Er et gæt forkert, er alle tal det. "
        "Gem profilen med »procesanalyse profile«, tjek den, og brug den næste gang."
    ),
    "day_month_assumed": (
        "Datoerne kan læses både som dag-måned og måned-dag; de er læst på dansk, dag først. Er det forkert, er alle "
        "frister det. Tjek en dato, I kender, og ret »formats« i profilen."
    ),
    "always_midnight": (
        "En kolonne med klokkeslæt viser altid midnat. Er den i virkeligheden en dato, måles frister forkert: skriv "
        "»precision: date« ved formatet i profilen."
    ),
}

#: Why one row was rejected, as said in a list of rows.
REJECTED: dict[str, str] = {
    "wrong_cell_count": "Forkert antal felter i rækken",
    "event_outside_case": "Hændelsen ligger uden for en sag",
    "case_missing": "Sagsnummer mangler",
    "activity_missing": "Aktivitet mangler",
    "time_missing": "Dato for udførelse mangler",
    "time_unreadable": "Tidspunktet kan ikke læses",
    "time_implausible": "Årstallet kan ikke passe",
}
