"""What is decided about a matter before it begins: how it ends, and which breaches are planted in it."""

from __future__ import annotations

from datetime import date

import numpy as np

from generator.matter import HEARING, STARTED, TALK, Matter
from generator.settings import Settings

PLANTS = ("talk", "hearing", "risk", "adviser", "template", "plan")
MEASURES = {"indsats", "anbringelse"}


def outcome(rng: np.random.Generator, settings: Settings, *, acute: bool) -> str:
    """indsats, anbringelse, afslag or none; a provisional decision ends in a placement."""
    if acute:
        return "anbringelse"
    if rng.random() < settings.decision_share:
        return "anbringelse" if rng.random() < settings.placement_share else "indsats"
    return "afslag" if rng.random() < settings.refusal_share else "none"


def breaches_to_plant(
    matter: Matter, day: date, rng: np.random.Generator, settings: Settings
) -> frozenset[str]:
    """Steps that will be left out or come too late; only where nothing earlier in the case hides it."""
    draws = dict(zip(PLANTS, rng.random(len(PLANTS)), strict=True))
    earlier = {record.activity for record in matter.history.records}
    old_law, measure = day < settings.new_law, matter.outcome in MEASURES
    opened_new = all(record.day >= settings.new_law for record in matter.history.records)
    chances = {
        "talk": settings.talk_breach if measure and TALK not in earlier else 0.0,
        "hearing": settings.hearing_breach if matter.outcome in {"afslag", "anbringelse"} else 0.0,
        "risk": settings.risk_breach if matter.notification.reason == "Æresrelateret konflikt" else 0.0,
        "adviser": settings.one_adviser if STARTED not in earlier else 0.0,
        "template": settings.old_template if opened_new and not old_law else 0.0,
        "plan": settings.plan_breach if measure and old_law and not matter.acute else 0.0,
    }
    if HEARING in earlier:
        chances["hearing"] = 0.0
    return frozenset(name for name in PLANTS if draws[name] < chances[name])
