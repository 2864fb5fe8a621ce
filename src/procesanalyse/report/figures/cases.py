"""Figures of cases: how many are open, and what their days are spent waiting for."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from procesanalyse.report.figures.house import (
    BLUE,
    GREY,
    LIGHT,
    count_axis,
    date_axis,
    house_figure,
    told,
    wrapped,
)
from procesanalyse.texts import figures as words
from procesanalyse.texts import numbers


def open_cases_figure(weeks: pd.DataFrame, zone: str) -> go.Figure:
    """Open cases at the beginning of each week."""
    shown = weeks[weeks["open"].notna()]
    local = [moment.tz_convert(zone) for moment in shown["time"]]
    figure = house_figure(words.OPEN_AXIS)
    counts = [int(count) for count in shown["open"]]
    figure.add_trace(
        go.Scatter(
            x=[moment.tz_localize(None) for moment in local],
            y=counts,
            mode="lines",
            line={"color": BLUE, "width": 2.5},
            hovertext=[
                f"{numbers.week(moment)}: {numbers.number(count)}"
                for moment, count in zip(local, counts, strict=True)
            ],
            hoverinfo="text",
            name=words.OPEN_AXIS,
            showlegend=False,
        )
    )
    count_axis(figure, max(counts, default=0))
    date_axis(figure, local)
    ends = (numbers.number(counts[0]), numbers.number(counts[-1])) if counts else ("0", "0")
    dates = (numbers.date_text(local[0]), numbers.date_text(local[-1])) if counts else ("", "")
    return told(figure, words.open_alt(*ends, *dates))


def waits_figure(rows: pd.DataFrame) -> go.Figure:
    """A waterfall of the days per case spent before each step, adding up to a case's mean length."""
    names = [words.OTHERS if pd.isna(step) else str(step) for step in rows["step"]]
    values = [float(value) for value in rows["days"]]
    figure = house_figure("")
    figure.add_trace(
        go.Waterfall(
            orientation="h",
            y=[wrapped(name) for name in [*names, words.TOTAL]],
            x=[*values, sum(values)],
            measure=["relative"] * len(values) + ["total"],
            text=[numbers.number(value, 1) for value in [*values, sum(values)]],
            textposition="outside",
            increasing={"marker": {"color": BLUE}},
            totals={"marker": {"color": GREY}},
            connector={"line": {"color": GREY, "width": 1}},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    figure.update_yaxes(autorange="reversed", showgrid=False)
    count_axis(figure, sum(values) * 1.06, axis="x")
    figure.update_xaxes(title_text=words.WAIT_AXIS, showgrid=True, gridcolor=LIGHT)
    figure.update_layout(height=120 + 38 * (len(values) + 1))
    longest = names[int(np.argmax(values))] if values else ""
    return told(figure, words.waits_alt(sum(values), longest, max(values, default=0.0)))
