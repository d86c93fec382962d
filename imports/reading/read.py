"""Reads the tables of a file into rows of values with their cells, and collects the questions."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from imports.cells.footnote_marks import is_marked
from imports.cells.readers import Readers
from imports.fields import BY_NAME, REFERENCE, TEXT
from imports.files import is_blank, letters
from imports.reading.context import ContextReader
from imports.reading.entry import ReadRow
from imports.reading.history_columns import settle_status_columns
from imports.reading.questions import COLUMN, Answers, Question, QuestionBook
from imports.reading.rows import RowReader
from imports.reading.said import Room
from imports.reading.surroundings import Around, File
from imports.reading.unexplained import note_colours
from imports.reading.whose_words import Place, speaker
from imports.tables.body import Body
from imports.tables.find import SheetTables
from imports.tables.footnotes import Footnotes
from imports.tables.legend import Legend, read_legend
from imports.tables.shown import ShownTable
from imports.tables.table import Block
from tracker.folding import fold, tidy
from tracker.language.phrase import Phrase
from tracker.vocabulary import DateBasis

_LEAVE_OUT = "leave out"
_MOST_NAMED = 20
_MARKED = ("position", "lead", "contributing", "status", "due")
"""Fields in which a footnote changes what a value says."""


@dataclass
class SheetReading:
    """What was read on a sheet: its rows, questions, answers and notes."""

    tables: SheetTables
    rows: list[ReadRow] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    taken: list[tuple[Question, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    structure: Counter[str] = field(default_factory=Counter)
    as_of: tuple[date, DateBasis] | None = None
    speaker: str = ""
    """The agency that speaks in the sheet; empty for the group itself."""


def _unheard(_rows: int) -> None:
    """Progress that nobody follows."""


def read(
    found: Sequence[SheetTables],
    file: File,
    readers: Readers,
    answers: Answers,
    progress: Callable[[int], None] | None = None,
) -> list[SheetReading]:
    """Read all tables of a file: one reading for each sheet with tables. Questions are returned, not asked.

    ``progress`` is told the number of rows that were read since the last call.
    """
    blocks = [block for sheet in found for block in sheet.blocks]
    legend = read_legend([sheet.sheet for sheet in found], blocks, readers)
    reader = _FileReader(found, file, readers, legend, answers)
    return [reader.sheet(tables, progress or _unheard) for tables in found if tables.blocks]


class _FileReader:
    """Reads the sheets of a file."""

    def __init__(
        self, found: Sequence[SheetTables], file: File, readers: Readers, legend: Legend, answers: Answers
    ) -> None:
        self._file = file
        self._readers = readers
        self._legend = legend
        self._answers = answers
        self._context = ContextReader(readers.vocabulary)
        self._around = Around(file, found, readers, self._context)

    def sheet(self, tables: SheetTables, progress: Callable[[int], None]) -> SheetReading:
        """Read the tables of a sheet."""
        reading = SheetReading(tables)
        book = QuestionBook(self._answers, self._remembered(tables.blocks))
        rows_struck = sorted({row for block in tables.blocks for row in _struck(block, self._readers)})
        struck = self._left_out(rows_struck, tables, book, reading)
        crossed = {place for place in tables.sheet.struck if place[0] not in rows_struck}
        _ask_about_columns(tables, book)
        rows: list[ReadRow] = []
        for block in tables.blocks:
            reading.notes += settle_status_columns(block, book, self._file.today)
            table = ShownTable(block, self._readers, crossed, self._legend.codes.keys())
            reading.notes += [*_not_taken(block, crossed), *note_colours(block, self._legend)]
            room = Room(table, self._readers, self._legend, book, self._around.of(block))
            reading.as_of = reading.as_of or (room.around.dated_on, room.around.basis)
            reader = RowReader(room, self._context, struck)
            rows += reader.read(progress)
            reading.notes += [*reader.notes, *_marks_alone(table, self._legend.footnotes)]
            reading.structure.update(reader.structure)
        reading.rows = _each_once(rows) if len(tables.blocks) > 1 else rows
        self._find_speaker(reading, book)
        reading.questions = list(book.open.values())
        reading.taken = [*book.taken.values(), *_said_of_columns(tables.blocks, self._answers.columns)]
        return reading

    def _find_speaker(self, reading: SheetReading, book: QuestionBook) -> None:
        """Find who speaks in a sheet; until a person says it, what an agency may not decide stays open."""
        block, sheet = reading.tables.blocks[0], reading.tables.sheet
        around = self._around.of(block)
        entries = [entry for row in reading.rows for entry in row.entries]
        place = Place(self._file.name, sheet.name, around.where)
        known = self._readers.vocabulary.agencies
        found = speaker(around.speaker, self._answers.speaker, entries, place, book, known)
        reading.speaker = found or ""

    def _remembered(self, blocks: Iterable[Block]) -> dict[str, str]:
        """The answers that people gave about sheets with this header."""
        saved: dict[str, Mapping[str, str]] = {
            layout.header: layout.answers for layout in self._readers.vocabulary.layouts
        }
        return {key: value for block in blocks for key, value in saved.get(block.fingerprint, {}).items()}

    def _left_out(
        self, rows: Sequence[int], tables: SheetTables, book: QuestionBook, reading: SheetReading
    ) -> set[int]:
        """Ask once a sheet about rows that are struck out; the rows to leave out, which the plan names."""
        if not rows:
            return set()
        named = Phrase.first([str(row + 1) for row in rows], _MOST_NAMED)
        text = (
            Phrase("Rows {rows} are struck out. Leave them out?", rows=named)
            if len(rows) > 1
            else Phrase("Row {rows} is struck out. Leave it out?", rows=named)
        )
        question = Question(
            f"struck:{self._file.name}/{tables.sheet.name}", text, (_LEAVE_OUT, "take them"), clear=True
        )
        answer = book.ask(question, tables.sheet.address(rows[0], tables.blocks[0].left))
        kept = answer not in (None, _LEAVE_OUT)
        reading.notes.append(
            Phrase("rows {rows} are struck out; they were read", rows=named)
            if kept
            else Phrase("rows {rows} are struck out; they were left out", rows=named)
        )
        return set() if kept else set(rows)


def _ask_about_columns(tables: SheetTables, book: QuestionBook) -> None:
    """Ask what a column holds where heading and cells leave it open; until then its values are kept as they are."""
    for block in tables.blocks:
        for column, likely in block.doubts:
            if heading := block.headers.get(column):
                labels = {name: BY_NAME[name].label for name in likely}
                text = Phrase(
                    "Column {column} ('{heading}'): does it hold {fields}?",
                    column=letters(column),
                    heading=tidy(heading),
                    fields=_either(list(labels.values())),
                )
                question = Question(f"{COLUMN}{heading}", text, likely, labels=labels, others=list(BY_NAME))
                book.ask(question, tables.sheet.address(block.first, column))


def _either(words: Sequence[str]) -> str:
    if len(words) == 1:
        return words[0]
    return Phrase("{first} or {last}", first=Phrase.joined(words[:-1], ", "), last=words[-1])


def _struck(block: Block, readers: Readers) -> Iterator[int]:
    """The rows of a table whose text or number is struck out."""
    if not block.sheet.struck:
        return
    body = Body(block, readers)
    columns = [column for name in (TEXT, REFERENCE) for column in block.columns.get(name, [])]
    for row in range(block.first, block.end):
        if any(body.place(row, column) in block.sheet.struck for column in columns):
            yield row


def _not_taken(block: Block, crossed: Collection[tuple[int, int]]) -> Iterator[str]:
    """The note on values that are struck out in rows that are not."""
    read = {column for columns in block.columns.values() for column in columns}
    told = [
        block.sheet.address(row, column)
        for row, column in sorted(crossed)
        if column in read and block.first <= row < block.end and not is_blank(block.sheet.value(row, column))
    ]
    if told:
        named = Phrase.first(told, _MOST_NAMED)
        yield Phrase("cells that are struck out were not taken: {cells}", cells=named)


def _marks_alone(table: ShownTable, footnotes: Footnotes) -> Iterator[str]:
    """The note on values with the mark of a footnote that was not found."""
    columns = [table.column(column) for name in _MARKED for column in table.columns(name)]
    marked = dict.fromkeys(
        cell.text for cells in columns for cell in dict.fromkeys(cells) if cell and is_marked(cell.text)
    )
    alone = [text for text in marked if footnotes.of(table.sheet.name, text) is None]
    if alone:
        named = Phrase.first(alone, _MOST_NAMED)
        yield Phrase("values with the mark of a footnote that was not found: {values}", values=named)


def _said_of_columns(blocks: Iterable[Block], columns: Mapping[str, str]) -> Iterator[tuple[Question, str]]:
    """The columns that a person gave a field in this import."""
    for header in (header for block in blocks for header in block.headers.values()):
        if name := columns.get(fold(header)):
            yield (
                Question(f"{COLUMN}{header}", Phrase("What does the column '{heading}' hold?", heading=header), ()),
                name,
            )


def _each_once(rows: Iterable[ReadRow]) -> list[ReadRow]:
    """Join the rows that tables side by side share: one row with the entries of all tables."""
    by_row: dict[int, ReadRow] = {}
    for row in rows:
        known = by_row.setdefault(row.row, row)
        if known is row:
            continue
        for entry in row.entries:
            entry.part += max((other.part for other in known.entries), default=-1) + 1
        known.entries = [*known.entries, *row.entries]
        if known.outcome is not None and row.entries:
            known.outcome, known.cell, known.reason = None, row.cell, ""
    return list(by_row.values())
