"""Colours, type and server settings of the app; `.streamlit/config.toml` at the root says the same."""

from __future__ import annotations

from pathlib import Path

STATIC = Path(__file__).parent / "static"
FAVICON = STATIC / "favicon.png"

#: Contrast is at least 4.5:1 for text and 3:1 for marks on white and on the second background.
THEME: dict[str, object] = {
    "theme.base": "light",
    "theme.primaryColor": "#0059B3",
    "theme.textColor": "#1A1A1A",
    "theme.backgroundColor": "#FFFFFF",
    "theme.secondaryBackgroundColor": "#F5F5F5",
    "theme.linkColor": "#004D99",
    "theme.borderColor": "#8E8E8E",
    "theme.showWidgetBorder": True,
    "theme.font": "sans-serif",
    "theme.baseFontSize": 18,
    "theme.headingFontSizes": ["2rem", "1.5rem", "1.25rem"],
    "theme.baseRadius": "small",
    "theme.paddingTop": "2.5rem",
}

#: Nothing leaves the machine, nothing English is shown, a sleeping laptop keeps its session.
SERVER: dict[str, object] = {
    "server.address": "127.0.0.1",
    "server.headless": True,
    "server.fileWatcherType": "none",
    "server.showEmailPrompt": False,
    "server.maxUploadSize": 500,
    "server.disconnectedSessionTTL": 28800,
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "logger.enableRich": False,
}


def settings(port: int) -> dict[str, object]:
    """Every setting the command `procesanalyse app` starts the server with."""
    return {**THEME, **SERVER, "server.port": port, "browser.serverPort": port}
