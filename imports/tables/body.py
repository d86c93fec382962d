"""The rows of a table: which hold recommendations, which head a section, and which are totals, hints and remarks."""

import re
from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from imports.cells.readers import Readers
from imports.cells.references import read_reference, split_reference
from imports.fields import FOLLOWUP
from imports.files import Area, Place, Value, is_blank
from imports.tables.blank import Prompts
from imports.tables.header import is_hint
from imports.tables.profile import recommends
from imports.tables.table import Block
from tracker.folding import fold
from tracker.language.phrase import Phrase

_ENUMERATED = re.compile(r"^(?:[ivxlc]{1,5}|\d{1,2}|[a-zа-я])[.)]?$", re.IGNORECASE)
_COLON = re.compile(r"^([^:–—\n]{2,40}?)\s*(?::|\s[–—-]\s)\s*(.*)$", re.DOTALL)
_LONGEST_HEADING = 160
_LONGEST_HEAD = 40
_ANSWERS = ("measures", "note", "evidence", "position", "status")
_REPORTS = 2
_PLAINLY_LONG = 60
"""A longer text with a number before it is a recommendation, whatever else stands in the row."""


class RowKind(StrEnum):
    """What a row of a table is."""

    DATA = "data"
    BLANK = "blank"
    HEADER = "header"
    SECTION = "section"
    HINT = "hint"
    TOTAL = "total"
    REMARK = "remark"
    BANNER = "banner"


class BodyRow(NamedTuple):
    """A row with its kind; ``text`` and ``cell`` are those of a section, or the first cell of a row that is left out."""

    row: int
    kind: RowKind
    text: str = ""
    cell: str = ""
    reason: str = ""


