"""A year of meetings: agenda, pack, decisions, minutes, the round that asks, the next pack; then all of it undone."""

import pytest
from lxml import html
from openpyxl import load_workbook
from rounds import file_of, open_round, words_of

HEADER = ["No.", "Recommendation", "Lead agency", "Status", "Deadline"]
VISITS, VIDEO = "UPR-4/138.1", "UPR-4/138.2"


@pytest.fixture
def office(desk, monkeypatch):
    monkeypatch.setenv("TRACKER_TODAY", "2026-03-02")
    rows = [
        ["138.1", "Let independent visitors into all places of detention", "MOJ", "Planned", "31.12.2025"],
        ["138.2", "Record every questioning of a detained person on video", "MIA", "In progress", "31.12.2026"],
    ]
    desk.take(desk.sheet([HEADER, *rows]), review="UPR-4", yes=True)
    return desk


def pack(desk, number, *options):
    """The pack of a meeting: its folder, and the words of its page."""
    folder = desk.folder / f"meeting {number}"
    desk.ok("report", "meeting", "--meeting", str(number), "-o", folder, *options)
    (page,) = folder.glob("*.html")
    return folder, " ".join(html.parse(page).getroot().text_content().split())


def kept(desk):
    trail = {"batch", "change", "imported_sheet", "origin"}
    return {name: rows for name, rows in desk.everything().items() if name not in trail}


def test_from_the_agenda_to_the_minutes_to_the_next_pack_and_all_undone(office, monkeypatch):
    before = kept(office)

    # The secretariat invites to the first meeting, and sends the pack.
    office.did("meeting", "add", "--on", "2026-03-10", "--title", "Progress in 2025", "--venue", "Baku")
    office.did("meeting", "agenda", "1", "--propose")
    office.did("meeting", "agenda", "1", "--add", "Plan of the group for 2027")
    folder, words = pack(office, 1, "--issue")
    assert len(list(folder.iterdir())) == 4
    assert "Agenda of meeting 1, 10 March 2026" in words
    assert "Overdue recommendations: 1" in words
    assert "Plan of the group for 2027" in words

    # The group meets, and decides.
    monkeypatch.setenv("TRACKER_TODAY", "2026-03-10")
    office.did("meeting", "attend", "1", "MOJ", "--persons", "Elçin Quliyev")
    office.did("meeting", "decide", "1", "Send the draft law", VISITS, "--owner", "MOJ", "--due", "end of May 2026")
    for language, decision in (("en", "Send the draft law"), ("az", "Send the draft law")):
        minutes = office.folder / f"minutes {language}.docx"
        office.ok("meeting", "minutes", "1", "--language", language, "-o", minutes)
        assert decision in words_of(minutes)

    # The decision goes to the ministry with the next round.
    sent = open_round(office, "--agency", "MOJ", out="round")
    page = load_workbook(file_of(sent, "MOJ", "lead.xlsx")).worksheets[0]
    asked = [cell.value for row in page.iter_rows() for cell in row if cell.value]
    assert any("Send the draft law" in str(value) for value in asked)

    # It was done; a status moved; the next pack tells both since the last meeting, and why.
    monkeypatch.setenv("TRACKER_TODAY", "2026-06-02")
    said = ("--note", "The Cabinet has the draft", "--evidence", "Order No. 7, 20 May 2026")
    office.did("status", VISITS, "in_progress", *said)
    office.did("meeting", "add", "--on", "2026-06-09")
    _, words = pack(office, 2)
    assert "changes since 10 March 2026" in words
    assert "The Cabinet has the draft" in words
    assert "Order No. 7, 20 May 2026" in words
    assert "Decisions that are open" in words
    assert "Send the draft law" in words
    office.did("meeting", "done", "1.1", "--note", "Sent to the Cabinet on 28 May")
    _, words = pack(office, 2, "--force")
    assert "Send the draft law" not in words

    # What the first meeting was given can be had again as it was, whatever was done since.
    assert "with the same figures" in office.ok("issued", "again", "1", "-o", office.folder / "again")

    # And all of it can be undone.
    for row in office.run("batches", "--format", "json").json:
        if row["kind"] != "import" and not row["undone_by"] and row["batch"] > 2:
            office.ok("undo", str(row["batch"]))
    assert kept(office) == before
