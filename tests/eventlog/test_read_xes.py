"""XES becomes the same log as the same rows in CSV."""

import gzip

import pytest

from procesanalyse.errors import UnusableInput
from procesanalyse.eventlog.read import read_log_bytes

KEY = b"k" * 32


def _xes(*traces, namespace=""):
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0"{namespace}>'
    return (head + "<!-- made by hand -->".join(traces) + "</log>").encode()


def _trace(name, *events):
    return f'<trace><string key="concept:name" value="{name}"/>{"".join(events)}</trace>'


def _event(name, time, more=""):
    return (
        f'<event><string key="concept:name" value="{name}"/><date key="time:timestamp" value="{time}"/>{more}'
        "</event>"
    )


TWO = (
    _trace("NA", _event("A", "2024-01-02T10:00:00+01:00"), _event("B", "2024-01-02T10:00:00.123456+01:00")),
    _trace("S2", _event("A", "2024-01-02T09:00:00Z")),
)


def test_mixed_fractions_and_offsets_all_parse():
    log = read_log_bytes("log.xes", _xes(*TWO), key=KEY)
    assert [moment.isoformat() for moment in log.events["time"]] == [
        "2024-01-02T09:00:00+00:00",
        "2024-01-02T09:00:00.123456+00:00",
        "2024-01-02T09:00:00+00:00",
    ]


@pytest.mark.parametrize("namespace", ["", ' xmlns="http://www.xes-standard.org/"'])
def test_a_namespace_and_gzip_change_nothing(namespace):
    plain = read_log_bytes("log.xes", _xes(*TWO), key=KEY)
    packed = read_log_bytes("log.xes.gz", gzip.compress(_xes(*TWO, namespace=namespace)), key=KEY)
    assert packed.events["time"].equals(plain.events["time"])
    assert packed.cases["case_id"].equals(plain.cases["case_id"])


def test_nested_attributes_do_not_replace_the_events_own():
    nested = '<list key="more"><values><string key="concept:name" value="inner"/></values></list>'
    log = read_log_bytes("log.xes", _xes(_trace("1", _event("A", "2024-01-02T09:00:00Z", nested))), key=KEY)
    assert log.activities == ("A",)


def test_two_traces_of_one_name_are_one_case():
    log = read_log_bytes("log.xes", _xes(TWO[1], TWO[1]), key=KEY)
    assert (len(log.cases), len(log.events)) == (1, 2)


def test_transitions_that_are_no_completions_are_filtered_by_the_guess_and_counted():
    def transition(word):
        return f'<string key="lifecycle:transition" value="{word}"/>'

    trace = _trace(
        "1",
        _event("A", "2024-01-02T09:00:00Z", transition("start")),
        _event("A", "2024-01-02T10:00:00Z", transition("complete")),
    )
    log = read_log_bytes("log.xes", _xes(trace), key=KEY)
    assert (log.rows.kept, log.rows.filtered) == (1, 1)


def test_an_external_entity_is_never_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("hemmelig")
    data = _xes(*TWO).replace(
        b"<log", f'<!DOCTYPE log [<!ENTITY s SYSTEM "{secret.as_uri()}">]>\n<log'.encode(), 1
    )
    with pytest.raises(UnusableInput, match="xml_with_doctype"):
        read_log_bytes("log.xes", data, key=KEY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_that_grow_without_end_are_refused_before_they_grow(encoding):
    grow = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 20}">' for i in range(1, 12))
    text = _xes(*TWO).decode().replace("<log", f'<!DOCTYPE log [<!ENTITY a0 "ha">{grow}]>\n<log', 1)
    text = text.replace('value="A"', 'value="&a11;"').replace("UTF-8", encoding)
    with pytest.raises(UnusableInput):
        read_log_bytes("log.xes", text.encode(encoding), key=KEY)
