"""Importing on the pages: sheets are sent, their questions answered in any order, the plan read, put in, and undone."""

import html
import io
import json
import re
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from openpyxl import load_workbook
from pages import ASKING, FIRST, HEADER, ROWS, signed_on
from rounds import fields_of, open_round, with_recommendations
from sqlalchemy import event
from sqlalchemy.orm import Session

import imports.attempt
import imports.waiting
from imports.finished import KEPT_FOR
from imports.plan_json import as_json
from imports.uploads import Sent
from imports.waiting import Said, plan, receive
from tracker.door import now, uploads_of
from tracker.errors import TrackerError
from tracker.file_names import plain_name
from tracker.followup.acts import Person
from tracker.web import app
from tracker.web.visit import Visitor

EXAMPLES = Path(__file__).parents[1] / "examples"


def form(page, **chosen):
    """The fields of the questions of a page, by a word of each question: what to choose, and what to write beside it."""
    found = {"csrf": re.search(r'name="csrf" value="([^"]*)"', page)[1]}
    for at, name in re.findall(r'name="id-(\d+)" value="([^"]*)"', page):
        found[f"id-{at}"] = html.unescape(name)
        for word, answer in chosen.items():
            if word in name:
                choice, _, beside = answer.partition("|")
                found |= {f"answer-{at}": choice, f"other-{at}": beside, f"key-{at}": beside}
    return found


def send(pages, *files, **fields):
    """Send files; gives the address of the import."""
    sent = [(io.BytesIO(path.read_bytes()), path.name) for path in files]
    done = pages.act("/import/send", "/import", files=sent, **fields)
    assert done.status_code == 303, done.text
    return done.headers["Location"]


def put_in(pages, address):
    pages.act(f"{address}/put-in", address)
    return pages.read(address)


@pytest.fixture(autouse=True)
def _patience(monkeypatch):
    """A page waits for its plan, however busy the machine is."""
    monkeypatch.setattr("tracker.web.import_plan._AT_ONCE", 60)


def without_imports(desk):
    return {name: rows for name, rows in desk.everything().items() if name != "waiting_import"}


def test_from_a_sheet_to_the_register_and_back(desk):
    before = without_imports(desk)
    with signed_on(desk) as pages:
        assert all('<a href="/import">Import a sheet</a>' in pages.read(path) for path in ("/", "/register"))
        address = send(pages, desk.sheet(ASKING), review="UPR-3")
        page = pages.read(address)
        assert "Nothing is changed yet. 3 questions, then read what will happen." in page
        assert re.search(r'<button class="main" disabled[^>]*>Put into the register', page)
        assert "Answer the 3 questions first, or leave them open." in page
        assert "follow-up.xlsx, Sheet1: D3" in page
        assert "140.2 · Ensure inclusive education for all children · MSE · Ongoing" in page
        pages.post(f"{address}/answers", **form(page, youth="=MYS"))
        assert "2 questions, then read" in pages.read(address)
    with signed_on(desk) as pages:
        assert "waits for the answers to 2 questions" in pages.read("/import")
        page = pages.read(address)
        assert re.search(r"Minstry of Youth and Sports.*?<b>MYS", page, re.DOTALL)
        pages.post(f"{address}/answers", **form(page, ongoing="=in_progress", bureau="+|TBU"))
        page = pages.read(address)
        assert ("disabled" in page, "New agency: TBU, The Bureau" in page) == (False, True)
        assert ("rows.xlsx" in page, pages.get(f"{address}/rows.xlsx").status_code) == (False, 404)
        assert without_imports(desk) == before
        page = put_in(pages, address)
        assert "The sheets are in the register." in page
        assert ("rows.xlsx" in page, pages.get(f"{address}/rows.xlsx").status_code) == (False, 404)
        assert [row["lead"] for row in desk.listing()] == ["MYS", "MSE", "TBU"]
        batch = desk.run("batches", "--format", "json", "--last", "1").json[0]
        assert (batch["who"], batch["what"]) == ("Leyla", "import of follow-up.xlsx")
        assert f'action="/undo/{batch["batch"]}"' in page
        pages.act(f"/undo/{batch['batch']}", address)
        assert "This import was undone." in pages.read(address)
    assert desk.listing() == []
    assert list((desk.folder.parent / "uploads").glob("*/*")) == []


