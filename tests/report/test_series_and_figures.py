"""Figures and their tables: numbers as counted by hand, Danish words, nothing by colour alone."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from procesanalyse.comparison.paired import verdict
from procesanalyse.comparison.result import (
    Compared,
    Comparison,
    Difference,
    Figure,
    Range,
    RuleCompared,
    ScenarioResult,
    TeamCompared,
)
from procesanalyse.eventlog.table import EventLog, build_log
from procesanalyse.facts.cases import case_facts
from procesanalyse.facts.load import open_cases
from procesanalyse.facts.transitions import transition_facts
from procesanalyse.report import series, tables
from procesanalyse.report.figures.cases import open_cases_figure, waits_figure
from procesanalyse.report.figures.deadlines import share_figure, used_time_figure
from procesanalyse.report.figures.house import alt_text
from procesanalyse.report.figures.scenarios import comparison_figure, utilisation_figure

ZONE = "Europe/Copenhagen"
NBSP = "\N{NO-BREAK SPACE}"


def utc(text: str) -> pd.Timestamp:
    return pd.Timestamp(text, tz=ZONE).tz_convert("UTC")


def log_of(cases: int, *, groups: list[str] | None = None) -> EventLog:
    """Cases that take 1, 2, 3 ... days from a to b and a day more to c."""
    rows = []
    for case in range(cases):
        begin = utc("2026-03-02")
        for name, after in (("a", 0), ("b", case + 1), ("c", case + 2)):
            rows.append((str(case), name, begin + pd.Timedelta(days=after)))
    frame = pd.DataFrame({"case_id": [str(case) for case in range(cases)], "opened": utc("2026-03-02")})
    if groups:
        frame["group"] = groups
    return build_log(pd.DataFrame(rows, columns=["case_id", "activity", "time"]), frame, zone=ZONE)


def outcomes_of(rows: list[tuple[int, str, str, float, bool]]) -> pd.DataFrame:
    """(case, start, outcome, elapsed ratio, final)."""
    frame = pd.DataFrame(rows, columns=["case", "start", "outcome", "elapsed_ratio", "final"])
    frame["start"] = pd.Series([utc(start) for start in frame["start"]], dtype="datetime64[us, UTC]")
    return frame.assign(due_passed=frame["outcome"] != "pending")


def test_a_finished_month_shows_the_share_of_those_due() -> None:
    rows = [
        (n, "2026-03-31 23:30", "kept" if n < 8 else "late", 0.5 if n < 8 else 2.0, True) for n in range(10)
    ]
    rows += [(n, "2026-04-01 00:10", "missed", 1.5, True) for n in range(10, 16)]
    months = series.monthly_shares(log_of(16), outcomes_of(rows), audience="report")
    assert months["month"].dt.strftime("%m").tolist() == ["03", "04"]
    assert months["share"].tolist() == [0.8, 0.0]
    assert months["low"].iloc[0] == pytest.approx(0.4902, abs=1e-4)  # Wilson, 8 of 10
    assert not months["unfinished"].any()


def test_an_unfinished_month_is_kaplan_meiers_and_marked() -> None:
    """Ten cases: 4 kept at .5, 3 waiting at .7, 1 late at 1.2, 2 waiting at 1.1."""
    rows = [(n, "2026-03-05", "kept", 0.5, True) for n in range(4)]
    rows += [(n, "2026-03-05", "pending", 0.7, False) for n in range(4, 7)]
    rows += [(7, "2026-03-05", "late", 1.2, True)]
    rows += [(n, "2026-03-05", "pending", 1.1, False) for n in (8, 9)]
    months = series.monthly_shares(log_of(10), outcomes_of(rows), audience="report")
    assert months["unfinished"].tolist() == [True]
    assert months["share"].iloc[0] == pytest.approx(0.4)
    assert "skøn" in tables.share_table(months)["Bemærkning"].iloc[0]


def test_a_month_whose_cases_all_wait_before_their_deadline_shows_no_share() -> None:
    rows = [(n, "2026-03-05", "pending", 0.4, False) for n in range(9)]
    months = series.monthly_shares(log_of(9), outcomes_of(rows), audience="report")
    assert math.isnan(months["share"].iloc[0])
    assert tables.share_table(months)["Til tiden"].tolist() == ["–"]


def test_siblings_widen_the_interval_of_a_month() -> None:
    rows = [(n, "2026-03-05", "kept" if n < 10 else "late", 1.0, True) for n in range(20)]
    families = [str(n // 5) for n in range(20)]
    alone = series.monthly_shares(log_of(20), outcomes_of(rows), audience="report")
    together = series.monthly_shares(log_of(20, groups=families), outcomes_of(rows), audience="report")
    width = [float((frame["high"] - frame["low"]).iloc[0]) for frame in (alone, together)]
    assert width[1] > width[0]


def test_a_small_month_is_hidden_with_the_next_smallest() -> None:
    rows = [
        (n, f"2026-0{month}-05", "kept", 0.5, True)
        for month, size in ((1, 3), (2, 9), (3, 12))
        for n in range(size)
    ]
    months = series.monthly_shares(log_of(12), outcomes_of(rows), audience="report")
    assert months["status"].tolist() == ["small", "protected", "shown"]
    assert tables.share_table(months)["Antal"].tolist() == ["< 5", "skjult", "12"]
    assert len(share_figure(months).data[1].x) == 1


def test_used_time_at_the_limit_is_within_it() -> None:
    rows = [(n, "2026-03-05", "kept", 1.0, True) for n in range(6)]
    rows += [(n, "2026-03-05", "late", 1.0001, True) for n in range(6)]
    rows += [(n, "2026-03-05", "missed", 7.0, False) for n in range(6)]
    bars = series.used_time(outcomes_of(rows), audience="report")
    found = {
        (round(row.begin, 1), name): getattr(row, name)
        for row in bars.itertuples()
        for name in ("within", "late", "missing")
    }
    assert {place: n for place, n in found.items() if n} == {
        (0.9, "within"): 6,
        (1.0, "late"): 6,
        (3.0, "missing"): 6,
    }
    table = tables.used_time_table(bars)
    assert table.values.tolist() == [
        [f"90–100{NBSP}%", "6", ""],
        [f"100–110{NBSP}%", "6", "▲ over frist"],
        [f"over 300{NBSP}%".replace(NBSP, " "), "6", "▲ over frist"],
    ]


def test_a_leader_sees_one_late_case_of_the_law_and_a_report_does_not() -> None:
    rows = [(n, "2026-03-05", "kept", 0.5, True) for n in range(60)]
    rows += [(n, "2026-03-05", "late", 1.5, True) for n in range(7)] + [(0, "2026-03-05", "late", 1.25, True)]
    bars = {
        audience: series.used_time(outcomes_of(rows), audience=audience, law=True)["late"]
        for audience in ("leader", "report")
    }
    assert bars["leader"].iloc[12] == 1
    assert bars["report"].isna().sum() == 2


def test_waits_add_up_to_the_mean_length_of_a_case() -> None:
    log = log_of(9)
    rows = series.waits(transition_facts(log), len(log.cases), audience="report")
    assert rows["step"].tolist() == ["b", "c"]
    assert rows["days"].tolist() == [5.0, 1.0]
    assert rows["days"].sum() == (case_facts(log)["duration"] / pd.Timedelta(days=1)).mean()


def test_waits_of_few_cases_are_pooled() -> None:
    log = log_of(4)
    rows = series.waits(transition_facts(log), len(log.cases), audience="report")
    assert rows["step"].isna().tolist() == [True]
    assert rows["days"].tolist() == [3.5]


def comparison() -> Comparison:
    def compared(name: str, value: float, change: float | None) -> Compared:
        difference = None
        if change is not None:
            effect = Range(change - 0.02, change + 0.02)
            year = Range(change - 0.1, change + 0.1)
            difference = Difference(change, effect, year, verdict(effect))
        return Compared(name, Figure(value, Range(value - 0.01, value + 0.01)), difference)

    def scenario(name: str, change: float | None) -> ScenarioResult:
        later = None if change is None else change + 0.01
        parts = [compared("whole", 0.7, change), compared("dip", 0.6, change), compared("after", 0.75, later)]
        rule = RuleCompared("R1", *parts, 100.0, 0.5)
        team = TeamCompared(
            "T1", (compared("utilisation", 0.834, change), compared("mean_caseload", 21.5, change))
        )
        return ScenarioResult(name, "?", (rule,), (), (team,))

    return Comparison(
        model="model",
        seed=1,
        replications=8,
        cohort=("2026-01-01", "2027-01-01"),
        baseline=scenario("", None),
        scenarios=(scenario("To mere", 0.05), scenario("Delt team", -0.01)),
        assumptions=(),
        validated=True,
        doubts=(),
        notes=(),
    )


def test_differences_are_percentage_points_with_both_intervals() -> None:
    rows = tables.rule_differences(comparison(), {"R1": "Svar i tide", "R9": "findes ikke"})
    assert [(row.scenario, row.difference.sure) for row in rows] == [("To mere", True), ("Delt team", False)]
    table = tables.comparison_table(comparison(), {"R1": "Svar i tide"})
    assert table["Forventet effekt (procentpoint)"].iloc[0] == "+3,0 til +7,0"
    assert table["Et enkelt år"].iloc[1] == "-11,0 til +9,0"


def test_the_first_26_weeks_and_what_follows_stand_beside_the_whole_period() -> None:
    first = tables.comparison_table(comparison(), {"R1": "Svar i tide"}).iloc[0]
    assert (first["Første 26 uger"], first["Derefter"]) == ("+3,0 til +7,0", "+4,0 til +8,0")


def test_utilisation_names_today_and_the_team() -> None:
    table = tables.utilisation_table(comparison(), {"T1": "Modtagelsen"})
    assert table.iloc[0].tolist() == ["Modtagelsen", "I dag", f"83{NBSP}%", "21,5"]


def all_figures() -> dict[str, object]:
    log = log_of(12)
    rows = [
        (n, f"2026-0{1 + n % 3}-05", "kept" if n % 4 else "late", 0.5 if n % 4 else 1.4, True)
        for n in range(60)
    ]
    weeks = series.shown_open_cases(open_cases(log), audience="report")
    return {
        "share": share_figure(
            series.monthly_shares(log_of(60), outcomes_of(rows), audience="report"), target=0.9
        ),
        "used": used_time_figure(series.used_time(outcomes_of(rows), audience="report")),
        "open": open_cases_figure(weeks, ZONE),
        "difference": comparison_figure(comparison(), {"R1": "Svar <b>i tide</b>"}),
        "utilisation": utilisation_figure(comparison(), {}),
        "waits": waits_figure(series.waits(transition_facts(log), 12, audience="report")),
    }


@pytest.mark.parametrize("name", ["share", "used", "open", "difference", "utilisation", "waits"])
def test_every_figure_tells_itself_and_lets_the_browser_write_no_number(name: str) -> None:
    figure = all_figures()[name]
    assert len(alt_text(figure)) > 20
    assert figure.layout.separators == ",."
    for axis, values in ((figure.layout.xaxis, "x"), (figure.layout.yaxis, "y")):
        placed = [value for trace in figure.data for value in list(trace[values])]
        assert axis.ticktext is not None or any(isinstance(value, str) for value in placed)
    assert {trace.hoverinfo for trace in figure.data} <= {"text", "skip", None}


def test_what_is_over_the_deadline_has_a_sign_a_word_and_a_pattern() -> None:
    late = all_figures()["used"].data[1]
    assert late.name == "▲ over frist"
    assert late.marker.pattern.shape == "/"


def test_names_from_data_are_no_markup_in_a_figure() -> None:
    labels = all_figures()["difference"].layout.yaxis.ticktext
    assert not any("<b>" in label for label in labels)


def test_a_figure_of_nothing_is_still_a_figure() -> None:
    nothing = outcomes_of([])
    months = series.monthly_shares(log_of(1), nothing, audience="report")
    assert "ingen måneder" in alt_text(share_figure(months))
    assert alt_text(used_time_figure(series.used_time(nothing, audience="report")))
    waits = series.waits(transition_facts(log_of(1)).head(0), 0, audience="report")
    assert np.isfinite(waits_figure(waits).layout.height)
