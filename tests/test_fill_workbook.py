"""A group's own workbook filled in: current statuses, measures and dates in its cells, and nothing else touched."""

import json
import shutil
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from own_book import TITLE, cells, changed_cells, changed_parts, furniture, own_book, parts, register_says

from exports.fill import WRITTEN

TODAY = date(2026, 3, 2)


@pytest.fixture
def matrix(quick_desk) -> Path:
    """The group's matrix of the third cycle, imported once; the register has moved on since."""
    path = own_book(quick_desk.folder / "Matrix.xlsx")
    quick_desk.ok("import", path, "--yes")
    return path


def moved_on(desk):
    """What the secretariat recorded after the matrix was written."""
    register_says(
        desk,
        ("UPR-3/140.1", "Implemented", date(2026, 2, 20)),
        ("UPR-3/140.3", "In progress", date(2026, 1, 15), "212 judges trained"),
        ("UPR-3/140.5", "", "", "", date(2026, 12, 31)),
    )


def filled(desk, path, *options, name="filled.xlsx"):
    """Fill a file in; the copy, and what the command said of each cell."""
    target = desk.folder / name
    lines = json.loads(desk.ok("export", "into", path, "-o", target, "--format", "json", *options))
    return target, lines


def test_the_matrix_says_what_the_register_says_today(quick_desk, matrix):
    moved_on(quick_desk)
    target, _ = filled(quick_desk, matrix)
    assert changed_cells(matrix, target) == {
        "Matrix!D5": "Completed",
        "Matrix!E5": datetime(2026, 2, 20),
        "Matrix!E6": datetime(2026, 1, 1),
        "Matrix!D7": "Under way",
        "Matrix!E7": datetime(2026, 1, 15),
        "Matrix!F7": "212 judges trained",
        "Matrix!E9": datetime(2026, 1, 1),
        "Matrix!G9": "31.12.2026",
        "Matrix!E10": datetime(2026, 1, 1),
    }


def test_looks_lists_comments_charts_and_all_other_parts_stay(quick_desk, matrix):
    moved_on(quick_desk)
    target, _ = filled(quick_desk, matrix)
    assert furniture(target) == furniture(matrix)
    before, after = cells(matrix), cells(target)
    assert {key: value[2:] for key, value in after.items()} == {key: value[2:] for key, value in before.items()}
    assert changed_parts(matrix, target) == {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}


def test_formulas_are_counted_anew_when_the_workbook_is_opened(quick_desk, matrix):
    moved_on(quick_desk)
    target, _ = filled(quick_desk, matrix)
    assert b'fullCalcOnLoad="1"' in parts(target)["xl/workbook.xml"]
    assert load_workbook(target)["Summary"]["B1"].value == '=COUNTIF(Matrix!D5:D10,"Not begun")'


def test_the_command_lists_every_cell_that_it_changes(quick_desk, matrix):
    moved_on(quick_desk)
    said = quick_desk.ok("export", "into", matrix)
    assert "Sheet 'Matrix': 6 rows found in the register; 9 cells written, 8 right already, 0 left as they were" in said
    assert "  D5 UPR-3/140.1: Under way -> Completed\n" in said
    assert "  F7 UPR-3/140.3: - -> 212 judges trained\n" in said
    assert f"Filled in, 9 cells: {matrix.with_name('Matrix - filled.xlsx')}" in said
    assert matrix.with_name("Matrix - filled.xlsx").exists()


def test_a_filled_workbook_has_nothing_more_to_be_filled_and_imports_with_nothing_new(quick_desk, matrix):
    moved_on(quick_desk)
    target, _ = filled(quick_desk, matrix)
    again, lines = filled(quick_desk, target, name="again.xlsx")
    assert {line["outcome"] for line in lines} == {"same"}
    assert again.read_bytes() != b""
    assert changed_parts(target, again) == set()
    told = quick_desk.run("import", target, "--dry-run", "--format", "json").json
    assert [sheet["changes"] for sheet in told["files"][0]["sheets"] if sheet["changes"]] == []


