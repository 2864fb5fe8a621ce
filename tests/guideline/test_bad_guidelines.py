"""One fault per file, and the file is named for it."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procesanalyse.errors import UnusableInput
from procesanalyse.guideline.load import load_guideline, parse_guideline
from procesanalyse.texts.faults.sentences import all_faults, sentence

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests" / "assets" / "bad_guidelines"
SHIPPED = sorted((ROOT / "models" / "guidelines").rglob("*.yaml"))

EXPECTED: dict[str, tuple[str, int | None]] = {
    "activity_unknown": ("guideline.unknown_activity", 18),
    "activity_misspelt": ("guideline.unknown_activity_nearest", 18),
    "alias_in_two_activities": ("guideline.name_in_two_activities", 9),
    "rule_id_twice": ("guideline.duplicate_id", 21),
    "activity_id_twice": ("guideline.duplicate_id", 13),
    "end_missing": ("guideline.needed_by_kind", 14),
    "kind_unknown": ("documents.not_a_choice", 16),
    "kind_missing": ("documents.missing_choice", 14),
    "severity_missing": ("documents.missing_choice", 14),
    "key_misspelt": ("documents.unknown_key_nearest", 15),
    "key_unknown": ("documents.unknown_key", 15),
    "within_for_response": ("guideline.not_for_kind", 20),
    "unit_unknown": ("guideline.bad_duration", 20),
    "amount_negative": ("documents.too_small", 20),
    "amount_not_whole": ("documents.not_an_integer", 20),
    "due_and_within": ("guideline.within_or_due", 20),
    "neither_due_nor_within": ("guideline.within_or_due", 14),
    "due_column_with_pauses": ("guideline.due_column_stands_alone", 20),
    "count_from_in_hours": ("guideline.not_for_hours", 21),
    "count_from_same_day_without_days": ("documents.too_small", 20),
    "date_impossible": ("documents.not_a_date", 4),
    "date_danish": ("documents.not_a_date", 4),
    "valid_from_missing": ("documents.missing_key", 1),
    "valid_to_before_valid_from": ("guideline.ends_before_it_begins", 5),
    "zone_unknown": ("workcalendar.unknown_zone", 5),
    "country_unknown": ("workcalendar.unknown_country", 6),
    "closed_day_impossible": ("workcalendar.not_month_day", 6),
    "phase_unknown": ("guideline.unknown_phase", 10),
    "condition_word_unknown": ("documents.unknown_key", 21),
    "condition_empty": ("guideline.empty_condition", 21),
    "condition_on_the_rules_own_end": ("guideline.later_is_end", 21),
    "event_condition_without_a_start": ("guideline.condition_needs_start", 20),
    "people_without_a_count": ("guideline.needed_by_kind", 14),
    "signed_without_a_date": ("guideline.signed_without_date", 20),
    "version_2": ("guideline.unsupported_version", 1),
    "no_rules": ("guideline.no_rules", 13),
    "rules_not_a_list": ("documents.not_a_list", 13),
    "rule_not_a_mapping": ("documents.not_a_section", 13),
    "title_a_list": ("documents.not_text", 3),
    "aliases_nested": ("documents.not_texts", 10),
    "flag_a_word": ("documents.not_a_flag", 6),
    "not_a_mapping": ("documents.not_a_mapping", 1),
    "empty": ("documents.empty", None),
    "only_comments": ("documents.empty", None),
    "key_twice": ("documents.not_yaml", 4),
    "bracket_open": ("documents.not_yaml", 6),
    "python_tag": ("documents.tag", 3),
    "own_tag": ("documents.tag", 3),
    "alias_bomb": ("documents.alias", 1),
    "nested_too_deep": ("documents.too_deep", 1),
    "latin_1": ("documents.not_utf8", 3),
}


def test_every_bad_file_is_expected() -> None:
    assert {file.stem for file in FOLDER.glob("*.yaml")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_bad_file_gives_its_one_fault_on_its_line(name: str) -> None:
    file = FOLDER / f"{name}.yaml"
    with pytest.raises(UnusableInput) as raised:
        load_guideline(file)
    assert [(fault.code, fault.line) for fault in raised.value.faults] == [EXPECTED[name]]
    assert raised.value.faults[0].file == str(file)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_fault_has_a_danish_sentence_without_gaps(name: str) -> None:
    with pytest.raises(UnusableInput) as raised:
        load_guideline(FOLDER / f"{name}.yaml")
    for fault in raised.value.faults:
        assert fault.code in all_faults()
        assert "–" not in sentence(fault)


def test_all_faults_come_at_once() -> None:
    text = (FOLDER / "activity_misspelt.yaml").read_text(encoding="utf-8")
    text = text.replace("2024-01-01", "i går").replace("local", "lokal")
    with pytest.raises(UnusableInput) as raised:
        parse_guideline(text)
    codes = [fault.code for fault in raised.value.faults]
    assert sorted(codes) == [
        "documents.not_a_choice",
        "documents.not_a_date",
        "guideline.unknown_activity_nearest",
    ]


def test_a_misspelt_activity_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnusableInput) as raised:
        load_guideline(FOLDER / "activity_misspelt.yaml")
    assert "Mente du »modtaget«?" in sentence(raised.value.faults[0])


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match=r"documents\.missing_file"):
        load_guideline(tmp_path / "findes-ikke.yaml")


def test_a_fault_names_the_rule_by_its_id() -> None:
    with pytest.raises(UnusableInput) as raised:
        load_guideline(FOLDER / "amount_negative.yaml")
    assert raised.value.faults[0].field == "rules[SVAR].within.months"


def test_a_file_far_too_large_for_a_guideline_is_not_parsed(tmp_path: Path) -> None:
    (tmp_path / "stor.yaml").write_text("# fyld\n" * 300_000, encoding="utf-8")
    with pytest.raises(UnusableInput, match=r"documents\.too_large"):
        load_guideline(tmp_path / "stor.yaml")


def test_a_key_without_a_value_is_a_missing_key() -> None:
    text = (FOLDER / "amount_negative.yaml").read_text(encoding="utf-8")
    with pytest.raises(UnusableInput) as raised:
        parse_guideline(text.replace("{months: -4}", "{months: }").replace("{activity: svaret}", ""))
    assert [fault.code for fault in raised.value.faults] == [
        "guideline.needed_by_kind",
        "guideline.bad_duration",
    ]


def test_a_folder_without_guidelines_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match=r"guideline\.no_files"):
        load_guideline(tmp_path)


def test_two_guidelines_may_not_hold_on_one_day(tmp_path: Path) -> None:
    text = SHIPPED[0].read_text(encoding="utf-8")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UnusableInput) as raised:
        load_guideline(tmp_path)
    assert [fault.code for fault in raised.value.faults] == ["guideline.overlap"]
    assert "valid_to: 2023-12-31" in sentence(raised.value.faults[0])


def test_faults_of_all_files_of_a_folder_are_listed(tmp_path: Path) -> None:
    for name in ("activity_unknown", "date_danish"):
        (tmp_path / f"{name}.yaml").write_bytes((FOLDER / f"{name}.yaml").read_bytes())
    with pytest.raises(UnusableInput) as raised:
        load_guideline(tmp_path)
    assert {Path(fault.file).stem for fault in raised.value.faults} >= {"activity_unknown", "date_danish"}


VALUES = (
    "",
    "x",
    "1",
    "-1",
    "true",
    "[]",
    "{}",
    "[1, {a: b}]",
    "{a: {b: c}}",
    "null",
    "'",
    "2024-13-01",
    "&a",
    "~",
)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(SHIPPED))
def test_a_damaged_guideline_is_read_or_refused_but_never_breaks(seed: int, file: Path) -> None:
    chance = random.Random(seed)  # noqa: S311
    lines = file.read_text(encoding="utf-8").splitlines()
    start = chance.randrange(len(lines))
    lines = lines[:30] + lines[start : start + 60]
    for _ in range(3):
        place = chance.randrange(len(lines))
        key, colon, _ = lines[place].partition(":")
        lines[place] = f"{key}{colon} {chance.choice(VALUES)}"
    with suppress(UnusableInput):
        parse_guideline("\n".join(lines))
