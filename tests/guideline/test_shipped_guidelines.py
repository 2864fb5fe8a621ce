"""The guidelines that come with the program are read, and say what they may say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from procesanalyse.guideline.load import load_guideline
from procesanalyse.guideline.model import Duration, GuidelineHistory
from procesanalyse.guideline.vocabulary import Vocabulary

FOLDER = Path(__file__).resolve().parents[2] / "models" / "guidelines"


@pytest.fixture(scope="module")
def children() -> GuidelineHistory:
    return load_guideline(FOLDER / "boernesager")


@pytest.fixture(scope="module")
def permits() -> GuidelineHistory:
    return load_guideline(FOLDER / "byggetilladelse.yaml")


def test_the_new_law_follows_the_old_without_a_day_between(children: GuidelineHistory) -> None:
    old, new = children.versions
    assert old.valid_to == date(2023, 12, 31)
    assert new.valid_from == date(2024, 1, 1)
    assert children.newest is new


def test_a_rule_whose_source_was_not_read_is_not_signed(
    children: GuidelineHistory, permits: GuidelineHistory
) -> None:
    rules = [rule for one in (*children.versions, *permits.versions) for rule in one.rules]
    unread = [rule for rule in rules if rule.source.startswith("unverified")]
    assert unread
    assert not any(rule.verified for rule in unread)
    assert all(rule.verified for rule in rules if rule.status == "active" and rule not in unread)


def test_every_rule_of_law_names_its_paragraph_and_its_source(children: GuidelineHistory) -> None:
    law = [rule for one in children.versions for rule in one.rules if rule.severity == "law"]
    assert all("§" in rule.legal_basis and rule.source and rule.wording for rule in law)


def test_the_four_months_run_from_the_notification_and_the_proxy_is_marked(
    children: GuidelineHistory,
) -> None:
    rules = {rule.id: rule for rule in children.newest.rules}
    law, own = rules["BL20-3"], rules["LOKAL-BFU-4MDR"]
    assert law.start is not None
    assert law.start.activities == ("underretning_modtaget",)
    assert law.due is not None
    assert law.due.within == Duration(4, "months")
    assert own.start_is_proxy
    assert not law.start_is_proxy
    assert own.severity == "local"


def test_the_seven_days_count_the_day_of_the_decision(children: GuidelineHistory) -> None:
    due = {rule.id: rule for rule in children.newest.rules}["BL143-7D"].due
    assert due is not None
    assert (due.within, due.count_from) == (Duration(7, "days"), "same_day")


def test_a_rule_that_both_laws_have_pairs_events_alike(children: GuidelineHistory) -> None:
    old, new = ({rule.id: rule for rule in one.rules} for one in children.versions)
    shared = set(old) & set(new)
    assert "BL20-3" in shared
    for rule_id in shared:
        one, other = old[rule_id], new[rule_id]
        assert (one.kind, one.start, one.end, one.due, one.per, one.match) == (
            other.kind,
            other.start,
            other.end,
            other.due,
            other.per,
            other.match,
        )


def test_names_are_found_whatever_their_case_and_blanks(children: GuidelineHistory) -> None:
    words = Vocabulary.of(children.newest.activities)
    assert words.id_of("  børnefaglig  UNDERSØGELSE afsluttet ") == "bfu_afsluttet"
    assert words.id_of("Bo\N{COMBINING DIAERESIS}rn") is None
    assert words.id_of("akutvurdering") == words.id_of("24-timers vurdering") == "akutvurdering"


def test_the_permits_have_the_logs_labels(permits: GuidelineHistory) -> None:
    words = Vocabulary.of(permits.newest.activities)
    assert words.id_of("Confirmation of receipt") == "modtaget"
    assert words.id_of("T05 Print and send confirmation of receipt") == "kvittering_sendt"
    assert permits.newest.zone == "Europe/Amsterdam"
    assert permits.newest.calendar.country == "NL"
