"""The pages in a browser: everybody can use them, also without a script, on a phone, and with the keyboard alone."""

from threading import Event

import pytest
from axe_playwright_python.sync_playwright import Axe
from desk import NOW
from pages import ASKING, FIRST, ROWS, TOKEN
from reply import reply_of
from served import served
from sqlalchemy.orm import Session

import imports.waiting
from imports.uploads import Sent
from imports.waiting import Said, receive
from tracker.door import uploads_of
from tracker.followup.acts import Person
from tracker.web.app import create_app

DESK, PHONE = {"width": 1366, "height": 768}, {"width": 375, "height": 800}
SECOND = "CAT-5/17(a)"
ADDRESSES = {
    "home": "/",
    "register": "/register?mandate=in",
    "beside the list": f"/register?mandate=in&beside={FIRST}",
    "recommendation": f"/recommendation/{FIRST}",
    "import": "/import",
    "plan": "/import/1",
    "rounds": "/rounds",
    "new round": "/rounds/new",
    "round": "/rounds/1",
    "conflicts": "/conflicts",
    "claims": "/claims",
    "meetings": "/meetings",
    "meeting": "/meetings/2",
    "my agency": "/my?agency=MOJ",
    "my agency, filtered": "/my?agency=MOJ&asked=1&status=in_progress",
    "activity": "/activity",
    "batch": "/activity/2",
    "reports": "/reports",
    "selection": f"/selection?code={FIRST}",
    "agencies": "/agencies",
    "agency": "/agency/MOJ",
    "reviews": "/reviews",
    "review": "/review/CAT-5",
    "words": "/words",
    "help": "/help",
    "error": "/nothing",
}


def lay_down(desk, file):
    """Send a file to be imported; it waits for answers."""
    with Session(desk.engine) as session, session.begin(), file.open("rb") as content:
        receive(session, uploads_of(desk.place), [Sent(file.name, content)], Said(), Person("Leyla", NOW))


@pytest.fixture
def address(quick_desk):
    """The address of served pages, as 'tracker web' serves them."""
    rows = [
        *ROWS,
        ["CAT/C/AZE/CO/5", "17(a)", f"Investigate {'every allegation ' * 30}", "", "", "MOJ", "planned", "2027", ""],
    ]
    quick_desk.take(quick_desk.sheet(rows), yes=True)
    _with_round(quick_desk)
    _with_meetings(quick_desk)
    lay_down(quick_desk, quick_desk.sheet(ASKING, "asking.xlsx"))
    with served(quick_desk, lambda register, hosts: create_app(register, TOKEN, hosts)) as found:
        yield found


def _with_round(desk):
    """A round that was replied to, with conflicts and a claim to confirm."""
    desk.ok("request", "open", "--title", "Spring review", "--due", "2026-04-15", "-o", desk.folder / "round")
    desk.ok("due", SECOND, "--to", "2028-01-31", "--as", "Rauf")
    reply = reply_of(desk, "MOJ").fill(FIRST, status="see our letter", measures="Rules were sent to the Cabinet")
    reply.fill(SECOND, due="2029-01-31", status="implemented", evidence="Order No. 114, 12.03.2025")
    desk.take(reply.save(desk.folder), yes=True)


def _with_meetings(desk):
    """A meeting with a decision that is late and one that is done, and the next one, which is being prepared."""
    desk.ok("meeting", "add", "--on", "2025-12-01", "--title", "Progress in 2025", "--venue", "Baku")
    desk.ok("meeting", "attend", "1", "MOJ", "--persons", "Elçin Quliyev")
    desk.ok("meeting", "decide", "1", "Send the draft law", FIRST, SECOND, "--owner", "MOJ", "--due", "2026-01-31")
    desk.ok("meeting", "add", "--on", "2026-03-02")
    desk.ok("meeting", "agenda", "2", "--propose")
    desk.ok("meeting", "decide", "2", f"Name a lead agency{' for each of them' * 20}")
    desk.ok("meeting", "done", "2.1", "--note", "Order No. 7")


@pytest.fixture
def opened(browser, address):
    contexts = []

    def page_of(size=DESK, *, script=True):
        contexts.append(browser.new_context(viewport=size, java_script_enabled=script, base_url=address))
        page = contexts[-1].new_page()
        page.goto(f"/sign-on?token={TOKEN}")
        return page

    yield page_of
    for context in contexts:
        context.close()


def go_to(page, path):
    """Open a page; a plan that is being made is waited for."""
    page.goto(path)
    page.locator("#progress").wait_for(state="detached")


def in_language(path, language):
    return f"{path}{'&' if '?' in path else '?'}language={language}"


def fits(page, name):
    """No rule of accessibility is broken, and nothing is wider than the window."""
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    results = Axe().run(page)
    assert results.violations_count == 0, f"{name}: {results.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"], name


