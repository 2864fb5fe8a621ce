"""The command line starts fast, speaks Danish and says what is wrong with a call."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from procesanalyse.cli.main import UNUSABLE, app, run

VERBS = [command.name for command in app.registered_commands]
ENGLISH = re.compile(
    r"\b(usage|options|commands|arguments|show|message|exit|required|default|missing|invalid|such|range|int|str|path|float)\b"
)


def test_help_loads_none_of_the_heavy_neighbours():
    code = (
        "import sys\nfrom procesanalyse.cli.main import run\nrun(['--help'])\n"
        "heavy = {'pandas', 'numpy', 'pm4py', 'streamlit', 'numba', 'plotly', 'scipy', 'simpy'}\n"
        "sys.exit(1 if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert "procesanalyse" in done.stdout


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help_pages_are_danish(verb, capsys):
    assert run([*([verb] if verb else []), "--help"]) == 0
    page = capsys.readouterr().out
    without_options = re.sub(r"--[a-z-]+", "", page)
    assert ENGLISH.findall(without_options) == []


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (["findesikke"], "Kommandoen »findesikke« findes ikke."),
        (["check"], "mangler"),
        (["check", "x.csv", "--findesikke"], "Valget »--findesikke« findes ikke."),
        (["discover", "x.csv", "--top", "mange"], "--top skal være et helt tal."),
        (["check", "a", "b", "c"], "for mange argumenter"),
        (["check", "x.csv", "--fail-on"], "Valget --fail-on skal følges af en værdi."),
        (["check", "x.csv", "--fail-on", "alt"], "»alt« kan ikke bruges til --fail-on."),
        (["discover", "x.csv", "--noise", "7"], "--noise må højst være 1."),
    ],
)
def test_a_wrong_call_is_one_danish_sentence_and_exit_code_2(call, words, capsys):
    assert run(call) == UNUSABLE
    said = capsys.readouterr()
    assert words in said.err
    assert ENGLISH.findall(re.sub(r"--[a-z-]+", "", said.err)) == []
    assert said.out == ""