def test_what_the_register_does_not_know_stays(quick_desk, matrix):
    target, lines = filled(quick_desk, matrix)
    assert not [line for line in lines if line["cell"] in ("D8", "E8", "F8")]
    assert load_workbook(target)["Matrix"]["H8"].value == "=LEN(B9)"


def book_of(desk, rows, name="own.xlsx", heads=("No.", "Recommendation", "Status", "Measures taken")):
    """A plain sheet of the third cycle."""
    return desk.sheet([[TITLE], list(heads), *rows], name=name)


PRISONS = "Let independent visitors into all places of detention"
SHELTERS = "Open shelters for victims of violence in all regions"


def test_a_status_takes_the_words_of_the_column_else_the_language_of_the_headings(quick_desk):
    path = book_of(
        quick_desk,
        [["140.21", PRISONS, "İcra edilib", ""], ["140.22", SHELTERS, "İcra edilməkdədir", ""]],
        heads=("Bənd", "Tövsiyənin mətni", "İcra vəziyyəti", "Görülmüş işlər"),
    )
    quick_desk.ok("import", path, "--review", "UPR-3", "--yes")
    register_says(quick_desk, ("UPR-3/140.21", "In progress", TODAY), ("UPR-3/140.22", "Not implemented", TODAY))
    target, _ = filled(quick_desk, path, "--review", "UPR-3")
    assert changed_cells(path, target) == {"Sheet1!C3": "İcra edilməkdədir", "Sheet1!C4": "İcra olunmayıb"}


def test_a_drop_down_is_obeyed(quick_desk):
    path = book_of(
        quick_desk,
        [["140.21", PRISONS, "Done", ""], ["140.22", SHELTERS, "", ""], ["140.23", PRISONS + " twice", "", ""]],
    )
    book = load_workbook(path)
    rule = DataValidation(type="list", formula1='"To do,Ongoing,Done"')
    rule.add("C3:C100")
    book["Sheet1"].add_data_validation(rule)
    book.save(path)
    quick_desk.ok("import", path, "--yes")
    register_says(quick_desk, ("UPR-3/140.22", "In progress", TODAY), ("UPR-3/140.23", "Not implemented", TODAY))
    target, lines = filled(quick_desk, path)
    assert changed_cells(path, target) == {"Sheet1!C4": "Ongoing"}
    (left,) = [line for line in lines if line["outcome"] == "left"]
    assert (left["cell"], left["reason"]) == ("C5", "the list of the cell has no word for 'Not implemented'")


def test_a_formula_is_never_overwritten(quick_desk):
    path = quick_desk.folder / "counted.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Sheet1")
        page.write_row(0, 0, [TITLE])
        page.write_row(1, 0, ["No.", "Recommendation", "Status", "Measures taken"])
        page.write_row(2, 0, ["140.21", PRISONS, "", "Rules are drafted"])
        page.write_formula("C3", '=IF(D3="","Not started","In progress")', None, "In progress")
        page.write_row(3, 0, ["140.22", SHELTERS, "", "Two shelters"])
        page.write_row(4, 0, ["140.23", f"{SHELTERS}, and keep them open", "", "Three shelters"])
        page.write_array_formula("C4:C5", '{=IF(D4:D5="","Not started","In progress")}', None, "In progress")
    quick_desk.ok("import", path, "--yes")
    codes = ("UPR-3/140.21", "UPR-3/140.22", "UPR-3/140.23")
    register_says(quick_desk, *((code, "Planned", TODAY, "A plan") for code in codes))
    target, lines = filled(quick_desk, path)
    assert changed_cells(path, target) == dict.fromkeys(["Sheet1!D3", "Sheet1!D4", "Sheet1!D5"], "A plan")
    assert [line["reason"] for line in lines if line["outcome"] == "left"] == ["holds a formula"] * 3


def merged(desk, *areas):
    path = book_of(desk, [["140.21", PRISONS, "Planned", ""], ["140.22", SHELTERS, "", ""]])
    book = load_workbook(path)
    for area in areas:
        book["Sheet1"].merge_cells(area)
    book.save(path)
    desk.ok("import", path, "--yes")
    return path


