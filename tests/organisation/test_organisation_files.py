"""Organisation files: what is read, and that every fault is named."""

from dataclasses import replace
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from procesanalyse.errors import UnusableInput
from procesanalyse.organisation.hours import shortened, weekly_seconds
from procesanalyse.organisation.load import load_organisation
from procesanalyse.organisation.save import organisation_tree
from procesanalyse.texts.faults.sentences import all_faults

BAD = Path(__file__).resolve().parents[1] / "assets" / "bad_organisations"

GOOD = """
id: kontor
title: Kontor
calendar: {country: DK, closed_days: [24/12]}
teams:
  - id: front
    title: Fronten
    case_owner: false
    hours: {monday-thursday: "08:00-12:00, 12:30-15:30", friday: "08:00-14:00"}
    members:
      - {count: 2}
      - {id: deltid, count: 1, weekly_hours: 17, caseload_cap: 20, unlogged_share: 0.25}
  - id: vagt
    title: Vagten
    hours: always
    block_hours: none
    members: [{count: 1}]
routes:
  - {team: none, activities: [Svar]}
  - {team: front, case_types: [let]}
  - {team: vagt}
handover: {giver_hours: 1.5, receiver_hours: 2}
"""


def written(tmp_path, text, name="organisation.yaml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def faults(path) -> list[tuple[str, int | None]]:
    with pytest.raises(UnusableInput) as caught:
        load_organisation(path)
    return [(fault.code, fault.line) for fault in caught.value.faults]


def test_hours_by_weekday_become_seconds_of_the_week(tmp_path):
    team = load_organisation(written(tmp_path, GOOD)).teams[0]
    assert len(team.hours) == 9
    assert team.hours[0] == (8 * 3600, 12 * 3600)
    assert team.hours[-1] == (4 * 86400 + 8 * 3600, 4 * 86400 + 14 * 3600)
    assert weekly_seconds(team.hours) == 34 * 3600


def test_the_first_route_that_fits_names_the_team(tmp_path):
    organisation = load_organisation(written(tmp_path, GOOD))
    assert organisation.team_of("Svar", "let") == ""
    assert organisation.team_of("Brev", "let") == "front"
    assert organisation.team_of("Brev", "svær") == "vagt"


def test_a_part_time_member_stops_earlier_every_day_by_the_same_proportion(tmp_path):
    team = load_organisation(written(tmp_path, GOOD)).teams[0]
    half = shortened(team.hours, 17)
    assert weekly_seconds(half) == 17 * 3600
    assert all(short[0] == full[0] for short, full in zip(half, team.hours, strict=True))
    assert half[0] == (8 * 3600, 10 * 3600)


def test_a_written_organisation_is_read_back_equal(tmp_path):
    first = load_organisation(written(tmp_path, GOOD))
    path = tmp_path / "again.yaml"
    with path.open("w", encoding="utf-8") as file:
        YAML().dump(organisation_tree(first), file)
    assert replace(load_organisation(path), file="") == replace(first, file="")


@pytest.mark.parametrize("path", sorted(BAD.glob("*.yaml")), ids=lambda path: path.stem)
def test_each_bad_file_has_the_one_fault_it_is_named_for(path):
    codes = [code for code, _ in faults(path)]
    assert [code.split(".")[1] for code in codes] == [path.stem]
    assert set(codes) <= set(all_faults())


def test_there_are_bad_files_to_try():
    assert len(list(BAD.glob("*.yaml"))) >= 10


def test_all_faults_of_a_file_come_at_once_with_their_lines(tmp_path):
    text = (
        GOOD.replace("count: 2}", "count: -2}")
        .replace("team: vagt}", "team: vagten}")
        .replace("08:00-14:00", "sent")
    )
    found = faults(written(tmp_path, text))
    assert sorted(found, key=lambda one: one[1]) == [
        ("organisation.not_hours", 9),
        ("documents.too_small", 11),
        ("organisation.unknown_team", 21),
    ]


def test_shipped_organisations_can_be_read(root):
    paths = sorted((root / "models" / "organisations").glob("*.yaml"))
    assert paths
    for path in paths:
        assert load_organisation(path).teams
