"""Words of the page Data."""

from __future__ import annotations

from procesanalyse.texts import numbers

QUESTION = "Kan vi stole på tallene?"
ROWS = "Hvad blev læst"
ROW_COLUMNS = ("Rækker", "Antal", "Betyder")
ROW_MEANINGS = (
    ("Med i analysen", "Rækker, der er blevet til hændelser eller planlagte opgaver."),
    ("Sorteret fra", "Rækker, som importprofilen siger ikke skal med."),
    ("Dubletter", "Rækker, der står mere end én gang. Den første er med."),
    ("Afvist", "Rækker, der ikke kunne læses. De er listet nedenfor."),
    ("I alt i filen", "Summen af de fire. Ingen række forsvinder uden at blive talt."),
)
ROWS_ALT = "Antal rækker med, sorteret fra, dubletter, afvist og i alt"
ISSUES = "Hvad vi lagde mærke til"
NO_ISSUES = "Vi fandt intet at bemærke i filen."
REJECTED = "Afviste rækker"
REJECTED_COLUMNS = ("Fil", "Række", "Kolonne", "Årsag")
REJECTED_DOWNLOAD = "Hent listen (CSV)"
REJECTED_LIMIT = "De første {shown} af {count} vises. Hent listen for at se alle."

OWN = "Brug jeres egne data"
UPLOAD = "Hændelsesdata fra fagsystemet (CSV eller XES, højst 500 MB)"
UPLOAD_HELP = (
    "Filen læses på denne maskine og sendes ingen steder hen. Sagsnumre og navne bliver til pseudonymer, "
    "og filen gemmes ikke."
)
GUESSED = "Sådan forstår vi kolonnerne"
GUESSED_HELP = "Ret det, der er forkert. Eksemplerne er de første forskellige værdier i kolonnen."
#: What is said above the form where a column could not be guessed, by fault code.
DOUBTS = {
    "eventlog.no_case_column": "Vi kan ikke se, hvilken kolonne der er sagen. Vælg den nedenfor.",
    "eventlog.no_activity_column": "Vi kan ikke se, hvilken kolonne der er aktiviteten. Vælg den nedenfor.",
    "eventlog.no_time_column": "Vi kan ikke læse tiderne i nogen kolonne. Vælg kolonnen og dens tidsformat nedenfor.",
}
COLUMN_ALT = "Kolonnerne i filen med tre eksempler"
FILE_COLUMNS = ("Kolonne i filen", "Eksempler")
NONE = "(ingen)"
ROLES = {
    "case": "Sag",
    "activity": "Aktivitet",
    "time": "Udført",
    "start": "Påbegyndt",
    "registered": "Oprettet (registreret)",
    "due": "Frist",
    "resource": "Sagsbehandler",
    "team": "Team",
    "instance": "Løbenummer (underretning, undersøgelse, indsats)",
    "group": "Familie (søskende)",
    "case_type": "Sagstype",
}
REQUIRED = ("case", "activity", "time")
TIME_FORMAT = "Tidsformat i »{column}«"
AS_WRITTEN = "som filen selv angiver"
NO_EXAMPLES = "(vises ikke: ligner CPR-numre)"
CPR = "»{column}« ligner CPR-numre ({count} celler). Hvad skal der ske med dem?"
CPR_ACTIONS = {
    "": "(vælg)",
    "pseudonymise": "Erstat med pseudonymer",
    "drop": "Udelad kolonnen",
    "not_cpr": "Det er ikke CPR-numre",
}
CPR_REASON = "Hvorfor er det ikke CPR-numre i »{column}«?"
PLANNED = "Rækker uden udført dato er planlagte opgaver"
USE = "Brug filen"
READING = "Læser filen …"
USED = "Filen er læst. Tallene på alle sider gælder nu »{name}«."
BACK = "Gå tilbage til projektet"
MODELS = "Hvad skal data holdes op mod?"
MODELS_HELP = (
    "Efterlevelse og frister kræver en retningslinje. Simulering kræver også en organisation, og gerne et tidsskøn. "
    "Navnene i dem skal passe til aktiviteter og teams i jeres data."
)
CHOOSE_GUIDELINE = "Retningslinje"
CHOOSE_ORGANISATION = "Organisation (bruges til simulering)"
CHOOSE_TIME_STUDY = "Tidsskøn (timer pr. aktivitet)"
TO_PROCESS = "Se den faktiske proces"
TO_COMPLIANCE = "Se efterlevelsen"
TO_DEADLINES = "Se fristerne"

MEANING = (
    "Rækker i filen = med + sorteret fra + dubletter + afvist.",
    "En dato uden klokkeslæt betyder hele dagen. Det afgør, om korte frister kan bedømmes.",
    "En advarsel ændrer ikke data. Den siger, hvad I bør undersøge.",
)

#: Precision and the shape of the format, in Danish.
_PRECISIONS = {"date": "dato", "instant": "klokkeslæt"}
_SHAPES = (("%d", "dd"), ("%m", "mm"), ("%Y", "åååå"), ("%y", "åå"), ("%H", "tt"), ("%M", "mm"), ("%S", "ss"))


def answer(kept: int, rows: int, rejected: int, warnings: int, period: str) -> str:
    """ "40.000 af 40.112 rækker er med ..." """
    share = numbers.percent(kept / rows if rows else None, 1)
    sentence = f"{numbers.number(kept)} af {numbers.number(rows)} rækker er med ({share}), fra {period}."
    if rejected:
        sentence += f" {numbers.number(rejected)} kunne ikke læses."
    if warnings:
        noted = "Der er én ting, I bør se på." if warnings == 1 else f"Der er {warnings} ting, I bør se på."
        return f"{sentence} {noted}"
    return sentence


def basis(selection: str, zone: str, pseudonyms: bool) -> tuple[str, ...]:
    """What the page rests on."""
    return (
        _SELECTIONS[selection],
        f"Tidspunkter uden tidszone er læst som {zone}.",
        "Sagsnumre og navne er erstattet af pseudonymer." if pseudonyms else "Data er øvelsesdata.",
        "Fritekst og kolonner, som importprofilen ikke nævner, er ikke læst ind.",
    )


_SELECTIONS = {
    "opened_in": "Udtrækket har de sager, der er åbnet i perioden.",
    "closed_in": "Udtrækket har kun sager, der er afsluttet i perioden. Åbne sager mangler, så frister kan "
    "se bedre eller værre ud, end de er.",
    "active_in": "Udtrækket har alle sager, der var aktive i perioden.",
}


def format_name(form: str, precision: str) -> str:
    """ "dd-mm-åååå tt:mm (klokkeslæt)"."""
    shape = "åååå-mm-dd (ISO 8601)" if form == "iso" else form
    for code, letters in _SHAPES:
        shape = shape.replace(code, letters)
    return f"{shape} ({_PRECISIONS[precision]})"