def test_a_merged_cell_is_written_once_where_all_its_recommendations_agree(quick_desk):
    path = merged(quick_desk, "C3:C4")
    register_says(quick_desk, ("UPR-3/140.21", "In progress", TODAY), ("UPR-3/140.22", "In progress", TODAY))
    target, lines = filled(quick_desk, path)
    assert changed_cells(path, target) == {"Sheet1!C3": "In progress"}
    assert [line["code"] for line in lines if line["outcome"] == WRITTEN] == ["UPR-3/140.21, UPR-3/140.22"]


def test_a_merged_cell_whose_recommendations_differ_is_left(quick_desk):
    path = merged(quick_desk, "C3:C4")
    register_says(quick_desk, ("UPR-3/140.21", "In progress", TODAY))
    target, lines = filled(quick_desk, path)
    assert changed_cells(path, target) == {}
    assert [line["reason"] for line in lines if line["outcome"] == "left"] == [
        "the cell stands for several recommendations (UPR-3/140.21: In progress; UPR-3/140.22: Planned)"
    ]


def test_a_cell_that_a_merge_covers_from_its_left_is_left(quick_desk):
    path = merged(quick_desk, "C4:D4")
    register_says(quick_desk, ("UPR-3/140.22", "In progress", TODAY, "Two more shelters"))
    target, lines = filled(quick_desk, path)
    assert changed_cells(path, target) == {"Sheet1!C4": "In progress"}
    assert [line["reason"] for line in lines if line["outcome"] == "left"] == ["is covered by a merged cell"]


def test_measures_that_stand_in_several_rows_are_left_to_people(quick_desk):
    path = book_of(
        quick_desk, [["140.21", PRISONS, "In progress", "Rules are drafted"], ["", "", "", "Visitors are chosen"]]
    )
    book = load_workbook(path)
    for area in ("A3:A4", "B3:B4", "C3:C4"):
        book["Sheet1"].merge_cells(area)
    book.save(path)
    quick_desk.ok("import", path, "--yes")
    register_says(quick_desk, ("UPR-3/140.21", "", "", "First visits made"))
    target, lines = filled(quick_desk, path)
    assert changed_cells(path, target) == {}
    assert [line["reason"] for line in lines if line["outcome"] == "left"] == ["stands in several cells (D3, D4)"]


def test_rows_that_the_register_does_not_have_are_named(quick_desk):
    known = book_of(quick_desk, [["140.21", PRISONS, "In progress", ""]])
    quick_desk.ok("import", known, "--yes")
    path = book_of(quick_desk, [["140.21", PRISONS, "", ""], ["140.29", SHELTERS, "", ""]], name="longer.xlsx")
    said = quick_desk.ok("export", "into", path)
    assert "  C3 UPR-3/140.21: - -> In progress\n" in said
    assert "  B4 not filled in: the register has no UPR-3/140.29\n" in said


def test_rows_of_an_unknown_review_ask_for_it(quick_desk):
    path = quick_desk.sheet([["Recommendation", "Status"], [PRISONS, "In progress"]])
    said = quick_desk.ok("export", "into", path)
    assert "name it with --review" in said


def test_a_row_with_another_text_under_the_number_is_not_filled_in(quick_desk):
    quick_desk.ok("import", book_of(quick_desk, [["140.21", PRISONS, "In progress", ""]]), "--yes")
    path = book_of(quick_desk, [["140.21", SHELTERS, "", ""]], name="other.xlsx")
    said = quick_desk.ok("export", "into", path)
    assert "0 rows found" in said
    assert "not filled in: UPR-3/140.21 has another text in the register" in said


def test_ticks_colours_and_percentages_are_not_touched(quick_desk):
    path = book_of(quick_desk, [["140.21", PRISONS, "40%", ""], ["140.22", SHELTERS, "75%", ""]])
    quick_desk.ok("import", path, "--yes")
    target, _ = filled(quick_desk, path)
    assert changed_cells(path, target) == {}
    assert "Note: the statuses are percentages; they are left as they are" in quick_desk.ok("export", "into", path)


