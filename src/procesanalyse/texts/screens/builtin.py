"""Danish for the words Streamlit puts on a page by itself; a browser test lists those still English."""

from __future__ import annotations

#: Whole texts and labels, and beginnings of labels that go on with ": name of the table".
WORDS = {
    "App pages": "Sider",
    "Choose an option": "Vælg",
    "Choose options": "Vælg",
    "Clear all": "Ryd alle",
    "Clear selection": "Ryd valget",
    "Clear value": "Ryd",
    "Close": "Luk",
    "Close fullscreen": "Luk fuld skærm",
    "Connecting": "Forbinder",
    "Download as CSV": "Hent som CSV",
    "Drag and drop file here": "Træk filen hertil",
    "Fullscreen": "Fuld skærm",
    "Help": "Hjælp",
    "No results": "Intet fundet",
    "Open": "Åbn",
    "Press Enter to apply": "Tryk Enter for at bruge",
    "Press Enter to submit form": "Tryk Enter for at køre",
    "Remove file": "Fjern filen",
    "Running": "Arbejder",
    "Running...": "Arbejder …",
    "Search": "Søg",
    "Select all": "Vælg alle",
    "Show/hide columns": "Vis/skjul kolonner",
    "Skip to main content": "Gå til indholdet",
    "Stop": "Stop",
    "Upload": "Vælg fil",
    "file upload": "filvælger",
}

#: Texts with a part that varies: pattern (JavaScript) and what stands instead.
PATTERNS = (
    (r"^(\d+)\s?MB per file$", "Højst $1 MB pr. fil"),
    (r"^(\d+)\.(\d+)\s?([KMG]?B)$", "$1,$2 $3"),
    (r"^Help for (.*)$", "Hjælp til $1"),
    (r"^Remove (.*)$", "Fjern $1"),
    (r"^Delete (.*)$", "Slet $1"),
)
