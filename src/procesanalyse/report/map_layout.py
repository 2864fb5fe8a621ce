"""Where the boxes and paths of a process map lie: the same selection always gives the same picture.

The main path stands straight in the middle column, one row per step. Every other step stands in the left or
right column, half a row beside the steps it belongs to, so that its paths never lie upon those of the main
path. Paths run at right angles through four gutters, between the columns and outside them; each has a lane of
its own wherever it would meet another.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from procesanalyse.report.map_selection import END, START, Edge, Selection

BOX_WIDTH, BOX_HEIGHT = 220, 66
PILL_WIDTH, PILL_HEIGHT = 84, 30
ROW = 108
LANE = 22
GUTTER = 56
MARGIN = 16
#: The ends are lower than boxes, so they stand this part of a row nearer.
NEAR = 0.2

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """`x`, `y` is its middle; `column` -1, 0 (main path), 1."""

    name: str
    column: int
    row: float
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Route:
    """The path of an edge: its corners from the source's box to the target's."""

    edge: Edge
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class MapLayout:
    """Where every box and path lies, and how large the picture is; in pixels."""

    boxes: tuple[Box, ...]
    routes: tuple[Route, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Plan:
    """How an edge runs before x is known: its gutter (-2, -1, 1, 2), None for straight down, and where it
    crosses the main path to another gutter."""

    edge: Edge
    gutter: int | None
    crossing: int | None = None
    second: int | None = None


def lay_out(selection: Selection) -> MapLayout:
    """Places for everything in the selection; an empty one takes no room."""
    if not selection.spine:
        return MapLayout((), (), 0, 0)
    rows = _rows(selection)
    plans = [_plan(edge, rows) for edge in selection.edges]
    heights = _port_heights(plans, rows)
    lanes = _lanes(plans, heights)
    return _draw(selection, rows, plans, heights, lanes)


def _rows(selection: Selection) -> dict[str, tuple[int, float]]:
    """Column and row of each step: side steps beside what they are joined to, where a half row is free."""
    places: dict[str, tuple[int, float]] = {name: (0, float(row)) for row, name in enumerate(selection.spine)}
    places[START], places[END] = (0, NEAR), (0, len(selection.spine) - 1 - NEAR)
    waiting = list(selection.side)
    while waiting:
        name = max(waiting, key=lambda one: (_joined(one, selection, places), -waiting.index(one)))
        waiting.remove(name)
        wanted = _wanted_row(name, selection, places)
        leaning = _leaning(name, selection, places)
        places[name] = _free(wanted, leaning, places, len(selection.spine))
    return places


def _joined(name: str, selection: Selection, places: dict[str, tuple[int, float]]) -> int:
    return sum(
        edge.cases
        for edge in selection.edges
        if (edge.source == name and edge.target in places) or (edge.target == name and edge.source in places)
    )


def _wanted_row(name: str, selection: Selection, places: dict[str, tuple[int, float]]) -> float:
    wanted = weight = 0.0
    for edge in selection.edges:
        other = edge.source if edge.target == name else edge.target if edge.source == name else ""
        if other in places and other not in (START, END):
            column, row = places[other]
            step = 0.5 if column == 0 else 1.0
            wanted += edge.cases * (row + (step if edge.target == name else -step))
            weight += edge.cases
    return wanted / weight if weight else len(places) / 2


def _leaning(name: str, selection: Selection, places: dict[str, tuple[int, float]]) -> float:
    """Rows a step would rather move than stand on the left (above 0) or right (below 0) of the main path.

    It keeps to the side of the steps it is joined to; else the right is a little rather taken.
    """
    columns = [
        places[edge.source if edge.target == name else edge.target][0]
        for edge in selection.edges
        if (edge.target == name and edge.source in places) or (edge.source == name and edge.target in places)
    ]
    return 0.3 + 1.5 * sum(columns)


def _free(
    wanted: float, leaning: float, places: dict[str, tuple[int, float]], rows: int
) -> tuple[int, float]:
    """The free place beside the main path nearest to the wanted row and side."""
    taken = set(places.values())
    options = [
        (abs(row + 0.5 - wanted) - min(column * leaning, 0), -column, row + 0.5)
        for row in range(rows + len(places))
        for column in (1, -1)
        if (column, row + 0.5) not in taken
    ]
    _, column, row = min(options)
    return -column, row


def _plan(edge: Edge, rows: dict[str, tuple[int, float]]) -> _Plan:
    (from_column, from_row), (to_column, to_row) = rows[edge.source], rows[edge.target]
    if from_column == to_column:
        between = [r for c, r in rows.values() if c == from_column and from_row < r < to_row]
        if from_row < to_row and not between:
            return _Plan(edge, None)
        if from_column:
            return _Plan(edge, 2 * from_column)
        return _Plan(edge, 1 if from_row > to_row else -1)
    if 0 in (from_column, to_column):
        return _Plan(edge, from_column + to_column)
    last = max(int(row) for column, row in rows.values() if column == 0)
    crossing = min(max(int((from_row + to_row) / 2), 1), max(last - 1, 1))
    return _Plan(edge, from_column, crossing, to_column)


def _sides(plan: _Plan, rows: dict[str, tuple[int, float]]) -> tuple[int, int]:
    """Which side (-1 left, 1 right) the path leaves its source and reaches its target."""
    gutter = plan.gutter or 0
    ends = []
    for name, through in ((plan.edge.source, gutter), (plan.edge.target, plan.second or gutter)):
        column = rows[name][0]
        if column == 0:
            ends.append(1 if through > 0 else -1)
        else:
            ends.append(column if abs(through) == 2 else -column)
    return ends[0], ends[1]


def _y(row: float) -> float:
    return MARGIN + PILL_HEIGHT / 2 + (row - NEAR) * ROW


def _port_heights(plans: list[_Plan], rows: dict[str, tuple[int, float]]) -> dict[tuple[int, str], float]:
    """Where on the side of a box each path is fastened: by (number of the plan, 'out' | 'in')."""
    fastened: dict[tuple[str, int], list[tuple[float, int, str]]] = defaultdict(list)
    for number, plan in enumerate(plans):
        if plan.gutter is None:
            continue
        leaves, arrives = _sides(plan, rows)
        source, target = plan.edge.source, plan.edge.target
        fastened[source, leaves].append((rows[target][1], number, "out"))
        fastened[target, arrives].append((rows[source][1], number, "in"))
    heights: dict[tuple[int, str], float] = {}
    for (name, _), ends in fastened.items():
        room = (PILL_HEIGHT if name in (START, END) else BOX_HEIGHT) - 12
        gap = min(15.0, room / len(ends))
        for place, (_, number, way) in enumerate(sorted(ends)):
            heights[number, way] = _y(rows[name][1]) + (place - (len(ends) - 1) / 2) * gap
    return heights


def _crossing_y(number: int, plan: _Plan) -> float:
    """Between two rows of the main path, at heights where no box has a port."""
    row = plan.crossing if plan.crossing is not None else 0
    return _y(row + 0.5) + (11, -11, 18, -18)[number % 4]


def _stretches(
    number: int, plan: _Plan, heights: dict[tuple[int, str], float]
) -> list[tuple[int, float, float]]:
    """(gutter, from y, to y) of the vertical stretches of a path."""
    if plan.gutter is None:
        return []
    begin, end = heights[number, "out"], heights[number, "in"]
    if plan.second is None:
        return [(plan.gutter, begin, end)]
    middle = _crossing_y(number, plan)
    return [(plan.gutter, begin, middle), (plan.second, middle, end)]


def _lanes(plans: list[_Plan], heights: dict[tuple[int, str], float]) -> dict[tuple[int, int], int]:
    """A lane for each (plan, gutter), short stretches first and nearest to the main path."""
    stretches = [
        (abs(end - begin), number, gutter, min(begin, end), max(begin, end))
        for number, plan in enumerate(plans)
        for gutter, begin, end in _stretches(number, plan, heights)
    ]
    taken: dict[int, list[list[tuple[float, float]]]] = defaultdict(list)
    lanes: dict[tuple[int, int], int] = {}
    for _, number, gutter, top, bottom in sorted(stretches):
        free = [all(bottom + 12 < a or b + 12 < top for a, b in used) for used in taken[gutter]]
        lane = free.index(True) if True in free else len(free)
        if lane == len(free):
            taken[gutter].append([])
        taken[gutter][lane].append((top, bottom))
        lanes[number, gutter] = lane
    return lanes


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns (-1, 0, 1) and gutters lie across the page; `lanes` are counted by gutter."""

    x: dict[int, float]
    room: dict[int, float]
    lanes: dict[int, int]
    width: float

    def lane(self, gutter: int, lane: int) -> float:
        side = 1 if gutter > 0 else -1
        edge = self.x[side if abs(gutter) == 2 else 0] + side * BOX_WIDTH / 2
        unused = self.room[gutter] - LANE * (self.lanes[gutter] - 1)
        return edge + side * (unused / 2 + LANE * lane)


