"""Every page on a small project whose figures are counted by hand, on no data and on damaged data."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from procesanalyse.texts.screens import compliance, data, deadlines, frame, overview, process, simulation
from procesanalyse.ui import layout, uploads

Opener = Callable[..., AppTest]
PAGES = [file for file, _, _ in layout.PAGES]


def _plain(text: str) -> str:
    """Markdown as a person reads it."""
    return re.sub(r"\\(.)", r"\1", text).replace("\N{WORD JOINER}", "").replace("\N{NO-BREAK SPACE}", " ")


def _text(page: AppTest) -> str:
    """All sentences of a page."""
    kinds = (page.markdown, page.info, page.warning, page.error, page.success, page.title, page.subheader)
    return _plain("\n".join(element.value for kind in kinds for element in kind))


def _rows(table: pd.DataFrame) -> dict[str, list[str]]:
    """A table's rows by their first cell."""
    return {_plain(row[0]): [_plain(cell) for cell in row[1:]] for row in table.itertuples(index=False)}


@pytest.mark.parametrize("page", PAGES)
def test_without_data_every_page_offers_the_practice_data(open_page: Opener, page: str) -> None:
    shown = open_page(page)
    assert not shown.exception
    assert frame.NO_DATA in _text(shown)
    assert shown.button(key="try_demo").label == frame.TRY_DEMO


@pytest.mark.parametrize("page", PAGES)
def test_every_page_asks_a_question_and_says_what_the_data_are(
    open_page: Opener, project: Path, page: str
) -> None:
    shown = open_page(page, project)
    assert not shown.exception
    assert len(shown.title) == 1
    assert "Prøvekommunen · 01-01-2024 til 30-06-2024 · 40 sager" in _text(shown)
    assert frame.PRACTICE_DATA in _text(shown)


def test_the_overview_keeps_law_goals_and_unverified_rules_apart(open_page: Opener, project: Path) -> None:
    shown = open_page("overview.py", project)
    law, goals, unverified = (_rows(shown.table[i].value) for i in _places(shown, overview.COLUMNS))
    assert law["Underretningen vurderes inden 24 timer"][1:4] == ["40", "6", "0"]
    assert law["Underretningen vurderes inden 24 timer"][0].startswith("85 % (")
    assert goals["Screening inden 7 dage"][1:3] == ["40", "5"]
    assert unverified["Undersøgelsen er færdig på 4 måneder"][2:4] == ["1", "8"]
    assert [len(table) for table in (law, goals, unverified)] == [1, 1, 1]


def test_the_overview_answers_with_the_laws_lowest_share(open_page: Opener, project: Path) -> None:
    shown = open_page("overview.py", project)
    assert "Lavest ligger »Underretningen vurderes inden 24 timer«: 85 %" in _text(shown)
    assert [metric.value for metric in shown.metric] == ["40", "20", "20", "1"]


def _places(page: AppTest, columns: tuple[str, ...]) -> list[int]:
    """Which of the page's tables have these columns."""
    return [i for i, table in enumerate(page.table) if list(table.value.columns) == list(columns)]


def test_compliance_counts_every_outcome(open_page: Opener, project: Path) -> None:
    shown = open_page("compliance.py", project)
    tables = [_rows(shown.table[i].value) for i in _places(shown, compliance.COLUMNS)]
    assert tables[0]["Underretningen vurderes inden 24 timer"][1:8] == ["6", "34", "4", "2", "0", "0", "0"]
    assert tables[1]["Undersøgelsen er færdig på 4 måneder (ikke kontrolleret)"][1:6] == [
        "1",
        "4",
        "0",
        "1",
        "8",
    ]
    assert tables[2]["Screening inden 7 dage"][1:5] == ["5", "35", "5", "0"]
    assert "En regel, ingen har kontrolleret" in _text(shown)


def test_a_chosen_rule_shows_its_breaches_with_danish_dates(open_page: Opener, project: Path) -> None:
    shown = open_page("compliance.py", project)
    shown.selectbox(key="rule").select("SCREENING").run()
    found = shown.dataframe[0].value
    assert len(found) == 5
    assert set(found["Overskredet"].map(_plain)) == {"2 dage"}
    assert found["Frist"].str.fullmatch(r"\d\d-\d\d-\d{4}").all()
    assert found["Begyndte"].str.fullmatch(r"\d\d-\d\d-\d{4} kl\. 09\.00").all()
    assert not found["Sag"].str.startswith("S0").any(), "case numbers of the file are shown"


def test_a_deadline_shows_its_share_and_who_is_overdue(open_page: Opener, project: Path) -> None:
    shown = open_page("deadlines.py", project)
    assert shown.selectbox(key="deadline").value == "TIMER"
    assert "»Underretningen vurderes inden 24 timer«: 85 %" in _text(shown)
    assert len(shown.dataframe[0].value) == 1
    shown.selectbox(key="deadline").select("SCREENING").run()
    assert not shown.exception
    assert deadlines.NO_OVERDUE in _text(shown)


