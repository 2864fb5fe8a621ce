"""Printing: JSON for programs, aligned tables for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager

import typer


def print_json(content: object) -> None:
    """The content as JSON on standard output; a number that does not exist is null, never NaN."""
    typer.echo(json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False))


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, left: Collection[int] = (0,)) -> None:
    """Aligned columns: those numbered in `left` to the left, the others (numbers) to the right."""
    widths = [max(len(row[i]) for row in [heads, *rows]) for i in range(len(heads))]
    for row in [heads, ["-" * width for width in widths], *rows]:
        cells = [
            cell.ljust(width) if number in left else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        typer.echo("  ".join(cells).rstrip())


def heading(text: str) -> None:
    """A heading with an empty line before it."""
    typer.echo(f"\n{text}\n{'=' * len(text)}")


def shortened(text: str, most: int) -> str:
    """The text, cut with an ellipsis where it is longer than `most` characters."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None] | None]:
    """A callback (done, all) that draws a bar on a terminal; None where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return

    def draw(done: int, total: int) -> None:
        filled = 30 * done // max(total, 1)
        typer.echo(f"\r{label} [{'#' * filled}{'.' * (30 - filled)}] {done}/{total}", err=True, nl=False)

    yield draw
    typer.echo("\r" + " " * 79 + "\r", err=True, nl=False)
