"""A recommendation beside the list in a browser: with and without scripts, with the mouse and with the keyboard alone."""

import pytest
from office import office_of, with_people
from pages import FIRST, ROWS, TOKEN
from served import served

from tracker.web.app import create_app, create_office

SECOND, THIRD = "UPR-4/138.2", "CAT-5/13(b)"
LIST = "/register?sort=due"
DESK, PHONE = {"width": 1366, "height": 768}, {"width": 375, "height": 800}


@pytest.fixture
def kept(quick_desk):
    rows = [["Mechanism", "No.", "Recommendation"]]
    rows += [["UPR 4th cycle", f"139.{number}", f"Build school number {number}"] for number in range(1, 41)]
    quick_desk.take(quick_desk.sheet(ROWS), yes=True)
    quick_desk.take(quick_desk.sheet(rows, "long.xlsx"), yes=True)
    return quick_desk


@pytest.fixture
def address(kept):
    with served(kept, lambda register, hosts: create_app(register, TOKEN, hosts)) as found:
        yield found


@pytest.fixture
def opened(browser, address):
    """Opens the list in a window that is signed on."""
    contexts = []

    def page_of(size=DESK, *, script=True):
        contexts.append(browser.new_context(viewport=size, java_script_enabled=script, base_url=address))
        contexts[-1].set_default_timeout(10_000)
        page = contexts[-1].new_page()
        page.goto(f"/sign-on?token={TOKEN}")
        page.goto(LIST)
        return page

    yield page_of
    for context in contexts:
        context.close()


def row(page, code):
    return page.get_by_role("row").filter(has=page.get_by_role("link", name=code, exact=True))


def panel(page, code):
    """The panel of a recommendation, once it is there."""
    found = page.get_by_role("region", name=code, exact=True)
    found.wait_for()
    return found


def place(found):
    """Where on the screen an element begins."""
    return found.evaluate("one => one.getBoundingClientRect().top")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_status_is_set_and_undone_without_leaving_the_list(opened, kept, script):
    page = opened(script=script)
    page.get_by_role("link", name=FIRST).click()
    beside = panel(page, FIRST)
    beside.locator("summary", has_text="Set the status").click()
    status = beside.locator("form[action^='/status']")
    status.locator("select[name=status]").select_option("Implemented")
    status.locator("[name=note]").fill("All of it")
    status.get_by_role("button", name="Save the status").click()
    assert "needs dated evidence" in beside.get_by_role("alert").inner_text()
    assert status.locator("[name=note]").input_value() == "All of it"
    assert row(page, SECOND).is_visible()
    status.get_by_label("Evidence: what it is").fill("Order No. 114, 12 March 2025")
    status.get_by_role("button", name="Save the status").click()
    assert "→ Implemented." in beside.get_by_role("status").inner_text()
    assert page.url.partition("#")[0].endswith(f"{LIST}&beside={FIRST}")
    assert "Implemented" in row(page, FIRST).inner_text()
    assert kept.one(FIRST)["status"] == "implemented"
    beside.get_by_role("button", name="Undo").click()
    assert beside.get_by_role("status").inner_text().startswith("Undone: ")
    assert "In progress" in row(page, FIRST).inner_text()
    beside.get_by_role("link", name="Next row").click()
    panel(page, SECOND).get_by_role("link", name="Close").click()
    page.get_by_role("region").wait_for(state="detached")
    assert page.url.partition("#")[0].endswith(LIST)


def test_a_click_anywhere_in_a_row_opens_it_and_a_tick_ticks_it(opened):
    page = opened()
    row(page, SECOND).get_by_role("cell", name="Denmark").click()
    panel(page, SECOND)
    assert row(page, SECOND).locator("a[aria-current]").count() == 1
    row(page, FIRST).get_by_role("checkbox").check()
    assert panel(page, SECOND).is_visible()
    row(page, FIRST).get_by_text("Ratify the Protocol").click()
    panel(page, FIRST)
    assert page.locator(".rows [aria-current]").all_inner_texts() == [FIRST]
    assert row(page, FIRST).get_by_role("checkbox").is_checked()


def test_the_list_stays_where_it_was(opened):
    page = opened()
    far = row(page, "UPR-4/139.30")
    far.scroll_into_view_if_needed()
    before = place(far)
    far.get_by_role("link").click()
    beside = panel(page, "UPR-4/139.30")
    assert abs(place(far) - before) <= 1
    assert 0 <= place(beside) < DESK["height"] / 2
    beside.get_by_role("link", name="Close").click()
    beside.wait_for(state="detached")
    assert abs(place(far) - before) <= 1


