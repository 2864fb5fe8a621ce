"""What an organisation must be for anybody to work in it."""

from __future__ import annotations

from collections.abc import Callable

from procesanalyse.organisation.hours import weekly_seconds
from procesanalyse.organisation.model import Organisation, Team

#: (code without room, field, value, details) -> None
Report = Callable[..., None]


def check_organisation(organisation: Organisation, report: Report, where: str = "") -> None:
    """Tell `report(code, field, value, **details)` of everything that makes it unusable."""
    prefix = f"{where}." if where else ""
    if not organisation.teams:
        report("no_teams", f"{prefix}teams")
    known = {team.id for team in organisation.teams}
    for number, team in enumerate(organisation.teams, start=1):
        field = f"{prefix}teams[{number}]"
        if team.id in [one.id for one in organisation.teams[: number - 1]]:
            report("duplicate_team", f"{field}.id", team.id)
        _check_team(team, report, field)
    for number, route in enumerate(organisation.routes, start=1):
        if route.team and route.team not in known:
            names = ", ".join(sorted(known))
            report("unknown_team", f"{prefix}routes[{number}].team", route.team, known=names)
    if not organisation.routes:
        report("no_routes", f"{prefix}routes")


def _check_team(team: Team, report: Report, field: str) -> None:
    if sum(group.count for group in team.members) < 1:
        report("no_members", f"{field}.members", team=team.title)
    if weekly_seconds(team.hours) <= 0:
        report("no_hours", f"{field}.hours", team=team.title)
    for number, group in enumerate(team.members, start=1):
        at = f"{field}.members[{number}]"
        if group.id in [one.id for one in team.members[: number - 1]]:
            report("duplicate_group", f"{at}.id", group.id)
        if group.weekly_hours is not None and group.weekly_hours * 3600 > weekly_seconds(team.hours) + 60:
            hours = f"{weekly_seconds(team.hours) / 3600:g}"
            report("more_hours_than_team", f"{at}.weekly_hours", group.weekly_hours, hours=hours)
        if group.unlogged_share >= 1:
            report("nothing_left", f"{at}.unlogged_share", group.unlogged_share)
