"""Reads due dates, in the order of day and month of their column."""

from imports.cells.dates import When
from imports.cells.placeholders import says_none
from imports.fields import Reader
from imports.reading.boxed import Boxed
from imports.reading.fields.dates import DateColumns
from imports.reading.questions import Question, about_footnote
from imports.reading.said import FieldReader, Room, RowCells, Said
from imports.tables.footnotes import Footed
from imports.tables.shown import Cell
from tracker.folding import tidy
from tracker.language.phrase import Phrase
from tracker.language.texts import marked

_FARTHEST = 25
"""Years ahead up to which something may be due: plans for 2050 exist, and 2062 is more often 2026."""


class DueDates(FieldReader):
    """Reads by when a recommendation is to be implemented."""

    kind = Reader.DUE
    boxed = (("due", Boxed.ONE),)

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._dates = DateColumns(room.table, room.readers, "due")

    def read(self, cells: RowCells, said: Said) -> None:
        """Read the first due date; a text that is not a date stays open, as it is written."""
        found = next((cell for cell in cells.of("due") if not self._is_blank(cell)), None)
        if found is None:
            return
        footed = self.footed(found, said)
        when = self._footed(found, footed, said) if footed else self._read(found, said)
        if when is None:
            said.open_values.append(("due", tidy(found.text), found.address))
        else:
            said.put("due", (when.on, when.precision.value, tidy(when.text)), found.address)

    def _is_blank(self, cell: Cell) -> bool:
        return self._dates.is_blank(cell) or says_none(cell.text, self.readers.vocabulary)

    def _read(self, found: Cell, said: Said) -> When | None:
        """The date of a cell; a person is asked about one that cannot be meant as it is written, such as 2062."""
        when = self._dates.read(found)
        if when is None:
            return self._asked(found, said, self._dates.doubt(found))
        if when.on is None or when.on.year <= self.room.around.today.year + _FARTHEST:
            return when
        return self._asked(found, said, Phrase("it is more than {number} years ahead", number=_FARTHEST))

    def _asked(self, found: Cell, said: Said, reason: str) -> When | None:
        """Ask for a due date that is in doubt for a reason."""
        written = found.text[:60]
        if not reason:
            return None
        text = Phrase(
            "The due date '{written}' was not read: {reason}. Which date is meant?", written=written, reason=reason
        )
        answer = self._answer(f"due:{written}", text, (), found, said)
        return self.readers.dates.read(answer) if answer else None

    def _footed(self, found: Cell, footed: Footed, said: Said) -> When | None:
        """A date with a footnote, which may take it back: a person says which date is meant."""
        plain = self._dates.read(found.saying(footed.text))
        text = Phrase(
            "The due date '{written}' has a footnote: '{words}'. Which date is meant?",
            written=found.text[:60],
            words=footed.words,
        )
        candidates = (footed.text,) if plain is not None else ()
        answer = self._answer(about_footnote("due", found.text, footed.words), text, candidates, found, said)
        if answer in candidates:
            return plain
        return self.readers.dates.read(answer) if answer else None

    def _answer(self, key: str, text: str, candidates: tuple[str, ...], found: Cell, said: Said) -> str | None:
        kind = marked("a date such as 2027-05-31")
        return self.ask(said, Question(key, text, candidates, accepts=self._is_date, kind=kind), found.address)

    def _is_date(self, text: str) -> bool:
        when = self.readers.dates.read(text)
        return when is not None and when.on is not None
