"""Which rows may head a table: every cell speaks for it by known words, or against it by being a value."""

from collections.abc import Iterator, Mapping, Set

from imports.cells.headers import SURE, HeaderMatch
from imports.cells.readers import Readers
from imports.cells.references import read_reference
from imports.files import Sheet, Value, is_blank
from imports.tables.header import Header, HeaderReader, is_hint, texts_of
from imports.tables.header_span import HALF_SURE
from imports.tables.profile import recommends
from imports.tables.ticks import TickReader
from imports.tables.values import LONG, Values
from imports.tables.weights import weights
from tracker.folding import fold

LOOKED_THROUGH = 120
"""Rows in which a header is looked for by its words; further down only rows with two known headings are."""

_NEAR_TOP = 15
"""Rows in which a header may stand without a heading that is known as it stands."""

_LONGEST_WORD = 80
_SIGNS = "()[]:.,;/-_?'*"
_TELLING = 60
"""A shorter text that asks for something may still name a column ("What the Committee asks for")."""

_VAGUE = frozenset(("ordinal", "ignored", "kept", "type", "year", "cycle"))
"""Fields whose headings stand over tables of any kind."""


class HeaderRows:
    """Finds rows of headings."""

    def __init__(self, readers: Readers, headers: HeaderReader, values: Values, ticks: TickReader) -> None:
        self._readers = readers
        self._headers = headers
        self._values = values
        self._ticks = ticks
        self._words = readers.vocabulary.words["header"]
        self._first_words = {word.split(" ", 1)[0] for word in self._words}

    def telling(self, sheet: Sheet) -> Iterator[int]:
        """The rows that may head a table, from top to bottom: below the first rows, only those with known headings."""
        far = self._known_texts(sheet) if len(sheet.rows) > LOOKED_THROUGH else set()
        for row, cells in enumerate(sheet.rows):
            if row < _NEAR_TOP:
                yield row
            elif row < LOOKED_THROUGH:
                if any(isinstance(value, str) and self._is_known(value) for value in cells):
                    yield row
            elif far and len(far.intersection(cells)) > 1:
                yield row

    def heads(self, sheet: Sheet, row: int) -> bool:
        """Return True if a row has enough known headings to head a table."""
        return self.score(sheet, row) >= weights()["row_least"]

    def _is_known(self, text: str) -> bool:
        """Return True if a text is a heading as it stands; of a plain text, mostly the first word tells that it is none."""
        if len(text) > _LONGEST_WORD:
            return False
        plain = text.isascii() and text[:1].isalpha()
        if plain and text.split(None, 1)[0].strip(_SIGNS).lower() not in self._first_words:
            return False
        return fold(text) in self._words

    def _known_texts(self, sheet: Sheet) -> set[Value]:
        """The texts of a sheet that are headings as they stand (none begins with a digit)."""
        short = (text for text in sheet.texts if len(text) <= _LONGEST_WORD and not text[:1].isdigit())
        return {text for text in short if self._is_known(text)}

    def score(self, sheet: Sheet, row: int) -> float:
        """How far a row looks like headings: 1 where every cell is a known one, below 0 where values stand in it."""
        distinct = set(texts_of(sheet, row).values())
        if len(distinct) < 2 or any(len(text) > LONG or is_hint(text, self._readers) for text in distinct):
            return -1.0
        known = {text: match for text in distinct if (match := self._match(text)) is not None}
        if not self._tells(distinct, known):
            return -1.0
        counted = self._counted(distinct, known)
        told = sum(min(1.0, known[text].score) for text in known.keys() & counted)
        return (told - weights()["row_value"] * self._values.count(sheet, row)) / max(1, len(counted))

    def _match(self, text: str) -> HeaderMatch | None:
        """The field that a cell may name; none for a value whose words stand in headings."""
        if fold(text) not in self._words and self._values.is_name(text):
            return None
        return self._readers.headers.best(text)

    def _tells(self, texts: Set[str], known: Mapping[str, HeaderMatch]) -> bool:
        """Return True if a row names two fields at least, and one that only such tables have."""
        fields = {
            match.field for match in known.values() if match.score >= SURE or (match.weak and match.score >= HALF_SURE)
        }
        fields |= {text for text in texts if self._headers.said(text)}
        return len(fields) >= 2 and bool(fields - _VAGUE)

    def _counted(self, texts: Set[str], known: Mapping[str, HeaderMatch]) -> Set[str]:
        """The cells that count: where most are unknown, agencies and statuses that head columns of ticks do not."""
        if len(known) >= weights()["row_least"] * len(texts):
            return texts
        return {text for text in texts if text in known or not self._ticks.mark_of(text)}

    def is_row_of(self, sheet: Sheet, row: int, header: Header) -> bool:
        """Return True if a row holds a number under the header's numbers, or a recommendation under its texts."""
        for column, matches in header.matches.items():
            value = sheet.value(row, column)
            if not matches or is_blank(value):
                continue
            text = str(value).strip()
            numbered = matches[0].field in ("reference", "code") and read_reference(text.rpartition("/")[2])
            asks = matches[0].field == "text" and len(text) > _TELLING and recommends(text, self._readers)
            if numbered or asks:
                return True
        return False
