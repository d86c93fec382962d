"""How people lay out who does what: columns, rows and sheets of agencies, and sheets of a year each."""

from datetime import date

import pytest
from desk import outcomes
from docx import Document
from openpyxl import Workbook, load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Assessment

PROTOCOL = "Ratify the Optional Protocol to the Convention against Torture"
LAW = "Adopt a comprehensive law against discrimination"
VISITS = "Let independent visitors into all places of detention"
SHELTERS = "Strengthen the protection of victims of domestic violence"


def others(quick_desk, code):
    """The columns without a field of a recommendation, as the sheet has them."""
    (source,) = quick_desk.run("show", code, "--format", "json").json["sources"]
    return source["other_columns"]


def year_book(quick_desk, *years):
    """A workbook with a sheet for each year: its name and the statuses of two recommendations."""
    book = Workbook()
    book.remove(book.active)
    for name, *statuses in years:
        page = book.create_sheet(name)
        page.append(["No", "Recommendation", "Lead agency", "Status"])
        for at, (text, status) in enumerate(zip((PROTOCOL, LAW), statuses, strict=True), 1):
            page.append([f"140.{at}", text, "MOJ", status])
    book.save(quick_desk.folder / "years.xlsx")
    return quick_desk.folder / "years.xlsx"


def test_what_an_agency_says_in_a_column_of_its_own_is_not_the_status_of_the_group(quick_desk):
    header = ["No", "Recommendation", "MOJ", "MIA", "MOH"]
    rows = [["140.1", PROTOCOL, "In progress", "Implemented", ""], ["140.2", LAW, "Not started", "", "Implemented"]]
    quick_desk.take(quick_desk.sheet([header, *rows]), review="UPR-4", yes=True)
    assert [row["status"] for row in quick_desk.listing()] == [None, None]
    assert others(quick_desk, "UPR-4/140.1") == {"MOJ": "In progress", "MIA": "Implemented"}


def test_remarks_below_the_names_of_agencies_are_no_names_of_agencies(quick_desk):
    header = ["No", "Recommendation", "Ministry of Justice", "Ministry of Health", "Status"]
    rows = [
        ["140.1", PROTOCOL, "Draft law prepared", "", "In progress"],
        ["140.2", LAW, "Experts met", "Staff trained", "Planned"],
    ]
    result = quick_desk.take(quick_desk.sheet([header, *rows]), review="UPR-4", yes=True)
    assert outcomes(result) == {"new": 2}
    assert result.questions == []
    assert others(quick_desk, "UPR-4/140.2") == {
        "Ministry of Justice": "Experts met",
        "Ministry of Health": "Staff trained",
    }


@pytest.mark.parametrize("order", [1, -1])
def test_of_a_sheet_for_each_year_the_newest_counts_and_the_older_is_history(quick_desk, order):
    years = [("2024", "Not started", "In progress"), ("2025-ci il", "In progress", "Implemented")][::order]
    result = quick_desk.take(year_book(quick_desk, *years), review="UPR-4", yes=True)
    assert outcomes(result) == {"new": 2, "changed": 2}
    with Session(quick_desk.engine) as session:
        said = session.execute(select(Assessment.dated_on, Assessment.status_code).order_by(Assessment.dated_on)).all()
    assert sorted(said) == [
        (date(2024, 12, 31), "in_progress"),
        (date(2024, 12, 31), "not_started"),
        (date(2025, 12, 31), "implemented"),
        (date(2025, 12, 31), "in_progress"),
    ]
    again = quick_desk.take(quick_desk.folder / "years.xlsx", review="UPR-4", yes=True)
    assert outcomes(again) == {"same": 4}


def test_of_two_statuses_in_sheets_of_no_known_day_neither_counts(quick_desk):
    quick_desk.take(
        year_book(quick_desk, ("A", "Planned", "Planned"), ("B", "Implemented", "Planned")), review="UPR-4", yes=True
    )
    assert [row["status"] for row in quick_desk.listing()] == [None, "planned"]


def test_activities_below_a_recommendation_across_the_table_are_its_measures(quick_desk):
    rows = [
        ["№", "Tədbirin adı", "Göstərici", "İcra müddəti", "Məsul icraçı"],
        [f"140.1. {PROTOCOL}", None, None, None, None],
        ["1.1", "Draft the law", "Draft", "2026", "MOJ"],
        ["1.2", "Train the staff", "10 trainings", "2027", "MIA"],
        [f"140.2. {LAW}", None, None, None, None],
        ["2.1", "Set up a working group", "Order", "2026", "MLSPP"],
    ]
    result = quick_desk.take(quick_desk.sheet(rows), review="UPR-4", yes=True)
    assert outcomes(result) == {"new": 2, "changed": 1}
    row = quick_desk.one("UPR-4/140.1")
    assert (row["lead"], row["contributing"], row["due"]) == ("MOJ", ["MIA"], "2027")
    assert "Train the staff" in quick_desk.ok("show", "UPR-4/140.1")


