"""Long tables go straight to a workbook's XML: they read as the tables that the library writes."""

from datetime import date

import pytest
import xlsxwriter
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from exports.long_sheet import LongSheet
from exports.look import Look, write_table

VALUES = [
    "Ensure access to a lawyer",
    " with a space before and after ",
    "two\nlines",
    "<b> & \"quotes\" 'of' both kinds",
    "=SUM(A1:A9)",
    "-5",
    "Daxili İşlər Nazirliyi, МВД",
    "a bell \x07 and _x0041_ as they were typed",
    "x" * 40_000,
    date(2026, 3, 2),
    date(1999, 12, 31),
    7,
    0.5,
    None,
    float("nan"),
    "",
]


def written(path, write):
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Table", LongSheet)
        page.write_string(0, 0, "Title")
        write(page, Look(book))
    page = load_workbook(path)["Table"]
    formats = [(cell.coordinate, cell.number_format, cell.border.left.style) for row in page for cell in row]
    values = CalamineWorkbook.from_path(path).get_sheet_by_name("Table").to_python()
    return page.dimensions, values, formats, {number: row.height for number, row in page.row_dimensions.items()}


@pytest.mark.parametrize("rows", [[], [[1, "one"]], [[value, other] for value in VALUES for other in (3, "text")]])
def test_a_long_table_reads_as_a_short_one(tmp_path, rows):
    parts = (["Value", "Other"], rows, ["text", "cell"], [30.0, 12.0])
    long = written(tmp_path / "long.xlsx", lambda page, look: page.write_long(look, 2, *parts))
    assert long == written(tmp_path / "short.xlsx", lambda page, look: write_table(page, look, 2, *parts))


def test_a_column_may_choose_the_format_of_each_value(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "colours.xlsx") as book:
        page, look = book.add_worksheet("Table", LongSheet), Look(book)
        page.write_long(look, 0, ["Colour"], [["3C9D5B"], ["C0504D"]], [look.filled], [10.0])
    page = load_workbook(tmp_path / "colours.xlsx")["Table"]
    assert [cell.fill.fgColor.rgb for (cell,) in page["A2:A3"]] == ["FF3C9D5B", "FFC0504D"]
