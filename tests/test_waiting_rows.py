"""Rows whose review nobody knows yet are listed, can be placed, and stand in no total."""

import json

import pytest
from docx import Document
from openpyxl import load_workbook

WAITING = [
    ["Recommendation", "Lead agency", "Status", "Deadline"],
    ["Publish the results of every inspection of a prison", "MOJ", "In progress", "31.01.2025"],
    ["Let every detained person call a lawyer at once", "MOJ", "", ""],
    ["Record every questioning on video", "MIA", "", ""],
]
KNOWN = [
    ["No.", "Recommendation", "Lead agency", "Status"],
    ["138.1", "Ratify the Optional Protocol", "MOJ", "Planned"],
]
FIRST, SECOND, THIRD = "TBC-X1/U1", "TBC-X1/U2", "TBC-X1/U3"
THREE_WAIT = "3 recommendations wait for their review and are not counted. See: tracker list --waiting"


@pytest.fixture
def waiting(desk):
    """Three rows wait beside one recommendation of the UPR."""
    desk.take(desk.sheet(KNOWN, "upr.xlsx"), review="UPR-4", yes=True)
    desk.take(desk.sheet(WAITING, "waiting.xlsx"), yes=True)
    return desk


def codes(desk, *options):
    return [row["code"] for row in desk.listing(*options)]


def test_the_import_says_how_many_wait(desk):
    assert THREE_WAIT in desk.ok("import", desk.sheet(WAITING, "waiting.xlsx"), "--yes")


def test_the_list_counts_them_on_a_line_of_their_own(waiting):
    shown = waiting.ok("list")
    assert "1 recommendation." in shown
    assert THREE_WAIT in shown
    assert "TBC-X1" not in shown


def test_one_that_waits_is_told_as_one(waiting):
    waiting.did("recommendation", "place", FIRST, SECOND, "CAT-5")
    assert "1 recommendation waits for its review and is not counted." in waiting.ok("list")


def test_a_filter_lists_them_with_the_sheet_that_they_come_from(waiting):
    shown = waiting.ok("list", "--waiting")
    assert [code in shown for code in (FIRST, SECOND, THIRD, "UPR-4/138.1")] == [True, True, True, False]
    assert "waiting.xlsx / Sheet1 / A2" in shown
    assert "tracker reviews --place TBC-X1 REVIEW" in shown
    assert codes(waiting, "--waiting") == [FIRST, SECOND, THIRD]
    assert codes(waiting, "--waiting", "--agency", "MIA") == [THIRD]


def test_programs_see_which_rows_wait(waiting):
    assert {row["code"]: row["waiting"] for row in waiting.listing()}[FIRST] is True
    assert waiting.one("UPR-4/138.1")["waiting"] is False


def test_who_names_the_waiting_review_sees_its_rows(waiting):
    assert FIRST in waiting.ok("list", "--review", "TBC-X1")


def test_the_list_of_what_is_overdue_leaves_them_out(waiting):
    assert codes(waiting, "--overdue") == []


def figures(desk, *options):
    desk.ok("report", "progress", "-o", desk.folder / "report.json", "--force", *options)
    return json.loads((desk.folder / "report.json").read_text(encoding="utf-8"))


def test_the_report_counts_without_them_and_says_how_many_wait(waiting):
    report = figures(waiting)
    assert (report["figures"]["Recommendations"], report["figures"]["Waiting for their review"]) == (1, 3)
    assert [row["code"] for row in report["recommendations"]] == ["UPR-4/138.1"]
    assert sum(table["Total"] for table in report["by_agency"].values()) == 1
    assert (report["figures"]["Overdue"], report["overdue"]) == (0, [])


def test_the_first_page_of_the_report_says_it(waiting):
    told = "3 recommendations wait for their review, which is not known yet. They are not counted."
    waiting.ok("report", "progress", "-o", waiting.folder / "report.docx")
    assert told in [paragraph.text for paragraph in Document(waiting.folder / "report.docx").paragraphs]
    assert THREE_WAIT in waiting.ok("report", "progress", "-o", waiting.folder / "report.xlsx")
    page = load_workbook(waiting.folder / "report.xlsx")["Summary"]
    assert told in [cell.value for row in page.iter_rows() for cell in row]


def test_check_finds_nothing_in_them_but_that_they_wait(waiting):
    found = [(row["kind"], row["code"]) for row in waiting.run("check", "--format", "json").json]
    assert [kind for kind, code in found if code.startswith("TBC")] == ["no review"]


def test_agencies_are_counted_without_them(waiting):
    leads = {row["key"]: row["leads"] for row in waiting.run("agencies", "--format", "json").json}
    assert (leads["MOJ"], leads["MIA"]) == (1, 0)


