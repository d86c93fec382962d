"""Sign-on with the ministry's own directory: who is let in, and under which name."""

import logging
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from office import PASSWORD, office_of, with_people
from pages import FIRST, HOST, ROWS
from provider import come_back, openid_of, provider_of, sign_on, turned_away
from served import served

from tracker.web.app import create_office

HOME = "Where the group stands"
NO_ACCOUNT = "You have no account here. Ask the secretariat for one with the name"


@pytest.fixture(autouse=True)
def straight(monkeypatch):
    """The directory of the tests is on this machine: no proxy leads there."""
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def kept(quick_desk):
    quick_desk.take(quick_desk.sheet(ROWS), yes=True)
    return with_people(quick_desk)


@pytest.fixture
def provider():
    with provider_of() as provider:
        yield provider


@pytest.fixture
def office(kept, provider):
    with office_of(kept, openid=openid_of(provider.issuer)) as office:
        yield office


def test_a_person_signs_on_with_the_directory_and_is_led_to_the_page_that_was_asked_for(office, provider):
    pages = office.browser()
    found = sign_on(pages, provider, "/register?overdue=1&text=h%C3%BCquq")
    assert (found.status_code, found.headers["Location"]) == (303, "/register?overdue=1&text=h%C3%BCquq")
    assert ">Sevda</a>" in pages.read("/")
    assert pages.act(f"/due/{FIRST}", f"/recommendation/{FIRST}", due="2027").status_code == 303
    assert office.desk.run("batches", "--format", "json", "--last", "1").json[0]["who"] == "Sevda"
    assert "Whoever signs on with Entra ID alone has no password here" in pages.read("/password")


def test_the_button_is_there_in_both_languages_and_only_with_a_directory(office, kept):
    pages = office.browser()
    assert "Sign on with Entra ID" in pages.read("/sign-on?language=en")
    assert "Entra ID ilə daxil ol" in pages.read("/sign-on?language=az")
    with office_of(kept) as other:
        assert "directory" not in other.browser().read("/sign-on")
        assert [other.browser().get(path).status_code for path in ("/sign-on/directory", "/sign-on/back")] == [303, 303]


@pytest.mark.parametrize(
    "onward", ["//evil.example", "https://evil.example", "/\\evil.example", "/a b", "/" + "a" * 2000]
)
def test_the_sign_on_leads_to_no_other_server(office, provider, onward):
    pages = office.browser()
    address = pages.get("/sign-on/directory", query_string={"onward": onward}).headers["Location"]
    assert come_back(pages, provider.agree(address)).headers["Location"] == "/"


def test_a_role_has_its_permissions_and_no_more(office, provider):
    provider.person = {"preferred_username": "Murad"}
    pages = office.browser()
    sign_on(pages, provider)
    assert pages.get("/recommendation/UPR-4/138.1").status_code == 200
    assert pages.get("/recommendation/UPR-4/138.2").status_code == 404
    assert pages.get("/activity").status_code == 403


def test_after_the_sign_off_the_cookie_is_worthless_and_a_closed_account_is_signed_off(office, provider):
    pages, other = office.browser(), office.browser()
    for browser in (pages, other):
        sign_on(browser, provider)
        assert HOME in browser.read("/")
    token = pages.client.get_cookie("tracker-sign-on", HOST.partition(":")[0]).value
    assert pages.act("/sign-off", "/help").headers["Location"] == "/sign-on"
    pages.client.set_cookie("tracker-sign-on", token, domain=HOST.partition(":")[0])
    assert pages.get("/").status_code == 303
    office.desk.ok("users", "close", "Sevda")
    assert other.get("/").status_code == 303
    turned_away(office.browser(), provider, NO_ACCOUNT)


def test_the_password_still_signs_on(office, provider):
    code = re.search(r"^  (\S+)$", office.desk.ok("users", "reset", "Sevda"), re.MULTILINE)[1]
    pages = office.browser()
    words = {"name": "Sevda", "password": PASSWORD, "again": PASSWORD}
    assert pages.act("/set-password", "/set-password", code=code, **words).status_code == 200
    assert pages.act("/sign-on", "/sign-on", **words).status_code == 303
    assert HOME in pages.read("/")
    assert provider.asked == []


def test_a_person_needs_no_password_and_no_code_that_is_good(office, provider, monkeypatch):
    monkeypatch.setenv("TRACKER_TODAY", "2026-03-09")
    assert "code expired" in office.desk.ok("users", "list")
    assert sign_on(office.browser(), provider).status_code == 303


def test_the_undo_of_a_closed_account_opens_it_to_nobody_without_a_new_code(office, provider):
    told = office.desk.ok("users", "close", "Sevda")
    office.desk.ok("undo", re.search(r"tracker undo (\d+)", told)[1])
    turned_away(office.browser(), provider, NO_ACCOUNT)
    office.desk.ok("users", "reset", "Sevda")
    assert sign_on(office.browser(), provider).status_code == 303


