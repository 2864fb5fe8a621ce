"""Danish words of the command line."""

from __future__ import annotations

PROGRAM = (
    "Følger vi vores egne procedurer, og hvad ville hjælpe? "
    "Læser hændelsesdata fra fagsystemet, holder dem op mod retningslinjer og frister "
    "og simulerer ændringer i bemanding og organisering."
)
INTERRUPTED = "Afbrudt. Intet er gemt."
UNEXPECTED = (
    "Der skete en fejl, som programmet ikke kender ({place}). Giv linjen til jeres systemansvarlige. "
    "Sæt {variable}=1 for at se, hvor den kom fra (kan vise oplysninger fra data)."
)
SEE_HELP = "Skriv procesanalyse KOMMANDO --help for at se, hvordan kommandoen bruges."
USAGE_FALLBACK = "Kaldet kunne ikke forstås."

#: Typer's fixed words on help pages: regular expression -> Danish.
HELP_WORDS = (
    (r"(?m)^Usage: ", "Brug: "),
    (r"(?m)^Options:", "Valg:"),
    (r"(?m)^Commands:", "Kommandoer:"),
    (r"(?m)^Arguments:", "Argumenter:"),
    (r"\[OPTIONS\]", "[VALG]"),
    (r"COMMAND \[ARGS\]\.\.\.", "KOMMANDO ..."),
    (r"Show this message and exit\.", "Vis denne hjælp."),
    (r"\[required\]", "[skal angives]"),
    (r"\[default:", "[standard:"),
    (r"<path>", "<sti>"),
    (r"<str>", "<tekst>"),
    (r"<(?:int|float)( range)?>", "<tal>"),
    (r"\bx>=(\d+)\b", r"mindst \1"),
)

#: Typer's usage errors: regular expression -> Danish sentence with the groups.
USAGE_ERRORS = (
    (r"No such command '([^']*)'", "Kommandoen »{0}« findes ikke."),
    (r"No such option: (\S+)", "Valget »{0}« findes ikke."),
    (r"Missing argument '([^']*)'", "Argumentet {0} mangler."),
    (r"Missing option '([^']*)'", "Valget {0} mangler."),
    (r"Option '([^']*)' requires an argument", "Valget {0} skal følges af en værdi."),
    (
        r"Invalid value for '([^']*)': .*'([^']*)' is not one of (.*)\.",
        "»{1}« kan ikke bruges til {0}. Vælg en af {2}.",
    ),
    (r"Invalid value for '([^']*)': .*valid integer", "{0} skal være et helt tal."),
    (r"Invalid value for '([^']*)': .*valid number", "{0} skal være et tal med punktum, fx 0.2."),
    (r"Invalid value for '([^']*)': .*greater than or equal to (\S+)", "{0} skal være mindst {1}."),
    (r"Invalid value for '([^']*)': .*less than or equal to (\S+)", "{0} må højst være {1}."),
    (r"Invalid value for '([^']*)'", "Værdien til {0} kan ikke bruges."),
    (r"unexpected extra argument\S* \((.*)\)", "Der er for mange argumenter: {0}."),
    (r"Missing command", "Der mangler en kommando."),
)

LOG = "Projektmappe eller fil med hændelsesdata (CSV, XES, XES.gz)."
PROFILE = "Importprofil (YAML). Ellers bruges filens navn + .profile.yaml, eller profilen gættes."
GUIDELINE = "Retningslinje: en YAML-fil eller en mappe med flere udgaver."
ORGANISATION = "Organisation: teams, medarbejdere og ruter (YAML)."
JSON = "Skriv resultatet som JSON."
SEED = "Startværdi for tilfældige tal. Samme værdi giver samme resultat."
OUT = "Fil, som resultatet skrives til."

