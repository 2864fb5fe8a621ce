"""CSV as case systems write it becomes a log, and every row is accounted for."""

import datetime as dt

import pandas as pd
import pytest

from procesanalyse.errors import UnusableInput
from procesanalyse.eventlog.read import read_log, read_log_bytes
from procesanalyse.eventlog.table import RowCount

HEADER = "Sag;Aktivitet;Udført;Frist;Oprettet;Hvem;Med;Status\n"
HEAD = """version: 1
columns:
  case: Sag
  activity: Aktivitet
  time: Udført
  due: Frist
  registered: Oprettet
  resource: Hvem
  participants: {column: Med, separator: ","}
filter:
  - {column: Status, drop: [Annulleret]}
planned: true
"""
ROWS = HEADER + (
    "S1;Modtaget;02-01-2024 09:15;;02-01-2024;Ane;;Udført\n"
    "S1;Vurderet;03-01-2024;09-01-2024;02-01-2024;Bo;Ane, Cai;Udført\n"
    "S2;Modtaget;04-01-2024 10:00;;04-01-2024;Ane;;Udført\n"
    "S2;Vurderet;;11-01-2024;04-01-2024;Bo;;Oprettet\n"
    "S2;Vurderet;05-01-2024;;04-01-2024;Bo;;Annulleret\n"
    "S1;Modtaget;02-01-2024 09:15;;02-01-2024;Ane;;Udført\n"
    "S3;Modtaget;igår;;04-01-2024;Ane;;Udført\n"
    "S3;Modtaget\n"
)


def told(log):
    """The log's issues but the one every extract without a column of openings has."""
    return [issue for issue in log.issues if issue.code != "opened_unknown"]


def test_without_a_column_of_openings_the_first_event_opens_every_case_and_is_said(read):
    log = read(ROWS, head=HEAD)
    assert ("opened_unknown", 2) in {(issue.code, issue.count) for issue in log.issues}
    assert list(log.cases["opened"].dt.tz_convert(log.zone).dt.day) == [2, 4]


def test_every_row_is_kept_filtered_duplicate_or_rejected(read):
    log = read(ROWS, head=HEAD)
    assert log.rows == RowCount(rows=8, kept=4, filtered=1, duplicate=1, rejected=2)
    assert len(log.events) == 3
    assert len(log.planned) == 1
    assert list(log.rejected.itertuples(index=False, name=None)) == [
        ("log.csv", 8, "Udført", "time_unreadable"),
        ("log.csv", 9, "", "wrong_cell_count"),
    ]


def test_a_case_whose_rows_were_all_rejected_is_no_case(read):
    assert list(read(ROWS, head=HEAD).cases["case_id"]) == ["S1", "S2"]


def test_precision_belongs_to_the_event_and_a_date_is_the_midnight_that_begins_it(read):
    events = read(ROWS, head=HEAD).events
    assert list(events["precision"]) == ["instant", "date", "instant"]
    assert events["time"].iloc[0] == pd.Timestamp("2024-01-02T09:15", tz="Europe/Copenhagen")
    assert events["time"].iloc[1] == pd.Timestamp("2024-01-03T00:00", tz="Europe/Copenhagen")


def test_a_row_without_a_time_is_planned_and_keeps_its_due_date(read):
    (row,) = read(ROWS, head=HEAD).planned.itertuples()
    assert (row.case, row.activity, row.source_row, row.due_precision) == (1, "Vurderet", 5, "date")
    assert row.due == pd.Timestamp("2024-01-11", tz="Europe/Copenhagen")


def test_without_planned_rows_an_empty_time_is_rejected(read):
    log = read(ROWS, head=HEAD.replace("planned: true", "planned: false"))
    assert "time_missing" in set(log.rejected["code"])


def test_further_participants_are_listed_by_event(read):
    log = read(ROWS, head=HEAD)
    assert list(zip(log.participants["event"], log.participants["resource"], strict=True)) == [
        (1, "Ane"),
        (1, "Cai"),
    ]


def test_the_window_ends_with_the_last_day_done_never_with_a_due_date(read):
    window = read(ROWS, head=HEAD).window
    assert window.start == pd.Timestamp("2024-01-02T09:15", tz="Europe/Copenhagen")
    assert window.end == pd.Timestamp("2024-01-04T10:00", tz="Europe/Copenhagen")


def test_a_date_counts_to_the_end_of_its_day_when_the_window_ends(read):
    log = read("Sag;Aktivitet;Udført\nS1;A;02-01-2024\n")
    assert log.window.end == pd.Timestamp("2024-01-02T23:59:59.999999", tz="Europe/Copenhagen")


def test_a_slip_into_the_future_does_not_stretch_the_window_and_is_an_issue(read):
    now = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)
    log = read("Sag;Aktivitet;Udført\nS1;A;02-01-2024\nS1;B;02-01-2042\n", now=now)
    assert log.window.end == pd.Timestamp("2024-01-02T23:59:59.999999", tz="Europe/Copenhagen")
    assert {issue.code: issue.count for issue in told(log)} == {"future_event": 1}


