"""Time studies: what a file says, and every fault of a bad one."""

import numpy as np
import pytest

from procesanalyse.calibration.time_study import WorkEstimate, load_time_study
from procesanalyse.errors import UnusableInput
from procesanalyse.texts.faults.sentences import sentences

GOOD = """
version: 1
title: Skøn
source: tre sagsbehandlere
activities:
  - {activity: Screening, low: 1, typical: 2, high: 4}
  - {activity: Samtale, low: 3, typical: 3, high: 3, source: måling}
"""


def _load(tmp_path, text):
    path = tmp_path / "skoen.yaml"
    path.write_text(text, encoding="utf-8")
    return load_time_study(path)


def test_low_and_high_are_the_tenth_and_ninetieth_percentile_and_typical_the_median():
    found = WorkEstimate("x", 1.0, 2.0, 4.0, "").distribution
    sigma = np.sqrt(np.log(1 + found.cv**2))
    median = found.mean / np.exp(sigma**2 / 2)
    assert median == pytest.approx(2.0, rel=1e-3)
    assert median * np.exp(1.2816 * sigma) == pytest.approx(4.0, rel=1e-3)


def test_a_file_gives_its_estimates_with_their_source(tmp_path):
    study = _load(tmp_path, GOOD)
    assert study.estimate(("Screening afsluttet", "Screening")).source == "tre sagsbehandlere"
    assert study.estimate(("Samtale",)).distribution.kind == "constant"
    assert study.estimate(("andet",)) is None


def test_a_bad_file_names_every_fault_with_its_line(tmp_path):
    bad = GOOD.replace("low: 1,", "low: 5,").replace("typical: 3", "typical: nul") + "sprog: dansk\n"
    with pytest.raises(UnusableInput) as caught:
        _load(tmp_path, bad)
    codes = {fault.code for fault in caught.value.faults}
    assert "calibration.time_study_order" in codes
    assert {"documents.not_a_number", "documents.unknown_key"} <= codes
    assert all("linje" in line for line in sentences(caught.value))


def test_an_activity_that_stands_twice_is_refused(tmp_path):
    with pytest.raises(UnusableInput, match="time_study_double"):
        _load(tmp_path, GOOD.replace("Samtale", "Screening"))


def test_a_missing_file_is_a_fault(tmp_path):
    with pytest.raises(UnusableInput):
        load_time_study(tmp_path / "findes-ikke.yaml")
