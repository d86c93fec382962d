"""Rows that did not go in come back as a workbook with an Error column: mended there, they can be imported."""

import pytest
from desk import outcomes
from openpyxl import load_workbook

HEADER = ["No.", "Recommendation", "Lead agency", "Status", "Due"]
LAW = ["140.1", "Adopt a law on domestic violence", "MOJ", "Planned", "2026-05-31"]
SCHOOL = ["140.2", "Ensure inclusive education for all children", "MSE", "Planned", "2026-Q3"]
OTHER = ["140.2", "Close every boarding school in the country", "MSE", "Planned", ""]


def refuse(desk, *rows, name="follow-up.xlsx"):
    """Import a sheet of which some rows do not go in; the workbook to mend."""
    told = desk.run("import", desk.sheet([["Recommendations of UPR-3"], HEADER, *rows], name), "--review", "UPR-3")
    target = desk.folder / f"{name.removesuffix('.xlsx')} - to mend.xlsx"
    assert told.code == 1
    assert told.out.splitlines()[-1] == f"Rows that were not imported; correct them and import this file: {target}"
    return target


def rows_of(path):
    return [list(row) for row in load_workbook(path).active.iter_rows(values_only=True)]


def test_the_workbook_has_the_sheet_s_header_and_only_the_rows_that_did_not_go_in(desk):
    title, header, *rows = rows_of(refuse(desk, LAW, SCHOOL, OTHER))
    assert title[0].startswith("Rows to correct from follow-up.xlsx")
    assert header == ["Error", "From row", *HEADER]
    assert [row[1:] for row in rows] == [[4, *SCHOOL], [5, *OTHER[:4], None]]
    assert "B4" in rows[0][0]
    assert "row 5" in rows[0][0]
    assert [row["code"] for row in desk.listing()] == ["UPR-3/140.1"]


def test_mended_rows_go_in(desk):
    path = refuse(desk, LAW, SCHOOL, OTHER)
    book = load_workbook(path)
    book.active["C4"] = "140.3"
    book.save(path)
    assert outcomes(desk.take(path, review="UPR-3")) == {"new": 2}
    assert [row["code"] for row in desk.listing()] == ["UPR-3/140.1", "UPR-3/140.2", "UPR-3/140.3"]
    assert desk.one("UPR-3/140.2")["due"] == "2026-Q3"
    assert desk.one("UPR-3/140.3")["text"] == OTHER[1]


def test_rows_that_were_not_mended_do_not_go_in_either(desk):
    path = refuse(desk, LAW, SCHOOL, OTHER)
    assert outcomes(desk.take(path, review="UPR-3")) == {"conflict": 2}


def test_a_conflict_with_the_register_is_mended_by_its_number(desk):
    desk.take(desk.sheet([HEADER, SCHOOL]), review="UPR-3")
    path = refuse(desk, OTHER, name="second.xlsx")
    book = load_workbook(path)
    book.active["C3"] = "140.9"
    book.save(path)
    desk.ok("import", path, "--review", "UPR-3")
    assert desk.one("UPR-3/140.9")["text"] == OTHER[1]
    assert desk.one("UPR-3/140.2")["text"] == SCHOOL[1]


def test_a_formula_comes_back_as_an_empty_cell_to_fill_in(desk):
    path = refuse(desk, LAW, ["140.2", "=B3", "MSE", "Planned", ""])
    book = load_workbook(path)
    (error, _, _, text, *_) = rows_of(path)[2]
    assert ("B4" in error, text) == (True, None)
    book.active["D3"] = SCHOOL[1]
    book.save(path)
    desk.ok("import", path, "--review", "UPR-3")
    assert desk.one("UPR-3/140.2")["text"] == SCHOOL[1]


def test_rows_of_several_files_come_back_on_sheets_of_their_own(quick_desk):
    first = quick_desk.sheet([HEADER, SCHOOL, OTHER], "schools.xlsx")
    second = quick_desk.sheet(
        [HEADER, ["140.5", *LAW[1:]], ["140.5", *SCHOOL[1:]], ["140.5", *OTHER[1:]]], "visits.xlsx"
    )
    quick_desk.run("import", first, second, "--review", "UPR-3")
    mended = load_workbook(quick_desk.folder / "schools - to mend.xlsx")
    assert [(page["A1"].value, page.max_row) for page in mended] == [
        ("Rows to correct from schools.xlsx", 4),
        ("Rows to correct from visits.xlsx", 5),
    ]


def test_a_sheet_name_that_excel_does_not_take_is_mended_too(quick_desk):
    path = quick_desk.folder / "MOJ [draft] 2026: recommendations of the third cycle.csv"
    path.write_text("No.,Recommendation\n140.5,Train all judges\n140.5,Publish the statistics\n")
    quick_desk.run("import", path, "--review", "UPR-3", "--mend", quick_desk.folder / "mend.xlsx")
    (name,) = load_workbook(quick_desk.folder / "mend.xlsx").sheetnames
    assert (len(name) <= 31, set(name) & set("[]:*?/\\")) == (True, set())


def test_the_workbook_may_be_put_elsewhere(quick_desk):
    sheet = quick_desk.sheet([HEADER, SCHOOL, OTHER])
    target = quick_desk.folder / "mend.xlsx"
    told = quick_desk.run("import", sheet, "--review", "UPR-3", "--mend", target)
    assert str(target) in told.out
    assert [path.name for path in quick_desk.folder.glob("*mend*")] == ["mend.xlsx"]


@pytest.mark.parametrize("options", [["--dry-run"], []], ids=["dry run", "open questions"])
def test_nothing_is_written_where_nothing_went_in(quick_desk, options):
    rows = [SCHOOL, OTHER] if options else [SCHOOL, OTHER, ["140.7", "Train judges", "The Bureau", "", ""]]
    quick_desk.run("import", quick_desk.sheet([HEADER, *rows]), "--review", "UPR-3", *options)
    assert [path.name for path in quick_desk.folder.glob("*mend*")] == []


def test_no_workbook_where_everything_went_in(quick_desk):
    told = quick_desk.ok("import", quick_desk.sheet([HEADER, LAW]), "--review", "UPR-3")
    assert "mended" not in told
    assert [path.name for path in quick_desk.folder.glob("*mend*")] == []


def test_rows_that_did_not_go_in_are_not_said_to_be_known(quick_desk):
    told = quick_desk.run("import", quick_desk.sheet([HEADER, SCHOOL, OTHER]), "--review", "UPR-3")
    assert "all of this is in the register already" not in told.out


def test_a_place_that_cannot_be_written_is_one_message(quick_desk):
    sheet = quick_desk.sheet([HEADER, LAW, SCHOOL, OTHER])
    told = quick_desk.run("import", sheet, "--review", "UPR-3", "--mend", quick_desk.folder / "closed" / "mend.xlsx")
    assert (told.code, told.err.count("Error: ")) == (1, 1)
    assert "mend.xlsx" in told.err


def test_the_workbook_must_be_named_as_one(quick_desk):
    sheet = quick_desk.sheet([HEADER, SCHOOL, OTHER])
    assert quick_desk.run("import", sheet, "--review", "UPR-3", "--mend", quick_desk.folder / "mend.csv").code == 2


def test_the_workbook_prints_on_the_width_of_a_page_with_rows_as_high_as_their_texts(quick_desk):
    page = load_workbook(refuse(quick_desk, LAW, SCHOOL, OTHER)).active
    assert (page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToHeight) == (
        "landscape",
        9,
        0,
    )
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.row_dimensions[3].height > 2 * 14
    assert {cell.font.name for row in page.iter_rows() for cell in row if cell.value} == {"Calibri"}