def _columns(used: set[int], lanes: dict[tuple[int, int], int]) -> _Columns:
    count = {
        gutter: 1 + max([lane for (_, g), lane in lanes.items() if g == gutter], default=-1)
        for gutter in (-2, -1, 1, 2)
    }
    room = {gutter: _room(gutter, count[gutter], needed=gutter in used) for gutter in count}
    left = MARGIN + room[-2] + (BOX_WIDTH if -1 in used else 0) + room[-1]
    middle = left + BOX_WIDTH / 2
    x = {
        -1: left - room[-1] - BOX_WIDTH / 2,
        0: middle,
        1: middle + BOX_WIDTH / 2 + room[1] + BOX_WIDTH / 2,
    }
    right = left + BOX_WIDTH + room[1] + (BOX_WIDTH if 1 in used else 0) + room[2]
    return _Columns(x, room, count, right + MARGIN)


def _room(gutter: int, lanes: int, *, needed: bool) -> float:
    """Width of a gutter: inner ones also part the columns, outer ones are there for their lanes."""
    if not lanes:
        return GUTTER if needed and abs(gutter) == 1 else 0
    return GUTTER + LANE * (lanes - 1)


def _draw(
    selection: Selection,
    rows: dict[str, tuple[int, float]],
    plans: list[_Plan],
    heights: dict[tuple[int, str], float],
    lanes: dict[tuple[int, int], int],
) -> MapLayout:
    columns = _columns({column for column, _ in rows.values()}, lanes)
    boxes = {name: _box(name, rows[name], columns.x) for name in (*selection.spine, *selection.side)}
    routes = []
    for number, plan in enumerate(plans):
        source, target = boxes[plan.edge.source], boxes[plan.edge.target]
        if plan.gutter is None:
            top, bottom = source.y + source.height / 2, target.y - target.height / 2
            routes.append(Route(plan.edge, ((source.x, top), (target.x, bottom))))
            continue
        leaves, arrives = _sides(plan, rows)
        points: list[Point] = [(source.x + leaves * source.width / 2, heights[number, "out"])]
        for gutter, begin, end in _stretches(number, plan, heights):
            x = columns.lane(gutter, lanes[number, gutter])
            points += [(x, begin), (x, end)]
        points.append((target.x + arrives * target.width / 2, heights[number, "in"]))
        routes.append(Route(plan.edge, tuple(points)))
    lowest = max(box.y + box.height / 2 for box in boxes.values())
    return MapLayout(tuple(boxes.values()), tuple(routes), columns.width, lowest + MARGIN)


def _box(name: str, place: tuple[int, float], x: dict[int, float]) -> Box:
    column, row = place
    size = (PILL_WIDTH, PILL_HEIGHT) if name in (START, END) else (BOX_WIDTH, BOX_HEIGHT)
    return Box(name, column, row, x[column], _y(row), *size)
