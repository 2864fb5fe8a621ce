"""Writing that is all or nothing, and hashes of what was read."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path

from procesanalyse.errors import Fault, UnusableInput


def write_bytes(path: Path, content: bytes) -> None:
    """Write the file whole or not at all; a folder that cannot be written is `UnusableInput`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise UnusableInput([Fault("workspace.not_writable", file=str(path))]) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UnusableInput([Fault("workspace.not_writable", file=str(path))]) from error


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text whole or not at all."""
    write_bytes(path, text.encode("utf-8"))


def write_json(path: Path, content: object) -> None:
    """Write JSON (UTF-8, keys in the order given) whole or not at all."""
    write_text(path, json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def path_from(folder: Path, target: Path) -> str:
    """The target's path as seen from a folder, with `/`; absolute if no way leads there (another drive)."""
    try:
        return Path(os.path.relpath(target.resolve(), folder.resolve())).as_posix()
    except ValueError:
        return target.resolve().as_posix()


def sha256_of(*paths: Path) -> str:
    """One hash over the content of files, and of all files below folders, in order of name."""
    digest = hashlib.sha256()
    for path in paths:
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            digest.update(file.name.encode("utf-8") + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
