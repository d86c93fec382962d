"""Merges a row that its author had from the tracker: only what was changed in it counts.

A value that is as the author had it says nothing, whatever the register holds now. A changed value is taken where the
register still holds what the author had; where the register has moved on as well, a person decides.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from imports.merging.answered import Disagreement, ThreeWays
from imports.merging.compare import Comparison, FieldChange, compare
from imports.merging.edits import BESIDE, Edits, comparable
from imports.merging.records import Record
from imports.reading.entry import Entry, StatusSays
from tracker.textkey import text_key
from tracker.vocabulary import Clash, DateBasis

_OF_THE_SOURCE = ("text", "reference")
"""The words and the number that come from the UN document."""


class Taken(NamedTuple):
    """A record before and after an earlier import of the same row."""

    before: Record
    after: Record


class _Author(NamedTuple):
    """What the author of a row had, and what was taken from the row before."""

    base: Record
    earlier: Sequence[Taken]

    def held(self, name: str) -> Any:
        """What the author had of a field."""
        return self.base.held(name)

    def had(self, name: str) -> bool:
        """Return True if the author had a value of a field, now as in each earlier import of the row."""
        return all(known.held(name) for known in (self.base, *(taken.after for taken in self.earlier)))

    def last_saw(self, name: str, record: Record) -> bool:
        """Return True if the register still holds what the author had, or what was last taken from the row."""
        held = comparable(record.held(name))
        own = [comparable(after.held(name)) for before, after in self.earlier if _differ(name, before, after)]
        return held in (comparable(self.base.held(name)), *own)

    def said_status(self, code: str) -> bool:
        """Return True if an earlier import of the row brought this status."""
        return any(after.status == code != before.status for before, after in self.earlier)


def _differ(name: str, one: Record, other: Record) -> bool:
    return bool(comparable(one.held(name)) != comparable(other.held(name)))


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


class _Merger(Edits):
    """Merges one row: a method for each kind of edit."""

    def __init__(self, entry: Entry, author: _Author, record: Record, identity: Callable[[str], str]) -> None:
        super().__init__(entry, author, record)
        self._author = author
        self._base = compare(entry, author.base, identity, whole=True)
        self._now = compare(entry, record, identity, whole=True)
        after = [compare(entry, taken.after, identity, whole=True) for taken in author.earlier]
        fields = [{change.field for change in found.changes} for found in (self._base, *after)]
        self._edited = set.intersection(*fields)
        if _only_lead_off(entry, author.base):
            self._edited.discard("contributing")

    def source(self) -> None:
        """Edits of the UN document's words and number: only a person can say that they are corrections."""
        entry, base, record = self.entry, self._author.base, self.record
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
                self.changes += [change] if change in self._base.changes else []
            elif change.field in BESIDE:
                self.changes.append(change)
            elif change.field != "status" or not status_edited:
                self.merge(change)

    def status(self, today: date) -> None:
        """An edited status; the date beside it counts if it was edited as well."""
        says, had = self._new_status(), max(self._author.base.statuses, default=None)
        if says is None or says.code == self.record.status or self._author.said_status(says.code):
            return
        if had is not None and says.dated_on == had[0]:
            says = replace(says, dated_on=today, basis=DateBasis.IMPORT)
        self.merge(FieldChange("status", self.record.status, says, self.entry.cell_of("status")))

    def _new_status(self) -> StatusSays | None:
        """The status of the row, if it is not the one that its author had."""
        says: StatusSays | None = self.entry.get("status")
        return says if says is not None and says.code != self._author.base.status else None

    def result(self) -> Comparison:
        """What is taken, and what contradicts the register by an edit of the author."""
        source = {self.entry.cell_of(name) for name in _OF_THE_SOURCE if name in self.entry.values}
        reasons = {item.reason for item in self._base.contradictions}
        wrong = [item for item in self._now.contradictions if item.reason in reasons and item.cell not in source]
        return Comparison(list(self.consistent()), wrong)


def _only_lead_off(entry: Entry, base: Record) -> bool:
    """Return True if contributing agencies differ only by the one that leads now: that follows from the new lead."""
    lead = entry.get("lead")
    return {*(entry.get("contributing") or ()), lead} == {*base.contributing, lead}
