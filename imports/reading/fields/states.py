"""The States that made a recommendation."""

from imports.fields import Reader
from imports.reading.said import FieldReader, RowCells, Said


class States(FieldReader):
    """Reads the names of States."""

    kind = Reader.STATES

    def read(self, cells: RowCells, said: Said) -> None:
        """Read the States that are named in a cell."""
        if found := cells.first("states"):
            said.put("states", list(self.readers.states.read(found.text)), found.address)
