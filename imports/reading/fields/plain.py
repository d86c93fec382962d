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
        (column,) = self.table.columns(name)
        return [
            Reading(text, cell.address) if cell and (text := self._text(name, column, cell)) else None for cell in cells
        ]

    def read(self, cells: RowCells, said: Said) -> None:
        """Read the texts of a row; a field that may have several columns is joined to one text."""
        for name in cells.fields:
            filled = cells.by_column(name)
            told = [(text, cell) for column, cell in filled if (text := self._text(name, column, cell))]
            for _, cell in told[:1]:
                texts = [text for text, _ in (told if BY_NAME[name].several else told[:1])]
                said.put(name, "\n".join(texts), cell.address)

    def _text(self, name: str, column: int, cell: Cell) -> str:
        """The text of a cell, without the dash of a list where the field is no list; nothing where it says "none"."""
        text = tidy(cell.text)
        if not BY_NAME[name].several:
            return text.lstrip("- ")
        if says_none(text, self.readers.vocabulary):
            return ""
        lead_in = self.table.lead_in(name, column)
        return text if text.startswith(lead_in) else lead_in + text
