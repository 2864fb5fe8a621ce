"""What a scenario changes, in Danish: one sentence per change."""

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

BEGINS = "Ændringen gælder fra {date}."
BEGINS_FIRST_DAY = "Ændringen gælder fra evalueringens første dag."
AND = " og "
OTHERS = "{count} andre"