def test_the_window_of_the_profile_is_taken_as_local_days(read):
    log = read(
        "Sag;Aktivitet;Udført\nS1;A;02-01-2024\n", more="window: {start: 2023-12-31, end: 2024-01-31}\n"
    )
    assert log.window.start == pd.Timestamp("2023-12-31", tz="Europe/Copenhagen")
    assert log.window.end == pd.Timestamp("2024-01-31T23:59:59.999999", tz="Europe/Copenhagen")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_encoding_is_found_even_if_the_only_danish_letter_stands_last(read, encoding):
    filler = "".join(f"S{i};Brev;02-01-2024\n" for i in range(2000))
    log = read("Sag;Aktivitet;Udført\n" + filler + "S1;Afgørelse;03-01-2024\n", encoding=encoding)
    assert log.activities == ("Afgørelse", "Brev")


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
def test_the_delimiter_is_found(read, mark):
    log = read(f"Sag{mark}Aktivitet{mark}Udført\nS1{mark}A{mark}02-01-2024\n")
    assert len(log.events) == 1


def test_quoted_cells_may_hold_delimiters_and_line_breaks_and_rows_keep_their_line(read):
    log = read('Sag;Aktivitet;Udført\nS1;"A; del\n1";02-01-2024\n\nS1;B;03-01-2024\n')
    assert list(log.events["source_row"]) == [2, 5]
    assert log.activities == ("A; del\n1", "B")


def test_words_that_other_programs_take_for_missing_are_names(read):
    log = read("Sag;Aktivitet;Udført\nNA;None;02-01-2024\nnan;null;02-01-2024\n")
    assert list(log.cases["case_id"]) == ["NA", "nan"]
    assert log.activities == ("None", "null")


def test_leading_zeros_stay(read):
    assert list(read("Sag;Aktivitet;Udført\n007;A;02-01-2024\n").cases["case_id"]) == ["007"]


def test_spellings_become_one_activity(read):
    log = read(
        "Sag;Aktivitet;Udført\nS1;afg.;02-01-2024\nS1;Afgørelse;03-01-2024\n",
        more="activities: {Afgørelse: [afg., AFG]}\n",
    )
    assert log.activities == ("Afgørelse",)


def test_equal_rows_stay_where_the_profile_says_so(read):
    text = "Sag;Aktivitet;Udført\nS1;A;02-01-2024\nS1;A;02-01-2024\n"
    assert (read(text).rows.duplicate, read(text).rows.kept) == (1, 1)
    kept = read(text, more="duplicates: keep\n")
    assert (kept.rows.duplicate, kept.rows.kept) == (0, 2)


def test_rows_that_differ_in_a_column_the_profile_does_not_read_are_duplicates(read):
    text = "Sag;Aktivitet;Udført;Nr\nS1;A;02-01-2024;1\nS1;A;02-01-2024;2\n"
    assert read(text).rows.duplicate == 1
    assert read(text, more="event_attributes: [{column: Nr, name: nr}]\n").rows.duplicate == 0


def test_an_attribute_that_cannot_be_read_is_missing_and_told_with_its_row(read):
    log = read(
        "Sag;Aktivitet;Udført;Alder;Hast\nS1;A;02-01-2024;7,5;ja\nS1;B;03-01-2024;syv;nej\n",
        more="event_attributes: [{column: Alder, name: alder, kind: number}, "
        "{column: Hast, name: hast, kind: flag}]\n",
    )
    assert log.events["alder"].iloc[0] == 7.5
    assert pd.isna(log.events["alder"].iloc[1])
    assert list(log.events["hast"]) == [True, False]
    (issue,) = told(log)
    assert (issue.code, issue.count, issue.rows, issue.details) == (
        "cell_unreadable",
        1,
        (3,),
        {"column": "Alder"},
    )


def test_case_columns_take_the_first_stated_value_and_say_where_it_varies(read):
    log = read(
        "Sag;Aktivitet;Udført;Type\nS1;A;02-01-2024;\nS1;B;03-01-2024;X\nS1;C;04-01-2024;Y\n",
        head="version: 1\ncolumns: {case: Sag, activity: Aktivitet, time: Udført, case_type: Type}\n",
    )
    assert list(log.cases["case_type"]) == ["X"]
    assert [(issue.code, issue.count) for issue in told(log)] == [("case_column_varies", 1)]


def test_a_closing_activity_closes_the_case_at_the_end_of_its_day(read):
    log = read(
        "Sag;Aktivitet;Udført\nS1;A;02-01-2024\nS1;Lukket;05-01-2024\nS2;A;06-01-2024\n",
        more="case_end: {activity: Lukket}\n",
    )
    assert log.cases["closed"].iloc[0] == pd.Timestamp("2024-01-05T23:59:59.999999", tz="Europe/Copenhagen")
    assert pd.isna(log.cases["closed"].iloc[1])


