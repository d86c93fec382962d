"""What speaks against a row of headings: cells that hold values."""

import re

from imports.cells.readers import Readers
from imports.cells.symbols import read_symbol
from imports.files import Sheet, is_blank
from tracker.folding import fold

LONG = 150
"""A longer cell is a text, whatever its first words say."""

_ITEM = re.compile(r"^\W*\d{1,3}\.\d{1,3}(?:\W|$)")
_DATED = re.compile(r"\d[./-]\d|\d{5}")
_MOST_NUMBERS = 1 / 3
"""Share of numbers up to which a row may still be one of headings: years and quarters are headings too."""


class Values:
    """Tells values from headings with the readers of cells."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers
        self._words = readers.vocabulary.words["header"]
        self._kinds = (readers.status.is_status, readers.position.is_position, readers.states.is_state)

    def count(self, sheet: Sheet, row: int) -> int:
        """How many cells of a row hold values; a lone word that is a status or a State may be a heading."""
        cells = [value for value in sheet.rows[row] if not is_blank(value)]
        texts = [value.strip() for value in cells if isinstance(value, str)]
        numbers = len(cells) - len(texts)
        certain = sum(map(self._is_certain, texts))
        return (numbers if numbers > _MOST_NUMBERS * len(cells) else 0) + certain + self._words_of_values(texts)

    def is_name(self, text: str) -> bool:
        """Return True for a name of an agency or a status, which is a value though its words stand in headings."""
        if self._readers.status.is_status(text) or self._readers.position.is_position(text):
            return True
        return " " in text and self._readers.agencies.is_name(text)

    def _is_certain(self, text: str) -> bool:
        """Return True for what no heading is: a long text, a number, a date, a document."""
        if len(text) > LONG or text.isdecimal() or _ITEM.match(text):
            return True
        if _DATED.search(text) and self._readers.dates.read(text):
            return True
        return "/" in text and read_symbol(text) is not None

    def _words_of_values(self, texts: list[str]) -> int:
        """Two or more statuses, positions, States or agencies that are no headings themselves."""
        told = [text for text in sorted(set(texts), key=len) if fold(text) not in self._words]
        told = self._without_heads_of_ticks(told)
        values = [text for text in told if any(kind(text) for kind in self._kinds)]
        if len(values) > 1:
            return len(values)
        agencies = sum(self._readers.agencies.is_agency(text) for text in told if text not in values)
        found = len(values) + agencies
        return found if found > 1 else 0

    def _without_heads_of_ticks(self, texts: list[str]) -> list[str]:
        """A recommendation has one status and one position: several side by side head columns of ticks."""
        for kind in (self._readers.position.is_position, self._readers.status.is_status):
            alike = [text for text in texts if kind(text)]
            if len(alike) > 1:
                texts = [text for text in texts if text not in alike]
        return texts
