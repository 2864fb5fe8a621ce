"""What if: a scenario is a date, a rule for open cases and a list of changes (docs/simulation.md)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from procesanalyse.documents.reading import read_document
from procesanalyse.documents.section import Section
from procesanalyse.errors import FaultCollector
from procesanalyse.organisation.model import Discipline

OpenCases = Literal["stay", "move_at_once", "move_at_next_step"]


@dataclass(frozen=True, slots=True)
class Staff:
    """`positions` more members of a team (fewer, if negative), in one of its groups ("": the first)."""

    team: str
    positions: int
    group: str = ""


@dataclass(frozen=True, slots=True)
class SplitPart:
    """One of the teams a team becomes: how many of its members, and what it takes over.

    Empty `activities` and `case_types` fit all that no earlier part has. Without a cap or a
    discipline of its own it keeps the team's.
    """

    id: str
    title: str
    members: int
    activities: tuple[str, ...] = ()
    case_types: tuple[str, ...] = ()
    caseload_cap: int | None = None
    discipline: Discipline | None = None


@dataclass(frozen=True, slots=True)
class SplitTeam:
    """A team becomes several; its members are dealt to the parts in order of their id."""

    team: str
    parts: tuple[SplitPart, ...]


@dataclass(frozen=True, slots=True)
class Arrivals:
    """`factor` times as many new cases of these types (empty: of all)."""

    factor: float
    case_types: tuple[str, ...] = ()


Change = Staff | SplitTeam | Arrivals


@dataclass(frozen=True, slots=True)
class Scenario:
    """A question to the model. `begins` None: on the first day of the evaluation period."""

    name: str
    question: str = ""
    begins: date | None = None
    open_cases: OpenCases = "stay"
    changes: tuple[Change, ...] = ()
    file: str = ""


def load_scenario(path: str | Path) -> Scenario:
    """The scenario in this file; `UnusableInput` with every fault if it cannot be read.

    Whether a model has the teams it names is checked when it is tried on one (`check_scenario`).
    """
    top = read_document(Path(path), FaultCollector(str(path)))
    top.choice("version", ("1",), "1")
    modes: tuple[OpenCases, ...] = get_args(OpenCases)
    scenario = Scenario(
        name=top.text("name"),
        question=top.text("question", ""),
        begins=top.date("from"),
        open_cases=top.choice("open_cases", modes, "stay"),  # type: ignore[arg-type]
        changes=tuple(_change(one) for one in top.sections("changes", required=True)),
        file=top.faults.file,
    )
    top.finish()
    if top.has("changes") and not scenario.changes and not top.faults.faults:
        top.fault("simulation.no_changes", "changes")
    top.faults.raise_if_any()
    return scenario


def _change(section: Section) -> Change:
    kind = section.choice("change", tuple(_READERS))
    change = _READERS[kind](section)
    section.finish()
    return change


def _staff(section: Section) -> Staff:
    return Staff(section.text("team"), section.integer("positions"), section.text("group", ""))


def _split(section: Section) -> SplitTeam:
    parts = tuple(_part(one) for one in section.sections("parts", required=True))
    if len(parts) < 2:
        section.fault("simulation.too_few_parts", "parts", len(parts))
    elif len({part.id for part in parts}) < len(parts):
        section.fault("simulation.duplicate", "parts", ", ".join(part.id for part in parts))
    return SplitTeam(section.text("team"), parts)


def _part(section: Section) -> SplitPart:
    disciplines: tuple[Discipline, ...] = get_args(Discipline)
    identity = section.text("id")
    part = SplitPart(
        id=identity,
        title=section.text("title", identity),
        members=section.integer("members", least=1),
        activities=section.texts("activities"),
        case_types=section.texts("case_types"),
        caseload_cap=section.integer("caseload_cap", least=1) if section.has("caseload_cap") else None,
        discipline=section.choice("discipline", disciplines) if section.has("discipline") else None,  # type: ignore[arg-type]
    )
    section.finish()
    return part


def _arrivals(section: Section) -> Arrivals:
    return Arrivals(section.number("factor", least=0), section.texts("case_types"))


_READERS: dict[str, Callable[[Section], Change]] = {
    "staff": _staff,
    "split_team": _split,
    "arrivals": _arrivals,
}
