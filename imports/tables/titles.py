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
        if not two.header_rows or two.header_rows[0] < one.first:
            continue
        start = two.header_rows[0]
        row = start - 1
        while row > one.first and len(_filled(one.sheet, row)) <= 1:
            row -= 1
        lone = [at for at in range(row + 1, start) if _filled(one.sheet, at)]
        blank = next((at for at in range(row + 1, start) if not _filled(one.sheet, at)), None)
        if lone and (blank is None or blank < lone[-1]):
            one.end = next((at for at in lone if blank is None or at > blank), start)
            two.title = [line for at in range(start - 1, one.end - 1, -1) if (line := line_of(one.sheet, at))]


def _filled(sheet: Sheet, row: int) -> set[str]:
    return {str(value).strip() for value in sheet.rows[row] if not is_blank(value)}
