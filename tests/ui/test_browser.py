"""The app in a real browser, from Overblik to a compared scenario.

`PROCESANALYSE_SCREENSHOTS=FOLDER` keeps the pictures there (docs/images is made with it).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from procesanalyse.texts.screens import compliance, data, deadlines, frame, overview, process, simulation
from procesanalyse.ui.app import free_port

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is missing")
api = pytest.importorskip("playwright.sync_api", reason="playwright is missing")

CHROMIUM = Path(os.environ.get("PROCESANALYSE_CHROMIUM", "/usr/bin/chromium"))
SCREENSHOTS = os.environ.get("PROCESANALYSE_SCREENSHOTS", "")
PATIENCE = 90_000
LONG = 600_000
_STUCK = simulation.FAILED.split(".", maxsplit=1)[0]

#: Everything on a page that Streamlit writes: labels, and texts outside Markdown, tables and icons.
_LABELS_AND_TEXTS = """() => {
  const found = [];
  for (const one of document.querySelectorAll("*")) {
    for (const name of ["aria-label", "title", "placeholder"]) found.push(one.getAttribute(name) || "");
  }
  const ours = "[data-testid=stIconMaterial], table, svg, script, style, noscript";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest(ours)) found.push(walker.currentNode.nodeValue);
  }
  return found;
}"""
_ENGLISH = re.compile(
    r"\b(the|file|open|search|show|hide|columns?|download|help|clear|select|press|running|upload|close|choose"
    r"|skip|per file|pages|page|settings|print|rerun|deploy|stop)\b",
    re.IGNORECASE,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no chromium at {CHROMIUM}"),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the app serves the sample project."""
    port = free_port(8600)
    code = f"from procesanalyse.ui.app import run; run(demo=True, port={port}, open_browser=False)"
    home = tmp_path_factory.mktemp("home")
    log = (home / "app.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, "XDG_DATA_HOME": str(home), "HOME": str(home)},
        cwd=home,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def _wait_for(url: str, server: subprocess.Popen[bytes], patience: float = 60.0) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        assert server.poll() is None, "the app ended before it answered"
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.3)
    raise AssertionError("the app did not answer")


class Visitor:
    """A Danish browser that notes every request that leaves the machine and every error of a page."""

    def __init__(self, page: object, address: str) -> None:
        self.page = page
        self.address = address
        self.outside: list[str] = []
        self.errors: list[str] = []
        page.on("request", self._note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.set_default_timeout(PATIENCE)

    def _note(self, request: object) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != "127.0.0.1":
            self.outside.append(request.url)

    def open(self, path: str, heading: str) -> None:
        """Go to an address and wait for its heading."""
        self.page.goto(f"{self.address}/{path}")
        self.arrive(heading)

    def choose(self, page_name: str, heading: str) -> None:
        """Choose a page in the top bar."""
        self.page.get_by_role("navigation").get_by_role("link", name=page_name, exact=True).click()
        self.arrive(heading)

    def arrive(self, heading: str) -> None:
        """Wait for a page's heading, or stop at once if the page failed."""
        found = self.page.get_by_role("heading", name=heading, level=1)
        found.or_(self.page.get_by_text("Fejlnummer")).first.wait_for()
        self.settle()
        assert found.is_visible()

    def settle(self) -> None:
        """Wait until the script has run; nothing failed."""
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        self.page.wait_for_timeout(600)
        assert self.page.get_by_text("Fejlnummer").count() == 0
        assert self.page.locator('[data-testid="stException"]').count() == 0

    def picture(self, name: str, at: str = "") -> None:
        """Keep a picture of the page, from the text `at` on, if somebody asked for pictures."""
        if not SCREENSHOTS:
            return
        folder = Path(SCREENSHOTS)
        folder.mkdir(parents=True, exist_ok=True)
        if at:
            self.page.get_by_text(at, exact=True).first.evaluate("one => one.scrollIntoView()")
            self.page.mouse.wheel(0, -90)
            self.page.wait_for_timeout(800)
        self.page.screenshot(path=str(folder / f"{name}.png"))

    def english(self) -> list[str]:
        """Labels and texts of Streamlit's own that are still English."""
        found = self.page.evaluate(_LABELS_AND_TEXTS)
        return sorted({text for text in found if _ENGLISH.search(text)})

    def accessible(self) -> None:
        """No serious or critical finding of axe on the page as it stands."""
        found = axe.Axe().run(self.page).response["violations"]
        grave = [
            (one["id"], [node["target"] for node in one["nodes"]][:3])
            for one in found
            if one["impact"] in {"serious", "critical"}
        ]
        assert grave == []


@pytest.fixture(scope="module")
def visitor(address: str) -> Iterator[Visitor]:
    """One browser for all tests of this file."""
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--lang=da"],
            env={**os.environ, "LANGUAGE": "da"},
        )
        context = browser.new_context(
            viewport={"width": 1280, "height": 900}, locale="da-DK", timezone_id="Europe/Copenhagen"
        )
        yield Visitor(context.new_page(), address)
        browser.close()


