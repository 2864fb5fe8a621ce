"""What a person sees when a page fails: a Danish sentence and an error number, never a stack trace."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from procesanalyse.errors import UnusableInput
from procesanalyse.texts.faults import sentences
from procesanalyse.texts.screens import frame
from procesanalyse.ui.error_places import places

_LOG = logging.getLogger("procesanalyse.app")


def show_failure(error: Exception) -> bool:
    """Show what went wrong; True, so that Streamlit shows nothing of its own.

    The log gets the error number, the kind of error and where it happened, but not its
    message, which could quote a value of the event log.
    """
    if isinstance(error, UnusableInput):
        show_faults(error)
        return True
    number = secrets.token_hex(3).upper()
    _LOG.error("%s %s at %s", number, type(error).__name__, places(error))
    st.error(frame.unexpected(number))
    return True


def keep_data_out_of_log() -> None:
    """Streamlit logs what it could not foresee with the error's message; ours above says enough."""
    logging.getLogger("streamlit.error_util").addFilter(lambda record: record.exc_info is None)


def show_faults(error: UnusableInput) -> None:
    """Every fault of an input as a sentence that says what to do."""
    lines = sentences.sentences(error)
    st.error(f"{frame.FAULTS_HEADING}\n\n{frame.bullets(lines)}")
