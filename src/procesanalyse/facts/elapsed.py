"""Time between two events, honest about dates."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.workcalendar.zones import local_midnight

DURATION_DTYPE = "timedelta64[us]"


def elapsed(begin: pd.Series, end: pd.Series, dated: NDArray[np.bool_], zone: str) -> pd.Series:
    """`end` minus `begin` per row, missing where either is missing.

    Where `dated` (one of the two is only a date) it is the whole days between the two
    local dates: a clock change makes no day of 23 hours, and a date no false hours.
    """
    length = (end - begin).astype(DURATION_DTYPE)
    known = dated & length.notna().to_numpy()
    if known.any():
        days = local_midnight(end[known], zone) - local_midnight(begin[known], zone)
        length = length.copy()
        length[known] = days.astype(DURATION_DTYPE)
    return length