def test_the_map_page_says_how_many_follow_the_most_usual_path(open_page: Opener, project: Path) -> None:
    shown = open_page("process.py", project)
    said = "48 % af sagerne (19 af 40) følger det mest almindelige forløb. Det er ikke et mål for kvalitet."
    assert said in _text(shown)
    paths = shown.table[_places(shown, process.PATH_COLUMNS)[0]].value
    assert list(paths["Sager"]) == ["19", "9", "6", "6"]


@pytest.mark.parametrize("measure", list(process.MEASURES))
def test_the_map_can_be_changed(open_page: Opener, project: Path, measure: str) -> None:
    shown = open_page("process.py", project)
    shown.slider(key="steps").set_value(3)
    shown.segmented_control(key="measure").set_value(measure).run()
    assert not shown.exception


def test_no_row_of_the_file_is_lost(open_page: Opener, project: Path) -> None:
    shown = open_page("data.py", project)
    rows = _rows(shown.table[_places(shown, data.ROW_COLUMNS)[0]].value)
    assert [cells[0] for cells in rows.values()] == ["155", "0", "0", "0", "155"]
    assert "155 af 155 rækker er med" in _text(shown)


def test_a_row_that_cannot_be_read_is_counted_and_listed_without_its_value(
    open_page: Opener, small_log: bytes, project: Path
) -> None:
    bad = small_log + "S999;F999;Almindelig;Screening afsluttet;;;31-02-2024;V1;Modtagelsen;U9\r\n".encode(
        "cp1252"
    )
    (project / "sager.csv").write_bytes(bad)
    shown = open_page("data.py", project)
    assert "1 kunne ikke læses" in _text(shown)
    listed = shown.table[_places(shown, data.REJECTED_COLUMNS)[0]].value
    assert list(listed["Række"]) == ["157"]
    assert "31-02-2024" not in str(listed)


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_file_gets_a_danish_sentence_on_every_page(
    open_page: Opener, project: Path, page: str
) -> None:
    (project / "sager.csv").write_bytes(b"")
    shown = open_page(page, project)
    assert not shown.exception
    assert frame.FAULTS_HEADING in shown.error[0].value
    assert "sager.csv" in _plain(shown.error[0].value)


def test_a_broken_guideline_names_its_line_and_leaves_the_data_page_alone(
    open_page: Opener, project: Path
) -> None:
    file = project / "retningslinje.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("severity: local", "severity: streng"), encoding="utf-8"
    )
    shown = open_page("overview.py", project)
    assert not shown.exception
    assert "linje" in shown.error[0].value
    assert "streng" in shown.error[0].value
    assert "155 af 155 rækker" in _text(open_page("data.py", project))


def test_a_changed_file_is_read_again(open_page: Opener, small_log: bytes, project: Path) -> None:
    shown = open_page("data.py", project)
    extra = "S777;F777;Almindelig;Underretning modtaget;;;03-03-2024 09:00;V1;Modtagelsen;U7\r\n"
    (project / "sager.csv").write_bytes(small_log + extra.encode("cp1252"))
    assert "156 af 156 rækker" in _text(shown.run())


def test_a_project_without_a_guideline_says_so(open_page: Opener, project: Path) -> None:
    file = project / "project.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("guideline: retningslinje.yaml\n", ""), encoding="utf-8"
    )
    for page in ("overview.py", "compliance.py", "deadlines.py"):
        shown = open_page(page, project)
        assert not shown.exception
        assert frame.NO_GUIDELINE in _text(shown)
    assert frame.plain(simulation.NO_GUIDELINE) in open_page("simulation.py", project).info[0].value
    assert not open_page("process.py", project).exception


def test_names_from_a_log_are_shown_as_they_are_written(
    open_page: Opener, small_log: bytes, project: Path
) -> None:
    wicked = small_log.replace(b"Screening afsluttet", b"![x](http://example.org/x.png) <b>[y](z)")
    (project / "sager.csv").write_bytes(wicked)
    shown = open_page("process.py", project)
    assert not shown.exception
    shown_texts = [element.value for element in shown.markdown]
    cells = [str(cell) for table in shown.table for cell in table.value.to_numpy().ravel()]
    assert not any(re.search(r"(?<!\\)!?\[x\]?(?<!\\)\(http", text) for text in [*shown_texts, *cells])


