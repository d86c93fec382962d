"""Who may ask the pages: a token that signs on once, no other host, no form of another page; headers on every answer."""

import re

import pytest
from pages import FIRST, HOST, ROWS, TOKEN, pages_of, signed_on
from routes import addresses

from tracker.web.session import HEADERS
from tracker.web.visit import attachment

NOT_OURS = r'<script(?! src="/static/[\w.]+\.js" defer></script>)|<style| style=| on\w+=|javascript:'
"""What a page would have of a script or a style that is no file of ours."""


@pytest.fixture
def kept(quick_desk):
    quick_desk.take(quick_desk.sheet(ROWS), yes=True)
    return quick_desk


def test_nobody_sees_a_page_without_the_token(kept):
    with pages_of(kept) as pages:
        for address in (
            "/",
            "/register",
            "/register.csv",
            "/colours.css",
            f"/recommendation/{FIRST}",
            "/sign-on?token=guess",
        ):
            found = pages.get(address)
            assert found.status_code == 403, address
            assert FIRST not in found.text
        assert pages.get("/static/pages.css").status_code == 200


def test_the_token_signs_on_once(kept):
    with pages_of(kept) as pages:
        assert pages.get(f"/sign-on?token={TOKEN}").status_code == 302
        assert pages.get("/").status_code == 200
        other = pages.client.application.test_client()
        refused = other.get(f"/sign-on?token={TOKEN}", base_url=f"http://{HOST}")
        assert (refused.status_code, "was used already" in refused.text) == (403, True)
        assert other.get("/", base_url=f"http://{HOST}").status_code == 403


def test_no_token_is_no_token(kept):
    with pages_of(kept) as pages:
        pages.get(f"/sign-on?token={TOKEN}")
        other = pages.client.application.test_client()
        assert other.get("/sign-on", base_url=f"http://{HOST}").status_code == 403
        assert other.get("/sign-on?token=", base_url=f"http://{HOST}").status_code == 403


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(kept):
    with pages_of(kept) as pages:
        cookie = pages.get(f"/sign-on?token={TOKEN}").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:8101", "localhost.evil.example:8100"])
def test_a_foreign_host_is_refused_even_with_the_cookie(kept, host):
    with signed_on(kept) as pages:
        found = pages.client.get("/", base_url=f"http://{HOST}", headers={"Host": host})
        assert (found.status_code, FIRST in found.text) == (400, False)


def test_a_form_of_another_page_is_refused_and_changes_nothing(kept):
    with signed_on(kept) as pages:
        seen = pages.hidden(f"/recommendation/{FIRST}")["seen"]
        before = kept.everything()
        for csrf in ({}, {"csrf": ""}, {"csrf": "guess"}, {"csrf": "ə"}):
            found = pages.post(f"/due/{FIRST}", due="2028", seen=seen, **csrf)
            assert (found.status_code, "This form is not valid any more." in found.text) == (403, True)
        assert kept.everything() == before


def test_every_route_that_acts_takes_a_form_of_ours_and_no_other(kept):
    with signed_on(kept) as pages:
        app = pages.client.application
        before = kept.everything()
        acts = [address for address in addresses(app) if address.acts]
        assert {"set_status", "set_due", "set_agencies", "undo"} <= {address.name for address in acts}
        for address in acts:
            assert pages.post(address.path).status_code == 403, address
            assert pages.post(address.path, csrf="guess", seen="99", due="2028").status_code == 403, address
        assert all({"GET", "POST"} - rule.methods for rule in app.url_map.iter_rules())
        assert kept.everything() == before


def test_every_answer_has_the_headers_of_safety(kept):
    with signed_on(kept) as pages:
        known = [address.path for address in addresses(pages.client.application)]
        for address in (*known, "/static/pages.css", "/nothing", "/report?form=.csv"):
            headers = pages.get(address).headers
            assert {name: headers.get(name) for name in HEADERS} == HEADERS, address
        assert "unsafe" not in HEADERS["Content-Security-Policy"]
        assert pages.get("/").headers["Cache-Control"] == "no-store"


def test_pages_have_no_style_and_no_script_of_their_own(kept):
    with signed_on(kept) as pages:
        known = [address.path for address in addresses(pages.client.application) if not address.acts]
        for address in (*known, "/nothing"):
            found = pages.get(address)
            if found.mimetype == "text/html":
                assert re.findall(NOT_OURS, found.text) == [], address
                assert re.findall(r'(?:href|src|action)="(?!/|#)[^"]*"', found.text) == [], address


def test_a_path_leads_to_no_file_of_the_machine(kept):
    proof = kept.folder / "order.txt"
    proof.write_text("the order", encoding="utf-8")
    kept.ok("evidence", "add", FIRST, proof, "--text", "Order No. 114", "--date", "2025-03-12")
    with signed_on(kept) as pages:
        for address in (
            "/static/../session.py", "/static/%2e%2e/session.py", "/static/..%2fsession.py", "/static/....//session.py",
            "/static//etc/passwd", "/static/%2fetc%2fpasswd", "/evidence/1/../../etc/passwd", "/evidence/1/%2fetc%2fpasswd",
            "/evidence/../1/x", "/evidence/-1/" + FIRST, "/evidence/99999999999999999999/" + FIRST,
            "/recommendation/..%2f..%2fetc%2fpasswd", "/recommendation/%00", "/recommendation/" + "x" * 5000,
        ):  # fmt: skip
            found = pages.get(address)
            assert found.status_code in (308, 404), address
            assert ("root:" in found.text, "def " in found.text) == (False, False), address
        for asked in (
            "form=/../../x.docx",
            "form=.docx%00",
            "kind=../pack&form=.json&in=../../az",
            "form=.xlsx&in=en/../az",
        ):
            name = pages.get(f"/report?{asked}").headers.get("Content-Disposition", "")
            assert ("/" in name, ".." in name) == (False, False), asked


@pytest.mark.parametrize(
    "name", ["../../order.txt", "..\\..\\order.txt", "/etc/passwd", "a\r\nSet-Cookie: x=1", "ə.pdf"]
)
def test_the_name_of_a_file_leads_to_no_folder_and_to_no_other_header(name):
    headers = attachment(name, b"").headers
    assert [mark for mark in "/\\\r\n" if mark in headers["Content-Disposition"]] == []
    assert [head for head, _ in headers] == ["Content-Type", "Content-Length", "Content-Disposition"]


def test_a_large_form_is_refused(kept):
    with signed_on(kept) as pages:
        assert pages.post(f"/due/{FIRST}", due="9" * 1_100_000).status_code == 413


def test_a_colour_of_a_status_cannot_bring_other_styles(kept):
    from sqlalchemy import text

    with kept.engine.begin() as connection:
        connection.execute(text("UPDATE status SET colour = 'red} * {display:none' WHERE code = 'planned'"))
    with signed_on(kept) as pages:
        styles = pages.read("/colours.css")
    assert "display" not in styles
    assert ".status-2 { --colour: #F4B942; }" in styles
