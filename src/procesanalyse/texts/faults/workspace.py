"""Faults of project folders and of writing."""

FAULTS = {
    "workspace.missing_file": "Filen »{value}« findes ikke. Stier læses fra mappen, hvor project.yaml ligger.",
    "workspace.no_project": (
        "Mappen har ingen project.yaml og er derfor ikke et projekt. Angiv en projektmappe, eller skriv navnet på "
        "selve filen med hændelsesdata."
    ),
    "workspace.not_named": "Projektet nævner ingen {field}. Tilføj linjen »{field}: STI« i project.yaml.",
    "workspace.not_writable": "Filen kan ikke skrives. Tjek, at mappen findes, at I har adgang, og at der er plads.",
}
