"""Every verb on a small log, as a user would call it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from procesanalyse.cli.main import DONE, FINDINGS, UNUSABLE, run

LOG = """Sagsnummer;Aktivitet;Udført;Sagsbehandler;Team
1;Ansøgning modtaget;01-03-2024;R1;Nord
1;Afgørelse;08-03-2024;R1;Nord
2;Ansøgning modtaget;01-03-2024;R2;Nord
2;Afgørelse;09-04-2024;R2;Nord
3;Ansøgning modtaget;02-04-2024;R1;Nord
"""
GUIDELINE = """version: 1
id: ansoegninger
title: Ansøgninger
valid_from: 2020-01-01
source: Lokal arbejdsgang
zone: Europe/Copenhagen
calendar: {country: DK}
activities:
  - {id: ansoegning, title: Ansøgning modtaget}
  - {id: afgoerelse, title: Afgørelse}
rules:
  - id: SVAR-14D
    title: Svar inden 14 dage
    kind: deadline
    severity: SEVERITY
    status: active
    start: {activity: ansoegning}
    end: {activity: afgoerelse}
    within: {days: 14}
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with a log, its guideline and nothing else."""
    (tmp_path / "sager.csv").write_text(LOG, encoding="cp1252")
    for severity in ("law", "local"):
        text = GUIDELINE.replace("SEVERITY", severity)
        (tmp_path / f"{severity}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def _json(capsys, *call) -> dict:
    assert run([str(part) for part in call]) in {DONE, FINDINGS}
    return json.loads(capsys.readouterr().out)


def test_check_counts_the_activations_of_a_small_log(office, capsys):
    result = _json(capsys, "check", office / "sager.csv", "--guideline", office / "law.yaml", "--json")
    rule = result["rules"][0]
    counts = {name: rule[name] for name in ("activations", "kept", "late", "missed", "pending")}
    assert counts == {"activations": 3, "kept": 1, "late": 1, "missed": 0, "pending": 1}
    assert rule["overrun_days"]["median"] == 25
    assert result["log"]["rows"] == result["log"]["kept"] == 5


def test_check_as_of_an_earlier_day_looks_no_further(office, capsys):
    call = ("check", office / "sager.csv", "--guideline", office / "law.yaml", "--json")
    rule = _json(capsys, *call, "--as-of", "2024-03-31")["rules"][0]
    assert (rule["kept"], rule["late"], rule["missed"], rule["pending"]) == (1, 0, 1, 0)


def test_the_head_of_a_check_counts_the_cases_there_were_by_then(office, capsys):
    call = [
        "check",
        str(office / "sager.csv"),
        "--guideline",
        str(office / "law.yaml"),
        "--as-of",
        "2024-03-31",
    ]
    assert run(call) == DONE
    assert "2 sager, heraf 2 åbne" in capsys.readouterr().out


def test_a_rule_the_log_cannot_answer_says_why(office, capsys):
    for part, words in (
        ("within: {days: 14}", "mangler"),
        ("due: {column: Svarfrist}", "Loggen mangler en kolonne"),
        ("within: {days: 14}\n    start_is_proxy: true", "mindst så mange er for sent ude"),
    ):
        text = GUIDELINE.replace("SEVERITY", "law").replace("within: {days: 14}", part)
        if words == "mangler":
            text = text.replace("title: Afgørelse}", "title: Findes ikke}")
        (office / "g.yaml").write_text(text, encoding="utf-8")
        assert run(["check", str(office / "sager.csv"), "--guideline", str(office / "g.yaml")]) == DONE
        _, _, notes = capsys.readouterr().out.partition("Sådan skal tallene læses")
        assert words in notes


@pytest.mark.parametrize(
    ("guideline", "fail_on", "code"),
    [
        ("law", "law", FINDINGS),
        ("law", "local", FINDINGS),
        ("local", "law", DONE),
        ("local", "local", FINDINGS),
        ("local", None, DONE),
    ],
)
def test_fail_on_local_includes_law_and_law_does_not_include_local(office, guideline, fail_on, code, capsys):
    extra = ["--fail-on", fail_on] if fail_on else []
    assert (
        run(["check", str(office / "sager.csv"), "--guideline", str(office / f"{guideline}.yaml"), *extra])
        == code
    )
    assert "SVAR-14D" in capsys.readouterr().out


def test_discover_prints_the_documented_keys(office, capsys):
    result = _json(capsys, "discover", office / "sager.csv", "--json")
    assert (result["cases"], result["events"], result["activities"], result["variants"]) == (3, 5, 2, 2)
    assert result["edges"] == [
        {"from": "Ansøgning modtaget", "to": "Afgørelse", "count": 2, "median_hours": (7 + 39) / 2 * 24}
    ]


def test_discover_writes_a_map_and_a_model(office, capsys):
    for name, begins in (("kort.svg", "<svg"), ("model.bpmn", "<?xml")):
        assert run(["discover", str(office / "sager.csv"), "--out", str(office / name)]) == DONE
        assert (office / name).read_text(encoding="utf-8").startswith(begins)
    capsys.readouterr()


def test_a_guessed_profile_is_written_read_back_and_never_overwritten(office, capsys):
    path = office / "sager.profile.yaml"
    assert run(["profile", str(office / "sager.csv")]) == DONE
    before = path.read_bytes()
    capsys.readouterr()
    assert _json(capsys, "import", office / "sager.csv", "--json")["cases"] == 3
    assert run(["profile", str(office / "sager.csv")]) == UNUSABLE
    assert path.read_bytes() == before


def test_rejected_rows_are_listed_without_their_values(office, capsys):
    assert run(["profile", str(office / "sager.csv")]) == DONE
    bad = LOG + "4;Afgørelse;snarest;R1;Nord\n"
    (office / "sager.csv").write_text(bad, encoding="cp1252")
    assert run(["import", str(office / "sager.csv"), "--rejected", str(office / "afvist.csv")]) == DONE
    assert "1 afvist" in capsys.readouterr().out
    listed = (office / "afvist.csv").read_text(encoding="utf-8-sig")
    assert listed.splitlines()[1] == "sager.csv;7;Udført;Tidspunktet kan ikke læses"
    assert "snarest" not in listed


def _bad_inputs(office: Path) -> dict[str, list[str]]:
    log, guideline = str(office / "sager.csv"), str(office / "law.yaml")
    organisation = office / "organisation.yaml"
    organisation.write_text(
        "version: 1\nid: a\ntitle: A\nzone: Europe/Copenhagen\ncalendar: {country: DK}\n"
        "teams:\n  - {id: nord, title: Nord, hours: always, members: []}\nroutes:\n  - {team: nord}\n",
        encoding="utf-8",
    )
    (office / "tom.csv").write_bytes(b"")
    (office / "Tom mappe æøå").mkdir()
    (office / "billede.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (office / "brudt.yaml").write_text("version: 1\nrules: [", encoding="utf-8")
    (office / "kodning.profile.yaml").write_text(
        "version: 1\nsource: {encoding: utf-8}\n"
        "columns: {case: Sagsnummer, activity: Aktivitet, time: Udført}\n"
        "formats: {Udført: [{format: '%d-%m-%Y', precision: date}]}\n",
        encoding="utf-8",
    )
    (office / "forkert.profile.yaml").write_text(
        "version: 1\ncolumns: {case: Sag, activity: Trin, time: Dato}\n", encoding="utf-8"
    )
    check = ["--guideline", guideline]
    return {
        "missing file": ["check", str(office / "ingen.csv"), *check],
        "empty file": ["check", str(office / "tom.csv"), *check],
        "not a log": ["check", str(office / "billede.csv"), *check],
        "wrong encoding": ["check", log, *check, "--profile", str(office / "kodning.profile.yaml")],
        "wrong profile": ["check", log, *check, "--profile", str(office / "forkert.profile.yaml")],
        "broken guideline": ["check", log, "--guideline", str(office / "brudt.yaml")],
        "no guideline": ["check", log],
        "team without members": [
            *("calibrate", log, *check, "--organisation", str(organisation)),
            *("--out", str(office / "model.yaml")),
        ],
        "unknown ending": ["discover", log, "--out", str(office / "kort.png")],
        "not a date": ["check", log, *check, "--as-of", "i går"],
        "as of the future": ["check", log, *check, "--as-of", "2999-01-01"],
        "as of before the log": ["check", log, *check, "--as-of", "1999-01-01"],
        "empty folder": ["check", str(office / "Tom mappe æøå"), *check],
        "rejected over the log": ["import", log, "--rejected", log],
    }


@pytest.mark.parametrize(
    "fault",
    [
        "missing file",
        "empty file",
        "not a log",
        "wrong encoding",
        "wrong profile",
        "broken guideline",
        "no guideline",
        "team without members",
        "unknown ending",
        "not a date",
        "as of the future",
        "as of before the log",
        "empty folder",
        "rejected over the log",
    ],
)
def test_bad_input_is_said_in_danish_with_exit_code_2_and_nothing_written(office, fault, capsys):
    call = _bad_inputs(office)[fault]
    before = sorted(path.name for path in office.iterdir())
    assert run(call) == UNUSABLE
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip()) > 20
    assert "Traceback" not in said.err
    assert "kender ikke" not in said.err
    assert sorted(path.name for path in office.iterdir()) == before


@pytest.mark.shared_logs
def test_receipt_is_checked_discovered_and_imported_as_known(root, shared_logs, capsys):
    log = ["--profile", root / "models/profiles/receipt.yaml", "--json"]
    path = shared_logs / "receipt/receipt.xes.gz"
    rules = _json(
        capsys, "check", path, "--guideline", root / "models/guidelines/byggetilladelse.yaml", *log
    )["rules"]
    counts = {
        rule["id"]: tuple(rule[name] for name in ("kept", "late", "missed", "pending"))
        for rule in rules
        if rule["id"] in {"FRIST", "PLAN"}
    }
    assert counts == {"FRIST": (952, 377, 39, 66), "PLAN": (940, 389, 41, 64)}
    found = _json(capsys, "discover", path, *log)
    assert (found["cases"], found["events"], found["variants"]) == (1434, 8577, 116)
