"""The rows of a table that cannot be trusted: a cell is broken, or holds a formula where a value must be typed."""

import re
from collections.abc import Iterator

from imports.fields import FIELDS, Reader, read_by
from imports.tables.shown import Cell, ShownTable, whole
from tracker.language.phrase import Phrase

_FORMULA = re.compile(r"^=\s*[\w(+\-\"'@$]")
IDENTITY = (*read_by(Reader.IDENTITY), "document")
"""The fields that say which recommendation a row is about."""
_TRUSTED = {field.name for field in FIELDS if field.reader != Reader.NONE}


def faults_of(table: ShownTable) -> dict[int, Cell]:
    """The rows that cannot be trusted, with what is wrong and the cell."""
    found = {row: Cell(Phrase("the row {fault}", fault=fault), "") for row, fault in table.sheet.row_faults.items()}
    for name, columns in table.block.columns.items():
        for column in columns if name in _TRUSTED else ():
            for row, fault in _of_column(table, name, column):
                found.setdefault(row, fault)
    return found


def _of_column(table: ShownTable, name: str, column: int) -> Iterator[tuple[int, Cell]]:
    """The rows with a cell of a column that cannot be trusted; a text or a number must be typed."""
    if name in IDENTITY:
        yield from _not_typed(table, column)
    sheet, body = table.sheet, table.body
    for row in range(table.block.first, table.block.end) if sheet.faults else ():
        place = body.place(row, column)
        fault = sheet.faults.get(place, "")
        if fault and (name in IDENTITY or "error" not in fault):
            yield row, Cell(Phrase("the cell {fault}", fault=fault), sheet.address(*place))


def _not_typed(table: ShownTable, column: int) -> Iterator[tuple[int, Cell]]:
    """The rows with an error of the spreadsheet or a formula in a column, where a value must be typed."""
    for row, cell in table.errors(column).items():
        yield row, Cell(Phrase("the cell shows the error {error}; type the value", error=cell.text), cell.address)
    cells = table.column(column)
    formulas = {cell for cell in set(cells) if cell is not None and _FORMULA.match(cell.text)}
    for row, found in enumerate(cells, table.block.first) if formulas else ():
        if found is not None and found in formulas:
            what = Phrase("the cell holds a formula as text ({shown}); type the value itself", shown=found.text[:30])
            yield row, Cell(what, whole(found.address, row))
