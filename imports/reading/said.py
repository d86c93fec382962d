"""Reads the distinct values of columns once, and gives every row what its cells say."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from imports.cells.readers import Readers
from imports.fields import Reader, read_by
from imports.reading.boxed import Boxed, BoxedCells
from imports.reading.entry import Entry, Reading, Surroundings
from imports.reading.questions import Question, QuestionBook
from imports.tables.footnotes import Footed
from imports.tables.legend import Legend
from imports.tables.shown import Cell, ShownTable, whole
from tracker.folding import tidy
from tracker.language.phrase import Phrase

Key = Cell | None | tuple[Cell | None, ...]

_MOST_NAMED = 20
_MOST_TOGETHER = 20_000
"""Combinations of cells that are kept: more would cost more memory than reading them anew costs time."""


@dataclass(slots=True)
class Said:
    """What some cells say, for every row that holds them.

    ``instead`` are values for rows in which no column of their own says them; ``behind`` are texts to be put behind
    those of a field; ``asked`` are questions for a person, with the cell that asks. ``kept`` are fields whose cells say more
    than was read: their texts are kept as they are.
    """

    values: dict[str, Reading] = field(default_factory=dict)
    instead: dict[str, Reading] = field(default_factory=dict)
    behind: list[tuple[str, Reading]] = field(default_factory=list)
    open_values: list[tuple[str, str, str]] = field(default_factory=list)
    asked: list[tuple[Question, str]] = field(default_factory=list)
    kept: list[tuple[str, Cell]] = field(default_factory=list)
    only_values: bool = True

    def put(self, name: str, value: Any, cell: str) -> None:
        """Set a field, if there is something to set."""
        if value not in (None, "", []):
            self.values[name] = Reading(value, cell)


class RowCells:
    """The cells of one row in the columns of a reader."""

    __slots__ = ("_cells", "_table", "fields", "row")

    def __init__(self, table: ShownTable, fields: Sequence[str], cells: dict[int, Cell | None], row: int) -> None:
        self.fields = fields
        self._table = table
        self._cells = cells
        self.row = row

    def of(self, name: str) -> Iterator[Cell]:
        """The filled cells of a field, from left to right."""
        for column in self._table.columns(name):
            if found := self._cells[column]:
                yield found

    def first(self, name: str) -> Cell | None:
        """The first filled cell of a field."""
        for column in self._table.columns(name):
            if found := self._cells[column]:
                return found
        return None

    def by_column(self, name: str) -> Iterator[tuple[int, Cell]]:
        """The filled cells of a field with their columns, in the order of the columns."""
        for column in self._table.columns(name):
            if found := self._cells[column]:
                yield column, found

    def marks(self, kind: str) -> list[tuple[str, Cell]]:
        """What the columns of ticks of a kind stand for, each with its cell, where it is filled."""
        found = ((mark.value, self._cells[column]) for column, mark in self._table.ticks(kind))
        return [(value, cell) for value, cell in found if cell is not None]


@dataclass(frozen=True)
class Room:
    """What the readers of a table share: its cells, the readers of cells, the key, the questions, the surroundings."""

    table: ShownTable
    readers: Readers
    legend: Legend
    book: QuestionBook
    around: Surroundings


class FieldReader(ABC):
    """Reads the fields of one kind (``imports/fields.py``) from the cells of a row."""

    kind: ClassVar[Reader]
    ticks: ClassVar[str] = ""
    """The kind of ticks that say one of its fields."""
    boxed: ClassVar[tuple[tuple[str, Boxed], ...]] = ()
    """The fields whose cells may hold boxes to tick."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.table = room.table
        self.readers = room.readers

    @property
    def without_columns(self) -> bool:
        """Whether there may be something to read in a table without its columns: a heading above, a colour."""
        return False

    @abstractmethod
    def read(self, cells: RowCells, said: Said) -> None:
        """Read the cells of a row."""

    def readings(self, name: str, cells: Sequence[Cell | None]) -> list[Reading | None] | None:  # noqa: ARG002 - most fields are read row by row
        """What each cell of the only column of a field says; ``None`` where a cell may say more than a value."""
        return None

    def groups(self) -> list[tuple[str, ...]]:
        """The fields that are read together, because one hangs on the other."""
        return [read_by(self.kind)]

    def hangs_on_row(self) -> bool:
        """Whether more than the values of its columns counts, such as the colour of a cell."""
        return False

    def under_heading(self, value: Any, cell: str) -> None:  # noqa: B027 - most fields stand under no heading
        """Take what a section row says for the rows below it."""

    def ticked(self, cells: RowCells, said: Said) -> tuple[list[tuple[str, Cell]], list[tuple[str, Cell]]]:
        """What the ticked columns stand for, and what those stand for of whose marks nobody knows what they say."""
        ticked: list[tuple[str, Cell]] = []
        doubtful: list[tuple[str, Cell]] = []
        for value, cell in cells.marks(self.ticks):
            says = self.says_yes(cell, said)
            if says is not False:
                (doubtful if says is None else ticked).append((value, cell))
        return ticked, doubtful

    def only_ticked(self, cells: RowCells, name: str, said: Said) -> Cell | None:
        """The one column of a field that is ticked; several ticks and doubtful marks stay open, each as it is written."""
        ticked, doubtful = self.ticked(cells, said)
        if len(ticked) == 1 and not doubtful:
            return ticked[0][1].saying(ticked[0][0])
        words = [value for value, _ in ticked] + [f"{value}: {cell.text.strip()}" for value, cell in doubtful]
        if words:
            said.open_values.append((name, " + ".join(words), (ticked + doubtful)[0][1].address))
        return None

    def says_yes(self, cell: Cell, said: Said) -> bool | None:
        """Whether a mark is a tick; ``None`` in doubt. A person is asked about a cross that stands beside no tick."""
        says = self.table.is_ticked(cell)
        if says is None and self.table.is_cross(cell):
            mark = cell.text.strip()
            text = Phrase("Does '{mark}' in a column of ticks say yes?", mark=mark)
            answer = self.ask(said, Question(f"tick:{mark}", text, ("yes", "no")), cell.address)
            return {"yes": True, "no": False}.get(answer or "")
        return says

    def footnote(self, text: str) -> Footed | None:
        """The value of a text and what its footnote says; nothing without a footnote."""
        return self.room.legend.footnotes.of(self.table.sheet.name, text)

    def keep_footnote(self, text: str, footed: Footed, cell: Cell, said: Said) -> None:
        """Keep what the footnote of a value says as a remark."""
        said.behind.append(("note", Reading(f"{tidy(text)}: {footed.words}", cell.address)))

    def footed(self, cell: Cell, said: Said) -> Footed | None:
        """The value of a cell and what its footnote says, which is kept as a remark; nothing without a footnote."""
        found = self.footnote(cell.text)
        if found is not None:
            self.keep_footnote(cell.text, found, cell, said)
        return found

    def ask(self, said: Said, question: Question, cell: str) -> str | None:
        """The answer; ``None`` when nobody gave one. Every row with these cells asks it."""
        said.asked.append((question, cell))
        return self.room.book.answer(question)


