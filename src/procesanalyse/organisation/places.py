"""Where the fields of a YAML file stand, for faults that are found after it was read."""

from __future__ import annotations

from procesanalyse.documents.places import Place
from procesanalyse.documents.section import Section
from procesanalyse.errors import FaultCollector


class Places:
    """Notes faults at fields of a file that name list items by their number from 1: `teams[2].hours`."""

    def __init__(self, top: Section, room: str) -> None:
        self.faults: FaultCollector = top.faults
        self.room = room
        self._places = top.places()

    def report(self, code: str, field: str, value: object = "", **details: object) -> None:
        """Note a fault at a field, unless one of the same field stands already."""
        place = self._place(field)
        seen = (fault.field for fault in self.faults.faults)
        if any(one and (_inside(one, place.field) or _inside(place.field, one)) for one in seen):
            return
        self.faults.add(f"{self.room}.{code}", line=place.line, field=place.field, value=value, **details)

    def _place(self, field: str) -> Place:
        """The field as the file names it, with its line or that of what it would stand in."""
        outer = field
        while outer:
            if (found := self._places.get(outer)) is not None:
                return Place(found.field + field[len(outer) :], found.line)
            outer = outer[: max(outer.rfind("."), outer.rfind("["), 0)]
        return Place(field, None)


def _inside(inner: str, outer: str) -> bool:
    return inner == outer or inner.startswith((f"{outer}.", f"{outer}["))
