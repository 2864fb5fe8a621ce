"""Templates as they stand in a model file: steps in order, or with what they wait for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ruamel.yaml.comments import CommentedMap

from procesanalyse.documents.section import Section
from procesanalyse.simulation.model import Step, Template


def read_templates(section: Section) -> tuple[Template, ...]:
    """The templates of a case type. A step without `after` waits for the step above it."""
    return tuple(_template(one) for one in section.sections("templates", required=True))


def _template(section: Section) -> Template:
    steps = section.raw("steps", required=True)
    weight = section.number("weight", 1.0)
    section.finish()
    if not isinstance(steps, list):
        if steps is not None:
            section.fault("documents.not_a_list", "steps", steps)
        return Template((), weight)
    names = [_activity(one) for one in steps]
    read = [_step(section, number, one, names) for number, one in enumerate(steps)]
    return Template(tuple(read), weight)


def _activity(step: object) -> str:
    return str(step.get("activity", "")) if isinstance(step, Mapping) else str(step)


def _step(section: Section, number: int, step: object, names: Sequence[str]) -> Step:
    above = (number - 1,) if number else ()
    if isinstance(step, str):
        return Step(step, above)
    field = f"{section.field_of('steps')}[{number + 1}]"
    if not isinstance(step, CommentedMap):
        section.fault("simulation.not_a_step", "steps", str(step))
        return Step("", above)
    inner = Section(step, field, section.faults)
    read = Step(
        activity=inner.text("activity"),
        after=_after(inner, names) if "after" in step else above,
        wait_days=inner.number("wait_days") if inner.has("wait_days") else None,
        instance=inner.integer("instance", 0, least=0),
    )
    inner.finish()
    return read


def _after(section: Section, names: Sequence[str]) -> tuple[int, ...]:
    """Step numbers from 1, or names of activities that stand once in the template."""
    value = section.raw("after")
    items = value if isinstance(value, list) else [] if value is None else [value]
    found = []
    for item in items:
        if isinstance(item, int) and not isinstance(item, bool):
            found.append(item - 1)
        elif list(names).count(str(item)) == 1:
            found.append(list(names).index(str(item)))
        else:
            code = "simulation.after_twice" if str(item) in names else "simulation.after_unknown"
            section.fault(code, "after", item)
    return tuple(found)
