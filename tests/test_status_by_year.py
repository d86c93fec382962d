"""Several columns of status by year are a history: the newest is the current status, the others are dated by their year."""

from datetime import date

import pytest
from desk import outcomes, questions
from openpyxl import Workbook, load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Assessment, Recommendation

VISITS = "Let independent visitors into all places of detention"
VIDEO = "Record every questioning of a detained person on video"
FIRST, SECOND = "UPR-4/138.1", "UPR-4/138.2"
YEARS = ["No.", "Recommendation", "Status 2023", "Status 2024", "Status 2025"]
AS_OF = ["Follow-up of the UPR as of 1 February 2026"]
SHEET = [
    AS_OF,
    YEARS,
    ["138.1", VISITS, "Not started", "Planned", "In progress"],
    ["138.2", VIDEO, "Planned", "In progress", ""],
]


def views(desk, code=FIRST):
    """Each view of a recommendation: day, how exact, code and voice, the oldest first."""
    columns = (Assessment.dated_on, Assessment.date_precision, Assessment.status_code, Assessment.voice)
    query = select(*columns).join(Recommendation, Recommendation.id == Assessment.recommendation_id)
    with Session(desk.engine) as session:
        rows = session.execute(query.where(Recommendation.code == code).order_by(Assessment.dated_on, Assessment.id))
        return [(on.isoformat(), exact, status, voice) for on, exact, status, voice in rows]


def said(desk, code=FIRST):
    return [(on, status) for on, _, status, _ in views(desk, code)]


def take(desk, rows, name="years.xlsx", **how):
    return desk.take(desk.sheet(rows, name), review="UPR-4", **{"yes": True, **how})


def test_each_year_becomes_a_dated_view_and_the_newest_is_the_current_status(desk):
    take(desk, SHEET)
    assert views(desk) == [
        ("2023-12-31", "year", "not_started", "secretariat"),
        ("2024-12-31", "year", "planned", "secretariat"),
        ("2025-12-31", "year", "in_progress", "secretariat"),
    ]
    assert desk.one(FIRST)["status"] == "in_progress"


def test_a_blank_year_says_nothing(desk):
    take(desk, SHEET)
    assert said(desk, SECOND) == [("2023-12-31", "planned"), ("2024-12-31", "in_progress")]
    assert desk.one(SECOND)["status"] == "in_progress"


def test_only_the_year_is_shown_and_each_view_names_its_own_cell(desk):
    take(desk, SHEET)
    assert "In progress, 2025" in desk.ok("show", FIRST)
    assert "2025-12-31" not in desk.ok("show", FIRST)
    told = {row["new"]: row["source"] for row in desk.run("history", FIRST, "--format", "json").json}
    assert told["not_started (secretariat, 2023)"].endswith("C3")
    assert told["in_progress (secretariat, 2025)"].endswith("E3")


def test_the_plan_says_which_column_is_the_newest_and_what_goes_into_the_history(desk):
    notes = take(desk, SHEET).plans[0].sheets[0].notes
    told = "column E ('Status 2025') holds the newest statuses; the older ones of 2023 (C) and 2024 (D) go into the history"
    assert told in notes


def test_importing_twice_changes_nothing(desk):
    take(desk, SHEET)
    before = desk.everything()
    assert outcomes(take(desk, SHEET)) == {"same": 2}
    assert outcomes(take(desk, [*SHEET, ["", "", "", "", ""]], "copy.xlsx")) == {"same": 2}
    assert desk.everything() == before


def test_undo_takes_the_whole_history_back(desk):
    take(desk, [["No.", "Recommendation"], ["138.1", VISITS]], "texts.xlsx")
    before = desk.everything()
    batch = take(desk, SHEET[:3]).batch
    assert len(said(desk)) == 3
    desk.ok("undo", str(batch))
    assert said(desk) == []
    assert {name: rows for name, rows in desk.everything().items() if name == "assessment"} == {
        "assessment": before["assessment"]
    }


def test_the_plan_shows_each_status_that_goes_into_the_history(desk):
    take(desk, [["No.", "Recommendation"], ["138.1", VISITS]], "texts.xlsx")
    sheet = desk.sheet(SHEET[:3], "years.xlsx")
    plan = desk.ok("import", sheet, "--review", "UPR-4", "--dry-run", "--yes")
    assert "C3 UPR-4/138.1: earlier status - -> Not started (2023, into the history)" in plan
    assert "E3 UPR-4/138.1: status - -> In progress" in plan


