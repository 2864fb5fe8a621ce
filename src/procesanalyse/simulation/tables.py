"""The notes of a run as tables: a log like a real one, and what no real log tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from procesanalyse.eventlog.table import TIME_DTYPE, EventLog, Origin, Window, build_log
from procesanalyse.simulation.records import KINDS
from procesanalyse.simulation.setup import Setup, day_begins, origin

#: Columns of `SimulationRun.work`: what members did, block by block; two blocks of one member never overlap.
WORK_COLUMNS: Mapping[str, str] = {
    "member": "category: member id",
    "team": "category: team id at that time",
    "begin": "UTC",
    "end": "UTC; work cut off by the end of the run ends there",
    "case": "int32: row in `log.cases`; -1 for unlogged work",
    "activity": "category; missing for handover and unlogged work",
    "kind": "category: session | handover | unlogged",
}

#: Columns of `SimulationRun.queues`: one row per wait in a queue.
QUEUE_COLUMNS: Mapping[str, str] = {
    "team": "category: team id",
    "case": "int32: row in `log.cases`",
    "activity": "category; missing for allocation and handover",
    "session": "int16: 0 for the first session of the activity",
    "kind": "category: allocation (for an owner) | session | handover (for a member's time)",
    "begin": "UTC: ready, or standing in the allocation queue",
    "end": "UTC or missing: the first block of work began, or the owner was found; missing: still waiting",
}

#: Columns of `SimulationRun.owners`: who had a case in a team with case owners, and for how long.
OWNER_COLUMNS: Mapping[str, str] = {
    "case": "int32: row in `log.cases`",
    "team": "category: team id",
    "member": "category: member id",
    "begin": "UTC: allocated",
    "end": "UTC or missing: the case left the member's caseload; missing: still there at the end",
}

#: Columns of `SimulationRun.members`: one row per member and team.
MEMBER_COLUMNS: Mapping[str, str] = {
    "member": "string: member id",
    "team": "string: team id",
    "group": "string: member group",
    "cap": "float: most cases for a first allocation; missing: none",
    "begin": "UTC: first instant in the team",
    "end": "UTC: last, or the end of the run",
    "hours": "float: working hours in that time",
    "cohort_hours": "float: of these, inside the evaluation period",
}


class Tables:
    """Turns one finished run into tables."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._plan = setup.casework.plan
        self._records = setup.casework.records
        self._members = [member.id for member in setup.casework.members]
        self._teams = setup.casework.teams
        self._team_ids = [team.id for team in self._teams]
        self._titles = [team.title for team in self._teams]
        self._activities = [activity.id for activity in setup.model.activities]
        self._zero = np.datetime64(round(origin(setup.model).timestamp()), "s")

    def cohort(self) -> Window:
        """The evaluation period."""
        model = self._setup.model
        days = (model.warm_up_days, model.warm_up_days + model.evaluation_days)
        start, end = (self._instant(day_begins(model, number)) for number in days)
        return Window(start, end)

    def log(self, source: Origin) -> EventLog:
        """Completed activities, milestones and closings; cases that are open at the end stay open."""
        model = self._setup.model
        parts = [self._steps(), self._milestones(), self._closings()]
        events = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
        order = np.lexsort((events["rank"], events["time"], events["number"]))
        events = events.iloc[order].reset_index(drop=True)
        window = Window(self._instant(0), self._instant(self._setup.horizon))
        return build_log(
            events.drop(columns=["rank", "number"]),
            self._cases(),
            zone=model.organisation.zone,
            window=window,
            selection="opened_in",
            origin=source,
        )

    def work(self) -> pd.DataFrame:
        """See WORK_COLUMNS; in order of member and time."""
        table = _rows(self._records.work, 7)
        table = table[np.lexsort(table[:, [5, 4, 3, 2, 0]].T)]
        steps = table[:, 5]
        activity = (
            np.where(table[:, 6] == KINDS.index("session"), self._plan.activity[np.maximum(steps, 0)], -1)
            if len(self._plan.activity)
            else np.full(len(table), -1)
        )
        return pd.DataFrame(
            {
                "member": _names(table[:, 0], self._members),
                "team": _names(table[:, 1], self._team_ids),
                "begin": self._times(table[:, 2]),
                "end": self._times(table[:, 3]),
                "case": table[:, 4].astype(np.int32),
                "activity": _names(activity, self._activities),
                "kind": _names(table[:, 6], KINDS),
            }
        )

    def queues(self) -> pd.DataFrame:
        """See QUEUE_COLUMNS; in order of beginning, case, step and session."""
        table = _rows(self._records.queues, 7)
        table = table[np.lexsort(table[:, [0, 4, 3, 2, 1, 5]].T)]
        is_session = table[:, 4] == KINDS.index("session")
        step = self._plan.first_step[table[:, 1]] + np.maximum(table[:, 2], 0)
        activity = np.where(is_session, self._plan.activity[step], -1) if len(table) else step
        return pd.DataFrame(
            {
                "team": _names(table[:, 0], self._team_ids),
                "case": table[:, 1].astype(np.int32),
                "activity": _names(activity, self._activities),
                "session": np.where(is_session, table[:, 3], 0).astype(np.int16),
                "kind": _names(table[:, 4], KINDS),
                "begin": self._times(table[:, 5]),
                "end": self._times(table[:, 6]),
            }
        )

    def owners(self) -> pd.DataFrame:
        """See OWNER_COLUMNS; in order of case and beginning."""
        table = _rows(self._records.owners, 5)
        table = table[np.lexsort((table[:, 1], table[:, 3], table[:, 0]))]
        return pd.DataFrame(
            {
                "case": table[:, 0].astype(np.int32),
                "team": _names(table[:, 1], self._team_ids),
                "member": _names(table[:, 2], self._members),
                "begin": self._times(table[:, 3]),
                "end": self._times(table[:, 4]),
            }
        )

    def members(self) -> pd.DataFrame:
        """See MEMBER_COLUMNS; in order of member and time."""
        setup = self._setup
        cut = setup.horizon if setup.reorganisation is None else min(setup.reorganisation.at, setup.horizon)
        later = {seat.member: seat for seat in setup.after.seats}
        earlier = {seat.member: seat for seat in setup.before.seats}
        rows = []
        for number, name in enumerate(self._members):
            old, new = earlier.get(name), later.get(name)
            if old and new and old.team == new.team:
                rows.append((number, old, 0, setup.horizon))
                continue
            if old and cut:
                rows.append((number, old, 0, cut))
            if new and cut < setup.horizon:
                rows.append((number, new, cut, setup.horizon))
        first, last = (day_begins(setup.model, days) for days in self._cohort_days())
        return pd.DataFrame(
            {
                "member": [self._members[number] for number, _, _, _ in rows],
                "team": [seat.team for _, seat, _, _ in rows],
                "group": [seat.group.id for _, seat, _, _ in rows],
                "cap": [
                    np.nan if seat.group.caseload_cap is None else float(seat.group.caseload_cap)
                    for _, seat, _, _ in rows
                ],
                "begin": self._times(np.array([begin for _, _, begin, _ in rows], dtype=np.int64)),
                "end": self._times(np.array([end for _, _, _, end in rows], dtype=np.int64)),
                "hours": [self._hours(number, begin, end) for number, _, begin, end in rows],
                "cohort_hours": [
                    self._hours(number, max(begin, first), max(min(end, last), begin, first))
                    for number, _, begin, end in rows
                ],
            }
        )

    def _cohort_days(self) -> tuple[int, int]:
        model = self._setup.model
        return model.warm_up_days, model.warm_up_days + model.evaluation_days

    def _hours(self, member: int, begin: int, end: int) -> float:
        time = self._setup.hours_of[member]
        return float(time.between(np.array([begin]), np.array([end]))[0]) / 3600

    def _instant(self, second: int) -> pd.Timestamp:
        return pd.Timestamp(self._zero + np.timedelta64(second, "s"), tz="UTC").as_unit("us")

    def _times(self, seconds: NDArray[np.int64]) -> pd.Series:
        """UTC instants; missing for -1."""
        instants = (self._zero + seconds.astype("timedelta64[s]")).astype("datetime64[us]")
        instants[seconds < 0] = np.datetime64("NaT")
        return pd.Series(instants).dt.tz_localize("UTC").astype(TIME_DTYPE)

    def _steps(self) -> pd.DataFrame:
        records, plan = self._records, self._plan
        end = np.array(records.end, dtype=np.int64)
        done = np.flatnonzero(end >= 0)
        case = np.repeat(np.arange(len(plan.case_id)), np.diff(plan.first_step))[done]
        step = done - plan.first_step[case]
        return pd.DataFrame(
            {
                "case_id": self._case_ids(case),
                "number": case,
                "rank": step,
                "activity": _texts(plan.activity[done], self._activities),
                "time": self._times(end[done]),
                "start": self._times(np.array(records.start, dtype=np.int64)[done]),
                "enabled": self._times(np.array(records.enabled, dtype=np.int64)[done]),
                "ready": self._times(np.array(records.ready, dtype=np.int64)[done]),
                "resource": _texts(np.array(records.member, dtype=np.int64)[done], self._members),
                "team": _texts(np.array(records.team, dtype=np.int64)[done], self._titles),
                "instance": self._instances(case, step),
            }
        )

    def _instances(self, case: NDArray[np.int64], step: NDArray[np.int64]) -> list[str | None]:
        shapes, ids = self._plan.shapes, self._plan.case_id
        if not any(any(shape.instances) for shape in shapes):
            return [None] * len(case)
        shape_of = self._plan.shape.tolist()
        numbers = [
            shapes[shape_of[c]].instances[s] for c, s in zip(case.tolist(), step.tolist(), strict=True)
        ]
        return [f"{ids[c]}-{n}" if n else None for c, n in zip(case.tolist(), numbers, strict=True)]

    def _milestones(self) -> pd.DataFrame:
        """Allocation and handovers; after the steps of the same instant, in the order they happen."""
        names = self._setup.model.log_names
        words = {
            "handover_sent": names.handover_sent,
            "allocated": names.allocated,
            "handover_received": names.handover_received,
        }
        ranks = {kind: 10**6 + rank for rank, kind in enumerate(words)}
        rows = sorted(
            (case, time, ranks[kind], member, team, words[kind])
            for kind, case, time, member, team in self._records.milestones
            if words[kind]
        )
        numbers = _rows([row[:5] for row in rows], 5)
        return self._own_events(numbers, [row[5] for row in rows])

    def _closings(self) -> pd.DataFrame:
        name = self._setup.model.log_names.closed
        closed = np.array(self._records.closed, dtype=np.int64)
        cases = np.flatnonzero(closed >= 0) if name else np.array([], dtype=np.int64)
        missing = np.full(len(cases), -1)
        table = np.column_stack([cases, closed[cases], np.full(len(cases), 2 * 10**6), missing, missing])
        return self._own_events(table, [name] * len(cases))

    def _own_events(self, table: NDArray[np.int64], names: list[str]) -> pd.DataFrame:
        """Events of the engine from rows (case, time, rank, member, team)."""
        return pd.DataFrame(
            {
                "case_id": self._case_ids(table[:, 0]),
                "number": table[:, 0],
                "rank": table[:, 2],
                "activity": names,
                "time": self._times(table[:, 1]),
                "start": self._times(np.full(len(table), -1)),
                "enabled": self._times(np.full(len(table), -1)),
                "ready": self._times(np.full(len(table), -1)),
                "resource": _texts(table[:, 3], self._members),
                "team": _texts(table[:, 4], self._titles),
                "instance": pd.Series([None] * len(table), dtype=object),
            }
        )

    def _cases(self) -> pd.DataFrame:
        plan = self._plan
        types = [case_type.id for case_type in self._setup.model.case_types]
        return pd.DataFrame(
            {
                "case_id": pd.Series(list(plan.case_id), dtype="string"),
                "case_type": _names(plan.case_type, types),
                "opened": self._times(plan.arrival),
                "closed": self._times(np.array(self._records.closed, dtype=np.int64)),
            }
        )

    def _case_ids(self, cases: NDArray[np.int64]) -> list[str]:
        return [self._plan.case_id[number] for number in cases.tolist()]


def _rows(rows: Sequence[Sequence[int]], width: int) -> NDArray[np.int64]:
    return np.array(rows, dtype=np.int64).reshape(-1, width)


def _names(numbers: NDArray[np.int64], names: Sequence[str]) -> pd.Series:
    """A category of unique names by number; missing for -1."""
    return pd.Series(pd.Categorical.from_codes(numbers, categories=list(names)))


def _texts(numbers: NDArray[np.int64], names: Sequence[str]) -> NDArray[np.object_]:
    """Names by number, which need not be unique; None for -1."""
    return np.array([*names, None], dtype=object)[numbers]
