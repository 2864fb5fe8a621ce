"""Danish sentences for simulated differences, verdicts, assumptions and what a model is worth.

Numbers in, sentences out: nothing here knows a model or a log.
"""

from __future__ import annotations

from typing import Literal

from procesanalyse.texts.numbers import number, percent, span

#: How a figure is counted and named: percentage points, pieces, days.
FigureUnit = Literal["points", "count", "days"]

VERDICTS: dict[str, str] = {
    "more": "flere inden for fristen",
    "fewer": "færre inden for fristen",
    "no_sure_difference": "Vi kan ikke se en sikker forskel",
    "cannot_tell": "Kan ikke afgøres af modellen",
}

#: Counter-measures: title, unit, word for more, word for less.
COUNTERS: dict[str, tuple[str, FigureUnit, str, str]] = {
    "changes_per_case": (
        "Skift af sagsbehandler pr. sag",
        "count",
        "flere skift pr. sag",
        "færre skift pr. sag",
    ),
    "two_or_more": (
        "Andel af sager med to eller flere skift",
        "points",
        "flere sager med to eller flere skift",
        "færre sager med to eller flere skift",
    ),
    "handovers_per_case": (
        "Overleveringer mellem teams pr. sag",
        "count",
        "flere overleveringer pr. sag",
        "færre overleveringer pr. sag",
    ),
    "days_to_allocation": (
        "Dage fra sagen kommer, til den er tildelt",
        "days",
        "længere tid til tildeling",
        "kortere tid til tildeling",
    ),
    "open_cases": ("Åbne sager ved periodens slutning", "count", "flere åbne sager", "færre åbne sager"),
    "overdue_cases": (
        "Åbne sager med en overskredet frist",
        "count",
        "flere sager med overskredet frist",
        "færre sager med overskredet frist",
    ),
}

REASONS: dict[str, str] = {
    "trust.rule_off": (
        "Reglen {subject}: i den periode, modellen ikke har set, blev {value} overholdt; modellen forudsagde {other}."
    ),
    "trust.rule_uncertain": (
        "Reglen {subject}: i den periode, modellen ikke har set, blev {value} overholdt. Modellen forudsagde {other}, "
        "men med så stor usikkerhed, at det hverken er en træffer eller en sikker forbier."
    ),
    "trust.open_cases_off": (
        "Der var {value} åbne sager ved udtrækkets slutning; modellen forudsagde {other}."
    ),
    "trust.no_rule_validated": (
        "Ingen regel kunne efterprøves på den del af udtrækket, modellen ikke har set. Bestil en længere periode."
    ),
    "trust.queue_exceeds_log": (
        "{subject}: tager i modellen {other} dage i gennemsnit, men {value} i udtrækket. Timerne, bemandingen eller "
        "andelen af tid uden spor passer ikke med virkeligheden."
    ),
    "trust.overload": (
        "Teamet {subject} har arbejde for {value} af de timer, organisationsfilen giver. Så vokser køen i modellen "
        "uden ende."
    ),
    "trust.people_outside_teams": (
        "{value} af hændelserne er udført i teams, som organisationsfilen ikke kender."
    ),
    "note.people_differ": (
        "Teamet {subject}: {value} forskellige personer ses i en almindelig måned, organisationsfilen har {other}."
    ),
    "note.rule_not_validated": (
        "Reglen {subject} kan ikke efterprøves: modellen viser den ikke, eller der er for få forløb i perioden."
    ),
    "note.slope_not_done": (
        "Det er ikke undersøgt, om ventetiden følger den enkelte medarbejders sagstal. Modellen kan derfor regne for "
        "meget eller for lidt af ventetiden som venten på andre."
    ),
    "note.distances_not_done": "Afstanden mellem det simulerede og det virkelige forløb er ikke målt.",
    "note.bootstrap_not_done": "Modellen er ikke sammenlignet med en simpel gentagelse af hele sager.",
    "note.noise_floor_not_done": "Det er ikke målt, hvor forskellige to perioder er ved tilfælde alene.",
    "note.one_parameter_set": (
        "Modellen har ét sæt tal. Usikkerheden om selve tallene (timer, ventetider) er ikke med i intervallerne."
    ),
    "note.no_start_state": (
        "Simuleringen begynder med et tomt kontor og en indkøringstid, ikke med de sager, der er åbne i dag."
    ),
    "note.new_members_fill_first": (
        "Nye medarbejdere begynder uden sager og får de næste nye sager, til de har lige så mange som de andre. "
        "Derfor kan de første måneder se dårligere ud; se kolonnen for tiden derefter. Oplæring er ikke med."
    ),
    "note.absence_not_simulated": "Sygdom, ferie og personaleskift er ikke simuleret.",
}

