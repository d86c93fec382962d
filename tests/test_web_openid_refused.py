"""Sign-on with the ministry's own directory: what is tried by those who should not get in, and what fails there."""

import logging
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import OctKey
from office import office_of, with_people
from pages import ROWS
from provider import SECRET, begin, come_back, key_of, openid_of, provider_of, sign_on, turned_away

NOT_VALID = "The answer of Entra ID is not valid."
NOT_BEGUN = "was not begun in this browser"
DESCRIBED = "/.well-known/openid-configuration"
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


HOUR = 3600
FALSE = {
    "another issuer": {"iss": "https://evil.example"},
    "no issuer": {"iss": None},
    "another audience": {"aud": "wiki"},
    "another audience that names us": {"aud": "wiki", "azp": "tracker"},
    "no audience": {"aud": None},
    "for another party": {"aud": ["tracker", "wiki"], "azp": "wiki"},
    "another nonce": {"nonce": "x"},
    "no nonce": {"nonce": None},
    "no nonce, which is said to be usual": {"nonce": None, "nonce_supported": False},
    "expired": {"exp": int(time.time()) - HOUR},
    "never expires": {"exp": None},
    "not yet": {"iat": int(time.time()) + HOUR, "nbf": int(time.time()) + HOUR},
}


@pytest.mark.parametrize("claims", FALSE.values(), ids=FALSE)
def test_an_id_token_that_is_not_for_this_sign_on_is_refused(office, provider, claims):
    provider.claims = claims
    turned_away(office.browser(), provider, NOT_VALID)


SIGNED = {
    "by a stranger": ({"alg": "RS256", "kid": "one"}, lambda: key_of("stranger")),
    "by a key that is not known": ({"alg": "RS256", "kid": "stranger"}, lambda: key_of("stranger")),
    "by our own secret": ({"alg": "HS256", "kid": "one"}, lambda: OctKey.import_key(SECRET)),
    "by nobody": ({"alg": "none"}, lambda: key_of("one")),
}


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
@pytest.mark.parametrize(("header", "key"), SIGNED.values(), ids=SIGNED)
def test_an_id_token_that_the_directory_did_not_sign_is_refused(office, provider, header, key):
    provider.header, provider.signs = header, key()
    turned_away(office.browser(), provider, NOT_VALID)


def test_what_was_begun_in_another_browser_does_not_end_in_this_one(office, provider):
    mine, theirs = office.browser(), office.browser()
    address = provider.agree(begin(mine))
    for pages in (theirs, office.browser()):
        begin(theirs)
        found = come_back(pages, address)
        assert (found.status_code, NOT_BEGUN in found.text) == (403, True)
        assert pages.get("/").status_code == 303
    assert "/token" not in provider.asked
    assert come_back(mine, address).status_code == 303


def test_a_false_state_does_not_disturb_what_was_begun(office, provider):
    pages = office.browser()
    address = provider.agree(begin(pages))
    for false in ("", "?state=", "?state=x&code=y", "?error=access_denied", "?state=%FF"):
        assert pages.get(f"/sign-on/back{false}").status_code == 403
    assert come_back(pages, address).status_code == 303


def test_a_state_is_used_once(office, provider):
    pages = office.browser()
    address = provider.agree(begin(pages))
    assert come_back(pages, address).headers["Location"] == "/"
    assert (come_back(pages, address).headers["Location"], provider.asked.count("/token")) == ("/", 1)
    pages.act("/sign-off", "/help")
    again = come_back(pages, address)
    assert (again.status_code, NOT_BEGUN in again.text, provider.asked.count("/token")) == (403, True, 1)


def test_a_state_is_used_up_also_by_an_end_that_fails(office, provider):
    provider.person = {"preferred_username": "rauf"}
    pages = office.browser()
    address = provider.agree(begin(pages))
    found = [come_back(pages, address).text for _ in range(2)]
    assert (NO_ACCOUNT in found[0], NOT_BEGUN in found[1], provider.asked.count("/token")) == (True, True, 1)


