"""The period a profile states must hold the log it is the profile of."""

import pytest

from procesanalyse.errors import UnusableInput
from procesanalyse.texts.faults.sentences import sentence

ROWS = "Sag;Aktivitet;Udført\n1;N;05-03-2026\n1;A;09-03-2026 12:00\n"


def refused(read, window):
    with pytest.raises(UnusableInput) as error:
        read(ROWS, more=f"window: {window}\n")
    (fault,) = error.value.faults
    return fault


def test_a_window_that_ends_before_the_first_event_is_refused(read):
    fault = refused(read, "{end: 2026-03-04}")
    assert (fault.code, fault.field) == ("eventlog.window_before_events", "window.end")
    assert fault.value == "2026-03-04"
    assert "Perioden slutter 2026-03-04" in sentence(fault)


def test_a_window_that_ends_on_the_day_of_the_first_event_is_read(read):
    assert str(read(ROWS, more="window: {end: 2026-03-05}\n").window.end.date()) == "2026-03-05"


def test_a_window_that_begins_after_the_last_event_and_does_not_say_when_it_ends_is_refused(read):
    fault = refused(read, "{start: 2026-03-10}")
    assert (fault.code, fault.field) == ("eventlog.window_after_events", "window.start")
    assert "Perioden begynder 2026-03-10" in sentence(fault)


def test_a_window_that_ends_earlier_on_the_day_it_begins_is_refused(read):
    fault = refused(read, '{start: "2026-03-08 12:00", end: "2026-03-08 08:00"}')
    assert fault.code == "profile.window_backwards"
