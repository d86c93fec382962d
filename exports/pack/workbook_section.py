"""A section of a pack as a sheet: its tables, lists and notes one below the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from exports.look import Look, print_wide, row_height, write_value
from exports.pack.blocks import Block, Cell, Chart, Column, Figure, Kind, Lines, Notes, Pack, Section, Table, Tiles
from exports.pack.workbook_figures import FigureLinks

_TOP = 3
"""The row of the first block, from 0."""
_PER_CM = 8.0
"""Letters for a centimetre of paper: a sheet that is printed on its side has half as much room again."""
_WIDE = 14
"""Columns that a list or a note may take."""


@dataclass(frozen=True)
class _Sheet:
    """A sheet that is written, with what its cells need."""

    page: Any
    look: Look
    pack: Pack
    links: FigureLinks
    widths: Sequence[float]


def write_section(page: Any, look: Look, pack: Pack, section: Section, links: FigureLinks) -> None:
    """Write a section onto a sheet. One with a single table can be sorted and filtered, and repeats its headings."""
    tables = [block for block in section.blocks if isinstance(block, Table)]
    sheet = _Sheet(page, look, pack, links, _widths(tables))
    page.hide_gridlines(2)
    page.set_row(0, 28)
    page.write_string(0, 0, section.heading, look["title"])
    page.write_string(1, 0, pack.subtitle, look["subtitle"])
    for at, width in enumerate(sheet.widths):
        page.set_column(at, at, width)
    row, header = _TOP, None
    for block in section.blocks:
        if isinstance(block, Table) and len(tables) == 1:
            header = row
            _make_handy(page, block, row)
        row = _write_block(sheet, block, row, last=block is section.blocks[-1]) + 1
    if header is not None and (narrow := len(tables[0].on_page().columns)) < len(tables[0].columns):
        page.print_area(0, 0, row, narrow - 1)
    print_wide(page, repeat=header, title=f"{section.heading}, {pack.subtitle}", texts=pack.texts)


def _widths(tables: Sequence[Table]) -> list[float]:
    """The widths of the columns (letters): each is as wide as the widest that stands in it."""
    room = [[_room(column) for column in table.columns] for table in tables] or [[60.0]]
    return [max(row[at] for row in room if at < len(row)) for at in range(max(map(len, room)))]


def _room(column: Column) -> float:
    """The width of a column (letters), in which the words of its heading have room beside the arrow of the filter."""
    longest = max(map(len, column.heading.split()), default=0)
    return max(column.width * _PER_CM, longest + 4.0)


def _make_handy(page: Any, table: Table, row: int) -> None:
    """Keep the headings in sight, and let the rows be filtered."""
    page.freeze_panes(row + 1, 1)
    page.autofilter(row, 0, row + max(len(table.rows), 1), len(table.columns) - 1)


def _write_block(sheet: _Sheet, block: Block, row: int, *, last: bool) -> int:
    """Write a block and give the row under it. Tiles and charts stand on page one alone."""
    match block:
        case Table():
            plain = all(column.kind is not Kind.FIGURE for column in block.columns)
            return (_write_long if plain and last else _write_table)(sheet, block, row)
        case Lines():
            return _write_lines(sheet, block, row)
        case Notes():
            return _write_words(sheet, block.notes, row, "small")
        case Tiles() | Chart():
            return row


def _write_table(sheet: _Sheet, table: Table, top: int) -> int:
    page, look = sheet.page, sheet.look
    page.set_row(top, 32)
    for at, column in enumerate(table.columns):
        page.write_string(top, at, column.heading, look["header"])
    for number, row in enumerate(table.rows, start=top + 1):
        page.set_row(number, row_height([_words(cell) for cell in row], sheet.widths[: len(row)]))
        for at, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            _write_cell(sheet, (number, at), cell, column.kind)
    end = top + 1 + len(table.rows)
    if not table.rows:
        page.write_string(end, 0, sheet.pack.texts("None."), look["plain"])
        return end + 1
    if table.total:
        _write_total(sheet, table, top + 1, end)
        return end + 1
    return end


def _write_long(sheet: _Sheet, table: Table, top: int) -> int:
    """Write a table that ends its sheet and may be long."""
    if not table.rows:
        return _write_table(sheet, table, top)
    sheet.page.set_row(top, 32)
    headings = [column.heading for column in table.columns]
    styles = [_status_format(sheet) if column.kind is Kind.STATUS else "text" for column in table.columns]
    sheet.page.write_long(sheet.look, top, headings, table.rows, styles, sheet.widths[: len(headings)])
    return top + 1 + len(table.rows)


def _status_format(sheet: _Sheet) -> Callable[[Any], Any]:
    """The format of a status: filled with its colour, where it has one."""
    look, colours = sheet.look, sheet.pack.colours
    return lambda status: look.filled(colours[status]) if status in colours else look["text"]


def _words(cell: Cell) -> str:
    """What counts for the height of a row: numbers and days are short."""
    return cell if isinstance(cell, str) else ""


def _write_cell(sheet: _Sheet, place: tuple[int, int], cell: Cell, kind: Kind) -> None:
    if isinstance(cell, Figure):
        sheet.links.write(sheet.page, place, cell, "linked" if cell.number else "number")
    elif kind is Kind.STATUS and cell in sheet.pack.colours:
        write_value(sheet.page, *place, cell, sheet.look.filled(sheet.pack.colours[str(cell)]))
    else:
        write_value(sheet.page, *place, cell, sheet.look["date" if isinstance(cell, date) else "text"])


def _write_total(sheet: _Sheet, table: Table, first: int, row: int) -> None:
    """The total, as a formula where it is the sum of the figures above it."""
    from xlsxwriter.utility import xl_range

    for at, cell in enumerate(table.total):
        if isinstance(cell, Figure):
            above = [figure[at] for figure in table.rows]
            adds_up = sum(one.value for one in above if isinstance(one, Figure)) == cell.value
            formula = f"=SUM({xl_range(first, at, row - 1, at)})" if adds_up else ""
            sheet.links.write(sheet.page, (row, at), cell, "total_linked" if cell.number else "total", formula)
        else:
            write_value(sheet.page, row, at, cell, sheet.look["total_name"])


def _write_lines(sheet: _Sheet, block: Lines, row: int) -> int:
    number = f" ({block.figure.value})" if block.figure else ""
    sheet.page.write_string(row, 0, f"{block.heading}{number}", sheet.look["heading"])
    row = _write_words(sheet, block.lines or (sheet.pack.texts("None."),), row + 1, "plain")
    return _write_words(sheet, (block.rest,), row, "small") if block.rest else row


def _write_words(sheet: _Sheet, lines: Sequence[str], row: int, style: str) -> int:
    """Lines that take the width of the table above them, and as many rows of letters as they need."""
    last = min(len(sheet.widths), _WIDE) - 1
    for line in lines:
        sheet.page.set_row(row, row_height([line], [sum(sheet.widths[: last + 1])]))
        if last:
            sheet.page.merge_range(row, 0, row, last, "", sheet.look[style])
        write_value(sheet.page, row, 0, line, sheet.look[style])
        row += 1
    return row
