"""Matches the rows of an agency's own sheet: what it claims, and what it may only propose."""

from dataclasses import replace
from typing import Any

from imports.fields import FIELDS, Speaker
from imports.merging.edited import edited
from imports.merging.matching import Matcher
from imports.merging.own_row import WAITS
from imports.merging.plan import PlannedEntry
from imports.merging.records import Record
from imports.merging.spoken import AgencySpeaks
from imports.reading.entry import EARLIER, Entry
from tracker.vocabulary import Outcome

_CLAIMED = [*(field.name for field in FIELDS if field.kept and field.speaker == Speaker.EVERYBODY), EARLIER]


class AgencyMatcher(Matcher):
    """Matches the rows of sheets in which an agency speaks.

    What it says of a recommendation that the register has not is taken, but its status is a claim there as well.
    """

    def __init__(self, *given: Any, speaks: AgencySpeaks) -> None:
        super().__init__(*given)
        self._speaks = speaks

    def _plan_new(self, whole: Entry, group: list[Entry]) -> None:
        record = Record(0, "", "", None, 0, "", "")
        said = replace(whole, values={name: whole.values[name] for name in _CLAIMED if name in whole.values})
        claims, _ = self._speaks.merge(said, record, None)
        for entry in (whole, *group):
            entry.values = {name: reading for name, reading in entry.values.items() if name not in _CLAIMED}
        super()._plan_new(whole, group)
        self._row(group[0]).entries[-1].claims = claims

    def _plan_more(self, record: Record, group: list[Entry]) -> None:
        """What an agency says of a recommendation that another sheet of the file brings."""
        planned, _ = self._made[record.code]
        claims, _ = self._speaks.merge(group[0], record, _CLAIMED)
        planned.claims = [*planned.claims, *claims]
        for entry in group:
            self._row(entry).outcome = Outcome.CHANGED

    def _plan_known(self, whole: Entry, record: Record, group: list[Entry]) -> None:
        self._speak(whole, record, group, None)

    def _plan_own(self, record: Record, group: list[Entry]) -> None:
        """A row that the tracker wrote: what the agency left as it was is no claim."""
        first, base = group[0], self._bases.base(group[0])
        if base is None:
            self._speak(first, record, group, None)
            return
        found, conflicts = edited(first, base, self._bases.earlier(first), record, self._identity, self._bases.today)
        fields = {change.field for change in found.changes} | {item.field for item in conflicts}
        self._speak(first, record, group, fields)

    def _speak(self, whole: Entry, record: Record, group: list[Entry], only: set[str] | None) -> None:
        claims, proposals = self._speaks.merge(whole, record, only)
        new, waiting = self._speaks.noted.news(record, proposals)
        self._note_met(record, group)
        row = self._row(group[0])
        if claims or new:
            planned = PlannedEntry(whole, record, Outcome.CHANGED, conflicts=new, claims=claims)
            row.entries = (*row.entries, planned)
            row.outcome = Outcome.CHANGED
        if new or waiting:
            told = [*(item.words for item in new), *(f"{item.label}: {WAITS}" for item in waiting)]
            self._end(group[0], Outcome.CONFLICT, "; ".join(told), (new or waiting)[0].cell)
            row.kept = True
        for entry in group[1:]:
            self._end(entry, Outcome.LEFT_OUT, f"repeats {self._where(group[0], entry)}")
