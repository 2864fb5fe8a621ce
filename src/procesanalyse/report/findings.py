"""Findings: what a leader should know first, in sentences with number, interval and caveat.

Law, local goals and advice stand in sentences of their own and are never added together. A rule that nobody
has signed off, or that is not active, stands in none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from procesanalyse.conformance.results import CheckResult, RuleResult
from procesanalyse.discovery.summary import Summary, summarise
from procesanalyse.eventlog.table import EventLog
from procesanalyse.facts.transitions import transition_facts
from procesanalyse.guideline.model import Severity
from procesanalyse.report.publish import SMALLEST_GROUP, Audience, published_variants, suppresses
from procesanalyse.texts import numbers
from procesanalyse.texts import overview as words

Kind = Literal["law", "local", "advice", "unverified", "wait", "path", "open"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence, what must be known about its data, and the rule or steps it is about."""

    kind: Kind
    text: str
    caveats: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


def findings(
    log: EventLog,
    result: CheckResult | None,
    *,
    summary: Summary | None = None,
    audience: Audience = "leader",
) -> tuple[Finding, ...]:
    """The findings in order of importance; without a check only those of the process itself."""
    found: list[Finding | None] = []
    if result is not None:
        found += [_most_broken(result.rules, severity, audience) for severity in ("law", "local", "advice")]
        found.append(_unverified(result.rules))
    found.append(_longest_wait(log, audience))
    found.append(_main_path(summary or summarise(log), audience))
    found.append(_open_now(log, result, audience))
    return tuple(finding for finding in found if finding is not None)


def in_headlines(rule: RuleResult) -> bool:
    """Whether a rule may stand in a finding: active, signed off by a role, and seen in the data."""
    return rule.rule.status == "active" and rule.rule.verified and rule.activations > 0


def _most_broken(rules: Sequence[RuleResult], severity: Severity, audience: Audience) -> Finding | None:
    of_kind = [rule for rule in rules if rule.rule.severity == severity]
    standing = [rule for rule in of_kind if in_headlines(rule)]
    if not standing:
        known = any(rule.rule.status == "active" and rule.rule.verified for rule in of_kind)
        return Finding(severity, words.nothing_measured(severity)) if known else None
    worst = max(standing, key=lambda rule: (rule.broken, rule.rule.id))
    if not worst.broken:
        return Finding(severity, words.no_breach(severity, len(standing)))
    if _too_small(worst, severity, audience):
        return None
    text = words.most_broken(
        severity,
        worst.rule.title,
        basis=worst.rule.legal_basis,
        broken=worst.broken,
        cases=worst.broken_cases,
        share=numbers.share_text(worst.share),
    )
    return Finding(severity, text, _caveats(worst), (worst.rule.id,))


def _too_small(rule: RuleResult, severity: Severity, audience: Audience) -> bool:
    """Breaches may be told where the group they are counted in is no small one."""
    counted = rule.kept + rule.broken
    return suppresses(audience, law_breaches=severity == "law") and counted < SMALLEST_GROUP


def _caveats(rule: RuleResult) -> tuple[str, ...]:
    return (
        words.EXACT,
        *([words.LOWER_BOUND] if "lower_bound" in rule.notes else []),
        *([words.waiting(rule.pending)] if rule.pending else []),
        *([words.not_assessable(rule.not_assessable)] if rule.not_assessable else []),
    )


def _unverified(rules: Sequence[RuleResult]) -> Finding | None:
    held_back = [
        rule for rule in rules if rule.rule.status == "active" and not rule.rule.verified and rule.activations
    ]
    if not held_back:
        return None
    ids = tuple(rule.rule.id for rule in held_back)
    return Finding("unverified", words.unverified(len(held_back)), (), ids)


def _longest_wait(log: EventLog, audience: Audience) -> Finding | None:
    """The transition in which most case-days are spent, of those enough cases have gone through."""
    rows = transition_facts(log)
    if rows.empty:
        return None
    hours = rows["waited"] / pd.Timedelta(hours=1)
    grouped = rows.assign(hours=hours).groupby(["source", "target"], observed=True)
    pairs = grouped.agg(
        total=("hours", "sum"), mean=("hours", "mean"), median=("hours", "median"), cases=("case", "nunique")
    )
    if suppresses(audience):
        pairs = pairs[pairs["cases"] >= SMALLEST_GROUP]
    if pairs.empty or not hours.sum():
        return None
    source, target = pairs["total"].idxmax()
    longest = pairs.loc[(source, target)]
    text = words.longest_wait(
        str(source),
        str(target),
        share=float(longest["total"] / hours.sum()),
        hours=(float(longest["mean"]), float(longest["median"])),
        cases=int(longest["cases"]),
    )
    return Finding("wait", text, (), (str(source), str(target)))


def _main_path(summary: Summary, audience: Audience) -> Finding | None:
    if summary.variants.empty:
        return None
    shown = published_variants(summary.variants, audience=audience, top=1).variants
    count = len(summary.variants)
    if shown.empty:
        return Finding("path", words.no_main_path(count))
    first = shown.iloc[0]
    steps = tuple(first["activities"])
    text = words.main_path(len(steps), float(first["share"]), int(first["cases"]), count)
    return Finding("path", text, (), steps)


def _open_now(log: EventLog, result: CheckResult | None, audience: Audience) -> Finding:
    as_of = result.as_of if result is not None else log.window.end
    day = numbers.long_date(as_of.tz_convert(log.zone).date())
    cases = log.cases
    is_open = ((cases["opened"] <= as_of) & ~(cases["closed"] <= as_of)).to_numpy(dtype=bool)
    counted = _count(int(is_open.sum()), audience)
    laws = [] if result is None else [one.rule.id for one in result.rules if _law_deadline(one)]
    if result is None or not laws:
        return Finding("open", words.open_now_without_law(counted, day))
    rows = result.outcomes
    late = rows["rule"].isin(laws) & (rows["outcome"] == "missed") & ~rows["final"].astype(bool)
    overdue = np.intersect1d(rows.loc[late, "case"].to_numpy(dtype=int), np.flatnonzero(is_open))
    text = words.open_now(counted, _count(len(overdue), audience, law=True), day)
    return Finding("open", text, (), tuple(laws))


def _law_deadline(rule: RuleResult) -> bool:
    return rule.rule.severity == "law" and rule.rule.kind == "deadline" and in_headlines(rule)


def _count(count: int, audience: Audience, *, law: bool = False) -> str:
    """The number, or that it is small."""
    small = suppresses(audience, law_breaches=law) and 0 < count < SMALLEST_GROUP
    return words.FEW if small else numbers.number(count)
