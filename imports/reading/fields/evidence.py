"""Reads evidence of a status: laws, reports and links, one piece a line, with its date."""

import re

from imports.cells.placeholders import says_nothing
from imports.fields import Reader
from imports.reading.said import FieldReader, RowCells, Said
from tracker.folding import tidy

_PARTS = re.compile(r"\n|;\s|\s\|\s")


class Evidence(FieldReader):
    """Reads pieces of evidence."""

    kind = Reader.EVIDENCE

    def read(self, cells: RowCells, said: Said) -> None:
        """Read the pieces of all cells."""
        found: list[tuple[str, object]] = []
        where = ""
        for cell in cells.of("evidence"):
            parts = [tidy(part).lstrip("-• ") for part in _PARTS.split(cell.text)]
            found += [(part, self.readers.dates.find(part)) for part in parts if not self._is_none(part)]
            where = where or cell.address
        said.put("evidence", list(dict.fromkeys(found)), where)

    def _is_none(self, part: str) -> bool:
        return says_nothing(part, self.readers.vocabulary)
