"""A sheet of the group that carries no stamp is compared by days: what is older than the register waits for a person."""

from datetime import UTC, datetime

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
    assert "Planned" in newest.ok("history", FIRST)


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


FIRST_OF_MARCH = "UPR 4th cycle, Azerbaijan, as of 1 March 2026"
SMALL = ["№", "Tövsiyə", "Əsas icraçı", "İcra vəziyyəti", "İcra müddəti"]
OLD = [FIRST, TEXT, "Daxili İşlər Nazirliyi", "İcra edilib", "2025-12-01"]
DAYS = {
    "UPD 4-cü dövr, 2025-ci il noyabrın 1-nə olan məlumat": "2025-11-01",
    "UPD 4-cü dövr, 2025-ci ilin yekunları": "2025-12-31",
    "УПО, 4-й цикл, на конец 2025 года": "2025-12-31",
    "УПО, 4-й цикл, выполнение на 1 ноября 2025 г.": "2025-11-01",
    "UPR 4th cycle, update of November 2025": "2025-11-30",
    "UPR 4th cycle matrix (1 Nov. 2025)": "2025-11-01",
    "UPR 4th cycle, as at end of 2025": "2025-12-31",
    "UPR 4th cycle, status on 1st November 2025": "2025-11-01",
    "UPR 4th cycle - implementation 2025": "2025-12-31",
    "Status: 01/11/2025": "2025-11-01",
    "EPU, 4e cycle : mise en œuvre, état au 1er novembre 2025": "2025-11-01",
    "EPU, cuarto ciclo: aplicación a finales de 2025": "2025-12-31",
}


@pytest.fixture
def in_march(quick_desk):
    """The matrix of 1 March 2026 stands in the register."""
    values = ("MOJ", "MIA", "In progress", "2026-12-31", "", "")
    quick_desk.take(matrix(quick_desk, "march.xlsx", FIRST_OF_MARCH, *values), review="UPR-4", yes=True)
    return quick_desk


def as_of(desk, sheet):
    (shown,) = desk.run("import", sheet, "--review", "UPR-4", "--dry-run", "--yes", "--format", "json").json["files"]
    return shown["sheets"][0]["as_of"]


@pytest.mark.parametrize("title", DAYS)
def test_the_day_in_a_title_is_read_and_the_older_sheet_replaces_nothing(in_march, title):
    sheet = in_march.sheet([[title], SMALL, OLD], "older.xlsx")
    assert as_of(in_march, sheet) == {"day": DAYS[title], "from": "sheet"}
    in_march.take(sheet, review="UPR-4", yes=True)
    one = in_march.one(FIRST)
    assert (one["lead"], one["due"], one["status"]) == ("MOJ", "2026-12-31", "in_progress")


def test_the_month_in_the_name_of_a_file_is_read(in_march):
    sheet = in_march.sheet([SMALL, OLD], "UPR matrix November 2025.xlsx")
    assert as_of(in_march, sheet) == {"day": "2025-11-30", "from": "sheet"}


NO_DAY = [
    "UPR 4th cycle (44th session, November 2023)",
    "UPR 4th cycle, implementation 2024-2027",
    "UPR 4th cycle, update of December 2026",
    "UPR 4th cycle, implementation 2026",
    "Implementation of the UPR recommendations of 2023",
]


@pytest.mark.parametrize("title", NO_DAY)
def test_the_days_of_the_review_and_periods_that_go_on_are_not_the_day_of_the_sheet(in_march, title):
    assert as_of(in_march, in_march.sheet([[title], SMALL, OLD], "list.xlsx"))["from"] == "import"


def test_the_plan_says_which_day_counts_and_how_sure_it_is(in_march):
    sheet = in_march.sheet([["Our list"], SMALL, OLD], "list.xlsx")
    told = in_march.run("import", sheet, "--review", "UPR-4", "--dry-run", "--yes").out
    assert "Its values count as of 2026-03-02, today: neither the sheet nor the file names a day" in told
    dated = in_march.sheet([["As of 2 March 2026"], SMALL, OLD], "dated.xlsx")
    told = in_march.run("import", dated, "--review", "UPR-4", "--dry-run", "--yes").out
    assert "Its values count as of 2026-03-02, the day that the sheet or its file names." in told