PAGES = {
    "overblik": (frame.OVERVIEW, overview.QUESTION),
    "data": (frame.DATA, data.QUESTION),
    "faktisk-proces": (frame.PROCESS, process.QUESTION),
    "efterlevelse": (frame.COMPLIANCE, compliance.QUESTION),
    "frister": (frame.DEADLINES, deadlines.QUESTION),
    "simulering": (frame.SIMULATION, simulation.QUESTION),
}


@pytest.mark.parametrize("path", list(PAGES))
def test_a_page_is_danish_and_accessible_at_its_own_address(visitor: Visitor, path: str) -> None:
    visitor.open("" if path == "overblik" else path, PAGES[path][1])
    assert visitor.page.evaluate("document.documentElement.lang") == "da"
    visitor.accessible()
    assert visitor.english() == []
    visitor.picture(path)


def test_a_file_of_ones_own_is_uploaded_and_used(visitor: Visitor, small_log: bytes) -> None:
    visitor.open("data", data.QUESTION)
    file = {"name": "udtræk.csv", "mimeType": "text/csv", "buffer": small_log}
    visitor.page.locator("input[type=file]").set_input_files(file)
    use = visitor.page.get_by_role("button", name=data.USE)
    use.wait_for()
    visitor.accessible()
    visitor.picture("data-upload", at=data.GUESSED)
    use.click()
    visitor.page.get_by_text("udtræk.csv · 01-").or_(
        visitor.page.get_by_text("udtræk.csv · 02-")
    ).first.wait_for()
    visitor.choose(*PAGES["faktisk-proces"])
    assert visitor.page.get_by_text("40 sager").first.is_visible()


def test_a_leader_walks_from_the_overview_to_a_compared_scenario(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("", overview.QUESTION)
    for path in ("data", "faktisk-proces", "efterlevelse", "frister"):
        visitor.choose(*PAGES[path])
    visitor.choose(*PAGES["overblik"])
    page.get_by_role("link", name=overview.TO_WHAT_IF).click()
    visitor.arrive(simulation.QUESTION)
    run = _fitted(visitor)
    visitor.picture("simulering-model")
    page.get_by_text("To rådgivere mere", exact=True).click()
    if SCREENSHOTS:
        page.get_by_text("Undersøgelsesgruppe og handlegruppe", exact=True).click()
    else:
        _fewest_runs(page)
    run.click()
    page.get_by_role("button", name=simulation.CANCEL).wait_for()
    if SCREENSHOTS:
        page.get_by_text("Gennemløb:").wait_for(timeout=LONG)
    visitor.picture("simulering-koerer", at=simulation.REPLICATIONS)
    visitor.choose(*PAGES["frister"])
    visitor.choose(*PAGES["simulering"])
    _either(page.get_by_role("heading", name=simulation.RESULT), page.get_by_text(_STUCK))
    page.get_by_text(simulation.COUNTER_NOTE).first.wait_for()
    visitor.settle()
    assert page.get_by_text("Skift af sagsbehandler pr. sag").first.is_visible()
    visitor.accessible()
    visitor.picture("simulering")
    visitor.picture("simulering-resultat", at=simulation.RESULT)


def test_a_running_comparison_is_stopped_within_seconds(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("simulering", simulation.QUESTION)
    run = _fitted(visitor)
    page.get_by_role("textbox", name=simulation.INFLOW).fill("12,5")
    run.click()
    page.get_by_text("Forstået som 12,5 % flere nye sager.").wait_for()
    page.get_by_role("button", name=simulation.CANCEL).click()
    page.get_by_text(simulation.CANCELLED).wait_for(timeout=5000)


def test_nothing_left_the_machine_and_no_page_failed(visitor: Visitor) -> None:
    assert visitor.outside == []
    assert visitor.errors == []


def _fitted(visitor: Visitor) -> object:
    """The button that starts a comparison, on a page whose model is fitted (first, if nobody did yet)."""
    page = visitor.page
    fit = page.get_by_role("button", name=simulation.FIT)
    run = page.get_by_role("button", name=simulation.RUN, exact=True)
    fit.or_(run).first.wait_for(timeout=LONG)
    if fit.is_visible():
        fit.click()
        page.get_by_text("Du kan roligt skifte side").or_(
            page.get_by_text(simulation.STARTING)
        ).first.wait_for()
    _either(run, page.get_by_text(_STUCK))
    visitor.settle()
    return run


def _either(wanted: object, trouble: object) -> None:
    """Wait for what a job leads to, but no longer than until it fails."""
    wanted.or_(trouble).first.wait_for(timeout=LONG)
    assert trouble.count() == 0, "the job failed"


def _fewest_runs(page: object) -> None:
    """Set the number of runs to the smallest, so that the test is short."""
    slider = page.get_by_role("slider", name=simulation.REPLICATIONS)
    slider.focus()
    for _ in range(3):
        slider.press("ArrowLeft")
    page.wait_for_timeout(800)
