"""Which rows may head a table: every cell speaks for it by known words, or against it by being a value."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from imports.cells.headers import SURE
from imports.cells.readers import Readers
from imports.cells.references import read_reference
from imports.cells.symbols import read_symbol
from imports.files import Sheet, Value, is_blank
from imports.tables.header import Header, HeaderReader, covers, is_hint, texts_of
from imports.tables.profile import recommends
from imports.tables.ticks import TickReader
from imports.tables.weights import weights
from tracker.folding import fold

LOOKED_THROUGH = 120
"""Rows in which a header is looked for by its words; further down only rows with two known headings are."""

_NEAR_TOP = 15
"""Rows in which a header may stand without a heading that is known as it stands."""

_MOST_ROWS = 3
_LONG = 150
"""A longer cell is a text, whatever its first words say."""

_LONGEST_WORD = 80
_SIGNS = "()[]:.,;/-_?'*"
_HALF_SURE = 0.65
_MOST_PARTS = 0.75
_TELLING = 60
"""A shorter text that asks for something may still name a column ("What the Committee asks for")."""

_YEAR = re.compile(r"^(?:20\d\d|19\d\d)$")
_ITEM = re.compile(r"^\W*\d{1,3}\.\d{1,3}(?:\W|$)")
_DATED = re.compile(r"\d[./-]\d|\d{5}")
_VAGUE = frozenset(("ordinal", "ignored", "kept", "type", "year", "cycle"))
"""Fields whose headings stand over tables of any kind."""


class HeaderRows:
    """Finds rows of headings, and how many rows make a header."""

    def __init__(self, readers: Readers, headers: HeaderReader, ticks: TickReader) -> None:
        self._readers = readers
        self._headers = headers
        self._ticks = ticks
        self._words = readers.vocabulary.words["header"]
        self._first_words = {word.split(" ", 1)[0] for word in self._words}

    def telling(self, sheet: Sheet) -> Iterator[int]:
        """The rows that may head a table, from top to bottom: below the first rows, only those with known headings."""
        far = self._known_cells(sheet.rows[LOOKED_THROUGH:])
        for row, cells in enumerate(sheet.rows):
            if row < _NEAR_TOP:
                yield row
            elif row < LOOKED_THROUGH:
                if any(isinstance(value, str) and self._is_known(value) for value in cells):
                    yield row
            elif far and sum(value in far for value in cells) > 1:
                yield row

    def heads(self, sheet: Sheet, row: int) -> bool:
        """Return True if a row has enough known headings to head a table."""
        return self.score(sheet, row) >= weights()["row_least"]

    def _is_known(self, text: str) -> bool:
        """Return True if a text is a heading as it stands; of a plain text, mostly the first word tells that it is none."""
        if len(text) > _LONGEST_WORD:
            return False
        if (
            text.isascii()
            and text[:1].isalpha()
            and text.split(None, 1)[0].strip(_SIGNS).lower() not in self._first_words
        ):
            return False
        return fold(text) in self._words

    def _known_cells(self, rows: list[list[Value]]) -> set[Value]:
        """The cells far down that are headings as they stand (none begins with a digit)."""
        texts = (value for value in set(chain.from_iterable(rows)) if isinstance(value, str))
        return {text for text in texts if not text[:1].isdigit() and self._is_known(text)}

    def score(self, sheet: Sheet, row: int) -> float:
        """How far a row looks like headings: 1 where every cell is a known one, below 0 where values stand in it."""
        cells = texts_of(sheet, row)
        if len(cells) < 2 or any(len(text) > _LONG for text in cells.values()):
            return -1.0
        distinct = set(cells.values())
        known = {
            text: match
            for text in distinct
            if (match := self._readers.headers.best(text)) and (fold(text) in self._words or not self._is_name(text))
        }
        fields = {
            match.field for match in known.values() if match.score >= SURE or (match.weak and match.score >= _HALF_SURE)
        }
        fields |= {text for text in distinct if self._headers.said(text)}
        if len(fields) < 2 or not fields - _VAGUE or any(self.is_hint(text) for text in distinct):
            return -1.0
        values = self.values(sheet, row)
        ticked = {text for text in distinct if text not in known and self._ticks.mark_of(text)}
        counted = distinct - ticked if len(known) < weights()["row_least"] * len(distinct) else distinct
        told = sum(min(1.0, known[text].score) for text in known.keys() & counted)
        return (told - weights()["row_value"] * values) / max(1, len(counted))

    def values(self, sheet: Sheet, row: int) -> int:
        """How many cells of a row hold values; a lone word that is a status or a State may be a heading."""
        cells = [value for value in sheet.rows[row] if not is_blank(value)]
        texts = [value.strip() for value in cells if isinstance(value, str)]
        numbers = len(cells) - len(texts)
        certain = sum(self._is_certain(text) for text in texts)
        return (numbers if numbers > len(cells) / 3 else 0) + certain + self._words_of_values(texts)

    def _is_certain(self, text: str) -> bool:
        """Return True for what no heading is: a long text, the number of a recommendation, a document."""
        if (
            len(text) > _LONG
            or text.isdecimal()
            or _ITEM.match(text)
            or (_DATED.search(text) and self._readers.dates.read(text))
        ):
            return True
        return "/" in text and read_symbol(text) is not None

    def _is_name(self, text: str) -> bool:
        """Return True for a name of an agency or a status, which is a value though its words stand in headings."""
        if self._readers.status.is_status(text) or self._readers.position.is_position(text):
            return True
        return " " in text and self._readers.agencies.is_name(text)

    def _words_of_values(self, texts: list[str]) -> int:
        """Two or more statuses, positions, States or agencies that are no headings themselves.

        A recommendation has one status and one position: several side by side head columns of ticks.
        """
        told = [text for text in sorted(set(texts), key=len) if fold(text) not in self._words]
        for kind in (self._readers.position.is_position, self._readers.status.is_status):
            alike = [text for text in told if kind(text)]
            if len(alike) > 1:
                told = [text for text in told if text not in alike]
        kinds = (
            self._readers.status.is_status,
            self._readers.position.is_position,
            self._readers.states.is_state,
        )
        values = [text for text in told if any(kind(text) for kind in kinds)]
        others = [text for text in told if text not in values]
        agencies = sum(map(self._readers.agencies.is_agency, others)) if len(values) < 2 else 0
        return len(values) + agencies if len(values) + agencies > 1 else 0

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

    def span(self, sheet: Sheet, row: int) -> list[int]:
        """The rows of a header around its telling row: group headings above, second languages and parts below."""
        rows = [row]
        while len(rows) < _MOST_ROWS and rows[0] > 0 and self._heads_groups(sheet, rows[0] - 1, rows[0]):
            rows.insert(0, rows[0] - 1)
        while len(rows) < _MOST_ROWS and rows[-1] + 1 < len(sheet.rows):
            if not self._goes_on(sheet, rows, rows[-1] + 1):
                break
            rows.append(rows[-1] + 1)
        return rows

    def _heads_groups(self, sheet: Sheet, above: int, row: int) -> bool:
        cells = texts_of(sheet, above)
        if not cells or self.values(sheet, above) or any(len(text) > _LONGEST_WORD for text in cells.values()):
            return False
        for area in sheet.merged:
            if area.top <= above < row <= area.bottom and not is_blank(sheet.value(area.top, area.left)):
                return True
            whole = area.right - area.left + 1 >= 0.7 * sheet.width
            if area.top == above == area.bottom and area.right > area.left and not whole and len(cells) > 1:
                return True
        return len(cells) >= 2 and len(self._half_sure(cells)) >= 2

    def _half_sure(self, cells: Mapping[int, str]) -> list[str]:
        """The fields that cells of a row name, at least by a vague word."""
        texts = [text for text in cells.values() if fold(text) in self._words or not self._is_name(text)]
        found = map(self._readers.headers.best, texts)
        return [match.field for match in found if match is not None and match.score >= _HALF_SURE]

    def _goes_on(self, sheet: Sheet, rows: list[int], below: int) -> bool:
        """Return True if the next row is a part of the header: the parts of its groups, or its words in another language."""
        values = {column: value for column, value in enumerate(sheet.rows[below]) if not is_blank(value)}
        under = [column for column in values if any(covers(area, rows, column) for area in sheet.merged)]
        beside = [column for column in values if column not in under]
        if len(beside) <= min(1, len(under) - 1) and self._are_parts([values[column] for column in under]):
            return True
        cells = texts_of(sheet, below)
        if self.values(sheet, below) or any(len(text) > 100 or self.is_hint(text) for text in cells.values()):
            return False
        if any(area.top in rows and area.bottom >= below for area in sheet.merged):
            return True
        best = self._half_sure(cells)
        if len(set(best)) >= 2 and len(best) >= 0.5 * len(cells):
            return True
        return bool(under) and len(under) == len(cells) and bool(best)

    def _are_parts(self, values: list[Value]) -> bool:
        """Return True for values that name columns under a group heading: years, statuses, positions, agencies."""
        if all(_YEAR.fullmatch(str(value).strip()) for value in values):
            return True
        texts = [value.strip() for value in values if isinstance(value, str)]
        marks = sum(self._ticks.mark_of(text) is not None for text in texts)
        return len(texts) == len(values) >= 2 and marks >= max(2, _MOST_PARTS * len(texts))

    def is_hint(self, text: str) -> bool:
        """Return True if a text tells people how to fill a column in."""
        return is_hint(text, self._readers)
