"""Merges the edits of a row with a record, where it is known what the author of the row had.

A changed value is taken where the register still holds what the author had; where the register has moved on as well, a
person decides.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, Protocol

from imports.fields import BY_NAME, FIELDS, Merging
from imports.merging.answered import Disagreement, ThreeWays
from imports.merging.compare import FieldChange, missing_in, shown
from imports.merging.leading import lead_off
from imports.merging.records import Record
from imports.reading.entry import EARLIER, Entry, StatusSays
from tracker.folding import fold, tidy
from tracker.vocabulary import Clash

BESIDE = frozenset(("comment", "open", "evidence", "translation", "position_word", "states", EARLIER))
"""What is added beside the values that are there, or has rules of its own: it never takes the place of a value."""

_NOTHING: dict[type, Any] = {list: [], tuple: (None, None, "")}
"""What takes the place of a list and of a due date; of a text, an empty one does."""

_LISTS = frozenset(field.name for field in FIELDS if field.merging == Merging.ADD)


class Author(Protocol):
    """What the author of a row had before the edits."""

    def held(self, name: str) -> Any:
        """The value of a field."""

    def had(self, name: str) -> bool:
        """Return True if there was a value, which an emptied cell takes off."""

    def last_saw(self, name: str, record: Record) -> bool:
        """Return True if the register still holds the author's value."""


class Edits:
    """The edits of one row: what is taken of them, and what a person has to decide."""

    def __init__(self, entry: Entry, author: Author, record: Record, lists: Collection[str] = ()) -> None:
        """``lists`` are further lists of which each item counts by itself."""
        self.entry = entry
        self.author = author
        self.record = record
        self.changes: list[FieldChange] = []
        self.conflicts: list[Disagreement] = []
        self._lists = _LISTS.union(lists)

    def merge(self, change: FieldChange) -> None:
        """Take an edited value, or leave it to a person where both sides changed it; of a list, take each item."""
        name = change.field
        if name in self._lists:
            self._take_items(change)
        elif self.author.last_saw(name, self.record):
            self.changes.append(change)
        else:
            self.disagree(Clash.BOTH_CHANGED, change)

    def _take_items(self, change: FieldChange) -> None:
        held = list(self.record.held(change.field))
        new = both_edits(self.author.held(change.field), change.new, held)
        self.changes += [change._replace(new=new)] if new != held else []

    def emptied(self) -> None:
        """Merge fields that the author had and emptied, where nothing in the row says them."""
        entry = self.entry
        silent = entry.columns.keys() - entry.values.keys() - {name for name, _, _ in entry.open_values}
        if "contributing" in entry.values and entry.values["contributing"].cell.startswith(
            entry.columns.get("lead", "-")
        ):
            silent.discard("lead")  # its cell names several agencies, and nobody said which of them leads
        for name in sorted(silent - BESIDE):
            field, held = BY_NAME[name], self.record.held(name) if BY_NAME[name].kept else None
            if field.followup and held and self.author.had(name):
                cell = entry.whole(entry.columns[name])
                self._empty(FieldChange(name, held, _NOTHING.get(type(held), ""), cell))

    def _empty(self, change: FieldChange) -> None:
        if change.field in self._lists:
            self._take_items(change)
        elif BY_NAME[change.field].may_be_cleared and self.author.last_saw(change.field, self.record):
            self.changes.append(change)
        else:
            self.disagree(Clash.EMPTIED, change)

    def disagree(self, kind: Clash, change: FieldChange) -> None:
        """Leave a value to a person, with the three values."""
        ways = ThreeWays(words(self.author.held(change.field)), words(change.new), words(change.old))
        kept = kept_value(change.field, change.new)
        self.conflicts.append(Disagreement(kind, change.field, change.cell, ways, kept))

    def consistent(self) -> Iterator[FieldChange]:
        """The changes without what others rule out: the lead does not contribute, a position's word goes with it."""
        taken = {change.field: change for change in self.changes}
        lead = taken["lead"].new if "lead" in taken else self.record.lead
        for change in self.changes:
            if change.field == "contributing":
                yield change._replace(new=[agency for agency in change.new if agency != lead])
            elif change.field != "position_word" or "position" in taken:
                yield change
        yield from lead_off(self.changes, self.record)


def both_edits(had: Sequence[Any], said: Sequence[Any], held: Sequence[Any]) -> list[Any]:
    """A list with what both sides added and without what either took away."""
    gone = missing_in(said, had)
    return [*missing_in(gone, held), *missing_in([*had, *held], said)]


def comparable(value: Any) -> Any:
    """A value in the form in which it equals another way of writing it."""
    if isinstance(value, str):
        return fold(tidy(value))
    return sorted(map(str, value)) if isinstance(value, (list, tuple)) and not _is_due(value) else value


def _is_due(value: Any) -> bool:
    return isinstance(value, tuple) and len(value) == 3


def words(value: Any) -> str:
    """A value in words; empty for none."""
    text = shown(value)
    return "" if text == "-" else text


def kept_value(name: str, value: Any) -> Any:
    """A value in the form in which a conflict keeps it."""
    if isinstance(value, StatusSays):
        return {
            "code": value.code,
            "word": value.word,
            "dated": value.dated_on.isoformat(),
            "basis": str(value.basis),
            "precision": str(value.precision),
        }
    if name == "due" and value is not None:
        on, precision, text = value
        return {"on": on.isoformat() if on else None, "precision": str(precision), "text": text}
    return value