@pytest.mark.parametrize(
    ("account", "claim", "let_in"),
    [
        ("r.aliyev@justice.gov.az", "R.Aliyev@Justice.GOV.az", True),
        ("r.aliyev@justice.gov.az", "r-aliyev@justice.gov.az", False),
        ("r.aliyev@justice.gov.az", "r.əliyev@justice.gov.az", False),
        ("r.aliyev@justice.gov.az", " r.aliyev@justice.gov.az", False),
        ("k.aliyev", "\u212a.aliyev", False),
        ("Rəşad Əliyev", "RƏŞAD ƏLIYEV", True),
        ("Rəşad Əliyev", "Resad Eliyev", False),
    ],
)
def test_a_name_may_differ_in_capitals_but_not_in_signs(office, provider, account, claim, let_in):
    office.desk.ok("users", "add", account, "--role", "observer")
    provider.person = {"preferred_username": claim}
    if let_in:
        assert sign_on(office.browser(), provider).status_code == 303
    else:
        turned_away(office.browser(), provider, NO_ACCOUNT)


def test_who_has_no_account_is_told_so_and_it_is_noted_for_the_keeper(office, provider, caplog):
    provider.person = {"preferred_username": "<b>rauf</b>"}
    before = office.desk.everything()
    with caplog.at_level(logging.WARNING):
        page = turned_away(office.browser(), provider, f"{NO_ACCOUNT} &lt;b&gt;rauf")
    assert "<b>rauf" not in page
    assert "refused at /sign-on/back" in caplog.text
    assert office.desk.everything() == before


@pytest.mark.parametrize("name", [None, "", 7, ["sevda"], "sevda\nrefused", "s" * 201])
def test_who_is_not_named_is_not_let_in(office, provider, name):
    provider.person = {"preferred_username": name, "email": "sevda"}
    turned_away(office.browser(), provider, "Entra ID does not say who you are.")


@pytest.mark.parametrize(
    ("claim", "said", "let_in"),
    [
        ("email", {"email_verified": True}, True),
        ("email", {}, True),
        ("email", {"email_verified": False}, False),
        ("email", {"email_verified": "False"}, False),
        ("preferred_username", {"email_verified": False}, False),
    ],
)
def test_an_address_that_was_not_verified_does_not_count(kept, provider, claim, said, let_in):
    kept.ok("users", "add", "s.quliyeva@example.gov", "--role", "secretariat")
    provider.person = {claim: "s.quliyeva@example.gov", **said}
    with office_of(kept, openid=openid_of(provider.issuer, claim=claim)) as office:
        if let_in:
            assert sign_on(office.browser(), provider).status_code == 303
        else:
            turned_away(office.browser(), provider, "Your e-mail address is not verified in Entra ID.")


def test_a_cookie_from_before_the_sign_on_is_replaced(office, provider):
    pages = office.browser()
    pages.client.set_cookie("tracker-sign-on", "chosen-by-a-stranger", domain=HOST.partition(":")[0])
    sign_on(pages, provider)
    assert pages.client.get_cookie("tracker-sign-on", HOST.partition(":")[0]).value != "chosen-by-a-stranger"
    with pages.client.session_transaction(base_url=f"http://{HOST}") as session:
        assert dict(session) == {}


def test_the_directory_leads_back_to_the_name_of_the_browser_by_tls(kept, provider):
    with office_of(kept, secure=True, openid=openid_of(provider.issuer)) as office:
        client = office.app.test_client()
        found = client.get(
            "/sign-on/directory", base_url=f"https://{HOST}", headers={"X-Forwarded-Host": "evil.example"}
        )
        back = parse_qs(urlsplit(found.headers["Location"]).query)["redirect_uri"]
        foreign = client.get("/sign-on/directory", base_url=f"https://{HOST}", headers={"Host": "evil.example"})
    assert (back, foreign.status_code) == ([f"https://{HOST}/sign-on/back"], 400)


def test_who_is_signed_on_stays_so(office, provider):
    pages = office.at("observer")
    assert [pages.get(path).headers["Location"] for path in ("/sign-on/directory", "/sign-on/back?state=x")] == [
        "/",
        "/",
    ]
    assert (">Orxan</a>" in pages.read("/"), provider.asked) == (True, [])


def test_the_other_language_does_not_lead_back_to_the_directory(office, provider):
    page = office.browser().get("/sign-on/back?error=access_denied").text
    assert re.search(r'href="(/sign-on\?language=az)" hreflang="az"', page)


def test_in_a_browser_the_button_leads_to_the_directory_and_back(kept, provider, browser):
    provider.issuer = provider.issuer.replace("127.0.0.1", "localhost")  # another site, as the directory is
    openid = openid_of(provider.issuer)
    with served(kept, lambda register, hosts: create_office(register, hosts, secure=False, openid=openid)) as address:
        page = browser.new_context(locale="en").new_page()
        page.goto(f"{address}/register?overdue=1")
        assert Axe().run(page).response["violations"] == []
        page.get_by_role("link", name="Sign on with Entra ID").click()
        page.wait_for_url(f"{address}/register?overdue=1")
        assert page.get_by_role("link", name="Sevda").is_visible()
        page.get_by_role("button", name="Sign off").click()
        assert page.get_by_role("link", name="Sign on with Entra ID").is_visible()
        page.context.close()
