"""A profile is guessed from names and content, and what was assumed is said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procesanalyse.errors import UnusableInput
from procesanalyse.eventlog.guess import guess_profile
from procesanalyse.eventlog.profile import load_profile
from procesanalyse.eventlog.profile_model import (
    AttributeColumn,
    CaseEnd,
    CaseEvent,
    Columns,
    CprDecision,
    Privacy,
    Profile,
    RowFilter,
    SourceSpec,
    TimeFormat,
    WindowSpec,
)
from procesanalyse.eventlog.profile_writer import write_profile
from procesanalyse.eventlog.read import read_log

DATE, CLOCK = TimeFormat("%d-%m-%Y", "date"), TimeFormat("%d-%m-%Y %H:%M", "instant")


def _guess(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "udtræk.csv"
    path.write_bytes(text.encode(encoding))
    return guess_profile(path)


DANISH = (
    "Sagsnr.;Aktivitet;Status;Oprettet;Frist;Udført;Sagsbehandler;Team;Oprettet af\n"
    "1;Modtaget;Udført;01-02-2024;;01-02-2024 09:15;Ane;Nord;Ane\n"
    "1;Vurderet;Udført;01-02-2024;15-02-2024;13-02-2024;Bo;Syd;SYSTEM\n"
    "2;Modtaget;Annulleret;02-02-2024;;;Ane;Nord;Ane\n"
    "2;Sag afsluttet;Udført;03-02-2024;;22-02-2024;Ane;Nord;Ane\n"
)


def test_a_danish_extract_is_understood(tmp_path):
    profile = _guess(tmp_path, DANISH, "cp1252")
    assert profile.columns == Columns(
        case="Sagsnr.",
        activity="Aktivitet",
        time="Udført",
        registered="Oprettet",
        due="Frist",
        resource="Sagsbehandler",
        team="Team",
    )
    assert profile.source == SourceSpec("csv", "cp1252", ";", ",", 0)
    assert profile.formats["Udført"] == (CLOCK, DATE)
    assert profile.filters == (RowFilter("Status", ("Annulleret",)), RowFilter("Oprettet af", ("SYSTEM",)))
    assert profile.case_end == CaseEnd("activity", "Sag afsluttet")
    assert profile.planned
    assert profile.privacy == Privacy()


def test_title_lines_above_the_header_are_found(tmp_path):
    profile = _guess(tmp_path, "Udtræk fra fagsystem\nDannet 1. marts\n" + DANISH)
    assert profile.source.skip_rows == 2


@pytest.mark.parametrize(
    ("dates", "format", "assumed"),
    [
        (["05-02-2024", "06-03-2024"], "%d-%m-%Y", True),
        (["05/02/2024", "06/03/2024"], "%d/%m/%Y", True),
        (["25/02/2024", "06/03/2024"], "%d/%m/%Y", False),
        (["02/25/2024", "03/06/2024"], "%m/%d/%Y", False),
        (["05.02.2024", "06.03.2024"], "%d.%m.%Y", False),
        (["05-02-24", "06-03-24"], "%d-%m-%y", True),
        (["02/25/24", "03/06/24"], "%m/%d/%y", False),
    ],
)
def test_day_before_month_unless_the_file_says_otherwise(tmp_path, dates, format, assumed):  # noqa: A002
    profile = _guess(tmp_path, "Sag;Aktivitet;Dato\n" + "".join(f"1;A;{date}\n" for date in dates))
    assert profile.formats["Dato"] == (TimeFormat(format, "date"),)
    assert ("day_month_assumed" in profile.notes) is assumed


def test_the_one_cell_that_decides_may_stand_last(tmp_path):
    rows = "".join(f"{i};A;05/02/2024\n" for i in range(3000)) + "9;A;02/25/2024\n"
    assert _guess(tmp_path, "Sag;Aktivitet;Dato\n" + rows).formats["Dato"] == (
        TimeFormat("%m/%d/%Y", "date"),
    )


def test_a_clock_that_is_always_midnight_stays_an_instant_and_is_told(tmp_path):
    profile = _guess(tmp_path, "Sag;Aktivitet;Dato\n1;A;05-02-2024 00:00\n1;B;16-02-2024 00:00\n")
    assert profile.formats["Dato"] == (CLOCK,)
    assert "always_midnight" in profile.notes


def test_a_few_unreadable_cells_do_not_hide_the_column_of_times(tmp_path):
    rows = "".join(f"{i};A;05-02-2024\n" for i in range(30)) + "30;A;ukendt\n"
    assert _guess(tmp_path, "Sag;Aktivitet;Udført\n" + rows).columns.time == "Udført"


def test_when_a_row_was_created_is_never_taken_for_when_work_was_done(tmp_path):
    with pytest.raises(UnusableInput, match="no_time_column"):
        _guess(tmp_path, "Sag;Aktivitet;Oprettet\n1;A;05-02-2024\n")


def test_columns_of_people_and_free_text_are_not_read_unasked(tmp_path):
    rows = "".join(f"{i};A;05-02-2024;Navn {i % 3};note {i % 3};art {i % 3}\n" for i in range(30))
    profile = _guess(tmp_path, "Sag;Aktivitet;Dato;Barnets navn;Bemærkning;Art\n" + rows)
    assert [attribute.column for attribute in profile.case_attributes] == ["Art"]


def test_a_guess_is_told_among_the_issues(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text("Sag;Aktivitet;Dato\n1;A;05/02/2024\n", encoding="utf-8")
    log = read_log(path, key=b"k" * 32)
    assert {issue.code for issue in log.issues} == {
        "profile_guessed",
        "day_month_assumed",
        "opened_unknown",
    }


def test_a_written_guess_reads_back_equal_and_with_its_warnings_as_comments(tmp_path):
    profile = _guess(
        tmp_path, DANISH.replace("-02-", "/02/").replace("13/02", "03/02").replace("15/02", "05/02")
    )
    text = write_profile(profile)
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    assert load_profile(tmp_path / "p.yaml") == profile
    assert text.startswith("# Importprofil")


def test_the_shipped_profiles_are_written_back_equal(tmp_path, root):
    files = sorted((root / "models" / "profiles").glob("*.yaml"))
    assert files
    for file in files:
        profile = load_profile(file)
        (tmp_path / "p.yaml").write_text(write_profile(profile), encoding="utf-8")
        assert load_profile(tmp_path / "p.yaml") == profile


_NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
_FORMATS = st.sampled_from([DATE, CLOCK, TimeFormat("iso", "instant"), TimeFormat("iso", "date", "UTC")])


@given(
    names=st.lists(_NAMES, min_size=12, max_size=12, unique=True),
    formats=st.lists(_FORMATS, min_size=1, max_size=3),
    flag=st.booleans(),
)
@settings(max_examples=25, deadline=None)
def test_any_profile_is_written_back_equal(tmp_path_factory, names, formats, flag):
    case, activity, time, due, people, a, b, c, status, word, spelling, step = names
    profile = Profile(
        columns=Columns(case, activity, time, due=due, participants=people, participants_separator="/"),
        title=word,
        source=SourceSpec("csv", "cp1252", "\t", ".", 3),
        zone="Europe/Amsterdam",
        window=WindowSpec("2022-01-01", "2024-12-31T12:00:00+01:00"),
        selection="opened_in",
        formats={time: tuple(formats)} if flag else {},
        default_formats=(DATE,),
        event_attributes=(AttributeColumn(a, f"a{a}", "number"),),
        case_attributes=(AttributeColumn(b, f"b{b}", "flag"),),
        case_events=(CaseEvent(c, step, "date", due, "instant", (AttributeColumn(a, f"a{a}", "number"),)),),
        opened=c,
        case_end=CaseEnd("activity", step) if flag else CaseEnd("last_event"),
        filters=(RowFilter(status, (word, spelling)),),
        planned=flag,
        duplicates="keep",
        activities={step: (spelling,)},
        privacy=Privacy("keep", "pseudonymise", "keep", {status: CprDecision("not_cpr", word)}),
    )
    path = tmp_path_factory.mktemp("p") / "p.yaml"
    path.write_text(write_profile(profile), encoding="utf-8")
    assert load_profile(path) == profile
