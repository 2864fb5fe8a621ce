"""Every example of docs/rules.md is judged, and the page is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from procesanalyse.conformance.results import CheckResult

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rules.md"
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
OUTCOMES = ("kept", "late", "missed", "pending", "not_assessable", "waived")


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) > 30


@pytest.mark.parametrize("text", EXAMPLES, ids=range(1, len(EXAMPLES) + 1))
def test_the_example_gives_what_the_page_says(
    text: str, judge: Callable[[Mapping[str, Any]], CheckResult]
) -> None:
    reader = YAML(typ="safe")
    example = reader.load(text)
    result = judge(example).rules[0]
    expected = example["expect"]
    assert {name: getattr(result, name) for name in expected} == expected
    named = sum(expected.get(name, 0) for name in OUTCOMES)
    assert "activations" in expected or named == result.activations
    assert set(example.get("notes", [])) <= set(result.notes)
    for share in ("share", "share_lawful", "share_censored"):
        if share in example:
            assert getattr(result, share).value == pytest.approx(example[share], abs=1e-4)
    if "due" in example:
        due = judge(example).outcomes["due"].iloc[0].tz_convert("Europe/Copenhagen")
        assert f"{due:%Y-%m-%d %H:%M}" == str(example["due"])[:16]