DEMO = "Hele forløbet på øvelsesdata. Fund, frister og sammenlignede scenarier på skærmen."
APP = "Åbn programmet i browseren."
APP_PROJECT = "Projektmappe. Uden mappe åbnes siden Data, hvor I kan hente en fil."
APP_DEMO = "Åbn øvelsesprojektet."
APP_PORT = "Port på denne maskine."
APP_NO_BROWSER = "Åbn ikke browseren."
PROFILE_VERB = "Gæt en importprofil til en fil. Den skrives, så den kan læses og rettes."
IMPORT_VERB = "Læs hændelsesdata og vis, hvad der skete med rækkerne."
REJECTED = "Skriv de afviste rækker (fil, række, kolonne, årsag) til denne CSV-fil."
DISCOVER = "Find det forløb, der følges i virkeligheden."
DISCOVER_OUT = "Skriv kortet (.svg) eller modellen (.bpmn) til denne fil."
NOISE = "Hvor sjældne veje modellen ser bort fra (0 til 1)."
TOP = "Hvor mange varianter der vises."
CHECK = "Hold hændelsesdata op mod en retningslinje."
AS_OF = "Bedøm pr. denne dato (åååå-mm-dd). Ellers datoen, hvor data slutter."
FAIL_ON = "Slut med kode 1, hvis regler brydes: law (kun lov) eller local (lov og lokale mål)."
CALIBRATE = "Byg en simuleringsmodel af hændelsesdata."
TIME_STUDY = "Tidsskøn: timer pr. aktivitet (YAML)."
SIMULATE = "Kør en simuleringsmodel. Viser ventetider, belægning og frister."
COMPARE = "Sammenlign scenarier med i dag på de samme sager."
MODEL = "Simuleringsmodel (YAML) eller projektmappe, hvis model så bygges af projektets data."
SCENARIO = "Scenarie (YAML). Kan gentages."
ONE_SCENARIO = "Scenarie (YAML)."
REPLICATIONS = "Antal gennemløb."
WORKERS = "Antal processer, der regner samtidig. 0: én pr. processor."
SIMULATED_OUT = "Skriv den simulerede hændelseslog (.parquet eller .csv) til denne fil."

PROFILE_WRITTEN = "Profilen er skrevet til {file}. Læs den igennem og ret den, før I bruger den."
IMPORT_HEAD = "Hændelsesdata"
REJECTED_HEADS = ("Fil", "Række", "Kolonne", "Årsag")
DISCOVER_HEAD = "Det forløb, der følges i virkeligheden"
DISCOVER_LINE = (
    "{cases} sager, {events} hændelser, {activities} slags trin, {variants} forskellige forløb. "
    "Fra første til sidste hændelse: median {median}, gennemsnit {mean}."
)
VARIANTS_HEAD = "De mest almindelige forløb (ikke et mål for kvalitet)"
VARIANT_HEADS = ("Sager", "Andel", "Forløb")
EDGES_HEAD = "De mest brugte veje"
EDGE_HEADS = ("Fra", "Til", "Antal", "Timer (median)")

SEVERITY_HEADS = (
    ("law", "Lovens krav"),
    ("local", "Lokale mål (ikke lov)"),
    ("advice", "Anbefalinger"),
)
CHECK_HEADS = (
    "Regel",
    "Titel",
    "Til tiden",
    "95 %",
    "Af",
    "Ok",
    "Sent",
    "Mangler",
    "Afventer",
    "Uafgjort",
    "Undtaget",
)
UNSIGNED = "* Reglen afventer, at en jurist godkender ordlyd og paragraf. Den bruges ikke i overskrifter."
NOTES_HEAD = "Sådan skal tallene læses"
INACTIVE_HEAD = "Regler, der ikke er slået til (afventer afklaring)"

DEMO_INTRODUCTION = "{title}. Øvelsesdata: kommunen, børnene og medarbejderne findes ikke."
DEMO_NEXT = "Åbn det samme i browseren: procesanalyse app --demo"
CHECK_HEAD = "Følger vi lov og retningslinjer?"
FINDINGS_HEAD = "De vigtigste fund"
CALIBRATION_HEAD = "Modellen bag simuleringen"

CALIBRATING = "Tilpasser modellen"
SIMULATING = "Regner gennemløb"
ASSUMPTIONS_HEAD = "Modellens antagelser"
ACTIVITIES_HEAD = "Trin i et simuleret år (gennemsnit i timer, 95 % usikkerhed)"
ACTIVITY_HEADS = ("Trin", "Antal", "Venter på kollega", "Usikkerhed", "Arbejde", "Venter på andre")
TEAMS_HEAD = "Teams"
TEAM_HEADS = ("Team", "Belægning", "Kø i snit", "Sager pr. medarbejder")
RULES_HEAD = "Regler"
RULE_HEADS = ("Regel", "Til tiden", "Usikkerhed")
DIFFERENCE_HEADS = (
    "Regel",
    "I dag",
    "Scenarie",
    "Forskel (%-point)",
    "Første 26 uger",
    "Derefter",
    "Et år kan vise",
    "I ord",
)
COUNTER_HEADS = ("Bagsiden", "I dag", "Scenarie", "Forskel", "I ord")
