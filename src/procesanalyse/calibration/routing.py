"""Which team does what: the organisation's routes, completed by what the log shows."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import pandas as pd

from procesanalyse.calibration.arrivals import case_types
from procesanalyse.calibration.result import Assumption
from procesanalyse.eventlog.table import EventLog
from procesanalyse.organisation.model import Organisation, Route


def team_ids(organisation: Organisation) -> Mapping[str, str]:
    """Team id by every name a log may use for the team."""
    return {
        name: team.id for team in organisation.teams for name in (team.id, team.title, *team.aliases) if name
    }


def complete_routes(log: EventLog, organisation: Organisation) -> tuple[Organisation, tuple[Assumption, ...]]:
    """The organisation with a route for every activity of the log, and what had to be assumed.

    An activity without a route goes to the team that at least half of its events name; where no
    team is named but a person is, to the only team there is; else to nobody (an event of others).
    """
    types = sorted(case_types(log).unique())
    missing = [
        label
        for label in log.activities
        if any(organisation.team_of(label, str(name)) is None for name in types)
    ]
    routes, notes = [], []
    for label in missing:
        team = _team_seen(log, organisation, label)
        routes.append(Route(team, activities=(label,)))
        notes.append(Assumption("assumes.team_from_log" if team else "assumes.nobody", label, source=team))
    return dataclasses.replace(organisation, routes=(*organisation.routes, *routes)), tuple(notes)


def team_of_labels(log: EventLog, organisation: Organisation) -> dict[str, str]:
    """The team that does each activity, for its most frequent case type; "" is nobody."""
    types = case_types(log).to_numpy(dtype=object)[log.events["case"].to_numpy()]
    usual = pd.Series(types).groupby(log.events["activity"].to_numpy(dtype=object)).agg(_most_frequent)
    return {label: organisation.team_of(label, str(usual.get(label, ""))) or "" for label in log.activities}


def _most_frequent(values: pd.Series) -> object:
    return values.value_counts().index[0]


def _team_seen(log: EventLog, organisation: Organisation, label: str) -> str:
    known = team_ids(organisation)
    rows = log.events[(log.events["activity"] == label) & ~log.events["milestone"]]
    teams = rows["team"].astype(object).map(known)
    if len(rows) and teams.notna().mean() >= 0.5:
        return str(teams.value_counts().index[0])
    by_people = len(rows) > 0 and rows["resource"].notna().mean() >= 0.5 and rows["team"].isna().all()
    return organisation.teams[0].id if by_people and len(organisation.teams) == 1 else ""