def test_next_years_column_adds_one_view(desk):
    take(desk, SHEET[:3])
    take(
        desk,
        [
            ["Follow-up of the UPR as of 20 February 2026"],
            [*YEARS, "Status 2026"],
            ["138.1", VISITS, "Not started", "Planned", "In progress", "Implemented"],
        ],
        "2026.xlsx",
    )
    assert said(desk)[-2:] == [("2025-12-31", "in_progress"), ("2026-02-20", "implemented")]
    assert len(said(desk)) == 4


def test_a_year_that_goes_on_has_the_day_of_the_sheet_and_is_one_view_when_the_year_is_over(desk):
    head = ["No.", "Recommendation", "Status 2024", "Status 2025"]
    take(desk, [["As of 1 June 2025"], head, ["138.1", VISITS, "Planned", "In progress"]], "june.xlsx")
    assert views(desk)[-1] == ("2025-06-01", "day", "in_progress", "secretariat")
    later = [
        ["As of 1 February 2026"],
        [*head, "Status 2026"],
        ["138.1", VISITS, "Planned", "In progress", "Implemented"],
    ]
    take(desk, later, "february.xlsx")
    assert said(desk) == [("2024-12-31", "planned"), ("2025-06-01", "in_progress"), ("2026-02-01", "implemented")]


def test_a_year_that_has_not_begun_is_no_status(desk):
    head = ["No.", "Recommendation", "Status 2024", "Status 2025", "Status 2027"]
    result = take(desk, [AS_OF, head, ["138.1", VISITS, "Planned", "In progress", "Implemented"]])
    assert desk.one(FIRST)["status"] == "in_progress"
    assert "column E ('Status 2027') is in the future; it was kept as it is" in result.plans[0].sheets[0].notes


HEADINGS = {
    "azerbaijani": (["İcra vəziyyəti (2023)", "İcra vəziyyəti (2024)"], ["2023-12-31", "2024-12-31"]),
    "russian, to the day": (["Статус на 01.01.2024", "Статус на 01.01.2025"], ["2024-01-01", "2025-01-01"]),
    "halves": (["Status mid-2024", "Status end of 2024"], ["2024-06-30", "2024-12-31"]),
    "months": (["Status June 2024", "Status January 2025"], ["2024-06-30", "2025-01-31"]),
    "newest first": (["Status 2024", "Status 2023"], ["2024-12-31", "2023-12-31"]),
    "school years": (["Status 2023/24", "Status 2024/25"], ["2024-12-31", "2025-12-31"]),
}


@pytest.mark.parametrize("which", HEADINGS)
def test_headings_as_people_write_them(desk, which):
    headings, days = HEADINGS[which]
    take(desk, [AS_OF, ["No.", "Recommendation", *headings], ["138.1", VISITS, "Planned", "In progress"]])
    assert said(desk) == sorted(zip(days, ["planned", "in_progress"], strict=True))


def test_a_header_of_two_rows(desk):
    book = Workbook()
    page = book.active
    page.append(["No.", "Recommendation", "Status", None, None])
    page.append([None, None, 2023, 2024, 2025])
    page.append(["138.1", VISITS, "Not started", "Planned", "In progress"])
    page.merge_cells("C1:E1")
    book.save(desk.folder / "two rows.xlsx")
    desk.take(desk.folder / "two rows.xlsx", review="UPR-4", yes=True)
    assert said(desk) == [("2023-12-31", "not_started"), ("2024-12-31", "planned"), ("2025-12-31", "in_progress")]


def test_pairs_of_status_and_measures(desk):
    book = Workbook()
    page = book.active
    page.append(["No.", "Recommendation", "2024", None, "2025", None])
    page.append([None, None, "Status", "Measures", "Status", "Measures"])
    page.append(["138.1", VISITS, "Planned", "A group was set up", "In progress", "A law was drafted"])
    for cells in ("C1:D1", "E1:F1"):
        page.merge_cells(cells)
    book.save(desk.folder / "pairs.xlsx")
    desk.take(desk.folder / "pairs.xlsx", review="UPR-4", yes=True)
    assert said(desk) == [("2024-12-31", "planned"), ("2025-12-31", "in_progress")]
    shown = desk.ok("show", FIRST)
    assert "A group was set up" in shown
    assert "A law was drafted" in shown


