"""The result of a comparison: every figure with its interval, every difference with a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: From here the growth of the backlog is the answer, not a share (docs/simulation.md).
OVERLOAD = 0.95

#: `cannot_tell`: fewer than two pairs of runs show the figure.
Verdict = Literal["more", "fewer", "no_sure_difference", "cannot_tell"]


@dataclass(frozen=True, slots=True)
class Range:
    """From low to high, both included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over replications with Student's 95 % interval; None where no run shows it."""

    value: float | None
    interval: Range | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Scenario minus baseline, run for run on the same cases.

    `interval` (95 %) is of the expected effect and narrows with more replications; `year` holds the
    middle 95 % of the replications' differences: what one year may show. `verdict` is about the
    expected effect.
    """

    value: float | None
    interval: Range | None
    year: Range | None
    verdict: Verdict

    @property
    def sure(self) -> bool:
        """Whether the verdict says which way: the interval of the expected effect stays clear of zero."""
        return self.verdict in ("more", "fewer")


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure under one scenario; `difference` is None for the baseline itself."""

    id: str
    figure: Figure
    difference: Difference | None


@dataclass(frozen=True, slots=True)
class RuleCompared:
    """One rule: share on time over the whole cohort, in the first 26 weeks after the change, and later.

    `decided`: mean number of activations behind the share. `correlation` of the paired shares
    over replications; None where one of them never varies. A high one is what pairing gains.
    """

    id: str
    whole: Compared
    dip: Compared
    after: Compared
    decided: float
    correlation: float | None


@dataclass(frozen=True, slots=True)
class TeamCompared:
    """One team: utilisation, mean queue, mean caseload per member."""

    id: str
    measures: tuple[Compared, ...]

    @property
    def utilisation(self) -> float | None:
        """Mean utilisation; None where the scenario does not have the team."""
        return {one.id: one.figure.value for one in self.measures}.get("utilisation")


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """Everything about one scenario; the baseline has name "" and no differences.

    `counter_measures`: changes_per_case, two_or_more, handovers_per_case, days_to_allocation,
    open_cases, overdue_cases.
    """

    name: str
    question: str
    rules: tuple[RuleCompared, ...]
    counter_measures: tuple[Compared, ...]
    teams: tuple[TeamCompared, ...]

    @property
    def overloaded(self) -> tuple[tuple[str, float], ...]:
        """Teams busy 95 % of the time or more, with their utilisation: their queue grows, so that a share
        on time holds for the period simulated only."""
        found = ((team.id, team.utilisation) for team in self.teams)
        return tuple((name, busy) for name, busy in found if busy is not None and busy >= OVERLOAD)

    def rule(self, rule_id: str) -> RuleCompared:
        """One rule's figures; KeyError if the comparison has none of that id."""
        return {one.id: one for one in self.rules}[rule_id]

    def counter_measure(self, name: str) -> Compared:
        """One counter-measure; KeyError if there is none of that name."""
        return {one.id: one for one in self.counter_measures}[name]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Scenarios against the model as it is; `notes` (codes of texts.findings) say what is left out.

    `validated` and `doubts` are the model's: whether it was held against a log, and why its
    answers are not to be trusted.
    """

    model: str
    seed: int
    replications: int
    cohort: tuple[str, str]
    baseline: ScenarioResult
    scenarios: tuple[ScenarioResult, ...]
    assumptions: tuple[str, ...]
    validated: bool
    doubts: tuple[str, ...]
    notes: tuple[str, ...]
