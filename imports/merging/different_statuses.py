"""Rows of one recommendation that state different statuses: none of them is taken, and the plan says where they stand."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from imports.reading.entry import Entry
from tracker.language.phrase import Phrase
from tracker.vocabulary import DateBasis

_MOST_NAMED = 12
"""Cells that a note names."""


class DifferentStatuses:
    """Gathers the cells of such statuses for the notes of a plan."""

    def __init__(self) -> None:
        self._cells: defaultdict[int, dict[str, None]] = defaultdict(dict)

    def note(self, group: Sequence[Entry]) -> None:
        """Note the cells of the rows of a recommendation, if their statuses differ."""
        for entry in different_statuses(group):
            if "status" in entry.values:
                self._cells[entry.sheet][entry.cell_of("status")] = None

    @property
    def notes(self) -> Mapping[int, list[str]]:
        """The note of each sheet, by its number."""
        return defaultdict(list, {sheet: [_note(list(cells))] for sheet, cells in self._cells.items()})


def different_statuses(group: Sequence[Entry]) -> list[Entry]:
    """The rows that state the status of a recommendation, if they do not all state the same."""
    if len(group) == 1:
        return []
    stating = [entry for entry in group if status_of(entry) is not None and not is_older(entry, group[0])]
    return stating if len(set(map(status_of, stating))) > 1 else []


def out_and_in_mandate(group: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    """The rows that put a recommendation outside the mandate or give its status, each with one that says otherwise."""
    differing = different_statuses(group)
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


def _note(cells: list[str]) -> str:
    named = Phrase.first(cells, _MOST_NAMED)
    return Phrase(
        "rows of one recommendation state different statuses, so none of them was taken: {cells}", cells=named
    )
