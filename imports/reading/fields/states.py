"""The States that made a recommendation."""

from functools import cached_property

from imports.fields import Reader
from imports.reading.boxed import Boxed
from imports.reading.said import FieldReader, RowCells, Said

_NAMIBIA = "NA"
"""The code of Namibia, and a usual word for an empty cell."""


class States(FieldReader):
    """Reads the names of States."""

    kind = Reader.STATES
    boxed = (("states", Boxed.SEVERAL),)

    def read(self, cells: RowCells, said: Said) -> None:
        """Read the States that are named in a cell."""
        if found := cells.first("states"):
            names = self.readers.states.read(found.text)
            said.put("states", [] if names == (_NAMIBIA,) and not self._coded else list(names), found.address)

    @cached_property
    def _coded(self) -> bool:
        """Return True if the column has codes of States: only then "NA" is Namibia and not an empty cell."""
        texts = {cell.text for cell in set(self.table.first("states")) if cell and cell.text.strip() != _NAMIBIA}
        return sum(map(self.readers.states.are_codes, texts)) > len(texts) / 2
