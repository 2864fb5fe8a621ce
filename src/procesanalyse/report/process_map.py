"""The process map: one SVG of the actual process, and the same figures as a table."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import pandas as pd

from procesanalyse.discovery.directly_follows import DirectlyFollows
from procesanalyse.report import svg
from procesanalyse.report.map_layout import Box, MapLayout, Route, lay_out
from procesanalyse.report.map_selection import END, START, Edge, Selection, select
from procesanalyse.report.publish import Audience, ShownGraph, published_graph
from procesanalyse.report.svg import Point, n, safe
from procesanalyse.texts import map as words
from procesanalyse.texts import numbers

Measure = Literal["cases", "wait", "deviations"]

BLUE, GREY, SLATE, RED, PALE = "#0059B3", "#454545", "#6B7C8F", "#CC0000", "#E3EEF9"
#: From short to long waits; each at least 3:1 on white.
WAIT_SHADES = ("#4292C6", "#2171B5", "#08306B")
HEAD, LINE, FOOT = 44, 17, 18
NARROWEST = 640.0


@dataclass(frozen=True)
class _Picture:
    graph: ShownGraph
    selection: Selection
    layout: MapLayout
    measure: Measure
    deviations: Mapping[str, int]

    @property
    def width(self) -> float:
        """The width of the picture: wide enough for its legend."""
        return max(self.layout.width, NARROWEST)


def process_map_svg(
    graph: DirectlyFollows,
    *,
    audience: Audience = "report",
    steps: int = 12,
    paths: int = 5,
    measure: Measure = "cases",
    deviations: Mapping[str, int] | None = None,
    title: str = words.TITLE,
) -> str:
    """The map as one SVG: the same text for the same arguments, escaped, with title and description.

    `steps` boxes at most; `paths` beyond those that join the boxes. `deviations` counts breaches by
    activity, shown with `measure="deviations"`. A graph with nothing to show says so in words.
    """
    shown = published_graph(graph, audience=audience)
    selection = select(shown, steps=steps, paths=paths)
    picture = _Picture(shown, selection, lay_out(selection), measure, deviations or {})
    if not picture.layout.boxes:
        return _svg(title, words.EMPTY, (NARROWEST, 90), [svg.text((16, HEAD + LINE), words.EMPTY)])
    notes = _notes(picture)
    parts = [
        *[_path(route, picture) for route in picture.layout.routes],
        *[_box(box, number, picture) for number, box in enumerate(picture.layout.boxes)],
        *_labels(picture),
        *_legend(picture, notes),
    ]
    height = HEAD + picture.layout.height + FOOT * (len(notes) + 2)
    main = [name for name in selection.spine if name not in (START, END)]
    text = words.description(main, len(picture.layout.boxes) - 2, shown.cases)
    return _svg(title, text, (picture.width, height), parts)


def process_map_table(
    graph: DirectlyFollows, *, audience: Audience = "report", steps: int = 12, paths: int = 5
) -> pd.DataFrame:
    """The figures of the map with the same arguments, those of most cases first, with Danish headings.

    Columns are `texts.map.TABLE_COLUMNS`; the wait is missing from the start and to the end.
    """
    edges = select(published_graph(graph, audience=audience), steps=steps, paths=paths).edges
    rows = [
        (
            _named(edge.source),
            _named(edge.target),
            edge.count,
            edge.cases,
            None if edge.median_hours is None else round(edge.median_hours / 24, 1),
        )
        for edge in edges
    ]
    return pd.DataFrame(rows, columns=list(words.TABLE_COLUMNS.values()))


def _svg(title: str, text: str, size: Point, parts: list[str]) -> str:
    width, height = n(size[0]), n(size[1])
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" lang="da" aria-labelledby="map-title map-text" '
        f'style="max-width:100%;height:auto" font-family="{svg.FONT}">'
    )
    lines = [
        opening,
        f'<title id="map-title">{safe(title)}</title>',
        f'<desc id="map-text">{safe(text)}</desc>',
        f'<rect width="100%" height="100%" fill="{svg.WHITE}"/>',
        svg.text((16, 26), title, size=18, weight=600),
        *parts,
        "</svg>\n",
    ]
    return "\n".join(lines)


def _path(route: Route, picture: _Picture) -> str:
    edge = route.edge
    most = max(one.cases for one in picture.selection.edges)
    line = svg.arrow(
        [(x, y + HEAD) for x, y in route.points],
        colour=_colour(edge, picture),
        width=1.5 + 4.5 * math.sqrt(edge.cases / most),
    )
    ends = f'data-source="{safe(_named(edge.source))}" data-target="{safe(_named(edge.target))}"'
    return f"<g {ends}><title>{safe(_sentence(edge))}</title>{line}</g>"


def _box(box: Box, number: int, picture: _Picture) -> str:
    centre, size = (box.x, box.y + HEAD), (box.width, box.height)
    if box.name in (START, END):
        label = svg.text(
            (box.x, centre[1] + 5), _named(box.name), colour=svg.WHITE, anchor="middle", weight=600
        )
        return f'<g id="map-step-{number}">{svg.box(centre, size, fill=GREY, corner=15)}{label}</g>'
    breaches = picture.deviations.get(box.name, 0) if picture.measure == "deviations" else 0
    facts = _facts(box.name, breaches, picture)
    frame = svg.box(
        centre,
        size,
        fill=PALE if box.column == 0 else svg.WHITE,
        stroke=RED if breaches else BLUE,
        width=2.5 if box.column == 0 else 1.5,
    )
    wrapped = textwrap.wrap(box.name, 25, max_lines=2, placeholder=" …") or [box.name]
    top = centre[1] - len(wrapped) * 8 + 4
    lines = [
        svg.text((box.x, top + LINE * i), line, size=13.5, anchor="middle", weight=600)
        for i, line in enumerate(wrapped)
    ]
    lines.append(
        svg.text(
            (box.x, top + LINE * len(wrapped)),
            " · ".join(facts),
            size=12.5,
            anchor="middle",
            colour=RED if breaches else GREY,
        )
    )
    told = f"<title>{safe(': '.join([box.name, ', '.join(facts)]))}</title>"
    return f'<g id="map-step-{number}" data-activity="{safe(box.name)}">{told}{frame}{"".join(lines)}</g>'


def _facts(name: str, breaches: int, picture: _Picture) -> list[str]:
    rows = picture.graph.activities
    cases = int(rows.loc[rows["activity"] == name, "cases"].iloc[0])
    facts = [words.cases(cases)]
    if breaches:
        facts.append(words.deviations(breaches))
    elif picture.measure != "deviations" and picture.selection.repeats.get(name):
        facts.append(words.repeated(picture.selection.repeats[name]))
    return facts


Area = tuple[float, float, float, float]


def _labels(picture: _Picture) -> list[str]:
    """The figure of each path on its longest stretch, moved along it where it would cover something else."""
    layout, drawn = picture.layout, []
    taken = [
        (box.x - box.width / 2, box.y - box.height / 2, box.x + box.width / 2, box.y + box.height / 2)
        for box in layout.boxes
    ]
    for route in layout.routes:
        text = _figure(route.edge, picture.measure)
        if not text:
            continue
        half = 4 + 3.7 * len(text)
        places = [(x - half, y - 9, x + half, y + 9) for x, y in _label_places(route)]
        lines = [_area(pair) for other in layout.routes if other != route for pair in pairwise(other.points)]
        place = min(places, key=lambda one: (_covered(one, taken), _covered(one, lines)))
        taken.append(place)
        x, y = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2 + HEAD
        drawn.append(svg.box((x, y), (2 * half, 18), fill=svg.WHITE, corner=4))
        drawn.append(svg.text((x, y + 4.5), text, size=13, anchor="middle", weight=500))
    return drawn


def _area(stretch: tuple[Point, Point]) -> Area:
    (x1, y1), (x2, y2) = stretch
    return min(x1, x2) - 3, min(y1, y2) - 3, max(x1, x2) + 3, max(y1, y2) + 3


def _covered(one: Area, others: list[Area]) -> int:
    """How many of the others this one lies upon; `min` takes the first of equally good places."""
    return sum(_overlap(one, other) for other in others)


def _label_places(route: Route) -> list[Point]:
    """Points along the path where its figure may stand, the best first."""
    stretches = list(pairwise(route.points))
    stretches.sort(key=lambda pair: (pair[0][0] != pair[1][0], -math.dist(*pair)))
    parts = [0.5] + [0.5 + side * step / 20 for step in range(1, 9) for side in (-1, 1)]
    return [svg.towards(begin, end, part) for begin, end in stretches for part in parts]


def _overlap(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _notes(picture: _Picture) -> list[str]:
    """What the figures mean and what is left out, in lines that fit the width."""
    notes = [words.MEASURES[picture.measure], words.THICKNESS]
    if picture.selection.repeats and picture.measure != "deviations":
        notes.append(words.REPEATED)
    steps = len(picture.layout.boxes) - 2
    notes.append(words.shown(steps, len(picture.graph.activities), picture.graph.left_out))
    if picture.graph.rounded:
        notes.append(words.ROUNDED)
    return textwrap.wrap(". ".join(notes) + ".", int(picture.width / 7.2))


def _legend(picture: _Picture, notes: list[str]) -> list[str]:
    y = HEAD + picture.layout.height + FOOT
    return [
        svg.box((27, y - 5), (22, 15), fill=PALE, stroke=BLUE, width=2.5, corner=3),
        svg.text((44, y), words.LEGEND_MAIN, size=13),
        svg.box((171, y - 5), (22, 15), fill=svg.WHITE, stroke=BLUE, width=1.5, corner=3),
        svg.text((188, y), words.LEGEND_OTHER, size=13),
        *[svg.text((16, y + 4 + FOOT * i), line, size=13, colour=GREY) for i, line in enumerate(notes, 1)],
    ]


def _figure(edge: Edge, measure: Measure) -> str:
    if measure == "wait":
        return "" if edge.median_hours is None else words.wait(edge.median_hours)
    return numbers.number(edge.cases)


def _sentence(edge: Edge) -> str:
    text = f"{_named(edge.source)} → {_named(edge.target)}: {words.cases(edge.cases)}"
    return text if edge.median_hours is None else f"{text}, {words.wait(edge.median_hours)}"


def _named(name: str) -> str:
    return {START: words.START, END: words.END}.get(name, name)


def _colour(edge: Edge, picture: _Picture) -> str:
    selection = picture.selection
    if picture.measure != "wait":
        return BLUE if (edge.source, edge.target) in set(pairwise(selection.spine)) else SLATE
    if edge.median_hours is None:
        return SLATE
    waits = [one.median_hours for one in selection.edges if one.median_hours is not None]
    rank = sum(wait < edge.median_hours for wait in waits) / len(waits)
    return WAIT_SHADES[min(int(rank * len(WAIT_SHADES)), len(WAIT_SHADES) - 1)]
