"""A round on the pages, from its opening to the last conflict; what an agency says on its own page, and nobody else's."""

import io
import re
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from pages import HOST, signed_on
from reply import reply_of
from rounds import FIRST, SECOND, THIRD, with_recommendations

from tracker.followup.archive import Archive
from tracker.followup.evidence import kept_upload
from tracker.queries.filter import Filter
from tracker.web.visit import Visitor

AYSEL = Visitor("Aysel", "agency", "MIA")
LEYLA = Visitor("Leyla", "secretariat")
NADIR = Visitor("Nadir", "ombudsperson")


@pytest.fixture
def visitors(monkeypatch):
    """Let somebody else sit down at the browser."""
    return lambda visitor: monkeypatch.setattr("tracker.web.visit.signed_on", lambda: visitor)


@pytest.fixture
def pages(quick_desk):
    with_recommendations(quick_desk)
    with signed_on(quick_desk) as pages:
        yield pages


def opened(pages, **fields):
    asked = {"title": "Spring review", "due": "2026-04-15", "in": "en", **fields}
    done = pages.act("/rounds/open", "/rounds/new", **asked)
    assert (done.status_code, done.headers.get("Location")) == (303, "/rounds/1"), done.text
    return pages.read("/rounds/1")


def sent_with_file(pages, address, fields, name, content):
    """A form with a file, as a browser sends it: larger than other forms may be."""
    parts = [f'--x\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{text}\r\n' for key, text in fields.items()]
    parts.append(f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n')
    body, kind = "".join(parts).encode() + content + b"\r\n--x--\r\n", "multipart/form-data; boundary=x"
    return pages.client.post(address, base_url=f"http://{HOST}", data=body, content_type=kind)


def undone(pages, page, address):
    number, back = re.findall(r'action="/undo/(\d+)".*?name="back" value="(\w+)"', page, re.DOTALL)[0]
    return pages.act(f"/undo/{number}", address, back=back)


def replied(desk, pages, visitors):
    """A round to which MIA replied on the page and MOJ by a workbook, whose due date and status are conflicts."""
    opened(pages)
    visitors(AYSEL)
    claim = {"status": "in_progress", "note": "Cameras are bought", "measure": "Cameras", "from": "my_agency"}
    said = pages.act(f"/claim/{SECOND}", "/my", **claim, evidence="Order No. 5, 2026-03-01", agency="MOJ")
    assert said.headers["Location"] == "/my"
    visitors(LEYLA)
    desk.ok("due", FIRST, "--to", "2027-01-31", "--as", "Rauf")
    reply = reply_of(desk, "MOJ").fill(FIRST, due="2027-03-31", status="see our letter", measures="Rules sent")
    desk.take(reply.fill(THIRD, status="implemented", note="Open").save(desk.folder), yes=True)


def test_a_round_is_opened_and_replied_to(quick_desk, pages, visitors):
    assert "There are no rounds yet." in pages.read("/rounds")
    assert "2 agencies are asked" in pages.read("/rounds/new")
    page = opened(pages)
    assert "Round 1 was opened: 2 agencies are asked." in page
    with ZipFile(io.BytesIO(pages.get("/rounds/1/folders.zip?contact=Leyla&agency=MOJ").data)) as saved:
        names = [name.rpartition("/")[2] for name in saved.namelist()]
    assert names == ["R1 MOJ contributing.xlsx", "R1 MOJ lead.xlsx", "R1 MOJ letter.docx", "R1 MOJ mail.eml"]

    visitors(AYSEL)
    mine = pages.read("/my")
    assert ("Ministry of Internal Affairs" in mine, "To be replied to (2)" in mine, THIRD in mine) == (
        True,
        True,
        False,
    )
    book = load_workbook(io.BytesIO(pages.get("/my/1/lead.xlsx").data))
    assert any(SECOND in str(cell.value) for row in book.worksheets[1] for cell in row)
    pages.act(f"/claim/{SECOND}", "/my", status="in_progress", note="Bought", **{"from": "my_agency"})
    mine = pages.read("/my")
    assert "MIA says “In progress”." in mine
    assert ("To be replied to (1)" in mine, "waits for the secretariat" in mine) == (True, True)

    assert undone(pages, mine, "/my").headers["Location"] == "/my"
    assert "To be replied to (2)" in pages.read("/my")

    visitors(LEYLA)
    pages.act("/rounds/1/remind", "/rounds/1", agency="MIA")
    assert "A reminder was recorded for: MIA." in pages.read("/rounds/1")
    with ZipFile(io.BytesIO(pages.get("/rounds/1/reminders.zip").data)) as saved:
        assert any(name.endswith("R1 MIA reminder 1.docx") for name in saved.namelist())

    letter = re.findall(r'name="letter" value="([\d.]+)"', pages.read("/rounds/1"))[0]
    for fields, code in (
        ({"sealed": "05/3-12", "date": "2026-03-01"}, 303),
        ({"sealed": "05/3-13", "date": "2026-03-01"}, 422),
        ({"sealed": "05/3-13", "date": "2026-03-01", "replace": "1"}, 303),
        ({"sealed": "05/3-13", "date": "2026-03-01", "replace": "1"}, 422),
        ({"sealed": "", "date": "soon"}, 422),
    ):
        assert pages.act("/rounds/1/letter", "/rounds/1", letter=letter, **fields).status_code == code, fields
    pages.act("/rounds/1/received", "/rounds/1", agency="MOJ", sealed="7/1-33", date="2026-03-02")
    page = pages.read("/rounds/1")
    assert ("05/3-13, 2026-03-01" in page, "7/1-33, 2026-03-02" in page) == (True, True)


def test_conflicts_are_settled_and_claims_confirmed(desk, visitors):
    with_recommendations(desk)
    with signed_on(desk) as pages:
        _settle_and_confirm(desk, pages, visitors)


def _settle_and_confirm(desk, pages, visitors):
    replied(desk, pages, visitors)
    page = pages.read("/rounds/1")
    assert page.count("replied in part") == 2
    later = reply_of(desk, "MIA").fill(SECOND, measures="Cameras in all rooms")
    desk.take(later.fill(FIRST, measures="Visits are let in").save(desk.folder, "mia.xlsx"), yes=True)
    page = pages.read("/rounds/1")
    assert page.count("replied in part") == 1
    measures = desk.run("show", SECOND, "--format", "json").json["measures"]
    assert [row["text"] for row in measures if row["agency"] == "MIA"] == ["Cameras in all rooms"]
    assert 'href="/claims?agency=MIA">1</a>' in page
    assert 'href="/conflicts?request=1&amp;agency=MOJ">2</a>' in page

    page = pages.read("/conflicts?request=1&agency=MOJ")
    for words in ("2026-12-31", "2027-03-31", "2027-01-31", "Rauf, ", "answer.xlsx Sheet!", "see our letter"):
        assert words in page
    numbers = re.findall(r'name="number" value="([\d.]+)" aria', page)
    pages.act("/conflicts/settle", "/conflicts", number=numbers, all="theirs")
    page = pages.read("/conflicts")
    assert ("1 conflict was settled." in page, "1 is left: give its value." in page) == (True, True)
    assert desk.one(FIRST)["due"] == "2027-03-31"
    assert ("Keep ours" in page, "Take theirs" in page) == (True, False)
    (left,) = re.findall(r'name="number" value="([\d.]+)" aria', page)
    stale = pages.hidden("/conflicts")
    desk.ok("due", FIRST, "--to", "2029-01-31", "--as", "Rauf")
    refused = pages.post("/conflicts/settle", **stale, number=left, all="ours")
    assert (refused.status_code, "was changed while this page was open" in refused.text) == (409, True)
    refused = pages.act("/conflicts/settle", "/conflicts", number=left, all="theirs")
    assert (refused.status_code, "None of these can be taken as it is." in refused.text) == (422, True)
    pages.act("/conflicts/settle", "/conflicts", alone=f"{left} value", value="planned")
    assert "There are no open conflicts." in pages.read("/conflicts")

    page = pages.read("/claims")
    assert "&#39;Implemented&#39; needs dated evidence." in page
    refused = pages.act("/claims/confirm", "/claims", alone=THIRD)
    assert (refused.status_code, "needs dated evidence" in refused.text) == (422, True)
    pages.act("/claims/confirm", "/claims", code=[SECOND, THIRD])
    page = pages.read("/claims")
    assert ("1 claim was confirmed." in page, f"{THIRD} stays a claim: " in page) == (True, True)
    assert "Confirm those that are ticked" not in page
    assert f"confirm claims of {SECOND}, {THIRD}</td>" in pages.read("/activity")
    assert (desk.one(SECOND)["status"], desk.one(THIRD)["status"]) == ("in_progress", None)
    assert undone(pages, page, "/claims").headers["Location"] == "/claims"
    assert desk.one(SECOND)["status"] == "planned"

    for address in ("/rounds", "/rounds/new", "/rounds/1", "/conflicts", "/claims", "/my?agency=MIA"):
        assert 'lang="az"' in pages.read(f"{address}{'&' if '?' in address else '?'}language=az")


def test_what_a_round_lacks_is_said_with_what_was_typed(quick_desk, pages):
    before = quick_desk.everything()
    for fields, words in (
        ({"due": "2026-01-01"}, "the due date 2026-01-01 is in the past"),
        ({"due": "soon"}, "is not a date"),
        ({"due": "2026-04-15", "not_to": ["MOJ", "MIA"]}, "has an agency to ask"),
        ({"due": "2026-04-15", "mechanism": "CAT"}, "there is nothing to ask"),
    ):
        refused = pages.act("/rounds/open", "/rounds/new", title="Autumn", **fields)
        assert (refused.status_code, words in refused.text) == (422, True), words
    assert quick_desk.everything() == before


def test_a_claim_that_was_not_understood_is_shown_in_its_words(quick_desk, pages, visitors):
    opened(pages)
    reply = reply_of(quick_desk, "MIA").fill(SECOND, status="nearly finished, two prisons remain")
    quick_desk.take(reply.save(quick_desk.folder), yes=True)
    words = "Ministry of Internal Affairs wrote “nearly finished, two prisons remain”, which was not understood."
    page = pages.read(f"/recommendation/{SECOND}")
    assert (words in page, 'href="/conflicts?agency=MIA">Conflict ' in page) == (True, True)
    assert "'nearly finished, two prisons remain' was not understood" in quick_desk.ok("show", SECOND)
    visitors(AYSEL)
    mine = pages.read("/my")
    assert (words in mine, "/conflicts" in mine) == (True, False)


def test_a_claim_that_the_workbook_takes_is_taken_on_the_page(quick_desk, pages, visitors):
    opened(pages)
    visitors(AYSEL)
    pages.act(f"/claim/{SECOND}", "/my", status="implemented", agency="MIA", **{"from": "my_agency"})
    assert (quick_desk.one(SECOND)["status"], "“Implemented”" in pages.read("/my")) == ("planned", True)


def test_a_status_that_was_recorded_wrongly_is_corrected_on_the_page(quick_desk, pages):
    page = f"/recommendation/{FIRST}"
    refused = pages.act(f"/status/{FIRST}", page, status="not_started")
    assert (refused.status_code, "cannot change from" in refused.text, 'name="correct"' in refused.text) == (
        422,
        True,
        True,
    )
    pages.act(f"/status/{FIRST}", page, status="not_started", correct="The sheet was misread")
    assert "The sheet was misread" in pages.read(page)
    assert quick_desk.one(FIRST)["status"] == "not_started"
    assert f"correct the status of {FIRST} to not_started" in quick_desk.ok("batches")


def test_an_agency_speaks_for_its_own_alone(quick_desk, pages, visitors):
    opened(pages)
    visitors(AYSEL)
    before = quick_desk.everything()
    hidden = pages.hidden("/my")
    for address in (f"/claim/{THIRD}", f"/evidence-of/{THIRD}"):
        refused = pages.post(address, **hidden, status="planned", text="Law", date="2026-01-01", agency="MOJ")
        assert (refused.status_code, "your agency has no recommendation" in refused.text) == (404, True)
    for address in ("/rounds", "/conflicts", "/claims", "/rounds/1/folders.zip"):
        assert pages.get(address).status_code == 403
    for address in (f"/voice/{SECOND}", "/conflicts/settle", "/claims/confirm", "/rounds/1/remind"):
        assert pages.post(address, **hidden).status_code == 403
    assert "Ministry of Justice" not in pages.read("/my?agency=MOJ").partition("<main")[2].partition("<section")[0]
    assert pages.get("/my/1/other.xlsx").status_code == 404
    refused = pages.post(f"/claim/{FIRST}", **hidden, status="in_progress", note="On it", due="2030")
    assert (refused.status_code, "only the lead agency says by when" in refused.text) == (422, True)
    assert quick_desk.everything() == before
    quick_desk.ok("due", SECOND, "--to", "2028-01-31")
    refused = pages.post(f"/claim/{SECOND}", **hidden, status="planned", note="Soon")
    assert (refused.status_code, "Soon" in refused.text) == (409, True)


def test_the_ombudsperson_says_its_own_view(quick_desk, pages, visitors):
    visitors(NADIR)
    page = f"/recommendation/{FIRST}"
    assert "What an agency says" not in pages.read(page)
    pages.act(f"/voice/{FIRST}", page, status="not_started", note="Nothing was seen")
    assert "the Ombudsperson says “Not started”." in pages.read(page)
    assert quick_desk.one(FIRST)["status"] == "in_progress"


def test_a_file_of_evidence_is_kept_and_can_be_saved_again(quick_desk, pages):
    page, content = f"/recommendation/{FIRST}", b"the order" * 200_000
    fields = {**pages.hidden(page), "text": "Order", "date": "2026-01-05", "agency": "MOJ"}
    done = sent_with_file(pages, f"/evidence-of/{FIRST}", fields, "../../etc/<b>.htm", content)
    assert done.status_code == 303
    (proof,) = quick_desk.run("evidence", "list", FIRST, "--format", "json").json
    assert (proof["place"], proof["agency"], proof["date"]) == ("<b>.htm", "MOJ", "2026-01-05")
    found = pages.get(f"/evidence/1/{FIRST}")
    assert (found.data, found.mimetype) == (content, "application/octet-stream")
    assert found.headers["Content-Disposition"].startswith("attachment")
    assert "<b>.htm" not in pages.read(page)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("order 114.pdf", "order 114.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\..\\law.PDF", "law.PDF"),
        ("https://evil.example/x.html", "x.html"),
        ("a\u202efdp.exe\r\nX: y.txt", "afdp.exeX: y.txt"),
        ("..", "file"),
        ("x" * 300 + ".docx", "x" * 120 + ".docx"),
    ],
)
def test_the_name_of_a_file_is_no_path(tmp_path, name, shown):
    archive = Archive(tmp_path / "evidence")
    assert kept_upload(archive, name, b"the order")[0] == shown
    (kept,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert kept.parents[1] == tmp_path / "evidence"


def test_evidence_without_a_date_or_with_a_place_on_this_computer_is_refused(quick_desk, pages):
    page = f"/recommendation/{FIRST}"
    before = quick_desk.everything()
    for fields, words in (
        ({"text": "Law"}, "needs the date of the document"),
        ({"text": " ", "date": "2026-01-05"}, "evidence needs a description"),
        ({"text": "Law", "date": "2026-01-05", "link": "/etc/passwd"}, "is not an address"),
        ({"text": "Law", "date": "2026-01-05", "link": "javascript:alert(1)"}, "is not an address"),
        ({"text": "Law", "date": "2027-01-05"}, "is in the future"),
    ):
        refused = pages.act(f"/evidence-of/{FIRST}", page, **fields)
        assert (refused.status_code, words in refused.text) == (422, True), words
    assert pages.post(f"/evidence-of/{FIRST}", text="9" * 12_000_000).status_code == 413
    assert quick_desk.everything() == before
    link = {"text": "Law", "date": "2026-01-05", "link": "https://e-qanun.az/12"}
    assert pages.act(f"/evidence-of/{FIRST}", page, **link).status_code == 303
    assert 'href="https://e-qanun.az/12"' in pages.read(page)


def test_the_form_of_a_round_offers_all_filters_that_its_address_takes(pages):
    offered = set(re.findall(r'name="(\w+)"', pages.read("/rounds/new")))
    assert set(Filter.__dataclass_fields__) - {"waiting"} <= offered
    assert '<details class="more">' in pages.read("/rounds/new?mechanism=CAT")
    used = pages.read("/rounds/new?silent=2026-01-01&status=planned")
    assert ('<details class="more" open>' in used, 'name="silent" value="2026-01-01"' in used) == (True, True)
    assert re.search(r'name="status" value="planned" checked', used)


def test_the_form_of_a_round_says_how_many_are_left_out(quick_desk, pages):
    left_out = "1 recommendation is left out because its status is closed."
    assert left_out not in pages.read("/rounds/new")
    quick_desk.ok("status", FIRST, "implemented", "--evidence", "Law No. 12, 12.02.2026")
    assert left_out in pages.read("/rounds/new")
    assert left_out not in pages.read("/rounds/new?closed=1")


def test_the_lead_agency_proposes_another_due_date_than_that_of_the_register(quick_desk, pages):
    opened(pages)
    page = f"/recommendation/{FIRST}"
    assert "another one is a proposal" in pages.read(page)
    said = {"status": "in_progress", "note": "On it", "agency": "MOJ"}
    pages.act(f"/claim/{FIRST}", page, **said, due="2030")
    assert "MOJ proposes 2030, the register holds 2026-12-31. The secretariat decides." in pages.read(page)
    pages.act(f"/claim/{FIRST}", page, **said, due="2030")
    pages.act(f"/claim/{FIRST}", page, **said, due="2029-06-30")
    pages.act(f"/claim/{THIRD}", page, **said, due="2028")
    assert [quick_desk.one(code)["due"] for code in (FIRST, THIRD)] == ["2026-12-31", "2028"]
    (proposed,) = quick_desk.run("conflicts", "--format", "json").json
    ways = [proposed[name] for name in ("request", "agency", "came", "held", "what")]
    assert ways == [1, "MOJ", "2029-06-30", "2026-12-31", "proposed by the agency"]
    reply = reply_of(quick_desk, "MOJ").fill(FIRST, due="2029-06-30").fill(THIRD, due="2028")
    quick_desk.take(reply.save(quick_desk.folder), yes=True)
    assert len(quick_desk.run("conflicts", "--format", "json").json) == 1
    pages.act("/conflicts/settle", "/conflicts", alone=f"{proposed['number']} theirs")
    assert quick_desk.one(FIRST)["due"] == "2029-06-30"
