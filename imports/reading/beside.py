"""Notes on what a reader of a sheet may not see or miss: hidden rows and columns, percentages, columns without a field."""

from collections.abc import Collection, Iterator

from imports.cells.date_figures import FIGURES, DateOrder, When, is_swappable
from imports.cells.dates import DateReader
from imports.fields import WITHOUT_EFFECT
from imports.files import letters
from imports.tables.shown import ShownTable
from imports.tables.table import Block
from tracker.language.phrase import Phrase


def notes_beside(table: ShownTable, read: Collection[int], dates: DateReader) -> Iterator[str]:
    """The notes for the plan; ``read`` are the rows that were read."""
    yield from _hidden(table, read)
    yield from _day_first(table, dates)
    block = table.block
    if {"percent", "status"} <= block.columns.keys():
        names = [table.header(column) for column in block.columns["percent"]]
        yield Phrase("percentages count only in rows without a status: {columns}", columns=", ".join(names))
    if block.unread:
        names = [table.header(column) for column in block.unread]
        yield Phrase("columns kept as they are, without a field of the register: {columns}", columns=", ".join(names))


def _hidden(table: ShownTable, read: Collection[int]) -> Iterator[str]:
    sheet, block = table.sheet, table.block
    if hidden := [str(row + 1) for row in sorted(read) if row in sheet.hidden_rows] if sheet.hidden_rows else []:
        yield Phrase("hidden rows were read: {rows}", rows=", ".join(hidden))
    if columns := [letters(column) for column in sorted(sheet.hidden_columns & _used(block))]:
        yield Phrase("hidden columns were read: {columns}", columns=", ".join(columns))
    if not sheet.visible:
        yield Phrase("the sheet is hidden; it was read")


def _day_first(table: ShownTable, dates: DateReader) -> Iterator[str]:
    for column in (*table.columns("due"), *table.columns("updated")):
        if example := _may_be_month_first(table, column, dates):
            yield Phrase(
                "the dates of column {column} were read with the day first: {example} is {date}",
                column=letters(column),
                example=example.text,
                date=example.iso,
            )


def _may_be_month_first(table: ShownTable, column: int, dates: DateReader) -> When | None:
    """A date with strokes of a column in which nothing tells whether the day or the month comes first; as it was read."""
    cells = [cell for cell in table.column(column) if cell is not None]
    if dates.order(cell.value for cell in cells) is not DateOrder.UNKNOWN:
        return None
    for cell in cells:
        match = FIGURES.search(cell.text) if "/" in cell.text else None
        if match is not None and is_swappable(match):
            return dates.read(match[0])
    return None


def _used(block: Block) -> set[int]:
    """The columns whose values the register keeps."""
    told = (columns for name, columns in block.columns.items() if name not in WITHOUT_EFFECT)
    return {column for columns in told for column in columns}
