"""Where the fields of a YAML file stand, for faults that are found after it was read."""

from __future__ import annotations

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from procesanalyse.documents.section import Section
from procesanalyse.errors import FaultCollector


class Places:
    """Lines of all fields of a file. Lists count from 1, as `Section` does: `teams[2].hours`."""

    def __init__(self, top: Section, room: str) -> None:
        self.faults: FaultCollector = top.faults
        self.room = room
        self._lines: dict[str, int] = {}
        _index(top.data, "", self._lines)

    def report(self, code: str, field: str, value: object = "", **details: object) -> None:
        """Note a fault at a field, unless one of the same field stands already."""
        seen = (fault.field for fault in self.faults.faults)
        if any(one and (_inside(one, field) or _inside(field, one)) for one in seen):
            return
        self.faults.add(f"{self.room}.{code}", line=self.line(field), field=field, value=value, **details)

    def line(self, field: str) -> int | None:
        """Line of a field; of what it stands in, if it is missing itself."""
        while field:
            if field in self._lines:
                return self._lines[field]
            field = field[: max(field.rfind("."), field.rfind("["), 0)]
        return None


def _index(node: object, where: str, lines: dict[str, int]) -> None:
    if isinstance(node, CommentedMap):
        for key, value in node.items():
            path = f"{where}.{key}" if where else str(key)
            lines[path] = int(node.lc.key(key)[0]) + 1
            _index(value, path, lines)
    elif isinstance(node, CommentedSeq):
        for number, value in enumerate(node):
            path = f"{where}[{number + 1}]"
            lines[path] = int(node.lc.item(number)[0]) + 1
            _index(value, path, lines)


def _inside(inner: str, outer: str) -> bool:
    return inner == outer or inner.startswith((f"{outer}.", f"{outer}["))
