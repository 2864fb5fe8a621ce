"""The documented JSON of a check and of an import (docs/design.md, "The command line")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from procesanalyse.conformance.results import CheckResult, RuleResult
    from procesanalyse.eventlog.table import EventLog
    from procesanalyse.statistics.share import Share


def log_json(log: EventLog) -> dict[str, Any]:
    """Where the log comes from and how many rows became what."""
    rows = log.rows
    return {
        "title": log.origin.title,
        "sha256": list(log.origin.file_sha256),
        "personal_data": log.origin.kind == "imported",
        "rows": rows.rows,
        "kept": rows.kept,
        "filtered": rows.filtered,
        "duplicate": rows.duplicate,
        "rejected": rows.rejected,
        "planned": len(log.planned),
        "milestones": rows.milestones,
        "cases": len(log.cases),
        "open_cases": int(log.cases["closed"].isna().sum()),
        "window": {"start": log.window.start.isoformat(), "end": log.window.end.isoformat()},
        "issues": [
            {"code": issue.code, "severity": issue.severity, "count": issue.count} for issue in log.issues
        ],
    }


def check_json(log: EventLog, result: CheckResult) -> dict[str, Any]:
    """The keys of `check --json`."""
    return {
        "log": log_json(log),
        "guideline": [
            {
                "id": version.id,
                "title": version.title,
                "valid_from": version.valid_from.isoformat(),
                "valid_to": version.valid_to.isoformat() if version.valid_to else None,
                "sha256": version.sha256,
            }
            for version in result.guidelines.versions
        ],
        "as_of": result.as_of.isoformat(),
        "rules": [_rule_json(rule) for rule in result.rules],
    }


def _rule_json(result: RuleResult) -> dict[str, Any]:
    rule = result.rule
    counts = [
        "activations",
        "kept",
        "late",
        "missed",
        "pending",
        "not_assessable",
        "waived",
        "certain",
        "due_passed",
        "broken_cases",
        "cases_without_activation",
    ]
    return {
        "id": rule.id,
        "title": rule.title,
        "kind": rule.kind,
        "severity": rule.severity,
        "status": rule.status,
        "verified": rule.verified,
        **{name: getattr(result, name) for name in counts},
        "share": _value(result.share),
        "share_lawful": _value(result.share_lawful),
        "interval": _interval(result.share),
        "share_censored": _value(result.share_censored),
        "share_censored_interval": _interval(result.share_censored),
        "overrun_days": {"median": result.overrun_days_median, "p90": result.overrun_days_p90},
        "notes": list(result.notes),
    }


def _value(share: Share | None) -> float | None:
    return None if share is None else share.value


def _interval(share: Share | None) -> list[float] | None:
    return None if share is None else [share.low, share.high]
