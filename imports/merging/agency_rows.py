"""Matches the rows of an agency's own sheet: what it claims, and what it may only propose."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from imports.fields import FIELDS, Speaker
from imports.merging.answered import Claim, Disagreement
from imports.merging.compare import Contradiction
from imports.merging.edited import edited
from imports.merging.matching import Matcher
from imports.merging.own_row import to_decide
from imports.merging.plan import PlannedEntry, SheetPlan
from imports.merging.records import Record
from imports.merging.spoken import AgencySpeaks
from imports.reading.entry import EARLIER, Entry, ReadRow
from tracker.language.phrase import Phrase
from tracker.vocabulary import Clash, Outcome

_MOST_TOLD = 20
_CLAIMED = [*(field.name for field in FIELDS if field.kept and field.speaker == Speaker.EVERYBODY), EARLIER]


class AgencyMatcher(Matcher):
    """Matches the rows of sheets in which an agency speaks.

    What it says of a recommendation that the register has not is taken, but its status is a claim there as well.
    """

    def __init__(self, *given: Any, speaks: AgencySpeaks) -> None:
        super().__init__(*given)
        self._speaks = speaks
        self._left: dict[int, list[str]] = defaultdict(list)

    def match(self, read: list[tuple[SheetPlan, list[ReadRow]]]) -> None:
        """Give every row its outcome, and say in the plan what an agency wrote in vain."""
        super().match(read)
        for number, (plan, _) in enumerate(read):
            plan.notes += _told(self._left[number])

    def _plan_new(self, whole: Entry, group: list[Entry]) -> None:
        record = Record(0, "", "", None, 0, "", "")
        everything = replace(whole)
        said = replace(whole, values={name: whole.values[name] for name in _CLAIMED if name in whole.values})
        claims, _ = self._speaks.merge(said, record, None)
        for entry in (whole, *group):
            entry.values = {name: reading for name, reading in entry.values.items() if name not in _CLAIMED}
        super()._plan_new(whole, group)
        self._note_said(self._row(group[0]).entries[-1].record, everything)
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
        source = [item for item in conflicts if item.kind == Clash.SOURCE]
        self._speak(first, record, group, fields, source)

    def _contradict(self, group: list[Entry], wrong: Contradiction) -> None:
        for entry in group:
            self._end(entry, Outcome.CONFLICT, wrong.reason, wrong.cell if entry is group[0] else "")

    def _merged(
        self, news: Entry, record: Record, only: set[str] | None, sheet: int
    ) -> tuple[list[Claim], list[Disagreement]]:
        """What a row claims, and what a person has to decide: proposals, and words older than the agency's last ones."""
        claims, proposals = self._speaks.merge(news, record, only)
        older = self._speaks.overtaken(claims, self._plans[sheet].as_of)
        fields = {item.field for item in older}
        return [claim for claim in claims if claim.said.field not in fields], [*proposals, *older]

    def _speak(
        self,
        whole: Entry,
        record: Record,
        group: list[Entry],
        only: set[str] | None,
        source: Sequence[Disagreement] = (),
    ) -> None:
        """Plan a row: claims, proposals, and what it says otherwise of the source; ``source`` are edits of the UN text."""
        said = self._said_before(record, group)
        news = whole if said is None or only is not None else said.news(whole)
        left, wrong = self._speaks.untouched(news, record, self._identity, only)
        if wrong is not None:
            self._contradict(group, wrong)
            return
        self._left[group[0].sheet] += left
        claims, proposals = self._merged(news, record, only, group[0].sheet)
        proposals += [replace(item, agency=self._speaks.agency) for item in source]
        new, waiting = self._speaks.noted.news(record, proposals)
        self._note_met(record, group)
        self._note_said(record, whole)
        if claims or new:
            row = self._row(group[0])
            row.entries = (*row.entries, PlannedEntry(whole, record, Outcome.CHANGED, conflicts=new, claims=claims))
            row.outcome = Outcome.CHANGED
        if new or waiting:
            self._end(group[0], Outcome.CONFLICT, to_decide(new, waiting), (new or waiting)[0].cell)
            self._row(group[0]).kept = True
        for entry in group[1:]:
            self._end(entry, Outcome.LEFT_OUT, Phrase("repeats {row}", row=self._where(group[0], entry)))


def _told(left: list[str]) -> list[str]:
    """The notes on what an agency may not change: how many values, and each of the first."""
    if not left:
        return []
    several = Phrase("{number} values were left as they were, because an agency does not change them", number=len(left))
    one = Phrase("1 value was left as it was, because an agency does not change them")
    more = [Phrase("... and {number} more like these", number=len(left) - _MOST_TOLD)] if len(left) > _MOST_TOLD else []
    return [one if len(left) == 1 else several, *left[:_MOST_TOLD], *more]