def test_statuses_that_were_coloured_by_hand_are_pointed_out(quick_desk):
    from openpyxl.styles import PatternFill

    path = book_of(quick_desk, [["140.21", PRISONS, "Not started", ""], ["140.22", SHELTERS, "Implemented", ""]])
    book = load_workbook(path)
    for cell, colour in (("C3", "FF0000"), ("C4", "00B050")):
        book["Sheet1"][cell].fill = PatternFill("solid", fgColor=colour)
    book.save(path)
    quick_desk.ok("import", path, "--yes")
    register_says(quick_desk, ("UPR-3/140.21", "In progress", TODAY))
    assert "Note: colours are not changed; check those of C3" in quick_desk.ok("export", "into", path)


def test_dates_are_written_as_the_column_writes_them(quick_desk):
    heads = ("No.", "Recommendation", "Status", "Status date")
    rows = [["140.21", PRISONS, "In progress", "2025-03-01"], ["140.22", SHELTERS, "In progress", ""]]
    path = book_of(quick_desk, rows, heads=heads)
    quick_desk.ok("import", path, "--yes")
    register_says(quick_desk, ("UPR-3/140.22", "Planned", date(2026, 2, 1)))
    target, _ = filled(quick_desk, path)
    assert changed_cells(path, target) == {"Sheet1!C4": "Planned", "Sheet1!D4": "2026-02-01"}


def test_a_cell_without_a_look_takes_that_of_the_dates_in_its_column(quick_desk):
    heads = ("No.", "Recommendation", "Status", "Status date")
    rows = [["140.21", PRISONS, "In progress", date(2025, 3, 1)], ["140.22", SHELTERS, "In progress"]]
    path = book_of(quick_desk, rows, heads=heads)
    book = load_workbook(path)
    book.epoch = datetime(1904, 1, 1)
    book.save(path)
    quick_desk.ok("import", path, "--yes")
    register_says(quick_desk, ("UPR-3/140.22", "Planned", date(2026, 2, 1)))
    target, _ = filled(quick_desk, path)
    cell = load_workbook(target)["Sheet1"]["D4"]
    assert (cell.value, cell.number_format) == (datetime(2026, 2, 1), load_workbook(path)["Sheet1"]["D3"].number_format)