def planned(desk, *files, **said):
    """The plan that the pages show, as the command says it."""
    with Session(desk.engine) as session:
        sent = [Sent(file.name, io.BytesIO(file.read_bytes())) for file in files]
        uploads = uploads_of(desk.place)
        item = receive(session, uploads, sent, Said(**said), Person("Leyla", now()))
        result = plan(session, uploads, item, now())
        session.rollback()
    return json.loads(json.dumps(as_json(result, applied=False)["files"], default=str))


def test_the_plan_is_the_one_of_the_command(quick_desk):
    first, second, third = (
        EXAMPLES / name for name in ("followup-2024.xlsx", "followup-2025.xlsx", "icra-veziyyeti-2025.xlsx")
    )
    quick_desk.take(first, yes=True)
    for files in ((second,), (third, second)):
        told = quick_desk.run("import", *files, "--dry-run", "--format", "json").json
        assert planned(quick_desk, *files) == told["files"]
    sheet = quick_desk.sheet(ASKING)
    told = quick_desk.run("import", sheet, "--review", "UPR-3", "--from", "MOJ", "--dry-run", "--format", "json")
    assert planned(quick_desk, sheet, review="upr-3", speaker="moj") == told.json["files"]


def test_the_rest_is_left_open_and_what_was_not_imported_comes_back(quick_desk):
    quick_desk.take(quick_desk.sheet(ROWS, "first.xlsx"), yes=True)
    rows = [
        ["Mechanism", *HEADER, "Due date"],
        ["UPR 4th cycle", "138.1", "Ratify the Protocol", "Minstry of Justice", "Ongoing", "31.02.2026"],
        ["UPR 4th cycle", "138.2", "Build a bridge over the river", "MOJ", "Planned", ""],
        ["", "Total", "2", "", "", ""],
    ]
    with signed_on(quick_desk) as pages:
        address = send(pages, quick_desk.sheet(rows))
        page = pages.read(address)
        assert re.search(r"The due date &#39;31.02.2026&#39; was not read", page)
        pages.act(f"{address}/rest", address, open="1")
        page = pages.read(f"{address}?outcome=conflict")
        assert "Assumed without asking" in page
        assert "another text in the register" in page
        assert "Ratify" not in page.partition("<tbody>")[2]
        assert "is left out: a total row" in pages.read(f"{address}?outcome=left_out&page=9")
        before = pages.get(f"{address}/rows.xlsx")
        page = put_in(pages, address)
        assert "1 in conflict" in page
        after = pages.get(f"{address}/rows.xlsx")
        assert "follow-up - to mend.xlsx" in after.headers["Content-Disposition"]
        for found in (before, after):
            told = [str(cell.value) for row in load_workbook(io.BytesIO(found.data)).active for cell in row]
            assert "Build a bridge over the river" in told
    assert quick_desk.one(FIRST)["lead"] == "MOJ"


def test_a_reply_of_a_round_says_what_is_claimed_and_what_conflicts(quick_desk):
    folder = open_round(with_recommendations(quick_desk))
    (reply,) = folder.glob("MOJ - */*lead.xlsx")
    book = load_workbook(reply)
    page, columns = book.worksheets[1], fields_of(book.worksheets[1])
    page.cell(6, columns["status"]).value = "Planned"
    page.cell(6, columns["due"]).value = "2028"
    book.save(reply)
    quick_desk.ok("due", FIRST, "--to", "2027-06-30")
    with signed_on(quick_desk) as pages:
        address = send(pages, reply)
        page = pages.read(address)
        assert re.search(r"Status \(MOJ\)</td>.*?Planned.*?is taken as the agency&#39;s claim", page, re.DOTALL)
        assert re.search(r"2027-06-30.*?2028.*?conflict: changed in the sheet and in the register", page, re.DOTALL)
        assert "Some values wait for a decision" in put_in(pages, address)


