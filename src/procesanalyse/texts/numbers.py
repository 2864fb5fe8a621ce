"""Danish numbers, dates and times; the only place that formats them (Babel, locale da_DK)."""

from __future__ import annotations

import math
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from babel.dates import format_date
from babel.numbers import format_decimal

LOCALE = "da_DK"
MISSING = "–"
_NARROW = "\N{NO-BREAK SPACE}"


class Counted(Protocol):
    """A share with its count and interval, as `statistics.share.Share`: words lie below statistics."""

    @property
    def value(self) -> float: ...
    @property
    def count(self) -> int: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


def number(value: float | None, decimals: int = 0) -> str:
    """1234.5 with one decimal is "1.234,5"; a missing value is a dash. Halves round away from zero."""
    if value is None or math.isnan(value):
        return MISSING
    step = Decimal(1).scaleb(-decimals)
    rounded = Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP)
    if rounded == 0:
        rounded = abs(rounded)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(rounded, format=pattern, locale=LOCALE))


def percent(fraction: float | None, decimals: int = 0) -> str:
    """0.8345 with one decimal is "83,5 %" (no-break space)."""
    if fraction is None or math.isnan(fraction):
        return MISSING
    return f"{number(fraction * 100, decimals)}{_NARROW}%"


def signed(value: float | None, decimals: int = 0) -> str:
    """A difference with its sign: "+4", "-2", "0"; a missing one is a dash."""
    text = number(value, decimals)
    return f"+{text}" if value is not None and value > 0 and text.strip("0,") else text


def points(fraction: float, decimals: int = 0) -> str:
    """A difference of shares with its sign: 0.041 is "+4 procentpoint"."""
    return f"{signed(fraction * 100, decimals)} procentpoint"


def span(low: float | None, high: float | None, decimals: int = 0) -> str:
    """ "66–71", and "-2 til 5" where an end is below zero; a dash where an end is missing."""
    ends = number(low, decimals), number(high, decimals)
    if MISSING in ends:
        return MISSING
    return (" til " if any(end.startswith("-") for end in ends) else "–").join(ends)


def percent_span(low: float | None, high: float | None, decimals: int = 0) -> str:
    """An interval of shares: 0.655 to 0.705 is "66–71 %" (no-break space); a dash where an end is missing."""
    text = span(_hundredfold(low), _hundredfold(high), decimals)
    return text if text == MISSING else f"{text}{_NARROW}%"


def signed_span(low: float | None, high: float | None, decimals: int = 0) -> str:
    """An interval of differences: "-2 til +5"; a dash where an end is missing."""
    ends = signed(low, decimals), signed(high, decimals)
    return MISSING if MISSING in ends else " til ".join(ends)


def points_span(low: float | None, high: float | None, decimals: int = 0) -> str:
    """An interval of differences of shares, in percentage points: -0.02 to 0.11 is "-2 til +11"."""
    return signed_span(_hundredfold(low), _hundredfold(high), decimals)


def share_text(share: Counted | None, decimals: int = 0) -> str:
    """ "68 % (66-71 %, 1.302 forløb)"; a dash where there is nothing to count."""
    if share is None:
        return MISSING
    interval = percent_span(share.low, share.high, decimals)
    return f"{percent(share.value, decimals)} ({interval}, {number(share.count)} forløb)"


def days(value: float | None, decimals: int = 0) -> str:
    """ "1 dag", "38 dage"."""
    if value is None or math.isnan(value):
        return MISSING
    text = number(value, decimals)
    return f"{text}{_NARROW}{'dag' if text == '1' else 'dage'}"


def hours(value: float | None, decimals: int = 1) -> str:
    """ "1,5 timer"."""
    if value is None or math.isnan(value):
        return MISSING
    text = number(value, decimals)
    return f"{text}{_NARROW}{'time' if text == '1' else 'timer'}"


def date_text(moment: date | datetime | None) -> str:
    """dd-mm-åååå of a date, or of a local datetime (the caller converts to the local zone first)."""
    return MISSING if moment is None or math.isnan(moment.year) else moment.strftime("%d-%m-%Y")


def date_time_text(moment: datetime | None) -> str:
    """dd-mm-åååå kl. tt.mm of a local datetime."""
    return MISSING if moment is None or math.isnan(moment.year) else moment.strftime("%d-%m-%Y kl. %H.%M")


def long_date(moment: date) -> str:
    """ "4. marts 2026"."""
    return str(format_date(moment, format="d. MMMM y", locale=LOCALE))


def month_year(moment: date) -> str:
    """ "marts 2026"."""
    return str(format_date(moment, format="MMMM y", locale=LOCALE))


def short_month(moment: date) -> str:
    """ "mar. 26", for axes."""
    return str(format_date(moment, format="MMM yy", locale=LOCALE))


def week(moment: date) -> str:
    """ISO week: "uge 53, 2026"."""
    iso = moment.isocalendar()
    return f"uge {iso.week}, {iso.year}"


def _hundredfold(fraction: float | None) -> float | None:
    return None if fraction is None else fraction * 100


class NotANumber(ValueError):
    """Text that is no Danish number; `suggestion` is what was probably meant, or empty."""

    def __init__(self, text: str, suggestion: str = "") -> None:
        self.suggestion = suggestion
        super().__init__(text)


def parse_number(text: str) -> float:
    """A number typed in Danish: "12,5", "1.234,5", "1 234", "1.234".

    "12.5" raises `NotANumber` with the suggestion "12,5"; "1,234.5" raises without one.
    """
    plain = text.strip().replace(_NARROW, "").replace(" ", "")
    whole, comma, fraction = plain.partition(",")
    sign, digits = (whole[:1], whole[1:]) if whole[:1] in {"-", "+"} else ("", whole)
    groups = digits.split(".")
    if comma and not fraction.isdigit():
        raise NotANumber(text)
    if not all(group.isdigit() for group in groups):
        raise NotANumber(text)
    grouped_well = len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    if len(groups) > 1 and not grouped_well:
        suggestion = plain.replace(".", ",") if len(groups) == 2 and not comma else ""
        raise NotANumber(text, suggestion)
    return float(f"{sign}{''.join(groups)}.{fraction or '0'}")
