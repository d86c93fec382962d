"""The number of a row: its own column, a letter beside it, the cell that names the document, or the text itself."""

import re
from typing import NamedTuple

from imports.cells.references import (
    LEAST_UPR_PARAGRAPH,
    Reference,
    may_have_lost_zero,
    read_reference,
    split_after_heading,
    split_reference,
    trailing_reference,
    turned_into_date,
)
from imports.cells.short_references import ShortReferences
from imports.cells.units import split_units
from imports.reading.numbers import settle_numbers
from imports.reading.questions import Question, QuestionBook
from imports.reading.two_numbers import agree, is_of_upr, texts_count
from imports.tables.shown import Cell, ShownTable
from tracker.language.phrase import Phrase

_IN_LAST_BRACKET = re.compile(
    r"\(([^()]*?)[,;]?\s*\b(?:[Rr]ec\.?\s*|[Pp]ara\.?\s*|[Nn]o\.?\s*)?(\d{1,3}\.\d{1,3})\s*\)\s*[.;]?$"
)
_LETTER_FIRST = re.compile(r"^\(?([a-z])\)\s+(?=\S)", re.IGNORECASE)
_ITEM = re.compile(r"^(?P<paragraph>\d{1,3})(?:\((?P<letter>[a-y])\))?$")
_LETTER = re.compile(r"^\(?\s*([a-z])\s*\)?$", re.IGNORECASE)


class Numbered(NamedTuple):
    """A text with its reference, and the cell of the reference.

    ``turned`` is the cell of a number that the spreadsheet turned into a date; what was typed is not known.
    ``contradicted`` is another number that the text begins with.
    """

    text: str
    reference: Reference | None
    cell: str
    turned: Cell | None = None
    contradicted: Reference | None = None


