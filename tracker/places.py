"""Places in files: the names of cells, and in which cells of a group's own file the fields of recommendations stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple


@dataclass(frozen=True)
class Place:
    """A cell that holds, or is to hold, a field of recommendations of the register.

    ``ids`` are several where a merged cell, or a row with several lettered items, speaks of all of them. ``shown`` is its
    text. ``says`` is what that may mean: codes of statuses, a date cut to its precision. ``spread`` names the cells
    where the field stands in more than one. ``choices`` are the words that the cell's drop-down offers, by code of status.
    ``colour`` is its fill.
    """

    field: str
    cell: str
    ids: tuple[int, ...]
    shown: str = ""
    says: tuple[str, ...] = ()
    spread: tuple[str, ...] = ()
    choices: Mapping[str, str] | None = None
    colour: str = ""


class Span(NamedTuple):
    """The time that a status column is of, as its heading says: "2025". A day has no beginning: what stood then counts."""

    begins: date | None
    ends: date
    name: str


@dataclass(frozen=True)
class Column:
    """How a column writes its field: its words for statuses by code, its language, its form of dates.

    ``sample`` is a cell of the column that shows a date as a date: one without a look of its own takes its look.
    ``span`` is the time that a status column is of, where there is one for each year.
    """

    language: str = "en"
    words: Mapping[str, str] = field(default_factory=dict)
    date_form: str = "%d.%m.%Y"
    sample: str = ""
    span: Span | None = None


@dataclass
class Grid:
    """A table of a group's own file.

    ``part`` is the part of the file that holds it, ``table`` its number among the tables of a document. ``head`` are the
    rows of its header. ``adds`` says that it has no column for what the register knows, and that one can be added.
    """

    sheet: str
    part: str
    table: int = 0
    head: Sequence[int] = ()
    adds: bool = False
    columns: dict[str, Column] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)
    rows: int = 0
    strangers: list[tuple[str, str]] = field(default_factory=list)
    """Cell and reason of the rows that are not in the register, or of which that is not sure."""
    notes: list[str] = field(default_factory=list)


@dataclass
class Places:
    """A group's own file with the places of its tables; ``kind`` is ``xlsx`` or ``docx``."""

    file: str
    kind: str
    grids: list[Grid] = field(default_factory=list)

    @property
    def ids(self) -> list[int]:
        """The recommendations that the file speaks of."""
        return sorted({key for grid in self.grids for place in grid.places for key in place.ids})


def row_and_column(cell: str) -> tuple[int, int]:
    """Row and column of a cell, counted from 0: ``B12`` is (11, 1)."""
    name = cell.rstrip("0123456789")
    return int(cell[len(name) :]) - 1, column_of(name)


@lru_cache(maxsize=1024)
def column_of(name: str) -> int:
    """The column that a spreadsheet names so, counted from 0: ``AA`` is 26."""
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - 64
    return column - 1


def address(row: int, column: int) -> str:
    """A cell as a spreadsheet names it: ``address(11, 1)`` is ``B12``."""
    return f"{letters(column)}{row + 1}"


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """A column as a spreadsheet names it: 0 is ``A``, 26 is ``AA``."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
