"""Danish sentences for the faults of simulation models and scenarios."""

FAULTS: dict[str, str] = {
    "simulation.no_evaluation": "Evalueringsperioden skal være mindst 1 dag (der står {value}). Skriv fx 365.",
    "simulation.negative": "{value} kan ikke bruges her: tallet må ikke være under 0.",
    "simulation.duplicate": "»{value}« står mere end én gang. Giv hver sit eget id.",
    "simulation.no_case_types": "Modellen har ingen sagstyper. Skriv mindst én under case_types.",
    "simulation.no_sessions": "Aktiviteten {value} har ingen arbejdsgange. Skriv mindst én under sessions.",
    "simulation.bad_shares": (
        "Andelene i aktiviteten {value} giver ikke mening. Hver share skal være 0 eller mere, og summen over 0."
    ),
    "simulation.bad_quantiles": "Fraktilerne skal være mindst to tal i stigende rækkefølge, fx [0, 2, 5, 14].",
    "simulation.too_wide": (
        "Spredningen {value} er for stor til en jævn fordeling: længden ville blive negativ. Højst 0.577."
    ),
    "simulation.not_numbers": "Her skal stå en liste af tal, fx [1, 1, 1, 1, 1, 0, 0].",
    "simulation.bad_weights": "Her skal stå {length} vægte på 0 eller mere, og mindst én over 0.",
    "simulation.no_templates": "Sagstypen {value} har ingen forløb (templates) med vægt over 0.",
    "simulation.no_steps": "Forløbet har ingen trin. Skriv mindst én aktivitet under steps.",
    "simulation.not_a_step": "»{value}« er ikke et trin. Skriv aktivitetens navn, eller activity: navn, after: [...].",
    "simulation.unknown_activity": (
        "Aktiviteten »{value}« findes ikke i modellen. Tilføj den under activities, eller ret navnet."
    ),
    "simulation.unknown_step": (
        "Trin {value} findes ikke. Forløbet har trin 1 til {steps}; after tæller fra 1."
    ),
    "simulation.after_unknown": "after nævner »{value}«, som ikke er et trin i forløbet. Ret navnet.",
    "simulation.after_twice": (
        "»{value}« står flere gange i forløbet, så navnet er ikke entydigt. Skriv trinets nummer, talt fra 1."
    ),
    "simulation.cycle": "Trinene venter på hinanden i ring og kan aldrig begynde: {value}. Ret after.",
    "simulation.no_length": "Fristen {value} mangler en længde. Skriv fx within: {{months: 4}}.",
    "simulation.bad_duration": "Skriv én enhed og ét tal, fx within: {{months: 4}}. Enheder: {units}.",
    "simulation.log_name_is_activity": (
        "»{value}« er både en aktivitet i modellen og navnet på en hændelse, programmet selv skriver. Skriv et andet "
        'navn under log_names, eller "" for slet ikke at skrive den.'
    ),
    "simulation.step_without_team": (
        "Ingen rute passer på aktiviteten {value} for sagstypen {case_type}. Tilføj en rute (team: none, hvis ingen "
        "her arbejder på den)."
    ),
    "simulation.unknown_team": "Teamet »{value}« findes ikke i modellen. Kendte teams: {known}.",
    "simulation.unknown_group": "Gruppen »{value}« findes ikke i teamet. Kendte grupper: {known}.",
    "simulation.nobody_left": (
        "Der er ikke så mange at tage fra i teamet {team} (der står {value}). Mindst ét medlem skal være tilbage."
    ),
    "simulation.members_do_not_add_up": (
        "Delene får tilsammen {value} medlemmer, men teamet {team} har {members}. Fordel præcis alle medlemmer."
    ),
    "simulation.part_exists": "Der er allerede et team, der hedder »{value}«. Giv delen et andet id.",
    "simulation.too_few_parts": "Et team skal deles i mindst to dele (der står {value}).",
    "simulation.unknown_case_type": "Sagstypen »{value}« findes ikke i modellen. Kendte sagstyper: {known}.",
    "simulation.begins_after_end": (
        "Scenariet begynder {value}, men modellen slutter {last}. Skriv en tidligere dato under from, eller slet from, "
        "så ændringen gælder fra evalueringens første dag."
    ),
    "simulation.no_changes": "Scenariet ændrer ikke noget. Skriv mindst én ændring under changes.",
}
