"""The position of the State on a recommendation, in words or ticked."""

from imports.cells.footnote_marks import without_marks
from imports.fields import Reader
from imports.reading.boxed import Boxed
from imports.reading.questions import Question, about_footnote, as_key
from imports.reading.said import FieldReader, RowCells, Said
from imports.tables.shown import Cell
from tracker.folding import tidy
from tracker.language.phrase import Phrase
from tracker.vocabulary import Position


class Positions(FieldReader):
    """Reads the position and the word of the source for it."""

    kind = Reader.POSITION
    boxed = (("position", Boxed.ONE),)
    ticks = "position"

    def read(self, cells: RowCells, said: Said) -> None:
        """Read the position; a person is asked about an unknown word."""
        found = cells.first("position") or self._ticked(cells, said)
        reading = self.readers.position.read(without_marks(found.text)) if found else None
        if found is None or reading is None or reading.blank:
            return
        footed = self.footed(found, said)
        code = self._asked(found, said, footed.words) if footed else reading.code or self._asked(found, said)
        if code:
            said.put("position", code, found.address)
            said.put("position_word", tidy(reading.word), found.address)
        else:
            said.open_values.append(("position", found.text, found.address))

    def _ticked(self, cells: RowCells, said: Said) -> Cell | None:
        """The position whose column is ticked; several ticks stay open."""
        found = self.only_ticked(cells, "position", said)
        return found.saying(found.text.rstrip(" ?")) if found is not None else None

    def _asked(self, found: Cell, said: Said, footnote: str = "") -> str | None:
        candidates = tuple(position.value for position in Position)
        written = found.text[:60]
        key = f"position:{as_key(found.text)}"
        text = Phrase("What does the position '{written}' mean?", written=written)
        if footnote:
            key = about_footnote("position", found.text, footnote)
            text = Phrase(
                "What does the position '{written}' mean? Its footnote says: '{words}'.",
                written=written,
                words=footnote,
            )
        question = Question(key, text, candidates)
        return self.ask(said, question, found.address)