def test_an_answer_that_is_none_is_refused_with_what_was_typed(quick_desk):
    with signed_on(quick_desk) as pages:
        address = send(pages, quick_desk.sheet(ASKING), review="UPR-3")
        page = pages.read(address)
        refused = pages.post(f"{address}/answers", **form(page, youth="=MYS", bureau="+|MOJ"))
        assert (refused.status_code, "there is agency MOJ already" in refused.text) == (404, True)
        assert re.search(r'value="=MYS" checked', refused.text)
        assert 'name="key-3" value="MOJ"' in refused.text
        for wrong in ("?|NOBODY", "?"):
            assert pages.post(f"{address}/answers", **form(page, bureau=wrong)).status_code in (404, 422)
        assert pages.post(f"{address}/answers", **form(page)).status_code == 422
        stale = {**form(page, youth="=MYS"), "id-1": "agency:nobody"}
        assert pages.post(f"{address}/answers", **stale).status_code in (409, 422)
        assert "3 questions, then read" in pages.read(address)
        pages.post(f"{address}/answers", **form(page, bureau="-"))
        answered = pages.read(address)
        assert "left open" in answered
        name = re.search(r'name="id" value="([^"]*)"', answered)[1]
        pages.act(f"{address}/take-back", address, id=name)
        assert "3 questions, then read" in pages.read(address)
        assert "&#39;Ongoing&#39; hansı icra vəziyyətidir?" in pages.read(f"{address}?language=az")


def test_another_plan_meanwhile_is_shown_and_not_put_in(quick_desk):
    quick_desk.take(quick_desk.sheet(ROWS, "first.xlsx"), yes=True)
    rows = [[*row] for row in ROWS]
    rows[1][8] = "The law was adopted"
    with signed_on(quick_desk) as pages:
        address = send(pages, quick_desk.sheet(rows))
        hidden = pages.hidden(address)
        quick_desk.ok("status", FIRST, "in_progress", "--measure", "A new draft", "--note", "It is drafted anew")
        before = without_imports(quick_desk)
        pages.post(f"{address}/put-in", **hidden)
        page = pages.read(address)
        assert "The register was changed in the meantime. This is the new plan" in page
        assert without_imports(quick_desk) == before
        assert "changed in the meantime" not in pages.read(address)


def waiting(whole, begun, go_on):
    """A function of the import that says that rows were read, and goes on when it is told to."""

    def wait(*given):
        given[-1]("read", "", 1500)
        begun.set()
        while not go_on.wait(0.01):
            given[-1]("read", "", 0)
        return whole(*given)

    return wait


def test_a_long_plan_shows_how_far_it_is_and_can_be_removed(quick_desk, monkeypatch):
    begun = Event()
    monkeypatch.setattr("imports.waiting.plan_file", waiting(imports.waiting.plan_file, begun, Event()))
    monkeypatch.setattr("tracker.web.import_plan._AT_ONCE", 0.05)
    with signed_on(quick_desk) as pages:
        address = send(pages, quick_desk.sheet(ASKING), review="UPR-3")
        pages.read(address)
        assert begun.wait(20)
        page = pages.read(address)
        assert (f'content="3; url={address}"' in page, "1500 rows were read" in page) == (True, True)
        removed = pages.act(f"{address}/remove", "/import")
        assert removed.headers["Location"] == "/import"
        assert "Removed: follow-up.xlsx. Nothing was changed in the register." in pages.read("/import")
        assert pages.get(address).status_code == 404
    assert list((quick_desk.folder.parent / "uploads").iterdir()) == []


def test_the_files_of_a_removed_import_stay_until_that_is_kept(quick_desk):
    def refuse(_):
        raise TrackerError("the disk is full.")

    with signed_on(quick_desk) as pages:
        address = send(pages, quick_desk.sheet(ROWS))
        assert "Read what will happen" in pages.read(address)
        event.listen(Session, "before_commit", refuse, once=True)
        assert "the disk is full." in pages.act(f"{address}/remove", "/import").text
        assert "Read what will happen" in pages.read(address)
        assert "The sheets are in the register." in put_in(pages, address)


