"""Where the shipped models and the sample project lie: in the checkout, or inside the installed package."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def shipped(*parts: str) -> Path:
    """Path of a shipped file or folder: `shipped("models", "examples")`, `shipped("sample_logs")`."""
    checkout = _PACKAGE.parents[1]
    root = checkout if (checkout / "pyproject.toml").is_file() else _PACKAGE / "shipped"
    return root.joinpath(*parts)


def demo_project() -> Path:
    """The folder of the sample project."""
    return shipped("sample_logs")