class Numbering:
    """Finds the reference of each row of a table."""

    def __init__(self, table: ShownTable, book: QuestionBook, file: str, short: ShortReferences) -> None:
        self._short = short.read
        self._table = table
        self._book = book
        self._file = file
        self._columns = table.columns("reference") or table.columns("code")
        self._cells = table.first("reference" if table.columns("reference") else "code")
        self._letters = table.first("letter") if table.columns("letter") else None
        self._sources = [name for name in ("document", "mechanism") if table.columns(name)]
        self._turned = {cell for cell in set(self._cells) if cell is not None and _turned(cell)}
        self._settled = self._settle()
        self._contradicting: dict[int, tuple[Reference, Reference]] = {}
        self.texts_count = bool(self._columns) and texts_count(self._cells, table.first("text"))
        if self.texts_count:
            self._columns, self._cells = [], [None] * len(self._cells)
        self._above: Reference | None = None

    def by_item(self) -> bool:
        """Return True if at least half of the texts begin with UPR numbers."""
        block = self._table.block
        rows = range(block.first, min(block.end, block.first + 40))
        cells = [self._table.cell(row, column) for column in block.columns.get("text", []) for row in rows]
        splits = [split_reference(cell.text) for cell in cells if cell]
        items = [split for split in splits if split and split[0].numbered_by_item]
        return len(items) >= 0.5 * max(1, len(splits))

    def unread(self, row: int) -> Cell | None:
        """The cell of the number column, if it is filled and holds no number."""
        found = self._cells[row - self._table.block.first] if self._columns else None
        ways = (read_reference, self._short, trailing_reference)
        read = found is None or any(way(found.text) is not None for way in ways)
        return None if read else found

    def read(self, row: int, text: str, text_cell: str) -> Numbered:
        """The reference of a row and its text without it."""
        reference, cell, turned = self._of_columns(row)
        if not text:
            return Numbered(text, reference, cell, turned)
        numbered = self._from_text(text, text_cell, reference, cell)
        if numbered.contradicted is not None and reference is not None:
            self._contradicting[row] = reference, numbered.contradicted
        return numbered._replace(turned=turned) if numbered.reference is None else numbered

    def contradiction(self, row: int) -> str:
        """Why a row that was read has no number: its column and its text have two of the UPR; else an empty text."""
        if row not in self._contradicting:
            return ""
        number, other = self._contradicting[row]
        return Phrase(
            "the number {number} and the number {other}, with which the text begins, differ; correct one of them",
            number=number.text,
            other=other.text,
        )

    def _of_columns(self, row: int) -> tuple[Reference | None, str, Cell | None]:
        """The number in the columns of a row, its cell, and the cell of a number that was turned into a date."""
        found = self._cells[row - self._table.block.first]
        reference = self._of_cell(found, row) if found is not None else self._item_below(row)
        self._above = reference or self._above
        turned = found if found in self._turned and reference is None else None
        if reference is None and self._sources:
            return *self._from_source(row), turned
        return reference, found.address if found is not None and turned is None else "", turned

    def _from_text(self, text: str, text_cell: str, reference: Reference | None, cell: str) -> Numbered:
        """The text without the number or letter that it begins or ends with; ``reference`` is that of the columns."""
        if reference is not None and (lettered := _letter_first(text, reference)):
            return Numbered(lettered[1], lettered[0], cell)
        split = split_reference(text)
        if split is not None and reference is None:
            self._table.block.within.add("reference")
            return Numbered(split[1], split[0], cell or text_cell)
        if reference is not None:
            return self._of_both(reference, cell, text, split, text_cell)
        if ending := _in_last_bracket(text):
            return Numbered(ending[1], ending[0], text_cell)
        if not self._columns and (headed := split_after_heading(text)):
            return Numbered(headed[2], headed[1], text_cell)
        return Numbered(text, None, "")

    def _of_both(
        self, reference: Reference, cell: str, text: str, split: tuple[Reference, str] | None, text_cell: str
    ) -> Numbered:
        """The number of the columns, or the item of it that the text begins with; two numbers of the UPR contradict."""
        if split is None or not agree(reference, split[0]):
            contradicts = split is not None and is_of_upr(reference) and is_of_upr(split[0])
            return Numbered(text, reference, cell, contradicted=split[0] if split and contradicts else None)
        self._table.block.within.add("reference")
        precise = split[0].lettered and not reference.lettered
        return Numbered(split[1], split[0], text_cell) if precise else Numbered(split[1], reference, cell)

    def _from_source(self, row: int) -> tuple[Reference | None, str]:
        """The number after a document or a mechanism: "CEDAW/C/AZE/CO/6, para. 13 (b)", "UPR (3rd cycle), 140.12"."""
        for name in self._sources:
            if cell := self._table.field(name, row):
                found = trailing_reference(cell.text)
                if found is not None:
                    self._table.block.within.add("reference in source")
                    return found, cell.address
        return None, ""

    def _of_cell(self, cell: Cell, row: int) -> Reference | None:
        """The reference in a cell of the number column; a person is asked if the spreadsheet changed it."""
        doubtful = isinstance(cell.value, float) and may_have_lost_zero(cell.value, cell.number_format)
        if doubtful or (self._settled and cell.at(row).address in self._settled):
            return self._doubtful(cell.at(row))
        if cell in self._turned:
            where = cell.at(row).address
            text = Phrase(
                "The number in cell {cell} was turned into a date ({date}). Which recommendation is it?",
                cell=where,
                date=cell.text,
            )
            return self._asked(where, text, ())
        if self._above and (match := _LETTER.match(cell.text.strip())):  # an item of the paragraph above
            return read_reference(f"{self._paragraph()}({match[1].lower()})")
        if short := self._short(cell.text):
            return self._with_letter(short.reference, row)
        return self._with_letter(read_reference(cell.text) or trailing_reference(cell.text), row)

    def _with_letter(self, reference: Reference | None, row: int) -> Reference | None:
        """A paragraph with what stands in the column of letters: 12 and "a", or 140 and 7, which is 140.7."""
        letter = self._letters[row - self._table.block.first] if self._letters else None
        if reference is None or letter is None or not reference.text.isdecimal():
            return reference
        if match := _LETTER.match(letter.text.strip()):
            return read_reference(f"{reference.text}({match[1].lower()})")
        item = letter.text.strip().lstrip(".")
        by_item = item.isdecimal() and int(reference.text) >= LEAST_UPR_PARAGRAPH
        return read_reference(f"{reference.text}.{item}") if by_item else reference

    def _item_below(self, row: int) -> Reference | None:
        """The item of the paragraph above, where a row has only its letter: "b" below 12 and "a"."""
        if self._letters is None or self._above is None:
            return None
        found = self._with_letter(read_reference(self._paragraph()), row)
        return found if found is not None and found.text != self._paragraph() else None

    def _paragraph(self) -> str:
        """The paragraph of the row above."""
        return re.split(r"\D", self._above.text, maxsplit=1)[0] if self._above else ""

    def _doubtful(self, cell: Cell) -> Reference | None:
        """The reference of a number that may have lost a zero; a person is asked if several are possible."""
        possible = self._settled.get(cell.address, [])
        if len(possible) == 1:
            return read_reference(possible[0])
        text = Phrase("The number in cell {cell} may have lost a zero. Which recommendation is it?", cell=cell.address)
        return self._asked(cell.address, text, tuple(possible))

    def _asked(self, where: str, text: str, possible: tuple[str, ...]) -> Reference | None:
        """Ask for the number of a cell that a spreadsheet changed."""
        key = f"reference:{self._file}/{self._table.sheet.name}/{where}"
        answer = self._book.ask(Question(key, text, possible), where)
        return read_reference(answer) if answer else None

    def _settle(self) -> dict[str, list[str]]:
        """The possible readings of the numbers that may have lost a zero, by their cells; found from the whole column."""
        first = self._table.block.first
        distinct = [cell for cell in set(self._cells) if cell is not None]
        numbers = any(isinstance(cell.value, float) for cell in distinct)
        if not numbers and any(cell.text.strip().endswith("0") and _is_plain(cell) for cell in distinct):
            return {}  # in a column of texts with a zero at an end, zeros were not lost
        cells = [cell.at(row) for row, cell in enumerate(self._cells, first) if cell]
        settled = settle_numbers([(at, cell.value, cell.number_format) for at, cell in enumerate(cells)])
        return {cells[at].address: readings for at, readings in settled.items()}


