"""The rows behind the figures: shares by month, used time, waits. Figures draw them, tables list them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from procesanalyse.conformance.figures import Families, done_in_time
from procesanalyse.eventlog.table import EventLog
from procesanalyse.report.publish import Audience, published, statuses
from procesanalyse.statistics.share import Share

MONTH_COLUMNS: Mapping[str, str] = {
    "month": "naive midnight of the first day of the local month the activation began in",
    "count": "Int64: activations whose due time has passed; in an unfinished month also those that wait",
    "share": "float or missing: on time",
    "low": "float: 95 % interval",
    "high": "float",
    "unfinished": "bool: some still wait, so the share is Kaplan-Meier's",
    "status": "shown, small or protected",
}

RATIO_COLUMNS: Mapping[str, str] = {
    "begin": "float: elapsed / allowed from (not included, but for 0)",
    "end": "float: to (included); infinite for the last",
    "within": "Int64: done in time",
    "late": "Int64: done too late",
    "missing": "Int64: due and still not done, by the time used so far",
}

WAIT_COLUMNS: Mapping[str, str] = {
    "step": "string: the activity that is waited for; missing for all others together",
    "days": "float: days per case, over all cases",
    "cases": "int64: cases that have waited for it",
}

_DECIDED = ("kept", "late", "missed")
_WAITING = ("kept", "late", "missed", "pending")


def monthly_shares(log: EventLog, outcomes: pd.DataFrame, *, audience: Audience) -> pd.DataFrame:
    """One rule's share on time by the local month its activations began in; see MONTH_COLUMNS.

    `outcomes`: `CheckResult.of(rule)`. A month without any is not listed.
    """
    begun = outcomes[outcomes["start"].notna() & outcomes["outcome"].isin(_WAITING)]
    local = begun["start"].dt.tz_convert(log.zone).dt.tz_localize(None)
    months = local.dt.to_period("M").dt.to_timestamp()
    families = Families.of(log)
    rows = [_month(families, month, group) for month, group in begun.groupby(months)]
    frame = pd.DataFrame(rows, columns=[name for name in MONTH_COLUMNS if name != "status"])
    return published(frame, "count", audience=audience, values=["share", "low", "high"])


def _month(families: Families, month: pd.Timestamp, rows: pd.DataFrame) -> tuple[object, ...]:
    unfinished = bool((rows["outcome"] == "pending").any())
    counted = rows if unfinished else rows[rows["outcome"].isin(_DECIDED) & rows["due_passed"].astype(bool)]
    share = _censored(counted) if unfinished else _share(families, counted)
    figures = (share.value, share.low, share.high) if share else (np.nan, np.nan, np.nan)
    return (month, len(counted), *figures, unfinished)


def _share(families: Families, rows: pd.DataFrame) -> Share | None:
    kept = (rows["outcome"] == "kept").to_numpy()
    return families.share(kept, rows["case"].to_numpy(dtype=np.int64))


def _censored(rows: pd.DataFrame) -> Share | None:
    """Kaplan-Meier; None while all that wait are before their deadline: nothing is known of reaching it."""
    rows = rows[rows["elapsed_ratio"].notna()]
    ratio = rows["elapsed_ratio"].to_numpy(dtype=float)
    never = ((rows["outcome"] == "missed") & rows["final"].astype(bool)).to_numpy()
    if not (never | (ratio >= 1)).any():
        return None
    return done_in_time(ratio, rows["outcome"].isin(("kept", "late")).to_numpy(), never)


def used_time(outcomes: pd.DataFrame, *, audience: Audience, law: bool = False) -> pd.DataFrame:
    """One rule's activations by elapsed / allowed, in tenths up to 3; see RATIO_COLUMNS.

    Missed in a closed case has used no more time than until its closing and stands there. Bars that are too
    small to be shown are missing; `law` lets a leader see late ones down to one.
    """
    edges = np.append(np.arange(0, 31) / 10, np.inf)
    known = outcomes[outcomes["elapsed_ratio"].notna()]
    ratio = np.clip(known["elapsed_ratio"].to_numpy(dtype=float), 0, None)
    place = np.clip(np.searchsorted(edges, ratio - 1e-9, side="left") - 1, 0, len(edges) - 2)
    frame = pd.DataFrame({"begin": edges[:-1], "end": edges[1:]})
    for name, outcome in (("within", "kept"), ("late", "late"), ("missing", "missed")):
        counts = np.bincount(place[(known["outcome"] == outcome).to_numpy()], minlength=len(frame))
        status = statuses(counts, audience=audience, law_breaches=law and name != "within")
        hidden = np.array([one != "shown" for one in status], dtype=np.bool_)
        frame[name] = pd.Series(counts, dtype="Int64").mask(hidden)
    return frame


def shown_open_cases(open_cases: pd.DataFrame, *, audience: Audience) -> pd.DataFrame:
    """Open cases by week as `facts.load.open_cases` counts them, with small counts missing."""
    return published(open_cases, "open", audience=audience, total_shown=False)


def waits(transitions: pd.DataFrame, cases: int, *, audience: Audience, top: int = 8) -> pd.DataFrame:
    """Days per case spent before each step, longest first; see WAIT_COLUMNS.

    They add up to the mean time from first to last step. Beyond the `top` longest, and where fewer than
    five cases have waited, the steps are one row, the last.
    """
    if transitions.empty or not cases:
        return pd.DataFrame({"step": pd.Series(dtype="string"), "days": [], "cases": []})
    length = transitions["waited"] / pd.Timedelta(days=1)
    rows = transitions.assign(length=length).groupby("target", observed=True)
    frame = rows.agg(total=("length", "sum"), cases=("case", "nunique")).reset_index()
    frame = frame.sort_values(["total", "target"], ascending=[False, True], ignore_index=True)
    status = statuses(frame["cases"], audience=audience, total_shown=False)
    named = pd.Series([one == "shown" for one in status]) & (frame.index < top)
    shown = pd.DataFrame(
        {
            "step": frame.loc[named, "target"].astype("string"),
            "days": frame.loc[named, "total"] / cases,
            "cases": frame.loc[named, "cases"],
        }
    )
    if named.all():
        return shown.reset_index(drop=True)
    others = frame[~named]
    rest = pd.DataFrame(
        {
            "step": pd.Series([None], dtype="string"),
            "days": [others["total"].sum() / cases],
            "cases": [int(transitions.loc[transitions["target"].isin(others["target"]), "case"].nunique())],
        }
    )
    return pd.concat([shown, rest], ignore_index=True)
