"""One rule of a guideline file."""

from __future__ import annotations

from typing import Literal, get_args

from procesanalyse.documents.section import Section
from procesanalyse.guideline.model import (
    DueSpec,
    Duration,
    EventPattern,
    Kind,
    Pause,
    Rule,
    RuleException,
    Severity,
    Status,
    Unit,
)
from procesanalyse.guideline.read_condition import (
    SCOPES,
    later_activities,
    read_condition,
    read_pattern,
    words_in,
)
from procesanalyse.guideline.vocabulary import Vocabulary, read_word

UNITS: tuple[Unit, ...] = get_args(Unit)
KINDS: tuple[Kind, ...] = get_args(Kind)
Statement = Literal["first", "last"]
STATEMENTS: tuple[Statement, ...] = get_args(Statement)

#: What each kind must have, and what else it may have; every other key of these is a fault.
NEEDED: dict[Kind, tuple[str, ...]] = {
    "deadline": ("start", "end"),
    "response": ("start", "end"),
    "precedence": ("start", "needs_before"),
    "existence": ("end",),
    "absence": ("end",),
    "people": ("start", "people"),
}
ALLOWED: dict[Kind, tuple[str, ...]] = {
    "deadline": (
        *("within", "due", "count_from", "pauses", "roll_forward", "match", "per", "if_closed"),
        *("exceptions", "start_is_proxy"),
    ),
    "response": ("match", "per", "if_closed", "exceptions"),
    "precedence": ("per", "exceptions"),
    "existence": ("exceptions",),
    "absence": (),
    "people": ("count", "compare_with", "per"),
}
_KIND_KEYS = tuple(dict.fromkeys(key for keys in (*NEEDED.values(), *ALLOWED.values()) for key in keys))


def read_rule(section: Section, words: Vocabulary) -> Rule:
    """The rule of a mapping; what is wrong with it is noted."""
    kind = read_word(section, "kind", KINDS)
    if section.raw("kind") in KINDS:
        _check_keys(section, kind)
    rule = _read(section, kind, words)
    _check_meaning(section, rule)
    section.finish()
    return rule


def _read(section: Section, kind: Kind, words: Vocabulary) -> Rule:
    start = section.section("start")
    condition = section.section("applies_when")
    return Rule(
        id=section.text("id"),
        title=section.text("title"),
        kind=kind,
        severity=read_word(section, "severity", get_args(Severity)),
        status=read_word(section, "status", get_args(Status), "active"),
        which=read_word(start, "which", ("each", "first", "next"), "each") if start else "each",
        start=_pattern(start, words),
        end=_end(section, kind, words),
        due=_due(section, words),
        match=read_word(section, "match", ("shared", "one_to_one"), "shared"),
        per=read_word(section, "per", SCOPES, "case"),  # type: ignore[arg-type]
        if_closed=read_word(section, "if_closed", ("missed", "waived"), "missed"),
        applies_when=read_condition(condition, words) if condition else None,
        exceptions=tuple(_exception(part, words) for part in section.sections("exceptions")),
        people=read_word(section, "people", ("", "different", "same", "at_least"), ""),
        people_count=section.integer("count", 0, least=1),
        start_is_proxy=section.flag("start_is_proxy"),
        legal_basis=section.text("legal_basis", ""),
        wording=section.text("wording", ""),
        source=section.text("source", ""),
        verified_by=section.text("verified_by", ""),
        verified_on=section.date("verified_on", iso_only=True),
        review_by=section.date("review_by", iso_only=True),
        review_question=section.text("review_question", ""),
        follow_up=section.text("follow_up", ""),
        line=section.line,
    )


def read_duration(section: Section, key: str) -> Duration | None:
    """`{months: 4}`: one unit, one whole number of at least 0."""
    part = section.section(key)
    if part is None:
        return None
    units = [unit for unit in UNITS if part.has(unit)]
    amounts = {unit: part.integer(unit, 0, least=0) for unit in units}
    part.finish()
    if len(units) != 1:
        section.fault("guideline.bad_duration", key, allowed=", ".join(UNITS))
        return None
    return Duration(amounts[units[0]], units[0])


def _pattern(section: Section | None, words: Vocabulary) -> EventPattern | None:
    if section is None:
        return None
    pattern = read_pattern(section, words)
    section.finish()
    return pattern


def _end(section: Section, kind: Kind, words: Vocabulary) -> EventPattern | None:
    found = {key: _pattern(section.section(key), words) for key in ("end", "needs_before", "compare_with")}
    return found[{"precedence": "needs_before", "people": "compare_with"}.get(kind, "end")]


def _due(section: Section, words: Vocabulary) -> DueSpec | None:
    within = read_duration(section, "within")
    stated = section.section("due")
    column = stated.text("column") if stated else ""
    statement: Statement = read_word(stated, "statement", STATEMENTS, "first") if stated else "first"
    if stated:
        stated.finish()
    spec = DueSpec(
        within=within,
        count_from=read_word(section, "count_from", ("next_day", "same_day"), "next_day"),
        column=column,
        statement=statement,
        pauses=tuple(_pause(part, words) for part in section.sections("pauses")),
        roll_forward=section.flag("roll_forward"),
    )
    return spec if within or column else None


def _pause(section: Section, words: Vocabulary) -> Pause:
    begin, end = _pattern(section.section("from"), words), _pattern(section.section("to"), words)
    section.finish()
    for key, pattern in (("from", begin), ("to", end)):
        if pattern is None:
            section.fault("documents.missing_key", key)
    return Pause(begin or EventPattern(()), end or EventPattern(()))


def _exception(section: Section, words: Vocabulary) -> RuleException:
    exception = RuleException(read_pattern(section, words), section.text("title", ""))
    section.finish()
    return exception


def _check_keys(section: Section, kind: Kind) -> None:
    for key in NEEDED[kind]:
        if not section.has(key):
            section.fault("guideline.needed_by_kind", key, kind, needed=key)
    for key in _KIND_KEYS:
        if section.has(key) and key not in (*NEEDED[kind], *ALLOWED[kind]):
            section.fault("guideline.not_for_kind", key, kind, needed=key)
    if kind == "deadline" and section.has("within") == section.has("due"):
        section.fault("guideline.within_or_due", "within")


def _check_meaning(section: Section, rule: Rule) -> None:
    if rule.people == "at_least" and not section.has("count"):
        section.fault("guideline.needed_by_kind", "count", "people: at_least", needed="count")
    if rule.kind in ("existence", "absence") and "event" in words_in(rule.applies_when):
        section.fault("guideline.condition_needs_start", "applies_when", rule.kind)
    if rule.end is not None and rule.kind != "people":
        both = sorted(later_activities(rule.applies_when) & set(rule.end.activities))
        if both:
            section.fault("guideline.later_is_end", "applies_when", both[0])
    if rule.due is not None:
        _check_due(section, rule.due)
    if (rule.verified_by != "") != (rule.verified_on is not None) and not section.has("verified_on"):
        section.fault("guideline.signed_without_date", "verified_by", rule.verified_by)


def _check_due(section: Section, spec: DueSpec) -> None:
    if spec.column and (spec.pauses or spec.roll_forward or section.has("count_from")):
        section.fault("guideline.due_column_stands_alone", "due", spec.column)
    if spec.within and spec.count_from == "same_day" and not spec.within.amount:
        section.fault("documents.too_small", "within", 0, least=1)
    if spec.within and spec.within.unit == "hours":
        for key in ("count_from", "roll_forward"):
            if section.has(key):
                section.fault("guideline.not_for_hours", key, key)
