"""`facit.yaml`: what an import must count and a check must find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from generator.breaches import BY_CASE, RULES, breaches
from generator.records import Record
from generator.settings import Settings

TITLES = {
    "BL5-SAMTALE": "Barnet er hørt før afgørelsen",
    "LOKAL-PARTSHOERING": "Partshøring før afslag og anbringelse",
    "SEL140-PLAN": "Handleplanen foreligger før afgørelsen",
    "BL18-3-RISIKO": "Risikovurdering før forældrene kontaktes ved æresrelateret konflikt",
    "BL21-5": "To rådgivere ved børnesamtalen under undersøgelsen",
    "LOKAL-NYE-OEJNE": "Fornyet vurdering laves af en, der ikke har behandlet sagen",
    "BL20-1-OVERGREB": "Ved overgreb besluttes en børnefaglig undersøgelse",
    "LOKAL-INGEN-HANDLEPLAN": "Nye sager får barnets plan, ikke handleplan",
}


def data_faults(records: list[Record], lines: int) -> dict[str, int]:
    """Rows in total, and by what is wrong with them; a row can be both backdated and closed in bulk."""
    count = Counter(fault for r in records if "rejected" not in r.faults for fault in r.faults)
    count["rejected"] = sum("rejected" in r.faults for r in records)
    duplicate = lines - len(records)
    kept = len(records) - count["filtered"] - count["rejected"]
    return {
        "rows": lines,
        "kept": kept,
        "planned": count["planned"],
        "duplicate": duplicate,
        "filtered": count["filtered"],
        "rejected": count["rejected"],
        "backdated_over_7_days": count["backdated"],
        "bulk_closed": count["bulk_closed"],
    }


def planted(
    by_case: Mapping[str, list[Record]], numbers: Mapping[int, int], settings: Settings
) -> dict[str, list[tuple[str, str, int]]]:
    """By rule: (case, instance, row of the file) of every planted breach; row 0 where the case breaks it."""
    found: dict[str, list[tuple[str, str, int]]] = {rule: [] for rule in RULES}
    for case in sorted(by_case):
        for rule, records in breaches(by_case[case], settings).items():
            for record in records:
                whole = rule in BY_CASE
                found[rule].append(
                    (case, "" if whole else record.instance, 0 if whole else numbers[id(record)])
                )
    return found


def text(
    faults: Mapping[str, int],
    found: Mapping[str, list[tuple[str, str, int]]],
    deadlines: Mapping[str, Mapping[str, int]],
    settings: Settings,
) -> str:
    """The file as YAML."""
    lines = [
        "# Made by the generator together with boernesager.csv; do not edit.",
        "# Row 1 of the file is its header, so the first row of data is row 2.",
        f"seed: {settings.seed}",
        "command: uv run python sample_logs/generate.py",
        f"window: {{start: {settings.window_start}, end: {settings.window_end}}}",
        "rows:",
        *(f"  {name}: {count}" for name, count in faults.items()),
        "breaches:",
    ]
    for rule, places in found.items():
        lines += [f"  {rule}:", f"    title: {TITLES[rule]}", f"    count: {len(places)}", "    places:"]
        lines += [f"    - {_place(*place)}" for place in places]
    lines.append("deadlines:")
    for rule, counts in deadlines.items():
        inner = ", ".join(f"{name}: {count}" for name, count in counts.items())
        lines.append(f"  {rule}: {{{inner}}}")
    return "\n".join(lines) + "\n"


def _place(case: str, instance: str, row: int) -> str:
    return f'{{case: {case}, instance: "{instance}", row: {row}}}' if row else f"{{case: {case}}}"
