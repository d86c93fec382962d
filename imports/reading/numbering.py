"""The number of a row: its own column, a letter beside it, the cell that names the document, or the text itself."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from imports.cells.references import (
    Reference,
    may_have_lost_zero,
    read_reference,
    split_after_heading,
    split_reference,
    trailing_reference,
    turned_into_date,
)
from imports.cells.units import split_units
from imports.files import Value, is_blank
from imports.reading.numbers import settle_numbers
from imports.reading.questions import Question, QuestionBook
from imports.tables.shown import ShownTable, shown

_IN_LAST_BRACKET = re.compile(
    r"\(([^()]*?)[,;]?\s*\b(?:[Rr]ec\.?\s*|[Pp]ara\.?\s*|[Nn]o\.?\s*)?(\d{1,3}\.\d{1,3})\s*\)\s*[.;]?$"
)
_LETTER_FIRST = re.compile(r"^\(?([a-z])\)\s+(?=\S)", re.IGNORECASE)
_LETTER = re.compile(r"^\(?\s*([a-z])\s*\)?$", re.IGNORECASE)


class Numbered(NamedTuple):
    """A text with its reference, and the cell of the reference."""

    text: str
    reference: Reference | None
    cell: str


class Numbering:
    """Finds the reference of each row of a table."""

    def __init__(self, table: ShownTable, book: QuestionBook, file: str) -> None:
        self._table = table
        self._book = book
        self._file = file
        self._columns = table.columns("reference") or table.columns("code")
        self._sources = [name for name in ("document", "mechanism") if table.columns(name)]
        self._settled = settle_numbers(list(self._numbers()))

    def by_item(self) -> bool:
        """Whether the texts themselves begin with UPR numbers."""
        block = self._table.block
        rows = range(block.first, min(block.end, block.first + 40))
        cells = [self._table.cell(row, column) for column in block.columns.get("text", []) for row in rows]
        splits = [split_reference(cell.text) for cell in cells if cell]
        items = [split for split in splits if split and split[0].numbered_by_item]
        return len(items) >= 0.5 * max(1, len(splits))

    def read(self, row: int, text: str, text_cell: str) -> Numbered:
        """The reference of a row and its text without it."""
        reference, cell = self._from_column(row)
        if reference is None:
            reference, cell = self._from_source(row)
        if not text:
            return Numbered(text, reference, cell)
        return self._from_text(text, text_cell, reference, cell)

    def _from_text(self, text: str, text_cell: str, reference: Reference | None, cell: str) -> Numbered:
        if reference is not None and not reference.lettered and (match := _LETTER_FIRST.match(text)):
            lettered = read_reference(f"{reference.text}({match[1].lower()})")
            if lettered is not None and not reference.numbered_by_item and len(split_units(text)) == 1:
                return Numbered(text[match.end() :].strip(), lettered, cell)
        split = split_reference(text)
        if split is not None and (reference is None or split[0] == reference):
            self._table.block.within.add("reference")
            return Numbered(split[1], reference or split[0], cell or text_cell)
        if reference is not None:
            return Numbered(text, reference, cell)
        if (match := _IN_LAST_BRACKET.search(text)) and (found := read_reference(match[2])):
            kept = (
                f"{text[: match.start()].rstrip()} ({match[1].strip()})"
                if match[1].strip()
                else text[: match.start()].rstrip()
            )
            return Numbered(kept, found, text_cell)
        if not self._columns and (headed := split_after_heading(text)):
            return Numbered(headed[2], headed[1], text_cell)
        return Numbered(text, None, "")

    def _from_source(self, row: int) -> tuple[Reference | None, str]:
        """The number behind a document or a mechanism: "CEDAW/C/AZE/CO/6, para. 13 (b)", "UPR (3rd cycle), 140.12"."""
        for name in self._sources:
            if cell := self._table.field(name, row):
                found = trailing_reference(cell.text)
                if found is not None:
                    self._table.block.within.add("reference in source")
                    return found, cell.address
        return None, ""

    def _from_column(self, row: int) -> tuple[Reference | None, str]:
        for column in self._columns:
            value, number_format, where = self._table.raw(row, column)
            if is_blank(value):
                continue
            place = self._table.body.place(row, column)
            if may_have_lost_zero(value, number_format) or (column == self._columns[0] and place[0] in self._settled):
                return self._doubtful(place[0], where), where
            text = shown(value, number_format)
            if turned_into_date(value):
                return self._asked(where, f"The number in cell {where} was turned into a date ({text})", ()), where
            return self._with_letter(read_reference(text) or trailing_reference(text), row), where
        return None, ""

    def _with_letter(self, reference: Reference | None, row: int) -> Reference | None:
        """A paragraph whose letter stands in a column of its own."""
        letter = self._table.field("letter", row)
        match = _LETTER.match(letter.text.strip()) if letter else None
        if reference is None or match is None or reference.lettered:
            return reference
        return read_reference(f"{reference.text}({match[1].lower()})")

    def _doubtful(self, row: int, where: str) -> Reference | None:
        possible = self._settled.get(row, [])
        if len(possible) == 1:
            return read_reference(possible[0])
        return self._asked(where, f"The number in cell {where} may have lost a zero", tuple(possible))

    def _asked(self, where: str, doubt: str, possible: tuple[str, ...]) -> Reference | None:
        """The number that a person gives for a cell which a spreadsheet changed."""
        key = f"reference:{self._file}/{self._table.sheet.name}/{where}"
        answer = self._book.ask(Question(key, f"{doubt}. Which recommendation is it?", possible), where)
        return read_reference(answer) if answer else None

    def _numbers(self) -> Iterator[tuple[int, Value, str]]:
        """Row, value and number format of the reference column, for settling numbers that may have lost a zero."""
        for column in self._columns[:1]:
            for row in range(self._table.block.first, self._table.block.end):
                yield row, self._table.sheet.value(row, column), self._table.sheet.formats.get((row, column), "")
