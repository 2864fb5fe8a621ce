"""Every code of calibration and comparison has a Danish sentence."""

import re

from procesanalyse.texts import findings

CODE = re.compile(r'"((?:trust|note|assumes)\.[a-z_]+)"')


def test_every_reason_and_assumption_in_the_source_has_words(root):
    rooms = [root / "src" / "procesanalyse" / room for room in ("calibration", "comparison")]
    text = "\n".join(path.read_text(encoding="utf-8") for room in rooms for path in room.glob("*.py"))
    assert set(CODE.findall(text)) == set(findings.REASONS) | set(findings.ASSUMPTIONS)


def test_an_assumption_in_a_model_file_becomes_a_sentence_and_a_written_one_stays():
    line = "assumes.hours_estimated;Screening;2;1;4;hours;tre sagsbehandlere"
    assert findings.model_assumption(line) == (
        "Screening: 2 timers arbejde (1 af 10 under 1, 1 af 10 over 4). Kilde: tre sagsbehandlere."
    )
    assert findings.model_assumption("Sagerne kommer jævnt.") == "Sagerne kommer jævnt."


def test_a_share_in_a_reason_is_said_in_percent():
    assert "68" in findings.reason("trust.rule_off", "BL20-3", 0.681, 0.277)
    assert "28\N{NO-BREAK SPACE}%" in findings.reason("trust.rule_off", "BL20-3", 0.681, 0.277)
