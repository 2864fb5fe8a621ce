"""What a scenario changes, and what a run notes, in Danish: one sentence each."""

from procesanalyse.texts.numbers import number

STAFF_MORE = "{team} får {positions} {members} mere{group}."
STAFF_FEWER = "{team} mister {positions} {members}{group}."
MEMBER = "medlem"
MEMBERS = "medlemmer"
IN_GROUP = " i gruppen {group}"
SPLIT = "{team} deles i {count}: {parts}."
PART = "{title} ({members} medlemmer, {tasks}{cap}{discipline})"
PART_CAP = ", højst {cap} sager pr. medlem ved første tildeling"
PART_DISCIPLINE = ", {discipline}"
ALL_ELSE = "alt andet"
ACTIVITIES = "aktiviteterne {names}"
CASE_TYPES = "sagstyperne {names}"
ARRIVALS_MORE = "Der kommer {percent} flere {cases}."
ARRIVALS_FEWER = "Der kommer {percent} færre {cases}."
ARRIVALS_SAME = "Der kommer lige så mange {cases} som i dag."
ALL_CASES = "sager"
CASES_OF = "sager af typen {names}"

DISCIPLINES = {
    "fifo": "det, der har ventet længst, tages først",
    "rotate": "alle opgaver får tid på skift",
    "earliest_deadline": "det med den nærmeste frist tages først",
}

OPEN_CASES = {
    "stay": "Åbne sager bliver hos deres rådgiver.",
    "move_at_once": "Åbne sager flyttes straks til den gruppe, der nu har dem.",
    "move_at_next_step": "Åbne sager flyttes, når næste trin skal i gang.",
}

NEW_MEMBERS = (
    "Nye medlemmer begynder uden sager og får derfor de næste nye sager, indtil de har lige så mange som de andre; "
    "de første måneder kan se dårligere ud."
)

BEGINS = "Ændringen gælder fra {date}."
BEGINS_FIRST_DAY = "Ændringen gælder fra evalueringens første dag."
AND = " og "
OTHERS = "{count} andre"

#: Notes of a simulated run by code.
NOTES = {
    "above_cap": (
        "{count} sager er overleveret til en medarbejder, der så fik flere sager end loftet: "
        "loftet holder kun nye sager tilbage."
    ),
}


def note_sentence(note: str) -> str:
    """A run's note, "code:count", as a sentence; one without words is given back."""
    code, _, count = note.partition(":")
    return NOTES[code].format(count=number(float(count))) if code in NOTES else note
