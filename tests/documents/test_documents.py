"""YAML files give every fault at once, each with its line."""

import datetime as dt

import pytest

from procesanalyse.documents.places import Place
from procesanalyse.documents.reading import parse_document, read_document
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
        ("unknown_key_nearest", 5, "extra"),
    ]
    assert faults.faults[-1].details["nearest"] == "ekstra"


def test_nested_fields_are_named_from_the_top(tmp_path):
    section, faults = _read(tmp_path, "rules:\n  - id: a\n  - id: [b]\n")
    for rule in section.sections("rules"):
        rule.text("id")
    assert [(fault.field, fault.line) for fault in faults.faults] == [("rules[2].id", 3)]


def test_list_items_are_named_by_their_id_and_else_by_their_number():
    text = "rules:\n  - {id: A, x: a}\n  - {id: A, x: a}\n  - {x: a}\n  - 7\n"
    section = parse_document(text, FaultCollector("fil.yaml"))
    for rule in section.sections("rules"):
        rule.number("x")
    found = [(fault.code, fault.field, fault.line) for fault in section.faults.faults]
    assert found == [
        ("documents.not_a_section", "rules[4]", 5),
        ("documents.not_a_number", "rules[A].x", 2),
        ("documents.not_a_number", "rules[2].x", 3),
        ("documents.not_a_number", "rules[3].x", 4),
    ]


def test_a_counted_path_leads_to_the_name_and_the_line():
    text = "teams:\n  - id: front\n    hours: 7\n  - members: [{id: a}]\n"
    found = parse_document(text, FaultCollector()).places()
    assert found["teams[1].hours"] == Place("teams[front].hours", 3)
    assert found["teams[2].members[1].id"] == Place("teams[2].members[a].id", 4)


def test_keys_that_are_no_texts_are_read_as_written():
    section = parse_document("2024: a\ntrue: b\n", FaultCollector())
    assert [(key, section.text(key), section.line_of(key)) for key in section.written] == [
        ("2024", "a", 1),
        ("true", "b", 2),
    ]


def test_texts_are_what_was_written():
    section = parse_document("a: [true, 46, 2024-02-30, ' b ']\nc: |\n  d\n  e\nf: '  '\n", FaultCollector())
    assert section.texts("a") == ("true", "46", "2024-02-30", " b ")
    assert (section.text("c"), section.text("f")) == ("d\ne", "  ")


def test_a_choice_that_is_missing_or_empty_is_a_fault_with_the_options():
    section = parse_document("b: ''\nc: true\n", FaultCollector())
    assert [section.choice(key, ("x", "y")) for key in ("a", "b", "c")] == ["x", "x", "x"]
    assert section.choice("d", ("x", ""), "") == ""
    assert [(fault.code, fault.details["options"]) for fault in section.faults.faults] == [
        ("documents.missing_choice", "x, y"),
        ("documents.not_a_choice", "x, y"),
        ("documents.not_a_choice", "x, y"),
    ]


def test_a_key_without_a_near_one_is_answered_with_those_that_may_stand_there():
    section = parse_document("qqq: 1\n", FaultCollector())
    section.text("title", "")
    section.text("id", "")
    section.finish()
    (fault,) = section.faults.faults
    assert (fault.code, fault.details) == ("documents.unknown_key", {"known": "title, id"})


def test_a_number_that_is_too_small_gives_the_default():
    section = parse_document("a: -1\nb: -1\n", FaultCollector())
    assert (section.number("a", 2.0, least=0), section.integer("b", 3, least=0)) == (2.0, 3)
    assert [fault.code for fault in section.faults.faults] == ["documents.too_small"] * 2


def test_dates_are_read_in_both_orders_unless_only_one_is_allowed(tmp_path):
    section, faults = _read(tmp_path, "a: 2024-02-01\nb: 01-02-2024\nc: 2024-02-30\n")
    assert section.date("a") == section.date("b") == dt.date(2024, 2, 1)
    assert section.date("a", iso_only=True) == dt.date(2024, 2, 1)
    assert section.date("b", iso_only=True) is None
    assert section.date("c") is None
    assert [(fault.code, fault.line) for fault in faults.faults] == [
        ("documents.not_a_date", 2),
        ("documents.not_a_date", 3),
    ]


def test_anchors_aliases_and_tags_are_refused(tmp_path):
    assert _codes(tmp_path, "a: &x 1\nb: *x\n") == [("documents.alias", 1), ("documents.alias", 2)]
    assert _codes(tmp_path, "a: !!python/object:os.system x\n") == [("documents.tag", 1)]


def test_a_file_of_a_million_brackets_is_refused_quickly(tmp_path):
    assert _codes(tmp_path, "a: " + "[" * 10_000)[0][0] in {"documents.too_deep", "documents.not_yaml"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("# intet\n", "empty"),
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
    with pytest.raises(UnusableInput, match=r"latin\.yaml:1 documents\.not_utf8"):
        read_document(path, FaultCollector("latin.yaml"))
