"""Two stories in a browser, with and without scripts: a first quarter of an hour, and a round with two agencies."""

import re
import zipfile
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from pages import FIRST, ROWS, TOKEN
from served import served

from tracker.web.app import create_app, create_office

SAMPLE = Path(__file__).parents[1] / "examples" / "followup-2024.xlsx"
SECOND = "UPR-4/138.2"
PASSWORD = "four words of a test"


@pytest.fixture
def office(quick_desk):
    """The address of the pages of a server, for people with accounts."""
    with served(quick_desk, lambda register, hosts: create_office(register, hosts, secure=False)) as address:
        yield address


@pytest.fixture
def laptop(quick_desk):
    """The address of the pages of a laptop."""
    with served(quick_desk, lambda register, hosts: create_app(register, TOKEN, hosts)) as address:
        yield address


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def window(request, browser):
    """Opens a window of a browser of its own at an address; close it before the server."""
    contexts = []

    def opened(address):
        contexts.append(browser.new_context(java_script_enabled=request.param, base_url=address))
        contexts[-1].set_default_timeout(10_000)
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


def tab(page, name):
    page.get_by_role("navigation", name="Pages").get_by_role("link", name=name, exact=True).click()


def saved(page, button):
    """The path of the file that a press of a button saves."""
    with page.expect_download() as download:
        button.click()
    return Path(download.value.path()), download.value.suggested_filename


def put_into_the_register(page, file):
    """Send a file, answer what is asked as is likely, and put it in."""
    tab(page, "Import")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Send and show the plan").click()
    put = page.get_by_role("button", name="Put into the register")
    put.wait_for()
    questions = page.locator("fieldset.question")
    for at in range(questions.count()):
        questions.nth(at).get_by_role("radio").first.check()
    if questions.count():
        assert put.is_disabled()
        page.get_by_role("button", name="Save the answers").click()
    page.get_by_role("button", name="Put into the register", disabled=False).click()
    page.get_by_role("heading", name="The sheets are in the register.").wait_for()


def test_the_first_quarter_of_an_hour(quick_desk, laptop, window):
    page = window(laptop)
    page.goto(f"/sign-on?token={TOKEN}")
    page.get_by_role("link", name="Import a sheet").click()
    put_into_the_register(page, SAMPLE)

    tab(page, "Home")
    page.locator(".tiles .alarm a").click()
    late = page.locator("table.register a.code").first
    code = late.inner_text()
    late.click()

    page.locator("summary", has_text="Set the status").click()
    status = page.locator("form[action^='/status']")
    status.locator("select[name=status]").select_option("Implemented")
    status.get_by_label("Evidence: what it is").fill("Order No. 114, 12 March 2025")
    status.get_by_role("button", name="Save the status").click()
    assert "Implemented." in page.get_by_role("status").inner_text()
    assert quick_desk.one(code)["status"] == "implemented"

    tab(page, "Reports")
    path, name = saved(page, page.get_by_role("button", name="Make the report"))
    assert name == "progress-2026-03-02-en.docx"
    assert code in zipfile.ZipFile(path).read("word/document.xml").decode()


def test_a_round_from_opening_to_confirmed_claims(quick_desk, office, window, tmp_path):
    quick_desk.take(quick_desk.sheet(ROWS), yes=True)
    codes = {
        "Sevda": code_of(quick_desk, "Sevda", "secretariat"),
        "Aysel": code_of(quick_desk, "Aysel", "agency", "--agency", "MIA"),
    }
    sevda, aysel = (signed_on(window(office), name, codes[name]) for name in ("Sevda", "Aysel"))

    tab(sevda, "Rounds")
    sevda.get_by_role("link", name="Open a round").first.click()
    sevda.get_by_label("Subject of the round").fill("Spring review")
    sevda.get_by_label("Reply by").fill("2026-04-15")
    sevda.get_by_role("button", name="Open the round").click()
    assert "2 agencies are asked" in sevda.get_by_role("status").inner_text()
    sevda.locator("summary", has_text="Save the folders").click()
    folders, _ = saved(sevda, sevda.get_by_role("button", name="Save as a zip file").first)

    tab(aysel, "My agency")
    mine = aysel.locator("article", has=aysel.get_by_role("link", name=SECOND))
    mine.locator("summary", has_text="Reply").first.click()
    claim = mine.locator("form[action^='/claim']")
    claim.get_by_label("Status that the agency claims").select_option("In progress")
    claim.get_by_label("Note").fill("Cameras were bought")
    claim.get_by_role("button", name="Save what the agency says").click()
    assert "In progress" in aysel.get_by_role("status").inner_text()

    put_into_the_register(sevda, filled_in(folders, tmp_path))

    tab(sevda, "Rounds")
    sevda.get_by_role("link", name="Claims to confirm").click()
    for code in (FIRST, SECOND):
        sevda.get_by_label(f"Choose {code}").check()
    sevda.get_by_role("button", name="Confirm those that are ticked").click()
    assert "confirmed" in sevda.get_by_role("status").inner_text()
    assert (quick_desk.one(FIRST)["status"], quick_desk.one(SECOND)["status"]) == ("implemented", "in_progress")

    tab(aysel, "My agency")
    assert "confirmed" in aysel.locator("article", has=aysel.get_by_role("link", name=SECOND)).inner_text()


def signed_on(page, name, code):
    """Set a password with the code, and sign on; nothing on the way keeps anybody out."""
    page.goto("/set-password")
    page.get_by_label("Your name").fill(name)
    page.get_by_label("The code").fill(code)
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_role("button", name="Set the password").click()
    page.get_by_role("heading", name="Sign on").wait_for()
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign on").click()
    page.get_by_role("navigation", name="Pages").wait_for()
    return page


def filled_in(folders, folder):
    """The workbook of the Ministry of Justice out of the saved folders, as it comes back."""
    with zipfile.ZipFile(folders) as parts:
        name = next(name for name in parts.namelist() if name.endswith("MOJ lead.xlsx"))
        path = Path(parts.extract(name, folder))
    book = load_workbook(path)
    page = next(page for page in book.worksheets if any(cell.value == FIRST for row in page.rows for cell in row))
    row = next(cell.row for line in page.rows for cell in line if cell.value == FIRST)
    head = {cell.value: cell.column for line in page.rows for cell in line if cell.row < row}
    page.cell(row, head["Your status"]).value = "Implemented"
    page.cell(row, head["New evidence (act, number, date)"]).value = "Order No. 114, 12.03.2025"
    book.save(path)
    return path


def code_of(desk, name, *words):
    """Add an account; gives the code with which the person sets a password."""
    told = desk.ok("users", "add", name, "--role", *words)
    return re.search(r"^  (\S.*)$", told, re.MULTILINE)[1]


@pytest.mark.parametrize("language", ["en", "az"])
def test_everybody_can_sign_on_and_change_the_password(quick_desk, office, browser, language):
    code = code_of(quick_desk, "Sevda", "secretariat")
    context = browser.new_context(base_url=office, viewport={"width": 375, "height": 800})
    page = context.new_page()
    for path in ("/sign-on", "/set-password", "/password"):
        if path == "/password":
            signed_on(page, "Sevda", code)
        page.goto(f"{path}?language={language}")
        results = Axe().run(page)
        assert results.violations_count == 0, f"{path}: {results.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") == 375
        page.goto(f"{path}?language=en")
    context.close()
