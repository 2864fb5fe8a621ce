"""Starts the app: one local server, one browser window, nothing sent anywhere."""

from __future__ import annotations

import os
import socket
import threading
import time
import webbrowser
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from procesanalyse.ui import theme
from procesanalyse.ui.failures import keep_data_out_of_log, show_failure
from procesanalyse.ui.middleware import DanishPages
from procesanalyse.ui.state import DEMO, PROJECT_VARIABLE

#: The script Streamlit runs for every page view.
SCRIPT = Path(__file__).parent / "pages" / "navigation.py"

FIRST_PORT = 8501


def parts() -> dict[str, Any]:
    """What every way of starting the app hands to `streamlit.App`."""
    keep_data_out_of_log()
    return {"middleware": [Middleware(DanishPages)], "on_script_error": show_failure}


def run(
    project: Path | None = None, demo: bool = False, port: int | None = None, open_browser: bool = True
) -> None:
    """Serve the app on this machine until it is stopped; opens the browser unless told not to."""
    chosen = port or free_port()
    os.environ[PROJECT_VARIABLE] = DEMO if demo else str(project.resolve()) if project else ""
    if open_browser:
        address = f"http://127.0.0.1:{chosen}"
        threading.Thread(target=_open_when_ready, args=(address, chosen), daemon=True).start()
    st.App(SCRIPT, **parts()).run(config=theme.settings(chosen))


def free_port(first: int = FIRST_PORT, tries: int = 50) -> int:
    """The first port from `first` on that nobody listens to; OSError if all are taken."""
    for port in range(first, first + tries):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError(f"no free port between {first} and {first + tries - 1}")


def _open_when_ready(address: str, port: int, patience: float = 60.0) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        with socket.socket() as probe:
            probe.settimeout(0.5)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                webbrowser.open(address)
                return
        time.sleep(0.2)
