"""Keyed pseudonyms, short enough to say aloud; the key lies outside every project."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
from pathlib import Path
from typing import Literal

import pandas as pd
import platformdirs

from procesanalyse.errors import FaultCollector, UnusableInput

Subject = Literal["case", "person", "group", "cpr"]

KEY_BYTES = 32
_LETTERS = "BCDFGHJKMNPQRSTVWXYZ"
_SIGNS = "23456789" + _LETTERS
#: Signs of a pseudonym: 20 * 28^7 = 2.7e11 cases and groups, 20 * 28^4 = 1.2e7 people.
_LENGTH: dict[Subject, int] = {"case": 8, "group": 8, "cpr": 8, "person": 5}
_MORE = 3


def pseudonyms(values: pd.Series, subject: Subject, key: bytes) -> pd.Series:
    """The column with each text replaced by its pseudonym (K7-4F2-9MX, people K7-4F2); missing stays missing.

    HMAC-SHA256 of subject and text under the key: the same text gives the same pseudonym
    in every file, and a case and a person of the same name do not. Where two texts of the
    column would share one, theirs become longer until they differ.
    """
    texts = sorted(set(values.dropna()))
    given = {text: _spell(_digest(text, subject, key), _LENGTH[subject]) for text in texts}
    for more in range(_LENGTH[subject] + _MORE, 40, _MORE):
        seen = pd.Series(given)
        shared = seen[seen.duplicated(keep=False)]
        if shared.empty:
            break
        given |= {text: _spell(_digest(str(text), subject, key), more) for text in shared.index}
    return values.map(given)


def _digest(text: str, subject: Subject, key: bytes) -> int:
    return int.from_bytes(hmac.digest(key, f"{subject}\x00{text}".encode(), hashlib.sha256), "big")


def _spell(number: int, length: int) -> str:
    """A letter, then letters and digits, without vowels, 0 and 1: K7-4F2-9MX."""
    number, first = divmod(number, len(_LETTERS))
    signs = [_LETTERS[first]]
    while len(signs) < length:
        number, sign = divmod(number, len(_SIGNS))
        signs.append(_SIGNS[sign])
    rest = "".join(signs[2:])
    return "-".join(["".join(signs[:2]), *(rest[i : i + 3] for i in range(0, len(rest), 3))])


def fingerprint(key: bytes) -> str:
    """Tells two keys apart without giving either away."""
    return hmac.digest(key, b"fingerprint", hashlib.sha256).hex()[:16]


def key_path() -> Path:
    """Where this user's key lies."""
    return Path(platformdirs.user_data_dir("procesanalyse", appauthor=False)) / "pseudonym.key"


def user_key() -> bytes:
    """This user's key; made at first use, readable by the user alone.

    The file appears whole or not at all: of two processes that start at once, the second
    reads the key of the first.
    """
    place = key_path()
    faults = FaultCollector(str(place))
    try:
        if not place.exists():
            _make_key(place)
        key = place.read_bytes()
    except OSError as error:
        faults.add("eventlog.key_unreachable", reason=error.strerror or "")
        raise UnusableInput(faults.faults) from error
    if len(key) != KEY_BYTES:
        faults.add("eventlog.key_damaged")
    faults.raise_if_any()
    return key


def _make_key(place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = place.with_name(f"{place.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(secrets.token_bytes(KEY_BYTES))
            stream.flush()
            os.fsync(stream.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, place)
    finally:
        draft.unlink()
