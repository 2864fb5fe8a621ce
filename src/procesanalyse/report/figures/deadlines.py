"""Figures of one deadline: its share on time per month, and how much of the allowed time was used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from procesanalyse.report.figures.house import (
    BLUE,
    INK,
    RED,
    count_axis,
    house_figure,
    level_line,
    month_axis,
    months_since_zero,
    percent_axis,
    told,
)
from procesanalyse.texts import figures as words
from procesanalyse.texts import numbers

BAND = "rgba(0, 89, 179, 0.18)"


def share_figure(months: pd.DataFrame, *, target: float | None = None) -> go.Figure:
    """Share on time per month with its interval, the count in the label, and a target line.

    `months` as `report.series.monthly_shares` makes them. Unfinished months have open marks.
    """
    shown = months[months["share"].notna()].reset_index(drop=True)
    figure = house_figure(words.SHARE_AXIS)
    figure.add_trace(_band(shown))
    for unfinished in (False, True):
        figure.add_trace(_months(shown[shown["unfinished"] == unfinished], unfinished=unfinished))
    if target is not None:
        level_line(figure, y=target, text=f"{words.TARGET} {numbers.percent(target)}")
    percent_axis(figure)
    month_axis(figure, list(shown["month"]))
    texts = [numbers.month_year(month) for month in shown["month"]]
    edge = (texts[0], texts[-1]) if texts else ("", "")
    low, high = (numbers.percent(shown["share"].min()), numbers.percent(shown["share"].max()))
    return told(figure, words.share_alt(len(shown), *edge, low, high))


def used_time_figure(bars: pd.DataFrame) -> go.Figure:
    """How much of the allowed time was used, with the deadline marked; over it in words, hatched and red."""
    figure = house_figure(words.COUNT_AXIS)
    used = bars[(bars[["within", "late", "missing"]].fillna(0).sum(axis=1) > 0) | (bars["begin"] < 1.5)]
    last = min(int(used.index.max()), len(bars) - 1) if len(used) else 0
    bars = bars.iloc[: last + 1]
    labels = [words.used(row.begin, row.end) for row in bars.itertuples()]
    for name, title, colour, pattern in (
        ("within", words.WITHIN, BLUE, ""),
        ("late", words.OVER, RED, "/"),
        ("missing", words.NOT_DONE, "#7F2704", "x"),
    ):
        figure.add_trace(_bars(bars[name], labels, title=title, colour=colour, pattern=pattern))
    figure.update_layout(barmode="stack", bargap=0.05)
    figure.add_vline(x=9.5, line={"color": INK, "width": 2})
    figure.add_annotation(
        x=9.5, y=1, yref="paper", text=f"<b>{words.DEADLINE}</b>", xanchor="left", xshift=6, showarrow=False
    )
    ticks = [place for place in range(-1, len(bars)) if (place + 1) % 5 == 0]
    figure.update_xaxes(
        title_text=words.RATIO_AXIS,
        tickvals=[place + 0.5 for place in ticks],
        ticktext=[numbers.percent((place + 1) / 10) for place in ticks],
        range=[-0.5, len(bars) - 0.5],
    )
    counts = bars[["within", "late", "missing"]].fillna(0)
    sums = counts.sum()
    count_axis(figure, float(counts.sum(axis=1).max() or 0))
    return told(figure, words.ratio_alt(int(sums.sum()), int(sums["late"] + sums["missing"])))


def _band(months: pd.DataFrame) -> go.Scatter:
    """The interval of every month as one band."""
    place = [months_since_zero(month) for month in months["month"]]
    return go.Scatter(
        x=[*place, *reversed(place)],
        y=[*months["high"], *reversed(list(months["low"]))],
        fill="toself",
        fillcolor=BAND,
        line={"width": 0},
        hoverinfo="skip",
        name=words.SHARE_INTERVAL,
    )


def _months(months: pd.DataFrame, *, unfinished: bool) -> go.Scatter:
    return go.Scatter(
        x=[months_since_zero(month) for month in months["month"]],
        y=months["share"],
        mode="markers" if unfinished else "lines+markers",
        line={"color": BLUE, "width": 2},
        marker={"symbol": "circle-open" if unfinished else "circle", "size": 9, "color": BLUE},
        hovertext=[_month_hover(row) for row in months.to_dict("records")],
        hoverinfo="text",
        name=words.SHARE_UNFINISHED if unfinished else words.SHARE_MONTH,
        showlegend=bool(len(months)),
    )


def _bars(counts: pd.Series, labels: list[str], *, title: str, colour: str, pattern: str) -> go.Bar:
    """One outcome's bars; a hidden count has none."""
    shown = counts.fillna(0).astype(int)
    return go.Bar(
        x=list(range(len(shown))),
        y=shown,
        name=title,
        width=0.92,
        marker={
            "color": colour,
            "pattern": {"shape": pattern, "fgcolor": "#FFFFFF", "size": 7, "fillmode": "overlay"},
        },
        hovertext=[f"{label}: {numbers.number(n)} {title}" for label, n in zip(labels, shown, strict=True)],
        hoverinfo="text",
    )


def _month_hover(row: Mapping[str, Any]) -> str:
    return words.month_hover(
        numbers.month_year(row["month"]),
        numbers.percent(row["share"]),
        numbers.percent_span(row["low"], row["high"]),
        numbers.number(row["count"]),
    )
