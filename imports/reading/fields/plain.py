"""Reads texts that are taken as written: measures, remarks, translations and other texts of a recommendation."""

from collections.abc import Sequence

from imports.cells.placeholders import says_none
from imports.fields import BY_NAME, Reader, read_by
from imports.reading.entry import Reading
from imports.reading.said import FieldReader, RowCells, Said
from imports.tables.shown import Cell
from tracker.folding import tidy


class Texts(FieldReader):
    """Reads texts, each field by itself."""

    kind = Reader.PLAIN

    def groups(self) -> list[tuple[str, ...]]:
        """Each field alone."""
        return [(name,) for name in read_by(self.kind)]

    def readings(self, name: str, cells: Sequence[Cell | None]) -> list[Reading | None]:
        """The text of each cell."""
        return [Reading(text, cell.address) if cell and (text := self._text(name, cell)) else None for cell in cells]

    def read(self, cells: RowCells, said: Said) -> None:
        """Read the texts of a row; a field that may have several columns is joined to one text."""
        for name in cells.fields:
            found = cells.joined(name, self._is_blank) if BY_NAME[name].several else cells.first(name)
            if found is not None:
                said.put(name, self._text(name, found), found.address)

    def _is_blank(self, cell: Cell) -> bool:
        return says_none(cell.text, self.readers.vocabulary)

    def _text(self, name: str, cell: Cell) -> str:
        """The text of a cell, without the dash of a list where the field is no list; nothing where it says "none"."""
        text = tidy(cell.text)
        if BY_NAME[name].several:
            return "" if self._is_blank(cell) else text
        return text.lstrip("- ")
