"""Makes the pictures of the guide, docs/guide/pictures: the pages of the sample register in Chromium. `make guide`.

A page that is not there is left out, and so is its picture in the guide.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

PROJECT = Path(__file__).parents[1]
PICTURES = PROJECT / "docs" / "guide" / "pictures"
LARGEST = 150_000
"""Bytes of a picture."""

_SAMPLES = [str(PROJECT / "examples" / name) for name in ("followup-2024.xlsx", "followup-2025.xlsx")]
_NEXT = PROJECT / "examples" / "icra-veziyyeti-2025.xlsx"
_FIRST = "UPR-4/138.1"
_POST = "Head of the international department"
_ACTS = (
    ("init",),
    ("import", *_SAMPLES, "--yes"),
    ("list", "--agency", "MIA", "--overdue", "--save", "Interior, overdue"),
    ("posts", "add", "MOJ", _POST, "--email", "international@justice.example"),
    ("posts", "hold", "MOJ", _POST, "Elçin Quliyev", "--from", "2024-01-01"),
    ("posts", "hold", "MOJ", _POST, "Aysel Məmmədova", "--from", "2026-03-01"),
    ("status", _FIRST, "in_progress", "--voice", "agency", "--agency", "MOJ", "--note", "The draft is in the Cabinet"),
    ("request", "open", "--title", "Spring 2026", "--due", "2026-04-15", "-o", "round"),
    ("meeting", "add", "--on", "2026-03-10", "--title", "Progress in 2025", "--venue", "Baku"),
    ("meeting", "agenda", "1", "--propose"),
    ("meeting", "attend", "1", "MOJ", "MIA", "MSE"),
    ("meeting", "decide", "1", "Send the draft law to the Cabinet", _FIRST, "--owner", "MOJ", "--due", "2026-06-30"),
)
"""How the register of the pictures comes about, with the command."""

_SYSTEM = Path("/usr/bin/chromium")
_QUIET = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
_SIZE = {"width": 1180, "height": 700}


def _beside(page: Page) -> None:
    """A recommendation beside the list."""
    page.locator("a.code").nth(2).click()
    page.locator("#shown").wait_for()


def _selection(page: Page) -> None:
    """Several recommendations, as they are and as they will be."""
    page.locator("select[name=status]").select_option("in_progress")
    page.locator("[name=note]").fill("Draft law")
    page.locator("[name=due]").fill("2027-06")
    page.locator("main button.main").click()


def _import(page: Page) -> None:
    """The plan of a sheet."""
    page.locator("input[type=file]").set_input_files(_NEXT)
    page.locator("main button.main").first.click()
    page.wait_for_selector("main table", timeout=60_000)


def _first_of_list(page: Page) -> None:
    """The first round or meeting of the list."""
    found = page.locator("main table a, main li a")
    if found.count():
        found.first.click()


def _as_it_is(_page: Page) -> None:
    """Nothing has to be done first."""


STEPS: dict[str, tuple[str, Callable[[Page], None]]] = {
    "home": ("/", _as_it_is),
    "register": ("/register?mandate=in&sort=due", _as_it_is),
    "beside": ("/register?mandate=in&sort=due", _beside),
    "recommendation": (f"/recommendation/{_FIRST}", _as_it_is),
    "selection": (f"/selection?code={_FIRST}&code=UPR-4/138.3&code=UPR-4/138.21", _selection),
    "import": ("/import", _import),
    "agency": ("/agency/MOJ", _as_it_is),
    "rounds": ("/rounds", _first_of_list),
    "meeting": ("/meetings", _first_of_list),
    "my": ("/my?agency=MOJ", _as_it_is),
    "reports": ("/reports", _as_it_is),
    "activity": ("/activity", _as_it_is),
}
"""The pictures: the address of each, and what is done there first."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """The address that signs on to the pages of a sample register."""
    own = {"TRACKER_DATABASE": "sample.db", "TRACKER_TODAY": "2026-03-02", "TRACKER_USER": "Leyla"}
    where = {"PYTHONPATH": str(PROJECT), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-c", "from tracker.cli.main import run; run()"]
    environment = {**os.environ, **own, **where}
    for words in _ACTS:
        subprocess.run([*command, *words], cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    web = [*command, "web", "--no-browser"]
    with subprocess.Popen(web, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield next(line for line in server.stdout if "http://" in line).split()[-1]
        finally:
            server.terminate()


def _take(browser: Browser, address: str) -> None:
    """Take the pictures in both languages; the address signs on one browser, once."""
    context = browser.new_context(viewport=_SIZE, base_url=address.partition("/sign-on")[0])
    page = context.new_page()
    page.goto(address)
    for language in ("en", "az"):
        for name, (path, act) in STEPS.items():
            found = page.goto(f"{path}{'&' if '?' in path else '?'}language={language}")
            if found is None or not found.ok:
                print(f"left out: {name} ({path})")
                continue
            act(page)
            target = PICTURES / language / f"{name}.png"
            page.screenshot(path=target)
            assert target.stat().st_size < LARGEST, f"{target} is too large"
            print(f"written: {target.relative_to(PROJECT)}")


def main() -> None:
    """Make all pictures."""
    for language in ("en", "az"):
        (PICTURES / language).mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, _served(Path(folder)) as address, sync_playwright() as playwright:
        path = str(_SYSTEM) if _SYSTEM.exists() else None
        browser = playwright.chromium.launch(executable_path=path, args=_QUIET)
        _take(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
