"""Mined models: the only door to pm4py.

pm4py is imported when a model is asked for (it takes seconds), gets nothing but case numbers, activity names
and the order of steps, and is kept from printing and from changing the standard library (it sets
`time.clock`).
"""

from __future__ import annotations

import contextlib
import io
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from procesanalyse.discovery.bpmn import bpmn_xml
from procesanalyse.discovery.process_tree import Operator, ProcessTree
from procesanalyse.eventlog.table import EventLog


@dataclass(frozen=True, slots=True)
class MinedModel:
    """An inductive miner's process tree and the size of its Petri net.

    A directly-follows relation rarer than `noise_threshold` of the strongest beside it is left out (0: every
    case of the log fits the model).
    """

    tree: ProcessTree
    noise_threshold: float
    places: int
    transitions: int
    arcs: int


def mine(log: EventLog, *, noise_threshold: float = 0.2) -> MinedModel:
    """The model the inductive miner finds in `log.steps`; a log without steps gives a silent tree.

    S.J.J. Leemans et al., "Discovering block-structured process models from event logs containing infrequent
    behaviour", 2013.
    """
    frame = _minimal_frame(log)
    if frame.empty:
        return MinedModel(ProcessTree("silent"), noise_threshold, 0, 0, 0)
    with _contained():
        import pm4py

        tree = pm4py.discover_process_tree_inductive(
            frame,
            noise_threshold=noise_threshold,
            activity_key="activity",
            timestamp_key="order",
            case_id_key="case",
        )
        net, _, _ = pm4py.convert_to_petri_net(tree)
    return MinedModel(_own(tree), noise_threshold, len(net.places), len(net.transitions), len(net.arcs))


def discover_bpmn(log: EventLog, *, noise: float = 0.2, title: str = "") -> str:
    """The mined model as BPMN 2.0 with its drawing."""
    return bpmn_xml(mine(log, noise_threshold=noise).tree, title=title)


def _minimal_frame(log: EventLog) -> pd.DataFrame:
    """Case, activity, order: times are replaced by the row's rank, so that ties keep the log's order."""
    steps = log.steps
    return pd.DataFrame(
        {
            "case": steps["case"].astype(str).astype(object),
            "activity": steps["activity"].astype(object),
            "order": pd.to_datetime(range(len(steps)), unit="s", utc=True),
        }
    )


@contextlib.contextmanager
def _contained() -> Iterator[None]:
    """Nothing printed, no warnings, `time.clock` as it was."""
    had_clock = hasattr(time, "clock")
    with (
        warnings.catch_warnings(),
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        warnings.simplefilter("ignore")
        try:
            yield
        finally:
            if not had_clock and hasattr(time, "clock"):
                del time.clock


_OPERATORS: dict[str, Operator] = {"->": "sequence", "X": "choice", "+": "parallel", "*": "loop"}


def _own(tree: Any) -> ProcessTree:
    """pm4py's tree as ours."""
    if tree.operator is None:
        return ProcessTree("silent") if tree.label is None else ProcessTree("activity", str(tree.label))
    return ProcessTree(_OPERATORS[str(tree.operator)], children=tuple(_own(child) for child in tree.children))
