"""Do we follow our own procedures, and what would help?

    import procesanalyse as pa
    log = pa.read_log("sager.csv")
    result = pa.check(log, pa.load_guideline("ramme.yaml"))

Names are imported when first used, so that `import procesanalyse` loads neither pandas nor pm4py.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from procesanalyse.calibration.calibrate import calibrate as calibrate
    from procesanalyse.comparison.compare import compare as compare
    from procesanalyse.conformance.check import check as check
    from procesanalyse.discovery.directly_follows import directly_follows as directly_follows
    from procesanalyse.discovery.variants import variants as variants
    from procesanalyse.errors import ProcesanalyseError as ProcesanalyseError
    from procesanalyse.errors import UnusableInput as UnusableInput
    from procesanalyse.eventlog.profile import load_profile as load_profile
    from procesanalyse.eventlog.read import read_log as read_log
    from procesanalyse.eventlog.table import EventLog as EventLog
    from procesanalyse.guideline.load import load_guideline as load_guideline
    from procesanalyse.organisation.load import load_organisation as load_organisation
    from procesanalyse.simulation.load import load_model as load_model
    from procesanalyse.simulation.replications import replicate as replicate
    from procesanalyse.simulation.run import simulate as simulate
    from procesanalyse.simulation.scenario import load_scenario as load_scenario
    from procesanalyse.workspace.project import open_project as open_project

_HOMES = {
    "EventLog": "eventlog.table",
    "ProcesanalyseError": "errors",
    "UnusableInput": "errors",
    "calibrate": "calibration.calibrate",
    "check": "conformance.check",
    "compare": "comparison.compare",
    "directly_follows": "discovery.directly_follows",
    "load_guideline": "guideline.load",
    "load_model": "simulation.load",
    "load_organisation": "organisation.load",
    "load_profile": "eventlog.profile",
    "load_scenario": "simulation.scenario",
    "open_project": "workspace.project",
    "read_log": "eventlog.read",
    "replicate": "simulation.replications",
    "simulate": "simulation.run",
    "variants": "discovery.variants",
}

__all__ = [  # noqa: PLE0604 - the list above is the only one
    *_HOMES
]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """The public name, imported from its room on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"procesanalyse has no {name!r}")
    return getattr(importlib.import_module(f"procesanalyse.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