def test_an_older_status_never_becomes_the_current_one(desk):
    """The register holds the newest status with an earlier day: a year after that day must not overtake it."""
    take(desk, [["As of 1 June 2023"], ["No.", "Recommendation", "Status"], ["138.1", VISITS, "In progress"]], "a.xlsx")
    rows = [AS_OF, YEARS, ["138.1", VISITS, "In progress", "Planned", "In progress"]]
    take(desk, rows, "b.xlsx")
    assert desk.one(FIRST)["status"] == "in_progress"
    assert said(desk) == [("2023-06-01", "in_progress"), ("2024-12-31", "planned"), ("2025-12-31", "in_progress")]


def test_what_the_group_confirmed_since_stays_the_current_status(desk):
    take(desk, [["No.", "Recommendation"], ["138.1", VISITS]], "texts.xlsx")
    desk.did("status", FIRST, "not_started", "--date", "2026-01-20")
    take(desk, SHEET[:3])
    assert desk.one(FIRST)["status"] == "not_started"
    assert ("2025-12-31", "in_progress") in said(desk)


def test_while_the_newest_status_cannot_be_read_the_older_ones_wait_with_it(desk):
    rows = [AS_OF, YEARS, ["138.1", VISITS, "Planned", "In progress", "Krasnodar"]]
    asked = take(desk, rows, yes=True)
    assert questions(asked) == ["Which status is 'Krasnodar'?"]
    assert (said(desk), desk.one(FIRST)["status"]) == ([], None)
    take(desk, rows, answers={"status:krasnodar": "implemented"})
    assert said(desk) == [("2023-12-31", "planned"), ("2024-12-31", "in_progress"), ("2025-12-31", "implemented")]


def test_evidence_of_today_does_not_prove_a_status_of_years_ago(desk):
    head = ["No.", "Recommendation", "Status 2023", "Status 2025", "Evidence"]
    take(desk, [AS_OF, head, ["138.1", VISITS, "Implemented", "Implemented", "Law No. 12 of 12.03.2025"]])
    with Session(desk.engine) as session:
        proven = dict(session.execute(select(Assessment.dated_on, Assessment.substantiated)).all())
    assert proven == {date(2023, 12, 31): False, date(2025, 12, 31): True}


# Which is the newest?

TWO = [AS_OF, ["No.", "Recommendation", "Status", "Implementation status"], ["138.1", VISITS, "Planned", "In progress"]]
ASKED = "Columns C ('Status') and D ('Implementation status') hold statuses. Which one says how things stand now?"


def test_two_columns_without_a_year_are_a_question_even_with_yes(desk):
    result = take(desk, TWO, yes=True)
    assert questions(result) == [ASKED]
    assert (desk.one(FIRST)["status"], said(desk)) == (None, [])
    assert "Implementation status: In progress" in desk.ok("show", FIRST, "--sources")


@pytest.mark.parametrize(("heading", "words"), [("Traffic light", ("amber", "red")), ("RAG", ("A", "R"))])
def test_a_column_of_colours_beside_one_of_statuses_is_a_question(desk, heading, words):
    head = ["No.", "Recommendation", "Level of progress", heading]
    rows = [
        ["138.1", VISITS, "In progress", words[0]],
        ["138.2", VISITS.replace("visitors", "doctors"), "Planned", words[1]],
    ]
    (question,) = take(desk, [AS_OF, head, *rows]).questions
    assert question.candidates == ("D", "C")
    take(desk, [AS_OF, head, *rows], answers={question.id: "C"})
    assert [row["status"] for row in desk.listing()] == ["in_progress", "planned"]


def test_the_answer_is_taken_and_remembered(desk):
    take(desk, TWO, answers={"newest:implementation status | status": "D"})
    assert (desk.one(FIRST)["status"], len(said(desk))) == ("in_progress", 1)
    again = take(desk, [*TWO[:2], ["138.1", VISITS, "Planned", "Partially implemented"]], "next.xlsx", yes=False)
    assert questions(again) == []
    assert desk.one(FIRST)["status"] == "partially_implemented"


def test_a_column_without_a_year_beside_one_with_a_year_is_a_question(desk):
    head = ["No.", "Recommendation", "Status 2024", "Status"]
    rows = [AS_OF, head, ["138.1", VISITS, "Planned", "In progress"]]
    (question,) = take(desk, rows).questions
    assert question.candidates == ("D", "C")
    take(desk, rows, answers={question.id: "D"})
    assert said(desk) == [("2024-12-31", "planned"), ("2026-02-01", "in_progress")]


