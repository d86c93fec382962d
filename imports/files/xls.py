"""Reads old Excel sheets (.xls): values, colours, number formats, hidden rows, comments, errors.

By xlrd and not by calamine, which ends the whole process on some damaged files.
"""

import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from imports.files.colours import INDEXED
from imports.files.guard import locked
from imports.files.sheet import Area, Comment, Sheet, Value, Workbook
from imports.files.values import plain
from tracker.language.phrase import Phrase

_DATE, _BOOLEAN, _ERROR = 3, 4, 5
"""Kinds of cells, as xlrd numbers them."""


@dataclass(frozen=True)
class _Look:
    fill: str | None
    number_format: str
    bold: bool
    struck: bool


def read_xls(path: Path, data: bytes, book: Workbook) -> None:
    """Fill a workbook with the sheets of an old Excel file."""
    source = _opened(path, data)
    looks = [_look(source, form) for form in source.xf_list]
    for cells in source.sheets():
        sheet = Sheet(name=cells.name, rows=[], visible=cells.visibility == 0)
        sheet.rows = [_row(source, cells, row) for row in range(cells.nrows)]
        sheet.merged = [Area(top, left, bottom - 1, right - 1) for top, bottom, left, right in cells.merged_cells]
        _mark(sheet, cells, looks)
        book.sheets.append(sheet)


def _opened(path: Path, data: bytes) -> Any:
    import xlrd

    try:
        return xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            ragged_rows=True,
            ignore_workbook_corruption=True,
            logfile=io.StringIO(),
        )
    except xlrd.XLRDError as wrong:
        if "encrypted" in str(wrong):
            raise locked(path) from wrong
        raise


def _row(source: Any, cells: Any, row: int) -> list[Value]:
    kinds = zip(cells.row_types(row), cells.row_values(row), strict=True)
    return [_value(kind, value, source.datemode) for kind, value in kinds]


def _value(kind: int, value: Any, first_day: int) -> Value:
    if kind == _DATE:
        return _moment(value, first_day)
    if kind == _BOOLEAN:
        return bool(value)
    return None if kind == _ERROR else plain(value)


def _moment(value: float, first_day: int) -> Value:
    """A day, a day with its time, or a time alone; a number that is no day at all stays a number."""
    from xlrd import xldate

    if 0 <= value < 1:
        return str(timedelta(seconds=round(value * 86_400)))
    try:
        found: datetime = xldate.xldate_as_datetime(value, first_day)
    except (ValueError, OverflowError):
        return plain(value)
    return found if value % 1 else found.date()


def _mark(sheet: Sheet, cells: Any, looks: list[_Look]) -> None:
    from xlrd import error_text_from_code

    sheet.hidden_rows = {row for row, how in cells.rowinfo_map.items() if how.hidden}
    sheet.hidden_columns = {column for column, how in cells.colinfo_map.items() if how.hidden and column < sheet.width}
    for row in range(cells.nrows):
        for column, kind in enumerate(cells.row_types(row)):
            _apply(sheet, (row, column), looks[cells.cell_xf_index(row, column)])
            if kind == _ERROR:
                error = error_text_from_code.get(cells.cell_value(row, column), "#?")
                sheet.faults[row, column] = Phrase("shows the error {error}", error=error)
    for place, note in cells.cell_note_map.items():
        text = (note.text or "").removeprefix(f"{note.author}:")
        sheet.comments[place] = Comment(note.author or "", text.strip())


def _apply(sheet: Sheet, place: tuple[int, int], look: _Look) -> None:
    if look.fill:
        sheet.fills[place] = look.fill
    if look.number_format:
        sheet.formats[place] = look.number_format
    if look.bold:
        sheet.bold.add(place)
    if look.struck:
        sheet.struck.add(place)


def _look(source: Any, form: Any) -> _Look:
    known = source.format_map.get(form.format_key)
    number_format = known.format_str if known else ""
    font = source.font_list[form.font_index]
    return _Look(
        fill=_fill(source, form.background),
        number_format="" if number_format == "General" else number_format,
        bold=bool(font.bold),
        struck=bool(font.struck_out),
    )


def _fill(source: Any, background: Any) -> str | None:
    if not background.fill_pattern:
        return None
    number = background.pattern_colour_index
    own = "".join(f"{part:02X}" for part in source.colour_map.get(number) or ())
    fill = own or (INDEXED[number] if number < len(INDEXED) else "FFFFFF")
    return None if fill == "FFFFFF" else fill
