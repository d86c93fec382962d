"""Matches the rows of a file with the register: by code, by (review, number), then by text; near matches are questions."""

from collections import Counter
from collections.abc import Sequence

from imports.cells.readers import Readers
from imports.merging.answered import Disagreement
from imports.merging.bases import Bases
from imports.merging.compare import Contradiction, FieldChange
from imports.merging.different_values import DifferentValues, out_and_in_mandate, status_of
from imports.merging.former import FormerOnes, FormerRows
from imports.merging.groups import Groups
from imports.merging.known_row import known_row
from imports.merging.lineage import Copies, Lineage
from imports.merging.near import NearTexts, same_answers
from imports.merging.other_numbers import OtherNumbers
from imports.merging.own_row import own_row, to_decide
from imports.merging.plan import PlannedEntry, PlannedRow, SheetPlan, row_in_words
from imports.merging.records import Record, Records
from imports.merging.reviews import ReviewCodes
from imports.merging.said_before import SaidBefore
from imports.merging.same_unit import adds_to, joined, newest_first
from imports.reading.entry import Entry, ReadRow
from imports.reading.questions import Answers, QuestionBook
from tracker.codes import code_of
from tracker.language.phrase import Phrase
from tracker.textkey import compared, text_key
from tracker.vocabulary import Outcome

Made = dict[str, tuple[PlannedEntry, list[Entry]]]
"""Code, then the plan and the rows of a recommendation that the file brings."""

RowKey = tuple[int, int]
"""Number of the sheet among those with recommendations, and row."""


