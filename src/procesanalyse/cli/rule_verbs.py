"""Verbs about guidelines: check."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from procesanalyse.cli.danish import DanishCommand
from procesanalyse.cli.inputs import (
    GuidelineOption,
    JsonOption,
    LogArgument,
    ProfileOption,
    instant,
    open_guidelines,
    open_log,
)
from procesanalyse.cli.output import heading, print_json, print_table, shortened
from procesanalyse.texts import commands

if TYPE_CHECKING:
    from procesanalyse.conformance.results import CheckResult, RuleResult
    from procesanalyse.eventlog.table import EventLog


class FailOn(StrEnum):
    """Which breaches make `check` exit with 1; `local` includes law."""

    LAW = "law"
    LOCAL = "local"


def register(app: typer.Typer) -> None:
    """Add the verbs of this file to the program."""
    app.command("check", help=commands.CHECK, cls=DanishCommand)(check)


def check(
    file: LogArgument,
    guideline: GuidelineOption = None,
    profile_path: ProfileOption = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help=commands.AS_OF, show_default=False, metavar="TEKST")
    ] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option("--fail-on", help=commands.FAIL_ON, show_default=False)
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Check a log rule by rule; the exit code is 1 where `--fail-on` found a breach."""
    from procesanalyse.conformance.check import check as check_log

    guidelines = open_guidelines(file, guideline)
    log = open_log(file, profile_path)
    result = check_log(log, guidelines, as_of=instant(as_of, guidelines.newest.zone))
    if as_json:
        from procesanalyse.cli.as_json import check_json

        print_json(check_json(log, result))
    else:
        print_check(log, result)
    return int(fail_on is not None and _broken(result, fail_on))


def _broken(result: CheckResult, fail_on: FailOn) -> bool:
    severities = {"law"} if fail_on is FailOn.LAW else {"law", "local"}
    return any(
        rule.broken
        for rule in result.rules
        if rule.rule.severity in severities and rule.rule.status == "active"
    )


def print_check(log: EventLog, result: CheckResult) -> None:
    """One table per severity: law, local goals and advice are never added together."""
    from procesanalyse.report.log_words import as_of_sentence

    typer.echo(as_of_sentence(log, result.as_of))
    for severity, title in commands.SEVERITY_HEADS:
        rules = [r for r in result.rules if r.rule.severity == severity and r.rule.status == "active"]
        if rules:
            heading(title)
            print_table(commands.CHECK_HEADS, [_row(rule) for rule in rules], left=(0, 1))
    if any(r.rule.status == "active" and not r.rule.verified for r in result.rules):
        typer.echo(f"\n{commands.UNSIGNED}")
    _print_notes(result)
    inactive = [r.rule for r in result.rules if r.rule.status != "active"]
    if inactive:
        heading(commands.INACTIVE_HEAD)
        for rule in inactive:
            typer.echo(f"- {rule.id}: {rule.title}")


def _print_notes(result: CheckResult) -> None:
    """What a reader must know of each rule: a lower bound, what the log lacks, what was left out."""
    from procesanalyse.texts.reasons import note_texts

    active = [rule for rule in result.rules if rule.rule.status == "active"]
    told_by_star = "unverified"
    notes = {r.rule.id: note_texts(tuple(n for n in r.notes if n != told_by_star)) for r in active}
    if any(notes.values()):
        heading(commands.NOTES_HEAD)
    for rule_id, sentences in notes.items():
        if sentences:
            typer.echo(f"- {rule_id}: {' '.join(sentences)}")


def _row(result: RuleResult) -> tuple[str, ...]:
    from procesanalyse.texts.numbers import MISSING, number, percent, percent_span

    share, rule = result.share, result.rule
    interval = percent_span(share.low, share.high) if share else MISSING
    unsigned = "" if rule.verified else " *"
    return (
        rule.id + unsigned,
        shortened(rule.title, 48),
        percent(share.value if share else None, 1),
        interval,
        number(share.count if share else 0),
        number(result.kept),
        number(result.late),
        number(result.missed),
        number(result.pending),
        number(result.not_assessable),
        number(result.waived),
    )