def test_the_date_beside_the_status_of_the_secretariat_is_its_date(quick_desk):
    rows = [
        ["No", "Recommendation", "Agency assessment", None, "Secretariat assessment", None],
        [None, None, "Status", "Date", "Status", "Date"],
        ["140.1", PROTOCOL, "Implemented", "10.01.2026", "In progress", "20.01.2026"],
        ["140.2", LAW, "In progress", "11.01.2026", "Planned", "21.01.2026"],
    ]
    path = quick_desk.sheet(rows)
    book = load_workbook(path)
    for area in ("A1:A2", "B1:B2", "C1:D1", "E1:F1"):
        book.active.merge_cells(area)
    book.save(path)
    result = quick_desk.take(path, review="UPR-4", yes=True)
    assert result.questions == []
    assert "In progress, 2026-01-20" in quick_desk.ok("show", "UPR-4/140.1")


def test_ticks_under_ministries_that_stand_below_lead_and_support(quick_desk):
    rows = [
        ["No", "Recommendation", "Lead", None, "Support", None, None],
        [None, None, "MOJ", "MIA", "MOJ", "MIA", "MOH"],
        ["140.1", PROTOCOL, "✓", None, None, "✓", None],
        ["140.2", LAW, None, "✓", "✓", None, "✓"],
    ]
    path = quick_desk.sheet(rows)
    book = load_workbook(path)
    for area in ("A1:A2", "B1:B2", "C1:D1", "E1:G1"):
        book.active.merge_cells(area)
    book.save(path)
    quick_desk.take(path, review="UPR-4", yes=True)
    assert {row["code"]: (row["lead"], row["contributing"]) for row in quick_desk.listing()} == {
        "UPR-4/140.1": ("MOJ", ["MIA"]),
        "UPR-4/140.2": ("MIA", ["MOJ", "MOH"]),
    }


def test_the_date_of_a_letter_may_stand_below_its_number(quick_desk):
    document = Document()
    for line in ("MINISTRY OF JUSTICE", "№ 6/14-1123", "“14” yanvar 2026-cı il", "To the Ministry of Foreign Affairs"):
        document.add_paragraph(line)
    table = document.add_table(2, 3)
    for cell, text in zip(table._cells, ["No", "Recommendation", "Status", "140.1", PROTOCOL, "Planned"], strict=True):
        cell.text = text
    document.save(quick_desk.folder / "letter.docx")
    result = quick_desk.take(quick_desk.folder / "letter.docx", review="UPR-4", yes=True)
    assert result.plans[0].sheets[0].as_of[0] == date(2026, 1, 14)


def test_a_column_of_lead_and_support_has_the_lead_first(quick_desk):
    rows = [["No", "Recommendation", "Lead / Support"], ["140.1", PROTOCOL, "MOJ, MFA"], ["140.2", LAW, "MIA"]]
    quick_desk.take(quick_desk.sheet(rows), review="UPR-4", yes=True)
    assert {row["lead"]: row["contributing"] for row in quick_desk.listing()} == {"MOJ": ["MFA"], "MIA": []}


def test_a_cell_merged_over_several_recommendations_side_by_side(quick_desk):
    rows = [["Lead agency", "MOJ", None], ["No", "140.1", "140.2"], ["Recommendation", PROTOCOL, LAW]]
    path = quick_desk.sheet(rows)
    book = load_workbook(path)
    book.active.merge_cells("B1:C1")
    book.save(path)
    quick_desk.take(path, review="UPR-4", yes=True)
    assert [row["lead"] for row in quick_desk.listing()] == ["MOJ", "MOJ"]


@pytest.mark.parametrize(("answer", "lead"), [("yes", "MOJ"), ("no", None)])
def test_an_agency_in_the_first_row_of_its_group_alone_is_asked_about(quick_desk, answer, lead):
    rows = [["MOJ", "140.1", PROTOCOL], [None, "140.2", LAW], ["MIA", "140.3", SHELTERS], [None, "140.4", VISITS]]
    path = quick_desk.sheet([["Agency", "No", "Recommendation"], *rows])
    (asked,) = quick_desk.take(path, review="UPR-4", answers={"above:agency": answer}).plans[0].sheets[0].taken
    assert asked[0].text.endswith("is blank in most rows. Does each value count for the rows below it?")
    assert quick_desk.one("UPR-4/140.2")["lead"] == lead
    assert outcomes(quick_desk.take(path, review="UPR-4")) == {"same": 4}


def test_the_last_agency_below_the_last_recommendation_is_no_signature(quick_desk):
    rows = [
        ["No", "Recommendation", "Agency", "Response"],
        ["140.1", PROTOCOL, None, None],
        [None, None, "MOJ", "Draft law prepared"],
        ["140.2", LAW, None, None],
        [None, None, "MIA", "Police trained on it"],
        [None, None, "MOH", "Guidelines sent to hospitals"],
        [None, None, "Head of department", "F. Aliyev"],
    ]
    result = quick_desk.take(quick_desk.sheet(rows), review="UPR-4", yes=True)
    assert outcomes(result) == {"new": 2, "changed": 3, "left_out": 1}
    assert (quick_desk.one("UPR-4/140.2")["lead"], quick_desk.one("UPR-4/140.2")["contributing"]) == ("MIA", ["MOH"])
    assert "Guidelines sent to hospitals" in quick_desk.ok("show", "UPR-4/140.2")
