"""Accounts of an office server: how people sign on and off, and what is tried by those who should not get in."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from office import PASSWORD, office_of, with_people
from pages import FIRST, HOST, ROWS, Pages

from tracker.door import Register, now
from tracker.followup.sign_on import right_password
from tracker.followup.sign_on import set_password as set_by_code
from tracker.web.attempts import Attempts
from tracker.web.session import HEADERS

HOME = "Where the group stands"
WRONG = "The name or the password is not right."


@pytest.fixture
def kept(quick_desk):
    quick_desk.take(quick_desk.sheet(ROWS), yes=True)
    return with_people(quick_desk)


@pytest.fixture
def office(kept):
    with office_of(kept) as office:
        yield office


def code_of(desk, name):
    return re.search(r"^  (\S+)$", desk.ok("users", "reset", name), re.MULTILINE)[1]


def sign_on(pages: Pages, name: str, password: str = PASSWORD, **more):
    return pages.act("/sign-on", "/sign-on", name=name, password=password, **more)


def set_password(pages: Pages, name: str, code: str, password: str = PASSWORD, again: str = PASSWORD):
    return pages.act("/set-password", "/set-password", name=name, code=code, password=password, again=again)


def signed_on(office, name):
    """A browser at which a person has signed on with a password of their own."""
    pages = office.browser()
    assert set_password(pages, name, code_of(office.desk, name)).status_code == 200
    assert sign_on(pages, name).status_code == 303
    return pages


def test_a_person_sets_a_password_by_the_code_once_signs_on_and_acts_under_their_name(kept, office):
    code, pages = code_of(kept, "Sevda"), office.browser()
    assert sign_on(pages, "Sevda", "").status_code == 403
    done = set_password(pages, " sevda ", code.upper().replace("-", " "))
    assert (done.status_code, "Your password is set." in done.text) == (200, True)
    assert set_password(pages, "Sevda", code, again="another", password="another").status_code == 422
    again = set_password(office.browser(), "Sevda", code)
    assert (again.status_code, "the code was used or is too old" in again.text) == (403, True)
    found = sign_on(pages, "SEVDA")
    assert (found.status_code, found.headers["Location"]) == (303, "/")
    page = pages.read("/")
    assert (HOME in page, 'title="Change your password">Sevda</a>' in page, "Sign off" in page) == (True, True, True)
    assert pages.act(f"/due/{FIRST}", f"/recommendation/{FIRST}", due="2027").status_code == 303
    assert kept.run("batches", "--format", "json", "--last", "1").json[0]["who"] == "Sevda"


def test_nobody_sees_a_page_without_an_account_and_is_led_to_it_after_the_sign_on(office):
    pages = office.browser()
    for address in ("/", "/register?overdue=1&text=h%C3%BCquq", f"/recommendation/{FIRST}", "/colours.css", "/nothing"):
        found = pages.get(address)
        assert (found.status_code, "Ratify" in found.text) == (303, False), address
        assert found.headers["Location"].startswith("/sign-on"), address
    assert pages.post(f"/due/{FIRST}", due="2027").status_code == 303
    assert pages.get("/static/pages.css").status_code == 200
    set_password(pages, "Sevda", code_of(office.desk, "Sevda"))
    asked = pages.get("/register?overdue=1&text=h%C3%BCquq").headers["Location"]
    onward = re.search(r'name="onward" value="([^"]+)"', pages.read(asked))[1].replace("&amp;", "&")
    assert sign_on(pages, "Sevda", onward=onward).headers["Location"] == "/register?overdue=1&text=h%C3%BCquq"


@pytest.mark.parametrize(
    "onward", ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "/a b", "/\tx"]
)
def test_the_sign_on_leads_to_no_other_server(office, onward):
    pages = office.browser()
    set_password(pages, "Sevda", code_of(office.desk, "Sevda"))
    assert sign_on(pages, "Sevda", onward=onward).headers["Location"] == "/"


@pytest.mark.parametrize(
    ("password", "again", "words"),
    [
        ("short one", "short one", "12 to 200 characters"),
        ("a" * 201, "a" * 201, "12 to 200 characters"),
        ("aaaabbbbaaaabbbb", "aaaabbbbaaaabbbb", "easy to guess"),
        ("Sevda Sevda Sevda", "Sevda Sevda Sevda", "easy to guess"),
        (PASSWORD, "four other words", "The two passwords differ."),
    ],
)
def test_a_weak_password_is_refused_and_the_code_stays_good(office, password, again, words):
    code, pages = code_of(office.desk, "Sevda"), office.browser()
    refused = set_password(pages, "Sevda", code, password, again)
    assert (refused.status_code, words in refused.text, password in refused.text) == (422, True, False)
    assert set_password(pages, "Sevda", code).status_code == 200


def test_a_code_ends_after_three_days_and_with_the_next_one(office, monkeypatch):
    first, pages = code_of(office.desk, "Sevda"), office.browser()
    second = code_of(office.desk, "Sevda")
    assert set_password(pages, "Sevda", first).status_code == 403
    assert set_password(pages, "Murad", second).status_code == 403
    monkeypatch.setenv("TRACKER_TODAY", "2026-03-06")
    assert set_password(pages, "Sevda", second).status_code == 403


def test_of_several_who_use_a_code_at_the_same_moment_one_sets_the_password(desk):
    with_people(desk)
    code, register = code_of(desk, "Sevda"), Register(desk.place)

    def use(number):
        with register.noting() as session:
            return set_by_code(session, "Sevda", code, (f"{PASSWORD} {number}",) * 2, now())

    with ThreadPoolExecutor(4) as people:
        done = list(people.map(use, range(4)))
    with register.reading() as session:
        right = [bool(right_password(session, "Sevda", f"{PASSWORD} {number}")) for number in range(4)]
    register.close()
    assert (sorted(done), right) == ([False, False, False, True], done)


def test_a_reset_between_the_check_and_the_sign_on_of_the_page_is_told_as_a_wrong_password(office, monkeypatch):
    set_password(office.browser(), "Sevda", code_of(office.desk, "Sevda"))
    noting = Register.noting

    def late(register):
        monkeypatch.undo()
        monkeypatch.setenv("TRACKER_DATABASE", office.desk.place)
        code_of(office.desk, "Sevda")
        return noting(register)

    pages = office.browser()
    monkeypatch.setattr(Register, "noting", late)
    refused = sign_on(pages, "Sevda")
    assert (refused.status_code, WRONG in refused.text) == (403, True)
    assert pages.get("/").status_code == 303


def test_after_the_sign_off_a_cookie_that_was_taken_is_worthless(office):
    pages = signed_on(office, "Sevda")
    stolen = pages.client.get_cookie("tracker-sign-on", HOST.partition(":")[0]).value
    thief = office.browser()
    thief.client.set_cookie("tracker-sign-on", stolen, domain=HOST.partition(":")[0])
    assert HOME in thief.read("/")
    form = pages.hidden("/help")
    off = pages.post("/sign-off", **form)
    assert (off.status_code, off.headers["Location"]) == (303, "/sign-on")
    for browser in (pages, thief):
        assert browser.get("/").status_code == 303
    thief.client.set_cookie("tracker-sign-on", stolen, domain=HOST.partition(":")[0])
    assert thief.post(f"/due/{FIRST}", due="2027", **form).status_code == 303
    with office.desk.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sign_on").scalar() == 0


def test_a_sign_on_ends_by_itself(office, monkeypatch):
    pages = office.at("secretariat")
    assert HOME in pages.read("/")
    monkeypatch.setattr("tracker.followup.sign_on.IDLE", timedelta(0))
    assert pages.get("/").status_code == 303
    monkeypatch.undo()
    monkeypatch.setenv("TRACKER_DATABASE", office.desk.place)
    monkeypatch.setenv("TRACKER_TODAY", "2026-03-03")
    pages = office.at("secretariat")
    assert HOME in pages.read("/")
    monkeypatch.setenv("TRACKER_TODAY", "2026-03-04")
    assert pages.get("/").status_code == 303


def test_a_changed_password_a_reset_and_a_closed_account_end_the_other_sign_ons(office):
    pages, other = signed_on(office, "Sevda"), office.at("secretariat")
    wrong = pages.act("/password", "/password", old="guess", password="three new words", again="three new words")
    assert (wrong.status_code, "The current password is not right." in wrong.text) == (422, True)
    assert HOME in other.read("/")
    done = pages.act("/password", "/password", old=PASSWORD, password="three new words", again="three new words")
    assert (done.status_code, other.get("/").status_code) == (303, 303)
    assert "Your password was changed." in pages.read("/password")
    assert sign_on(office.browser(), "Sevda").status_code == 403
    assert sign_on(office.browser(), "Sevda", "three new words").status_code == 303
    code_of(office.desk, "Sevda")
    assert pages.get("/").status_code == 303
    assert sign_on(office.browser(), "Sevda", "three new words").status_code == 403
    last = office.at("secretariat")
    office.desk.ok("users", "close", "Sevda")
    assert last.get("/").status_code == 303
    assert office.desk.run("users", "reset", "Sevda").code == 1


def test_the_undo_of_a_closed_account_brings_no_password_back(office):
    signed_on(office, "Sevda")
    told = office.desk.ok("users", "close", "Sevda")
    office.desk.ok("undo", re.search(r"tracker undo (\d+)", told)[1])
    assert sign_on(office.browser(), "Sevda").status_code == 403
    assert "needs a code" in office.desk.ok("users", "list")
    assert HOME in signed_on(office, "Sevda").read("/")


def test_no_password_code_or_token_is_kept_as_it_is(office):
    code = code_of(office.desk, "Sevda")
    pages = office.browser()
    set_password(pages, "Sevda", code)
    sign_on(pages, "Sevda")
    token = pages.client.get_cookie("tracker-sign-on", HOST.partition(":")[0]).value
    kept = repr(office.desk.everything())
    assert [secret for secret in (PASSWORD, code, code.replace("-", ""), token) if secret in kept] == []
    assert "$argon2id$" in kept


def test_guessing_ends_after_a_few_attempts_with_the_same_answer_for_unknown_names(office):
    set_password(office.browser(), "Sevda", code_of(office.desk, "Sevda"))
    for name in ("Sevda", "Nobody"):
        pages = office.browser()
        answers = [sign_on(pages, name, f"guess number {number}") for number in range(6)]
        assert [answer.status_code for answer in answers] == [403] * 5 + [429]
        assert all(WRONG in answer.text for answer in answers[:5])
        assert "Too many attempts." in answers[5].text
        assert sign_on(pages, name).status_code == 429
    assert sign_on(office.browser(), "Sevda").status_code == 303
    shapes = {re.sub(r'value="[^"]*"', "", sign_on(office.browser(), name, "x").text) for name in ("Sevda", "Nobody")}
    assert len(shapes) == 1


def test_codes_cannot_be_guessed_either(office):
    pages = office.browser()
    answers = [set_password(pages, "Sevda", f"guess-{number}").status_code for number in range(6)]
    assert answers == [403] * 5 + [429]


def test_an_unknown_name_takes_the_time_of_a_known_one(office):
    set_password(office.browser(), "Sevda", code_of(office.desk, "Sevda"))
    taken = {}
    for name in ("Sevda", "Nobody", "Murad"):
        sign_on(office.browser(), name, "to warm up")
        begin = time.process_time()
        for _ in range(3):
            sign_on(office.browser(), name, "a guess of some length")
        taken[name] = time.process_time() - begin
    assert max(taken.values()) < 2 * min(taken.values())


def test_attempts_are_counted_for_a_quarter_of_an_hour():
    clock = iter([0.0] * 100 + [901.0] * 100)
    attempts = Attempts(lambda: next(clock))
    assert [attempts.allowed("Sevda", "10.0.0.1") for _ in range(6)] == [True] * 5 + [False]
    assert attempts.allowed("Sevda", "10.0.0.2")
    attempts.succeeded("Sevda", "10.0.0.2")
    assert not attempts.allowed("SEVDA ", "10.0.0.1")
    while next(clock) < 900:
        pass
    assert attempts.allowed("Sevda", "10.0.0.1")


def test_one_address_cannot_try_all_names_nor_all_addresses_one_name():
    attempts = Attempts(lambda: 0.0)
    assert [attempts.allowed(f"Name {n}", "10.0.0.1") for n in range(61)] == [True] * 60 + [False]
    assert [attempts.allowed("Sevda", f"10.0.1.{n}") for n in range(21)] == [True] * 20 + [False]


def test_a_form_of_another_page_another_browser_or_another_sign_on_is_refused(office):
    pages, other = office.at("secretariat"), office.at("secretariat")
    before = office.desk.everything()
    foreign = {**pages.hidden(f"/recommendation/{FIRST}"), "csrf": other.hidden("/help")["csrf"]}
    for form in ({}, {"csrf": ""}, {"csrf": "ə"}, foreign):
        refused = pages.post(f"/due/{FIRST}", due="2028", **form)
        assert (refused.status_code, "This form is not valid any more." in refused.text) == (403, True)
        assert pages.post("/sign-off", **{name: form[name] for name in form if name == "csrf"}).status_code == 403
    stranger = office.browser()
    for address in ("/sign-on", "/set-password"):
        refused = stranger.post(address, name="Sevda", password=PASSWORD, csrf=foreign["csrf"])
        assert refused.status_code == 403
        assert "This form is not valid any more." in refused.text
    assert office.desk.everything() == before


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:8101", "localhost.evil.example:8100"])
def test_a_foreign_host_is_refused(office, host):
    pages = office.at("secretariat")
    for address in ("/", "/sign-on", "/static/pages.css"):
        assert pages.client.get(address, base_url=f"http://{HOST}", headers={"Host": host}).status_code == 400


def test_headers_are_on_every_answer_also_to_strangers(office):
    for pages in (office.browser(), office.at("observer")):
        for address in ("/", "/sign-on", "/set-password", "/nothing", "/undo/2", "/static/pages.css", "/reports"):
            headers = pages.get(address).headers
            assert {name: headers.get(name) for name in HEADERS} == HEADERS, address


def test_behind_tls_the_cookies_are_sent_by_tls_alone_and_to_this_server_alone(kept):
    with office_of(kept, secure=True) as office:
        client = office.app.test_client()
        page = client.get("/set-password", base_url=f"https://{HOST}")
        csrf = re.search(r'name="csrf" value="([^"]+)"', page.text)[1]
        fields = {"name": "Sevda", "code": code_of(kept, "Sevda"), "password": PASSWORD, "again": PASSWORD}
        client.post("/set-password", base_url=f"https://{HOST}", data={**fields, "csrf": csrf})
        on = client.post("/sign-on", base_url=f"https://{HOST}", data={**fields, "csrf": csrf})
        cookies = on.headers.getlist("Set-Cookie") + page.headers.getlist("Set-Cookie")
        assert {cookie.partition("=")[0] for cookie in cookies} == {"__Host-tracker", "__Host-tracker-page"}
        for cookie in cookies:
            assert ("; Secure" in cookie, "; HttpOnly" in cookie, "; SameSite=Lax" in cookie) == (True, True, True)
            assert ("; Path=/" in cookie, "Domain=" in cookie) == (True, False)


def test_the_pages_outside_are_there_in_both_languages(office):
    pages = office.browser()
    for address, words in {"/sign-on": "Daxil ol", "/set-password": "Parolunuzu təyin edin"}.items():
        page = pages.read(f"{address}?language=az")
        assert ('<html lang="az">' in page, words in page) == (True, True)


def test_the_command_keeps_the_accounts(quick_desk):
    told = quick_desk.run("users", "list")
    assert "There is no account yet." in told.out
    assert "tracker undo" in quick_desk.ok(
        "users", "add", "Aysel Məmmədova", "--role", "agency", "--agency", "Ministry of Justice"
    )
    row = quick_desk.run("users", "list", "--format", "json").json[0]
    assert (row["name"], row["role"], row["agency"], row["seen"]) == ("Aysel Məmmədova", "agency", "MOJ", "")
    assert row["state"].startswith("code until 2026-03-05")
    for words, code in {
        ("add", "aysel memmedova", "--role", "observer"): 1,
        ("add", "Rauf", "--role", "agency"): 2,
        ("add", "Rauf", "--role", "observer", "--agency", "MOJ"): 2,
        ("add", "!", "--role", "observer"): 2,
        ("add", "Rauf", "--role", "king"): 2,
        ("close", "Rauf"): 1,
        ("reset", "Rauf"): 1,
    }.items():
        assert quick_desk.run("users", *words).code == code, words
    quick_desk.ok("users", "close", "Aysel Məmmədova")
    assert "closed on 2026-03-02" in quick_desk.ok("users", "list")
    quick_desk.ok("users", "add", "Aysel Məmmədova", "--role", "observer")
    (row,) = quick_desk.run("users", "list", "--format", "json").json
    assert (row["role"], row["agency"]) == ("observer", None)
    assert "See recommendations" in quick_desk.ok("users", "roles")


def test_what_a_person_did_in_an_earlier_role_is_not_their_own(office):
    desk = office.desk
    desk.ok("status", FIRST, "in_progress", "--note", "As the secretariat", "--as", "Murad")
    last = str(desk.run("batches", "--format", "json", "--last", "1").json[0]["batch"])
    desk.ok("users", "close", "Murad")
    desk.ok("users", "add", "Murad", "--role", "agency", "--agency", "MOJ")
    before = desk.one(FIRST)
    refused = office.at("agency").act(f"/undo/{last}", f"/recommendation/{FIRST}")
    assert (refused.status_code, desk.one(FIRST)) == (404, before)
