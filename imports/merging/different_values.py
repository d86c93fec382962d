"""Rows of one recommendation that contradict each other: no such value is taken, and the plan says where they stand."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from imports.reading.entry import Entry
from tracker.language.phrase import Phrase
from tracker.vocabulary import DateBasis

_MOST_NAMED = 12
"""Cells that a note names."""

ONE_FOR_ALL = ("status", "position")
"""Fields of which all rows of a recommendation have to state the same value."""


class DifferentValues:
    """Gathers the cells of such values for the notes of a plan."""

    def __init__(self) -> None:
        self._cells: defaultdict[tuple[int, str], dict[str, None]] = defaultdict(dict)

    def note(self, group: Sequence[Entry]) -> None:
        """Note the cells of the rows of a recommendation that contradict each other."""
        for name in ONE_FOR_ALL if len(group) > 1 else ():
            for entry in different(group, name):
                if name in entry.values:
                    self._cells[entry.sheet, name][entry.cell_of(name)] = None

    @property
    def notes(self) -> Mapping[int, list[str]]:
        """The notes of each sheet, by its number."""
        notes: defaultdict[int, list[str]] = defaultdict(list)
        for (sheet, name), cells in self._cells.items():
            notes[sheet].append(_note(name, list(cells)))
        return notes


def different(group: Sequence[Entry], name: str) -> list[Entry]:
    """The rows that state a field of a recommendation, if they do not all state the same; older sheets do not count."""
    if len(group) == 1:
        return []
    state = status_of if name == "status" else lambda entry: entry.get(name)
    stating = [entry for entry in group if state(entry) is not None and not is_older(entry, group[0])]
    return stating if len(set(map(state, stating))) > 1 else []


def out_and_in_mandate(group: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    """The rows that put a recommendation outside the mandate or give its status, each with one that says otherwise."""
    differing = different(group, "status")
    if all("status" in entry.values for entry in differing):
        return []
    return [(entry, next(row for row in differing if status_of(row) != status_of(entry))) for entry in differing]


def status_of(entry: Entry) -> str | None:
    """The code of the status that an entry states; a word that puts the unit outside the mandate stands for one."""
    says = entry.get("status")
    return says.code if says is not None else "out_of_mandate" if entry.get("out_of_mandate") else None


def day_of(entry: Entry) -> date | None:
    """The day that the sheet of an entry says of itself, if it states a status."""
    says = entry.get("status")
    return says.dated_on if says is not None and says.basis == DateBasis.SHEET else None


def is_older(entry: Entry, first: Entry) -> bool:
    """Return True if the status of an entry is that of an older sheet about the same lead agency."""
    day, newest = day_of(entry), day_of(first)
    leads = {lead for lead in (entry.get("lead"), first.get("lead")) if lead}
    return entry.sheet != first.sheet and len(leads) < 2 and day is not None and newest is not None and day < newest


def _note(name: str, cells: list[str]) -> str:
    named = Phrase.first(cells, _MOST_NAMED)
    if name == "position":
        return Phrase(
            "rows of one recommendation state different positions, so none of them was taken: {cells}", cells=named
        )
    return Phrase(
        "rows of one recommendation state different statuses, so none of them was taken: {cells}", cells=named
    )
