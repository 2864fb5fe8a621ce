"""Data: what was read, what is odd about it, and a file of one's own."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from procesanalyse.errors import UnusableInput
from procesanalyse.report import log_words
from procesanalyse.texts import numbers
from procesanalyse.texts.issues import ISSUES
from procesanalyse.texts.screens import data as texts
from procesanalyse.texts.screens import frame
from procesanalyse.ui import layout, profile_form, state, uploads
from procesanalyse.ui.failures import show_faults

SHOWN_REJECTED = 200


def page() -> None:
    """The page: the log that was read, then the way to another one."""
    layout.question(texts.QUESTION)
    source = state.current()
    if source is None:
        st.info(f"**{frame.NO_DATA}** {frame.NO_DATA_HELP}")
        if st.button(frame.TRY_DEMO, key="try_demo"):
            state.choose_demo()
            st.rerun()
    else:
        _log(source)
    _models()
    _own_file()
    if source is not None:
        layout.next_steps(
            [
                (layout.PROCESS, texts.TO_PROCESS),
                (layout.COMPLIANCE, texts.TO_COMPLIANCE),
                (layout.DEADLINES, texts.TO_DEADLINES),
            ]
        )
        layout.basis(texts.basis(source.log.selection, source.log.zone, pseudonyms=not source.demo))


def _log(source: state.Source) -> None:
    """The answer, the count of rows, the issues, the rejected rows."""
    log = source.log
    noted = sum(issue.severity != "info" for issue in log.issues)
    layout.answer(texts.answer(log.rows.kept, log.rows.rows, log.rows.rejected, noted, layout.period(log)))
    layout.meaning(texts.MEANING)
    st.subheader(texts.ROWS, anchor=False)
    layout.table(_rows(source), alt=texts.ROWS_ALT)
    st.markdown(frame.bullets(log_words.row_sentences(log)[1:]))
    st.subheader(texts.ISSUES, anchor=False)
    st.markdown(frame.bullets(log_words.issue_sentences(log)) or texts.NO_ISSUES)
    _rejected(log.rejected)


def _rows(source: state.Source) -> pd.DataFrame:
    rows = source.log.rows
    counts = (rows.kept, rows.filtered, rows.duplicate, rows.rejected, rows.rows)
    cells = [
        (name, numbers.number(count), meaning)
        for (name, meaning), count in zip(texts.ROW_MEANINGS, counts, strict=True)
    ]
    return pd.DataFrame(cells, columns=list(texts.ROW_COLUMNS))


def _rejected(rejected: pd.DataFrame) -> None:
    """Where each rejected row stands and why; never what it says."""
    if rejected.empty:
        return
    reasons = rejected["code"].map(lambda code: ISSUES.get(code, code))
    listed = pd.DataFrame(
        dict(
            zip(
                texts.REJECTED_COLUMNS,
                (rejected["file"], rejected["row"], rejected["column"], reasons),
                strict=True,
            )
        )
    )
    with st.expander(f"{texts.REJECTED} ({numbers.number(len(listed))})"):
        if len(listed) > SHOWN_REJECTED:
            count = numbers.number(len(listed))
            st.markdown(texts.REJECTED_LIMIT.format(shown=SHOWN_REJECTED, count=count))
        layout.table(listed.head(SHOWN_REJECTED), alt=texts.REJECTED)
        st.download_button(
            texts.REJECTED_DOWNLOAD,
            data=lambda: listed.to_csv(index=False, sep=";").encode("utf-8-sig"),
            file_name="afviste-raekker.csv",
            mime="text/csv",
            on_click="ignore",
        )


def _models() -> None:
    """What an uploaded log is held against."""
    project = state.uploaded()
    if project is None:
        return
    st.subheader(texts.MODELS, anchor=False)
    st.markdown(texts.MODELS_HELP)
    asked = (
        ("guidelines", texts.CHOOSE_GUIDELINE),
        ("organisations", texts.CHOOSE_ORGANISATION),
        ("time_studies", texts.CHOOSE_TIME_STUDY),
    )
    paths = []
    for column, (kind, label) in zip(st.columns(3), asked, strict=True):
        found = uploads.choices(kind)
        with column:
            name = st.selectbox(
                label,
                ["", *found],
                format_func=_titles(kind).get,
                persist_state="session",
                key=f"model_{kind}",
            )
        paths.append(found.get(name))
    held = uploads.held_against(project, *paths)
    if held.sha256 != project.sha256:
        state.use_upload(held)
        st.rerun()


@st.cache_resource(show_spinner=False)
def _titles(kind: str) -> dict[str, str]:
    """What each shipped model of a kind is called."""
    named = {name: uploads.title(kind, path) for name, path in uploads.choices(kind).items()}
    return {"": texts.NONE, **named}


def _own_file() -> None:
    """Upload, guessed profile, corrected profile, and then the pages show that file."""
    st.subheader(texts.OWN, anchor=False)
    if state.uploaded() is not None and st.button(texts.BACK, key="forget_upload"):
        state.forget_upload()
        st.rerun()
    file = st.file_uploader(
        texts.UPLOAD, type=["csv", "txt", "xes", "gz"], help=texts.UPLOAD_HELP, key="upload"
    )
    if file is None:
        return
    try:
        with st.spinner(texts.READING):
            upload = uploads.receive(file.name, file.getvalue())
        st.markdown(f"**{texts.GUESSED}**")
        profile = profile_form.show(upload)
        if profile is not None:
            with st.spinner(texts.READING):
                state.use_upload(uploads.as_project(upload, profile, upload.read(profile)))
            st.session_state["just_read"] = file.name
            st.rerun()
    except UnusableInput as error:
        show_faults(error)
    if st.session_state.pop("just_read", None) == file.name:
        st.success(texts.USED.format(name=frame.plain(file.name)))


if __name__ == "__main__":
    page()
