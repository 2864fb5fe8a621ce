"""Where an error came from, for a log that must not quote the data."""

from __future__ import annotations

import traceback


def places(error: Exception) -> str:
    """Where an error came from, innermost first; its message is left out."""
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    return " < ".join(f"{one.filename}:{one.lineno} {one.name}" for one in reversed(frames))
