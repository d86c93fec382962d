"""A recommendation beside the list: a row opens it there, its forms lead back there, and a script gets that part alone."""

import html
import re

import pytest
from office import office_of, with_people
from pages import FIRST, ROWS, TOKEN, pages_of, signed_on

SECOND, THIRD = "UPR-4/138.2", "CAT-5/13(b)"
LIST = "/register?mechanism=UPR&sort=due"
OPEN = f"{LIST}&beside={FIRST}"
SCRIPT = {"HX-Request": "true"}
MARKUP = "<script>alert('x')</script>"


@pytest.fixture
def kept(quick_desk):
    quick_desk.take(quick_desk.sheet(ROWS), yes=True)
    return quick_desk


@pytest.fixture
def pages(kept):
    with signed_on(kept) as pages:
        yield pages


def links(page):
    """The words of the links of a page, each with its address."""
    found = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', page)
    return {re.sub("<[^>]*>", "", words): html.unescape(address) for address, words in found}


def panel(page):
    """What a page has beside the list."""
    return page.partition('<div id="panel">')[2]


def last(desk):
    return desk.run("batches", "--format", "json", "--last", "1").json[0]["batch"]


def test_a_row_opens_its_recommendation_beside_the_list_which_stays_as_it_is(pages):
    row = links(pages.read(f"{LIST}&page=1"))[SECOND]
    assert row == f"{LIST}&beside={SECOND}#{SECOND}"
    page = pages.read(row)
    assert ("Where it stands" in panel(page), f'<tr id="{FIRST}">' in page, f'id="{THIRD}"' in page) == (
        True,
        True,
        False,
    )
    assert re.findall(r'aria-current="true"[^>]*>([^<]*)<', page.partition("<main")[2]) == [SECOND]
    assert f"<title>{SECOND} · Register · " in page


def test_the_panel_leads_to_the_rows_around_it_to_the_whole_page_and_back_to_the_list(pages):
    first, second = (links(panel(pages.read(f"{LIST}&beside={code}"))) for code in (FIRST, SECOND))
    assert first["Next row"] == f"{LIST}&beside={SECOND}#{SECOND}"
    assert second["Previous row"] == f"{LIST}&beside={FIRST}#{FIRST}"
    assert ("Previous row" in first, "Next row" in second) == (False, False)
    assert (first["Whole page"], first["CloseBack to the list"]) == (f"/recommendation/{FIRST}", f"{LIST}#{FIRST}")
    other = pages.read(f"{LIST}&beside={THIRD}")
    assert ("This recommendation is not on this page of the list." in other, "row" in links(panel(other))) == (
        True,
        False,
    )


def test_filters_views_files_and_orders_forget_what_is_open(pages):
    page = pages.read(OPEN)
    above = html.unescape(page.partition("<tbody>")[0])
    addresses = re.findall(r'(?:href|value)="([^"]*)"', above.partition("<main")[2])
    assert [address for address in addresses if "beside" in address or FIRST in address] == []
    assert "/register.xlsx?mechanism=UPR&sort=due" in addresses


def test_the_page_and_the_panel_say_the_same_of_it(pages):
    def said(page):
        words = re.sub("<[^>]*>", " ", page.partition("Where it stands")[2].partition("</main>")[0])
        return words.split()

    assert said(pages.read(OPEN)) == said(pages.read(f"/recommendation/{FIRST}"))


def test_nothing_is_open_where_nothing_is_named(pages):
    assert panel(pages.read(f"{LIST}&beside=")).partition("</div>")[0].strip() == ""
    missing = pages.get(f"{LIST}&beside=UPR-4/999")
    assert (missing.status_code, "there is no recommendation &#39;UPR-4/999&#39;" in missing.text) == (404, True)


