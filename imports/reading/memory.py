"""Remembers what repeating cells meant: in a long sheet the same statuses, agencies, themes and dates stand in many rows."""

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter

from imports.files import Value, letters
from imports.reading.entry import Entry, Reading
from imports.reading.questions import QuestionBook
from imports.tables.shown import ShownTable

_TRIED = 500
"""So many cells are remembered before it is asked whether that is of use: in some columns every cell is another."""


class CellMemory:
    """Reads the fields of some columns with ``read``, or gives what the same cells meant in a row before.

    Only ``plain`` rows are remembered: texts and dates, nothing merged, ticked or coloured with a meaning, nothing that
    repeats the cell above, that a person was asked, or that hangs on other cells of the row.
    """

    def __init__(
        self,
        table: ShownTable,
        book: QuestionBook,
        fields: Iterable[str],
        read: Callable[[Entry, int], None],
        *,
        plain: bool,
    ) -> None:
        self._table = table
        self._book = book
        self._read = read
        block, sheet = table.block, table.sheet
        self._told = {*fields, "position_word"}
        self._columns = sorted({column for name in self._told for column in block.columns.get(name, [])})
        self._cells: Callable[[Sequence[Value]], object] = (
            itemgetter(*self._columns) if self._columns else lambda _: None
        )
        shown = {column for _, column in sheet.formats}
        self._formatted = [column for column in self._columns if column in shown]
        self._width = max(self._columns, default=-1) + 1
        self._plain = plain and not (sheet.merged or sheet.addresses or block.marks)
        self._used = 0
        self._known: dict[object, dict[str, Reading]] = {}
        """What cells meant; readings from the row itself name the column alone, so that they fit every row."""

    def fill(self, entry: Entry, row: int, heading: object = None, *, doubtful: bool = False) -> None:
        """Fill the fields of a row that stands under a heading; ``doubtful`` rows are read cell by cell."""
        key = None if doubtful else self._key(row, heading)
        if key is None:
            self._read(entry, row)
        elif (known := self._known.get(key)) is None:
            self._learn(key, entry, row)
            self._plain = len(self._known) < _TRIED or self._used > len(self._known)
        else:
            self._used += 1
            entry.values.update(known)

    def _key(self, row: int, heading: object) -> tuple[object, ...] | None:
        """The cells by which a row is remembered; ``None`` for one that is not plain."""
        if not self._plain:
            return None
        cells, formats = self._table.sheet.rows[row], self._table.sheet.formats
        if len(cells) < self._width:
            cells = [*cells, *[None] * (self._width - len(cells))]
        key = (heading, self._cells(cells))
        return (*key, *(formats.get((row, column)) for column in self._formatted)) if self._formatted else key

    def _learn(self, key: tuple[object, ...], entry: Entry, row: int) -> None:
        values = [self._table.sheet.value(row, column) for column in self._columns]
        if any(self._hangs_on_others(value) for value in values):
            self._read(entry, row)
            return
        before, asked, waiting = dict(entry.values), self._book.asked, len(entry.open_values)
        self._read(entry, row)
        found = {name: reading for name, reading in entry.values.items() if before.get(name) is not reading}
        apart = bool(found) and found.keys() <= self._told and not found.keys() & before.keys()
        if not apart or (self._book.asked, len(entry.open_values)) != (asked, waiting):
            return
        own = {f"{letters(column)}{row + 1}": letters(column) for column in self._columns}
        self._known[key] = {
            name: reading._replace(cell=own.get(reading.cell, reading.cell)) for name, reading in found.items()
        }

    def _hangs_on_others(self, value: Value) -> bool:
        """Whether a cell may mean another thing in another row: a number, a tick, a mark that repeats the cell above."""
        if isinstance(value, str):
            return len(value) < 3 or self._table.is_ditto(value)
        return isinstance(value, (int, float))
