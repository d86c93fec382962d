"""What anyone does in a spreadsheet with one click: add a row, correct a text, join two, remove one, clear a date; each
shown in the history and undone."""

import pytest
from desk import outcomes

SHEET = [
    ["No.", "Recommendation", "Lead agency", "Status", "Deadline", "Measures"],
    ["138.1", "Let independent visitors into all places of detention", "MOJ", "In progress", "31.12.2026", "A draft"],
    ["138.2", "Record every questioning of a detained person on video", "MIA", "Planned", "30.06.2026", ""],
]
FIRST, SECOND, NEW = "UPR-4/138.1", "UPR-4/138.2", "UPR-4/138.12"


@pytest.fixture
def kept(desk):
    desk.take(desk.sheet(SHEET), review="UPR-4", yes=True)
    return desk


ACTS = {
    "add": ("recommendation", "add", "UPR-4", "138.12", "Ratify the Optional Protocol", "--state", "Spain"),
    "text": ("recommendation", "correct", FIRST, "--text", "Let all visitors in", "--reason", "misprint"),
    "number": ("recommendation", "correct", FIRST, "--number", "138.9", "--reason", "misprint"),
    "position": ("recommendation", "correct", FIRST, "--position", "noted", "--reason", "addendum"),
    "merge": ("recommendation", "merge", SECOND, FIRST, "--reason", "the same"),
    "remove": ("recommendation", "remove", SECOND, "--reason", "not ours"),
    "due": ("due", FIRST, "--to", "end of 2027"),
    "clear": ("due", FIRST, "--clear"),
    "lead of many": ("assign", "--filter", "mechanism=UPR", "--lead", "PGO"),
    "status of many": ("status", "in_progress", "--filter", "review=UPR-4", "--note", "Begun anew"),
    "due of many": ("due", "--mechanism", "UPR", "--to", "2028-06-30"),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_done_told_and_undone(kept, act):
    before = kept.listing()
    told = kept.ok(*ACTS[act])
    assert kept.listing() != before
    number = told.strip().rpartition(" ")[2]
    assert f"To undo it: tracker undo {number}" in told
    kept.ok("undo", number)
    assert kept.listing() == before


def test_an_added_recommendation_is_one_like_the_others(kept):
    kept.ok(*ACTS["add"])
    kept.ok("assign", NEW, "--lead", "MOJ")
    one = kept.one(NEW)
    assert (one["states"], one["lead"], one["text"]) == (["Spain"], "MOJ", "Ratify the Optional Protocol")
    refused = kept.run(*ACTS["add"])
    assert (refused.code, "is in the register already" in refused.err) == (1, True)


def test_a_corrected_text_keeps_the_old_one_in_the_history(kept):
    kept.ok(*ACTS["text"])
    history = kept.ok("history", FIRST)
    assert "Let independent visitors" in history
    assert "Let all visitors in" in history
    assert kept.listing("--text", "all visitors in")
    assert any("misprint" in row["what"] for row in kept.run("batches", "--format", "json").json)


def test_a_corrected_number_is_found_by_sheets(kept):
    kept.ok(*ACTS["number"])
    rows = [SHEET[0], ["138.9", *SHEET[1][1:5], "The draft was adopted"]]
    assert outcomes(kept.take(kept.sheet(rows, "next.xlsx"), review="UPR-4")) == {"changed": 1}
    refused = kept.run("recommendation", "correct", SECOND, "--number", "138.9", "--reason", "misprint")
    assert "UPR-4/138.9 is another recommendation" in refused.err


def test_what_hung_on_a_merged_recommendation_moves(kept):
    kept.ok("status", SECOND, "in_progress", "--note", "Cameras are bought", "--measure", "Cameras for ten stations")
    kept.ok(*ACTS["merge"])
    assert [row["code"] for row in kept.listing()] == [FIRST]
    assert "Cameras for ten stations" in kept.ok("show", FIRST)
    assert kept.one(FIRST)["lead"] == "MOJ"


def test_a_removed_recommendation_is_gone_and_comes_back_whole(kept):
    before = {name: rows for name, rows in kept.everything().items() if name not in ("batch", "change")}
    told = kept.ok(*ACTS["remove"])
    assert kept.run("show", SECOND).code == 1
    kept.ok("undo", told.strip().rpartition(" ")[2])
    assert {name: rows for name, rows in kept.everything().items() if name not in ("batch", "change")} == before


def test_due_dates_are_typed_as_people_write_them(kept):
    for words, due in (
        ("end of 2027", "2027"),
        ("31 May 2027", "2027-05-31"),
        ("2027-Q2", "2027-Q2"),
        ("мая 2027", "2027-05"),
    ):
        kept.ok("due", FIRST, "--to", words)
        assert kept.one(FIRST)["due"] == due, words
    refused = kept.run("due", FIRST, "--to", "when funds allow")
    assert (refused.code, "is not a date" in refused.err) == (2, True)
    assert kept.one(FIRST)["due"] == "2027-05"


def test_due_dates_need_codes_or_a_filter(kept):
    assert "Which recommendations?" in kept.run("due", "--to", "2027").err
    assert "Give the date with --to" in kept.run("due", FIRST).err
    assert "no recommendation matches this filter" in kept.run("due", "--mechanism", "CMW", "--clear").err


def test_the_same_date_changes_nothing_and_leaves_no_batch(kept):
    before = kept.everything()
    assert kept.ok("due", FIRST, "--to", "2026-12-31") == "Nothing to change.\n"
    assert kept.everything() == before


def test_evidence_that_proves_nothing_is_removed_with_a_reason(kept):
    kept.ok("status", FIRST, "implemented", "--evidence", "Law No. 12, 12 February 2026")
    before = kept.everything()["evidence"]
    told = kept.ok("evidence", "remove", FIRST, "1", "--reason", "another law")
    assert "evidence 1 ('Law No. 12, 12 February 2026') was removed" in told
    assert "Law No. 12" in kept.ok("history", FIRST)
    kept.ok("undo", told.strip().rpartition(" ")[2])
    assert kept.everything()["evidence"] == before
    assert "there is no evidence 7" in kept.run("evidence", "remove", FIRST, "7", "--reason", "none").err


def test_a_filter_that_is_none_says_how_it_is_written(kept):
    assert "is not NAME=VALUE" in kept.run("assign", "--filter", "CAT", "--lead", "MOJ").err
    assert "Which recommendations?" in kept.run("assign", "--lead", "MOJ").err
