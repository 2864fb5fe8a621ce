"""Writing is all or nothing."""

import pytest

from procesanalyse.errors import UnusableInput
from procesanalyse.workspace.files import sha256_of, write_json, write_text


def test_a_failed_write_leaves_the_old_file_and_no_part(tmp_path, monkeypatch):
    path = tmp_path / "æøå.json"
    write_json(path, {"a": 1})
    before = path.read_bytes()

    def full_disk(_descriptor):
        raise OSError(28, "no space")

    monkeypatch.setattr("procesanalyse.workspace.files.os.fsync", full_disk)
    with pytest.raises(UnusableInput, match=r"workspace\.not_writable"):
        write_json(path, {"a": 2})
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["æøå.json"]


def test_a_number_that_does_not_exist_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(ValueError, match="JSON"):
        write_json(tmp_path / "a.json", float("nan"))
    assert list(tmp_path.iterdir()) == []


def test_the_hash_of_a_folder_changes_with_any_file_in_it(tmp_path):
    write_text(tmp_path / "a" / "x.yaml", "1")
    before = sha256_of(tmp_path / "a")
    assert sha256_of(tmp_path / "a") == before
    write_text(tmp_path / "a" / "y.yaml", "1")
    assert sha256_of(tmp_path / "a") != before


def test_a_folder_that_is_a_file_cannot_be_written_into(tmp_path):
    write_text(tmp_path / "a", "x")
    with pytest.raises(UnusableInput, match=r"workspace\.not_writable"):
        write_text(tmp_path / "a" / "b.txt", "x")
