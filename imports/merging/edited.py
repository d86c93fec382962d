"""Merges a row that its author had from the tracker: only what was changed in it counts.

A value that is as the author had it says nothing, whatever the register holds now. A changed value is taken where the
register still holds what the author had; where the register has moved on as well, a person decides.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from imports.fields import BY_NAME, Merging
from imports.merging.answered import Disagreement, ThreeWays
from imports.merging.compare import Comparison, FieldChange, compare, shown
from imports.merging.records import Record
from imports.reading.entry import EARLIER, Entry, StatusSays
from tracker.folding import fold, tidy
from tracker.textkey import text_key
from tracker.vocabulary import Clash, DateBasis

_OF_THE_SOURCE = ("text", "reference")
"""The words and the number that come from the UN document."""

_NOTHING: dict[type, Any] = {list: [], tuple: (None, None, "")}
"""What takes the place of a list and of a due date; of a text, an empty one does."""

_BESIDE = frozenset(("comment", "open", "evidence", "translation", "position_word", "states", EARLIER))
"""What is added beside the values that are there, or has rules of its own: it never takes the place of a value."""


class Taken(NamedTuple):
    """A record before and after an earlier import of the same row."""

    before: Record
    after: Record


class _Author(NamedTuple):
    """What the author of a row had, and what was taken from the row before."""

    base: Record
    earlier: Sequence[Taken]

    def had(self, name: str) -> bool:
        """Return True if the author had a value of a field, now as in each earlier import of the row."""
        return all(known.held(name) for known in (self.base, *(taken.after for taken in self.earlier)))

    def last_saw(self, name: str, record: Record) -> bool:
        """Return True if the register still holds what the author had, or what was last taken from the row."""
        held = _comparable(record.held(name))
        own = [_comparable(after.held(name)) for before, after in self.earlier if _differ(name, before, after)]
        return held in (_comparable(self.base.held(name)), *own)

    def said_status(self, code: str) -> bool:
        """Return True if an earlier import of the row brought this status."""
        return any(after.status == code != before.status for before, after in self.earlier)


def _differ(name: str, one: Record, other: Record) -> bool:
    return bool(_comparable(one.held(name)) != _comparable(other.held(name)))


def edited(
    entry: Entry,
    base: Record,
    earlier: Sequence[Taken],
    record: Record,
    identity: Callable[[str], str],
    today: date,
) -> tuple[Comparison, list[Disagreement]]:
    """What a row changes in a record, given what its author had (``base``); and what a person has to decide.

    ``earlier`` is the record around each import of this very row: a value that was taken then is no edit now. A new
    status beside the date of the old one is dated ``today``.
    """
    merger = _Merger(entry, _Author(base, earlier), record, identity)
    merger.source()
    merger.values()
    merger.status(today)
    merger.emptied()
    return merger.result(), merger.conflicts


class _Merger:
    """Merges one row: a method for each kind of edit."""

    def __init__(self, entry: Entry, author: _Author, record: Record, identity: Callable[[str], str]) -> None:
        self._entry = entry
        self._author = author
        self._record = record
        self._base = compare(entry, author.base, identity, whole=True)
        self._now = compare(entry, record, identity, whole=True)
        after = [compare(entry, taken.after, identity, whole=True) for taken in author.earlier]
        fields = [{change.field for change in found.changes} for found in (self._base, *after)]
        self._edited = set.intersection(*fields)
        if _only_lead_off(entry, author.base):
            self._edited.discard("contributing")
        self._changes: list[FieldChange] = []
        self.conflicts: list[Disagreement] = []

    def source(self) -> None:
        """Edits of the UN document's words and number: only a person can say that they are corrections."""
        entry, base, record = self._entry, self._author.base, self._record
        text, number = entry.get("text"), entry.get("reference")
        if text and text_key(text) not in (base.text_key, record.text_key):
            ways = ThreeWays(base.text, text, record.text)
            self.conflicts.append(Disagreement(Clash.SOURCE, "text", entry.cell_of("text"), ways, text))
        if number and tuple(number) not in ((base.reference, base.sub), (record.reference, record.sub)):
            ways = ThreeWays(base.reference or "", number[0], record.reference or "")
            cell = entry.cell_of("reference")
            self.conflicts.append(Disagreement(Clash.SOURCE, "reference", cell, ways, list(number)))

    def values(self) -> None:
        """Edits of the fields that the group fills in, and what is added beside them."""
        status_edited = self._new_status()
        for change in self._now.changes:
            if change.field not in self._edited or change.field in _OF_THE_SOURCE:
                continue
            if change.field in ("comment", "open"):
                self._changes += [change] if change in self._base.changes else []
            elif change.field in _BESIDE:
                self._changes.append(change)
            elif change.field != "status" or not status_edited:
                self._merge(change)

    def status(self, today: date) -> None:
        """An edited status; the date beside it counts if it was edited as well."""
        says, had = self._new_status(), max(self._author.base.statuses, default=None)
        if says is None or says.code == self._record.status or self._author.said_status(says.code):
            return
        if had is not None and says.dated_on == had[0]:
            says = replace(says, dated_on=today, basis=DateBasis.IMPORT)
        self._merge(FieldChange("status", self._record.status, says, self._entry.cell_of("status")))

    def _new_status(self) -> StatusSays | None:
        """The status of the row, if it is not the one that its author had."""
        says: StatusSays | None = self._entry.get("status")
        return says if says is not None and says.code != self._author.base.status else None

    def emptied(self) -> None:
        """Fields that the author had and emptied, where nothing in the row says them."""
        entry = self._entry
        silent = entry.columns.keys() - entry.values.keys() - {name for name, _, _ in entry.open_values}
        for name in sorted(silent):
            field, held = BY_NAME[name], self._record.held(name) if BY_NAME[name].kept else None
            if not (field.followup and held and self._author.had(name)) or name in _BESIDE:
                continue
            cell = f"{entry.columns[name]}{entry.row + 1}"
            change = FieldChange(name, held, _NOTHING.get(type(held), ""), cell)
            if field.may_be_cleared and self._author.last_saw(name, self._record):
                self._changes.append(change)
            else:
                self._disagree(Clash.EMPTIED, change)

    def _merge(self, change: FieldChange) -> None:
        name = change.field
        if BY_NAME[name].merging == Merging.ADD:
            held = list(self._record.held(name))
            new = _both_edits(self._author.base.held(name), change.new, held)
            self._changes += [change._replace(new=new)] if new != held else []
        elif self._author.last_saw(name, self._record):
            self._changes.append(change)
        else:
            self._disagree(Clash.BOTH_CHANGED, change)

    def _disagree(self, kind: Clash, change: FieldChange) -> None:
        had = self._author.base.held(change.field)
        ways = ThreeWays(_words(had), _words(change.new), _words(change.old))
        self.conflicts.append(Disagreement(kind, change.field, change.cell, ways, kept_value(change.field, change.new)))

    def result(self) -> Comparison:
        """What is taken, and what contradicts the register by an edit of the author."""
        source = {self._entry.cell_of(name) for name in _OF_THE_SOURCE if name in self._entry.values}
        reasons = {item.reason for item in self._base.contradictions}
        wrong = [item for item in self._now.contradictions if item.reason in reasons and item.cell not in source]
        return Comparison(list(self._consistent()), wrong)

    def _consistent(self) -> Iterator[FieldChange]:
        """The changes without what others rule out: the lead does not contribute, a position's word goes with it."""
        taken = {change.field: change for change in self._changes}
        lead = taken["lead"].new if "lead" in taken else self._record.lead
        for change in self._changes:
            if change.field == "contributing":
                yield change._replace(new=[agency for agency in change.new if agency != lead])
            elif change.field != "position_word" or "position" in taken:
                yield change
        if "lead" in taken and "contributing" not in taken:
            yield from self._lead_off(taken["lead"])

    def _lead_off(self, lead: FieldChange) -> Iterator[FieldChange]:
        """A new lead no longer contributes."""
        held = self._record.contributing
        if lead.new in held:
            yield lead._replace(field="contributing", old=held, new=[key for key in held if key != lead.new])


def _only_lead_off(entry: Entry, base: Record) -> bool:
    """Return True if contributing agencies differ only by the one that leads now: that follows from the new lead."""
    lead = entry.get("lead")
    return {*(entry.get("contributing") or ()), lead} == {*base.contributing, lead}


def _both_edits(had: Any, said: list[Any], held: Any) -> list[Any]:
    """A list with what both sides added and without what either took away."""
    return [item for item in held if item in said or item not in had] + [
        item for item in said if item not in had and item not in held
    ]


def _comparable(value: Any) -> Any:
    if isinstance(value, str):
        return fold(tidy(value))
    return sorted(map(str, value)) if isinstance(value, (list, tuple)) and not _is_due(value) else value


def _is_due(value: Any) -> bool:
    return isinstance(value, tuple) and len(value) == 3


def _words(value: Any) -> str:
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
