"""Reads texts that are taken as written: measures, remarks, translations and other texts of a recommendation."""

from collections.abc import Sequence

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
        return [Reading(text, cell.address) if cell and (text := _text(name, cell)) else None for cell in cells]

    def read(self, cells: RowCells, said: Said) -> None:
        """Read the texts of a row; a field that may have several columns is joined to one text."""
        for name in cells.fields:
            if BY_NAME[name].several:
                found, text = (joined := cells.joined(name)), _text(name, joined) if joined else ""
            else:
                found, text = (first := cells.first(name)), _text(name, first) if first else ""
            if found is not None:
                said.put(name, text, found.address)


def _text(name: str, cell: Cell) -> str:
    """The text of a cell, without the dash of a list where the field is no list; a mere dash says nothing."""
    text = tidy(cell.text)
    if not any(map(str.isalnum, text)):
        return ""
    return text if BY_NAME[name].several else text.lstrip("- ")
