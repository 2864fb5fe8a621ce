"""A process tree: activities joined by order, choice, parallel work and loops."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Operator = Literal["activity", "silent", "sequence", "choice", "parallel", "loop"]

_SIGNS: dict[Operator, str] = {"sequence": "->", "choice": "X", "parallel": "+", "loop": "*"}


@dataclass(frozen=True, slots=True)
class ProcessTree:
    """One node. `label` names an activity; the first child of a loop is its body, the others lead back."""

    operator: Operator
    label: str = ""
    children: tuple[ProcessTree, ...] = ()

    @property
    def text(self) -> str:
        """The usual notation: ->( 'a', X( 'b', tau ) )."""
        if self.operator == "silent":
            return "tau"
        if self.operator == "activity":
            return f"'{self.label}'"
        return f"{_SIGNS[self.operator]}( {', '.join(child.text for child in self.children)} )"

    @property
    def activities(self) -> frozenset[str]:
        """The labels of its activities."""
        below = frozenset(name for child in self.children for name in child.activities)
        return below | {self.label} if self.operator == "activity" else below
