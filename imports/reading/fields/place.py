"""The document that a recommendation comes from; the review it belongs to is found by ``imports/reading/placing.py``."""

from imports.cells.symbols import read_symbol
from imports.fields import Reader
from imports.reading.said import FieldReader, RowCells, Said
from tracker.folding import tidy


class Documents(FieldReader):
    """Reads the symbol of a document, or its name where it has none."""

    kind = Reader.PLACE

    def groups(self) -> list[tuple[str, ...]]:
        """Only the document: the other fields of a place are not kept."""
        return [("document",)]

    def read(self, cells: RowCells, said: Said) -> None:
        """Read the document."""
        if found := cells.first("document"):
            symbol = read_symbol(found.text)
            said.put("document", symbol.text if symbol else tidy(found.text).lstrip("- "), found.address)
