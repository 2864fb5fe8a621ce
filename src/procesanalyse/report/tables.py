"""Tables: every figure's numbers as Danish text, with Danish headings."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from procesanalyse.comparison.result import Comparison, Difference, Range
from procesanalyse.texts import figures as words
from procesanalyse.texts import numbers


@dataclass(frozen=True, slots=True)
class RuleDifference:
    """One scenario's difference to today for one rule (its name): whole cohort, first 26 weeks, later."""

    scenario: str
    rule: str
    value: float
    difference: Difference
    dip: Difference | None
    after: Difference | None

    @property
    def text(self) -> str:
        """The difference of the whole cohort in percentage points."""
        return numbers.points(self.value, 1)


@dataclass(frozen=True, slots=True)
class UtilisationRow:
    """One team's utilisation in one scenario, and its cases per member; None for a pool."""

    team: str
    scenario: str
    utilisation: float
    caseload: float | None

    @property
    def text(self) -> str:
        """The utilisation in percent."""
        return numbers.percent(self.utilisation)


def rule_differences(comparison: Comparison, titles: Mapping[str, str]) -> list[RuleDifference]:
    """Rule by rule in the order of `titles` (id to name), every scenario that shows a difference."""
    rows = []
    for rule, title in titles.items():
        for scenario in comparison.scenarios:
            found = {one.id: one for one in scenario.rules}.get(rule)
            whole = found.whole.difference if found else None
            if found is None or whole is None or whole.value is None:
                continue
            parts = found.dip.difference, found.after.difference
            rows.append(RuleDifference(scenario.name, title, whole.value, whole, *parts))
    return rows


def utilisation_rows(comparison: Comparison, titles: Mapping[str, str]) -> list[UtilisationRow]:
    """Every team that has a utilisation, today first; `titles` names the teams."""
    rows = []
    for scenario in (comparison.baseline, *comparison.scenarios):
        for team in scenario.teams:
            figures = {one.id: one.figure.value for one in team.measures}
            utilisation = figures.get("utilisation")
            if utilisation is not None:
                name = scenario.name or words.TODAY
                caseload = figures.get("mean_caseload")
                rows.append(UtilisationRow(titles.get(team.id, team.id), name, utilisation, caseload))
    return rows


def share_table(months: pd.DataFrame) -> pd.DataFrame:
    """Share on time per month; a hidden month says that it is small or hidden to protect one."""
    rows = [
        (
            numbers.month_year(row["month"]),
            numbers.percent(row["share"]),
            numbers.percent_span(row["low"], row["high"]),
            _count(row["count"], row["status"]),
            words.month_note(known=not math.isnan(row["share"]), unfinished=row["unfinished"]),
        )
        for row in months.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=list(words.SHARE_COLUMNS))


def used_time_table(bars: pd.DataFrame) -> pd.DataFrame:
    """Used time in tenths of the allowed time; bars of nothing are left out."""
    rows = []
    for row in bars.itertuples():
        over = row.begin >= 1
        counts = [row.late, row.missing] if over else [row.within, row.late, row.missing]
        hidden = any(pd.isna(count) for count in (row.within, row.late, row.missing))
        total = sum(int(count) for count in counts if not pd.isna(count))
        if total or hidden:
            shown = words.MISSING if hidden else numbers.number(total)
            rows.append((words.used(row.begin, row.end), shown, words.OVER if over else ""))
    return pd.DataFrame(rows, columns=list(words.RATIO_COLUMNS))


def open_cases_table(weeks: pd.DataFrame, zone: str) -> pd.DataFrame:
    """Open cases at the beginning of each week."""
    rows = [
        (numbers.date_text(time.tz_convert(zone)), _count(count, status))
        for time, count, status in zip(weeks["time"], weeks["open"], weeks["status"], strict=True)
    ]
    return pd.DataFrame(rows, columns=list(words.OPEN_COLUMNS))


def comparison_table(comparison: Comparison, titles: Mapping[str, str]) -> pd.DataFrame:
    """Differences to today in percentage points: over the whole period with both intervals, the first 26
    weeks and what follows."""
    rows = [
        (
            row.scenario,
            row.rule,
            row.text,
            *(effect_text(one) for one in (row.difference, row.dip, row.after)),
            year_text(row.difference),
        )
        for row in rule_differences(comparison, titles)
    ]
    return pd.DataFrame(rows, columns=list(words.DIFFERENCE_COLUMNS))


def utilisation_table(comparison: Comparison, titles: Mapping[str, str]) -> pd.DataFrame:
    """Utilisation and cases per member, team by team."""
    rows = [
        (row.team, row.scenario, row.text, numbers.number(row.caseload, 1))
        for row in utilisation_rows(comparison, titles)
    ]
    return pd.DataFrame(rows, columns=list(words.UTILISATION_COLUMNS))


def waits_table(waits: pd.DataFrame) -> pd.DataFrame:
    """Days per case before each step, and their share of all."""
    total = float(waits["days"].sum())
    rows = [
        (
            words.OTHERS if pd.isna(step) else str(step),
            numbers.number(days, 1),
            numbers.percent(days / total if total else None),
        )
        for step, days in zip(waits["step"], waits["days"], strict=True)
    ]
    return pd.DataFrame(rows, columns=list(words.WAIT_COLUMNS))


def effect_text(difference: Difference | None) -> str:
    """The interval of the expected effect in percentage points; a dash where there is none."""
    return _points(difference.interval if difference else None)


def year_text(difference: Difference | None) -> str:
    """What one year may show in percentage points; a dash where there is none."""
    return _points(difference.year if difference else None)


def _points(interval: Range | None) -> str:
    return numbers.MISSING if interval is None else numbers.points_span(interval.low, interval.high, 1)


def _count(count: object, status: str) -> str:
    if status == "small":
        return words.SMALL
    return words.MISSING if status == "protected" else numbers.number(float(str(count)))
