"""A scenario for people: Danish sentences, and the text of its file."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from ruamel.yaml import YAML

from procesanalyse.organisation.model import Organisation
from procesanalyse.simulation.scenario import Arrivals, Change, Scenario, SplitPart, SplitTeam, Staff
from procesanalyse.texts import changes as words
from procesanalyse.texts.numbers import number, percent

_MOST_NAMES = 4


def scenario_sentences(scenario: Scenario, organisation: Organisation | None = None) -> tuple[str, ...]:
    """One Danish sentence per change, then what new members begin with, from when, what open cases do.

    With an organisation, teams are called by their titles, and those that flood no new member are known.
    """
    titles = {team.id: team.title for team in organisation.teams} if organisation else {}
    sentences = [change_sentence(change, titles) for change in scenario.changes]
    begins = scenario.begins
    when = (
        words.BEGINS_FIRST_DAY
        if begins is None
        else words.BEGINS.format(date=f"{begins.day}-{begins.month}-{begins.year}")
    )
    moves = any(isinstance(change, SplitTeam) for change in scenario.changes)
    even = (
        {team.id for team in organisation.teams if not team.case_owner or team.allocation == "in_turn"}
        if organisation
        else set()
    )
    hires = any(
        isinstance(change, Staff) and change.positions > 0 and change.team not in even
        for change in scenario.changes
    )
    return (
        *sentences,
        *((words.NEW_MEMBERS,) if hires else ()),
        when,
        *((words.OPEN_CASES[scenario.open_cases],) if moves else ()),
    )


def change_sentence(change: Change, titles: Mapping[str, str]) -> str:
    """What one change does, in Danish."""
    if isinstance(change, Staff):
        return _staff(change, titles)
    if isinstance(change, SplitTeam):
        parts = _listed([_part(part) for part in change.parts])
        team = titles.get(change.team, change.team)
        return words.SPLIT.format(team=team, count=len(change.parts), parts=parts)
    return _arrivals(change)


def write_scenario(scenario: Scenario) -> str:
    """YAML that `load_scenario` reads back to an equal scenario (but for `file`), sentences as comments."""
    tree: dict[str, object] = {"version": 1, "name": scenario.name}
    if scenario.question:
        tree["question"] = scenario.question
    if scenario.begins is not None:
        tree["from"] = scenario.begins
    tree["open_cases"] = scenario.open_cases
    tree["changes"] = [_change_tree(change) for change in scenario.changes]
    text = io.StringIO()
    yaml = YAML(typ="rt")
    yaml.width = 110
    yaml.dump(tree, text)
    comments = "".join(f"# {sentence}\n" for sentence in scenario_sentences(scenario))
    return comments + text.getvalue()


def _staff(change: Staff, titles: Mapping[str, str]) -> str:
    template = words.STAFF_MORE if change.positions >= 0 else words.STAFF_FEWER
    group = words.IN_GROUP.format(group=change.group) if change.group else ""
    team = titles.get(change.team, change.team)
    count = abs(change.positions)
    members = words.MEMBER if count == 1 else words.MEMBERS
    return template.format(team=team, positions=number(count), members=members, group=group)


def _part(part: SplitPart) -> str:
    tasks = [
        template.format(names=_listed(_short(names)))
        for template, names in ((words.ACTIVITIES, part.activities), (words.CASE_TYPES, part.case_types))
        if names
    ]
    return words.PART.format(
        title=part.title,
        members=part.members,
        tasks=_listed(tasks) or words.ALL_ELSE,
        cap="" if part.caseload_cap is None else words.PART_CAP.format(cap=part.caseload_cap),
        discipline=(
            words.PART_DISCIPLINE.format(discipline=words.DISCIPLINES[part.discipline])
            if part.discipline
            else ""
        ),
    )


def _arrivals(change: Arrivals) -> str:
    cases = words.CASES_OF.format(names=_listed(change.case_types)) if change.case_types else words.ALL_CASES
    if change.factor == 1:
        return words.ARRIVALS_SAME.format(cases=cases)
    template = words.ARRIVALS_MORE if change.factor > 1 else words.ARRIVALS_FEWER
    return template.format(percent=percent(abs(change.factor - 1)), cases=cases)


def _short(names: Sequence[str]) -> Sequence[str]:
    """All names if they are few, else the first ones and how many others there are."""
    if len(names) <= _MOST_NAMES:
        return names
    return (*names[: _MOST_NAMES - 1], words.OTHERS.format(count=len(names) - _MOST_NAMES + 1))


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + words.AND + names[-1]


def _change_tree(change: Change) -> dict[str, object]:
    if isinstance(change, Staff):
        tree: dict[str, object] = {"change": "staff", "team": change.team, "positions": change.positions}
        return {**tree, "group": change.group} if change.group else tree
    if isinstance(change, Arrivals):
        tree = {"change": "arrivals", "factor": change.factor}
        return {**tree, "case_types": list(change.case_types)} if change.case_types else tree
    parts = [_part_tree(part) for part in change.parts]
    return {"change": "split_team", "team": change.team, "parts": parts}


def _part_tree(part: SplitPart) -> dict[str, object]:
    tree: dict[str, object] = {
        "id": part.id,
        "title": part.title,
        "members": part.members,
        "activities": list(part.activities),
        "case_types": list(part.case_types),
        "caseload_cap": part.caseload_cap,
        "discipline": part.discipline,
    }
    return {key: value for key, value in tree.items() if value not in (None, [])}
