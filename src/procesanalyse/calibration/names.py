"""One activity, many names: the log's label, the guideline's id, title and aliases."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from procesanalyse.eventlog.table import EventLog
from procesanalyse.guideline.model import GuidelineHistory
from procesanalyse.organisation.model import Organisation, Route


@dataclass(frozen=True, slots=True)
class Names:
    """Every name of each label of the log, and the labels behind each name."""

    of_label: Mapping[str, tuple[str, ...]]

    def labels(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The log's labels that go by one of these names, in alphabetical order."""
        wanted = set(names)
        return tuple(label for label, known in self.of_label.items() if wanted.intersection(known))


def find_names(log: EventLog, guidelines: GuidelineHistory) -> Names:
    """The names of the log's activities; a label no guideline knows goes by itself."""
    known: dict[str, tuple[str, ...]] = {label: (label,) for label in log.activities}
    for guideline in guidelines.versions:
        for activity in guideline.activities:
            for label in log.activities:
                if label in activity.names:
                    known[label] = tuple(dict.fromkeys((*known[label], *activity.names)))
    return Names(known)


def with_log_labels(organisation: Organisation, names: Names) -> Organisation:
    """The organisation whose routes name activities as the log does; other names stay as they are.

    A route of activities the log never shows keeps its names, so that it cannot come to fit all.
    """
    routes = tuple(_relabelled(route, names) for route in organisation.routes)
    return dataclasses.replace(organisation, routes=routes)


def _relabelled(route: Route, names: Names) -> Route:
    if not route.activities:
        return route
    labels: list[str] = []
    for name in route.activities:
        labels.extend(names.labels((name,)) or (name,))
    return dataclasses.replace(route, activities=tuple(dict.fromkeys(labels)))
