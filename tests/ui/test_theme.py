"""Both ways of starting the app look alike."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

from streamlit.web.server.app_discovery import discover_asgi_app

from procesanalyse.ui import theme


def _flat(tree: dict[str, object], above: str = "") -> dict[str, object]:
    flat: dict[str, object] = {}
    for key, value in tree.items():
        name = f"{above}{key}"
        flat.update(_flat(value, f"{name}.") if isinstance(value, dict) else {name: value})
    return flat


def test_the_config_file_says_what_the_command_says(root: Path) -> None:
    written = tomllib.loads((root / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert _flat(written) == {**theme.THEME, **theme.SERVER}


def test_streamlit_run_finds_the_app_with_its_middleware(root: Path) -> None:
    assert discover_asgi_app(root / "app.py").import_string == "app:app"
    assert "**parts()" in ast.unparse(ast.parse((root / "app.py").read_text(encoding="utf-8")))


def test_text_and_links_have_enough_contrast_on_both_backgrounds() -> None:
    grounds = [theme.THEME["theme.backgroundColor"], theme.THEME["theme.secondaryBackgroundColor"]]
    for name in ("textColor", "primaryColor", "linkColor"):
        for ground in grounds:
            assert _contrast(str(theme.THEME[f"theme.{name}"]), str(ground)) >= 4.5
    assert _contrast(str(theme.THEME["theme.borderColor"]), "#FFFFFF") >= 3


def _contrast(one: str, other: str) -> float:
    """Contrast ratio by WCAG 2.1."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
