"""Fields that are taken as they stand: texts, document, position, States, deadline, evidence, and what stands beside."""

import re
from functools import cached_property

from imports.cells.dates import DateOrder, When
from imports.cells.readers import Readers
from imports.cells.symbols import read_symbol
from imports.files import Value, is_blank
from imports.reading.entry import Entry
from imports.reading.questions import Question, QuestionBook
from imports.tables.shown import Cell, ShownTable, shown
from tracker.folding import fold, tidy
from tracker.vocabulary import Position

_TOLD = {
    "position", "states", "lead", "contributing", "status", "percent", "due", "measures", "note", "theme", "affected",
    "sdg", "evidence", "translation",
}  # fmt: skip
"""Fields in which an error waits for a person; in the others it says nothing that would be missed."""

_NAMIBIA = "NA"
"""The code of a State, and a usual word for nothing."""

_PARTS = re.compile(r"\n|;\s|\s\|\s")


class PlainFields:
    """Reads the plain fields of a row."""

    def __init__(self, table: ShownTable, readers: Readers, book: QuestionBook) -> None:
        self._table = table
        self._readers = readers
        self._book = book
        self._orders = {column: self._order(column) for column in table.columns("due")}
        self._long = [name for name in ("measures", "note", "translation", "lead_in") if table.columns(name)]
        self._beside_it = [name for name in ("annotation", "position_source") if table.columns(name)]

    def fill(self, entry: Entry, row: int) -> None:
        """Read the fields that are a row's own: texts, and what stands beside."""
        self._texts(entry, row)
        self._beside(entry, row)

    def fill_answered(self, entry: Entry, row: int) -> None:
        """Read the recommending States, and the position that the State took."""
        self._position(entry, row)
        if found := self._table.field("states", row):
            names = self._readers.states.read(found.text)
            entry.put("states", [] if names == (_NAMIBIA,) and not self._coded else list(names), found.address)

    @cached_property
    def _coded(self) -> bool:
        """Whether the column writes States as codes: only there, "NA" is one and not an empty cell."""
        states, block = self._readers.states, self._table.block
        rows = range(block.first, block.end)
        cells = [self._table.cell(row, column) for column in self._table.columns("states") for row in rows]
        texts = {cell.text for cell in cells if cell and cell.text.strip() != _NAMIBIA}
        return sum(map(states.are_codes, texts)) > len(texts) / 2

    def _texts(self, entry: Entry, row: int) -> None:
        for name in self._long:
            if found := self._table.joined(name, row):
                entry.put(name, found.text, found.address)
        if found := self._table.field("document", row):
            symbol = read_symbol(found.text)
            entry.put("document", symbol.text if symbol else tidy(found.text).lstrip("- "), found.address)
        for name in self._beside_it:
            if found := self._table.field(name, row):
                entry.put(name, found.text.lstrip("- ").strip(), found.address)

    def _position(self, entry: Entry, row: int) -> None:
        found = self._table.field("position", row) or self._ticked(row)
        if found is None:
            return
        reading = self._readers.position.read(found.text)
        if reading.blank:
            return
        code = reading.code or self._asked(found)
        if code:
            entry.put("position", code, found.address)
            entry.put("position_word", tidy(reading.word), found.address)
        else:
            entry.open_values.append(("position", found.text, found.address))

    def _ticked(self, row: int) -> Cell | None:
        """The position whose column is ticked; none when several are."""
        ticked = [
            Cell(mark.value, cell.address)
            for column, mark in self._table.block.marks.items()
            if mark.kind == "position" and (cell := self._table.tick(row, column))
        ]
        return ticked[0] if len(ticked) == 1 else None

    def _asked(self, found: Cell) -> str | None:
        candidates = tuple(position.value for position in Position)
        question = Question(
            f"position:{fold(found.text)[:80]}", f"What does the position '{found.text[:60]}' mean?", candidates
        )
        return self._book.ask(question, found.address)

    def fill_due(self, entry: Entry, row: int) -> None:
        """Read the deadline of a row."""
        for column in self._table.columns("due"):
            value, number_format, where = self._table.raw(row, column)
            if is_blank(value) or self._readers.dates.is_blank(value):
                continue
            when = self._readers.dates.read(value, number_format, self._orders[column]) or self._asked_date(
                value, column, where
            )
            told = (when.on, when.precision.value, tidy(when.text)) if when else (None, "text", tidy(str(value)))
            entry.put("due", told, where)
            return

    def _asked_date(self, value: Value, column: int, where: str) -> When | None:
        """The due date that a person gives for one that cannot be meant as it is written."""
        reason = self._readers.dates.doubt(value, self._orders[column])
        written = shown(value, "")[:60]
        question = Question(
            f"due:{written}", f"The due date '{written}' was not read: {reason}. Which date is meant?", ()
        )
        answer = self._book.ask(question, where) if reason else None
        return self._readers.dates.read(answer) if answer else None

    def _order(self, column: int) -> DateOrder:
        block = self._table.block
        return self._readers.dates.order(block.sheet.value(row, column) for row in range(block.first, block.end))

    def fill_evidence(self, entry: Entry, row: int) -> None:
        """Read what proves a status: a piece for each line, with the date in it."""
        found: list[tuple[str, object]] = []
        where = ""
        for column in self._table.columns("evidence"):
            if cell := self._table.cell(row, column):
                parts = [tidy(part).lstrip("-• ") for part in _PARTS.split(cell.text)]
                found += [(part, self._readers.dates.find(part)) for part in parts if part.strip(".")]
                where = where or cell.address
        entry.put("evidence", list(dict.fromkeys(found)), where)

    def _beside(self, entry: Entry, row: int) -> None:
        """Comments and errors in the row's cells, and the values of columns that the register has no field for."""
        entry.open_values += [
            (name, cell.text, cell.address) for name, cell in self._table.errors(row) if name in _TOLD
        ]
        block = self._table.block
        if block.sheet.comments:
            for column in range(block.left, block.right + 1):
                if comment := block.sheet.comments.get((row, column)):
                    entry.remarks.append((block.sheet.address(row, column), comment.author, comment.text))
        for column in block.unread:
            if cell := self._table.cell(row, column):
                entry.others[self._table.header(column)] = cell.text
