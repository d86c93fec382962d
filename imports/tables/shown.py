"""A table of recommendations by columns: every value with its text as shown and the cell it stands in."""

import html
import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from functools import cached_property
from operator import itemgetter

from imports.cells.readers import Readers
from imports.cells.references import shown_number
from imports.cells.tick_marks import TickMarks
from imports.files import Place, Value, is_blank, letters
from imports.files.invisible import raised
from imports.tables.blank import Prompts
from imports.tables.body import Body
from imports.tables.table import Block, Mark
from tracker.folding import fold

_TAG = re.compile(
    r"</?(?:p|div|br|li|ul|ol|em|strong|b|i|u|span|a|td|tr|table|h\d|sup|sub|font)\b[^<>]*>", re.IGNORECASE
)
_LINK = re.compile(r"<a\b[^<>]*?\bhref\s*=\s*[\"']?([^\"'\s<>]+)[^<>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)
_RAISED = re.compile(r"<sup>\s*(\d{1,2})\s*</sup>", re.IGNORECASE)
_BREAKS = re.compile(r"<(?:br\s*/?|/p|/div|/li|/tr|/h\d)>", re.IGNORECASE)
_ERROR = re.compile(
    r"^#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|ССЫЛКА!|ЗНАЧ!|ИМЯ\?|Н/Д|ДЕЛ/0!|BAŞV!|YOK|DEĞER!|AD\?|SAYI/0!)$"
)
_CARRIAGE = re.compile(r"_x000[dD]_")
_LONGEST_DITTO = 25
_DITTO_MARKS = "\"'〃”“„«»-–—/ "


class Cell:
    """The text of a cell as a person sees it, its value, and its address.

    Cells of a column that hold the same are one object, which names its column alone; a value that stands in another
    row than the one that says it (a merged cell, a ditto mark) has its whole address. Compared by identity.
    """

    __slots__ = ("address", "number_format", "text", "value")

    def __init__(self, text: str, address: str, value: Value = None, number_format: str = "") -> None:
        self.text = text
        self.address = address
        self.value = value
        self.number_format = number_format

    def at(self, row: int) -> "Cell":
        """The cell with its whole address, as one of a row."""
        where = whole(self.address, row)
        return self if where == self.address else Cell(self.text, where, self.value, self.number_format)

    def saying(self, text: str) -> "Cell":
        """A cell at the same place with another text."""
        return self if text == self.text else Cell(text, self.address, self.value, self.number_format)


def whole(address: str, row: int) -> str:
    """The whole address of a cell that may be named by its column alone."""
    return f"{address}{row + 1}" if address.isalpha() else address


class ShownTable:
    """The cells of a block. A merged value belongs to every row it covers; a ditto mark repeats the cell above.

    ``crossed`` are cells that count as blank, as their whole text is struck out; ``signs`` are those of the workbook's
    key, so that a dash that it explains is none for nothing.
    """

    def __init__(
        self, block: Block, readers: Readers, crossed: Collection[Place] = (), signs: Collection[str] = ()
    ) -> None:
        self.block = block
        self.sheet = block.sheet
        self.body = Body(block, readers)
        self._prompts = Prompts(readers.vocabulary)
        self._tick_marks = TickMarks(readers.vocabulary)
        self._planned = readers.vocabulary.row_words("wished_column")
        self._lead_ins: dict[tuple[str, int], str] = {}
        self._dittos = readers.vocabulary.row_words("ditto")
        self._ditto_starts = {word[0] for word in self._dittos} | set(_DITTO_MARKS)
        self._columns: dict[int, list[Cell | None]] = {}
        self._failed: dict[int, dict[int, Cell]] = defaultdict(dict)
        self._kept: Sequence[int] | None = None
        self._crossed = crossed
        self._signs = signs

    def leave_out(self, rows: Collection[int]) -> None:
        """Take the cells of some rows for blank in the columns that are read from now on."""
        if rows:
            self._kept = [row for row in range(self.block.first, self.block.end) if row not in rows]

    def columns(self, name: str) -> list[int]:
        """The columns of a field."""
        return self.block.columns.get(name, [])

    def header(self, column: int) -> str:
        """The header of a column, or its letter."""
        return self.block.headers.get(column) or letters(column)

    def column(self, column: int) -> list[Cell | None]:
        """The cells of a column, from the first row of the table on; ``None`` for blank ones. Read once."""
        if column not in self._columns:
            self._columns[column] = self._read_column(column)
        return self._columns[column]

    def lead_in(self, name: str, column: int) -> str:
        """What has to stand before the texts of a column: its heading, if others stand before or it speaks of plans."""
        if (name, column) not in self._lead_ins:
            further = column != self.columns(name)[0]
            self._lead_ins[name, column] = (
                f"{self.header(column)}: " if further or self._speaks_of_plans(column) else ""
            )
        return self._lead_ins[name, column]

    def _speaks_of_plans(self, column: int) -> bool:
        """Whether a heading speaks of what is only planned: "Planned activities", "Measures taken or planned"."""
        return not self._planned.isdisjoint(fold(self.header(column)).split())

    def first(self, name: str) -> list[Cell | None]:
        """The first filled cell of a field in each row."""
        columns = [self.column(column) for column in self.columns(name)]
        if len(columns) == 1:
            return columns[0]
        if not columns:
            return [None] * (self.block.end - self.block.first)
        return [next(filter(None, cells), None) for cells in zip(*columns, strict=True)]

    def repeats(self, column: int) -> bool:
        """Whether most cells of a column hold what others hold too."""
        cells = self.column(column)
        return 2 * len(set(cells)) <= len(cells)

    def cell(self, row: int, column: int) -> Cell | None:
        """A cell with its whole address; ``None`` when it is blank."""
        found = self.column(column)[row - self.block.first]
        return found.at(row) if found is not None else None

    def field(self, name: str, row: int) -> Cell | None:
        """The first filled cell of a field."""
        at = row - self.block.first
        found = next((cells[at] for column in self.columns(name) if (cells := self.column(column))[at]), None)
        return found.at(row) if found is not None else None

    def raw(self, row: int, column: int) -> tuple[Value, str, str]:
        """Value, number format and address of a cell, with ditto marks followed upwards."""
        found = self.cell(row, column)
        if found is not None:
            return found.value, found.number_format, found.address
        return None, "", self.sheet.address(*self.body.place(row, column))

    def _read_column(self, column: int) -> list[Cell | None]:
        cells = self._plain_column(column)
        if self.sheet.merged or self.sheet.addresses:
            self._put_in_place(column, cells)
        for row, at in self._crossed:
            if at == column and self.block.first <= row < self.block.end:
                cells[row - self.block.first] = None
        self._follow_dittos(cells)
        return cells

    def fill_down(self, column: int) -> None:
        """Let the blank cells of a column say what the one above them says."""
        cells = self.column(column)
        for at in range(1, len(cells)):
            if cells[at] is None and (above := cells[at - 1]) is not None:
                cells[at] = above.at(self.block.first + at - 1)

    def _follow_dittos(self, cells: list[Cell | None]) -> None:
        """Put the cell above in place of each ditto mark."""
        dittos = {
            cell
            for cell in set(cells)
            if cell is not None and len(cell.text) <= 2 * _LONGEST_DITTO and self.is_ditto(cell.text)
        }
        for at, cell in enumerate(cells) if dittos else ():
            if at and cell in dittos:
                above = cells[at - 1]
                cells[at] = above.at(self.block.first + at - 1) if above is not None else None

    def _plain_column(self, column: int) -> list[Cell | None]:
        """The cells of a column as they stand, one object for all that hold the same."""
        values = self._values(column)
        name = letters(column)
        distinct = dict.fromkeys(values)
        texts: dict[Value, Cell | None] = {
            value: self._shown(value, "", name) for value in distinct if isinstance(value, str)
        }
        for value in texts.keys() if any(map(is_error, texts)) else ():
            rows_of = (row for row, other in enumerate(values, self.block.first) if other == value and is_error(value))
            self._failed[column] |= {row: Cell(str(value).strip(), self.sheet.address(row, column)) for row in rows_of}
        if set(map(type, distinct)) <= {str, type(None)}:
            return list(map(texts.get, values))
        return self._with_numbers(column, values, texts)

    def _values(self, column: int) -> list[Value]:
        if self._kept is not None:
            return self._kept_values(column, self._kept)
        rows = self.sheet.rows[self.block.first : self.block.end]
        try:
            values = list(map(itemgetter(column), rows))
        except IndexError:  # a row is shorter than the others
            values = [cells[column] if column < len(cells) else None for cells in rows]
        values += [None] * (self.block.end - self.block.first - len(rows))
        return values

    def _kept_values(self, column: int, kept: Sequence[int]) -> list[Value]:
        values: list[Value] = [None] * (self.block.end - self.block.first)
        for row in kept:
            values[row - self.block.first] = self.sheet.value(row, column)
        return values

    def _with_numbers(self, column: int, values: list[Value], texts: dict[Value, Cell | None]) -> list[Cell | None]:
        """The cells of a column that holds numbers or dates too; they are shown by their formats."""
        formats = self._formats.get(column, {})
        name = letters(column)
        known: dict[object, Cell | None] = {}
        cells: list[Cell | None] = []
        for row, value in enumerate(values, self.block.first):
            if value is None or isinstance(value, str):
                cells.append(texts.get(value))
                continue
            # 1, 1.0 and True are equal for Python, and are three texts.
            key = (type(value), value, formats.get(row, ""))
            if key not in known:
                known[key] = self._shown(value, key[2], name)
            cells.append(known[key])
        return cells

    def _shown(self, value: Value, number_format: str, where: str) -> Cell | None:
        if is_blank(value) or is_error(value):
            return None
        text = shown(value, number_format)
        return (
            None
            if self._prompts.has(text) and text.strip() not in self._signs
            else Cell(text, where, value, number_format)
        )

    def _put_in_place(self, column: int, cells: list[Cell | None]) -> None:
        """Where cells are merged or the sheet was turned, every cell has the name of the place that holds it."""
        placed: dict[tuple[int, int], Cell | None] = {}
        for at in range(len(cells)):
            row = self.block.first + at
            place = self.body.place(row, column)
            if place == (row, column) and not self.sheet.addresses:
                continue
            if place not in placed:
                value, number_format = self.sheet.value(*place), self.sheet.formats.get(place, "")
                placed[place] = self._shown(value, number_format, self.sheet.address(*place))
                if is_error(value):
                    self._failed[column][row] = Cell(str(value).strip(), self.sheet.address(*place))
            cells[at] = placed[place]

    @cached_property
    def _formats(self) -> dict[int, dict[int, str]]:
        """The number formats by column and row."""
        found: dict[int, dict[int, str]] = defaultdict(dict)
        for (row, column), number_format in self.sheet.formats.items():
            found[column][row] = number_format
        return found

    def errors(self, column: int) -> dict[int, Cell]:
        """The cells of a column that show an error of the spreadsheet, by row."""
        self.column(column)
        found = self._failed[column]
        for (row, at), fault in self.sheet.faults.items():
            if at == column and "error" in fault and row not in found and self.block.first <= row < self.block.end:
                found[row] = Cell(fault.rpartition(" ")[2], self.sheet.address(row, column))
        return found

    def is_ticked(self, cell: Cell) -> bool | None:
        """Whether a cell of a column of ticks is ticked; an empty box, "нет", FALSE and 0 are not. ``None`` in doubt."""
        return self._tick_marks.read(cell.text, self._marks)

    def is_cross(self, cell: Cell) -> bool:
        """Whether a mark says no to some people and yes to others ("✗")."""
        return self._tick_marks.is_cross(cell.text)

    @cached_property
    def _marks(self) -> frozenset[str]:
        """All marks in the columns of ticks."""
        return frozenset(cell.text for column in self.block.marks for cell in set(self.column(column)) if cell)

    def ticks(self, kind: str) -> list[tuple[int, Mark]]:
        """The columns whose cells are ticks of a kind, from left to right."""
        return [(column, mark) for column, mark in self.block.marks.items() if mark.kind == kind]

    def fill(self, row: int, column: int) -> str | None:
        """The colour of a cell."""
        return self.sheet.fills.get(self.body.place(row, column))

    def is_ditto(self, text: str) -> bool:
        """Whether a cell says that the one above goes on."""
        plain = text.strip()
        if not 0 < len(plain) <= _LONGEST_DITTO:
            return False
        if plain[0].isascii() and plain[0].lower() not in self._ditto_starts:
            return False
        if not plain.strip(_DITTO_MARKS) and any(mark in plain for mark in "\"'〃”“„«»/"):
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
        text = _LINK.sub(lambda match: match[2] if match[1] in match[2] else f"{match[2]} ({match[1]})", text)
        text = _RAISED.sub(lambda match: raised(match[1]), text)
        text = _TAG.sub("", _BREAKS.sub("\n", text))
    return html.unescape(text) if "&" in text and ";" in text else text
