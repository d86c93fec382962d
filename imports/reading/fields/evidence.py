"""Reads evidence of a status: laws, reports and links, one piece a line, with its date."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from imports.cells.placeholders import proves_nothing, says_none
from imports.fields import Reader
from imports.reading.said import FieldReader, RowCells, Said
from imports.tables.shown import Cell
from tracker.folding import tidy

_PARTS = re.compile(r"\n|;\s|\s\|\s")


class Evidence(FieldReader):
    """Reads pieces of evidence."""

    kind = Reader.EVIDENCE

    def read(self, cells: RowCells, said: Said) -> None:
        """Read the pieces of all cells."""
        found: list[tuple[str, object]] = []
        where = ""
        for column, cell in cells.by_column("evidence"):
            pieces = [*self._pieces(cell, said), *self._links(cells.row, column, cell)]
            found += [(piece, self.readers.dates.find(piece)) for piece in pieces]
            where = where or cell.address
        said.put("evidence", list(dict.fromkeys(found)), where)

    def hangs_on_row(self) -> bool:
        """Return True if cells with the same text may lead to different addresses."""
        return bool(self.table.sheet.links)

    def _links(self, row: int, column: int, cell: Cell) -> Iterator[str]:
        """The addresses that a cell leads to and does not show."""
        links = self.table.sheet.links.get(self.table.body.place(row, column), ())
        return (link for link in links if not link.startswith("mailto:") and not _shows(cell.text, link))

    def _pieces(self, cell: Cell, said: Said) -> Iterator[str]:
        """The pieces of a cell; "yes", a tick and what is to come prove nothing, so they stay open."""
        for part in _PARTS.split(cell.text):
            piece = tidy(part).lstrip("-• ")
            if proves_nothing(piece, self.readers.vocabulary):
                said.open_values.append(("evidence", piece, cell.address))
            elif not says_none(piece, self.readers.vocabulary):
                yield piece


def _shows(text: str, link: str) -> bool:
    """Return True if a text shows an address; Excel puts "http://" before one and "/" behind it."""
    address = unquote(link).partition("://")[2] or unquote(link)
    return address.rstrip("/").casefold() in unquote(text).casefold()
