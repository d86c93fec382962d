"""How people lay out their tables: columns of agencies, texts that go on below, cards, sheets of a year each."""

from datetime import date

import pytest
from desk import outcomes, problems
from docx import Document
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Assessment

PROTOCOL = "Ratify the Optional Protocol to the Convention against Torture"
LAW = "Adopt a comprehensive law against discrimination"
VISITS = "Let independent visitors into all places of detention"
SHELTERS = "Strengthen the protection of victims of domestic violence"


def others(desk, code):
    """The columns without a field of a recommendation, as the sheet has them."""
    (source,) = desk.run("show", code, "--format", "json").json["sources"]
    return source["other_columns"]


def test_what_an_agency_says_in_a_column_of_its_own_is_not_the_status_of_the_group(desk):
    header = ["No", "Recommendation", "MOJ", "MIA", "MOH"]
    rows = [["140.1", PROTOCOL, "In progress", "Implemented", ""], ["140.2", LAW, "Not started", "", "Implemented"]]
    desk.take(desk.sheet([header, *rows]), review="UPR-4", yes=True)
    assert [row["status"] for row in desk.listing()] == [None, None]
    assert others(desk, "UPR-4/140.1") == {"MOJ": "In progress", "MIA": "Implemented"}


def test_remarks_below_the_names_of_agencies_are_no_names_of_agencies(desk):
    header = ["No", "Recommendation", "Ministry of Justice", "Ministry of Health", "Status"]
    rows = [
        ["140.1", PROTOCOL, "Draft law prepared", "", "In progress"],
        ["140.2", LAW, "Experts met", "Staff trained", "Planned"],
    ]
    result = desk.take(desk.sheet([header, *rows]), review="UPR-4", yes=True)
    assert outcomes(result) == {"new": 2}
    assert result.questions == []
    assert others(desk, "UPR-4/140.2") == {"Ministry of Justice": "Experts met", "Ministry of Health": "Staff trained"}


HEADER = ["No", "Recommendation", "State", "Lead agency", "Status"]


def test_a_text_that_goes_on_in_the_next_row_is_one_text_and_no_theme(desk):
    rows = [
        ["140.1", "Ensure the independence of the judiciary and of", "Italy", "JLC", "In progress"],
        [None, "lawyers", None, None, None],
        ["140.2", LAW, "Peru", "MOJ", "Planned"],
    ]
    result = desk.take(desk.sheet([HEADER, *rows]), review="UPR-4", yes=True)
    assert "texts that go on with the row above were joined to it: B3" in result.plans[0].sheets[0].notes
    found = {row["code"]: (row["text"], row["themes"]) for row in desk.listing()}
    assert found == {
        "UPR-4/140.1": ("Ensure the independence of the judiciary and of lawyers", []),
        "UPR-4/140.2": (LAW, []),
    }


def test_a_text_goes_on_in_the_next_table_of_a_document(desk):
    document = Document()
    for rows in (
        [HEADER, ["140.1", "Adopt a law against discrimination", "Peru", "MOJ", "Planned"]],
        [HEADER, ["", "that covers all grounds", "", "", ""], ["140.2", PROTOCOL, "Italy", "MOJ", "Planned"]],
    ):
        table = document.add_table(0, len(HEADER))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.add_paragraph()
    document.save(desk.folder / "pages.docx")
    desk.take(desk.folder / "pages.docx", review="UPR-4", yes=True)
    assert [row["text"] for row in desk.listing()] == [
        "Adopt a law against discrimination that covers all grounds",
        PROTOCOL,
    ]


def test_items_in_small_letters_are_texts_of_their_own(desk):
    rows = [["12", "The State party should:", "", "MOJ", ""], [None, "ratify the Protocol;", "", "MOJ", ""]]
    rows += [["14", "принять закон", "", "MOJ", ""], [None, "создать орган по правам человека", "", "MOJ", ""]]
    desk.take(desk.sheet([HEADER, *rows]), review="CAT-5", yes=True)
    assert len(desk.listing()) == 4


def test_a_letter_alone_belongs_to_the_paragraph_above(desk):
    rows = [[12, "a", PROTOCOL, "MOJ"], [None, "b", LAW, "MOJ"], [14, None, SHELTERS, "MIA"]]
    desk.take(desk.sheet([["Para.", "Sub-para.", "Recommendation", "Lead agency"], *rows]), review="CAT-5", yes=True)
    assert [row["reference"] for row in desk.listing()] == ["12(a)", "12(b)", "14"]


