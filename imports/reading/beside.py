"""Notes on what a reader of a sheet may not see or miss: hidden rows and columns, percentages, columns without a field."""

from collections.abc import Collection, Iterator

from imports.fields import WITHOUT_EFFECT
from imports.files import letters
from imports.tables.shown import ShownTable
from imports.tables.table import Block
from tracker.language.phrase import Phrase


def notes_beside(table: ShownTable, read: Collection[int]) -> Iterator[str]:
    """The notes for the plan; ``read`` are the rows that were read."""
    sheet, block = table.sheet, table.block
    if hidden := [str(row + 1) for row in sorted(read) if row in sheet.hidden_rows] if sheet.hidden_rows else []:
        yield Phrase("hidden rows were read: {rows}", rows=", ".join(hidden))
    if columns := [letters(column) for column in sorted(sheet.hidden_columns & _used(block))]:
        yield Phrase("hidden columns were read: {columns}", columns=", ".join(columns))
    if not sheet.visible:
        yield Phrase("the sheet is hidden; it was read")
    if {"percent", "status"} <= block.columns.keys():
        names = [table.header(column) for column in block.columns["percent"]]
        yield Phrase("percentages count only in rows without a status: {columns}", columns=", ".join(names))
    if block.unread:
        names = [table.header(column) for column in block.unread]
        yield Phrase("columns kept as they are, without a field of the register: {columns}", columns=", ".join(names))


def _used(block: Block) -> set[int]:
    """The columns whose values the register keeps."""
    told = (columns for name, columns in block.columns.items() if name not in WITHOUT_EFFECT)
    return {column for columns in told for column in columns}
