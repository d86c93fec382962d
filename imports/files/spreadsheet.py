"""Reads spreadsheets (.xlsx, .xls, .ods): values by calamine; colours, comments and the like by the marks of each format."""

import io
import zipfile
from pathlib import Path

from imports.files.guard import MOST_CELLS, locked
from imports.files.ods_marks import OdsMarks
from imports.files.sheet import Place, Sheet, Workbook
from imports.files.values import Values
from imports.files.xls import read_xls
from imports.files.xlsx_marks import XlsxMarks
from imports.files.xlsx_raised import with_raised_figures
from tracker.errors import BadFile
from tracker.language.phrase import Phrase
from tracker.language.texts import marked
from tracker.places import address


def read_spreadsheet(path: Path, kind: str, data: bytes, book: Workbook) -> None:
    """Fill a workbook with the sheets of a spreadsheet file."""
    reader = {"xlsx": _read_xlsx, "xls": read_xls, "ods": _read_ods}[kind]
    try:
        reader(path, data, book)
    except Exception as wrong:
        if "password" in str(wrong).lower() and not isinstance(wrong, BadFile):
            raise locked(path) from wrong
        raise


def _read_xlsx(_: Path, data: bytes, book: Workbook) -> None:
    data = with_raised_figures(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        marks = XlsxMarks(archive)
        source = Values(data)
        for name, visible in source.names():
            if marks.knows(name):
                sheet = _values_near(source, name, visible, marks)
                marks.mark(sheet)
                book.sheets.append(sheet)
        book.saved_on = marks.saved_on()


def _values_near(source: Values, name: str, visible: bool, marks: XlsxMarks) -> Sheet:
    """The values of a sheet; a stray cell in its farthest corner is left out rather than let it fill the memory."""
    if marks.spanned(name) <= MOST_CELLS:
        return source.sheet(name, visible)
    rows, columns = marks.used(name)
    if max(rows, default=0) * max(columns, default=0) <= MOST_CELLS:
        return source.sheet(name, visible)
    near, strays = marks.without(name, _before_gap(rows, 1000), _before_gap(columns, 200))
    sheet = Values(near).sheet(name, visible)
    sheet.strays = [address(*place) for place in strays]
    return sheet


def _before_gap(used: set[int], gap: int) -> int:
    """The last of the numbers that follow each other without a gap."""
    last = min(used)
    for number in sorted(used):
        if number - last > gap:
            break
        last = number
    return last


def _read_ods(path: Path, data: bytes, book: Workbook) -> None:
    marks = OdsMarks(data)
    for name in marks.names():
        _bounded(path, name, marks.last_cell(name))
    source = Values(data)
    for name, _ in source.names():
        sheet = source.sheet(name, marks.visible(name))
        marks.mark(sheet)
        book.sheets.append(sheet)
    book.saved_on = marks.saved_on()


def _bounded(path: Path, name: str, last: Place) -> None:
    """Refuse a sheet with a stray cell so far out that building the rectangle would fill the memory."""
    if (last[0] + 1) * (last[1] + 1) > MOST_CELLS:
        raise BadFile(
            Phrase("the last used cell is {cell}, far outside any table.", cell=address(*last)),
            where=Phrase("{file}, sheet '{sheet}'", file=path.name, sheet=name),
            remedy=marked(
                "Go there with Ctrl+End, delete the empty rows and columns behind the table, save, and import again."
            ),
        )