ACTS = {
    "/status/": {"status": "implemented", "evidence": "Order No. 114, 12 March 2025"},
    "/due/": {"due": "2028"},
    "/agencies/": {"lead": "MIA"},
    "/priority/": {"priority": "high", "reason": "CAT asks"},
    "/claim/": {"status": "implemented", "evidence": "Order No. 114, 12 March 2025", "agency": "MOJ"},
    "/voice/": {"status": "in_progress", "note": "Two regions"},
    "/evidence-of/": {"text": "Order No. 114", "date": "2025-03-12"},
}


@pytest.mark.parametrize("act", ACTS)
def test_after_an_act_beside_the_list_and_after_its_undo_the_list_is_there_again(kept, pages, act):
    before, carried = kept.one(FIRST), carried_by(pages.read(OPEN), act)
    done = pages.act(f"{act}{FIRST}", OPEN, view=carried, **ACTS[act])
    assert (done.status_code, done.headers["Location"]) == (303, f"{OPEN}#{FIRST}")
    page = panel(pages.read(OPEN))
    assert ('class="done"' in page, f'action="/undo/{last(kept)}"' in page) == (True, True)
    undone = pages.act(f"/undo/{last(kept)}", OPEN, code=FIRST, view=carried_by(page, "/undo/"))
    assert undone.headers["Location"] == f"{OPEN}#{FIRST}"
    assert ("Undone: " in panel(pages.read(OPEN)), kept.one(FIRST)) == (True, before)


def carried_by(page, action):
    """The list that the form of an act carries."""
    form = re.search(rf'<form[^>]*action="{action}.*?</form>', page, re.DOTALL)[0]
    return html.unescape(re.search(r'name="view" value="([^"]*)"', form)[1])


def test_a_refused_form_is_shown_beside_its_list_with_what_was_typed_and_why(kept, pages):
    before = kept.everything()
    typed = {"status": "implemented", "note": f"All of it {MARKUP}"}
    refused = pages.act(f"/status/{FIRST}", OPEN, view="mechanism=UPR&sort=due", **typed)
    page = panel(refused.text)
    assert (refused.status_code, "needs dated evidence" in page) == (422, True)
    assert 'rows="2">All of it &lt;script&gt;alert' in page
    assert f'<tr id="{SECOND}">' in refused.text
    assert f'<tr id="{THIRD}">' not in refused.text
    assert '<details class="pick views">' in refused.text
    assert 'name="view" value="mechanism=UPR&amp;sort=due"' in page
    assert kept.everything() == before


@pytest.mark.parametrize(
    ("carried", "there"),
    [
        ("https://evil.example/", f"/register?beside={FIRST}#{FIRST}"),
        ("_external=1&_scheme=javascript&_anchor=x&endpoint=home", f"/register?beside={FIRST}#{FIRST}"),
        ("page=2&mechanism=UPR&beside=CAT-5/13(b)", f"/register?mechanism=UPR&page=2&beside={FIRST}#{FIRST}"),
        ("page=-1&sort=nothing", f"/register?beside={FIRST}#{FIRST}"),
    ],
)
def test_a_form_leads_to_a_list_and_to_nothing_else(pages, carried, there):
    assert pages.act(f"/due/{FIRST}", OPEN, due="2028", view=carried).headers["Location"] == there


def test_a_form_with_a_list_that_is_none_changes_nothing(kept, pages):
    before = kept.everything()
    assert pages.act(f"/due/{FIRST}", OPEN, due="2028", view="due_before=soon").status_code == 422
    assert kept.everything() == before


def test_a_script_gets_the_part_beside_the_list_alone(pages):
    found = pages.get(OPEN, headers=SCRIPT)
    assert found.text.strip().startswith(f"<title>{FIRST} · Register · Recommendations</title>")
    assert ("Where it stands" in found.text, '<table class="register"' in found.text, "<main" in found.text) == (
        *(True, False, False),
    )
    assert pages.get(LIST, headers=SCRIPT).text.split() == ["<title>Register", "·", "Recommendations</title>"]
    for headers in ({}, SCRIPT | {"HX-History-Restore-Request": "true"}):
        assert "<main" in pages.get(OPEN, headers=headers).text
    assert {"HX-Request", "HX-History-Restore-Request"} <= set(found.vary)
    assert found.headers["Cache-Control"] == "no-store"


