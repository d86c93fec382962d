"""A working year at the secretariat's desk, told in the order in which it happens."""

import pytest
from desk import outcomes, problems
from openpyxl import load_workbook
from returned import exported, opened

HEADER = ["No.", "Recommendation", "Lead agency", "Contributing", "Status", "Deadline", "Measures", "Evidence"]
VISITS = "Let independent visitors into all places of detention"
VIDEO = "Record every questioning of a detained person on video"
DOCTOR = "Let a doctor see every person who is brought into custody"
FIRST, SECOND, THIRD = "UPR-4/138.1", "UPR-4/138.2", "CAT-5/13(b)"


def conflicts(desk):
    rows = desk.run("conflicts", "--format", "json").json
    return {(row["code"], row["field"]): row for row in rows}


def say(monkeypatch, day):
    monkeypatch.setenv("TRACKER_TODAY", day)


@pytest.fixture
def year(desk, monkeypatch):
    """January: the group's matrix of last December is the record."""
    say(monkeypatch, "2026-01-12")
    upr = [
        ["Matrix as of 15 December 2025"],
        HEADER,
        ["138.1", VISITS, "MOJ", "MIA", "In progress", "31.12.2026", "A draft was written", ""],
        ["138.2", VIDEO, "MIA", "MOJ", "Planned", "30.06.2026", "", ""],
    ]
    cat = [["Matrix as of 15 December 2025"], HEADER, ["13(b)", DOCTOR, "MOH", "MIA", "Not started", "2027", "", ""]]
    desk.ok("import", desk.sheet(upr, "matrix.xlsx"), "--review", "UPR-4", "--yes")
    desk.ok("import", desk.sheet(cat, "cat.xlsx"), "--review", "CAT-5", "--yes")
    return desk


def test_a_working_year(year, monkeypatch):
    # February. Rauf takes the tracking sheet home.
    say(monkeypatch, "2026-02-02")
    at_home = exported(year, "register of February.xlsx")

    # His colleagues go on working: a due date is moved, a lead changes.
    say(monkeypatch, "2026-02-10")
    year.ok("due", FIRST, "--to", "end of 2027", "--as", "Aysel")
    year.ok("assign", SECOND, "--lead", "PGO", "--as", "Aysel")

    # Three weeks later he brings the sheet back, with one cell edited.
    say(monkeypatch, "2026-02-23")
    opened(at_home).fill(FIRST, Measures_taken="The draft is before the Cabinet").save(at_home)
    assert "1 changed, 2 same" in year.ok("import", at_home, "--as", "Rauf")
    assert (year.one(FIRST)["due"], year.one(SECOND)["lead"]) == ("2027", "PGO")

    # March. The Ministry of Justice answers on its own letterhead.
    say(monkeypatch, "2026-03-10")
    letter = [
        ["Azərbaycan Respublikasının Ədliyyə Nazirliyi"],
        ["№ 5/12-345"],
        HEADER[:7],
        ["138.1", VISITS, "", "", "Implemented", "?", "The law was adopted"],
    ]
    year.ok("import", year.sheet(letter, "cavab.xlsx"), "--review", "UPR-4", "--yes")
    assert (year.one(FIRST)["status"], year.one(FIRST)["due"]) == ("in_progress", "2027")
    assert "MOJ" in year.ok("show", FIRST)

    # It is confirmed once the law is there.
    refused = year.run("confirm", FIRST)
    assert refused.code == 1 or "evidence" in refused.out + refused.err
    year.ok("status", FIRST, "implemented", "--evidence", "Law No. 12, 12 February 2026")
    assert year.one(FIRST)["status"] == "implemented"

    # April. A note with short references, and dates that are none.
    say(monkeypatch, "2026-04-07")
    note = [
        ["Reference", "Status", "Deadline"],
        ["CAT 13(b)", "In progress", "soon"],
        ["upr 4 138.2", "In progress", "31.06.2026"],
    ]
    year.ok("import", year.sheet(note, "note.xlsx"), "--yes")
    assert (year.one(THIRD)["status"], year.one(THIRD)["due"]) == ("in_progress", "2027")
    assert year.one(SECOND)["due"] == "2026-06-30"
    assert {row["code"] for row in year.run("reviews", "--format", "json").json if "X" in row["code"]} == set()

    # May. Somebody finds the matrix of last summer, and imports it.
    say(monkeypatch, "2026-05-04")
    old = [["Matrix as of 1 July 2025"], HEADER, ["138.2", VIDEO, "MIA", "MOJ", "Planned", "31.12.2025", "", ""]]
    told = year.run("import", year.sheet(old, "summer.xlsx"), "--review", "UPR-4", "--yes")
    assert "Some values wait for a decision. See them: tracker conflicts" in told.out
    assert (year.one(SECOND)["lead"], year.one(SECOND)["due"]) == ("PGO", "2026-06-30")
    assert conflicts(year)[SECOND, "due"]["what"] == "the register is newer"
    year.ok("resolve", "--review", "UPR-4", "--ours")
    assert conflicts(year) == {}

    # June. A row cannot be imported; it is corrected in its workbook, and imported.
    say(monkeypatch, "2026-06-01")
    plan = "Adopt a plan on the rights of the child"
    more = [HEADER, ["138.3", "", "MOJ", "", "Planned", "", "", ""], ["138.4", plan, "MOJ", "", "Planned", "", "", ""]]
    told = year.run("import", year.sheet(more, "more.xlsx"), "--review", "UPR-4", "--yes")
    assert told.code == 1, told.out + told.err
    assert "to mend" in told.out, told.out + told.err
    mended = year.folder / "more - to mend.xlsx"
    book = load_workbook(mended)
    book.active["D3"] = "Train every judge on the rights of the child"
    book.save(mended)
    assert outcomes(year.take(mended, review="UPR-4", yes=True)) == {"new": 1}

    # July. What is wrong in the list is corrected, and all of it can be undone.
    told = year.ok("recommendation", "correct", "138.3", "--text", "Train all judges", "--reason", "misprint")
    assert year.one("UPR-4/138.3")["text"] == "Train all judges"
    year.ok("undo", told.strip().rpartition(" ")[2])
    assert year.one("UPR-4/138.3")["text"] == "Train every judge on the rights of the child"

    # December. The sheet of February comes back once more, unchanged since: it says nothing new.
    say(monkeypatch, "2026-12-01")
    assert "3 same" in year.ok("import", at_home)
    assert problems(year.take(at_home)) == {}
