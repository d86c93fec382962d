"""Finds rows that are not recommendations to our State: rows about other States, and observations."""

import re
from functools import cached_property

from imports.cells.readers import Readers
from imports.cells.symbols import read_symbol
from imports.tables.profile import only_observes
from imports.tables.shown import Cell, ShownTable
from tracker.folding import fold, tidy
from tracker.language.phrase import Phrase

_UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-", re.IGNORECASE)
_NAMES = re.compile(r"[\n;,]")


class Elsewhere:
    """Finds why a row is left out; each distinct cell is read once."""

    def __init__(self, table: ShownTable, readers: Readers) -> None:
        self._table = table
        self._readers = readers
        self._vocabulary = readers.vocabulary
        self._first = table.block.first
        self._countries = table.first("country")
        self._has_country, self._has_type = bool(table.columns("country")), bool(table.columns("type"))
        self.possible = self._has_country or self._has_type
        self._known: dict[Cell, str] = {}
        self._sure = {
            cell: self._left(cell, self._foreign(cell))
            for cell in set(self._countries)
            if cell is not None and self._foreign(cell) and readers.states.is_state(tidy(cell.text))
        }

    @cached_property
    def _documents(self) -> list[Cell | None]:
        return self._table.first("document")

    @cached_property
    def _kinds(self) -> list[Cell | None]:
        return self._table.first("type")

    @cached_property
    def named(self) -> dict[int, Cell]:
        """The rows with the name of another State in the column for it, saying so: nothing else of them is read."""
        sure = self._sure
        return (
            {row: sure[cell] for row, cell in enumerate(self._countries, self._first) if cell in sure} if sure else {}
        )

    def reason(self, row: int) -> Cell | None:
        """Why the row is left out, with the cell that says so; ``None`` for a recommendation to our State."""
        at = row - self._first
        if self._has_country:
            country, document = self._countries[at], self._documents[at]
            if country is not None and (why := self._foreign(country)):
                return self._left(country, why)
            if country is None and document is not None and (why := self._foreign_document(document)):
                return self._left(document, why)
        return self._observation(row) if self._has_type else None

    def _left(self, cell: Cell, reason: str) -> Cell:
        return cell.saying(reason)

    def _foreign(self, cell: Cell) -> str:
        if cell not in self._known:
            codes = {self._country(name) for name in _NAMES.split(cell.text) if name.strip(" -")}
            codes.add(self._country(cell.text))
            named = tidy(cell.text).replace("\n", ", ").lstrip("- ")[:40]
            self._known[cell] = (
                "" if self._vocabulary.state in codes else Phrase("concerns another State ({name})", name=named)
            )
        return self._known[cell]

    def _country(self, name: str) -> str:
        plain = name.strip().lstrip("-").strip()
        return self._vocabulary.iso2.get(plain, self._readers.states.identity(plain))

    def _foreign_document(self, cell: Cell) -> str:
        if cell not in self._known:
            symbol = read_symbol(cell.text)
            ours = symbol is None or symbol.state in ("", None, self._vocabulary.state)
            self._known[cell] = (
                ""
                if symbol is None or ours
                else Phrase("concerns another State (document {symbol})", symbol=symbol.text)
            )
        return self._known[cell]

    def _observation(self, row: int) -> Cell | None:
        """The cell that shows that a row is an observation: its type, or its words if the type is blank or garbled."""
        found = self._kinds[row - self._first]
        kind = tidy(found.text).lstrip("- ") if found else ""
        if found and fold(kind) in self._vocabulary.row_words("uhri_observation"):
            return self._left(found, Phrase("an observation, not a recommendation ({kind})", kind=kind))
        if kind and not _is_garbled(kind):
            return None
        text = self._table.field("text", row)
        if text is None or not only_observes(text.text, self._vocabulary):
            return None
        return self._left(text, Phrase("an observation, not a recommendation (by its words)"))


def _is_garbled(kind: str) -> bool:
    """Return True if a type is an internal key or an error of the spreadsheet."""
    return bool(_UUID.match(kind)) or kind.startswith("#")