def test_what_is_being_put_in_can_be_stopped_and_put_in_again(desk, monkeypatch):
    begun, go_on = Event(), Event()
    with signed_on(desk) as pages:
        address = send(pages, desk.sheet(ROWS))
        assert "Read what will happen" in pages.read(address)
        before = without_imports(desk)
        monkeypatch.setattr("imports.attempt.import_files", waiting(imports.attempt.import_files, begun, go_on))
        monkeypatch.setattr("tracker.web.import_plan._AT_ONCE", 0.05)
        assert "It is being put into the register." in put_in(pages, address)
        assert begun.wait(20)
        refused = pages.act(f"{address}/remove", "/import")
        assert (refused.status_code, "Wait until it is done." in refused.text) == (409, True)
        pages.act(f"{address}/stop", "/import")
        assert "It was stopped. Nothing was changed." in pages.read("/import")
        assert without_imports(desk) == before
        go_on.set()
        monkeypatch.setattr("tracker.web.import_plan._AT_ONCE", 20)
        pages.read(address)
        assert "The sheets are in the register." in put_in(pages, address)
        late = pages.act(f"{address}/stop", "/import")
        assert (late.status_code, "in the register already" in late.text) == (409, True)
    assert len(desk.listing()) == 3


@pytest.mark.parametrize(
    ("error", "words"),
    [(TrackerError("the disk is full."), "the disk is full."), (KeyError("x"), "Something went wrong")],
)
def test_what_goes_wrong_is_told_and_the_import_waits(quick_desk, monkeypatch, error, words):
    def fails(*_given):
        raise error

    with signed_on(quick_desk) as pages:
        address = send(pages, quick_desk.sheet(ROWS))
        page = pages.read(address)
        before = without_imports(quick_desk)
        with monkeypatch.context() as broken:
            broken.setattr("imports.attempt.import_files", fails)
            assert words in put_in(pages, address)
        assert without_imports(quick_desk) == before
        with monkeypatch.context() as broken, signed_on(quick_desk) as others:
            broken.setattr("imports.waiting.plan_file", fails)
            page = others.read(address)
            assert (words in page, "There is no plan of this import." in page) == (True, True)
            broken.undo()
            assert "There is no plan of this import." in others.read(address)
            assert "Read what will happen" in others.read(f"{address}?again=1")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("../../etc/x.xlsx", b"PK\x03\x04 broken", "<b>x.xlsx</b>: the file is damaged or incomplete."),
        (
            "~$x.xlsx",
            b"",
            "while a workbook is open, not the workbook. Close the workbook and import &#39;x.xlsx&#39; itself.",
        ),
        ("x.exe", b"MZ\x00\x01", "no sheets that can be read"),
        ("x.csv", b"a,b\n1,2\n", "no recommendations were found"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(quick_desk, name, content, words):
    with signed_on(quick_desk) as pages:
        sent = pages.act("/import/send", "/import", files=[(io.BytesIO(content), name)])
        page = pages.read(sent.headers["Location"])
        assert words in page
        assert "None of the files can be read." in page
        assert "cannot be read as it is" in pages.read("/import")
    kept = [path.name for path in (quick_desk.folder.parent / "uploads").rglob("*") if path.is_file()]
    assert kept == ["0"]


def test_what_is_too_much_is_refused_and_not_kept(quick_desk, monkeypatch):
    monkeypatch.setattr("imports.uploads.MOST_IN_ONE", 10)
    monkeypatch.setattr("imports.uploads.MOST_FILES", 2)
    monkeypatch.setattr(app, "_LARGEST", 2000)
    monkeypatch.setitem(app._LARGER, "send_sheets", 1000)

    def files(*sizes):
        return [(io.BytesIO(b"x" * size), "x.csv") for size in sizes]

    with signed_on(quick_desk) as pages:
        for sent, code, words in (
            (files(11), 422, "the file is larger than"),
            (files(1, 1, 1), 422, "3 files were sent; one import takes up to 2."),
            ([], 422, "no file was sent"),
            (files(3500), 413, "These files are too large to be sent together."),
        ):
            refused = pages.act("/import/send", "/import", files=sent)
            assert (refused.status_code, words in refused.text) == (code, True), words
        for said in ({"review": "UPR-99"}, {"speaker": "NOBODY"}):
            assert pages.act("/import/send", "/import", files=files(1), **said).status_code == 404
        assert pages.post("/import/send", files=files(1)).status_code == 403
        assert pages.get("/import/7").status_code == 404
        assert "Imports that wait" not in pages.read("/import")
    assert not list((quick_desk.folder.parent / "uploads").glob("*/*"))


@pytest.mark.parametrize(
    ("said", "name"),
    [("../../x.xlsx", "x.xlsx"), ("C:\\sheets\\x.csv", "x.csv"), ("..", ""), ("a/", ""), ("a\x00\nb.csv", "ab.csv")],
)
def test_a_name_is_never_a_path(said, name):
    assert plain_name(said) == name


def test_home_names_the_imports_that_wait_to_those_who_may_import(quick_desk, monkeypatch):
    with signed_on(quick_desk) as pages:
        assert "Imports that wait for you" not in pages.read("/")
        address = send(pages, quick_desk.sheet(ASKING), review="UPR-3")
        pages.read(address)
        told = re.search(rf'<a href="{address}">follow-up.xlsx</a>(.*?)<small>', pages.read("/"), re.DOTALL)[1]
        assert "waits for the answers to 3 questions" in told
        pages.act(f"{address}/rest", address, open="1")
        assert "waits for somebody to put it into the register" in pages.read("/")
        with monkeypatch.context() as others:
            others.setattr("tracker.web.visit.signed_on", lambda: Visitor("Orxan", "observer"))
            assert "Imports that wait for you" not in pages.read("/")
        put_in(pages, address)
        assert "Imports that wait for you" not in pages.read("/")


def test_old_finished_imports_go_when_another_is_begun_and_those_that_wait_stay(desk, monkeypatch):
    """One was put in, one cannot be read, one waits for answers; after 30 days the next import takes the first two away."""
    unread = desk.folder / "empty.xlsx"
    unread.write_bytes(b"no workbook")
    uploads = uploads_of(desk.place).rows_file("any").parents[1]
    with signed_on(desk) as pages:
        done, failed = send(pages, desk.sheet(ROWS, "done.xlsx")), send(pages, unread)
        put_in(pages, done)
        pages.read(failed)
        waits = send(pages, desk.sheet(ASKING, "waits.xlsx"), review="UPR-3")
        pages.read(waits)
        assert [pages.get(one).status_code for one in (done, failed, waits)] == [200, 200, 200]
        monkeypatch.setattr("tracker.web.import_jobs.now", lambda: now() + KEPT_FOR + timedelta(days=1))
        folders = len(list(uploads.iterdir()))
        pages.read(send(pages, desk.sheet(ROWS, "next.xlsx")))
        assert [pages.get(one).status_code for one in (done, failed, waits)] == [404, 404, 200]
        assert len(list(uploads.iterdir())) == folders + 1 - 2


ODD = [
    [*HEADER, "Deadline", "Hotline calls"],
    ["138.1", "Let independent visitors into all places of detention", "MOJ", "half maybe", "sometime soon", "13"],
]


def test_a_value_that_stays_open_says_so_and_leads_to_where_it_is_set(desk):
    with_recommendations(desk)
    with signed_on(desk) as pages:
        address = send(pages, desk.sheet(ODD), review="UPR-4")
        line = r"Status</td>\s*<td[^>]*>In progress</td>\s*<td[^>]*>“half maybe”\s*</td>\s*<td[^>]*>%s</td>"
        assert re.search(line % "waits for your answer; without one it is left open", pages.read(address))
        pages.post(f"{address}/answers", **form(pages.read(address), half="-"))
        page = pages.read(address)
        assert re.search(line % "is left open; the value of the register stays", page)
        assert "is taken" not in page
        page = put_in(pages, address)
        assert "1 changed; 2 values left open; 1 column kept without a field" in page
        assert f'href="/recommendation/{FIRST}#open-status">{FIRST}</a> Status: “half maybe”' in page
        assert "<p>Hotline calls</p>" in page
        page = pages.read(f"/recommendation/{FIRST}")
        box = page[page.index('<div class="voice first">') :].partition("</div>")[0]
        assert 'id="open-status">Left open: Status “half maybe” (D2) <a href="#new-status">Set it here</a>' in box
        assert re.search("<dt>Hotline calls</dt><dd>13</dd>", page)
        pages.act(f"/status/{FIRST}", f"/recommendation/{FIRST}", status="planned", date="2026-03-01")
        assert "half maybe" not in pages.read(address)
