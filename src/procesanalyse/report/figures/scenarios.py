"""Figures of scenarios: differences to today, and how busy the teams are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from procesanalyse.comparison.result import Comparison, Range
from procesanalyse.report.figures.house import (
    COLOURS,
    GREY,
    INK,
    house_figure,
    level_line,
    nice_step,
    percent_axis,
    told,
    wrapped,
)
from procesanalyse.report.tables import RuleDifference, rule_differences, utilisation_rows
from procesanalyse.texts import figures as words
from procesanalyse.texts import numbers


def comparison_figure(comparison: Comparison, titles: Mapping[str, str]) -> go.Figure:
    """Each scenario's difference to today per rule in percentage points, both intervals and a zero line.

    `titles`: the rules to show, in order, with their names. Rules without a difference are left out.
    """
    rows = rule_differences(comparison, titles)
    figure = house_figure("")
    scenarios = list(dict.fromkeys(row.scenario for row in rows))
    rules = list(dict.fromkeys(row.rule for row in rows))
    for number, scenario in enumerate(scenarios):
        part = [row for row in rows if row.scenario == scenario]
        lift = (len(scenarios) - 1) * 0.11 - number * 0.22
        height = [len(rules) - 1 - rules.index(row.rule) + lift for row in part]
        figure.add_traces(_differences(part, height, number))
    figure.add_traces([_key(words.DIFFERENCE_EFFECT, 5), _key(words.DIFFERENCE_YEAR, 1.5)])
    figure.add_vline(x=0, line={"color": INK, "width": 1.5})
    figure.add_annotation(x=0, y=1, yref="paper", yanchor="bottom", text=words.NO_DIFFERENCE, showarrow=False)
    figure.update_yaxes(
        tickvals=list(range(len(rules))),
        ticktext=[wrapped(rule) for rule in reversed(rules)],
        range=[-0.6, max(len(rules), 1) - 0.4],
        showgrid=False,
        zeroline=False,
    )
    _points_axis(figure, rows)
    figure.update_layout(height=170 + 70 * max(len(rules), 1), legend_y=1.12, margin_t=80)
    return told(figure, words.difference_alt(len(rows), sum(row.difference.sure for row in rows)))


def _differences(rows: Sequence[RuleDifference], height: list[float], number: int) -> list[go.Scatter]:
    """One scenario's marks over their intervals: what one year may show, then the expected effect."""
    colour = COLOURS[number % len(COLOURS)]
    marks = go.Scatter(
        x=[row.value * 100 for row in rows],
        y=height,
        mode="markers",
        marker={"symbol": ("circle", "diamond", "square", "cross")[number % 4], "size": 12, "color": colour},
        hovertext=[f"{row.rule}: {row.text}" for row in rows],
        hoverinfo="text",
        name=rows[0].scenario,
    )
    return [
        _spans([row.difference.year for row in rows], height, colour=colour, width=1.5, opacity=0.55),
        _spans([row.difference.interval for row in rows], height, colour=colour, width=5, opacity=1.0),
        marks,
    ]


def _key(name: str, width: float) -> go.Scatter:
    return go.Scatter(x=[None], y=[None], mode="lines", line={"color": GREY, "width": width}, name=name)


def utilisation_figure(comparison: Comparison, titles: Mapping[str, str]) -> go.Figure:
    """Utilisation per team today and in each scenario, as bars with their figure; `titles` names the teams.

    These are a model's positions, not people: nothing here was observed about anybody.
    """
    rows = utilisation_rows(comparison, titles)
    figure = house_figure(words.UTILISATION_AXIS)
    teams = list(dict.fromkeys(row.team for row in rows))
    for number, scenario in enumerate(dict.fromkeys(row.scenario for row in rows)):
        part = {row.team: row for row in rows if row.scenario == scenario}
        figure.add_trace(
            go.Bar(
                x=teams,
                y=[part[team].utilisation if team in part else None for team in teams],
                text=[part[team].text if team in part else "" for team in teams],
                textposition="inside",
                insidetextanchor="end",
                insidetextfont={"color": "#FFFFFF", "size": 17},
                textangle=0,
                marker={
                    "color": COLOURS[number % len(COLOURS)],
                    "pattern": {
                        "shape": ("", "/", "x", ".")[number % 4],
                        "fgcolor": "#FFFFFF",
                        "fillmode": "overlay",
                        "fgopacity": 0.3,
                    },
                },
                hoverinfo="skip",
                name=scenario,
            )
        )
    figure.update_layout(barmode="group")
    level_line(figure, y=1, text=words.FULL)
    highest = max(rows, key=lambda row: row.utilisation, default=None)
    percent_axis(figure, top=max(1.1, (highest.utilisation if highest else 0) + 0.12))
    busiest = (highest.text, highest.team) if highest else ("", "")
    return told(figure, words.utilisation_alt(len(teams), *busiest))


def _points_axis(figure: go.Figure, rows: Sequence[RuleDifference]) -> None:
    shown = [one for row in rows for one in (row.difference.interval, row.difference.year) if one]
    ends = [*(row.value for row in rows), *(end for one in shown for end in (one.low, one.high))]
    reach = max([100 * abs(end) for end in ends], default=1) * 1.1 or 1
    step = nice_step(2 * reach)
    ticks = np.arange(-np.ceil(reach / step), np.ceil(reach / step) + 1) * step
    texts = [numbers.signed(float(tick), 0 if step >= 1 else 1) for tick in ticks]
    figure.update_xaxes(
        title_text=words.DIFFERENCE_AXIS, tickvals=ticks, ticktext=texts, range=[-reach, reach], showgrid=True
    )


def _spans(
    ranges: Sequence[Range | None], height: Sequence[float], *, colour: str, width: float, opacity: float
) -> go.Scatter:
    """Horizontal lines from low to high, in percentage points; a missing range has none."""
    x: list[float | None] = []
    y: list[float | None] = []
    for one, level in zip(ranges, height, strict=True):
        if one is not None:
            x += [one.low * 100, one.high * 100, None]
            y += [level, level, None]
    line = {"color": colour, "width": width}
    return go.Scatter(x=x, y=y, mode="lines", line=line, opacity=opacity, hoverinfo="skip", showlegend=False)
