"""Reads the cells of a reply in the form in which they were sent: statuses as codes, dates as ISO, texts tidied."""

from dataclasses import dataclass
from datetime import date

from imports.cells.placeholders import proves_nothing, says_none
from imports.cells.readers import Readers
from imports.files import Value, is_blank, is_dash
from imports.reading.questions import Question, QuestionBook, as_key
from tracker.folding import fold, tidy
from tracker.language.phrase import Phrase
from tracker.vocabulary import Precision

_DATES = ("dated", "due", "deadline")
_STATUSES = ("status", "status_on_record")


@dataclass(frozen=True)
class Received:
    """A cell of a reply: its value in the register's form, what the person wrote, and why it cannot be read (if so)."""

    text: str
    written: str
    cell: str
    problem: str = ""
    on: str = ""
    """The last day of a date's period, ISO."""
    precision: str = Precision.DAY
    promised: str = ""
    """What a cell of evidence has that proves nothing: "yes", or what is to come."""


class CellReading:
    """Reads the cells of reply sheets."""

    def __init__(self, readers: Readers, book: QuestionBook, today: date) -> None:
        self._readers = readers
        self._book = book
        self._today = today

    def read(self, name: str, value: Value, cell: str) -> Received:
        """The value of a field's cell."""
        written = shown(value)
        if not written:
            return Received("", "", cell)
        if name in _STATUSES:
            return self._status(written, cell)
        if name in _DATES:
            return self._date(name, value, written, cell)
        if name == "evidence":
            return self._evidence(written, cell)
        return Received(written, written, cell)

    def same(self, name: str, value: Value, sent: str) -> bool:
        """Return True if a cell holds what was sent for a field."""
        written = shown(value)
        if not written:
            return not sent
        if fold(written) == fold(sent):
            return True
        if name in _STATUSES:
            return self._readers.status.read(written).code == sent
        if name in _DATES:
            when = self._readers.dates.read(value)
            return when is not None and sent in (when.iso, when.text)
        return _number(written) is not None and _number(written) == _number(sent)

    def _evidence(self, written: str, cell: str) -> Received:
        vocabulary = self._readers.vocabulary
        lines = [line for line in written.split("\n") if not says_none(line, vocabulary)]
        promised = [line for line in lines if proves_nothing(line, vocabulary)]
        proofs = [line for line in lines if line not in promised]
        return Received("\n".join(proofs), written, cell, promised="\n".join(promised))

    def _status(self, written: str, cell: str) -> Received:
        reading = self._readers.status.read(written)
        if reading.blank and not reading.rest:
            return Received("", written, cell)
        code = reading.code or self._asked(reading.candidates, reading.clear, written, cell)
        if code is None:
            return Received("", written, cell, Phrase("'{word}' is not a status of the register", word=written[:60]))
        return Received(code, written, cell)

    def _asked(self, candidates: tuple[str, ...], clear: bool, written: str, cell: str) -> str | None:
        statuses = self._readers.vocabulary.statuses
        question = Question(
            f"status:{as_key(written)}",
            Phrase("Which status is '{written}'?", written=written[:60]),
            candidates or tuple(statuses),
            clear,
            {code: status.label_en for code, status in statuses.items()},
            tuple(statuses),
        )
        return self._book.ask(question, cell)

    def _date(self, name: str, value: Value, written: str, cell: str) -> Received:
        when = self._readers.dates.read(value)
        if when is None or when.on is None:
            return Received("", written, cell, Phrase("'{text}' is not a date", text=written[:60]))
        if name == "dated" and when.on > self._today and when.precision == Precision.DAY:
            return Received(
                "", written, cell, Phrase("{day} is in the future; a status cannot have that date", day=when.on)
            )
        text = min(when.on, self._today).isoformat() if name == "dated" else when.iso or written
        return Received(text, written, cell, on=when.on.isoformat(), precision=when.precision)


def shown(value: Value) -> str:
    """A cell as a person reads it."""
    if is_blank(value) or (isinstance(value, str) and is_dash(value)):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return value.strftime("%Y-%m-%d")
    return tidy(str(value))


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
