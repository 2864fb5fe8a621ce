"""Every fault a user can meet has a Danish sentence."""

import re
from pathlib import Path

from procesanalyse.errors import Fault
from procesanalyse.texts.faults.sentences import all_faults, sentence

CODE = re.compile(r'(?:add|fault|Fault)\(\s*"([a-z_]+\.[a-z_]+)"')


def _codes_in_source(root: Path) -> set[str]:
    folder = root / "src" / "procesanalyse"
    texts = [path.read_text(encoding="utf-8") for path in folder.rglob("*.py") if "texts" not in path.parts]
    return {code for text in texts for code in CODE.findall(text)}


def test_every_fault_code_in_the_source_has_a_danish_sentence(root):
    missing = _codes_in_source(root) - set(all_faults())
    assert not missing


def test_a_sentence_says_file_line_and_field_first():
    code = next(iter(all_faults()))
    words = sentence(Fault(code, "ramme.yaml", 12, "within", "3 uger"))
    assert words.startswith("ramme.yaml, linje 12, felt within: ")


def test_a_sentence_without_its_details_is_still_a_sentence():
    for code in all_faults():
        assert sentence(Fault(code)).strip()
