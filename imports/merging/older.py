"""Holds back what a sheet says that is older than what the register holds.

A sheet without a stamp is compared by days: what the register knows of a later day stays, and the sheet's value waits as a
conflict. Where days do not tell and the sheet says what the register held before (of a status as well), or something else
than a person typed, it is asked once a sheet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from imports.fields import BY_NAME, Merging
from imports.merging.answered import Disagreement, ThreeWays
from imports.merging.bases import Bases
from imports.merging.compare import EarlierStatus, FieldChange
from imports.merging.edits import kept_value, words
from imports.merging.leading import lead_off, without_new_lead
from imports.merging.noted import Noted
from imports.merging.own_row import to_decide
from imports.merging.plan import PlannedEntry, PlannedRow, SheetPlan
from imports.merging.records import Record
from imports.reading.entry import StatusSays
from imports.reading.questions import Answers, Question, QuestionBook
from tracker.folding import fold
from tracker.language.phrase import Phrase
from tracker.queries.said_on import SaidOn, changed_ever, said_on
from tracker.vocabulary import Clash, DateBasis, Outcome

_NEWER, _OLDER = "newer", "older"
_SURE = (DateBasis.STATED, DateBasis.SHEET)


class _Replaced(NamedTuple):
    """A change that would take the place of a value of the register."""

    row: PlannedRow
    entry: PlannedEntry
    change: FieldChange


@dataclass(frozen=True)
class Replacing:
    """What the register knows of the values that a file would replace."""

    said: dict[tuple[int, str], SaidOn]
    noted: Noted
    file: str


def hold_back(session: Session, file: str, sheets: Sequence[SheetPlan], bases: Bases, answers: Answers) -> None:
    """Take older values out of the plan of a file, and leave them as conflicts."""
    found = [(sheet, list(_replaced(sheet, bases))) for sheet in sheets]
    ids = _held_ever(session, [item for _, items in found for item in items])
    if not ids:
        return
    known = Replacing(said_on(session, ids), Noted(session, ids), file)
    for sheet, items in found:
        _hold(sheet, [item for item in items if item.change.old or _was_held(item, known)], known, answers)


def _held_ever(session: Session, items: Sequence[_Replaced]) -> set[int]:
    """The recommendations of which the register holds a value that would be replaced, or may have held one before."""
    blank = {item.entry.record.id for item in items if not item.change.old}
    return {item.entry.record.id for item in items if item.change.old} | changed_ever(session, blank)


def _replaced(sheet: SheetPlan, bases: Bases) -> Iterator[_Replaced]:
    """The changes of a sheet without stamps that may take the place of a value; statuses have days of their own."""
    for row in sheet.rows:
        for entry in row.entries:
            if entry.outcome == Outcome.CHANGED and bases.record(entry.entry) is None:
                replaced = (change for change in entry.changes if _replaces(change))
                yield from (_Replaced(row, entry, change) for change in replaced if not _follows(change, entry))


def _follows(change: FieldChange, entry: PlannedEntry) -> bool:
    """Return True if a change only takes the new lead off the contributing agencies."""
    lead = [other for other in entry.changes if other.field == "lead"]
    return change.field == "contributing" and any(off.new == change.new for off in lead_off(lead, entry.record))


def _replaces(change: FieldChange) -> bool:
    field = BY_NAME.get(change.field)
    merging = (Merging.REPLACE, Merging.APART)
    if change.field == "status":
        return not isinstance(change.new, EarlierStatus) and change.new.basis != DateBasis.STATED
    return field is not None and field.merging in merging and change.field != "states"


def _hold(sheet: SheetPlan, items: Sequence[_Replaced], known: Replacing, answers: Answers) -> None:
    older = [item for item in items if item.change.field != "status" and _is_older(sheet, known.said.get(_key(item)))]
    held_back = set(map(id, older))
    doubtful = [item for item in items if id(item) not in held_back and _is_doubtful(sheet, item, known)]
    if doubtful and _asked(sheet, doubtful, known, answers) != _NEWER:
        older += doubtful
    _leave(older, known)


def _key(item: _Replaced) -> tuple[int, str]:
    return item.entry.record.id, item.change.field


def _is_sure(sheet: SheetPlan) -> bool:
    return sheet.as_of is not None and sheet.as_of[1] in _SURE


def _is_older(sheet: SheetPlan, said: SaidOn | None) -> bool:
    """Return True if the sheet speaks of a day before that of the register's value; it was saved on that day at most."""
    if sheet.as_of is None or said is None or sheet.as_of[1] == DateBasis.IMPORT:
        return False
    return sheet.as_of[0] < said.on