def year_book(desk, *years):
    """A workbook with a sheet for each year: its name and the statuses of two recommendations."""
    book = Workbook()
    book.remove(book.active)
    for name, *statuses in years:
        page = book.create_sheet(name)
        page.append(["No", "Recommendation", "Lead agency", "Status"])
        for at, (text, status) in enumerate(zip((PROTOCOL, LAW), statuses, strict=True), 1):
            page.append([f"140.{at}", text, "MOJ", status])
    book.save(desk.folder / "years.xlsx")
    return desk.folder / "years.xlsx"


@pytest.mark.parametrize("order", [1, -1])
def test_of_a_sheet_for_each_year_the_newest_counts_and_the_older_is_history(desk, order):
    years = [("2024", "Not started", "In progress"), ("2025-ci il", "In progress", "Implemented")][::order]
    result = desk.take(year_book(desk, *years), review="UPR-4", yes=True)
    assert outcomes(result) == {"new": 2, "changed": 2}
    with Session(desk.engine) as session:
        said = session.execute(select(Assessment.dated_on, Assessment.status_code).order_by(Assessment.dated_on)).all()
    assert sorted(said) == [
        (date(2024, 12, 31), "in_progress"),
        (date(2024, 12, 31), "not_started"),
        (date(2025, 12, 31), "implemented"),
        (date(2025, 12, 31), "in_progress"),
    ]
    again = desk.take(desk.folder / "years.xlsx", review="UPR-4", yes=True)
    assert outcomes(again) == {"same": 4}


def test_sheets_of_no_known_day_with_two_statuses_are_a_conflict(desk):
    result = desk.take(
        year_book(desk, ("A", "Planned", "Planned"), ("B", "Implemented", "Planned")), review="UPR-4", yes=True
    )
    assert outcomes(result)["conflict"] == 1


@pytest.mark.parametrize(("name", "code"), [("UPR (2).xlsx", "UPR-X1/140.1"), ("CEDAW (2).xlsx", "CEDAW-6/140.1")])
def test_the_number_of_a_copy_is_no_number_of_a_review(desk, name, code):
    rows = [["No", "Recommendation", "Lead agency"], ["140.1", PROTOCOL, "MOJ"]]
    desk.take(desk.sheet(rows, name), yes=True)
    assert [row["code"] for row in desk.listing()] == [code]


def test_a_header_of_three_lines_with_years_over_statuses_and_measures(desk):
    rows = [
        ["Para.", "Recommendation", "Institutions", None, "State of implementation", None, None, None],
        [None, None, "Lead", "Support", "2024", None, "2025", None],
        [None, None, None, None, "Status", "Measures", "Status", "Measures"],
        ["12", PROTOCOL, "MOJ", "MFA", "Planned", "none", "In progress", "Draft sent"],
        ["14", LAW, "MIA", "MOH", "In progress", "Roadmap", "Implemented", "Law adopted"],
    ]
    path = desk.sheet(rows)
    book = load_workbook(path)
    for area in ("A1:A3", "B1:B3", "C1:D1", "E1:H1", "E2:F2", "G2:H2", "C2:C3", "D2:D3"):
        book.active.merge_cells(area)
    book.save(path)
    result = desk.take(path, review="CAT-5", yes=True)
    assert (outcomes(result), result.questions) == ({"new": 2}, [])
    row = desk.one("CAT-5/12")
    assert (row["lead"], row["contributing"], row["status"]) == ("MOJ", ["MFA"], "in_progress")


def test_cards_of_lines_in_one_column(desk):
    lines = [
        [line]
        for at, text in enumerate((PROTOCOL, LAW), 1)
        for line in (
            f"No.: 140.{at}",
            f"Recommendation: {text}",
            "Lead agency: MOJ",
            "Measures:",
            "A draft",
            "",
            f"Fiche {at + 1}",
        )
    ]
    desk.take(desk.sheet(lines), review="UPR-4", yes=True)
    assert {row["code"]: (row["text"], row["lead"]) for row in desk.listing()} == {
        "UPR-4/140.1": (PROTOCOL, "MOJ"),
        "UPR-4/140.2": (LAW, "MOJ"),
    }
    assert "A draft" in desk.ok("show", "UPR-4/140.1")


