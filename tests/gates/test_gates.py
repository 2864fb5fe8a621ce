"""The gates every change passes: style, types, rooms, and what may stand in the repository."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def _run(root: Path, *command: str) -> None:
    program = Path(sys.executable).with_name(command[0])
    done = subprocess.run(
        [str(program), *command[1:]], cwd=root, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"


def test_the_code_passes_the_linter(root):
    _run(root, "ruff", "check", ".")


def test_the_code_is_formatted(root):
    _run(root, "ruff", "format", "--check", ".")


def test_the_types_are_right(root):
    _run(root, "mypy")


def test_rooms_import_only_lower_rooms_and_each_big_neighbour_has_one_door(root):
    _run(root, "lint-imports")


def _tracked(root: Path) -> list[Path]:
    git = shutil.which("git")
    if git is None or not (root / ".git").exists():
        pytest.skip("not a git checkout")
    done = subprocess.run([git, "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True)
    return [root / name for name in done.stdout.split("\0") if name and (root / name).is_file()]


def test_no_tracked_file_names_a_package_registry(root):
    hosts = re.compile(rb"//[a-z.]*(py" + rb"pi|python" + rb"hosted|npm" + rb"js)\.(org|com)")
    assert [path for path in _tracked(root) if hosts.search(path.read_bytes())] == []


def test_requirements_carry_hashes_for_every_package(root):
    lines = (root / "requirements.lock").read_text(encoding="utf-8").splitlines()
    packages = [number for number, line in enumerate(lines) if re.match(r"[a-z0-9]", line)]
    assert packages
    assert all("--hash=sha256:" in lines[number + 1] for number in packages)
