"""Plans what a row without a stamp changes in a recommendation of the register.

Of a row that an earlier copy of its sheet had, only the news counts: what it said before says nothing now.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from imports.fields import FOLLOWUP
from imports.merging.answered import Disagreement
from imports.merging.compare import Contradiction, EarlierStatus, FieldChange, compare, missing_in
from imports.merging.edits import BESIDE, Edits, both_edits
from imports.merging.leading import without_new_lead
from imports.merging.records import Record
from imports.merging.said_before import SaidBefore
from imports.reading.entry import Entry
from tracker.vocabulary import DateBasis

_LISTS = ("theme", "affected", "sdg", "contributing")
"""Fields of which each item counts by itself: both sides may have changed them."""

_SURE = (DateBasis.STATED, DateBasis.SHEET)


@dataclass(frozen=True)
class KnownRow:
    """What a row changes, what contradicts the register, and what a person has to decide.

    ``based`` are the fields of which it is known what the author had before.
    """

    changes: Sequence[FieldChange]
    contradictions: Sequence[Contradiction]
    conflicts: Sequence[Disagreement] = ()
    based: frozenset[str] = frozenset()


def known_row(entry: Entry, record: Record, said: SaidBefore | None, identity: Callable[[str], str]) -> KnownRow:
    """Compare a row with its recommendation; ``said`` is what it said in an earlier copy of its sheet."""
    by_code = bool(entry.get("code")) and entry.get("code") == record.code
    if said is None:
        found = compare(entry, record, identity, whole=by_code)
        return KnownRow(found.changes, found.contradictions)
    news = said.news(entry)
    found = compare(news, record, identity, whole=by_code)
    edits = _Copied(entry, said, record)
    edits.lists(news)
    edits.values(found.changes)
    edits.emptied()
    based = frozenset(change.field for change in edits.changes if said.had(change.field))
    return KnownRow(list(edits.result()), found.contradictions, edits.conflicts, based)


class _Copied(Edits):
    """Merges the news of one row."""

    author: SaidBefore

    def __init__(self, entry: Entry, author: SaidBefore, record: Record) -> None:
        super().__init__(entry, author, record, _LISTS)

    def lists(self, news: Entry) -> None:
        """Lists that were edited: what the author added is added, what the author took out is taken off."""
        for name in _LISTS:
            if name in news.values and self.author.had(name):
                self.merge(FieldChange(name, list(self.record.held(name)), news.get(name), news.cell_of(name)))

    def values(self, changes: Sequence[FieldChange]) -> None:
        """Other fields; what was not said before, and what is added beside, is compared as in any sheet."""
        for change in changes:
            name = change.field
            if not self.author.had(name) or name in BESIDE or _is_dated(change):
                self.changes.append(change)
            elif name not in _LISTS:
                self.merge(change)

    def merge(self, change: FieldChange) -> None:
        """Of measures each line counts by itself, unless both sides changed the same one."""
        new = self._both_lines(change) if change.field == "measures" else None
        if new is None:
            super().merge(change)
        elif new != change.old:
            self.changes.append(change._replace(new=new))

    def _both_lines(self, change: FieldChange) -> str | None:
        """The measures with the edits of both sides; ``None`` where the register lacks a line that the row replaces."""
        had, said, held = (text.splitlines() for text in (self.author.held(change.field), change.new, change.old))
        if self.author.last_saw(change.field, self.record) or missing_in(held, missing_in(said, had)):
            return None
        return "\n".join(both_edits(had, said, held))

    def emptied(self) -> None:
        """Emptied fields, where the row still has others: a blank row is a form to fill in anew.

        Agencies that are left out because one of them leads now were not emptied.
        """
        if not FOLLOWUP.isdisjoint(self.entry.values):
            super().emptied()
        if self.author.only_leads_now(self.entry):
            self.changes = [change for change in self.changes if change.field != "contributing"]

    def result(self) -> Iterator[FieldChange]:
        """What is taken; a lead that waits takes nobody's place."""
        lead = next((item.value for item in self.conflicts if item.field == "lead" and item.value), None)
        if lead is not None:
            self.changes = without_new_lead(self.changes, self.record, lead)
        for change in self.consistent():
            if change.field != "contributing" or set(change.new) != set(change.old):
                yield change


def _is_dated(change: FieldChange) -> bool:
    """Return True for a status of a day that is sure, or that goes into the history: days tell which is newer."""
    says = change.new
    return change.field == "status" and (isinstance(says, EarlierStatus) or says.basis in _SURE)
