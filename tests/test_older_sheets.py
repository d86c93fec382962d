"""A sheet of the group that carries no stamp is compared by days: what is older than the register waits for a person."""

import pytest
from desk import outcomes, questions

HEADER = ["No.", "Recommendation", "Lead agency", "Contributing", "Status", "Deadline", "Measures", "Remarks"]
TEXT = "Let independent visitors into all places of detention"
FIRST = "UPR-4/138.1"


def matrix(desk, name, title, *values):
    return desk.sheet([[title], HEADER, ["138.1", TEXT, *values]], name)


@pytest.fixture
def newest(desk):
    """The matrix of December stands in the register."""
    sheet = matrix(
        *(desk, "december.xlsx", "Matrix as of 1 December 2025", "PGO", "MIA", "In progress"),
        *("31.12.2027", "A law was drafted", "Ask in May"),
    )
    desk.take(sheet, review="UPR-4", yes=True)
    return desk


def conflicts(desk):
    return {row["field"]: row for row in desk.run("conflicts", "--format", "json").json}


def test_the_older_matrix_after_the_newer_one_replaces_nothing(newest):
    older = matrix(
        *(newest, "march.xlsx", "Matrix as of 1 March 2025", "MOJ", "MIA", "Planned"),
        *("31.12.2026", "A working group met", "Ask in January"),
    )
    result = newest.take(older, review="UPR-4", yes=True)
    assert outcomes(result) == {"conflict": 1}
    one = newest.one(FIRST)
    assert (one["lead"], one["due"], one["status"]) == ("PGO", "2027-12-31", "in_progress")
    assert set(conflicts(newest)) == {"lead", "due", "measures", "note"}
    assert {row["what"] for row in conflicts(newest).values()} == {"the register is newer"}
    assert "planned" in newest.ok("history", FIRST)


def test_the_older_matrix_fills_what_is_blank(desk):
    desk.take(matrix(desk, "a.xlsx", "As of 1 December 2025", "PGO", "", "", "", "", ""), review="UPR-4", yes=True)
    older = matrix(desk, "b.xlsx", "As of 1 March 2025", "PGO", "MIA", "Planned", "31.12.2026", "", "")
    assert outcomes(desk.take(older, review="UPR-4", yes=True)) == {"changed": 1}
    assert desk.one(FIRST)["due"] == "2026-12-31"


def test_an_older_matrix_changes_nothing_the_second_time(newest):
    older = matrix(newest, "march.xlsx", "As of 1 March 2025", "MOJ", "MIA", "", "31.12.2026", "", "")
    newest.take(older, review="UPR-4", yes=True)
    before = newest.everything()
    newest.take(older, review="UPR-4", yes=True)
    assert newest.everything() == before


def test_the_older_value_can_be_taken_all_the_same(newest):
    older = matrix(newest, "march.xlsx", "As of 1 March 2025", "MOJ", "MIA", "", "31.12.2026", "", "")
    newest.take(older, review="UPR-4", yes=True)
    newest.ok("resolve", "--field", "lead", "--mechanism", "UPR", "--theirs")
    assert newest.one(FIRST)["lead"] == "MOJ"


def test_what_colleagues_typed_since_is_newer_than_a_dated_sheet(newest):
    newest.ok("assign", FIRST, "--lead", "MOH", "--as", "Rauf")
    sheet = matrix(newest, "january.xlsx", "As of 1 February 2026", "MOJ", "MIA", "", "31.12.2028", "", "")
    newest.take(sheet, review="UPR-4", yes=True)
    one = newest.one(FIRST)
    assert (one["lead"], one["due"]) == ("MOH", "2028-12-31")
    assert conflicts(newest)["lead"]["held_by"].startswith("Rauf")


def test_a_sheet_without_a_day_that_says_what_was_there_before_is_asked_about(desk):
    first = matrix(desk, "first.xlsx", "Matrix", "MOJ", "MIA", "", "31.12.2026", "", "")
    desk.take(first, review="UPR-4", yes=True)
    desk.ok("assign", FIRST, "--lead", "PGO", "--as", "Rauf")
    again = matrix(desk, "again.xlsx", "Matrix", "MOJ", "MIA", "", "30.06.2027", "", "")
    asked = desk.take(again, review="UPR-4")
    (question,) = questions(asked)
    assert "Is the sheet newer than the register, last changed by Rauf" in question
    assert desk.one(FIRST)["lead"] == "PGO"


@pytest.mark.parametrize(("answer", "lead"), [("newer", "MOJ"), ("older", "PGO")])
def test_the_answer_decides_for_the_whole_sheet(desk, answer, lead):
    desk.take(matrix(desk, "first.xlsx", "Matrix", "MOJ", "MIA", "", "31.12.2026", "", ""), review="UPR-4", yes=True)
    desk.ok("assign", FIRST, "--lead", "PGO", "--as", "Rauf")
    again = matrix(desk, "again.xlsx", "Matrix", "MOJ", "MIA", "", "30.06.2027", "", "")
    desk.take(again, review="UPR-4", answers={"newer:again.xlsx/Sheet1": answer})
    assert (desk.one(FIRST)["lead"], desk.one(FIRST)["due"]) == (lead, "2027-06-30")
