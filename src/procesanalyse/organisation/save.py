"""An organisation as the tree of plain values that stands in its file."""

from __future__ import annotations

from procesanalyse.organisation.hours import written
from procesanalyse.organisation.model import MemberGroup, Organisation, Route, Team
from procesanalyse.workcalendar.spec import CalendarSpec


def organisation_tree(organisation: Organisation) -> dict[str, object]:
    """What `load_organisation` reads back to an equal organisation (but for `file`)."""
    return {
        "id": organisation.id,
        "title": organisation.title,
        "zone": organisation.zone,
        "calendar": calendar_tree(organisation.calendar),
        "teams": [_team(team) for team in organisation.teams],
        "routes": [_route(route) for route in organisation.routes],
        "handover": {
            "giver_hours": organisation.handover.giver_hours,
            "receiver_hours": organisation.handover.receiver_hours,
        },
    }


def calendar_tree(calendar: CalendarSpec) -> dict[str, object]:
    """What `read_calendar` reads back to an equal calendar."""
    return {
        "country": calendar.country,
        "closed_days": [f"{day.day}/{day.month}" for day in calendar.closed_days],
        "roll_days": [f"{day.day}/{day.month}" for day in calendar.roll_days],
        "saturday_is_working_day": calendar.saturday_is_working_day,
    }


def _team(team: Team) -> dict[str, object]:
    return {
        "id": team.id,
        "title": team.title,
        "hours": written(team.hours),
        "case_owner": team.case_owner,
        "discipline": team.discipline,
        "block_hours": "none" if team.block_hours is None else team.block_hours,
        "allocation": team.allocation,
        "aliases": list(team.aliases),
        "members": [_group(group) for group in team.members],
    }


def _group(group: MemberGroup) -> dict[str, object]:
    tree: dict[str, object] = {
        "id": group.id,
        "count": group.count,
        "weekly_hours": group.weekly_hours,
        "unlogged_share": group.unlogged_share,
        "unlogged_task_hours": group.unlogged_task_hours,
        "caseload_cap": group.caseload_cap,
    }
    return {key: value for key, value in tree.items() if value is not None}


def _route(route: Route) -> dict[str, object]:
    tree: dict[str, object] = {"team": route.team or "none"}
    if route.activities:
        tree["activities"] = list(route.activities)
    if route.case_types:
        tree["case_types"] = list(route.case_types)
    return tree
