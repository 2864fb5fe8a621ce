"""What stands between a file's cells and the log: CPR numbers stop it, names become pseudonyms."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from procesanalyse.errors import FaultCollector
from procesanalyse.eventlog.cpr import cpr_columns, digits_of
from procesanalyse.eventlog.privacy import Subject, pseudonyms
from procesanalyse.eventlog.profile_model import Profile


def check_cpr(frame: pd.DataFrame, profile: Profile, faults: FaultCollector) -> None:
    """Note every column of the file, read or not, that holds CPR numbers the profile does not decide on."""
    undecided = [name for name in dict.fromkeys(frame.columns) if name not in profile.privacy.cpr]
    for column, count in cpr_columns(frame.loc[:, frame.columns.isin(undecided)]).items():
        faults.add("eventlog.cpr_found", field=column, cells=count)


def needs_key(profile: Profile) -> bool:
    """Whether reading with this profile makes any pseudonym."""
    privacy, columns = profile.privacy, profile.columns
    people = columns.resource or columns.participants
    return (
        privacy.case == "pseudonymise"
        or (privacy.people == "pseudonymise" and bool(people))
        or (privacy.group == "pseudonymise" and bool(columns.group))
        or any(decision.action == "pseudonymise" for decision in privacy.cpr.values())
    )


def protected(cells: pd.DataFrame, profile: Profile, key: Callable[[], bytes]) -> pd.DataFrame:
    """The cells with every column of a case, group or person, and CPR columns, as pseudonyms.

    A column is replaced wherever it is used, so that no second use lets a name through.
    """
    done = cells.copy()
    privacy, columns = profile.privacy, profile.columns
    cpr = [c for c, d in privacy.cpr.items() if d.action == "pseudonymise" and c in done.columns]
    for column in cpr:
        done[column] = done[column].map(digits_of, na_action="ignore")
    replaced: list[str] = []

    def replace(column: str, subject: Subject) -> None:
        if column and column not in replaced:
            done[column] = pseudonyms(done[column], subject, key()).astype("str")
            replaced.append(column)

    if privacy.case == "pseudonymise":
        replace(columns.case, "case")
    if privacy.group == "pseudonymise":
        replace(columns.group, "group")
    if privacy.people == "pseudonymise":
        people = [column for column in (columns.resource, columns.participants) if column]
        _replace_people(done, [c for c in people if c not in replaced], profile, key)
        replaced += people
    for column in cpr:
        replace(column, "cpr")
    return done


def _replace_people(
    done: pd.DataFrame, columns: list[str], profile: Profile, key: Callable[[], bytes]
) -> None:
    """One mapping for all columns of people, so that one person has one pseudonym."""
    if not columns:
        return
    separator = profile.columns.participants_separator
    lists = {column: done[column].str.split(separator, regex=False) for column in columns}
    if profile.columns.resource in lists:
        lists[profile.columns.resource] = done[profile.columns.resource].map(lambda name: [name], "ignore")
    names = pd.concat([found.explode().dropna().str.strip() for found in lists.values()]).drop_duplicates()
    named = dict(zip(names, pseudonyms(names, "person", key()), strict=True))
    for column, found in lists.items():
        done[column] = found.map(
            lambda people: separator.join(named[name.strip()] for name in people if name.strip()), "ignore"
        ).astype("str")
