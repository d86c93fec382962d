"""Plans a row that the tracker wrote and that came back: its edits, and what a person has to decide."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from imports.merging.answered import Disagreement
from imports.merging.bases import Bases
from imports.merging.compare import FieldChange
from imports.merging.edited import edited
from imports.merging.records import Record
from imports.reading.entry import Entry
from tracker.language.phrase import Phrase
from tracker.vocabulary import Outcome

_WAITS = Phrase("waits for a decision: tracker conflicts")


@dataclass(frozen=True)
class OwnRow:
    """The outcome of a row, with its changes and its new conflicts; ``kept`` says that the register keeps the conflict."""

    outcome: Outcome
    changes: Sequence[FieldChange] = ()
    conflicts: Sequence[Disagreement] = ()
    reason: str = ""
    cell: str = ""
    kept: bool = False

    @property
    def refused(self) -> bool:
        """Return True if nothing of the row goes into the register."""
        return self.outcome == Outcome.CONFLICT and not self.kept


def own_row(group: Sequence[Entry], record: Record, bases: Bases, identity: Callable[[str], str]) -> OwnRow:
    """Plan the rows of a file that carry the stamp of one recommendation."""
    first, base = group[0], bases.base(group[0])
    if base is None:
        reason = Phrase(
            "{code} was not in the register when this sheet was written; copy the row from a new export",
            code=record.code,
        )
        return OwnRow(Outcome.CONFLICT, reason=reason)
    if (problem := _problem(group, record, base)) is not None:
        return problem
    found, conflicts = edited(first, base, bases.earlier(first), record, identity, bases.today)
    if found.contradictions:
        wrong = found.contradictions[0]
        return OwnRow(Outcome.CONFLICT, reason=wrong.reason, cell=wrong.cell)
    new, waiting = bases.noted.news(record, conflicts)
    if new or waiting:
        return OwnRow(
            Outcome.CONFLICT, found.changes, new, to_decide(new, waiting), (new or waiting)[0].cell, kept=True
        )
    return OwnRow(Outcome.CHANGED if found.changes else Outcome.SAME, found.changes)


def to_decide(new: Sequence[Disagreement], waiting: Sequence[Disagreement]) -> str:
    """What of a row a person has to decide, in words: new conflicts, and those that wait since an earlier import."""
    return Phrase.joined(
        [
            *(item.words for item in new),
            *(Phrase("{field}: {reason}", field=item.label, reason=_WAITS) for item in waiting),
        ]
    )


def _problem(group: Sequence[Entry], record: Record, base: Record) -> OwnRow | None:
    """What is wrong with the rows themselves: a column that was sorted alone, a row that stands twice."""
    first = group[0]
    if (code := first.get("code")) not in (None, record.code, base.code):
        reason = Phrase(
            "the row says {code}, but its hidden key belongs to {other}; sort and copy whole rows, with all columns",
            code=code,
            other=record.code,
        )
        return OwnRow(Outcome.CONFLICT, reason=reason, cell=first.cell_of("code"))
    if any(_said(entry) != _said(first) for entry in group[1:]):
        rows = ", ".join(str(entry.row + 1) for entry in group)
        return OwnRow(
            Outcome.CONFLICT,
            reason=Phrase("{code} is in rows {rows} with different values", code=record.code, rows=rows),
        )
    return None


def _said(entry: Entry) -> dict[str, object]:
    return {name: reading.value for name, reading in entry.values.items()}
