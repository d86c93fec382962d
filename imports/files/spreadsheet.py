"""Reads spreadsheets (.xlsx, .xls, .ods): values by calamine, what stands beside them by the marks of each format."""

import io
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from lxml import etree

from imports.files.guard import MOST_CELLS, damaged, locked
from imports.files.ods_marks import OdsMarks
from imports.files.sheet import Area, Place, Sheet, Value, Workbook
from imports.files.xls_marks import XlsMarks
from imports.files.xlsx_marks import XlsxMarks
from tracker.errors import BadFile
from tracker.places import address


def read_spreadsheet(path: Path, kind: str, data: bytes, book: Workbook) -> None:
    """Fill a workbook with the sheets of a spreadsheet file."""
    reader = {"xlsx": _read_xlsx, "xls": _read_xls, "ods": _read_ods}[kind]
    try:
        reader(path, data, book)
    except BadFile:
        raise
    except Exception as wrong:
        if "password" in str(wrong).lower():
            raise locked(path) from wrong
        raise damaged(path) from wrong


def _read_xlsx(path: Path, data: bytes, book: Workbook) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        try:
            marks = XlsxMarks(archive)
            source = _open(data)
            for name, visible in _names(source):
                if marks.knows(name):
                    sheet = _values_near(source, name, visible, marks)
                    marks.mark(sheet)
                    book.sheets.append(sheet)
            book.saved_on = marks.saved_on()
        except etree.XMLSyntaxError as wrong:
            raise damaged(path) from wrong


def _values_near(source: Any, name: str, visible: bool, marks: XlsxMarks) -> Sheet:
    """The values of a sheet; a stray cell in its farthest corner is left out rather than let it fill the memory."""
    if marks.spanned(name) <= MOST_CELLS:
        return _values(source, name, visible)
    rows, columns = marks.used(name)
    if max(rows, default=0) * max(columns, default=0) <= MOST_CELLS:
        return _values(source, name, visible)
    near, strays = marks.without(name, _before_gap(rows, 1000), _before_gap(columns, 200))
    sheet = _values(_open(near), name, visible)
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
    source = _open(data)
    for name, _ in _names(source):
        sheet = _values(source, name, marks.visible(name))
        marks.mark(sheet)
        book.sheets.append(sheet)
    book.saved_on = marks.saved_on()


def _read_xls(path: Path, data: bytes, book: Workbook) -> None:
    marks = XlsMarks(data)
    if marks.locked:
        raise locked(path)
    source = _open(data)
    for name, visible in _names(source):
        sheet = _values(source, name, visible)
        marks.mark(sheet)
        book.sheets.append(sheet)


def _open(data: bytes) -> Any:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(io.BytesIO(data))


def _names(source: Any) -> list[tuple[str, bool]]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return [
        (sheet.name, sheet.visible == SheetVisibleEnum.Visible)
        for sheet in source.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet
    ]


def _values(source: Any, name: str, visible: bool) -> Sheet:
    cells = source.get_sheet_by_name(name)
    rows = [[_plain(value) for value in row] for row in cells.to_python(skip_empty_area=False)]
    merged = [Area(*start, *end) for start, end in cells.merged_cell_ranges or []]
    return Sheet(name=name, rows=rows, visible=visible, merged=merged)


def _plain(value: Any) -> Value:
    """Whole numbers as whole numbers, durations and times as text, empty text as nothing."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    if isinstance(value, (time, timedelta)):
        return str(value)
    if isinstance(value, datetime):
        return value
    return value if isinstance(value, (bool, int, date)) else None


def _bounded(path: Path, name: str, last: Place) -> None:
    """Refuse a sheet with a stray cell so far out that building the rectangle would fill the memory."""
    if (last[0] + 1) * (last[1] + 1) > MOST_CELLS:
        raise BadFile(
            f"the last used cell is {address(*last)}, far outside any table.",
            where=f"{path.name}, sheet '{name}'",
            remedy="Go there with Ctrl+End, delete the empty rows and columns behind the table, save, and import again.",
        )
