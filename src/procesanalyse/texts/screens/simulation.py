"""Words of the page Simulering."""

from __future__ import annotations

from procesanalyse.texts import numbers
from procesanalyse.texts.screens.frame import plain

QUESTION = "Hvad sker der, hvis vi ændrer bemanding eller organisering?"
MISSING = "Før I kan simulere, mangler der noget:"
NO_GUIDELINE = "En retningslinje: den siger, hvilke frister der skal måles på."
NO_ORGANISATION = "En organisation: den siger, hvem der arbejder i hvilke teams, og hvor mange timer de har."
NO_TIME_STUDY = (
    "Gerne også et tidsskøn: hvor mange timer hver aktivitet tager. Uden det bruger modellen "
    "en forhåndsantagelse, som kan ligge langt fra jeres."
)
MISSING_UPLOAD = "Vælg dem på siden Data under »Hvad skal data holdes op mod?«."
MISSING_PROJECT = "Nævn dem i projektets fil project.yaml (guideline, organisation og time_study)."
TO_DATA = "Gå til siden Data"

MODEL = "1. Rammer modellen virkeligheden?"
NOT_FITTED = "Modellen er ikke tilpasset jeres data endnu. Det skal ske, før den kan svare på noget."
FIT = "Tilpas modellen"
VALIDATION = "Frist for frist: målt og forudsagt"
VALIDATION_ALT = "Hver frist: målt andel til tiden mod modellens interval"
VALIDATION_COLUMNS = ("Frist", "Målt", "Modellen", "Rammer")
HIT, MISS, UNKNOWN = "ja", "nej", "kan ikke vises"
ASSUMPTIONS = "Det bygger modellen på"
RESERVATIONS = "Det er ikke med i svaret"

LEVERS = "2. Hvad vil I prøve?"
READY = "Færdige scenarier"
WHAT_CHANGES = "Hvad ændres?"
TEAM = "Flere eller færre medarbejdere i"
NO_TEAM = "(ingen ændring)"
POSITIONS = "Antal medarbejdere mere (minus er færre)"
INFLOW = "Nye sager i forhold til i dag, i procent"
INFLOW_HELP = "Skriv fx 10 for ti procent flere, -5 for fem procent færre. Brug komma som decimaltegn."
NOT_A_NUMBER = "»{text}« er ikke et tal. Skriv fx 12,5."
DID_YOU_MEAN = "Mente du {suggestion}? Brug komma som decimaltegn."
TOO_FEW = "Der kan ikke komme færre end nul sager. Skriv et tal over -100."
REPLICATIONS = "Antal gennemløb"
REPLICATIONS_HELP = (
    "Hvert gennemløb er et tænkt år med samme regler og nye tilfældigheder. Flere gennemløb giver mindre "
    "usikkerhed og tager længere tid."
)
RUN = "Kør"
NOTHING_CHOSEN = "Vælg mindst ét scenarie eller en ændring, og tryk på Kør."
FIT_FIRST = "Tilpas modellen først. Det kan tage et par minutter. Derefter kan I prøve ændringer."

BEFORE = "Vælg en ændring nedenfor. Svaret er en forskel med usikkerhed, aldrig et enkelt tal."
RUNNING = "Simuleringen kører. Nedenfor står, hvor langt den er."
CANCEL = "Afbryd"
CANCELLED = "Afbrudt. Intet er gemt. Tryk på knappen igen for at begynde forfra."
FAILED = "Kørslen gik i stå. Prøv igen. Sker det igen, så giv jeres systemansvarlige fejlnummer {number}."
GONE = "Kørslen findes ikke længere. Start den igen."
STARTING = "Gør klar … Du kan roligt skifte side."

RESULT = "3. Hvad viser sammenligningen?"
RULES_ALT = "Hver frist i dag og i scenariet, med forskel og dom"
#: Differences are in percentage points.
RULE_COLUMNS = (
    "Regel",
    "I dag",
    "I scenariet",
    "Forskel",
    "Første 26 uger",
    "Derefter",
    "Et år som det næste",
    "Svar",
)
RULES_NOTE = "Forskelle er i procentpoint, med 95 %-interval."
COUNTER = "Modsiden"
COUNTER_NOTE = "Flere inden for fristen kan koste andre steder. Det ses her, lige ved siden af."
COUNTER_ALT = "Skift af sagsbehandler pr. barn og andre modmål, i dag og i scenariet"
COUNTER_COLUMNS = ("Mål", "I dag", "I scenariet", "Forskel", "Svar")
TEAMS = "Belastning af teams"
PICTURE = "Forskellen til i dag for lovens krav."
PICTURE_NOTE = "Regler med under 20 forløb om året står kun i tabellen."
OTHER_RULES = "Egne mål, anbefalinger og ukontrollerede regler"
UNTRUSTED = "Modellen er ikke pålidelig endnu (se nedenfor). Svaret kan ikke bære en beslutning."
NO_SURE_DIFFERENCE = "Vi kan ikke se en sikker forskel på nogen kontrolleret lovfrist."
TO_DEADLINES = "Se fristerne i virkeligheden"
TO_PROCESS = "Se den faktiske proces"
TO_COMPLIANCE = "Se efterlevelsen"

