"""Importing on the pages: sheets are sent, their questions answered in any order, the plan read, put in, and undone."""

import html
import io
import re

from pages import signed_on

HEADER = ["No.", "Recommendation", "Lead agency", "Status"]
ASKING = [
    HEADER,
    ["140.1", "Adopt a law on domestic violence", "Minstry of Youth and Sports", "Planned"],
    ["140.2", "Ensure inclusive education for all children", "MSE", "Ongoing"],
    ["140.3", "Lift the limits on peaceful assembly", "The Bureau", "Planned"],
]


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


def without_imports(desk):
    return {name: rows for name, rows in desk.everything().items() if name != "waiting_import"}


def test_from_a_sheet_to_the_register_and_back(desk):
    before = without_imports(desk)
    with signed_on(desk) as pages:
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
        assert without_imports(desk) == before
        page = put_in(pages, address)
        assert "The sheets are in the register." in page
        assert [row["lead"] for row in desk.listing()] == ["MYS", "MSE", "TBU"]
        batch = desk.run("batches", "--format", "json", "--last", "1").json[0]
        assert (batch["who"], batch["what"]) == ("Leyla", "import of follow-up.xlsx")
        assert f'action="/undo/{batch["batch"]}"' in page
        pages.act(f"/undo/{batch['batch']}", address)
        assert "This import was undone." in pages.read(address)
    assert desk.listing() == []
    assert list((desk.folder.parent / "uploads").glob("*/*")) == []
