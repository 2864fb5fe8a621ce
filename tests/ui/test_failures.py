"""What is shown and logged when a page fails in a way nobody foresaw."""

from __future__ import annotations

import logging
import re

import pytest
from streamlit.testing.v1 import AppTest

from procesanalyse.ui.failures import keep_data_out_of_log


def _failing_page() -> None:
    from procesanalyse.ui.failures import show_failure

    show_failure(KeyError("sag 0101901234"))


def test_the_person_gets_a_number_and_the_log_the_place_but_neither_gets_the_data(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR, logger="procesanalyse.app"):
        page = AppTest.from_function(_failing_page).run()
    number = re.search(r"Fejlnummer ([0-9A-F]{6})", page.error[0].value)
    assert number is not None
    assert number[1] in caplog.text
    assert "KeyError" in caplog.text
    assert "0101901234" not in caplog.text + page.error[0].value


def test_streamlits_own_report_of_an_error_is_kept_out_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    keep_data_out_of_log()
    log = logging.getLogger("streamlit.error_util")
    log.propagate = True
    log.error("Uncaught app execution", exc_info=KeyError("sag 0101901234"))
    log.error("Port in use")
    assert "0101901234" not in caplog.text
    assert "Port in use" in caplog.text