def _is_doubtful(sheet: SheetPlan, item: _Replaced, known: Replacing) -> bool:
    """Return True if days do not tell which is newer, what was held before or typed by a person, or what the sheet says."""
    if item.change.field == "status":
        return _goes_back(item.change.new, item.entry.record)
    said = known.said.get(_key(item))
    if _was_held(item, known) and not (said is not None and _is_sure(sheet) and _is_later(sheet, said)):
        return True
    if said is None or not said.typed or item.change.field in item.entry.based:
        return False
    return not _is_later(sheet, said)


def _goes_back(says: StatusSays, record: Record) -> bool:
    """Return True if a status was the current one before, and no sure day tells that it is so again."""
    last = max(record.statuses)[0]
    later = says.basis in _SURE and says.dated_on > last
    return not later and any(code == says.code for _, _, code in record.statuses)


def _is_later(sheet: SheetPlan, said: SaidOn) -> bool:
    """Return True if the sheet speaks of a day after that of the register's value."""
    return sheet.as_of is not None and sheet.as_of[1] != DateBasis.IMPORT and sheet.as_of[0] > said.on


def _was_held(item: _Replaced, known: Replacing) -> bool:
    """Return True if the register held the value before, and somebody has changed it since."""
    said = known.said.get(_key(item))
    former = {fold(text) for text in said.former} if said is not None else set()
    return any(fold(text) in former for text in _texts(item.change))


def _texts(change: FieldChange) -> Iterator[str]:
    """The new value as the journal writes it; of a list, what the register has not."""
    new = change.new
    if isinstance(new, list):
        yield from (str(item) for item in new if item not in change.old)
    elif isinstance(new, tuple):
        yield new[0].isoformat() if isinstance(new[0], date) else str(new[2])
    else:
        yield str(new)


def _asked(sheet: SheetPlan, items: Sequence[_Replaced], known: Replacing, answers: Answers) -> str | None:
    last = max((known.said[_key(item)] for item in items), key=lambda said: said.on)
    text = Phrase(
        "Sheet '{sheet}' would replace, in {cells}, what the register holds now. "
        "Is the sheet newer than the register, last changed by {who}?",
        sheet=sheet.sheet.name,
        cells=_cells(items),
        who=last.by,
    )
    labels = {_NEWER: "take these values", _OLDER: "the register stays as it is"}
    question = Question(f"newer:{known.file}/{sheet.sheet.name}", text, (_OLDER, _NEWER), labels=labels)
    book = QuestionBook(answers, {})
    for item in items:
        answer = book.ask(question, item.change.cell)
    sheet.questions += list(book.open.values())
    sheet.taken += list(book.taken.values())
    return answer


def _cells(items: Sequence[_Replaced]) -> str:
    cells = [item.change.cell for item in items]
    if len(cells) <= 4:
        return ", ".join(cells)
    return Phrase("{cells} and {number} more cells", cells=", ".join(cells[:4]), number=len(cells) - 4)


def _leave(items: Sequence[_Replaced], known: Replacing) -> None:
    """Take changes out of their rows, and leave them as conflicts that the register keeps."""
    for row, entry, change in items:
        said = known.said.get((entry.record.id, change.field), SaidOn())
        ways = ThreeWays("", words(change.new), words(change.old))
        kept = kept_value(change.field, change.new)
        conflict = Disagreement(Clash.NEWER, change.field, change.cell, ways, kept, said.by)
        new, waiting = known.noted.news(entry.record, [conflict])
        entry.changes = [other for other in entry.changes if other is not change]
        if change.field == "lead":
            entry.changes = without_new_lead(entry.changes, entry.record, change.new)
        entry.changes = [*entry.changes, *lead_off(entry.changes, entry.record)]
        entry.conflicts = [*entry.conflicts, *new]
        _tell(row, new, waiting)
    for row in {id(item.row): item.row for item in items}.values():
        _end(row)


def _end(row: PlannedRow) -> None:
    """Leave entries out that no longer say anything; a row without any changes nothing."""
    row.entries = [entry for entry in row.entries if entry.changes or entry.settled or entry.conflicts]
    if row.outcome == Outcome.CHANGED and not row.entries:
        row.outcome = Outcome.SAME


def _tell(row: PlannedRow, new: Sequence[Disagreement], waiting: Sequence[Disagreement]) -> None:
    """Say in the row what waits."""
    told = [Phrase("{words}, which is newer", words=item.words) for item in new]
    if new or waiting:
        row.outcome, row.kept = Outcome.CONFLICT, True
        row.cell = (row.reason and row.cell) or (new or waiting)[0].cell
        row.reason = Phrase.joined(filter(None, (row.reason, *told, to_decide((), waiting))))
