"""Cells of attribute columns as text, numbers, flags or times."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.eventlog.profile_model import AttributeColumn, TimeFormat
from procesanalyse.eventlog.times import parse_times

_TRUE = ("true", "ja", "sand", "1", "x")
_FALSE = ("false", "nej", "falsk", "0")
_DANISH_THOUSANDS = r"^-?\d{1,3}(?:\.\d{3})+(?:,\d+)?$"


@dataclass(frozen=True)
class ParsedValues:
    """An attribute column read, and which of its cells could not be."""

    values: pd.Series
    unreadable: NDArray[np.bool_]


def parse_values(
    text: pd.Series,
    attribute: AttributeColumn,
    formats: tuple[TimeFormat, ...],
    zone: str,
    decimal: str,
) -> ParsedValues:
    """The column as its kind says; a cell that does not fit is missing and marked."""
    if attribute.kind == "number":
        values = parse_numbers(text, decimal)
    elif attribute.kind == "flag":
        values = parse_flags(text)
    elif attribute.kind == "text":
        values = text.astype("string")
    else:
        values = parse_times(text, formats, zone, attribute.kind).time
    return ParsedValues(values, (values.isna() & text.notna()).to_numpy(dtype=bool))


def parse_numbers(text: pd.Series, decimal: str) -> pd.Series:
    """Numbers with this decimal sign; points between groups of three are read away where it is a comma."""
    plain = text
    if decimal == ",":
        grouped = text.str.match(_DANISH_THOUSANDS).eq(other=True)
        ungrouped = text.where(~grouped, text.str.replace(".", "", regex=False))
        plain = ungrouped.str.replace(",", ".", regex=False).where(
            grouped | ~text.str.contains(".", regex=False).eq(other=True)
        )
    return pd.to_numeric(plain, errors="coerce").astype("float64")


def parse_flags(text: pd.Series) -> pd.Series:
    """ja/nej, sand/falsk, true/false, 1/0, x; capitals do not matter."""
    words = {**dict.fromkeys(_TRUE, True), **dict.fromkeys(_FALSE, False)}
    return text.str.lower().map(words).astype("boolean")
