"""What the documents show is true: commands exist, profiles load, the library has what it promises."""

from __future__ import annotations

import re
import shlex

import procesanalyse
from procesanalyse.cli.main import DONE, app, run
from procesanalyse.eventlog.profile import load_profile

VERBS = {command.name for command in app.registered_commands}


def _commands(text: str) -> list[list[str]]:
    """Every call of the program in the code blocks, without the program's name and comments."""
    blocks = "\n".join(re.findall(r"```\w*\n(.*?)```", text, re.DOTALL)).replace("\\\n", " ")
    found = re.findall(r"^(?:uv run )?procesanalyse +([^#\n]*)", blocks, re.MULTILINE)
    return [shlex.split(call) for call in found]


def test_every_command_in_the_readme_is_a_verb_with_these_options(root, capsys):
    calls = _commands((root / "README.md").read_text(encoding="utf-8"))
    assert {call[0] for call in calls} == VERBS
    for verb, *rest in calls:
        assert run([verb, "--help"]) == DONE
        page = capsys.readouterr().out
        for option in (word for word in rest if word.startswith("--")):
            assert option in page, f"{verb} {option}"


def test_every_file_named_in_the_readme_exists(root):
    text = (root / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:models|sample_logs|docs|benchmarks)/[\w./-]+", text))
    assert [name for name in sorted(named) if not (root / name.rstrip(".")).exists()] == []


def test_the_profile_in_the_documents_loads(root, tmp_path):
    text = (root / "docs/profile.md").read_text(encoding="utf-8")
    path = tmp_path / "eksempel.profile.yaml"
    path.write_text(re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)[0], encoding="utf-8")
    profile = load_profile(path)
    assert (profile.columns.case, profile.planned, profile.privacy.case) == (
        "Sagsnummer",
        True,
        "pseudonymise",
    )


def test_every_shipped_profile_loads(root):
    paths = [*(root / "models/profiles").glob("*.yaml"), *(root / "sample_logs").glob("*.profile.yaml")]
    assert len(paths) >= 2
    for path in paths:
        assert load_profile(path).columns.case


def test_the_library_has_every_public_name_and_at_most_twenty_five():
    names = procesanalyse.__all__
    assert len(names) <= 25
    assert all(getattr(procesanalyse, name) is not None for name in names)
    assert set(names) <= set(dir(procesanalyse))
