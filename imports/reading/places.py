"""Finds the reviews of the rows of a table, once for each combination of cells."""

from dataclasses import replace
from typing import NamedTuple

from imports.cells.references import Reference
from imports.fields import REFERENCE, Reader, read_by
from imports.reading.context import ContextReader, Hints, Placing
from imports.reading.placing import Placer
from imports.reading.said import Room
from imports.tables.shown import Cell


class Place(NamedTuple):
    """The review of a row, the reason if it is outside the mandate, and True in ``upr`` for a row of the UPR."""

    placing: Placing
    out_reason: str
    upr: bool


class Places:
    """Asks the placer once for each combination of cells, and for every row with a blank cell among them."""

    def __init__(self, room: Room, context: ContextReader, *, upr: bool) -> None:
        table = room.table
        self._placer = Placer(table, room.readers, context, room.book, room.around)
        self._placer.upr = self._placer.upr or upr
        self._first = table.block.first
        names = [name for name in read_by(Reader.PLACE) if table.columns(name)]
        self._cells = [table.column(column) for name in names for column in table.columns(name)]
        self._numbers = table.first(REFERENCE)
        self._short = room.readers.short_references.read
        self._long = {cell for cell in set(self._numbers) if cell is not None and self._placer.names_review(cell.text)}
        self._states = table.first("states")
        self._known: dict[object, Place] = {}
        self._last: int | None = None

    def under_heading(self, hints: Hints) -> None:
        """From here on, rows belong to the review that a section row names."""
        self._placer.under_heading(hints)
        self._known.clear()

    def by_code(self, code: Cell | None) -> Placing | None:
        """The review that the register's own code names."""
        return self._placer.by_code(code)

    def of(self, row: int, reference: Reference | None) -> Place:
        """The place of a row with its reference."""
        at = row - self._first
        says = tuple([cells[at] for cells in self._cells]) if self._cells else ()
        if None in says:
            return self._beside_blank(row, reference)
        long = self._numbers[at] if self._numbers[at] in self._long else None
        key = (says, long, self._form(at, reference))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._find(row, reference)
        self._last = row if says else None
        return found

    def _form(self, at: int, reference: Reference | None) -> object:
        """The properties of a row's number and States on which its review depends."""
        if not self._cells and not self._long:
            return reference is not None and reference.numbered_by_item
        states = self._states[at] is not None
        if reference is None:
            return states
        return states, reference.lettered, reference.numbered_by_item, reference.paragraph.partition(".")[0]

    def _beside_blank(self, row: int, reference: Reference | None) -> Place:
        """A blank cell may mean the one above: the placer has to see that row first."""
        if self._last is not None and self._last != row:
            self._placer.hints(self._last)
        self._last = None
        return self._find(row, reference)

    def _find(self, row: int, reference: Reference | None) -> Place:
        hints = self._placer.hints(row)
        placing, out_reason = self._placer.place(hints, reference)
        number = self._numbers[row - self._first]
        if number is not None and self._short(number.text) is not None:
            placing = replace(placing, short=True)
        return Place(placing, out_reason, self._placer.is_upr(placing, hints, reference))
