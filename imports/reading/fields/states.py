"""The States that made a recommendation."""

from functools import cached_property

from imports.cells.placeholders import says_none
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
        found = cells.first("states")
        if found is None:
            return
        coded = self.readers.states.are_codes(found.text) and self._coded
        if not coded and says_none(found.text, self.readers.vocabulary):
            return
        names = self.readers.states.read(found.text)
        if names == (_NAMIBIA,) and not self._coded:
            return
        known = [name for name in names if self.readers.states.may_be_state(name)]
        said.put("states", known, found.address)
        if len(known) < len(names):
            said.open_values.append(("states", found.text, found.address))

    @cached_property
    def _coded(self) -> bool:
        """Return True if the column has codes of States: only then "NA" is Namibia and not an empty cell."""
        texts = {cell.text for cell in set(self.table.first("states")) if cell and cell.text.strip() != _NAMIBIA}
        return sum(map(self.readers.states.are_codes, texts)) > len(texts) / 2
