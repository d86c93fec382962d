"""The texts above a table, which may name its review, its agency and its day."""

from itertools import pairwise

from imports.files import Sheet, is_blank
from imports.tables.header import Header
from imports.tables.table import Block


def texts_above(sheet: Sheet, start: int, header: Header, *, beside: bool) -> list[str]:
    """The texts between the table before and this one, the nearest first; of side by side tables, each its own."""
    lines = []
    for row in range(start, header.rows[0]):
        own = sheet.rows[row][header.left : header.right + 1] if beside else sheet.rows[row]
        line = " ".join(dict.fromkeys(str(value).strip() for value in own if not is_blank(value)))
        if line or beside:
            lines.append(line or line_of(sheet, row))
    return [line for line in lines[::-1] if line]


def line_of(sheet: Sheet, row: int) -> str:
    """The texts of a row as one line."""
    return " ".join(dict.fromkeys(str(value).strip() for value in sheet.rows[row] if not is_blank(value)))


def leave_titles_to_the_next(tables: list[Block]) -> None:
    """Lines just above a second table are its title, not rows of the table before."""
    for one, two in pairwise(tables):
        if two.header_rows and two.header_rows[0] >= one.first:
            start = two.header_rows[0]
            one.end = min(one.end, _title_starts(one.sheet, one.first, start))
            if one.end < start:
                two.title = [line for at in range(start - 1, one.end - 1, -1) if (line := line_of(one.sheet, at))]


def _title_starts(sheet: Sheet, first: int, start: int) -> int:
    """The first of the single lines above a header, behind the last empty row; the header itself where there are none."""
    row = start - 1
    while row > first and len(_filled(sheet, row)) <= 1:
        row -= 1
    empty = [at for at in range(row + 1, start) if not _filled(sheet, at)]
    behind = empty[0] if empty else row
    return next((at for at in range(behind + 1, start) if _filled(sheet, at)), start)


def _filled(sheet: Sheet, row: int) -> set[str]:
    return {str(value).strip() for value in sheet.rows[row] if not is_blank(value)}
