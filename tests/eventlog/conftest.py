"""A file written from text, and a profile for it."""

import pytest

from procesanalyse.eventlog.profile import load_profile
from procesanalyse.eventlog.read import read_log

HEAD = "version: 1\ncolumns: {case: Sag, activity: Aktivitet, time: Udført}\n"
FORMATS = """formats:
  default:
    - {format: "%d-%m-%Y %H:%M", precision: instant}
    - {format: "%d-%m-%Y", precision: date}
"""
KEEP = "privacy: {case: keep, people: keep, group: keep}\n"


@pytest.fixture
def read(tmp_path):
    """Reads CSV text with a profile whose head may be replaced and whose tail may be added to."""

    def _read(text, more="", head=HEAD, tail=FORMATS + KEEP, encoding="utf-8", **options):
        log, profile = tmp_path / "log.csv", tmp_path / "p.yaml"
        log.write_bytes(text.encode(encoding))
        profile.write_text(head + more + tail, encoding="utf-8")
        return read_log(log, load_profile(profile), **options)

    return _read