def test_an_upload_is_guessed_corrected_and_used(open_page: Opener, small_log: bytes) -> None:
    shown = open_page("data.py")
    shown.file_uploader(key="upload").set_value(("udtræk.csv", small_log, "text/csv")).run()
    assert not shown.exception
    assert shown.selectbox(key="role_case").value == "Sagsnummer"
    assert shown.selectbox(key="role_time").value == "Udført"
    shown.selectbox(key="role_instance").select("Løbenr")
    shown.button(key="use_file").click().run()
    assert not shown.exception
    assert "155 af 155 rækker" in _text(shown)
    assert "udtræk.csv" in _text(shown)
    shown.selectbox(key="model_guidelines").select("boernesager").run()
    assert not shown.exception
    for page in ("overview.py", "compliance.py", "deadlines.py", "process.py"):
        shown.switch_page(page).run()
        assert not shown.exception
        assert "40 sager" in _text(shown)
    shown.switch_page("data.py").run()
    shown.button(key="forget_upload").click().run()
    assert frame.NO_DATA in _text(shown)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tom.csv", b""),
        ("billede.csv", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("brev.csv", "Kære kommune, her er et brev uden kolonner.\n".encode()),
        ("i stykker.xes.gz", b"\x1f\x8b\x08\x00itu"),
    ],
)
def test_an_upload_that_is_no_log_gets_a_danish_sentence(
    open_page: Opener, name: str, content: bytes
) -> None:
    shown = open_page("data.py")
    shown.file_uploader(key="upload").set_value((name, content, "text/csv")).run()
    assert not shown.exception
    assert frame.FAULTS_HEADING in shown.error[0].value
    assert shown.button(key="try_demo")


def test_columns_with_cpr_numbers_stop_the_upload_until_somebody_decides(
    open_page: Opener, small_log: bytes
) -> None:
    lines = small_log.decode("cp1252").splitlines()
    with_cpr = [f"{lines[0]};Bemærkning", *(f"{line};0101901234" for line in lines[1:])]
    shown = open_page("data.py")
    shown.file_uploader(key="upload").set_value(
        ("cpr.csv", "\n".join(with_cpr).encode("cp1252"), "text/csv")
    ).run()
    assert not shown.exception
    assert "0101901234" not in str([table.value for table in shown.table])
    shown.button(key="use_file").click().run()
    assert frame.FAULTS_HEADING in shown.error[0].value
    shown.selectbox(key="cpr_Bemærkning").select("drop")
    shown.button(key="use_file").click().run()
    assert not shown.error
    assert "155 af 155 rækker" in _text(shown)


def test_without_an_organisation_the_simulation_says_what_is_missing(
    open_page: Opener, project: Path
) -> None:
    said = open_page("simulation.py", project).info[0].value
    assert frame.plain(simulation.NO_ORGANISATION) in said
    assert frame.plain(simulation.NO_TIME_STUDY) in said
    assert simulation.NO_GUIDELINE not in said


def test_a_shipped_model_is_offered_by_its_danish_title() -> None:
    assert uploads.title("guidelines", uploads.choices("guidelines")["boernesager"]).startswith("Børnesager")


def test_a_single_case_is_one_case() -> None:
    assert frame.source_line("Log", "i dag", 1).endswith("1 sag")


def test_a_file_with_unknown_headings_can_be_explained_by_hand(open_page: Opener, small_log: bytes) -> None:
    content = b"a;b;c;d;e;f;g;h;i;j\r\n" + small_log.partition(b"\r\n")[2]
    shown = open_page("data.py")
    shown.file_uploader(key="upload").set_value(("ukendt.csv", content, "text/csv")).run()
    assert not shown.exception
    shown.selectbox(key="role_case").select("a")
    shown.selectbox(key="role_activity").select("d")
    shown.selectbox(key="role_time").select("g")
    shown.button(key="use_file").click().run()
    assert not shown.exception
    assert "155 af 155 rækker" in _text(shown)


def test_a_second_file_with_other_columns_can_follow_the_first(open_page: Opener, small_log: bytes) -> None:
    shown = open_page("data.py")
    shown.file_uploader(key="upload").set_value(("den ene.csv", small_log, "text/csv")).run()
    shown.button(key="use_file").click().run()
    other = small_log.replace(b"Sagsnummer", b"Sagsnr").replace(b"L\xf8benr", b"Nr")
    shown.file_uploader(key="upload").set_value(("den anden.csv", other, "text/csv")).run()
    assert not shown.exception
    assert shown.selectbox(key="role_case").value == "Sagsnr"
    shown.button(key="use_file").click().run()
    assert not shown.exception
    assert "den anden.csv" in _text(shown)


def test_the_chosen_guideline_survives_a_change_of_page(open_page: Opener, small_log: bytes) -> None:
    shown = open_page("data.py")
    shown.file_uploader(key="upload").set_value(("fil.csv", small_log, "text/csv")).run()
    shown.button(key="use_file").click().run()
    shown.selectbox(key="model_guidelines").select("boernesager").run()
    shown.switch_page("overview.py").run()
    shown.switch_page("data.py").run()
    assert shown.selectbox(key="model_guidelines").value == "boernesager"
    shown.switch_page("compliance.py").run()
    assert not shown.exception
    assert shown.selectbox(key="rule")


@pytest.mark.shared_logs
def test_an_xes_file_is_used_as_it_was_guessed(open_page: Opener, shared_logs: Path) -> None:
    content = (shared_logs / "receipt" / "receipt.xes.gz").read_bytes()
    shown = open_page("data.py")
    shown.file_uploader(key="upload").set_value(("receipt.xes.gz", content, "application/gzip")).run()
    shown.button(key="use_file").click().run()
    assert not shown.error
    assert "1.434 sager" in _text(shown)