def with_heights(path, attributes):
    """The workbook with the height that its program gave to the row of the first recommendation, and wrapped texts."""
    from openpyxl.styles import Alignment

    book = load_workbook(path)
    for row in book["Sheet1"]["A3:D4"]:
        for cell in row:
            cell.alignment = Alignment(wrap_text=True)
    book.save(path)
    changed = dict(parts(path))
    sheet = changed["xl/worksheets/sheet1.xml"]
    changed["xl/worksheets/sheet1.xml"] = sheet.replace(b'<row r="3"', f'<row r="3" {attributes}'.encode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in changed.items():
            archive.writestr(name, data)


@pytest.mark.parametrize(("attributes", "grows"), [('ht="15"', True), ('ht="15" customHeight="1"', False)])
def test_a_row_grows_with_its_text_unless_a_person_set_its_height(quick_desk, attributes, grows):
    path = book_of(quick_desk, [["140.21", PRISONS, "In progress", ""], ["140.22", SHELTERS, "", ""]])
    with_heights(path, attributes)
    quick_desk.ok("import", path, "--yes")
    register_says(quick_desk, ("UPR-3/140.21", "", "", "Rules are drafted and sent to the ministries for comments"))
    target, _ = filled(quick_desk, path)
    heights = [load_workbook(book)["Sheet1"].row_dimensions[3].height for book in (path, target)]
    assert (heights[0], heights[1] > 90) == (15, grows)


def test_text_that_looks_like_a_formula_stays_text(quick_desk):
    path = book_of(quick_desk, [["140.21", PRISONS, "In progress", ""]])
    quick_desk.ok("import", path, "--yes")
    quick_desk.ok(
        "status", "UPR-3/140.21", "in_progress", "--note", "under way", "--measure", "=2+2 courses\n- one in Ganja"
    )
    target, _ = filled(quick_desk, path)
    cell = load_workbook(target)["Sheet1"]["D3"]
    assert (cell.value, cell.data_type) == (" =2+2 courses\n- one in Ganja", "s")


def test_a_text_that_no_cell_holds_is_left(quick_desk):
    path = book_of(quick_desk, [["140.21", PRISONS, "In progress", ""]])
    quick_desk.ok("import", path, "--yes")
    quick_desk.ok("status", "UPR-3/140.21", "in_progress", "--note", "under way", "--measure", "very long " * 4000)
    _, lines = filled(quick_desk, path)
    assert [line["reason"] for line in lines if line["outcome"] == "left"] == [
        "the text is longer than a cell of Excel holds (32,767 characters)"
    ]


def test_the_source_is_never_written_over(quick_desk, matrix):
    before = matrix.read_bytes()
    told = quick_desk.run("export", "into", matrix, "-o", matrix, "--force")
    assert (told.code, told.err) == (
        1, f"Error: {matrix}: the copy cannot have the name of the original. Give another name with -o.\n"
    )  # fmt: skip
    assert matrix.read_bytes() == before


def test_the_copy_is_of_the_kind_of_the_file(quick_desk, matrix):
    told = quick_desk.run("export", "into", matrix, "-o", quick_desk.folder / "filled.docx")
    assert told.err == (
        "Error: filled.docx: the file name must end in .xlsx, like 'Matrix.xlsx'. Give such a name with -o.\n"
    )
    assert not (quick_desk.folder / "filled.docx").exists()


def test_other_kinds_of_files_are_to_be_saved_as_xlsx_first(quick_desk):
    path = quick_desk.folder / "list.csv"
    path.write_text("No.,Recommendation,Status\n140.1,Ratify the protocol,\n", encoding="utf-8")
    told = quick_desk.run("export", "into", path)
    assert told.code == 1
    assert told.err == (
        "Error: list.csv: only .xlsx and .docx files can be filled in. "
        "Open it, save it as .xlsx (Save As > Excel Workbook), and fill that in.\n"
    )


def test_a_workbook_without_recommendations_is_one_message(quick_desk):
    path = quick_desk.sheet([["Name", "Phone"], ["Leyla", "12"]])
    told = quick_desk.run("export", "into", path)
    assert (told.code, "no recommendations were found" in told.err) == (1, True)


def test_a_table_without_a_column_to_fill_in_says_so(quick_desk):
    path = quick_desk.sheet([["UPR of Azerbaijan, third cycle"], ["No.", "Recommendation"], ["140.21", PRISONS]])
    quick_desk.ok("import", path, "--yes")
    assert (
        "No table has a column for a status, measures or a date: add one with the heading 'Status'."
        in quick_desk.ok("export", "into", path)
    )


@pytest.mark.parametrize(
    ("case", "review", "written"),
    [
        ("strict-open-xml/CAT_strict.xlsx", "CAT-5", ["F4"]),
        ("follow-up-turned-round/CAT_follow-up_meeting.xlsx", "CAT-5", ["B8"]),
        ("hemin-isaresi/tapsiriqlar.xlsx", "CMW-3", ["G3"]),
    ],
)
def test_odd_workbooks_are_filled_in_where_their_cells_stand(quick_desk, case, review, written):
    """Strict Open XML; fields down the side; ditto marks, of which one below a written cell has to say it itself."""
    path = Path(shutil.copy(Path(__file__).parent / "sheets" / case, quick_desk.folder))
    quick_desk.ok("import", path, "--yes")
    first = quick_desk.listing("--review", review)[0]["code"]
    register_says(quick_desk, (first, "Superseded", TODAY))
    _, lines = filled(quick_desk, path)
    cells_written = [line["cell"] for line in lines if line["outcome"] == "written" and line["field"] == "status"]
    assert set(written) <= set(cells_written)