class Known:
    """What the cells of a group of columns say, read once for each combination of values that occurs."""

    def __init__(self, reader: FieldReader, fields: Sequence[str]) -> None:
        self._reader = reader
        self._table = table = reader.table
        self._book = reader.room.book
        self._first = table.block.first
        self.fields = fields
        ticked = [column for column, _ in table.ticks(reader.ticks)] if reader.ticks else []
        self.columns = list(dict.fromkeys([*(column for name in fields for column in table.columns(name)), *ticked]))
        self._unclear: dict[int, Mapping[Cell, str]] = {}
        self.cells = [self._column(column) for column in self.columns]
        self._only = self.cells[0] if len(self.cells) == 1 else None
        self.repeats = not reader.hangs_on_row() and all(table.repeats(column) for column in self.columns)
        self.readings = reader.readings(fields[0], self.cells[0]) if self._is_alone() else None
        """What a column says in which no cell is like another, read as a whole."""

        self._said: dict[Key, Said] = {}
        self.kept: list[str] = []
        """The cells that say more than was read, and are kept as they are."""

    def _is_alone(self) -> bool:
        """Return True for one column of one field in which no cell is like another, and all of them are clear."""
        several = self.repeats or any(self._unclear.values())
        return not several and self._only is not None and len(self.fields) == 1

    def _column(self, column: int) -> list[Cell | None]:
        """The cells of a column; of boxes in a cell, what is ticked."""
        cells = self._table.column(column)
        boxed = next((kind for name, kind in self._reader.boxed if column in self._table.columns(name)), None)
        if boxed is not None:
            cells, self._unclear[column] = BoxedCells(self._reader.readers.vocabulary).column(cells, boxed)
        return cells

    def forget(self) -> None:
        """Read anew: a section row says something else for the rows below it."""
        self._said.clear()

    def said(self, at: int) -> Said:
        """What the cells of a row say, by its place in the table."""
        key: Key = self._only[at] if self._only is not None else tuple([cells[at] for cells in self.cells])
        said = self._said.get(key)
        if said is None:
            said = self._read(at + self._first)
            if self.repeats:
                self._said[key] = said
        return said

    def _read(self, row: int) -> Said:
        said = Said()
        at = row - self._first
        cells = {column: cells[at] for column, cells in zip(self.columns, self.cells, strict=True)}
        if any(self._unclear.values()):
            self._leave_open(cells, said)
        self._reader.read(RowCells(self._table, self.fields, cells, row), said)
        said.only_values = not (said.instead or said.behind or said.open_values or said.asked or said.kept)
        return said

    def _leave_open(self, cells: dict[int, Cell | None], said: Said) -> None:
        """Leave cells open whose boxes do not tell what is meant."""
        for name in self.fields:
            for column in self._table.columns(name):
                cell = cells[column]
                if cell is not None and cell in self._unclear.get(column, ()):
                    said.open_values.append((name, tidy(self._unclear[column][cell]), cell.address))
                    cells[column] = None

    def add(self, entry: Entry, said: Said) -> None:
        """Put into an entry what is said beside plain values."""
        for name, reading in said.instead.items():
            entry.values.setdefault(name, reading)
        for name, reading in said.behind:
            known = entry.values.get(name)
            entry.values[name] = known._replace(value=f"{known.value}\n{reading.value}") if known else reading
        entry.open_values += [(name, text, whole(cell, entry.row)) for name, text, cell in said.open_values]
        self.kept += [whole(cell.address, entry.row) for _, cell in said.kept]
        entry.others |= {self._heading_of(name): cell.text for name, cell in said.kept}
        for question, cell in said.asked:
            self._book.note(question, whole(cell, entry.row))

    def _heading_of(self, name: str) -> str:
        return self._table.header(self._table.columns(name)[0])


