"""The form in which a visitor corrects the import profile that was guessed for an upload."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from procesanalyse.eventlog.profile_model import CprDecision, Profile, TimeFormat
from procesanalyse.texts.screens import data as texts
from procesanalyse.texts.screens import frame
from procesanalyse.ui import layout
from procesanalyse.ui.uploads import Upload

#: What a Danish case system writes; each is offered for every column of times.
_FORMATS: tuple[tuple[TimeFormat, ...], ...] = (
    (TimeFormat("%d-%m-%Y", "date"),),
    (TimeFormat("%d-%m-%Y %H:%M", "instant"),),
    (TimeFormat("%d-%m-%Y %H:%M:%S", "instant"),),
    (TimeFormat("%d-%m-%Y %H:%M", "instant"), TimeFormat("%d-%m-%Y", "date")),
    (TimeFormat("%d.%m.%Y", "date"),),
    (TimeFormat("%d/%m/%Y", "date"),),
    (TimeFormat("%Y-%m-%d", "date"),),
    (TimeFormat("iso", "instant"),),
    (TimeFormat("iso", "date"),),
)


#: For columns of times that the visitor points at and nobody has looked at before.
_USUAL = (
    TimeFormat("%d-%m-%Y %H:%M:%S", "instant"),
    TimeFormat("%d-%m-%Y %H:%M", "instant"),
    TimeFormat("%d-%m-%Y", "date"),
    TimeFormat("%Y-%m-%d", "date"),
    TimeFormat("iso", "instant"),
)


def show(upload: Upload) -> Profile | None:
    """The profile as the visitor corrected it once they press the button; None until then."""
    if upload.doubt is not None:
        st.warning(frame.bullets(texts.DOUBTS[fault.code] for fault in upload.doubt.faults))
    layout.table(_columns(upload), alt=texts.COLUMN_ALT)
    with st.form("profile", border=True):
        st.markdown(texts.GUESSED_HELP)
        roles = _roles(upload)
        formats = _formats(upload)
        planned = st.checkbox(texts.PLANNED, value=upload.guessed.planned, key="planned")
        cpr = _cpr(upload)
        pressed = st.form_submit_button(texts.USE, type="primary", key="use_file")
    if not pressed:
        return None
    guessed = upload.guessed
    return replace(
        guessed,
        columns=replace(guessed.columns, **roles),
        formats={**guessed.formats, **formats},
        default_formats=guessed.default_formats or _USUAL,
        planned=planned,
        privacy=replace(guessed.privacy, cpr={**guessed.privacy.cpr, **cpr}),
    )


def _columns(upload: Upload) -> pd.DataFrame:
    rows = [
        (name, texts.NO_EXAMPLES if name in upload.cpr else " · ".join(found))
        for name, found in upload.examples.items()
    ]
    return pd.DataFrame(rows, columns=list(texts.FILE_COLUMNS))


def _roles(upload: Upload) -> dict[str, str]:
    """Which column plays which role; '' where none does."""
    chosen = {}
    cells = st.columns(3)
    for number, (role, title) in enumerate(texts.ROLES.items()):
        guessed = getattr(upload.guessed.columns, role)
        options = [*upload.examples] if role in texts.REQUIRED else ["", *upload.examples]
        with cells[number % len(cells)]:
            chosen[role] = st.selectbox(
                title,
                options,
                index=options.index(guessed) if guessed in options else 0,
                format_func=lambda name: name or texts.NONE,
                key=f"role_{role}",
            )
    return chosen


def _formats(upload: Upload) -> dict[str, tuple[TimeFormat, ...]]:
    """How each column of times is written; without those the file itself says it of (XES)."""
    profile = upload.guessed
    chosen = {}
    cells = st.columns(3)
    for number, column in enumerate(profile.time_columns()):
        guessed = profile.formats_of(column)
        options = [guessed, *(one for one in _FORMATS if one != guessed)]
        if upload.doubt is not None and not guessed:
            options.remove(guessed)
        with cells[number % len(cells)]:
            chosen[column] = st.selectbox(
                texts.TIME_FORMAT.format(column=column),
                options,
                format_func=_format_name,
                key=f"format_{column}",
            )
    return {column: formats for column, formats in chosen.items() if formats}


def _format_name(formats: tuple[TimeFormat, ...]) -> str:
    return " eller ".join(texts.format_name(one.format, one.precision) for one in formats) or texts.AS_WRITTEN


def _cpr(upload: Upload) -> dict[str, CprDecision]:
    """What happens to columns that hold CPR numbers; a column without a decision stops the import."""
    decided = {}
    for column, count in upload.cpr.items():
        action = st.selectbox(
            texts.CPR.format(column=column, count=count),
            list(texts.CPR_ACTIONS),
            format_func=texts.CPR_ACTIONS.get,
            key=f"cpr_{column}",
        )
        reason = st.text_input(texts.CPR_REASON.format(column=column), key=f"cpr_reason_{column}")
        if action:
            decided[column] = CprDecision(action, reason if action == "not_cpr" else "")
    return decided
