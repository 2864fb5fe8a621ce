"""What can be wrong with a user's input, as data; Danish sentences are made in `texts.faults`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


class ProcesanalyseError(Exception):
    """Root of every error this program raises on purpose."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input: a code, where it stands, what was seen.

    `value` holds a value of a file the user wrote (guideline, profile, model);
    it is never set to a value of an event log, which may be personal.
    """

    code: str
    file: str = ""
    line: int | None = None
    field: str = ""
    value: str = ""
    details: Mapping[str, object] = dataclasses.field(default_factory=dict)


class UnusableInput(ProcesanalyseError):
    """Input that cannot be used; carries every fault found, not only the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        if not self.faults:
            raise ValueError("UnusableInput needs at least one fault")
        super().__init__("; ".join(_one_line(fault) for fault in self.faults))

    def __reduce__(self) -> tuple[type[UnusableInput], tuple[tuple[Fault, ...]]]:
        return type(self), (self.faults,)


def _one_line(fault: Fault) -> str:
    place = ":".join(str(part) for part in (fault.file, fault.line, fault.field) if part)
    seen = f" ({fault.value})" if fault.value else ""
    return f"{place} {fault.code}{seen}".strip()


class FaultCollector:
    """Gathers faults while reading, so that the user gets the whole list at once."""

    def __init__(self, file: str = "") -> None:
        self.file = file
        self.faults: list[Fault] = []

    def add(
        self,
        code: str,
        *,
        line: int | None = None,
        field: str = "",
        value: object = "",
        **details: object,
    ) -> None:
        """Note one fault of this file."""
        self.faults.append(Fault(code, self.file, line, field, str(value), details))

    def raise_if_any(self) -> None:
        """Raise `UnusableInput` with all faults noted so far, if there are any."""
        if self.faults:
            raise UnusableInput(self.faults)
