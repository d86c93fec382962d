"""Reads texts that are taken as written: measures, remarks, translations and other texts of a recommendation."""

from imports.fields import BY_NAME, Reader, read_by
from imports.reading.said import FieldReader, RowCells, Said
from tracker.folding import tidy


class Texts(FieldReader):
    """Reads texts, each field by itself."""

    kind = Reader.PLAIN

    def groups(self) -> list[tuple[str, ...]]:
        """Each field alone."""
        return [(name,) for name in read_by(self.kind)]

    def read(self, cells: RowCells, said: Said) -> None:
        """Read the texts of a row; a field that may have several columns is joined to one text."""
        for name in cells.fields:
            if BY_NAME[name].several:
                found, text = (joined := cells.joined(name)), joined.text if joined else ""
            else:
                found, text = (first := cells.first(name)), tidy(first.text).lstrip("- ") if first else ""
            if found is not None:
                said.put(name, text, found.address)
