"""Who worked when in which team, against the hours the organisation file gives."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from procesanalyse.calibration.result import Reason, TeamFit
from procesanalyse.calibration.routing import team_ids, team_of_labels
from procesanalyse.calibration.work import Work
from procesanalyse.errors import FaultCollector
from procesanalyse.eventlog.table import EventLog
from procesanalyse.organisation.model import Organisation, Team
from procesanalyse.workcalendar.working_time import DAY, working_time

#: So much more logged work than hours cannot be a backlog or a rough estimate.
IMPOSSIBLE_LOAD = 1.25
#: From here a team's queue grows without end, or nearly so (docs/simulation.md).
OVERLOAD = 0.95
#: Share of events by teams the organisation file does not know that makes the model blind to much work.
MOST_OUTSIDE = 0.2


def find_capacity(log: EventLog, organisation: Organisation, work: Mapping[str, Work]) -> tuple[TeamFit, ...]:
    """Each team's logged work beside its hours, over the log's window."""
    teams = team_of_labels(log, organisation)
    steps = log.steps
    doer = steps["activity"].astype(object).map(teams)
    hours = steps["activity"].astype(object).map({label: one.mean for label, one in work.items()})
    logged = hours.astype(float).groupby(doer).sum()
    people = _people_in_a_month(steps, doer)
    return tuple(
        TeamFit(
            id=team.id,
            logged_hours=float(logged.get(team.id, 0.0)),
            available_hours=available_hours(team, organisation, log),
            people_seen=people.get(team.id, 0.0),
            people_planned=sum(group.count for group in team.members),
        )
        for team in organisation.teams
    )


def available_hours(team: Team, organisation: Organisation, log: EventLog) -> float:
    """Working hours of the team's members in the log's window, less the share that leaves no trace."""
    first = log.window.start.tz_convert(organisation.zone)
    days = max(1, int((log.window.end - log.window.start).total_seconds() // DAY))
    open_time = working_time(team.hours, organisation.calendar, organisation.zone, first.date(), days)
    full = float((open_time.end - open_time.begin).sum()) / 3600
    week = sum(end - begin for begin, end in team.hours) / 3600
    return sum(
        group.count * full * _part(group.weekly_hours, week) * (1 - group.unlogged_share)
        for group in team.members
    )


def capacity_reasons(log: EventLog, organisation: Organisation, teams: tuple[TeamFit, ...]) -> list[Reason]:
    """What the log and the organisation file do not agree on; raises `UnusableInput` on the impossible."""
    faults = FaultCollector(organisation.file)
    reasons = []
    for team in teams:
        if team.load > IMPOSSIBLE_LOAD:
            faults.add(
                "calibration.more_work_than_hours",
                field="teams",
                value=team.id,
                logged=round(team.logged_hours),
                available=round(team.available_hours),
            )
        elif team.load > OVERLOAD:
            reasons.append(Reason("trust.overload", "blocking", team.id, team.load))
        if team.people_seen > 1.5 * team.people_planned or team.people_seen < 0.5 * team.people_planned:
            planned = float(team.people_planned)
            reasons.append(Reason("note.people_differ", "note", team.id, team.people_seen, planned))
    if not any(team.logged_hours > 0 for team in teams):
        faults.add("calibration.no_teams_met", field="teams")
    faults.raise_if_any()
    outside = share_outside(log, organisation)
    if outside > 0:
        too_many = outside > MOST_OUTSIDE
        reasons.append(
            Reason("trust.people_outside_teams", "blocking" if too_many else "note", value=outside)
        )
    return reasons


def share_outside(log: EventLog, organisation: Organisation) -> float:
    """Share of the steps naming a team that name one the organisation file does not know."""
    named = log.steps["team"].dropna().astype(object)
    return float((~named.isin(list(team_ids(organisation)))).mean()) if len(named) else 0.0


def _part(weekly_hours: float | None, week: float) -> float:
    return 1.0 if weekly_hours is None or week <= 0 else weekly_hours / week


def _people_in_a_month(steps: pd.DataFrame, doer: pd.Series) -> dict[str, float]:
    """Different people in each team's steps, as the median over months."""
    known = steps["resource"].notna() & doer.notna()
    month = steps["time"].dt.strftime("%Y-%m")
    frame = pd.DataFrame({"team": doer[known], "month": month[known], "person": steps["resource"][known]})
    counts = frame.groupby(["team", "month"], observed=True)["person"].nunique()
    if counts.empty:
        return {}
    medians = counts.groupby("team").median()
    return {str(team): float(np.float64(value)) for team, value in medians.items()}
