"""Names become keyed pseudonyms, and CPR numbers stop the import."""

import os
import stat
import string
import threading

import pandas as pd
import pytest

from procesanalyse.errors import UnusableInput
from procesanalyse.eventlog import privacy
from procesanalyse.eventlog.cpr import cpr_cells, digits_of
from procesanalyse.eventlog.privacy import fingerprint, key_path, pseudonyms, user_key
from procesanalyse.eventlog.read import read_log

KEY, OTHER = b"a" * 32, b"b" * 32
FORMATS = 'formats: {default: [{format: "%d-%m-%Y", precision: date}]}\n'
HEAD = """version: 1
columns: {case: Sag, activity: Aktivitet, time: Udført, resource: Hvem, group: Familie,
          participants: {column: Med, separator: "/"}}
"""
TEXT = (
    "Sag;Aktivitet;Udført;Hvem;Med;Familie\n"
    "S1;A;02-01-2024;Ane Holm;Bo Lund/Ane Holm;F1\n"
    "S2;A;02-01-2024;Bo Lund;;F1\n"
)


@pytest.fixture
def own_data_folder(tmp_path, monkeypatch):
    folder = tmp_path / "data"
    monkeypatch.setattr(privacy.platformdirs, "user_data_dir", lambda *_, **__: str(folder))
    return folder


def test_the_same_name_has_one_pseudonym_and_another_key_another_one():
    names = pd.Series(["Ane", "Bo", "Ane", None])
    first, second = pseudonyms(names, "person", KEY), pseudonyms(names, "person", OTHER)
    assert first[0] == first[2] != first[1]
    assert pd.isna(first[3])
    assert first[0] != second[0]
    assert pseudonyms(names, "case", KEY)[0] != first[0]


def test_pseudonyms_do_not_depend_on_which_other_names_are_there():
    alone = pseudonyms(pd.Series(["Ane"]), "person", KEY)[0]
    assert pseudonyms(pd.Series(["Bo", "Ane"]), "person", KEY)[1] == alone


def test_fifty_thousand_cases_and_people_have_as_many_pseudonyms():
    names = pd.Series([f"S{i}" for i in range(50_000)])
    for subject in ("case", "person"):
        found = pseudonyms(names, subject, KEY)
        assert found.nunique() == 50_000
        assert (found == pseudonyms(names[::-1], subject, KEY).reindex(names.index)).all()


def test_a_pseudonym_has_no_vowel_and_no_sign_that_looks_like_another():
    signs = set("".join(pseudonyms(pd.Series(list(string.ascii_letters)), "case", KEY)))
    assert not signs & set("AEIOU01")


def test_cases_groups_people_and_participants_are_pseudonyms_by_default(read):
    log = read(TEXT, head=HEAD, tail=FORMATS, key=KEY)
    text = log.events.to_csv() + log.cases.to_csv() + log.participants.to_csv()
    for name in ("Ane", "Bo", "S1", "F1"):
        assert name not in text
    by_event = log.participants.groupby("event")["resource"].agg(set)
    assert by_event[0] == set(log.events["resource"])
    assert log.cases["group"].nunique() == 1


def test_a_name_does_not_slip_through_by_a_second_use_of_its_column(read):
    more = "event_attributes: [{column: Hvem, name: hvem}]\ncase_attributes: [{column: Sag, name: nummer}]\n"
    log = read(TEXT, head=HEAD, more=more, tail=FORMATS, key=KEY)
    assert set(log.events["hvem"]) == set(log.events["resource"])
    assert list(log.cases["nummer"]) == list(log.cases["case_id"])


def test_two_keys_give_the_same_log_under_other_names(read):
    one, two = (read(TEXT, head=HEAD, tail=FORMATS, key=key) for key in (KEY, OTHER))
    assert list(one.events["case"]) == list(two.events["case"])
    assert list(one.cases["case_id"]) != list(two.cases["case_id"])
    assert one.origin.key_fingerprint == fingerprint(KEY) != two.origin.key_fingerprint


def test_keeping_everything_asks_for_no_key(read, own_data_folder):
    keep = "privacy: {case: keep, people: keep, group: keep}\n"
    assert read(TEXT, head=HEAD, tail=FORMATS + keep).origin.key_fingerprint == ""
    assert not own_data_folder.exists()


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("010190-1234", True),
        ("0101901234", True),
        ("010190 1234", True),
        ("Mor er 010190-1234, ringede", True),
        ("710190-1234", True),  # replacement number: day + 60
        ("320190-1234", False),
        ("011390-1234", False),
        ("9901901234", False),
        ("12010190-1234", False),
        ("0101901234567", False),
        ("01-01-1990", False),
        ("2024-01-02T10:00:00.123456+01:00", False),
        ("S-2024-000123", False),
    ],
)
def test_what_can_be_a_cpr_number(cell, found):
    assert bool(cpr_cells(pd.Series([cell], dtype="str")).iloc[0]) is found


