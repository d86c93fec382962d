"""A working group's own workbook, with all that people put into one, and what must stay as it was when it is filled in."""

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from openpyxl import load_workbook

TITLE = "UPR of Azerbaijan, third cycle (2018): follow-up as at 1 January 2026"
HEADINGS = ("No.", "Recommendation", "Lead agency", "Status", "Status date", "Measures taken", "Deadline", "Remarks")
ROWS: Sequence[Sequence[Any]] = (
    (
        "140.1",
        "Ratify the protocol on visits to prisons",
        "MOJ",
        "Under way",
        date(2024, 3, 1),
        "Draft law",
        "2025",
        "",
    ),
    ("140.2", "Open two shelters for women in each region", "MLSPP", "Completed", "", "Two shelters", "", "ask again"),
    ("140.3", "Train all judges in the rights of the child", "JLC", "Not begun", "", "", date(2026, 6, 30), ""),
    ("140.4", "Adopt a law against discrimination", "MOJ", "", "", "", "", "=LEN(B9)"),
    ("140.5", "Teach human rights in all schools", "MSE", "Under way", "", "Textbook printed", "", ""),
    ("140.6", "Set up a fund for victims of trafficking", "MIA", "Completed", "", "", "", ""),
)
"""Rows 5 to 10 of the sheet; a theme stands in row 4."""


def own_book(path: Path, rows: Sequence[Sequence[Any]] = ROWS) -> Path:
    """Write the workbook: a matrix with everything, its lists, and a summary that counts statuses, with a chart."""
    with xlsxwriter.Workbook(path) as book:
        matrix, summary, lists = (book.add_worksheet(name) for name in ("Matrix", "Summary", "Lists"))
        head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1})
        body = book.add_format({"text_wrap": True, "border": 1, "font_name": "Times New Roman"})
        days = book.add_format({"num_format": "dd.mm.yyyy", "border": 1, "font_color": "#7F1D1D"})
        matrix.write(0, 0, TITLE, book.add_format({"bold": True}))
        matrix.write_row(2, 0, HEADINGS, head)
        matrix.merge_range("A4:H4", "Theme: Access to justice", head)
        for number, row in enumerate(rows, start=4):
            for column, value in enumerate(row):
                look = days if column in (4, 6) and not isinstance(value, str) else body
                write = matrix.write_datetime if isinstance(value, date) else matrix.write
                write(number, column, value, days if column == 4 and value == "" else look)
        matrix.set_column(1, 1, 42)
        matrix.set_column(2, 4, 13)
        matrix.set_column(5, 5, 30)
        matrix.set_column(6, 6, 13)
        matrix.set_row(7, None, None, {"hidden": True})
        matrix.write_comment("D5", "The Ministry has not confirmed this", {"author": "Leyla"})
        matrix.data_validation("C5:C10", {"validate": "length", "criteria": "<", "value": 90})
        red = book.add_format({"bg_color": "#FFC7CE"})
        matrix.conditional_format("D5:D10", {"type": "text", "criteria": "begins with", "value": "Not", "format": red})
        matrix.freeze_panes(3, 2)
        matrix.autofilter("A3:H10")
        matrix.set_landscape()
        _summary(book, summary)
        lists.write_column(0, 0, ["Not begun", "Under way", "Completed"])
        lists.hide()
    return path


def _summary(book: Any, page: Any) -> None:
    for row, word in enumerate(("Not begun", "Under way", "Completed")):
        page.write(row, 0, word)
        page.write_formula(row, 1, f'=COUNTIF(Matrix!D5:D10,"{word}")', None, 0)
    chart = book.add_chart({"type": "pie"})
    chart.add_series({"categories": "=Summary!$A$1:$A$3", "values": "=Summary!$B$1:$B$3"})
    page.insert_chart("D2", chart)


def cells(path: Path) -> dict[tuple[str, str], Any]:
    """Every cell with its value, its look and its comment."""
    found = {}
    for page in load_workbook(path).worksheets:
        for cell in list(page._cells.values()):
            comment = (cell.comment.author, cell.comment.text) if cell.comment else None
            value = getattr(cell.value, "text", cell.value)  # an array formula is an object of its own
            found[page.title, cell.coordinate] = (value, cell.data_type, cell.style_id, comment)
    return found


def furniture(path: Path) -> list[Any]:
    """All of a workbook that is no cell."""
    return [
        (
            page.title, page.sheet_state, page.merged_cells.ranges, str(page.auto_filter.ref), page.freeze_panes,
            [(str(rule.sqref), rule.type, rule.formula1) for rule in page.data_validations.dataValidation],
            [(str(area.sqref), [rule.type for rule in area.rules]) for area in page.conditional_formatting],
            {row: (size.height, size.hidden) for row, size in page.row_dimensions.items()},
            {column: size.width for column, size in page.column_dimensions.items()},
            len(page._charts), page.page_setup.orientation,
        )
        for page in load_workbook(path).worksheets
    ]  # fmt: skip


def parts(path: Path) -> Mapping[str, bytes]:
    """The parts of an Office file, in their order."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed_cells(one: Path, two: Path) -> dict[str, Any]:
    """Cells of a workbook that differ, with what they say now."""
    before, after = cells(one), cells(two)
    differing = [key for key in before | after if before.get(key) != after.get(key)]
    return {f"{sheet}!{cell}": after[sheet, cell][0] for sheet, cell in differing}


def changed_parts(one: Path, two: Path) -> set[str]:
    """Parts of an Office file that differ."""
    before, after = parts(one), parts(two)
    assert list(before) == list(after)
    return {name for name in before if before[name] != after[name]}


def register_says(desk: Any, *rows: Sequence[Any]) -> None:
    """What the secretariat recorded meanwhile: code, status, its date, measures, deadline; blanks say nothing."""
    heads = ("Code", "Status", "Status date", "Measures taken", "Deadline")
    filled = [[*row, *[""] * (len(heads) - len(row))] for row in rows if any(row[1:])]
    if not filled:
        return
    desk.ok("import", desk.sheet([heads, *filled], name=f"update {len(list(desk.folder.iterdir()))}.xlsx"), "--yes")
