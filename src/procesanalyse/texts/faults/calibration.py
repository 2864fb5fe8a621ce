"""Danish sentences for the faults of calibration, time studies and comparison."""

FAULTS: dict[str, str] = {
    "calibration.closed_in": (
        "Udtrækket indeholder kun sager, der er afsluttet i perioden. De langvarige sager mangler derfor, og en "
        "model ville vise for korte forløb. Bestil et udtræk med alle sager, der er åbnet eller aktive i perioden."
    ),
    "calibration.short_window": (
        "Udtrækket dækker kun {value} dage. En model kræver mindst {least} dage. Bestil en længere periode."
    ),
    "calibration.too_few_cases": (
        "Kun {value} sager er både åbnet og afsluttet i perioden. En model kræver mindst {least}. Bestil en "
        "længere periode, eller skriv en model i hånden (se models/examples)."
    ),
    "calibration.no_teams_met": (
        "Ingen af hændelserne er udført i et af organisationsfilens teams. Ret teamnavnene (eller deres aliases), "
        "eller skriv i routes, hvilket team der udfører hvad."
    ),
    "calibration.more_work_than_hours": (
        "Teamet {value} har ifølge tidsskønnet udført {logged} timers arbejde, men organisationsfilen giver kun "
        "{available} timer i perioden. Ret antal medarbejdere, timetal, andelen af tid uden spor eller tidsskønnet."
    ),
    "calibration.time_study_version": "Skriv version: 1 øverst i filen (der står {value}).",
    "calibration.time_study_no_activities": (
        "Filen skal have en liste activities med mindst én aktivitet (activity, low, typical, high)."
    ),
    "calibration.time_study_hours": "Skriv timer som et tal over 0 og højst 1000, med punktum: 1.5 (der står {value}).",
    "calibration.time_study_order": "Timerne skal være low ≤ typical ≤ high (der står {value}).",
    "calibration.time_study_double": "Aktiviteten {value} står to gange. Behold den ene linje.",
    "comparison.too_few_replications": (
        "Der skal mindst 2 gentagelser til for at vise usikkerheden (der står {value}). Vælg for eksempel 20."
    ),
    "comparison.no_scenarios": "Vælg mindst ét scenarie at sammenligne med i dag.",
    "comparison.same_name_twice": (
        "To scenarier hedder {value}. Giv dem hvert sit navn, så resultaterne kan skelnes."
    ),
}