def test_activities_below_a_recommendation_across_the_table_are_its_measures(desk):
    rows = [
        ["№", "Tədbirin adı", "Göstərici", "İcra müddəti", "Məsul icraçı"],
        [f"140.1. {PROTOCOL}", None, None, None, None],
        ["1.1", "Draft the law", "Draft", "2026", "MOJ"],
        ["1.2", "Train the staff", "10 trainings", "2027", "MIA"],
        [f"140.2. {LAW}", None, None, None, None],
        ["2.1", "Set up a working group", "Order", "2026", "MLSPP"],
    ]
    result = desk.take(desk.sheet(rows), review="UPR-4", yes=True)
    assert outcomes(result) == {"new": 2, "changed": 1}
    row = desk.one("UPR-4/140.1")
    assert (row["lead"], row["contributing"], row["due"]) == ("MOJ", ["MIA"], "2027")
    assert "Train the staff" in desk.ok("show", "UPR-4/140.1")


def test_the_date_beside_the_status_of_the_secretariat_is_its_date(desk):
    rows = [
        ["No", "Recommendation", "Agency assessment", None, "Secretariat assessment", None],
        [None, None, "Status", "Date", "Status", "Date"],
        ["140.1", PROTOCOL, "Implemented", "10.01.2026", "In progress", "20.01.2026"],
        ["140.2", LAW, "In progress", "11.01.2026", "Planned", "21.01.2026"],
    ]
    path = desk.sheet(rows)
    book = load_workbook(path)
    for area in ("A1:A2", "B1:B2", "C1:D1", "E1:F1"):
        book.active.merge_cells(area)
    book.save(path)
    result = desk.take(path, review="UPR-4", yes=True)
    assert result.questions == []
    assert "In progress, 2026-01-20" in desk.ok("show", "UPR-4/140.1")


def test_one_cell_that_reads_as_a_status_tells_nothing_against_its_heading(desk):
    rows = [
        ["No", "Recommendation", "Measures taken 2024", "Measures taken 2025"],
        ["140.1", PROTOCOL, "In progress", "The draft was sent to the Cabinet"],
        ["140.2", LAW, None, "A working group was set up"],
    ]
    desk.take(desk.sheet(rows), review="UPR-4", yes=True)
    assert desk.one("UPR-4/140.1")["status"] is None


def test_a_number_behind_a_typed_apostrophe_is_a_number(desk):
    desk.take(
        desk.sheet([["No", "Recommendation", "Lead agency"], ["'140.1", PROTOCOL, "MOJ"]]), review="UPR-4", yes=True
    )
    assert desk.one("UPR-4/140.1")["text"] == PROTOCOL


def test_a_response_in_the_row_below_is_no_theme_and_that_is_said(desk):
    rows = [
        ["No", "Recommendation / Response", "Lead agency"],
        ["140.1", PROTOCOL, "MOJ"],
        [None, "Response: The draft law was sent to the Cabinet of Ministers in March 2025.", None],
        ["140.2", LAW, "MOJ"],
    ]
    result = desk.take(desk.sheet(rows), review="UPR-4", yes=True)
    assert desk.one("UPR-4/140.2")["themes"] == []
    assert problems(result) == {"B3": "a remark ('Response: The draft law was sent to the ')"}


def test_ticks_under_ministries_that_stand_below_lead_and_support(desk):
    rows = [
        ["No", "Recommendation", "Lead", None, "Support", None, None],
        [None, None, "MOJ", "MIA", "MOJ", "MIA", "MOH"],
        ["140.1", PROTOCOL, "✓", None, None, "✓", None],
        ["140.2", LAW, None, "✓", "✓", None, "✓"],
    ]
    path = desk.sheet(rows)
    book = load_workbook(path)
    for area in ("A1:A2", "B1:B2", "C1:D1", "E1:G1"):
        book.active.merge_cells(area)
    book.save(path)
    desk.take(path, review="UPR-4", yes=True)
    assert {row["code"]: (row["lead"], row["contributing"]) for row in desk.listing()} == {
        "UPR-4/140.1": ("MOJ", ["MIA"]),
        "UPR-4/140.2": ("MIA", ["MOJ", "MOH"]),
    }