def test_only_the_part_beside_the_list_is_loaded_and_back_leads_back(opened):
    page, asked = opened(), []
    page.on("request", lambda request: asked.append((request.resource_type, request.url.partition("?")[2])))
    page.get_by_role("link", name=FIRST).click()
    panel(page, FIRST)
    page.get_by_role("link", name=SECOND).click()
    panel(page, SECOND)
    assert [one for one in asked if one != ("other", "")] == [
        ("xhr", f"sort=due&beside={code}") for code in (FIRST, SECOND)
    ]
    assert page.title() == f"{SECOND} · Register · Recommendations"
    assert page.evaluate("[localStorage.length, sessionStorage.getItem('htmx-history-cache')]") == [0, None]
    page.go_back()
    panel(page, FIRST)
    page.wait_for_function("!document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling, .htmx-added')")
    page.go_back()
    page.get_by_role("region").wait_for(state="detached")
    page.go_forward()
    panel(page, FIRST)
    page.reload()
    panel(page, FIRST)


def test_a_click_with_a_key_held_opens_a_window_of_its_own(opened):
    page = opened()
    with page.context.expect_page() as other:
        page.get_by_role("link", name=FIRST).click(modifiers=["ControlOrMeta"])
    panel(other.value, FIRST)
    assert page.get_by_role("region").count() == 0


def test_the_keyboard_alone_opens_reads_and_closes(opened):
    page = opened()
    page.get_by_role("link", name=SECOND).focus()
    page.keyboard.press("Enter")
    panel(page, SECOND)
    page.wait_for_function("document.activeElement.id === 'shown'")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.panel') !== null")
    page.get_by_role("link", name="Close").focus()
    page.keyboard.press("Enter")
    page.get_by_role("region").wait_for(state="detached")
    assert page.evaluate("document.activeElement.textContent") == SECOND
    page.goto(f"{LIST}&beside={FIRST}#{FIRST}")  # as after an act
    page.wait_for_function("document.activeElement.id === 'shown'")


def test_the_keyboard_alone_gets_to_it_without_a_script(opened):
    page = opened(script=False)
    page.get_by_role("link", name=SECOND).focus()
    page.keyboard.press("Enter")
    panel(page, SECOND)
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text() == "Go to the recommendation":
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(".panel :focus").count() == 1


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_on_a_phone_it_takes_the_place_of_the_list(opened, script):
    page = opened(PHONE, script=script)
    far = row(page, "UPR-4/139.30")
    far.get_by_role("link").click()
    beside = panel(page, "UPR-4/139.30")
    back = beside.get_by_role("link", name="Back to the list")
    assert 0 <= place(back) < place(beside.get_by_role("heading", name="UPR-4/")) < PHONE["height"] / 2
    assert page.locator(".rows").is_visible() is False
    assert beside.get_by_role("link", name="Close").count() == 0
    back.click()
    beside.wait_for(state="detached")
    assert 0 <= place(far) < PHONE["height"]


def test_what_goes_wrong_is_shown_and_nothing_is_swallowed(opened, kept, monkeypatch):
    page = opened()

    def broken(*_):
        raise OSError

    with monkeypatch.context() as patched:
        patched.setattr("tracker.web.register.known", broken)
        page.get_by_role("link", name=FIRST).click()
        page.locator("#panel").get_by_role("heading", name="This did not work").wait_for()
        assert "Something went wrong" in page.get_by_role("alert").inner_text()
    page.get_by_role("link", name="Back to the list").click()
    page.get_by_role("alert").wait_for(state="detached")
    page.route(
        "**/register?*", lambda route: route.abort() if route.request.resource_type == "xhr" else route.continue_()
    )
    page.get_by_role("link", name=FIRST).click()
    panel(page, FIRST)  # as a whole page, on which a browser says that nobody answers


def test_whoever_is_not_signed_on_any_more_leaves_for_the_page_that_signs_on(browser, kept):
    with_people(kept)
    with (
        served(kept, lambda register, hosts: create_office(register, hosts, secure=False)) as address,
        office_of(kept) as office,
    ):
        context = browser.new_context(base_url=address)
        token = office.at("secretariat").client.get_cookie("tracker-sign-on", "127.0.0.1").value
        context.add_cookies([{"name": "tracker-sign-on", "value": token, "url": address}])
        page = context.new_page()
        page.goto(LIST)
        page.get_by_role("link", name=FIRST).click()
        panel(page, FIRST)
        kept.ok("users", "reset", "Sevda")
        page.get_by_role("link", name=SECOND).click()
        page.get_by_role("heading", name="Sign on").wait_for()
        assert page.url.startswith(f"{address}/sign-on?onward=/register")
        context.close()
