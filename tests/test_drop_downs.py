"""The drop-down lists of a sheet: typed ones, ranges of this or another sheet, named ranges, Excel's extension."""

import zipfile

import pytest
import xlsxwriter

from imports.files import read_workbook
from imports.files.drop_downs import drop_downs
from imports.files.xlsx_marks import XlsxMarks

WORDS = ["Not begun", "Under way", "Completed"]


def offered(tmp_path, source):
    """The words that D5 offers, and those of D60."""
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page, lists = book.add_worksheet("Matrix"), book.add_worksheet("The group's lists")
        page.write_column(0, 25, WORDS)
        lists.write_column(0, 1, WORDS)
        book.define_name("statuses", "='The group''s lists'!$B$1:$B$3")
        page.write(4, 3, "Under way")
        page.data_validation("D5:D10 F5", {"validate": "list", "source": source})
        page.data_validation("E5:E10", {"validate": "date", "criteria": ">", "value": "=TODAY()"})
    sheets = read_workbook(path).sheets
    with zipfile.ZipFile(path) as archive:
        found = drop_downs(XlsxMarks(archive), sheets[0], sheets)
    return [[one.words for one in found if one.covers(row, 3)] for row in (4, 59)]


@pytest.mark.parametrize(
    "source",
    [WORDS, "=$Z$1:$Z$3", "='The group''s lists'!$B$1:$B$3", "='The group''s lists'!$B:$B", "=statuses", "=Statuses"],
)
def test_the_words_of_a_list(tmp_path, source):
    assert offered(tmp_path, source) == [[tuple(WORDS)], []]


@pytest.mark.parametrize("source", ["=INDIRECT(A1)", "=Missing!$A$1:$A$3", "=nothing"])
def test_a_list_that_cannot_be_told_is_left_out(tmp_path, source):
    assert offered(tmp_path, source) == [[], []]


def test_a_list_of_excel_s_own_extension(tmp_path):
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Matrix").write(0, 0, "Status")
        book.add_worksheet("Lists").write_column(0, 0, WORDS)
    rule = (
        '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations count="1" '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list">'
        "<x14:formula1><xm:f>Lists!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>A2:A9</xm:sqref>"
        "</x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b"</worksheet>", rule.encode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    sheets = read_workbook(path).sheets
    with zipfile.ZipFile(path) as archive:
        (found,) = drop_downs(XlsxMarks(archive), sheets[0], sheets)
    assert found.words == tuple(WORDS)
    assert found.covers(1, 0)
    assert not found.covers(0, 0)
