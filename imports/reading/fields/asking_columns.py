"""Several columns that ask for statuses with yes and no ("Completed?", "Started?"): the furthest "yes" is the status."""

from imports.cells.readers import Readers
from imports.fields import BY_NAME
from imports.tables.shown import Cell, ShownTable
from tracker.folding import fold
from tracker.vocabulary import StatusKind

_FURTHEST = (StatusKind.DONE, StatusKind.PARTLY_DONE, StatusKind.CONTINUOUS, StatusKind.UNDER_WAY, StatusKind.PLANNED)
_UNCLEAR, _LAST = -1, len(_FURTHEST)


class AskingColumns:
    """The columns of a table, beside that of the statuses, whose headings ask for a status."""

    def __init__(self, table: ShownTable, readers: Readers, heading: str) -> None:
        self._readers = readers
        self._table = table
        self._heading = heading
        self._own = readers.status.asked(heading)
        turned = BY_NAME["status"].turned_by
        headings = {column: table.header(column) for column in table.block.unread} if self._own else {}
        self._others = {
            column: text
            for column, text in headings.items()
            if readers.status.asked(text) not in ("", self._own) and not readers.headers.turned(text, turned)
        }

    def __bool__(self) -> bool:
        return bool(self._others)

    def furthest(self, row: int, found: Cell | None) -> tuple[Cell | None, str]:
        """The cell of a row that says the furthest status, with its heading; else the given one with its own."""
        own = [(found, self._heading)] if found is not None else []
        others = ((self._table.cell(row, column), text) for column, text in self._others.items())
        asked = own + [(cell, text) for cell, text in others if cell is not None]
        answers = [(self._place(cell, text), cell, text) for cell, text in asked]
        _, cell, text = min(answers, key=lambda answer: answer[0], default=(0, found, self._heading))
        return cell, text

    def _place(self, cell: Cell, heading: str) -> int:
        """How far a cell says that it is, the furthest first; an unclear one comes before all, and a "no" last."""
        reading = self._readers.status.read(cell.text, heading)
        if reading.code is None:
            is_no = reading.blank or fold(cell.text) in self._readers.vocabulary.row_words("answer_no")
            return _LAST if is_no else _UNCLEAR
        kind = self._readers.vocabulary.statuses[reading.code].kind
        return _FURTHEST.index(StatusKind(kind)) if kind in _FURTHEST else _LAST
