"""Every fault a user can meet has a Danish sentence."""

import re
from pathlib import Path

from procesanalyse.errors import Fault
from procesanalyse.texts.faults.sentences import all_faults, sentence

CODE = re.compile(r'(?:add|fault|Fault)\(\s*"([a-z_]+\.[a-z0-9_]+)"')
#: A code in full wherever it stands, and one that a room's `report` completes with the room's name.
WRITTEN = re.compile(r'"([a-z_]+\.[a-z0-9_]+)"')
REPORTED = re.compile(r'report\(\s*"([a-z0-9_]+)"')


def _source(root: Path) -> list[tuple[str, str]]:
    """(room, text) of every module that is not itself a text."""
    folder = root / "src" / "procesanalyse"
    paths = (path.relative_to(folder) for path in folder.rglob("*.py"))
    return [
        (path.parts[0], (folder / path).read_text(encoding="utf-8"))
        for path in paths
        if path.parts[0] != "texts"
    ]


def _codes_in_source(root: Path) -> set[str]:
    return {code for _, text in _source(root) for code in CODE.findall(text)}


def _codes_reported(root: Path) -> set[str]:
    return {f"{room}.{code}" for room, text in _source(root) for code in REPORTED.findall(text)}


def test_every_fault_code_in_the_source_has_a_danish_sentence(root):
    missing = (_codes_in_source(root) | _codes_reported(root)) - set(all_faults())
    assert not missing


def test_every_danish_sentence_belongs_to_a_code_in_the_source(root):
    written = {code for _, text in _source(root) for code in WRITTEN.findall(text)}
    dead = set(all_faults()) - written - _codes_reported(root)
    assert not dead


def test_a_sentence_says_file_line_and_field_first():
    code = next(iter(all_faults()))
    words = sentence(Fault(code, "ramme.yaml", 12, "within", "3 uger"))
    assert words.startswith("ramme.yaml, linje 12, felt within: ")


def test_a_sentence_without_its_details_is_still_a_sentence():
    for code in all_faults():
        assert sentence(Fault(code)).strip()