ASSUMPTIONS: dict[str, str] = {
    "assumes.hours_logged": "{subject}: {value} timers arbejde (1 af 10 under {low}, 1 af 10 over {high}), målt i loggen.",
    "assumes.hours_estimated": (
        "{subject}: {value} timers arbejde (1 af 10 under {low}, 1 af 10 over {high}). Kilde: {source}."
    ),
    "assumes.hours_prior": (
        "{subject}: {value} timers arbejde (1 af 10 under {low}, 1 af 10 over {high}) er antaget uden kilde. "
        "Lav et tidsskøn."
    ),
    "assumes.team_from_log": "{subject} udføres af {source}: organisationsfilen siger det ikke, men udtrækket gør.",
    "assumes.nobody": "{subject} udføres af andre end kontorets teams: hverken organisationsfil eller udtræk siger hvem.",
    "assumes.arrivals": "{value} nye sager om året af typen {subject} (95 %: {low}–{high}), fordelt som i udtrækket.",
    "assumes.templates_borrowed": "Sager af typen {subject} er så få, at de følger forløb fra alle sagstyper.",
    "assumes.open_cases_continue": (
        "{value} sager er åbne ved udtrækkets slutning. I modellen fortsætter de, som andre sager, der var nået lige "
        "så langt, gjorde."
    ),
    "assumes.newest_rules": (
        "Forløbene er lært af sager, der er begyndt {subject} eller senere: før det gjaldt andre regler."
    ),
    "assumes.episodes": (
        "{value} gange er en afsluttet sag åbnet igen. Hvert forløb, fra åbning til afslutning, simuleres som en sag "
        "for sig."
    ),
    "assumes.began_before": (
        "{value} forløb er begyndt før udtrækkets periode. De indgår i travlheden, men ikke i forløb og tilgang."
    ),
    "assumes.arrival_without_work": (
        "{subject}: sker i det øjeblik, sagen kommer. De {value} timer, den tager, er ikke med i belastningen."
    ),
    "assumes.office_hours": "Udtrækket har kun datoer: sagerne antages at komme i kontorets åbningstid.",
}

HAND_WRITTEN = (
    "Modellen er skrevet i hånden og ikke holdt op mod hændelsesdata. Læs tallene som et regneeksempel."
)
RUNS = (
    "{replications} parrede gennemløb: hvert scenarie får de samme sager som i dag. "
    "Tallene er for forløb, der begynder mellem {start} og {end}."
)

_UNKNOWN = "Kode {code} (ingen forklaring endnu)"


def rule_difference(verdict: str, difference: float | None, low: float | None, high: float | None) -> str:
    """ "Sandsynligvis 4–9 procentpoint flere inden for fristen", or that nothing sure can be said."""
    if verdict not in ("more", "fewer") or difference is None or low is None or high is None:
        return f"{VERDICTS.get(verdict, VERDICTS['cannot_tell'])}."
    return f"Sandsynligvis {_span(low, high, 'points')} {VERDICTS[verdict]}."