def test_the_date_of_a_letter_may_stand_below_its_number(desk):
    document = Document()
    for line in ("MINISTRY OF JUSTICE", "№ 6/14-1123", "“14” yanvar 2026-cı il", "To the Ministry of Foreign Affairs"):
        document.add_paragraph(line)
    table = document.add_table(2, 3)
    for cell, text in zip(table._cells, ["No", "Recommendation", "Status", "140.1", PROTOCOL, "Planned"], strict=True):
        cell.text = text
    document.save(desk.folder / "letter.docx")
    result = desk.take(desk.folder / "letter.docx", review="UPR-4", yes=True)
    assert result.plans[0].sheets[0].as_of[0] == date(2026, 1, 14)


def test_colours_of_rows_without_a_key_are_named(desk):
    path = desk.sheet([["No", "Recommendation", "Lead agency"], ["140.1", PROTOCOL, "MOJ"], ["140.2", LAW, "MIA"]])
    book = load_workbook(path)
    for cell, colour in (("A2", "00B050"), ("A3", "FF0000")):
        book.active[cell].fill = PatternFill("solid", fgColor=colour)
    book.save(path)
    (note,) = desk.take(path, review="UPR-4", yes=True).plans[0].sheets[0].notes
    assert note.startswith("cells of column A are green and red, and no key says what that means")


def test_what_people_write_into_cells_for_nothing_is_no_evidence_no_theme_and_no_measure(desk):
    header = ["No", "Recommendation", "Status", "Due date", "Evidence", "Measures", "Theme", "Persons affected"]
    rows = [
        ["140.1", PROTOCOL, "Implemented", "—", "n/a", "-", "n/a", "none"],
        ["140.2", LAW, "Implemented", "N/A", "нет", "...", "—", "-"],
        ["140.3", SHELTERS, "Implemented", "2027", "Law 5 of 2024", "Two opened", "Women", "Women"],
    ]
    desk.take(desk.sheet([header, *rows]), review="UPR-4", yes=True)
    for code in ("UPR-4/140.1", "UPR-4/140.2"):
        told = desk.run("show", code, "--format", "json").json
        names = ("due", "evidence", "measures", "themes", "affected", "open")
        assert {name: told[name] for name in names if told[name]} == {}


def test_a_number_in_two_columns_of_paragraph_and_item(desk):
    rows = [[140, 1, PROTOCOL, "MOJ"], [140, 2, LAW, "MOJ"], [140, 10, SHELTERS, "MIA"]]
    desk.take(desk.sheet([["Para", "Item", "Recommendation", "Lead agency"], *rows]), review="UPR-4", yes=True)
    assert [row["reference"] for row in desk.listing()] == ["140.1", "140.2", "140.10"]


def test_a_column_of_lead_and_support_has_the_lead_first(desk):
    rows = [["No", "Recommendation", "Lead / Support"], ["140.1", PROTOCOL, "MOJ, MFA"], ["140.2", LAW, "MIA"]]
    desk.take(desk.sheet(rows), review="UPR-4", yes=True)
    assert {row["lead"]: row["contributing"] for row in desk.listing()} == {"MOJ": ["MFA"], "MIA": []}


def test_a_cell_merged_over_several_recommendations_side_by_side(desk):
    rows = [["Lead agency", "MOJ", None], ["No", "140.1", "140.2"], ["Recommendation", PROTOCOL, LAW]]
    path = desk.sheet(rows)
    book = load_workbook(path)
    book.active.merge_cells("B1:C1")
    book.save(path)
    desk.take(path, review="UPR-4", yes=True)
    assert [row["lead"] for row in desk.listing()] == ["MOJ", "MOJ"]


@pytest.mark.parametrize(("answer", "lead"), [("yes", "MOJ"), ("no", None)])
def test_an_agency_in_the_first_row_of_its_group_alone_is_asked_about(desk, answer, lead):
    rows = [["MOJ", "140.1", PROTOCOL], [None, "140.2", LAW], ["MIA", "140.3", SHELTERS], [None, "140.4", VISITS]]
    path = desk.sheet([["Agency", "No", "Recommendation"], *rows])
    (asked,) = desk.take(path, review="UPR-4", answers={"above:agency": answer}).plans[0].sheets[0].taken
    assert asked[0].text.endswith("is blank in most rows. Does each value count for the rows below it?")
    assert desk.one("UPR-4/140.2")["lead"] == lead
    assert outcomes(desk.take(path, review="UPR-4")) == {"same": 4}
