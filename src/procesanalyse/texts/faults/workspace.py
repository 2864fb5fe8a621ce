"""Faults of project folders and of writing."""

FAULTS = {
    "workspace.missing_file": "Filen »{value}« findes ikke. Stier læses fra mappen, hvor project.yaml ligger.",
    "workspace.not_named": "Projektet nævner ingen {field}. Tilføj linjen »{field}: STI« i project.yaml.",
    "workspace.not_writable": "Filen kan ikke skrives. Tjek, at mappen findes, at I har adgang, og at der er plads.",
}