def test_numbers_that_lost_their_zero_count_where_most_of_the_column_is_possible():
    assert cpr_cells(pd.Series(["101901234", "311202345"], dtype="str")).all()
    ids = pd.Series([str(100_000_000 + 7_919_333 * i) for i in range(60)], dtype="str")
    assert not cpr_cells(ids).any()


def test_a_cpr_column_that_is_not_read_stops_the_import_too(read):
    with pytest.raises(UnusableInput) as error:
        read("Sag;Aktivitet;Udført;Barn\nS1;A;02-01-2024;010190-1234\n")
    (fault,) = error.value.faults
    assert (fault.code, fault.field, fault.details) == ("eventlog.cpr_found", "Barn", {"cells": 1})
    assert "0101" not in str(error.value)


@pytest.mark.parametrize("decision", ["drop", "pseudonymise", "'not_cpr: løbenummer fra kassen'"])
def test_a_decision_lets_the_import_go_on(read, decision):
    tail = FORMATS + f"privacy: {{case: keep, people: keep, group: keep, cpr: {{Barn: {decision}}}}}\n"
    log = read("Sag;Aktivitet;Udført;Barn\nS1;A;02-01-2024;010190-1234\n", tail=tail, key=KEY)
    assert len(log.events) == 1


def test_one_child_written_two_ways_is_one_case(read):
    head = "version: 1\ncolumns: {case: Barn, activity: Aktivitet, time: Udført}\n"
    log = read(
        "Barn;Aktivitet;Udført\n010190-1234;A;02-01-2024\n101901234;B;03-01-2024\n0101901234;C;03-01-2024\n",
        head=head,
        tail=FORMATS + "privacy: {cpr: {Barn: pseudonymise}}\n",
        key=KEY,
    )
    assert len(log.cases) == 1
    assert "0190" not in log.cases["case_id"].iloc[0]


def test_a_kept_case_column_with_cpr_numbers_becomes_pseudonyms_all_the_same(read):
    head = "version: 1\ncolumns: {case: Barn, activity: Aktivitet, time: Udført}\n"
    tail = FORMATS + "privacy: {case: keep, cpr: {Barn: pseudonymise}}\n"
    log = read("Barn;Aktivitet;Udført\n010190-1234;A;02-01-2024\n", head=head, tail=tail, key=KEY)
    assert not any(sign in log.cases["case_id"].iloc[0] for sign in "01")


def test_the_key_is_made_once_for_the_user_alone(own_data_folder):
    key = user_key()
    assert (len(key), user_key()) == (32, key)
    assert key_path().parent == own_data_folder
    assert [path.name for path in own_data_folder.iterdir()] == [key_path().name]
    if os.name == "posix":
        assert stat.S_IMODE(key_path().stat().st_mode) == 0o600


@pytest.mark.usefixtures("own_data_folder")
def test_readers_that_start_at_once_share_one_key():
    found = []
    threads = [threading.Thread(target=lambda: found.append(user_key())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1


@pytest.mark.usefixtures("own_data_folder")
def test_a_damaged_key_is_refused_not_replaced():
    user_key()
    key_path().chmod(0o600)
    key_path().write_bytes(b"short")
    with pytest.raises(UnusableInput, match="key_damaged"):
        user_key()
    assert key_path().read_bytes() == b"short"


def test_a_place_for_the_key_that_cannot_be_made_is_a_fault(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(privacy.platformdirs, "user_data_dir", lambda *_, **__: str(tmp_path / "file"))
    with pytest.raises(UnusableInput, match="key_unreachable"):
        user_key()


def test_reading_without_a_given_key_uses_the_users(tmp_path, own_data_folder):
    path = tmp_path / "log.csv"
    path.write_text("case_id,activity,timestamp\n1,A,2024-01-02T10:00:00+01:00\n")
    log = read_log(path)
    assert own_data_folder.exists()
    assert log.origin.key_fingerprint == fingerprint(user_key())


def test_cpr_spellings_come_together():
    assert {digits_of(cell) for cell in ("010190-1234", "0101901234", "101901234")} == {"0101901234"}
    assert digits_of("Sag 12") == "Sag 12"
