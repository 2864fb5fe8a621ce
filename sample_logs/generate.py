"""Make the sample municipality: `uv run python sample_logs/generate.py` writes the CSV and its facit.

The same seed gives the same bytes. Runs for some ten seconds.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import deadlines
from generator import facit, summary
from generator.breaches import unplanned
from generator.extract import extract, planned_rows, spoil
from generator.office import Office
from generator.population import make_children
from generator.records import Record
from generator.rows import HEADER, file_order, line, with_duplicates
from generator.settings import Settings

HERE = Path(__file__).parent


def make(settings: Settings) -> tuple[Office, dict[str, list[Record]]]:
    """The office after its run and the extract, case by case."""
    office = Office(settings, make_children(settings))
    histories = office.run()
    _forget_types(histories, settings)
    records = extract(histories, settings)
    spoil(records, settings)
    for record in planned_rows(office.holders, settings):
        records.setdefault(record.child.case_number, []).append(record)
    left_out = [case for case, rows in records.items() if unplanned(rows, settings)]
    for case in left_out:
        del records[case]
    sys.stdout.write(f"{len(left_out)} sager udeladt: deres forløb brydes af vinduets kant\n")
    return office, records


def _forget_types(histories, settings: Settings) -> None:
    """A child whose assessment was decided before the extract begins is an ordinary case in it."""
    for history in histories:
        decided = [r.day for r in history.records if r.activity == "Undersøgelse besluttet"]
        if history.child.case_type == "Overgreb" and decided and max(decided) < settings.window_start:
            history.child.case_type = "Almindelig"


def write(folder: Path, settings: Settings) -> None:
    """Write boernesager.csv and facit.yaml, and print how the municipality looks."""
    office, by_case = make(settings)
    made, lines = unique_rows(by_case, settings)
    doubled = with_duplicates(lines, made, settings)
    path = folder / "boernesager.csv"
    path.write_bytes(("\r\n".join([HEADER, *doubled]) + "\r\n").encode("cp1252"))
    first_row = {text: number for number, text in reversed(list(enumerate(doubled, start=2)))}
    numbers = {id(record): first_row[text] for record, text in zip(made, lines, strict=True)}
    verdicts = deadlines.judge(path)
    found = facit.planted(by_case, numbers, settings)
    counts = facit.data_faults(made, len(doubled))
    (folder / "facit.yaml").write_text(facit.text(counts, found, verdicts, settings), encoding="utf-8")
    sys.stdout.write(
        summary.text(office, by_case, found=found, counts=counts, verdicts=verdicts, settings=settings) + "\n"
    )


def unique_rows(by_case: dict[str, list[Record]], settings: Settings) -> tuple[list[Record], list[str]]:
    """Records and their lines in file order; none alike but for the day the row was made (`Oprettet`)."""
    seen: dict[str, tuple[Record, str]] = {}
    for record in file_order(by_case):
        text = line(record, settings)
        cells = text.split(";")
        seen.setdefault(";".join([*cells[:5], *cells[6:]]), (record, text))
    return [record for record, _ in seen.values()], [text for _, text in seen.values()]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to")
    parser.add_argument("--seed", type=int, default=Settings.seed)
    arguments = parser.parse_args()
    write(arguments.out, Settings(seed=arguments.seed))
