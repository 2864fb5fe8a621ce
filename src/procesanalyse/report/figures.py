"""Figures: the only door to Plotly.

Every number a person reads is Danish text made here, never by the browser; nothing is told by colour alone;
every figure carries a sentence for those who do not see it (`alt_text`) and has its table in `report.tables`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from procesanalyse.comparison.result import Comparison
from procesanalyse.report.tables import DifferenceRow, difference_rows, utilisation_rows
from procesanalyse.texts import figures as words
from procesanalyse.texts import numbers

BLUE, RED, ORANGE, INK, GREY, LIGHT = "#0059B3", "#CC0000", "#D94801", "#1A1A1A", "#454545", "#E0E0E0"
COLOURS = (BLUE, "#D94801", "#006D2C", "#6A51A3", "#7F2704", GREY)
BAND = "rgba(0, 89, 179, 0.18)"
FONT = "IBM Plex Sans, Segoe UI, DejaVu Sans, Arial, sans-serif"

#: Give it to whoever draws a figure: no tool bar, no logo, no words of Plotly's own.
PLOT_CONFIG: Mapping[str, object] = {"displayModeBar": False, "displaylogo": False, "responsive": True}


def alt_text(figure: go.Figure) -> str:
    """What the figure shows, in a Danish sentence."""
    return str(figure.layout.meta["alt"])


def share_figure(months: pd.DataFrame, *, target: float | None = None) -> go.Figure:
    """Share on time per month with its interval, the count in the label, and a target line.

    `months` as `report.series.monthly_shares` makes them. Unfinished months have open marks.
    """
    shown = months[months["share"].notna()].reset_index(drop=True)
    place = [_months_since_zero(month) for month in shown["month"]]
    figure = _house(words.SHARE_AXIS)
    figure.add_trace(
        go.Scatter(
            x=[*place, *reversed(place)],
            y=[*shown["high"], *reversed(list(shown["low"]))],
            fill="toself",
            fillcolor=BAND,
            line={"width": 0},
            hoverinfo="skip",
            name=words.SHARE_INTERVAL,
        )
    )
    for unfinished, name, symbol in (
        (False, words.SHARE_MONTH, "circle"),
        (True, words.SHARE_UNFINISHED, "circle-open"),
    ):
        part = shown[shown["unfinished"] == unfinished]
        figure.add_trace(
            go.Scatter(
                x=[_months_since_zero(month) for month in part["month"]],
                y=part["share"],
                mode="lines+markers" if not unfinished else "markers",
                line={"color": BLUE, "width": 2},
                marker={"symbol": symbol, "size": 9, "color": BLUE},
                hovertext=[_month_hover(row) for row in part.to_dict("records")],
                hoverinfo="text",
                name=name,
                showlegend=bool(len(part)),
            )
        )
    if target is not None:
        _line(figure, y=target, text=f"{words.TARGET} {numbers.percent(target)}")
    _percent_axis(figure)
    _month_axis(figure, list(shown["month"]))
    texts = [numbers.month_year(month) for month in shown["month"]]
    edge = (texts[0], texts[-1]) if texts else ("", "")
    low, high = (numbers.percent(shown["share"].min()), numbers.percent(shown["share"].max()))
    return _told(figure, words.share_alt(len(shown), *edge, low, high))


def used_time_figure(bars: pd.DataFrame) -> go.Figure:
    """How much of the allowed time was used, with the deadline marked; over it in words, hatched and red."""
    figure = _house(words.COUNT_AXIS)
    used = bars[(bars[["within", "late", "missing"]].fillna(0).sum(axis=1) > 0) | (bars["begin"] < 1.5)]
    last = min(int(used.index.max()), len(bars) - 1) if len(used) else 0
    bars = bars.iloc[: last + 1]
    labels = [words.used(row.begin, row.end) for row in bars.itertuples()]
    for name, title, colour, pattern in (
        ("within", words.WITHIN, BLUE, ""),
        ("late", words.OVER, RED, "/"),
        ("missing", words.NOT_DONE, "#7F2704", "x"),
    ):
        counts = bars[name].fillna(0).astype(int)
        figure.add_trace(
            go.Bar(
                x=list(range(len(bars))),
                y=counts,
                name=title,
                width=0.92,
                marker={
                    "color": colour,
                    "pattern": {"shape": pattern, "fgcolor": "#FFFFFF", "size": 7, "fillmode": "overlay"},
                },
                hovertext=[
                    f"{label}: {numbers.number(n)} {title}" for label, n in zip(labels, counts, strict=True)
                ],
                hoverinfo="text",
            )
        )
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
    sums = bars[["within", "late", "missing"]].fillna(0).sum()
    _count_axis(figure, float(bars[["within", "late", "missing"]].fillna(0).sum(axis=1).max() or 0))
    return _told(figure, words.ratio_alt(int(sums.sum()), int(sums["late"] + sums["missing"])))


def open_cases_figure(weeks: pd.DataFrame, zone: str) -> go.Figure:
    """Open cases at the beginning of each week."""
    shown = weeks[weeks["open"].notna()]
    local = [moment.tz_convert(zone) for moment in shown["time"]]
    figure = _house(words.OPEN_AXIS)
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
    _count_axis(figure, max(counts, default=0))
    _date_axis(figure, local)
    ends = (numbers.number(counts[0]), numbers.number(counts[-1])) if counts else ("0", "0")
    dates = (numbers.date_text(local[0]), numbers.date_text(local[-1])) if counts else ("", "")
    return _told(figure, words.open_alt(*ends, *dates))


def comparison_figure(comparison: Comparison, titles: Mapping[str, str]) -> go.Figure:
    """Each scenario's difference to today per rule in percentage points, both intervals and a zero line.

    `titles`: the rules to show, in order, with their names. Rules without a difference are left out.
    """
    rows = difference_rows(comparison, titles)
    figure = _house("")
    scenarios = list(dict.fromkeys(row.scenario for row in rows))
    rules = list(dict.fromkeys(row.rule for row in rows))
    for number, scenario in enumerate(scenarios):
        part = [row for row in rows if row.scenario == scenario]
        height = [
            len(rules) - 1 - rules.index(row.rule) + (len(scenarios) - 1) * 0.11 - number * 0.22
            for row in part
        ]
        colour = COLOURS[number % len(COLOURS)]
        for low, high, width, fade in (
            ([row.year_low for row in part], [row.year_high for row in part], 1.5, 0.55),
            ([row.low for row in part], [row.high for row in part], 5, 1.0),
        ):
            figure.add_trace(_spans(low, high, height, colour=colour, width=width, opacity=fade))
        figure.add_trace(
            go.Scatter(
                x=[row.value * 100 for row in part],
                y=height,
                mode="markers",
                marker={
                    "symbol": ("circle", "diamond", "square", "cross")[number % 4],
                    "size": 12,
                    "color": colour,
                },
                hovertext=[f"{row.rule}: {row.text}" for row in part],
                hoverinfo="text",
                name=scenario,
            )
        )
    figure.add_vline(x=0, line={"color": INK, "width": 1.5})
    figure.add_annotation(x=0, y=1, yref="paper", yanchor="bottom", text=words.NO_DIFFERENCE, showarrow=False)
    figure.update_yaxes(
        tickvals=list(range(len(rules))),
        ticktext=[_wrapped(rule) for rule in reversed(rules)],
        range=[-0.6, max(len(rules), 1) - 0.4],
        showgrid=False,
        zeroline=False,
    )
    for name, width in ((words.DIFFERENCE_EFFECT, 5), (words.DIFFERENCE_YEAR, 1.5)):
        key = go.Scatter(x=[None], y=[None], mode="lines", line={"color": GREY, "width": width}, name=name)
        figure.add_trace(key)
    _points_axis(figure, rows)
    figure.update_layout(height=170 + 70 * max(len(rules), 1), legend_y=1.12, margin_t=80)
    return _told(figure, words.difference_alt(len(rows), sum(row.sure for row in rows)))


def utilisation_figure(comparison: Comparison, titles: Mapping[str, str]) -> go.Figure:
    """Utilisation per team today and in each scenario, as bars with their figure; `titles` names the teams.

    These are a model's positions, not people: nothing here was observed about anybody.
    """
    rows = utilisation_rows(comparison, titles)
    figure = _house(words.UTILISATION_AXIS)
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
    _line(figure, y=1, text=words.FULL)
    highest = max(rows, key=lambda row: row.utilisation, default=None)
    _percent_axis(figure, top=max(1.1, (highest.utilisation if highest else 0) + 0.12))
    told = (highest.text, highest.team) if highest else ("", "")
    return _told(figure, words.utilisation_alt(len(teams), *told))


def waits_figure(rows: pd.DataFrame) -> go.Figure:
    """A waterfall of the days per case spent before each step, adding up to a case's mean length."""
    names = [words.OTHERS if pd.isna(step) else str(step) for step in rows["step"]]
    values = [float(value) for value in rows["days"]]
    figure = _house("")
    figure.add_trace(
        go.Waterfall(
            orientation="h",
            y=[_wrapped(name) for name in [*names, words.TOTAL]],
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
    _count_axis(figure, sum(values) * 1.06, axis="x")
    figure.update_xaxes(title_text=words.WAIT_AXIS, showgrid=True, gridcolor=LIGHT)
    figure.update_layout(height=120 + 38 * (len(values) + 1))
    longest = names[int(np.argmax(values))] if values else ""
    return _told(figure, words.waits_alt(sum(values), longest, max(values, default=0.0)))


def _house(axis: str) -> go.Figure:
    figure = go.Figure()
    figure.update_layout(
        font={"family": FONT, "size": 15, "color": INK},
        separators=",.",
        paper_bgcolor="#FFFFFF",
        plot_bgcolor="#FFFFFF",
        margin={"l": 60, "r": 20, "t": 50, "b": 60},
        height=420,
        colorway=list(COLOURS),
        legend={"orientation": "h", "yanchor": "bottom", "y": 1.02, "x": 0},
        hoverlabel={"font": {"family": FONT, "size": 14}},
        dragmode=False,
    )
    figure.update_xaxes(showgrid=False, linecolor=GREY, ticks="outside", automargin=True, fixedrange=True)
    figure.update_yaxes(
        title_text=axis, gridcolor=LIGHT, linecolor=GREY, zerolinecolor=GREY, automargin=True, fixedrange=True
    )
    return figure


def _told(figure: go.Figure, text: str) -> go.Figure:
    return figure.update_layout(meta={"alt": text})


def _line(figure: go.Figure, *, y: float, text: str) -> None:
    figure.add_hline(y=y, line={"color": ORANGE, "width": 2, "dash": "dash"})
    figure.add_annotation(
        x=1, xref="paper", y=y, text=text, xanchor="right", yanchor="bottom", showarrow=False
    )


def _percent_axis(figure: go.Figure, *, top: float = 1.0) -> None:
    ticks = [tick / 5 for tick in range(int(top * 5) + 1)]
    figure.update_yaxes(
        tickvals=ticks, ticktext=[numbers.percent(tick) for tick in ticks], range=[0, max(top, 1.02)]
    )


def _points_axis(figure: go.Figure, rows: Sequence[DifferenceRow]) -> None:
    values = [
        abs(value) for row in rows for value in (row.value, row.low, row.high, row.year_low, row.year_high)
    ]
    reach = max([100 * value for value in values if np.isfinite(value)], default=1) * 1.1 or 1
    step = _nice_step(2 * reach)
    ticks = np.arange(-np.ceil(reach / step), np.ceil(reach / step) + 1) * step
    texts = [("+" if tick > 0 else "") + numbers.number(float(tick), 0 if step >= 1 else 1) for tick in ticks]
    figure.update_xaxes(
        title_text=words.DIFFERENCE_AXIS, tickvals=ticks, ticktext=texts, range=[-reach, reach], showgrid=True
    )


def _count_axis(figure: go.Figure, top: float, *, axis: str = "y") -> None:
    step = _nice_step(top)
    ticks = np.arange(0, top + step, step)
    decimals = 0 if step >= 1 else 1
    update = figure.update_yaxes if axis == "y" else figure.update_xaxes
    update(
        tickvals=ticks,
        ticktext=[numbers.number(float(tick), decimals) for tick in ticks],
        range=[0, max(float(top) * 1.08, step)],
    )


def _nice_step(top: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that gives some five ticks up to `top`."""
    if top <= 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(top / 5))
    return float(next(power * factor for factor in (1, 2, 5, 10) if power * factor * 6 >= top))


def _month_axis(figure: go.Figure, months: list[pd.Timestamp]) -> None:
    every = max(1, -(-len(months) // 12))
    shown = months[::every]
    figure.update_xaxes(
        tickvals=[_months_since_zero(month) for month in shown],
        ticktext=[numbers.short_month(month) for month in shown],
    )


def _date_axis(figure: go.Figure, moments: list[pd.Timestamp]) -> None:
    every = max(1, -(-len(moments) // 10))
    shown = moments[::every]
    figure.update_xaxes(
        tickvals=[moment.tz_localize(None) for moment in shown],
        ticktext=[numbers.short_month(moment) for moment in shown],
    )


def _months_since_zero(month: pd.Timestamp) -> int:
    return int(month.year) * 12 + int(month.month) - 1


def _month_hover(row: Mapping[str, Any]) -> str:
    return words.month_hover(
        numbers.month_year(row["month"]),
        numbers.percent(row["share"]),
        numbers.percent(row["low"]),
        numbers.percent(row["high"]),
        numbers.number(row["count"]),
    )


def _spans(
    low: list[float], high: list[float], height: list[float], *, colour: str, width: float, opacity: float
) -> go.Scatter:
    """Horizontal lines from low to high, in percentage points."""
    x: list[float | None] = []
    y: list[float | None] = []
    for begin, end, level in zip(low, high, height, strict=True):
        x += [begin * 100, end * 100, None]
        y += [level, level, None]
    line = {"color": colour, "width": width}
    return go.Scatter(x=x, y=y, mode="lines", line=line, opacity=opacity, hoverinfo="skip", showlegend=False)


def _wrapped(text: str, width: int = 34) -> str:
    """Text with line breaks that Plotly understands, and without markup of its own."""
    words_left, lines = text.replace("<", "‹").replace(">", "›").split(), [""]
    for word in words_left:
        if len(lines[-1]) + len(word) > width and lines[-1]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)