def test_a_closing_date_after_the_window_leaves_the_case_open(read):
    log = read(
        "Sag;Aktivitet;Udført;Slut\nS1;A;02-01-2024;01-07-2024\nS2;A;02-01-2024;02-01-2024\n",
        more="case_end: {attribute: Slut}\nwindow: {end: 2024-06-30}\n",
    )
    assert list(log.cases["closed"].isna()) == [True, False]
    assert [(issue.code, issue.count) for issue in told(log)] == [("closed_after_window", 1)]


def test_dates_of_the_case_become_milestones_with_due_and_attributes(read):
    log = read(
        "Sag;Aktivitet;Udført;Start;Frist;Plan\n"
        "S1;A;02-01-2024;01-01-2024;15-01-2024;10-01-2024 12:00\n"
        "S1;B;03-01-2024;01-01-2024;15-01-2024;10-01-2024 12:00\n",
        more="case_events:\n  - column: Start\n    activity: Oprettet\n    due: Frist\n"
        "    attributes: [{column: Plan, name: plan, kind: instant}]\n",
    )
    first = log.events.iloc[0]
    assert (first["activity"], first["milestone"], first["source_column"]) == ("Oprettet", True, "Start")
    assert first["due"] == pd.Timestamp("2024-01-15", tz="Europe/Copenhagen")
    assert first["plan"] == pd.Timestamp("2024-01-10T12:00", tz="Europe/Copenhagen")
    assert list(log.steps["activity"]) == ["A", "B"]
    assert log.rows == RowCount(rows=2, kept=2, milestones=1)
    assert log.attribute_kind("plan") == "instant"


def test_the_ambiguous_autumn_hour_is_the_first_and_the_missing_spring_hour_ends_forward(read):
    log = read("Sag;Aktivitet;Udført\nS1;A;31-03-2024 02:30\nS1;B;27-10-2024 02:30\n")
    assert list(log.events["time"]) == [
        pd.Timestamp("2024-03-31T01:00Z"),
        pd.Timestamp("2024-10-27T00:30Z"),
    ]
    assert {issue.code for issue in told(log)} == {"clock_ambiguous", "clock_missing"}


def test_title_lines_are_skipped_and_lines_still_counted_from_the_top(read):
    log = read(
        "Udtræk 1. februar;;\n\nSag;Aktivitet;Udført\nS1;A;02-01-2024\n", more="source: {skip_rows: 2}\n"
    )
    assert list(log.events["source_row"]) == [4]


def test_trailing_delimiters_do_not_make_a_row_wrong(read):
    log = read("Sag;Aktivitet;Udført;\nS1;A;02-01-2024;\n")
    assert log.rows == RowCount(rows=1, kept=1)


def test_a_profile_beside_the_file_is_used(tmp_path, read):
    read("Sag;Aktivitet;Udført\nS1;A;02-01-2024\n")
    (tmp_path / "p.yaml").rename(tmp_path / "log.profile.yaml")
    log = read_log(tmp_path / "log.csv")
    assert list(log.cases["case_id"]) == ["S1"]


def test_an_uploaded_file_is_read_without_touching_the_disk():
    log = read_log_bytes(
        "upload.csv", b"case_id,activity,timestamp\n1,A,2024-01-02T10:00:00+01:00\n", key=b"k" * 32
    )
    assert (len(log.events), log.origin.title) == (1, "upload")


def test_origin_names_file_profile_and_key_but_shows_no_key(read):
    log = read("Sag;Aktivitet;Udført\nS1;A;02-01-2024\n", tail="", more=_pseudonymous(), key=b"k" * 32)
    assert len(log.origin.file_sha256[0]) == len(log.origin.profile_sha256) == 64
    assert log.origin.key_fingerprint not in ("", (b"k" * 32).hex())


def _pseudonymous():
    return 'formats: {default: [{format: "%d-%m-%Y", precision: date}]}\n'


def test_a_profile_without_the_case_column_is_refused_before_anything_is_read(read):
    with pytest.raises(UnusableInput) as error:
        read("Nummer;Aktivitet;Udført\nS1;A;02-01-2024\n")
    assert [fault.code for fault in error.value.faults] == ["eventlog.missing_column"]


def test_a_note_of_many_pages_in_one_cell_is_read(read):
    log = read(HEADER + f"S1;{'x' * 200_000};02-01-2024;;02-01-2024;Ane;;Udført\n", head=HEAD)
    assert log.rows.kept == 1


def test_columns_the_profile_names_may_be_wholly_empty(read):
    log = read(HEADER + "S1;Modtaget;02-01-2024;;;;;\nS2;Vurderet;03-01-2024;;;;;\n", head=HEAD)
    assert log.rows.kept == 2
    assert log.participants.empty
    assert log.events[["due", "registered", "resource"]].isna().all(axis=None)