def test_the_date_beside_the_number_of_a_letter_is_the_day_of_its_claims(in_march):
    head = [["Ədliyyə Nazirliyi"], ['№ 4/12-345  "10" noyabr 2025-ci il']]
    sheet = in_march.sheet([*head, SMALL, OLD], "answer.xlsx")
    in_march.take(sheet, review="UPR-4", yes=True)
    assert "Implemented (agency MOJ, 2025-11-10" in in_march.ok("history", FIRST)


def test_what_a_colleague_cleared_is_asked_about_before_a_sheet_puts_it_back(newest):
    newest.ok("due", FIRST, "--clear", "--as", "Rauf")
    sheet = matrix(newest, "list.xlsx", "Our list", "PGO", "MIA", "", "31.12.2027", "", "")
    (question,) = questions(newest.take(sheet, review="UPR-4"))
    assert "Is the sheet newer than the register, last changed by Rauf" in question
    newest.take(sheet, review="UPR-4", yes=True)
    assert (newest.one(FIRST)["due"], set(conflicts(newest))) == (None, {"due"})


def test_what_a_person_typed_is_asked_about_before_a_sheet_of_no_day_replaces_it(newest):
    newest.ok("due", FIRST, "--to", "2028-06-30", "--as", "Rauf")
    sheet = matrix(newest, "list.xlsx", "Our list", "MOJ", "MIA", "", "30.09.2028", "", "")
    (question,) = questions(newest.take(sheet, review="UPR-4"))
    assert "F3" in question
    newest.take(sheet, review="UPR-4", answers={"newer:list.xlsx/Sheet1": "older"})
    one = newest.one(FIRST)
    assert (one["lead"], one["due"], set(conflicts(newest))) == ("MOJ", "2028-06-30", {"due"})


def test_a_sheet_of_a_later_day_replaces_what_a_person_typed(quick_desk):
    desk = quick_desk
    desk.take(matrix(desk, "first.xlsx", "Matrix", "MOJ", "MIA", "", "31.12.2026", "", ""), review="UPR-4", yes=True)
    desk.run("assign", FIRST, "--lead", "PGO", "--as", "Rauf")
    later = matrix(desk, "later.xlsx", "Matrix as of 1 April 2026", "MOH", "MIA", "", "31.12.2026", "", "")
    result = desk.take(later, review="UPR-4", at=datetime(2026, 4, 2, tzinfo=UTC))
    assert (questions(result), desk.one(FIRST)["lead"]) == ([], "MOH")


@pytest.mark.parametrize("title", ["Matrix", "As of 1 December 2025"])
def test_a_copy_that_a_colleague_did_not_bring_up_to_date_takes_no_status_back(desk, title):
    old, new = ("MOJ", "MIA", "Planned", "31.12.2026", "", ""), ("MOJ", "MIA", "In progress", "31.12.2027", "", "")
    desk.take(matrix(desk, "first.xlsx", "As of 1 June 2025", *old), review="UPR-4", yes=True)
    desk.take(matrix(desk, "leyla.xlsx", title, *new), review="UPR-4", yes=True)
    asked = desk.take(matrix(desk, "murad.xlsx", title, *old[:4], "Visits began", ""), review="UPR-4", yes=True)
    assert [question.id for question in asked.questions] == ["newer:murad.xlsx/Sheet1"]
    one = desk.one(FIRST)
    assert (one["status"], one["due"], set(conflicts(desk))) == ("in_progress", "2027-12-31", {"status", "due"})
    assert "Visits began" in desk.ok("show", FIRST)
    desk.ok("resolve", str(conflicts(desk)["status"]["number"]), "--theirs")
    assert desk.one(FIRST)["status"] == "planned"


def test_a_status_that_was_never_there_is_taken_without_a_day(newest):
    newest.take(matrix(newest, "next.xlsx", "Matrix", "PGO", "MIA", "Partially implemented"), review="UPR-4", yes=True)
    assert newest.one(FIRST)["status"] == "partially_implemented"
