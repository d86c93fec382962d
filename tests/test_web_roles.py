"""Every page and act with every role, as the file of roles says; and an agency with what is another agency's."""

import html
import re

import pytest
from office import NAMES, office_of, with_people
from pages import FIRST, ROWS
from routes import addresses, words_of
from werkzeug.exceptions import HTTPException

from tracker.roles import Scope, roles, scope
from tracker.web.app import routes_of
from tracker.web.office import Office

FOREIGN = "UPR-4/138.2"
SECRET = "Zanzibar"
REFUSED = "This is not for your role."
ANY = {
    "code": FOREIGN, "codes": FOREIGN, "agency": "MIA", "lead": "MIA", "from": "MIA", "key": "MIA",
    "status": "in_progress", "date": "2026-03-01", "due": "2027", "note": "n", "text": "t", "reason": "r", "seen": "99",
}  # fmt: skip
"""A form with what acts may ask for, all of it about another agency's recommendation."""


@pytest.fixture
def kept(quick_desk):
    rows = [[*row] for row in ROWS]
    rows[2][2], rows[2][8] = f"Record every questioning in {SECRET}", f"Cameras of {SECRET}"
    quick_desk.take(quick_desk.sheet(rows), yes=True)
    proof = quick_desk.folder / f"{SECRET}.txt"
    proof.write_text(SECRET, encoding="utf-8")
    quick_desk.ok("evidence", "add", FOREIGN, proof, "--text", f"Order of {SECRET}", "--date", "2025-03-12")
    quick_desk.ok(
        "status", FOREIGN, "in_progress", "--voice", "agency", "--agency", "MIA", "--note", SECRET, "--as", "Rauf"
    )
    for day in ("2025-12-01", "2026-03-02"):
        quick_desk.ok("meeting", "add", "--on", day, "--title", f"Progress in {SECRET}")
    quick_desk.ok("meeting", "decide", "1", f"Pay for {SECRET}", FIRST, FOREIGN, "--owner", "MIA")
    return with_people(quick_desk)


@pytest.fixture
def office(kept):
    with office_of(kept) as office:
        yield office


@pytest.fixture
def needs(office):
    return {route.name: route.needs for route in routes_of(Office(None))}


def ask(pages, address, fields=None):
    """Ask for a page, or send the form of an act."""
    if not address.acts:
        return pages.get(address.path)
    return pages.post(address.path, **{**(fields or {}), "csrf": pages.hidden("/help")["csrf"]})


def content(desk):
    return {name: rows for name, rows in desk.everything().items() if name not in ("sign_on", "credential")}


@pytest.mark.parametrize("role", roles())
def test_every_page_and_every_act_is_for_the_roles_of_the_file(office, needs, role):
    for address in addresses(office.app):
        found = ask(office.at(role), address)
        allowed = scope(role, needs[address.name]) != Scope.NONE
        assert (found.status_code == 403 and REFUSED in found.text) != allowed, (address, found.status_code)
        assert found.status_code < 500, address


def test_nobody_asks_for_a_page_or_acts_without_a_sign_on(office):
    before = office.desk.everything()
    for address in addresses(office.app):
        pages = office.browser()
        csrf = pages.hidden("/sign-on")["csrf"]
        found = pages.post(address.path, csrf=csrf, **ANY) if address.acts else pages.get(address.path)
        assert (found.status_code, found.headers.get("Location", "")[:8]) == (303, "/sign-on"), address
    assert office.desk.everything() == before


def test_an_agency_sees_nothing_of_another_agency_s_recommendation(office, needs):
    pages = office.at("agency")
    assert "Ratify" in pages.read(f"/recommendation/{FIRST}")
    for address in addresses(office.app, code=FOREIGN):
        if address.acts or scope("agency", needs[address.name]) == Scope.NONE:
            continue
        for asked in ("", f"?agency=MIA&code={FOREIGN}", "?agency=&role=lead&waiting=1&mandate=in", "?page=2&last=999"):
            found = pages.get(address.path + asked)
            assert found.status_code < 500, address
            if "code" in address.gaps:
                assert (found.status_code, "your agency has no recommendation" in found.text) == (404, True), address
            elif FOREIGN not in asked:
                assert FOREIGN not in words_of(found.data), (address, asked)
            assert SECRET not in words_of(found.data), (address, asked)


def test_whoever_may_not_see_the_activity_sees_no_name_of_who_acted(office, needs):
    """The pages, the files, and what is said of a change that was made meanwhile; one's own name is there."""
    desk = office.desk
    desk.ok("status", FIRST, "in_progress", "--note", "Two regions", "--as", "Rauf")
    for role in roles():
        sees, pages, named = scope(role, "activity") != Scope.NONE, office.at(role), set()
        for address in addresses(office.app, code=FIRST):
            asks = not address.acts or not (sees or address.name == "sign_off")
            if asks and scope(role, needs[address.name]) != Scope.NONE:
                found = ask(pages, address, {**ANY, "code": FIRST, "codes": FIRST, "seen": "1"})
                named |= {address.name} if re.search("Rauf|Leyla", words_of(found.data)) else set()
        assert bool(named) == sees, (role, named)
    pages = office.at("agency")
    form = {"status": "in_progress", "note": "Three regions", "agency": "MOJ"}
    late = pages.post(f"/claim/{FIRST}", **pages.hidden(f"/recommendation/{FIRST}") | {"seen": "1"}, **form)
    assert (late.status_code, "was changed while this page was open (" in late.text) == (409, True)
    pages.act(f"/claim/{FIRST}", f"/recommendation/{FIRST}", **form)
    assert "· Murad · " in pages.read(f"/recommendation/{FIRST}")