@pytest.mark.parametrize("heading", ["Current status", "Status now", "Cari icra vəziyyəti"])
def test_a_column_that_says_it_is_the_current_one_is_the_newest(desk, heading):
    head = ["No.", "Recommendation", heading, "Status 2024"]
    assert questions(take(desk, [AS_OF, head, ["138.1", VISITS, "In progress", "Planned"]])) == []
    assert said(desk) == [("2024-12-31", "planned"), ("2026-02-01", "in_progress")]


def test_a_column_of_the_previous_status_is_kept_as_it_is(desk):
    head = ["No.", "Recommendation", "Previous status", "Status"]
    assert questions(take(desk, [AS_OF, head, ["138.1", VISITS, "Planned", "In progress"]])) == []
    assert said(desk) == [("2026-02-01", "in_progress")]
    assert "Previous status: Planned" in desk.ok("show", FIRST, "--sources")


def test_two_columns_of_one_year_are_a_question(desk):
    head = ["No.", "Recommendation", "Status 2024 first", "Status 2024 second"]
    assert len(questions(take(desk, [AS_OF, head, ["138.1", VISITS, "Planned", "In progress"]]))) == 1


# Other voices, and the way back


def test_an_agencys_columns_by_year_are_its_claims(desk):
    take(desk, [["No.", "Recommendation"], ["138.1", VISITS]], "texts.xlsx")
    rows = [["Reply of the Ministry of Justice, as of 1 February 2026"], *SHEET[1:3]]
    take(desk, rows, "reply.xlsx")
    assert [(on, status, voice) for on, _, status, voice in views(desk)] == [
        ("2023-12-31", "not_started", "agency"),
        ("2024-12-31", "planned", "agency"),
        ("2025-12-31", "in_progress", "agency"),
    ]
    assert desk.one(FIRST)["status"] is None
    before = desk.everything()
    take(desk, [*rows, ["", "", "", "", ""]], "reply again.xlsx")
    assert desk.everything() == before


def test_the_secretariats_columns_count_beside_the_ministrys(desk):
    head = ["No.", "Recommendation", "Ministry status 2024", "Secretariat status 2024", "Secretariat status 2025"]
    take(desk, [AS_OF, head, ["138.1", VISITS, "Implemented", "Planned", "In progress"]])
    assert said(desk) == [("2024-12-31", "planned"), ("2025-12-31", "in_progress")]


def filled_in(desk, sheet):
    """What ``export into`` says of a sheet with a column for each year, and the statuses of its two rows then."""
    told = desk.ok("export", "into", sheet, "--review", "UPR-4", "-o", desk.folder / "filled.xlsx")
    page = load_workbook(desk.folder / "filled.xlsx").active
    return told, [[cell.value for cell in page[row]][2:] for row in (3, 4)]


def test_export_into_writes_the_last_status_of_the_newest_year_into_its_column(desk):
    sheet = desk.sheet(SHEET, "matrix.xlsx")
    desk.take(sheet, review="UPR-4", yes=True)
    proof = ("--evidence", "Order No. 2, 2025-06-01", "--note", "Half of the offices")
    desk.did("status", SECOND, "partially_implemented", *proof, "--date", "2025-06-30")
    desk.did("status", SECOND, "implemented", "--evidence", "Order No. 3, 2025-11-01", "--date", "2025-11-20")
    told, rows = filled_in(desk, sheet)
    assert rows == [["Not started", "Planned", "In progress"], ["Planned", "In progress", "Implemented"]]
    assert f"E4 {SECOND}: - -> Implemented" in told


def test_export_into_writes_no_older_and_no_later_status_into_the_column_of_a_year(desk):
    sheet = desk.sheet(SHEET, "matrix.xlsx")
    desk.take(sheet, review="UPR-4", yes=True)
    desk.did("status", FIRST, "implemented", "--evidence", "Law No. 12, 2026-01-15", "--date", "2026-01-20")
    told, rows = filled_in(desk, sheet)
    assert rows == [["Not started", "Planned", "In progress"], ["Planned", "In progress", None]]
    assert "E3 left as it is: 'Implemented' of 2026-01-20 is later than 2025; it needs a column of its own" in told
    assert "E4 left as it is: the register has no status of 2025; it has 'In progress' of 2024-12-31" in told
