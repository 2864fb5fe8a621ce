"""Every fault of an unusable input as a Danish sentence, with where it stands."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from procesanalyse.errors import Fault, UnusableInput
from procesanalyse.texts import faults


@cache
def all_faults() -> Mapping[str, str]:
    """Every fault code with its sentence, from the modules of this package, one per room."""
    found: dict[str, str] = {}
    for module in pkgutil.iter_modules(faults.__path__):
        words = importlib.import_module(f"{faults.__name__}.{module.name}")
        found.update(getattr(words, "FAULTS", {}))
    return found


def sentences(error: UnusableInput) -> list[str]:
    """One line per fault: "fil.yaml, linje 12, felt within: ..."."""
    return [sentence(fault) for fault in error.faults]


def sentence(fault: Fault) -> str:
    """The fault in Danish; a code without words is shown as a code rather than hidden."""
    template = all_faults().get(fault.code, "Fejl af typen {code}. Giv koden til jeres systemansvarlige.")
    words = template.format_map(
        _Details({**fault.details, "value": fault.value, "field": fault.field, "code": fault.code})
    )
    place = _place(fault)
    return f"{place}: {words}" if place else words


class _Details(dict[str, object]):
    """Shows a missing detail as a dash: a sentence with a gap beats a traceback."""

    def __missing__(self, key: str) -> str:
        return "–"


def _place(fault: Fault) -> str:
    parts = [fault.file] if fault.file else []
    if fault.line is not None:
        parts.append(f"linje {fault.line}")
    if fault.field:
        parts.append(f"felt {fault.field}")
    return ", ".join(parts)