def test_what_the_directory_refuses_is_told_without_its_words(office, provider, caplog):
    provider.refuses = "access_denied\nrefused at /sign-on"
    with caplog.at_level(logging.WARNING):
        page = turned_away(office.browser(), provider, "Entra ID did not sign you on. Try again.")
    assert "access_denied" not in page
    assert r"because: 'access_denied\nrefused at /sign-on'" in caplog.text


def test_a_secret_that_has_expired_is_told_to_the_keeper(kept, provider, caplog, monkeypatch):
    monkeypatch.setattr("provider.SECRET", "another")
    with office_of(kept, openid=openid_of(provider.issuer)) as office, caplog.at_level(logging.WARNING):
        monkeypatch.undo()
        monkeypatch.setenv("NO_PROXY", "*")
        turned_away(office.browser(), provider, NOT_VALID)
    assert "invalid_client: the secret has expired" in caplog.text


def test_a_directory_that_is_down_is_told_on_the_page(kept):
    with socket.create_server(("127.0.0.1", 0)) as free:
        issuer = f"http://127.0.0.1:{free.getsockname()[1]}"
    with office_of(kept, openid=openid_of(issuer)) as office:
        found = office.browser().get("/sign-on/directory")
    assert (found.status_code, "Entra ID cannot be reached." in found.text) == (503, True)
    assert 'name="password"' in found.text


def test_a_directory_that_is_silent_holds_up_a_few_people_and_nobody_else(office, provider, monkeypatch):
    monkeypatch.setattr("tracker.web.openid._SECONDS", 0.5)
    provider.silent = {DESCRIBED: 1.0}
    with ThreadPoolExecutor(8) as people:
        found = list(people.map(lambda pages: pages.get("/sign-on/directory"), [office.browser() for _ in range(8)]))
    assert {one.status_code for one in found} == {503}
    assert len(provider.asked) == 4
    provider.silent = {}
    assert sign_on(office.browser(), provider).status_code == 303


@pytest.mark.parametrize("path", ["/token", "/jwks"])
def test_a_directory_that_becomes_silent_is_not_waited_for(office, provider, monkeypatch, path):
    monkeypatch.setattr("tracker.web.openid._SECONDS", 0.3)
    provider.silent = {path: 1.0}
    turned_away(office.browser(), provider, "Entra ID cannot be reached.", code=503)


def test_the_secret_and_the_keys_are_not_taken_to_where_a_directory_leads(office, provider):
    for path in (DESCRIBED, "/token", "/jwks"):
        pages = office.browser()
        address = "" if path == DESCRIBED else provider.agree(begin(pages))
        provider.moved = {path}
        found = come_back(pages, address) if address else pages.get("/sign-on/directory")
        provider.moved = set()
        assert (found.status_code in (403, 503), pages.get("/").status_code) == (True, 303), path
    assert "/elsewhere" not in provider.asked


def test_a_directory_that_leads_elsewhere_or_says_nothing_is_not_followed(office, provider):
    for metadata in (
        {"authorization_endpoint": "http://evil.example/authorize"},
        {"token_endpoint": "https://me@evil.example/token"},
        {"jwks_uri": None},
        {"issuer": "https://evil.example"},
    ):
        provider.metadata = metadata
        found = office.browser().get("/sign-on/directory")
        assert (found.status_code, NOT_VALID in found.text) == (403, True), metadata


def test_what_a_directory_says_of_itself_does_not_become_an_option(office, provider):
    provider.metadata = {
        "verify": False,
        "client_id": "x",
        "proxies": {"http": "http://127.0.0.1:1"},
        "jwks": {"keys": []},
    }
    assert sign_on(office.browser(), provider).status_code == 303


def test_codes_cannot_be_guessed_for_long_and_it_hinders_no_password(office, provider):
    pages = office.browser()

    def guess(number):
        state = parse_qs(urlsplit(begin(pages)).query)["state"][0]
        return pages.get(f"/sign-on/back?state={state}&code=guess-{number}").status_code

    assert [guess(number) for number in range(61)] == [403] * 60 + [429]
    assert pages.act("/sign-on", "/sign-on", name="Sevda", password="x").status_code == 403
    assert sign_on(office.browser(), provider).status_code == 303
