"""A table of recommendations as its rows are read: every value with its text as shown and the cell it stands in."""

import html
import re
from datetime import date
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from imports.cells.readers import Readers
from imports.cells.references import shown_number
from imports.files import Value, is_blank, letters
from imports.tables.body import Body
from imports.tables.table import Block
from tracker.folding import fold, tidy

_TAG = re.compile(
    r"</?(?:p|div|br|li|ul|ol|em|strong|b|i|u|span|a|td|tr|table|h\d|sup|sub|font)\b[^<>]*>", re.IGNORECASE
)
_BREAKS = re.compile(r"<(?:br\s*/?|/p|/div|/li|/tr|/h\d)>", re.IGNORECASE)
_ERROR = re.compile(
    r"^#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|ССЫЛКА!|ЗНАЧ!|ИМЯ\?|Н/Д|ДЕЛ/0!|BAŞV!|YOK|DEĞER!|AD\?|SAYI/0!)$"
)
_CARRIAGE = re.compile(r"_x000[dD]_")
_LONGEST_DITTO = 25
_DOUBTFUL = ("#", "=")


class Cell(NamedTuple):
    """The text of a cell as a person sees it, and its address."""

    text: str
    address: str


class ShownTable:
    """The cells of a block. A merged value belongs to every row it covers; a ditto mark repeats the cell above."""

    def __init__(self, block: Block, readers: Readers) -> None:
        self.block = block
        self.sheet = block.sheet
        self.body = Body(block, readers)
        self._unticked = readers.vocabulary.row_words("unticked") | {"☐", "□", "◻"}
        self._dittos = readers.vocabulary.row_words("ditto")
        self._row = -1
        self._cells: dict[int, Cell | None] = {}

    def columns(self, name: str) -> list[int]:
        """The columns of a field."""
        return self.block.columns.get(name, [])

    def header(self, column: int) -> str:
        """The header of a column, or its letter."""
        return self.block.headers.get(column) or letters(column)

    def raw(self, row: int, column: int) -> tuple[Value, str, str]:
        """Value, number format and address of a cell, with ditto marks followed upwards."""
        place = self.body.place(row, column)
        value = self.sheet.value(*place)
        while isinstance(value, str) and row > self.block.first and self.is_ditto(value):
            row -= 1
            place = self.body.place(row, column)
            value = self.sheet.value(*place)
        return value, self.sheet.formats.get(place, ""), self.sheet.address(*place)

    def cell(self, row: int, column: int) -> Cell | None:
        """A cell with its text; ``None`` when it is blank. The cells of the row at hand are read once."""
        if row != self._row:
            self._row, self._cells = row, {}
        if column not in self._cells:
            value, number_format, where = self.raw(row, column)
            blank = is_blank(value) or is_error(value)
            self._cells[column] = None if blank else Cell(shown(value, number_format), where)
        return self._cells[column]

    def doubtful(self, row: int) -> bool:
        """Whether a cell of the row may be an error, a formula typed as text, or one that cannot be trusted."""
        return self._strange or (bool(self._doubts) and not self._doubts.isdisjoint(self.sheet.rows[row]))

    @cached_property
    def _strange(self) -> bool:
        return bool(self.sheet.faults or self.sheet.merged)

    @cached_property
    def _doubts(self) -> set[Value]:
        """The cells of the sheet that begin like an error or a formula."""
        values = set(chain.from_iterable(self.sheet.rows))
        return {value for value in values if isinstance(value, str) and value.lstrip().startswith(_DOUBTFUL)}

    def errors(self, row: int) -> list[tuple[str, Cell]]:
        """The cells of a row that show an error of the spreadsheet, with their fields."""
        found: list[tuple[str, Cell]] = []
        for name, columns in self.block.columns.items() if self.doubtful(row) else ():
            for column in columns:
                place = self.body.place(row, column)
                value, fault = self.sheet.value(*place), self.sheet.faults.get(place, "")
                if is_error(value) or "error" in fault:
                    shown_error = str(value).strip() if is_error(value) else fault.rpartition(" ")[2]
                    found.append((name, Cell(shown_error, self.sheet.address(*place))))
        return found

    def tick(self, row: int, column: int) -> Cell | None:
        """A cell that is ticked; an empty box or a "no" is not."""
        found = self.cell(row, column)
        return None if found is None or found.text.strip().casefold() in self._unticked else found

    def field(self, name: str, row: int) -> Cell | None:
        """The first filled cell of a field."""
        for column in self.columns(name):
            if found := self.cell(row, column):
                return found
        return None

    def joined(self, name: str, row: int) -> Cell | None:
        """The text of a field that is spread over several columns; further columns are headed by their names."""
        columns = self.columns(name)
        if len(columns) == 1:
            only = self.cell(row, columns[0])
            return only._replace(text=text) if only and (text := tidy(only.text)) != only.text else only
        parts: list[Cell] = []
        for column in columns:
            if found := self.cell(row, column):
                head = f"{self.header(column)}: " if column != columns[0] else ""
                parts.append(Cell(head + tidy(found.text), found.address))
        return Cell("\n".join(part.text for part in parts), parts[0].address) if parts else None

    def fill(self, row: int, column: int) -> str | None:
        """The colour of a cell."""
        return self.sheet.fills.get(self.body.place(row, column))

    def is_ditto(self, text: str) -> bool:
        """Whether a cell says that the one above goes on."""
        if len(text) > 2 * _LONGEST_DITTO:
            return False
        plain = text.strip()
        if not plain or len(plain) > _LONGEST_DITTO:
            return False
        if not plain.strip("\"'〃”“„«»-–—/ ") and any(mark in plain for mark in "\"'〃”“„«»/"):
            return True
        return fold(plain) in self._dittos


def is_error(value: Value) -> bool:
    """Whether a cell shows what a spreadsheet writes where a formula fails."""
    return isinstance(value, str) and "#" in value and _ERROR.match(value.strip()) is not None


def shown(value: Value, number_format: str = "") -> str:
    """A value as its cell shows it; marks that databases and browsers leave in texts are taken out."""
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return f"{value * 100:.0f}%" if number_format.endswith("%") else shown_number(value, number_format)
    return value.strftime("%Y-%m-%d") if isinstance(value, date) else str(value)


def _plain(text: str) -> str:
    if "_x000" in text:
        text = _CARRIAGE.sub("", text)
    if "<" in text and _TAG.search(text):
        text = _TAG.sub("", _BREAKS.sub("\n", text))
    return html.unescape(text) if "&" in text and ";" in text else text