def test_the_tracking_sheet_leaves_them_out(waiting):
    said = waiting.ok("export", "sheet", "-o", waiting.folder / "sheet.xlsx")
    assert "Tracking sheet with 1 recommendation" in said
    assert THREE_WAIT in said


def test_the_handover_leaves_them_out(waiting):
    said = waiting.ok("handover", "MOJ", "-o", waiting.folder / "handover.xlsx")
    assert "2 recommendations wait for their review and are not counted." in said
    book = load_workbook(waiting.folder / "handover.xlsx")
    cells = [str(cell.value) for page in book for row in page.iter_rows() for cell in row]
    assert any("UPR-4/138.1" in cell for cell in cells)
    assert not any("TBC-X1" in cell for cell in cells)


def test_a_value_of_theirs_that_waits_for_a_decision_is_shown_but_not_handed_over(waiting):
    """The reply gives another due date: it waits as a proposal of the agency."""
    rows = [["Reply of the Ministry of Justice"], WAITING[0], [*WAITING[1][:3], "31.12.2027"]]
    waiting.take(waiting.sheet(rows, "waiting.xlsx"), yes=True)
    found = waiting.run("conflicts", "--agency", "MOJ", "--format", "json").json
    assert [(row["code"], row["field"]) for row in found] == [(FIRST, "due")]
    waiting.ok("handover", "MOJ", "-o", waiting.folder / "handover.xlsx")
    book = load_workbook(waiting.folder / "handover.xlsx")
    assert not any("TBC-X1" in str(cell.value) for page in book for row in page.iter_rows() for cell in row)


def test_a_round_asks_nobody_about_them(waiting):
    said = waiting.ok(
        *("request", "open", "--title", "Spring", "--due", "2099-01-01", "-o", waiting.folder / "round"),
    )
    assert "Round 1 asks 1 agency" in said
    assert THREE_WAIT in said


def test_a_round_of_rows_that_all_wait_is_refused(waiting):
    told = waiting.run(
        *("request", "open", "--title", "Spring", "--due", "2099-01-01", "--agency", "MIA"),
        *("-o", waiting.folder / "round"),
    )
    assert told.code == 1
    assert "letters name no recommendations that wait for their review (1)" in told.err
    assert not (waiting.folder / "round").exists()


def test_acts_on_many_leave_them_alone_unless_their_review_is_named(waiting):
    waiting.did("due", "--agency", "MOJ", "--to", "2027-12-31")
    assert waiting.one(FIRST)["due"] == "2025-01-31"
    waiting.did("due", "--review", "TBC-X1", "--to", "2027-12-31")
    assert waiting.one(FIRST)["due"] == "2027-12-31"


# Placing


def test_all_of_a_sheet_are_placed_and_counted(waiting):
    waiting.ok("reviews", "--place", "tbc-x1", "CAT-5")
    assert "4 recommendations." in waiting.ok("list")
    assert "wait" not in waiting.ok("list")
    assert figures(waiting)["figures"]["Recommendations"] == 4


def test_some_are_placed_and_undo_lets_them_wait_again(waiting):
    before = waiting.everything()
    said = waiting.did("recommendation", "place", "tbc-x1/u1", THIRD, "CAT-5")
    assert said == "TBC-X1/U1 is now CAT-5/U1.\nTBC-X1/U3 is now CAT-5/U2.\n"
    assert codes(waiting, "--waiting") == [SECOND]
    batch = waiting.run("batches", "--format", "json").json[0]["batch"]
    waiting.ok("undo", str(batch))
    assert codes(waiting, "--waiting") == [FIRST, SECOND, THIRD]
    assert waiting.everything()["recommendation"] == before["recommendation"]


def test_only_what_waits_can_be_placed(waiting):
    told = waiting.run("recommendation", "place", "UPR-4/138.1", "CAT-5")
    assert (told.code, "UPR-4/138.1 does not wait: it belongs to UPR-4." in told.err) == (1, True)


def test_nothing_is_placed_where_a_number_is_taken(desk):
    known = [["Para.", "Recommendation"], ["13(b)", "Let every detained person see a doctor"]]
    desk.take(desk.sheet(known, "cat.xlsx"), review="CAT-5", yes=True)
    rows = [["Para.", "Recommendation"], ["13(b)", "Close the colony"], ["14", "Train all guards"]]
    desk.take(desk.sheet(rows, "waiting.xlsx"), yes=True)
    waits = codes(desk, "--waiting")
    before = desk.everything()
    told = desk.run("recommendation", "place", *waits, "CAT-5")
    assert told.code == 1
    assert "CAT-5 has 1 of these numbers already: CAT-5/13(b)." in told.err
    assert desk.everything() == before
