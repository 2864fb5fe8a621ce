"""Every bad file of the corpus is refused, or its odd row named, with the code in its name."""

import gzip
import re
from pathlib import Path

import pytest

from procesanalyse.errors import UnusableInput
from procesanalyse.eventlog import source
from procesanalyse.eventlog.profile import load_profile
from procesanalyse.eventlog.read import read_log
from procesanalyse.texts.faults.eventlog import FAULTS
from procesanalyse.texts.faults.sentences import sentences
from procesanalyse.texts.issues import ISSUES, REJECTED

ASSETS = Path(__file__).parents[1] / "assets"
LOGS = sorted(path for path in (ASSETS / "bad_logs").iterdir() if path.suffix in (".csv", ".xes", ".gz"))
PROFILES = sorted((ASSETS / "bad_profiles").glob("*.yaml"))
KEY = b"k" * 32


def _code(path):
    return path.name.split(".")[0].split("-")[0]


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.name)
def test_a_bad_log_gives_the_one_code_it_is_named_for(path):
    code = _code(path)
    if f"eventlog.{code}" in FAULTS:
        with pytest.raises(UnusableInput) as error:
            read_log(path, key=KEY)
        assert [fault.code for fault in error.value.faults] == [f"eventlog.{code}"]
    else:
        log = read_log(path, key=KEY)
        counts = {issue.code: issue.count for issue in log.issues if issue.code != "opened_unknown"}
        assert counts.pop("profile_guessed", 1) == 1
        assert counts == {code: 1}
        assert len(log.rejected) == log.rows.rejected


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.name)
def test_a_bad_profile_gives_the_one_code_it_is_named_for_with_a_line(path):
    with pytest.raises(UnusableInput) as error:
        load_profile(path)
    (fault,) = error.value.faults
    assert fault.code.split(".")[1] == _code(path)
    assert fault.line is not None
    assert fault.file == str(path)


def test_the_corpora_cover_every_fault_a_file_can_have():
    elsewhere = {"missing_file", "is_a_folder", "cannot_open", "too_large", "key_unreachable", "key_damaged"}
    covered = {f"eventlog.{_code(path)}" for path in LOGS} | {f"profile.{_code(path)}" for path in PROFILES}
    assert set(FAULTS) - covered == {f"eventlog.{code}" for code in elsewhere}


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path):
    for path, code in ((tmp_path / "log.csv", "eventlog.missing_file"), (tmp_path, "eventlog.is_a_folder")):
        with pytest.raises(UnusableInput) as error:
            read_log(path)
        assert [fault.code for fault in error.value.faults] == [code]


def test_a_missing_column_is_told_with_the_columns_the_file_has_and_the_line_of_the_profile():
    with pytest.raises(UnusableInput) as error:
        read_log(ASSETS / "bad_logs" / "missing_column.csv")
    (fault,) = error.value.faults
    assert (fault.field, fault.value, fault.line) == ("columns.time", "Udført", 2)
    (words,) = sentences(error.value)
    assert "Udfoert" in words


def test_all_faults_of_a_profile_come_at_once(tmp_path):
    path = tmp_path / "p.yaml"
    path.write_text(
        "version: 1\nzone: Mars\ncolums: {}\ncolumns: {case: [1], activity: A, time: T, tiem: T}\n"
        "selection: all\nplanned: maybe\nformats:\n  T:\n    - {format: '%Q', precision: day}\n",
        encoding="utf-8",
    )
    with pytest.raises(UnusableInput) as error:
        load_profile(path)
    found = {(fault.code, fault.line) for fault in error.value.faults}
    assert found == {
        ("workcalendar.unknown_zone", 2),
        ("documents.unknown_key_nearest", 3),
        ("documents.not_text", 4),
        ("documents.unknown_key_nearest", 4),
        ("documents.not_a_choice", 5),
        ("documents.not_a_flag", 6),
        ("profile.wrong_time_format", 9),
        ("documents.not_a_choice", 9),
    }


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.name)
def test_no_message_holds_a_cell_of_the_file(path):
    try:
        log = read_log(path, key=KEY)
    except UnusableInput as error:
        words = " ".join(sentences(error))
    else:
        words = " ".join(
            ISSUES[issue.code].format_map({**issue.details, "count": issue.count}) for issue in log.issues
        )
    for cell in ("010190", "0101901234", "S1", "01-02-2024", "Ansøgning;"):
        assert cell not in words


def test_a_file_that_unpacks_beyond_the_limit_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "log.csv.gz"
    path.write_bytes(gzip.compress(b"0" * 100_000))
    monkeypatch.setattr(source, "MOST_BYTES", 50_000)
    with pytest.raises(UnusableInput, match="too_large"):
        read_log(path)


def test_every_code_of_this_room_has_its_words(root):
    code = "\n".join(path.read_text("utf-8") for path in (root / "src/procesanalyse/eventlog").glob("*.py"))
    faults = set(re.findall(r'"((?:eventlog|profile)\.[a-z_]+)"', code))
    issues = set(re.findall(r'(?:LogIssue|_issue)\(\s*"([a-z_]+)"', code))
    issues |= set(re.findall(r'_of_events\(log, "([a-z_]+)"', code)) | {"resource_missing", "team_missing"}
    rejected = set(re.findall(r'\("([a-z]+_[a-z_]+)", columns\.', code))
    assert len(rejected) == 5
    assert faults <= set(FAULTS)
    assert issues | rejected <= set(ISSUES)
    assert rejected < set(REJECTED) <= set(ISSUES)
