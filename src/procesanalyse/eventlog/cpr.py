"""Finds CPR numbers (Danish personal numbers) in the columns of a file."""

from __future__ import annotations

import re

import pandas as pd

#: Six digits of a date, perhaps a separator, four digits; no digit on either side.
_ANYWHERE = r"(?<!\d)(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])(?:0[1-9]|1[0-2])\d{2}[-– ]?\d{4}(?!\d)"
_NINE_DIGITS = re.compile(r"[1-9](?:0[1-9]|1[0-2])\d{2}-?\d{4}")
_NINE_OR_TEN = re.compile(r"\d{5,6}-?\d{4}")


def cpr_cells(text: pd.Series) -> pd.Series:
    """Which cells hold something that can be a CPR number.

    Days 61-91 count too (replacement numbers). Numbers whose leading zero was lost (nine
    digits) count where at least half of the column's numbers of that length are possible.
    The last digits are not checked: numbers since 2007 need not pass modulus 11.
    """
    unique = pd.Series(text.dropna().unique(), dtype="str")
    hits = unique.str.contains(_ANYWHERE, regex=True)
    whole = unique.str.fullmatch(_NINE_OR_TEN)
    short = unique.str.fullmatch(_NINE_DIGITS) & whole
    if short.any() and (short | hits)[whole].mean() >= 0.5:
        hits |= short
    return text.isin(set(unique[hits])) & text.notna()


def has_cpr(text: str) -> bool:
    """Whether a text holds something that can be a CPR number."""
    return re.search(_ANYWHERE, text) is not None


def cpr_columns(frame: pd.DataFrame) -> dict[str, int]:
    """Column -> number of cells that can hold a CPR number, for columns with any."""
    counts = {str(name): int(cpr_cells(frame.iloc[:, i]).sum()) for i, name in enumerate(frame.columns)}
    return {name: count for name, count in counts.items() if count}


def digits_of(value: str) -> str:
    """One spelling for a cell that is a CPR number alone, else the cell: 010190-1234 -> 0101901234."""
    bare = re.sub(r"[-– ]", "", value)
    if re.fullmatch(_ANYWHERE, value) or _NINE_DIGITS.fullmatch(value):
        return bare.zfill(10)
    return value