def test_an_agency_changes_nothing_of_another_agency_s(office, needs):
    before = content(office.desk)
    last = office.desk.run("batches", "--format", "json", "--last", "99").json
    numbers = [str(row["batch"]) for row in last if row["who"] != NAMES["agency"]]
    for number in ("2", *numbers[-4:]):
        for address in addresses(office.app, code=FOREIGN, number=number):
            if address.acts and scope("agency", needs[address.name]) != Scope.NONE:
                found = ask(office.at("agency"), address, ANY)
                assert (found.status_code < 500, SECRET in found.text) == (True, False), address
                assert content(office.desk) == before, address


def test_the_secretariat_and_the_observer_see_all_of_it(office):
    for role in ("secretariat", "observer"):
        assert SECRET in office.at(role).read(f"/recommendation/{FOREIGN}")


@pytest.mark.parametrize("role", roles())
def test_pages_offer_nothing_that_a_role_may_not_do(office, needs, role):
    pages = office.at(role)
    paths = office.app.url_map.bind("tracker.example")
    offered = set()
    for address in addresses(office.app):
        if address.acts:
            continue
        found = pages.get(address.path)
        if found.mimetype != "text/html":
            continue
        for kind, link in re.findall(r'<(form|a)\b[^>]*\b(?:href|action)="(/[^"#]*)"', found.text):
            method = "POST" if kind == "form" and f'method="post" action="{link}"' in found.text else "GET"
            try:
                name = paths.match(html.unescape(link).partition("?")[0], method)[0]
            except HTTPException as wrong:
                raise AssertionError(f"{address.path} leads to {link}, which is not there") from wrong
            assert name == "static" or scope(role, needs[name]) != Scope.NONE, (address.path, link)
            offered.add(name)
    assert "sign_off" in offered


def test_a_person_of_an_agency_undoes_their_own_acts_and_no_other(office):
    desk, pages = office.desk, office.at("agency")

    def claim(who, note):
        desk.ok("status", FIRST, "in_progress", "--voice", "agency", "--agency", "MOJ", "--note", note, "--as", who)
        return desk.run("batches", "--format", "json", "--last", "1").json[0]["batch"]

    own, others = claim("Murad", "Begun"), claim("Rauf", "All of it")
    page = f"/recommendation/{FIRST}"
    for number in (others, 2, 999):
        refused = pages.act(f"/undo/{number}", page)
        assert (refused.status_code, f"There is no act {number} of yours." in refused.text) == (404, True)
    desk.ok("undo", str(others))
    assert pages.act(f"/undo/{own}", page, code=FIRST).headers["Location"] == page
    assert "Undone: " in pages.read(page)
    assert "Begun" not in [
        one["note"] for one in [desk.run("show", FIRST, "--format", "json").json["voices"]["agency"] or {"note": ""}]
    ]
    assert office.at("ombudsperson").act(f"/undo/{claim('Günel', 'Seen')}", page).headers["Location"] == "/activity"


def test_an_own_act_on_which_others_build_is_refused_without_their_words(office):
    desk, pages = office.desk, office.at("agency")
    desk.ok("due", FIRST, "--to", "2027", "--as", "Murad")
    own = desk.run("batches", "--format", "json", "--last", "1").json[0]["batch"]
    desk.ok("due", FIRST, FOREIGN, "--to", "2028", "--as", "Rauf")
    refused = pages.act(f"/undo/{own}", f"/recommendation/{FIRST}")
    assert (refused.status_code, "later changes build on it." in refused.text) == (422, True)
    assert (FOREIGN in refused.text, "batch" in refused.text) == (False, False)


def test_the_home_of_an_agency_has_no_figures_of_the_register(office):
    found = office.at("agency").get("/")
    assert found.status_code == 302
    page = office.at("agency").read("/register")
    assert ("1 recommendation</p>" in page, FIRST in page, "agency MOJ" in page) == (True, True, False)
    assert 'name="agency"' not in page
    assert "CAT" not in page


ADDS: set[str] = set()
"""Acts on a recommendation that only add to it, and overwrite nothing that another person may have said meanwhile."""


def test_no_form_overwrites_what_its_reader_has_not_seen(office):
    """The second of two people who save the same form is told what changed."""
    pages = office.at("secretariat")
    before = content(office.desk)
    acts = [address for address in addresses(office.app) if address.acts and "code" in address.gaps]
    assert {address.name for address in acts} >= {"set_status", "set_due", "set_agencies"}
    for address in acts:
        if address.name not in ADDS:
            found = ask(pages, address, {**ANY, "seen": "1"})
            assert (found.status_code, "was changed while this page was open" in found.text) == (409, True), address
    assert content(office.desk) == before