class Matcher:
    """Matches the rows of a file with records: by code, by (review, number), then by text; a near match is a question."""

    def __init__(
        self,
        records: Records,
        reviews: ReviewCodes,
        readers: Readers,
        answers: Answers,
        bases: Bases,
        made: Made,
        former: FormerOnes,
        lineage: Lineage,
    ) -> None:
        self._records = records
        self._reviews = reviews
        self._identity = readers.states.identity
        self._bases = bases
        self._questions = QuestionBook(answers, same_answers(readers.vocabulary.words))
        self._near = NearTexts(records, self._identity, self._questions)
        self._others = OtherNumbers(records, self._near, self._questions)
        self._former = FormerRows(former, records, self._questions)
        self._numbers: Counter[str] = Counter()
        self._different = DifferentValues()
        self._planned: dict[RowKey, PlannedRow] = {}
        self._names: list[str] = []
        self._made = made
        self._lineage = lineage
        self._plans: list[SheetPlan] = []
        self._copies: list[Copies] = []

    def match(self, read: list[tuple[SheetPlan, list[ReadRow]]]) -> None:
        """Give every row of every sheet its outcome."""
        self._begin(read)
        groups = Groups(self._bases, self._reviews, self._identity, self._end_different_texts)
        self._former.keys, self._others.rows = groups.keys, groups.rows
        for group in list(groups.of(entry for _, rows in read for row in rows for entry in row.entries)):
            self._plan_group(group)
        if read:
            read[0][0].questions += list(self._questions.open.values())
            read[0][0].taken += list(self._questions.taken.values())
        for number, (plan, _) in enumerate(read):
            for found in (self._former, self._others, self._near, self._different):
                plan.notes += found.notes[number]

    def _begin(self, read: list[tuple[SheetPlan, list[ReadRow]]]) -> None:
        self._plans = [plan for plan, _ in read]
        self._names = [plan.sheet.name for plan in self._plans]
        self._copies = [self._lineage.copies(plan, rows) for plan, rows in read]
        for number, (plan, rows) in enumerate(read):
            plan.rows = [PlannedRow(row.row, row.outcome or Outcome.SAME, row.cell, row.reason) for row in rows]
            self._planned |= {(number, row.row): row for row in plan.rows}

    def _row(self, entry: Entry) -> PlannedRow:
        return self._planned[entry.sheet, entry.row]

    def _end(self, entry: Entry, outcome: Outcome, reason: str, cell: str = "") -> None:
        row = self._row(entry)
        row.outcome, row.cell, row.reason = outcome, cell or entry.cell, reason

    def _where(self, entry: Entry, seen_from: Entry) -> str:
        """A row in words, with its sheet if that is another one."""
        return row_in_words(entry.row, "" if entry.sheet == seen_from.sheet else self._names[entry.sheet])

    def _end_different_texts(self, group: list[Entry]) -> None:
        """Make every row a conflict that names another row of the same number."""
        number = group[0].get("code") or group[0].get("reference")[0]
        for entry in group:
            other = next(row for row in group if row is not entry)
            where = self._where(other, entry)
            reason = Phrase(
                "number {number} is there twice with different texts (also in {cell}); correct the number or the text",
                number=number,
                cell=where,
            )
            self._end(entry, Outcome.CONFLICT, reason)

    # One unit

    def _plan_group(self, group: list[Entry]) -> None:
        if (own := self._bases.record(group[0])) is not None:
            self._plan_own(own, group)
            return
        group = self._of_one_mandate(newest_first(group))
        if not group:
            return
        self._different.note(group)
        whole = joined(group, self._names)
        record, problem = self._find(whole)
        if problem is not None:
            for entry in group:
                self._end(entry, *problem)
        elif record is None:
            self._plan_new(whole, group)
        elif record.code in self._made:
            self._plan_more(record, group)
        else:
            self._plan_known(whole, record, group)

    def _of_one_mandate(self, group: list[Entry]) -> list[Entry]:
        """The rows of a recommendation, without those that contradict each other about the mandate."""
        contradicting = out_and_in_mandate(group)
        for entry, other in contradicting:
            reason = Phrase(
                "the recommendation has two statuses: {first} in {cell}, {second} here",
                first=status_of(other),
                cell=self._where(other, entry),
                second=status_of(entry),
            )
            self._end(entry, Outcome.CONFLICT, reason)
        return [entry for entry in group if all(entry is not row for row, _ in contradicting)]

    def _find(self, entry: Entry) -> tuple[Record | None, tuple[Outcome, str] | None]:
        code = entry.get("code")
        if code and (record := self._records.by_code.get(code)):
            return record, None
        review = self._reviews.code(entry.placing)
        number = entry.get("reference")
        text = entry.get("text")
        if number is not None and (record := self._by_number(review, number, text)):
            return record, None
        if code and text is None:
            return None, (
                Outcome.REFUSED,
                Phrase("the register has no recommendation {code}; correct the code or add the text", code=code),
            )
        if text is None:
            return None, (Outcome.REFUSED, self._not_found(entry, review))
        if record := self._by_text(review, entry):
            return record, None
        for known in (self._former, self._others):
            if any(found := known.match(review, entry)):
                return found
        return self._near.match(review, entry)

    def _not_found(self, entry: Entry, review: str) -> str:
        """Why a row without a text belongs to no recommendation of the register."""
        number, placing = entry.get("reference"), entry.placing
        if number and placing.short and len(placing.candidates) > 1:
            codes = ", ".join(code_of(candidate, number[0]) for candidate in placing.candidates)
            return Phrase("the number may be one of {codes}; write the code of one of them", codes=codes)
        return Phrase(
            "the register has no recommendation {number} in {review}, and the row gives no text for a new one",
            number=number[0] if number else Phrase("with this number"),
            review=self._reviews.mechanism(review) if placing.waits and placing.short else review,
        )

    def _by_number(self, review: str, number: tuple[str, int], text: str | None) -> Record | None:
        record = self._records.by_number.get((review, number[0], number[1]))
        if record is None and number[1] == 0 and text:
            bundled = [item for item in self._records.with_text(review, text_key(text)) if item.reference == number[0]]
            record = bundled[0] if bundled else None
        return record

    def _by_text(self, review: str, entry: Entry) -> Record | None:
        """The record of exactly this text; among several, the one of these States."""
        number = entry.get("reference")
        same = self._records.with_text(review, text_key(entry.get("text")))
        same = [record for record in same if number is None or record.reference is None]
        if not same:
            return None
        states = self._near.identities(entry.get("states"))
        found = [record for record in same if self._near.may_come_from(record, states)]
        return found[0] if len(found) == 1 or (found and number is None and not states) else None

    def _plan_new(self, whole: Entry, group: list[Entry]) -> None:
        record = self._virtual(whole, self._reviews.code(whole.placing))
        self._records.add(record)
        row = self._row(group[0])
        planned = PlannedEntry(whole, record, Outcome.NEW)
        row.entries = (*row.entries, planned)
        row.outcome = Outcome.NEW
        self._made[record.code] = planned, group
        self._plan_repeats(group)

    def _plan_more(self, record: Record, group: list[Entry]) -> None:
        """Add rows without a number to a new recommendation of the same file that has their text."""
        planned, earlier = self._made[record.code]
        rows = [*earlier, *group]
        self._different.note(rows)
        planned.entry = joined(rows, self._names)
        record.states = list(planned.entry.get("states") or [])
        self._made[record.code] = planned, rows
        self._plan_repeats(rows)

    def _plan_repeats(self, group: list[Entry]) -> None:
        """Plan further rows of a recommendation: one that adds something is a change, one that adds nothing is left out."""
        for entry in group[1:]:
            row = self._row(entry)
            if row.outcome != Outcome.SAME or row.entries:
                continue
            if not adds_to(entry, group[0]):
                self._end(entry, Outcome.LEFT_OUT, Phrase("repeats {row}", row=self._where(group[0], entry)))
            elif self._row(group[0]).outcome == Outcome.NEW:
                row.outcome = Outcome.CHANGED

    def _virtual(self, entry: Entry, review: str) -> Record:
        number = entry.get("reference")
        if number is None:
            self._numbers[review] = self._numbers[review] or self._records.last_unnumbered(review)
            self._numbers[review] += 1
            code = f"{review}/U{self._numbers[review]}"
        else:
            code = code_of(review, *number)
        text = entry.get("text")
        record = Record(
            0,
            code,
            review,
            number[0] if number else None,
            number[1] if number else 0,
            text,
            text_key(text),
            compared(text),
        )
        record.states = list(entry.get("states") or [])
        return record

    def _plan_known(self, whole: Entry, record: Record, group: list[Entry]) -> None:
        found = known_row(whole, record, self._said_before(record, group), self._identity)
        settled = _settled_values(whole, record, {change.field for change in found.changes})
        for item in found.contradictions:
            reason = self._with_code_of_text(item, whole, record)
            self._end(self._speaker(item.cell, group), Outcome.CONFLICT, reason, item.cell)
        first = self._row(group[0])
        if first.outcome == Outcome.CONFLICT:
            return
        if not found.contradictions:
            self._note_met(record, group)
        self._note_said(record, whole)
        new = self._leave_to_person(record, found.conflicts, group) if found.conflicts else []
        if found.changes or settled or new:
            planned = PlannedEntry(whole, record, Outcome.CHANGED, found.changes, settled, new, based=found.based)
            first.entries = (*first.entries, planned)
            self._mark_changed(found.changes, group)
        self._plan_repeats(group)

    def _with_code_of_text(self, found: Contradiction, entry: Entry, record: Record) -> str:
        """The reason of a contradiction; of another text, with the recommendation that has it."""
        text = entry.get("text")
        same = self._records.with_text(record.review, text_key(text)) if text else ()
        if not same or found.cell != entry.cell_of("text"):
            return found.reason
        return Phrase("{reason}; {code} has this text", reason=found.reason, code=same[0].code)

    def _leave_to_person(
        self, record: Record, conflicts: Sequence[Disagreement], group: list[Entry]
    ) -> list[Disagreement]:
        """Say in a row what waits for a person; gives the conflicts that nobody noted before."""
        new, waiting = self._lineage.noted(record).news(record, conflicts)
        if new or waiting:
            cell = (new or waiting)[0].cell
            speaker = self._speaker(cell, group)
            self._end(speaker, Outcome.CONFLICT, to_decide(new, waiting), cell)
            self._row(speaker).kept = True
        return new

    def _said_before(self, record: Record, group: list[Entry]) -> SaidBefore | None:
        """What the rows of a unit said in an earlier copy of their sheet."""
        return self._copies[group[0].sheet].said(record) if record.id else None

    def _note_said(self, record: Record, whole: Entry) -> None:
        self._plans[whole.sheet].said.append((record, whole))

    def _plan_own(self, record: Record, group: list[Entry]) -> None:
        """Plan a row that the tracker wrote: only what its author changed in it counts."""
        found = own_row(group, record, self._bases, self._identity)
        for entry in group if found.outcome == Outcome.CONFLICT else ():
            self._end(entry, found.outcome, found.reason, found.cell if entry is group[0] else "")
            self._row(entry).kept = found.kept
        if found.refused:
            return
        first = self._row(group[0])
        first.outcome = found.outcome
        self._note_said(record, group[0])
        if found.changes or found.conflicts:
            settled = _settled_values(group[0], record, {change.field for change in found.changes})
            planned = PlannedEntry(group[0], record, Outcome.CHANGED, found.changes, settled, found.conflicts)
            first.entries = (*first.entries, planned)
        if not found.conflicts:
            self._note_met(record, group[:1])
        for entry in group[1:]:
            self._end(entry, Outcome.LEFT_OUT, Phrase("repeats {row}", row=self._where(group[0], entry)))

    def _note_met(self, record: Record, group: list[Entry]) -> None:
        for entry in group:
            row = self._row(entry)
            row.met = (*row.met, (entry, record))

    def _mark_changed(self, changes: Sequence[FieldChange], group: list[Entry]) -> None:
        """Mark the rows from which the changes come; the first row, if no change names a cell."""
        for entry in [self._speaker(change.cell, group) for change in changes] or group[:1]:
            row = self._row(entry)
            row.outcome = Outcome.CHANGED if row.outcome == Outcome.SAME else row.outcome

    def _speaker(self, cell: str, group: list[Entry]) -> Entry:
        """The row of a group that holds a cell."""
        sheet, _, place = cell.rpartition("!")
        number = int("".join(filter(str.isdigit, place)) or 0) - 1
        return next(
            (entry for entry in group if entry.row == number and (not sheet or self._names[entry.sheet] == sheet)),
            group[0],
        )


def _settled_values(entry: Entry, record: Record, changed: set[str]) -> list[int]:
    """Open values of the record whose field the row now fills with something else."""
    waiting = {(name, text) for name, text, _ in entry.open_values}
    return [row_id for name, text, row_id in record.open_values if name in changed and (name, text) not in waiting]