def next_item(text: str, before: str) -> tuple[Reference, str] | None:
    """The next lettered item of the paragraph of the row above, and its text: "(b) Adopt a law" below 13 or 13 (a)."""
    match, above = _LETTER_FIRST.match(text), _ITEM.match(before)
    if match is None or above is None or ord(match[1].lower()) != ord(above["letter"] or "`") + 1:
        return None
    found = read_reference(f"{above['paragraph']}({match[1].lower()})")
    return (found, text[match.end() :].strip()) if found is not None and len(split_units(text)) == 1 else None


def _letter_first(text: str, reference: Reference) -> tuple[Reference, str] | None:
    """The lettered item of a paragraph and its text, if the text begins with one letter: "(a) Adopt a law"."""
    match = _LETTER_FIRST.match(text)
    if match is None or reference.lettered or reference.numbered_by_item:
        return None
    lettered = read_reference(f"{reference.text}({match[1].lower()})")
    if lettered is None or len(split_units(text)) != 1:
        return None
    return lettered, text[match.end() :].strip()


def _in_last_bracket(text: str) -> tuple[Reference, str] | None:
    """The number in the bracket that ends a text, and the text without it: "Adopt a law (Spain, 140.12)"."""
    match = _IN_LAST_BRACKET.search(text)
    found = read_reference(match[2]) if match else None
    if match is None or found is None:
        return None
    before, rest = text[: match.start()].rstrip(), match[1].strip()
    return found, f"{before} ({rest})" if rest else before


def _turned(cell: Cell) -> bool:
    """Return True if the spreadsheet turned a number into a date; "140.12" is still a number."""
    return not _is_plain(cell) and turned_into_date(cell.value)


def _is_plain(cell: Cell) -> bool:
    """Return True if the cell is a text that holds only a number."""
    return isinstance(cell.value, str) and cell.value.strip().replace(".", "", 1).isdecimal()
