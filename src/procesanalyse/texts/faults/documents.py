"""Faults of YAML files in general."""

FAULTS = {
    "documents.missing_file": "Filen eller mappen findes ikke. Tjek stien og prøv igen.",
    "documents.unreadable_file": "Filen kan ikke læses. Tjek, at I har adgang, og at den ikke er åben et andet sted.",
    "documents.not_utf8": "Filen er ikke gemt som UTF-8. Gem den som UTF-8 og prøv igen.",
    "documents.too_large": "Filen er større end {megabytes} MB. Er det den rigtige fil?",
    "documents.empty": "Filen er tom, eller alt i den er kommentarer. Er det den rigtige fil?",
    "documents.not_yaml": (
        "Filen er ikke gyldig YAML her. Se efter et manglende kolon, en forkert indrykning, en klamme eller et "
        "anførselstegn, der ikke er lukket, eller en nøgle, der står to gange."
    ),
    "documents.not_a_mapping": "Filen skal bestå af nøgler med værdier (nøgle: værdi). Er det den rigtige fil?",
    "documents.alias": "Ankre og henvisninger (&{value} og *{value}) kan ikke bruges. Skriv indholdet ud.",
    "documents.tag": "YAML-mærket »{value}« kan ikke bruges. Slet det.",
    "documents.too_deep": "Filen har mere end {levels} niveauer inden i hinanden. Gør den fladere.",
    "documents.missing_key": "Nøglen mangler eller er tom. Tilføj den.",
    "documents.missing_choice": "Nøglen mangler. Tilføj den med en af: {options}.",
    "documents.unknown_key": "Nøglen »{value}« kendes ikke her. Brug en af: {known}.",
    "documents.unknown_key_nearest": "Nøglen »{value}« kendes ikke her. Mente I »{nearest}«?",
    "documents.not_text": "Her skal stå en tekst, ikke »{value}«. Sæt anførselstegn om den.",
    "documents.not_texts": "Her skal stå en tekst eller en liste af tekster: [a, b], ikke »{value}«.",
    "documents.not_a_choice": "»{value}« kan ikke bruges. Vælg en af: {options}.",
    "documents.not_a_number": "»{value}« er ikke et tal. Skriv fx 12.5 (punktum i YAML-filer).",
    "documents.not_an_integer": "»{value}« er ikke et helt tal. Skriv fx 12.",
    "documents.too_small": "{value} er for lille. Det mindste, der giver mening, er {least}.",
    "documents.not_a_flag": "Her skal stå true eller false, ikke »{value}«.",
    "documents.not_a_date": "»{value}« er ikke en dato. Skriv åååå-mm-dd, fx 2024-01-01.",
    "documents.not_a_section": "Her skal stå nøgler med værdier, ikke »{value}«.",
    "documents.not_a_list": "Her skal stå en liste (linjer med -), ikke »{value}«.",
}
