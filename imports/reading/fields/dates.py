"""Reads columns of dates: one order of day and month a column; plain numbers are dates only under a date heading."""

from datetime import date

from imports.cells.dates import When
from imports.cells.readers import Readers
from imports.fields import BY_NAME, Contents
from imports.tables.shown import Cell, ShownTable


class DateColumns:
    """Reads the cells of a field of dates."""

    def __init__(self, table: ShownTable, readers: Readers, name: str) -> None:
        self._dates = readers.dates
        columns = table.columns(name)
        headings = [match.field for column in columns for match in readers.headers.read(table.header(column))]
        self._headed = any(BY_NAME[field].contents == Contents.DATES for field in headings if field in BY_NAME)
        cells = {cell for column in columns for cell in table.column(column) if cell is not None}
        self._order = readers.dates.order(cell.value for cell in cells)

    def is_blank(self, cell: Cell) -> bool:
        """Return True if a cell shows what a spreadsheet shows for an empty date."""
        return self._dates.is_blank(cell.value)

    def read(self, cell: Cell) -> When | None:
        """The date of a cell; ``None`` if it has none."""
        if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool) and not self._headed:
            return None
        value = cell.value if isinstance(cell.value, (date, int, float)) else cell.text
        return self._dates.read(value, cell.number_format, self._order)

    def doubt(self, cell: Cell) -> str:
        """Why a cell that looks like a date is not read."""
        return self._dates.doubt(cell.value, self._order)
