"""What all figures share: colours, layout, axes with Danish numbers, and the sentence that tells a figure."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from procesanalyse.texts import numbers

BLUE, RED, ORANGE, INK, GREY, LIGHT = "#0059B3", "#CC0000", "#D94801", "#1A1A1A", "#454545", "#E0E0E0"
COLOURS = (BLUE, "#D94801", "#006D2C", "#6A51A3", "#7F2704", GREY)
FONT = "IBM Plex Sans, Segoe UI, DejaVu Sans, Arial, sans-serif"

#: Give it to whoever draws a figure: no tool bar, no logo, no words of Plotly's own.
PLOT_CONFIG: Mapping[str, object] = {"displayModeBar": False, "displaylogo": False, "responsive": True}


def alt_text(figure: go.Figure) -> str:
    """What the figure shows, in a Danish sentence."""
    return str(figure.layout.meta["alt"])


def house_figure(axis: str) -> go.Figure:
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


def told(figure: go.Figure, text: str) -> go.Figure:
    return figure.update_layout(meta={"alt": text})


def level_line(figure: go.Figure, *, y: float, text: str) -> None:
    figure.add_hline(y=y, line={"color": ORANGE, "width": 2, "dash": "dash"})
    figure.add_annotation(
        x=1, xref="paper", y=y, text=text, xanchor="right", yanchor="bottom", showarrow=False
    )


def percent_axis(figure: go.Figure, *, top: float = 1.0) -> None:
    ticks = [tick / 5 for tick in range(int(top * 5) + 1)]
    figure.update_yaxes(
        tickvals=ticks, ticktext=[numbers.percent(tick) for tick in ticks], range=[0, max(top, 1.02)]
    )


def count_axis(figure: go.Figure, top: float, *, axis: str = "y") -> None:
    step = nice_step(top)
    ticks = np.arange(0, top + step, step)
    decimals = 0 if step >= 1 else 1
    update = figure.update_yaxes if axis == "y" else figure.update_xaxes
    update(
        tickvals=ticks,
        ticktext=[numbers.number(float(tick), decimals) for tick in ticks],
        range=[0, max(float(top) * 1.08, step)],
    )


def nice_step(top: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that gives some five ticks up to `top`."""
    if top <= 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(top / 5))
    return float(next(power * factor for factor in (1, 2, 5, 10) if power * factor * 6 >= top))


def month_axis(figure: go.Figure, months: list[pd.Timestamp]) -> None:
    every = max(1, -(-len(months) // 12))
    shown = months[::every]
    figure.update_xaxes(
        tickvals=[months_since_zero(month) for month in shown],
        ticktext=[numbers.short_month(month) for month in shown],
    )


def date_axis(figure: go.Figure, moments: list[pd.Timestamp]) -> None:
    every = max(1, -(-len(moments) // 10))
    shown = moments[::every]
    figure.update_xaxes(
        tickvals=[moment.tz_localize(None) for moment in shown],
        ticktext=[numbers.short_month(moment) for moment in shown],
    )


def months_since_zero(month: pd.Timestamp) -> int:
    return int(month.year) * 12 + int(month.month) - 1


def wrapped(text: str, width: int = 34) -> str:
    """Text with line breaks that Plotly understands, and without markup of its own."""
    words_left, lines = text.replace("<", "‹").replace(">", "›").split(), [""]
    for word in words_left:
        if len(lines[-1]) + len(word) > width and lines[-1]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)
