"""Laws of every log, tried on random files."""

import csv
import dataclasses
import io

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from procesanalyse.errors import UnusableInput
from procesanalyse.eventlog.assemble import assemble
from procesanalyse.eventlog.profile_model import (
    AttributeColumn,
    CaseEnd,
    CaseEvent,
    Columns,
    Privacy,
    Profile,
    RowFilter,
    SourceSpec,
    TimeFormat,
)
from procesanalyse.eventlog.read_csv import read_csv
from procesanalyse.eventlog.source import source_of
from procesanalyse.eventlog.table import build_log

HEADER = ("Sag", "Aktivitet", "Udført", "Frist", "Hvem", "Status", "Start")
NOW = pd.Timestamp("2026-01-01", tz="UTC").to_pydatetime()
PROFILE = Profile(
    columns=Columns("Sag", "Aktivitet", "Udført", due="Frist", resource="Hvem"),
    source=SourceSpec("csv", "", ";"),
    default_formats=(TimeFormat("%d-%m-%Y %H:%M", "instant"), TimeFormat("%d-%m-%Y", "date")),
    case_attributes=(AttributeColumn("Status", "status"),),
    case_events=(CaseEvent("Start", "Oprettet"),),
    case_end=CaseEnd("activity", "Slut"),
    filters=(RowFilter("Status", ("Annulleret",)),),
    planned=True,
    privacy=Privacy("pseudonymise", "keep", "keep"),
)

_TIMES = st.sampled_from(
    ["01-02-2024", "01-02-2024 10:00", "27-10-2024 02:30", "30-02-2024", "31-12-9999", "igår", "", "2024"]
)
_ROW = st.tuples(
    st.sampled_from(["S1", "S2", "NA", "", "S1 "]),
    st.sampled_from(["A", "B", "Slut", ""]),
    _TIMES,
    _TIMES,
    st.sampled_from(["Ane", "Bo;Cai", 'Di "D"', ""]),
    st.sampled_from(["Udført", "Annulleret", ""]),
    _TIMES,
)
_DAMAGED = st.one_of(_ROW, _ROW.map(lambda row: row[:4]), _ROW.map(lambda row: (*row, "mere")), st.just(()))


def _csv(rows):
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerows([HEADER, *rows])
    return stream.getvalue().encode()


def _read(rows):
    """The log and no codes, or no log and the codes of its faults."""
    try:
        table = read_csv(source_of("log.csv", _csv(rows)), PROFILE.source)
        return assemble(table, PROFILE, lambda: b"k" * 32, NOW), set()
    except UnusableInput as error:
        return None, {fault.code for fault in error.faults}


@given(st.lists(_DAMAGED, min_size=1, max_size=30))
@settings(max_examples=80, deadline=None)
def test_rows_are_kept_filtered_duplicate_or_rejected_whatever_is_damaged(rows):
    written = sum(any(cell.strip() for cell in row) for row in rows)
    log, codes = _read(rows)
    if log is None:
        assert codes <= {"eventlog.no_rows", "eventlog.no_rows_left", "eventlog.no_readable_times"}
        return
    assert log.rows.rows == written
    assert log.rows.kept == len(log.steps) + len(log.planned)
    assert log.rows.rejected == len(log.rejected)
    assert log.rows.milestones == log.events["milestone"].sum()
    assert (log.events["time"] <= log.window.end).all()


@given(st.lists(_ROW, min_size=2, max_size=30), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_rows_shuffled_with_their_numbers_give_the_same_log(rows, random):
    good = ("S1", "A", "01-02-2024", "", "", "", "")
    table = read_csv(source_of("log.csv", _csv([good, *rows])), PROFILE.source)
    order = list(range(len(table.frame)))
    random.shuffle(order)
    shuffled = dataclasses.replace(
        table, frame=table.frame.iloc[order].reset_index(drop=True), rows=table.rows[order]
    )
    one, two = (assemble(each, PROFILE, lambda: b"k" * 32, NOW) for each in (table, shuffled))
    for part in ("events", "cases", "planned", "participants", "rejected"):
        pd.testing.assert_frame_equal(getattr(one, part), getattr(two, part))
    assert (one.window, one.rows, one.issues) == (two.window, two.rows, two.issues)


@given(st.permutations(range(8)))
@settings(max_examples=30, deadline=None)
def test_a_frame_shuffled_with_its_source_rows_gives_the_same_log(order):
    frame = pd.DataFrame(
        {
            "case_id": ["b", "a", "a", "b", "a", "b", "b", "a"],
            "activity": list("ABCDEFGH"),
            "time": pd.to_datetime(["2024-01-01"] * 5 + ["2024-01-02"] * 3, utc=True),
            "source_row": np.arange(1, 9),
        }
    )
    cases = pd.DataFrame({"case_id": ["a", "b"]})
    logs = [build_log(each, cases, zone="UTC") for each in (frame, frame.iloc[list(order)])]
    pd.testing.assert_frame_equal(logs[0].events, logs[1].events)


def test_reading_leaves_the_table_as_it_was():
    table = read_csv(
        source_of("log.csv", _csv([("S1", "A", "01-02-2024", "", "Ane", "", "")])), PROFILE.source
    )
    frame, rows = table.frame.copy(), table.rows.copy()
    assemble(table, PROFILE, lambda: b"k" * 32, NOW)
    pd.testing.assert_frame_equal(table.frame, frame)
    assert (table.rows == rows).all()