class Body:
    """Gives the rows of a block, and every value with the cell it stands in (the first of merged ones)."""

    def __init__(self, block: Block, readers: Readers) -> None:
        self.block = block
        self.sheet = block.sheet
        self._readers = readers
        self._prompts = Prompts(readers.vocabulary)
        self._merged = _tall(block.sheet.merged, block.first, block.end)
        self._wide = {(area.top, area.left): area for area in block.sheet.merged if area.right > area.left}
        self._text = (block.columns.get("text") or [-1])[0]
        self._reference = (block.columns.get("reference") or block.columns.get("code") or [-1])[0]
        self._words = {fold(part) for stack in block.headers.values() for part in stack.split(" / ")}
        self._totals_by_start = _by_first_word(readers.vocabulary.row_words("total"))
        self._followup = [column for name in FOLLOWUP for column in block.columns.get(name, [])]
        self._agencies = [column for name in ("lead", "contributing") for column in block.columns.get(name, [])]
        self._last = self._last_full_row()

    def place(self, row: int, column: int) -> Place:
        """The cell that holds a value: the first of the merged ones that cover it."""
        place = (row, column)
        return self._merged.get(place, place) if self._merged else place

    def value(self, row: int, column: int) -> Value:
        """The value of a cell, also where a merge covers it from above."""
        return self.sheet.value(*self.place(row, column))

    def continues(self, row: int) -> bool:
        """Whether the row goes on with the recommendation above: its text or number is merged from there."""
        for column in (self._text, self._reference):
            if column >= 0 and self.place(row, column)[0] < row and not is_blank(self.value(row, column)):
                return True
        return False

    def row(self, row: int) -> BodyRow:
        """A row with its kind."""
        return BodyRow(row, RowKind.DATA) if self._plainly_data(row) else self._row(row)

    def _row(self, row: int) -> BodyRow:
        own = self._own(row)
        if not own:
            return BodyRow(row, RowKind.DATA if self._unreadable(row) else RowKind.BLANK)
        column, first = next(iter(own.items()))
        cell = self.sheet.address(row, column)
        if self._repeats_header(own):
            return BodyRow(row, RowKind.HEADER, first, cell)
        if self._counts_columns(own):
            return BodyRow(row, RowKind.HINT, first, cell, Phrase("the numbers of the columns"))
        if self._hints(row, own):
            return BodyRow(row, RowKind.HINT, first, cell, Phrase("a hint on how to fill the columns in"))
        if self._totals(own):
            return BodyRow(row, RowKind.TOTAL, first, cell, Phrase("a total row ('{text}')", text=first[:40]))
        return self._told_by_place(row, own, BodyRow(row, RowKind.DATA, cell=cell), first)

    def _told_by_place(self, row: int, own: dict[int, str], data: BodyRow, first: str) -> BodyRow:
        """A row of data, or a lone text: the heading of a section, or a remark under the table."""
        if self.continues(row) or self._unreadable(row):
            return data
        if heading := self._heading(row, own):
            return heading
        if row > self._last and not self._full(row) and not self._reports(own):
            return self._under(row, first, data.cell)
        return data

    def _reports(self, own: dict[int, str]) -> bool:
        """Return True if a number or an agency stands in its column, and something in two that the group fills in."""
        told = self._reference in own or any(self._readers.agencies.is_agency(own.get(at, "")) for at in self._agencies)
        return told and sum(column in own for column in self._followup) >= _REPORTS

    def _plainly_data(self, row: int) -> bool:
        """Whether a row has a number, and a text that is long or asks for something: no hint and no total is such."""
        if self._text < 0 or self._reference < 0 or row > self._last:
            return False
        text, number = self.sheet.value(row, self._text), self.sheet.value(row, self._reference)
        if not isinstance(text, str) or not isinstance(number, (str, int, float)):
            return False
        return read_reference(str(number)) is not None and (
            len(text) > _PLAINLY_LONG or recommends(text, self._readers)
        )

    def _unreadable(self, row: int) -> bool:
        """Whether the text or the number of the row stands in a cell that cannot be read."""
        return any((row, column) in self.sheet.faults for column in (self._text, self._reference))

    def _own(self, row: int) -> dict[int, str]:
        left = self.block.left
        cells = self.sheet.rows[row][left : self.block.right + 1] if row < len(self.sheet.rows) else []
        texts = ((column, str(value).strip()) for column, value in enumerate(cells, left) if value is not None)
        return {column: text for column, text in texts if text and not self._prompts.has(text)}

    def _full(self, row: int) -> bool:
        """Whether a row has a text or a reference, so that it can be a recommendation."""
        text = self.value(row, self._text) if self._text >= 0 else None
        if isinstance(text, str) and (
            len(text.strip()) >= 25 or split_reference(text.strip()) or self._verb_first(text)
        ):
            return True
        number = self.value(row, self._reference) if self._reference >= 0 else None
        return not is_blank(number) and (
            self.block.columns.get("code") is not None or read_reference(str(number)) is not None
        )

    def _last_full_row(self) -> int:
        """The last row that looks like a recommendation: what comes behind it stands under the table."""
        if self._text < 0 and self._reference < 0:
            return self.block.end - 1
        for row in range(self.block.end - 1, self.block.first - 1, -1):
            own = self._own(row)
            if (
                self._full(row)
                and not self._totals(own)
                and not self._remarks(own)
                and (len(own) > 1 or self._text in own)
            ):
                return row
        return self.block.first - 1

    def _repeats_header(self, own: dict[int, str]) -> bool:
        return (
            len(own) > 1
            and bool(self._words)
            and sum(len(text) < _LONGEST_HEADING and fold(text) in self._words for text in own.values())
            >= 0.7 * len(own)
        )

    def _counts_columns(self, own: dict[int, str]) -> bool:
        numbers = [text.strip("()[]. ") for text in own.values()]
        if len(numbers) < 3 or not all(number.isdigit() for number in numbers):
            return False
        counted = [int(number) for number in numbers]
        return counted[0] in (0, 1) and all(two - one == 1 for one, two in pairwise(counted))

    def _hints(self, row: int, own: dict[int, str]) -> bool:
        if row > self.block.first + 3:
            return False
        texts = list(own.values())
        bracketed = sum(text.startswith(("(", "[", "<", "{")) and text.endswith((")", "]", ">", "}")) for text in texts)
        if len(texts) >= 2 and bracketed == len(texts):
            return True
        hints = sum(is_hint(text, self._readers) for text in texts)
        return hints >= 2 or (hints == 1 and (len(texts) == 1 or is_hint(own.get(self._text, ""), self._readers)))

    def _totals(self, own: dict[int, str]) -> bool:
        for text in list(own.values())[:2]:
            folded = fold(text)
            if self._counts_up(folded, own):
                return True
            for word in self._totals_by_start.get(folded.split(" ", 1)[0], ()):
                if folded != word and not folded.startswith(f"{word} "):
                    continue
                rest = folded.removeprefix(word).strip()
                text_cell = own.get(self._text, "")
                longest = 160 if not rest and text != text_cell else 60
                if len(text_cell) < longest and len(rest) < 60 and not recommends(text_cell, self._readers):
                    return True
        return False

    def _counts_up(self, folded: str, own: dict[int, str]) -> bool:
        """A lone line such as "Total on this page: 4", wherever in it the word stands."""
        match = re.match(r"^(.{3,40}?)\s*\d+(?:\s\w{1,20})?$", folded)
        if match is None or len(own) > 2:
            return False
        return any(
            match[1] == word or match[1].endswith(f" {word}")
            for words in self._totals_by_start.values()
            for word in words
        )

    def _remarks(self, own: dict[int, str]) -> bool:
        return len(set(own.values())) == 1 and self._starts_with(next(iter(own.values())), "remark")

    def _starts_with(self, text: str, kind: str) -> bool:
        """Whether a text opens with a word of a kind and a colon ("Note: ...", "Theme: ...")."""
        words = self._readers.vocabulary.row_words(kind)
        match = _COLON.match(text)
        if match is not None:
            return fold(match[1]) in words
        counted = re.match(r"^(\D{2,20}?)\s*\d+(?:\s*(?:/|of|из|-)\s*\d+)?\W*$", text)
        return text.startswith("*") or (kind == "remark" and counted is not None and fold(counted[1]) in words)

    def _heading(self, row: int, own: dict[int, str]) -> BodyRow | None:
        """A row with one text: the heading of a section, or a remark."""
        telling = {column: text for column, text in own.items() if not _ENUMERATED.match(text)}
        distinct = set(telling.values())
        if len(distinct) != 1 or len(own) - len(telling) > 1:
            return None
        column, text = next(iter(telling.items()))
        said = self._said_by_its_start(row, column, text)
        if said is not None or self._is_recommendation(row, column, text, own):
            return said
        cell = self.sheet.address(row, column)
        if row > self._last:
            return self._under(row, text, cell)
        return BodyRow(row, RowKind.SECTION, text, cell) if len(text) <= _LONGEST_HEADING else None

    def _said_by_its_start(self, row: int, column: int, text: str) -> BodyRow | None:
        """A section, a remark or a banner that its first word or its number tells."""
        cell = self.sheet.address(row, column)
        if self._starts_with(text, "section"):
            return BodyRow(row, RowKind.SECTION, text, cell) if row < self._last else self._under(row, text, cell)
        if self._starts_with(text, "remark") or self._answers(text):
            return BodyRow(row, RowKind.REMARK, text, cell, Phrase("a remark ('{text}')", text=text[:40]))
        if split_reference(text) is not None and self._bare_below(row):
            return BodyRow(row, RowKind.BANNER, text, cell)
        return None

    def _answers(self, text: str) -> bool:
        """Return True if a lone text says what was done, behind the word for it: "Response: the law was adopted"."""
        head, colon, _ = text.partition(":")
        named = self._readers.headers.best(head) if colon and len(head) <= _LONGEST_HEAD else None
        return named is not None and named.field in _ANSWERS

    def _bare_below(self, row: int) -> bool:
        """Whether the next row holds everything of a recommendation but its text and number."""
        below = self._own(row + 1)
        return len(below) > 1 and self._text not in below and self._reference not in below

    def _under(self, row: int, text: str, cell: str) -> BodyRow:
        return BodyRow(row, RowKind.REMARK, text, cell, Phrase("text under the table ('{text}')", text=text[:40]))

    def _is_recommendation(self, row: int, column: int, text: str, own: dict[int, str]) -> bool:
        """Whether a lone text is a recommendation of which nothing else is known."""
        across = self._wide.get((row, column))
        if across is not None and across.right - across.left + 1 >= min(3, len(self.block.columns)):
            return False
        if self._reference in own and self._reference != column and read_reference(own[self._reference]):
            return True
        if column != self._text:
            return False
        if split_reference(text) is not None:
            return True
        marked = (row, column) in self.sheet.bold or (row, column) in self.sheet.fills
        return not marked and (
            len(text) > _LONGEST_HEADING or recommends(text, self._readers) or self._verb_first(text)
        )

    def _verb_first(self, text: str) -> bool:
        tokens = fold(text[:60]).split()
        return bool(tokens) and tokens[0] in self._readers.vocabulary.row_words("verb")


def _by_first_word(phrases: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for phrase in phrases:
        found.setdefault(phrase.split(" ", 1)[0], []).append(phrase)
    return found


def _tall(merged: list[Area], first: int, end: int) -> dict[Place, Place]:
    """For every cell that a vertical merge covers, the cell that holds the value."""
    return {
        (row, column): (area.top, area.left)
        for area in merged
        if area.bottom > area.top and area.top >= first and area.bottom < end + 1
        for row in range(area.top, area.bottom + 1)
        for column in range(area.left, area.right + 1)
    }
