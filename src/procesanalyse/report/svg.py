"""Small pieces of SVG: text, lines with round corners, arrow heads. Everything from data is escaped."""

from __future__ import annotations

import math
import re
from html import escape

Point = tuple[float, float]

INK, WHITE = "#1A1A1A", "#FFFFFF"
FONT = "'IBM Plex Sans', 'Segoe UI', 'DejaVu Sans', Arial, sans-serif"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def safe(text: str) -> str:
    """Text for an element or attribute; characters that XML cannot hold are left out."""
    return escape(_NOT_XML.sub("", text))


def n(value: float) -> str:
    """A coordinate with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def text(
    at: Point,
    words: str,
    *,
    size: float = 14,
    colour: str = INK,
    anchor: str = "start",
    weight: int = 400,
) -> str:
    """One line of text that begins, is centred or ends at a point on its base line."""
    return (
        f'<text x="{n(at[0])}" y="{n(at[1])}" font-size="{n(size)}" font-weight="{weight}" fill="{colour}" '
        f'text-anchor="{anchor}">{safe(words)}</text>'
    )


def box(
    centre: Point, size: Point, *, fill: str, stroke: str = "none", width: float = 0, corner: int = 6
) -> str:
    """A rectangle with round corners."""
    return (
        f'<rect x="{n(centre[0] - size[0] / 2)}" y="{n(centre[1] - size[1] / 2)}" width="{n(size[0])}" '
        f'height="{n(size[1])}" rx="{corner}" fill="{fill}" stroke="{stroke}" stroke-width="{n(width)}"/>'
    )


def arrow(points: list[Point], *, colour: str, width: float) -> str:
    """A line through the points with round corners and a head at the last."""
    (x1, y1), (x2, y2) = points[-2], points[-1]
    length = math.hypot(x2 - x1, y2 - y1) or 1
    ahead = ((x2 - x1) / length, (y2 - y1) / length)
    size = 7 + width / 2
    base = (x2 - ahead[0] * size, y2 - ahead[1] * size)
    aside = (-ahead[1] * size / 2, ahead[0] * size / 2)
    wings = ((base[0] + aside[0], base[1] + aside[1]), (base[0] - aside[0], base[1] - aside[1]))
    head = " ".join(f"{n(x)},{n(y)}" for x, y in ((x2, y2), *wings))
    line = _round_line([*points[:-1], base])
    return (
        f'<path d="{line}" fill="none" stroke="{colour}" stroke-width="{n(width)}"/>'
        f'<polygon points="{head}" fill="{colour}"/>'
    )


def towards(begin: Point, end: Point, part: float) -> Point:
    """The point a part (0..1) of the way from begin to end."""
    return begin[0] + (end[0] - begin[0]) * part, begin[1] + (end[1] - begin[1]) * part


def _round_line(points: list[Point], radius: float = 9) -> str:
    line = f"M{n(points[0][0])},{n(points[0][1])}"
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        near, far = math.dist(before, corner), math.dist(corner, after)
        turn = min(radius, near / 2, far / 2)
        if turn < 0.5:
            continue
        begin, end = towards(corner, before, turn / near), towards(corner, after, turn / far)
        line += f" L{n(begin[0])},{n(begin[1])} Q{n(corner[0])},{n(corner[1])} {n(end[0])},{n(end[1])}"
    return f"{line} L{n(points[-1][0])},{n(points[-1][1])}"