@pytest.mark.parametrize("language", ["en", "az"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_everybody_can_use_every_page(opened, language, size):
    page = opened(size)
    for name, path in ADDRESSES.items():
        go_to(page, in_language(path, language))
        fits(page, name)


@pytest.mark.parametrize("language", ["en", "az"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_everybody_can_use_what_comes_after_a_form(opened, quick_desk, monkeypatch, language, size):
    """The check of a selection; an import whose plan failed, that is being made, is stopped, and that is done."""
    page = opened(size)
    page.goto(in_language(f"/selection?code={FIRST}&code={SECOND}", language))
    page.locator("select[name=status]").select_option("in_progress")
    page.locator("textarea[name=note]").fill("Two regions follow")
    page.locator("form.sheet button.main").click()
    page.locator("footer").wait_for()
    assert page.locator("table.register tbody tr").count() == 2
    fits(page, "selection check")

    more = [["UPR 4th cycle", "138.8", "Sign the Protocol"], ["UPR 4th cycle", "138.9", ""]]  # the last has no text
    lay_down(quick_desk, quick_desk.sheet([*ROWS, *more], "more.xlsx"))
    planned, go_on = imports.waiting.plan_file, Event()

    def broken(*_):
        raise OSError

    def slow(*given):
        given[-1]("read", "", 1500)
        go_on.wait(60)
        return planned(*given)

    monkeypatch.setattr("imports.waiting.plan_file", broken)
    go_to(page, "/import/2")
    fits(page, "import failed")
    monkeypatch.setattr("imports.waiting.plan_file", slow)
    monkeypatch.setattr("tracker.web.import_plan._AT_ONCE", 0.05)
    page.goto("/import/2?again=1")
    fits(page, "import in progress")
    page.locator("a[href='/import/2?still=1']").click()
    assert page.locator("[hx-trigger]").count() == 0
    fits(page, "import in progress, standing still")
    go_on.set()
    go_to(page, "/import/2")
    page.locator("button.main").click()
    page.locator("a[href='/import/2/rows.xlsx']").wait_for()
    fits(page, "import done")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_how_far_an_import_is_is_shown_and_with_a_script_without_loading_the_page_again(
    opened, quick_desk, monkeypatch, script
):
    planned, more, go_on = imports.waiting.plan_file, Event(), Event()

    def slow(*given):
        more.wait(60)
        given[-1]("read", "", 150)
        go_on.wait(60)
        return planned(*given)

    monkeypatch.setattr("imports.waiting.plan_file", slow)
    monkeypatch.setattr("tracker.web.import_plan._AT_ONCE", 0.05)
    lay_down(quick_desk, quick_desk.sheet([*ROWS, ["UPR 4th cycle", "138.8", "Sign the Protocol"]], "more.xlsx"))
    page = opened(script=script)
    page.goto("/import/2")
    page.get_by_text("0 rows were read.").wait_for()
    page.get_by_role("button", name="Stop and remove").focus()
    page.evaluate("window.same = true")
    more.set()
    page.get_by_text("150 rows were read.").wait_for()
    assert page.evaluate("window.same ?? false") == script
    assert not script or page.locator(":focus").inner_text().startswith("Stop")
    go_on.set()
    page.get_by_role("button", name="Put into the register").wait_for()


@pytest.mark.parametrize("language", ["en", "az"])
def test_nothing_is_wider_than_a_phone_and_no_code_is_broken(opened, language):
    page = opened(PHONE)
    for name, path in ADDRESSES.items():
        go_to(page, in_language(path, language))
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], name
    page.goto("/register")
    heights = "all => new Set(all.map(one => one.getClientRects().length))"
    assert page.locator("a.code").evaluate_all(f"all => [...({heights})(all)]") == [1]


def test_the_pages_ask_nothing_of_other_places_and_break_no_rule_of_their_own(opened, address):
    page, asked, said = opened(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for path in list(ADDRESSES.values())[:-1]:
        page.goto(path)
    assert [url for url in asked if not url.startswith(f"{address}/")] == []
    assert said == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_what_is_overdue_is_found_and_gets_a_status_that_is_undone(opened, quick_desk, script):
    page = opened(script=script)
    page.locator(".tiles .alarm a").click()
    page.get_by_role("link", name=FIRST).click()
    page.locator("summary", has_text="Set the status").click()
    page.locator("form[action^='/status'] select[name=status]").select_option("Implemented")
    page.get_by_role("button", name="Save the status").click()
    assert "needs dated evidence" in page.get_by_role("alert").inner_text()
    status = page.locator("form[action^='/status']")
    status.get_by_label("Evidence: what it is").fill("Order No. 114, 12 March 2025")
    page.get_by_role("button", name="Save the status").click()
    assert page.get_by_role("status").inner_text().startswith("Status: In progress → Implemented.")
    assert quick_desk.one(FIRST)["status"] == "implemented"
    page.get_by_role("button", name="Undo").click()
    assert page.get_by_role("status").inner_text().startswith("Undone: ")
    assert quick_desk.one(FIRST)["status"] == "in_progress"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_claim_is_not_confirmed_and_the_agency_reads_why(opened, quick_desk, script):
    page = opened(script=script)
    page.goto("/claims?agency=MOJ")
    row = page.locator("tr", has=page.get_by_role("link", name=SECOND))
    row.locator("summary", has_text="Do not confirm").click()
    row.get_by_label("Why, for the agency").fill("The order is not registered")
    row.get_by_role("button", name="Do not confirm").click()
    assert page.get_by_role("status").inner_text().startswith(f"{SECOND}: the claim of MOJ is not confirmed.")
    assert page.locator("tr", has=page.get_by_role("link", name=SECOND)).count() == 0
    page.goto("/my?agency=MOJ")
    mine = page.locator("article", has=page.get_by_role("link", name=SECOND))
    assert "Not confirmed: The order is not registered" in mine.inner_text()
    assert quick_desk.one(SECOND)["status"] == "planned"


def test_the_register_is_filtered_and_saved(opened):
    page = opened(script=False)
    page.goto("/register")
    page.get_by_label("Mechanism").select_option("CAT")
    page.get_by_role("button", name="Filter").click()
    assert page.locator("table.register tbody tr").count() == 2
    with page.expect_download() as saved:
        page.get_by_role("link", name="CSV").click()
    assert saved.value.suggested_filename == "recommendations-2026-03-02.csv"


def test_a_report_is_saved(opened):
    page = opened(script=False)
    page.goto("/reports?language=az")
    page.get_by_label("Şəbəkəsiz açılan veb-səhifə").check()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Hesabatı hazırla").click()
    assert saved.value.suggested_filename == "progress-2026-03-02-az.html"


def tab_to(page, wanted):
    """Press Tab until an element has the focus, as a person without a mouse does."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(wanted)


def test_a_status_is_set_with_the_keyboard_alone(opened, quick_desk):
    page = opened(script=False)
    page.goto(f"/recommendation/{FIRST}")
    tab_to(page, page.locator("summary", has_text="Set the status"))
    page.keyboard.press("Enter")
    status = page.locator("form[action^='/status']")
    tab_to(page, status.locator("select[name=status]"))
    page.keyboard.type("Implemented")
    tab_to(page, status.get_by_label("Evidence: what it is"))
    page.keyboard.type("Order No. 114, 12 March 2025")
    tab_to(page, status.get_by_role("button", name="Save the status"))
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("→ Implemented.").wait_for()
    assert quick_desk.one(FIRST)["status"] == "implemented"


def test_a_due_date_is_set_with_the_keyboard_alone(opened, quick_desk):
    page = opened()
    page.goto(f"/recommendation/{FIRST}")
    page.locator("summary", has_text="Change the due date").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("2027-Q2")
    page.keyboard.press("Enter")
    page.get_by_role("status").wait_for()
    assert quick_desk.one(FIRST)["due"] == "2027-Q2"


def test_the_headings_of_the_list_stay_in_sight(opened, quick_desk):
    rows = [["Mechanism", "No.", "Recommendation"]]
    rows += [["UPR 4th cycle", f"139.{number}", f"Build school number {number}"] for number in range(1, 41)]
    quick_desk.take(quick_desk.sheet(rows, "long.xlsx"), yes=True)
    page = opened()
    page.goto("/register")
    page.mouse.wheel(0, 900)
    page.wait_for_function("scrollY > 800")
    assert page.locator(".register thead th").first.evaluate("one => one.getBoundingClientRect().top") == 0


def test_a_sheet_is_imported_with_the_keyboard_alone_and_without_a_script(opened, quick_desk):
    page = opened(script=False)

    page.goto("/import")
    page.locator("input[type=file]").set_input_files(quick_desk.sheet(ASKING, "mine.xlsx"))
    tab_to(page, page.get_by_role("button", name="Send and show the plan"))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="4 questions").wait_for()
    for choice, steps in (("UPR-3", 1), ("Ministry of Youth and Sports", 0), ("Continuous", 1)):
        radio = page.get_by_role("radio", name=choice).first
        tab_to(page, page.locator("fieldset", has=radio).get_by_role("radio").first)
        for _ in range(steps):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Space")
        assert radio.is_checked()
    tab_to(page, page.get_by_role("button", name="Save the answers"))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="One question").wait_for()
    tab_to(page, page.get_by_role("button", name="Take likely answers, leave the rest open"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Put into the register"))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="The sheets are in the register.").wait_for()
    assert quick_desk.one("UPR-3/140.2")["status"] == "ongoing_continuous"
    tab_to(page, page.get_by_role("button", name="Undo"))
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Undone: import of mine.xlsx").wait_for()
    assert [row["code"] for row in quick_desk.listing() if row["review"] == "UPR-3"] == []
