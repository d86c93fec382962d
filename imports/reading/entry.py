"""Entries: the values of a row of a table, field by field, each with its cell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from imports.reading.context import Hints, Placing
from imports.reading.speaker import NOBODY, Said
from tracker.vocabulary import DateBasis, Outcome, Precision


class Reading(NamedTuple):
    """A value in the form that the register keeps and compares, and the cell that it was read from.

    For a cell in the entry's own row, the letters of the column are enough; ``Entry.cell_of`` adds the row.
    """

    value: Any
    cell: str


@dataclass(frozen=True)
class StatusSays:
    """A status as a sheet states it."""

    code: str
    word: str
    dated_on: date
    basis: DateBasis
    precision: Precision = Precision.DAY
    since: date | None = None
    """The first day of the period, where a column names only a year or another period."""

    def is_known(self, statuses: Iterable[tuple[date, int, str]]) -> bool:
        """Return True if a register has this status of that day, or of a day in that period."""
        since = self.since or self.dated_on
        return any(code == self.code and since <= on <= self.dated_on for on, _, code in statuses)


EARLIER = "earlier_status"
"""Where an entry keeps the statuses of older columns: a list of ``Earlier``, the newest first."""


_WITH = {"status": (EARLIER,), "position": ("position_word",)}
"""What goes with a value that is left open."""


class Earlier(NamedTuple):
    """A status of an older column of a row, and its cell; the column alone for a cell in the entry's own row."""

    says: StatusSays
    cell: str


@dataclass(slots=True)
class Entry:
    """One unit of a row, ready to be compared with the register.

    ``open_values`` are field, text and cell of values that could not be read; ``remarks`` are cell, author and text of
    comments; ``key`` is the same for all rows of one merged recommendation.
    """

    row: int
    part: int
    placing: Placing
    values: dict[str, Reading] = field(default_factory=dict)
    open_values: list[tuple[str, str, str]] = field(default_factory=list)
    remarks: list[tuple[str, str, str]] = field(default_factory=list)
    others: dict[str, str] = field(default_factory=dict)
    out_reason: str = ""
    cell: str = ""
    sheet: int = 0
    key: object = None
    stamp: str = ""
    """The stamp of a row of a sheet that the tracker wrote."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """The fields that have a column in the table of the row, and the letters of the column."""

    def get(self, name: str) -> Any:
        """The value of a field; ``None`` if the row has none."""
        reading = self.values.get(name)
        return None if reading is None else reading[0]

    def cell_of(self, name: str) -> str:
        """The cell that a field was read from."""
        return self.whole(self.values[name].cell)

    def whole(self, cell: str) -> str:
        """The address of a cell that may be named by its column alone."""
        return cell if cell[-1:].isdigit() else f"{cell}{self.row + 1}"

    def put(self, name: str, value: Any, cell: str) -> None:
        """Set a field, unless the value is empty."""
        if value not in (None, "", []):
            self.values[name] = Reading(value, cell)

    def statuses(self) -> list[StatusSays]:
        """The statuses of a row, the oldest first; the last one is the current status."""
        newest = self.get("status")
        if newest is None:
            return []
        older = self.get(EARLIER)
        return [*sorted((item.says for item in older), key=lambda says: says.dated_on), newest] if older else [newest]

    def leave_open(self, name: str) -> None:
        """Leave a value as it is written, of a status the older ones with it: nobody knows yet whose it is."""
        word = self.get(f"{name}_word")
        self.open_values.append((name, word or _written(self.get(name)), self.cell_of(name)))
        for belonging in (name, *_WITH.get(name, ())):
            self.values.pop(belonging, None)


def _written(value: Any) -> str:
    """A value in words: a status or a date as its cell has it."""
    if isinstance(value, StatusSays):
        return value.word
    if isinstance(value, tuple):
        return str(value[-1])
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


@dataclass(slots=True)
class ReadRow:
    """A row that was read: its entries, or the outcome it already has, with reason and cell."""

    row: int
    entries: Sequence[Entry] = ()
    outcome: Outcome | None = None
    cell: str = ""
    reason: str = ""
    furniture: bool = False
    """True if the row belongs to the table itself: a total, a hint, a remark."""


@dataclass(frozen=True)
class Surroundings:
    """What the texts around a table say: hints on its review, its State, its day, its lead and its themes."""

    hints: Hints
    about: str
    dated_on: date
    basis: DateBasis
    file: str
    default_review: str
    today: date
    lead: str = ""
    speaker: Said = NOBODY
    theme: tuple[str, ...] = ()
    where: str = ""
