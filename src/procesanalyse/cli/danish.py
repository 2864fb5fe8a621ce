"""Typer's own words in Danish: help pages and usage errors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from procesanalyse.texts import commands


class DanishCommand(TyperCommand):
    """A verb whose help page is Danish."""

    def get_help(self, ctx: object) -> str:
        """The help page with Typer's fixed words replaced."""
        return translated(super().get_help(ctx))  # type: ignore[arg-type]


class DanishGroup(TyperGroup):
    """The program's list of verbs, in Danish and in the order they are used."""

    def get_help(self, ctx: object) -> str:
        """The help page with Typer's fixed words replaced."""
        return translated(super().get_help(ctx))  # type: ignore[arg-type]

    def list_commands(self, ctx: object) -> list[str]:  # noqa: ARG002 - Typer's signature
        """Verbs in the order they were registered."""
        return list(self.commands)


def translated(page: str) -> str:
    """A help page with each fixed word of `texts.commands.HELP_WORDS` replaced."""
    for english, danish in commands.HELP_WORDS:
        page = re.sub(english, danish, page)
    return page


def usage_sentence(error: TyperException) -> str:
    """What was wrong with the call, in Danish, and how to see the help."""
    message = error.format_message()
    if type(error).__name__ == "NoArgsIsHelpError":
        return translated(message)
    return "\n".join([next(_matches(message), commands.USAGE_FALLBACK), commands.SEE_HELP])


def _matches(message: str) -> Iterator[str]:
    for english, danish in commands.USAGE_ERRORS:
        found = re.search(english, message)
        if found:
            yield danish.format(*found.groups())
