"""Fixtures that several rooms' tests use."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root."""
    return ROOT


@pytest.fixture(scope="session")
def shared_logs() -> Path:
    """The folder of real event logs beside the project."""
    folder = ROOT.parent / "shared" / "logs"
    if not folder.is_dir():
        _missing("the real event logs are not on this machine (folder shared/logs beside the project)")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium or Chrome that tests may drive."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    _missing("no chromium on this machine")
    return ""


def _missing(reason: str) -> None:
    """Skip with the reason, or fail where PROCESANALYSE_SKIP_NOTHING says that nothing may be skipped."""
    if os.environ.get("PROCESANALYSE_SKIP_NOTHING"):
        pytest.fail(reason)
    pytest.skip(reason)