class AllKnown:
    """All that the cells of a row say: what the groups whose values repeat say together is looked up at once."""

    def __init__(self, known: Sequence[Known]) -> None:
        self._repeating = [group for group in known if group.repeats]
        self._alone = [group for group in known if not group.repeats]
        cells = [column for group in self._repeating for column in group.cells]
        self._groups = known
        self._keys = list(zip(*cells, strict=True)) if cells else []
        self._together: dict[Key, dict[str, Reading] | None] = {}

    def forget(self) -> None:
        """Read anew: a section row says something else for the rows below it."""
        self._together.clear()

    def notes(self) -> list[str]:
        """The note on cells that say more than was read."""
        kept = [cell for group in self._groups for cell in group.kept]
        if not kept:
            return []
        named = Phrase.first(kept, _MOST_NAMED)
        return [Phrase("cells that say more than agencies, kept as they are: {cells}", cells=named)]

    def fill(self, entry: Entry, at: int) -> None:
        """Put into an entry what the cells of its row say."""
        plain = self._plain(at) if self._keys else None
        if plain is not None:
            entry.values.update(plain)
        more: list[tuple[Known, Said]] = []
        for group in self._alone if plain is not None else [*self._repeating, *self._alone]:
            if group.readings is not None:
                if (reading := group.readings[at]) is not None:
                    entry.values[group.fields[0]] = reading
                continue
            said = group.said(at)
            entry.values.update(said.values)
            if not said.only_values:
                more.append((group, said))
        for group, said in more:  # behind the values of all columns, which would stand in their place otherwise
            group.add(entry, said)

    def _plain(self, at: int) -> dict[str, Reading] | None:
        """The values that all repeating groups say together; nothing where one says more than values."""
        key = self._keys[at]
        if key in self._together:
            return self._together[key]
        said = [group.said(at) for group in self._repeating]
        plain = all(one.only_values for one in said)
        values = {name: reading for one in said for name, reading in one.values.items()} if plain else None
        if len(self._together) < _MOST_TOGETHER:
            self._together[key] = values
        return values


def groups(reader: FieldReader) -> list[Known]:
    """The groups of columns of a reader that the table has."""
    found = [Known(reader, names) for names in reader.groups()]
    return [known for known in found if known.columns or reader.without_columns]