MEANING = (
    "I dag og scenariet møder de samme sager med samme arbejde. Forskellen skyldes derfor kun ændringen.",
    (
        "»Sandsynligvis« betyder, at hele intervallet ligger på samme side af nul. Ellers kan vi ikke se en "
        "sikker forskel."
    ),
    "»Et år som det næste« siger, hvor meget et enkelt år kan svinge.",
)

STAGES = {"calibrate": "Tilpasser modellen", "compare": "Gennemløb"}


def progress(stage: str, done: int, total: int, seconds: float) -> str:
    """ "Gennemløb 5 af 30 – ca. 20 sek. tilbage. Du kan roligt skifte side." """
    if not total:
        return STARTING
    name = STAGES.get(stage, stage)
    text = f"{name}: {numbers.number(done)} af {numbers.number(total)}"
    if done:
        left = seconds / done * (total - done)
        text += f" – ca. {duration(left)} tilbage"
    return f"{text}. Du kan roligt skifte side."


def duration(seconds: float) -> str:
    """ "20 sek.", "3 min."."""
    return f"{numbers.number(seconds)} sek." if seconds < 90 else f"{numbers.number(seconds / 60)} min."


def finished(seconds: float) -> str:
    """How long the job took."""
    return f"Færdig på {duration(seconds)}"


def another_runs(clock: str) -> str:
    """Somebody's job occupies the machine."""
    return (
        f"Der kører allerede en simulering, startet kl. {clock}. Vent, til den er færdig, eller afbryd den."
    )


def staff_name(team: str, positions: int) -> str:
    """ "+2 medarbejdere i Familieteamet"."""
    noun = "medarbejder" if abs(positions) == 1 else "medarbejdere"
    sign = "+" if positions > 0 else "−"
    return f"{sign}{abs(positions)} {noun} i {team}"


def inflow_name(percent: float) -> str:
    """ "12,5 % flere nye sager"."""
    text = numbers.number(abs(percent), 0 if percent == round(percent) else 1)
    return f"{text} % {'flere' if percent > 0 else 'færre'} nye sager"


def understood(percent: float) -> str:
    """What a typed number was read as."""
    return f"Forstået som {inflow_name(percent)}." if percent else "Forstået som uændret."


def hits(hit: int, judged: int) -> str:
    """How many deadlines the model predicts."""
    return (
        f"Modellen rammer virkeligheden: {numbers.number(hit)} af {numbers.number(judged)} regler i den "
        "periode, den ikke har set, ligger inden for modellens interval."
    )


def open_cases(observed: float, predicted: float, low: float, high: float) -> str:
    """Open cases at the end of the held-out period."""
    return (
        f"Åbne sager: {numbers.number(observed)} målt, {numbers.number(predicted)} i modellen "
        f"({numbers.number(low)}–{numbers.number(high)})."
    )


def headline(scenario: str, rule: str, verdict: str, cost: str) -> str:
    """ "To rådgivere mere: »Undersøgelse ...« – sandsynligvis 4–9 procentpoint flere ... Samtidig: ..." """
    if not rule:
        return f"{plain(scenario)}: {NO_SURE_DIFFERENCE}"
    return f"{plain(scenario)}: »{plain(rule)}« – {_small(verdict)} Samtidig: {_small(cost)}"


def _small(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:]}"


def share(value: float, low: float, high: float) -> str:
    """ "68 % (66–71 %)"."""
    ends = f"{numbers.number(low * 100)}–{numbers.number(high * 100)}"
    return f"{numbers.percent(value)} ({ends}\N{NO-BREAK SPACE}%)"


def observed(value: float | None, count: int) -> str:
    """ "68 % af 412"."""
    return numbers.MISSING if value is None else f"{numbers.percent(value)} af {numbers.number(count)}"


def basis(replications: int, seed: int, title: str) -> tuple[str, ...]:
    """What the page rests on."""
    return (
        f"{numbers.number(replications)} gennemløb, startværdi {seed}. Samme startværdi giver samme svar.",
        (
            f"Modellen er tilpasset {plain(title)} og organisationsfilen. Den er personhenførbar og forlader "
            "ikke denne maskine."
        ),
        "Timer pr. aktivitet er skøn, hvor der ikke er målt. Svaret gælder under det skøn.",
    )
