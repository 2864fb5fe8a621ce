"""YAML files give every fault at once, each with its line."""

import datetime as dt

import pytest

from procesanalyse.documents.reading import read_document
from procesanalyse.errors import FaultCollector, UnusableInput


def _read(tmp_path, text):
    path = tmp_path / "fil.yaml"
    path.write_text(text, encoding="utf-8")
    faults = FaultCollector("fil.yaml")
    return read_document(path, faults), faults


def _codes(tmp_path, text):
    with pytest.raises(UnusableInput) as error:
        _read(tmp_path, text)
    return [(fault.code, fault.line) for fault in error.value.faults]


def test_every_wrong_value_is_noted_with_its_line_and_reading_goes_on(tmp_path):
    section, faults = _read(tmp_path, "a: x\nb: [1]\nc: maybe\nd: 31-02-2024\nextra: 1\n")
    section.number("a")
    section.text("b")
    section.flag("c")
    section.date("d")
    section.text("missing")
    section.has("ekstra")
    section.finish()
    found = [(fault.code.split(".")[1], fault.line, fault.field) for fault in faults.faults]
    assert found == [
        ("not_a_number", 1, "a"),
        ("not_text", 2, "b"),
        ("not_a_flag", 3, "c"),
        ("not_a_date", 4, "d"),
        ("missing_key", 1, "missing"),
        ("unknown_key", 5, "extra"),
    ]
    assert faults.faults[-1].details["nearest"] == "ekstra"


def test_nested_fields_are_named_from_the_top(tmp_path):
    section, faults = _read(tmp_path, "rules:\n  - id: a\n  - id: [b]\n")
    for rule in section.sections("rules"):
        rule.text("id")
    assert [(fault.field, fault.line) for fault in faults.faults] == [("rules[2].id", 3)]


def test_dates_are_read_in_both_orders(tmp_path):
    section, _ = _read(tmp_path, "a: 2024-02-01\nb: 01-02-2024\n")
    assert section.date("a") == section.date("b") == dt.date(2024, 2, 1)


def test_aliases_and_tags_are_refused(tmp_path):
    assert _codes(tmp_path, "a: &x 1\nb: *x\n") == [("documents.alias", 2)]
    assert _codes(tmp_path, "a: !!python/object:os.system x\n") == [("documents.tag", 1)]


def test_a_file_of_a_million_brackets_is_refused_quickly(tmp_path):
    assert _codes(tmp_path, "a: " + "[" * 10_000)[0][0] in {"documents.too_deep", "documents.not_yaml"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_a_mapping"),
        ("- 1\n", "not_a_mapping"),
        ("a: [1\n", "not_yaml"),
        ("a: 1\na: 2\n", "not_yaml"),
    ],
)
def test_what_is_no_mapping_is_one_clear_fault(tmp_path, text, code):
    assert [found for found, _ in _codes(tmp_path, text)] == [f"documents.{code}"]


def test_a_missing_file_and_a_wrong_encoding_are_faults(tmp_path):
    with pytest.raises(UnusableInput, match=r"documents\.missing_file"):
        read_document(tmp_path / "ingen.yaml", FaultCollector("ingen.yaml"))
    path = tmp_path / "latin.yaml"
    path.write_bytes("a: æ".encode("cp1252"))
    with pytest.raises(UnusableInput, match=r"documents\.not_utf8"):
        read_document(path, FaultCollector("latin.yaml"))
