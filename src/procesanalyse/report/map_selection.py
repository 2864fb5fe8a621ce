"""What a process map shows: the main path, the most frequent other steps, and the paths that join them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from procesanalyse.report.publish import ShownGraph

#: Names of the two ends of every case; no activity can be named like this.
START = "\N{START OF HEADING}"
END = "\N{END OF TRANSMISSION}"

#: Boxes of the map that are kept free for steps beside the main path.
BESIDE = 3

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Edge:
    """A path of the map. `median_hours` None: unknown (from the start, to the end)."""

    source: str
    target: str
    count: int
    cases: int
    median_hours: float | None


@dataclass(frozen=True, slots=True)
class Selection:
    """`spine` from START to END in order, `side` most frequent first, `repeats` of a step by itself."""

    spine: tuple[str, ...]
    side: tuple[str, ...]
    edges: tuple[Edge, ...]
    repeats: dict[str, int]


def select(graph: ShownGraph, *, steps: int, paths: int) -> Selection:
    """The main path, the activities found in most cases up to `steps` in all, and the paths between them.

    Of the paths are shown the main path, for every step its most frequent way in and out, and the `paths`
    most frequent of the others.
    """
    order = graph.activities.sort_values(["cases", "activity"], ascending=[False, True])
    names = [str(name) for name in order["activity"]]
    if not names or steps < 1:
        return Selection((), (), (), {})
    edges = _edges(graph)
    spine = main_path(names, edges, cases=graph.cases, longest=max(steps - BESIDE, min(steps, 2)))
    side = tuple([name for name in names if name not in spine][: steps - len(spine) + 2])
    shown = {*spine, *side}
    between = {pair: edge for pair, edge in edges.items() if edge.source in shown and edge.target in shown}
    repeats = {edge.source: edge.cases for edge in between.values() if edge.source == edge.target}
    return Selection(spine, side, _chosen(between, spine, (*spine, *side), paths), repeats)


def main_path(names: list[str], edges: dict[Pair, Edge], *, cases: int, longest: int) -> tuple[str, ...]:
    """From START to END along the paths that most cases take, through `longest` activities at most.

    Of all ways that follow the usual order it is the one with the greatest sum of (cases of a path - a
    fifth of all cases): paths that fewer take make it no longer. Paths that fewer than a tenth of those
    who leave a step take are no part of it, if it can be done without. Ties go to the earlier in `names`.
    """
    leaving: dict[str, int] = defaultdict(int)
    for edge in edges.values():
        leaving[edge.source] += edge.cases
    common = {pair: edge for pair, edge in edges.items() if edge.cases * 10 >= leaving[edge.source]}
    order = usual_order(names, edges)
    way = _best_way(order, common, cases, longest) or _best_way(order, edges, cases, longest)
    return way or (START, names[0], END)


def _best_way(order: list[str], edges: dict[Pair, Edge], cases: int, longest: int) -> tuple[str, ...] | None:
    """The best-scored way through `order`, by dynamic programming over (last step, number of steps)."""
    best: dict[tuple[str, int], tuple[float, tuple[str, ...]]] = {(START, 0): (0.0, (START,))}
    for place, target in enumerate(order[1:], start=1):
        step = 0 if target == END else 1
        for source in order[:place]:
            edge = edges.get((source, target))
            if edge is None:
                continue
            for length in range(longest + 1 - step):
                so_far = best.get((source, length))
                if so_far is None:
                    continue
                score = so_far[0] + edge.cases - cases / 5
                if score > best.get((target, length + step), (-float("inf"), ()))[0]:
                    best[target, length + step] = (score, (*so_far[1], target))
    ways = [found for (name, length), found in best.items() if name == END and length]
    return max(ways, key=lambda way: way[0])[1] if ways else None


def usual_order(names: list[str], edges: dict[Pair, Edge]) -> list[str]:
    """All activities between START and END so that few cases go backwards.

    P. Eades, X. Lin and W.F. Smyth, "A fast and effective heuristic for the feedback arc set problem",
    1993: take away what nothing leads from, what nothing leads to, else what leads most away.
    """
    left, front, back = list(names), [], []
    while left:
        out = {
            name: sum(edges[pair].count for pair in edges if _within(pair, name, 0, left)) for name in left
        }
        into = {
            name: sum(edges[pair].count for pair in edges if _within(pair, name, 1, left)) for name in left
        }
        sink = next((name for name in left if not out[name]), None)
        source = next((name for name in left if not into[name]), None)
        if source is not None and out[source]:
            front.append(source)
        elif sink is not None:
            back.append(sink)
        else:
            front.append(max(left, key=lambda name: (out[name] - into[name], -left.index(name))))
        left = [name for name in left if name not in front and name not in back]
    return [START, *front, *reversed(back), END]


def _within(pair: Pair, name: str, end: int, left: list[str]) -> bool:
    return pair[end] == name and pair[0] != pair[1] and pair[1 - end] in left


def _edges(graph: ShownGraph) -> dict[Pair, Edge]:
    """All paths, starts and ends included, those of most cases first."""
    found = [
        Edge(str(row.source), str(row.target), int(row.n), int(row.cases), float(row.median_hours))
        for row in graph.edges.rename(columns={"count": "n"}).itertuples()
    ]
    for row in graph.activities.itertuples():
        found += _ends(row)
    found.sort(key=lambda edge: (-edge.cases, edge.source, edge.target))
    return {(edge.source, edge.target): edge for edge in found}


def _ends(row: pd.Series) -> list[Edge]:
    name = str(row.activity)
    begins, ends = int(row.starts), int(row.ends)
    return [
        *([Edge(START, name, begins, begins, None)] if begins else []),
        *([Edge(name, END, ends, ends, None)] if ends else []),
    ]


def _chosen(
    edges: dict[Pair, Edge], spine: tuple[str, ...], shown: tuple[str, ...], paths: int
) -> tuple[Edge, ...]:
    proper = {pair: edge for pair, edge in edges.items() if edge.source != edge.target}
    wanted = {pair for pair in pairwise(spine) if pair in proper}
    for name in shown:
        wanted |= set([pair for pair in proper if pair[0] == name][:1])
        wanted |= set([pair for pair in proper if pair[1] == name][:1])
    wanted |= set([pair for pair in proper if pair not in wanted][:paths])
    return tuple(edge for pair, edge in proper.items() if pair in wanted)
