"""Danish sentences for the faults of organisation files."""

FAULTS: dict[str, str] = {
    "organisation.no_teams": "Filen har ingen teams. Skriv mindst ét team med medlemmer og arbejdstid under teams.",
    "organisation.duplicate_team": "To teams hedder »{value}«. Giv hvert team sit eget id.",
    "organisation.no_members": (
        "Teamet {team} har ingen medlemmer, så ingen kan arbejde dér. Skriv mindst én gruppe under members med "
        "count på 1 eller mere, eller slet teamet og dets ruter."
    ),
    "organisation.no_hours": (
        'Teamet {team} har ingen arbejdstid. Skriv fx hours: {{monday-thursday: "08:00-15:30"}} eller hours: always.'
    ),
    "organisation.duplicate_group": "To grupper i teamet hedder »{value}«. Giv hver gruppe sit eget id.",
    "organisation.more_hours_than_team": (
        "Gruppen arbejder {value} timer om ugen, men teamets åbningstid er kun {hours}. Udvid teamets hours, eller "
        "sæt weekly_hours ned."
    ),
    "organisation.nothing_left": (
        "Andelen af tid uden spor er {value}. Den skal være under 1, ellers er der ingen tid til sager."
    ),
    "organisation.unknown_team": "Ruten peger på teamet »{value}«, som ikke findes. Kendte teams: {known}. Ingen: none.",
    "organisation.no_routes": "Filen har ingen ruter. Skriv under routes, hvilket team der har sagen hvornår.",
    "organisation.not_weekday": (
        "»{value}« er ikke en ugedag. Brug monday til sunday, eller et spænd som monday-thursday."
    ),
    "organisation.not_hours": (
        "»{value}« er ikke en arbejdstid. Skriv fx 08:00-15:30, eller 08:00-12:00, 12:30-15:30 med pause, i rækkefølge."
    ),
    "organisation.weekday_twice": "En af dagene i »{value}« står to gange. Skriv hver ugedag én gang.",
}
