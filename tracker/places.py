"""Places in a group's own file: in which of its cells the fields of which recommendations stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


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


@dataclass(frozen=True)
class Column:
    """How a column writes its field: its words for statuses by code, its language, its form of dates.

    ``sample`` is a cell of the column that shows a date as a date: one without a look of its own takes its look.
    """

    language: str = "en"
    words: Mapping[str, str] = field(default_factory=dict)
    date_form: str = "%d.%m.%Y"
    sample: str = ""


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
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(cell[len(letters) :]) - 1, column - 1