def counter_difference(name: str, verdict: str, low: float | None, high: float | None) -> str:
    """ "Sandsynligvis 0,7–1,1 flere skift pr. sag", or that nothing sure can be said."""
    title, unit, more, less = COUNTERS[name]
    if verdict not in ("more", "fewer") or low is None or high is None:
        words = VERDICTS.get(verdict, VERDICTS["cannot_tell"])
        return f"{title}: {words[0].lower()}{words[1:]}."
    return f"Sandsynligvis {_span(low, high, unit)} {more if verdict == 'more' else less}."


def reason(code: str, subject: str = "", value: float | None = None, other: float | None = None) -> str:
    """Why a model is not to be trusted, or what was not examined; `subject` in the reader's words."""
    as_share = code in {
        "trust.rule_off",
        "trust.rule_uncertain",
        "trust.overload",
        "trust.people_outside_teams",
    }
    shown = percent if as_share else _plain
    words = REASONS.get(code, _UNKNOWN)
    return words.format(code=code, subject=subject, value=shown(value), other=shown(other))


def assumption(
    code: str,
    subject: str = "",
    value: float | None = None,
    spread: tuple[float | None, float | None] = (None, None),
    source: str = "",
) -> str:
    """One assumption of a model as a sentence; `spread` is (low, high)."""
    low, high = spread
    words = ASSUMPTIONS.get(code, _UNKNOWN)
    return words.format(
        code=code,
        subject=subject,
        value=_plain(value),
        low=_plain(low),
        high=_plain(high),
        source=source or "ikke oplyst",
    )


def model_assumption(line: str) -> str:
    """A line of a model file's assumptions as a sentence; a line a person wrote is given back."""
    parts = line.split(";", 6)
    if len(parts) != 7 or parts[0] not in ASSUMPTIONS:
        return line
    value, low, high = (float(part) if part else None for part in parts[2:5])
    return assumption(parts[0], parts[1], value, (low, high), parts[6])


def overload(team: str, utilisation: float) -> str:
    """What stands beside a scenario in which a team is as good as always busy."""
    return (
        f"{team} er i arbejde {percent(utilisation)} af tiden. Så tæt på grænsen vokser køen år for år, og andelen "
        "til tiden gælder kun for den viste periode."
    )


def model_doubt(line: str) -> str:
    """A line of a model file's doubts as a sentence; a line a person wrote is given back."""
    parts = line.split(";", 3)
    if len(parts) != 4 or parts[0] not in REASONS:
        return line
    value, other = (float(part) if part else None for part in parts[2:])
    return reason(parts[0], parts[1], value, other)


def trust_headline(trustworthy: bool) -> str:
    """What stands above every scenario."""
    if trustworthy:
        return "Modellen ramte den periode, den ikke havde set."
    return "Modellen er ikke pålidelig endnu. Brug ikke tallene til en beslutning, før årsagerne er afklaret:"


def _span(low: float, high: float, unit: FigureUnit) -> str:
    """Both ends without their sign, the smaller first: the words say which way."""
    ends = sorted((abs(low), abs(high)))
    decimals = _decimals_of(ends[1], unit)
    low, high = (end * (100 if unit == "points" else 1) for end in ends)
    first, last = number(low, decimals), number(high, decimals)
    return f"{last if first == last else span(low, high, decimals)}{_unit_word(unit)}"


def _decimals_of(value: float, unit: FigureUnit) -> int:
    if unit == "points":
        return 1 if abs(value) < 0.02 else 0
    return _decimals(value)


def _unit_word(unit: FigureUnit) -> str:
    return {"points": " procentpoint", "days": " dages", "count": ""}[unit]


def _plain(value: float | None) -> str:
    return number(value, 0 if value is None else _decimals(value))


def _decimals(value: float) -> int:
    if abs(value) >= 20 or float(value).is_integer():
        return 0
    return 1 if abs(value) >= 1 else 2