def test_a_script_is_sent_to_a_page_that_has_no_parts_and_what_was_done_is_told_there(pages):
    pages.act(f"/due/{FIRST}", OPEN, due="2028")
    found = pages.get("/activity?last=60", headers=SCRIPT)
    assert (found.headers["HX-Redirect"], found.text) == ("/activity?last=60", "")
    assert "Due date: 2028." in pages.read("/activity?last=60")


@pytest.mark.parametrize("headers", [{}, SCRIPT], ids=["page", "part"])
def test_words_of_sheets_are_no_markup_beside_the_list(kept, headers):
    rows = [[*ROWS[0]], [*ROWS[1]]]
    rows[1][1:3], rows[1][8] = ["138.5", f"Ratify {MARKUP}"], f"Draft {MARKUP}"
    kept.take(kept.sheet(rows, "markup.xlsx"), yes=True)
    with signed_on(kept) as pages:
        page = pages.get("/register?beside=UPR-4/138.5", headers=headers).text
    assert ("<script>" in page, page.count("&lt;script&gt;") >= 2) == (False, True)


def test_what_goes_wrong_is_told_to_a_script_as_a_part(pages, monkeypatch):
    missing = pages.get(f"{LIST}&beside=UPR-4/999", headers=SCRIPT)
    assert (missing.status_code, "<html" in missing.text) == (404, False)
    assert ("there is no recommendation" in missing.text, links(missing.text)["Back to the list"]) == (True, LIST)

    def broken(*_):
        raise OSError

    monkeypatch.setattr("tracker.web.register.known", broken)
    found = pages.get(OPEN, headers=SCRIPT)
    assert (found.status_code, "Something went wrong" in found.text, "<html" in found.text) == (500, True, False)


def test_a_script_whose_sign_on_has_ended_is_sent_to_the_page_that_signs_on(kept):
    with office_of(with_people(kept)) as office:
        found = office.browser().get(OPEN, headers=SCRIPT)
        onward = "/sign-on?onward=/register?mechanism%3DUPR%26sort%3Ddue%26beside%3DUPR-4/138.1"
        assert (found.status_code, found.headers["HX-Redirect"], found.text) == (401, onward, "")
    with pages_of(kept, TOKEN) as pages:
        found = pages.get(OPEN, headers=SCRIPT)
        assert (found.status_code, "You are not signed on." in found.text) == (403, True)


@pytest.mark.parametrize("headers", [{}, SCRIPT], ids=["page", "part"])
def test_an_agency_opens_its_own_alone(kept, headers):
    with office_of(with_people(kept)) as office:
        pages = office.at("agency")
        assert "Where it stands" in pages.get(f"/register?beside={FIRST}", headers=headers).text
        for code in (SECOND, SECOND.lower(), f" {SECOND} ", "138.2", "UPR-4/999"):
            refused = pages.get("/register", query_string={"beside": code}, headers=headers)
            assert (refused.status_code, "your agency has no recommendation" in refused.text) == (404, True), code
            assert "questioning" not in refused.text
        refused = pages.act(f"/claim/{FIRST}", f"/register?beside={FIRST}", view=f"beside={SECOND}", status="nothing")
        assert ("questioning" in refused.text, "there is no status" in refused.text) == (False, True)


def test_scripts_are_our_own_alone_and_none_is_made_of_words(pages):
    policy = pages.get(OPEN).headers["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert (rules["default-src"], rules["script-src"], rules["connect-src"]) == ("'none'", "'self'", "'self'")
    assert (rules["base-uri"], rules["form-action"], rules["frame-ancestors"]) == ("'none'", "'self'", "'none'")
    assert "unsafe" not in policy
    settings = pages.read(OPEN)
    for setting in (
        '"allowEval": false',
        '"allowScriptTags": false',
        '"historyCacheSize": 0',
        '"selfRequestsOnly": true',
    ):
        assert setting in settings
