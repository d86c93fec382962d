"""Remembers what a row's repeating cells meant: in a long sheet the same status, agencies and theme stand in many rows."""

from collections.abc import Callable
from datetime import date

from imports.layout.table import Table
from imports.rows.entry import Entry, Reading
from imports.rows.questions import QuestionBook
from imports.sheets import letters

_REPEATING = (
    "position",
    "states",
    "due",
    "updated",
    "lead",
    "contributing",
    "status",
    "percent",
    "theme",
    "affected",
    "sdg",
)
"""Fields whose meaning hangs on their own cells alone."""

_Remembered = list[tuple[str, object, str, bool]]
"""Field, value, and the letters of its column in the row (or a whole cell, where it stands elsewhere)."""


class RowMemory:
    """Reads the repeating fields of a row with ``read``, or gives what the same cells meant in a row before.

    Only plain rows are remembered: texts and dates, nothing merged, coloured or marked, nothing that a person was asked.
    """

    def __init__(self, table: Table, book: QuestionBook, read: Callable[[Entry, int], None]) -> None:
        self._table = table
        self._book = book
        self._read = read
        block, sheet = table.block, table.sheet
        self._columns = sorted({column for name in _REPEATING for column in block.columns.get(name, [])})
        self._plain = not (sheet.merged or sheet.fills or sheet.addresses or block.marks) and bool(self._columns)
        self._known: dict[tuple[object, ...], _Remembered] = {}

    def fill(self, entry: Entry, row: int, heading: object) -> None:
        """Fill the repeating fields of a row that stands under a heading."""
        key = self._key(row, heading)
        if key is None:
            self._read(entry, row)
        elif key in self._known:
            number = str(row + 1)
            for name, value, where, here in self._known[key]:
                entry.values[name] = Reading(value, where + number if here else where)
        else:
            self._learn(key, entry, row)

    def _key(self, row: int, heading: object) -> tuple[object, ...] | None:
        if not self._plain or self._table.doubtful(row):
            return None
        cells = self._table.sheet.rows[row]
        values = tuple(cells[column] if column < len(cells) else None for column in self._columns)
        for value in values:
            if not (value is None or isinstance(value, date) or (isinstance(value, str) and len(value.strip()) > 2)):
                return None
        return (*values, heading)

    def _learn(self, key: tuple[object, ...], entry: Entry, row: int) -> None:
        before, asked = dict(entry.values), self._book.asked
        self._read(entry, row)
        found = {name: reading for name, reading in entry.values.items() if before.get(name) is not reading}
        if entry.open_values or entry.out_reason or self._book.asked != asked or found.keys() & before.keys():
            return
        number = str(row + 1)
        own = {f"{letters(column)}{number}" for column in self._columns}
        self._known[key] = [
            (name, reading.value, reading.cell.removesuffix(number if reading.cell in own else ""), reading.cell in own)
            for name, reading in found.items()
        ]
