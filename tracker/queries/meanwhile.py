"""What became of a recommendation or a meeting after a person saw it: nobody overwrites what they have not seen."""

from collections.abc import Collection, Iterator, Sequence
from enum import Enum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.counting import named
from tracker.errors import ChangedMeanwhile
from tracker.language.phrase import Phrase
from tracker.language.texts import marked
from tracker.models import AgendaItem, Attendance, Batch, Change, Decision, Meeting, Recommendation
from tracker.models.batch import REMOVED, REMOVED_ROWS
from tracker.queries.as_of import touched_since
from tracker.queries.decisions import find_decision
from tracker.queries.find import find_recommendation, find_recommendations
from tracker.queries.history import history
from tracker.queries.meetings import find_meeting

_LOOK_ALL = marked("Look at what is there now, and go on if you still want to.")
_CHANGED = marked("{code} was changed while this page was open ({what}).")
_LOOK = marked("Look at it as it is now, and save again if you still want to.")


def find_unchanged(session: Session, code: str, seen: int) -> Recommendation:
    """The recommendation of a code, as it was shown after the batch ``seen``.

    Raises ``NotFound``, and ``ChangedMeanwhile`` if it was changed, or a change undone, after that batch.
    """
    item = find_recommendation(session, code)
    check_unchanged(session, [item.id], seen)
    return item


def find_all_unchanged(session: Session, codes: Sequence[str], seen: int) -> list[Recommendation]:
    """The recommendations of some codes, as they were shown after the batch ``seen``.

    Raises ``NotFound``, and ``ChangedMeanwhile`` with the codes of those that were changed after that batch.
    """
    found = find_recommendations(session, codes)
    touched = touched_since(session, seen, [item.id for item in found])
    if touched:
        changed = named([item.code for item in found if item.id in touched])
        raise ChangedMeanwhile(Phrase("{codes}: changed while this page was open.", codes=changed), remedy=_LOOK_ALL)
    return found


def check_unchanged(session: Session, ids: Collection[int], seen: int) -> None:
    """Raise ``ChangedMeanwhile`` with the first of these recommendations that is not as it was after the batch ``seen``."""
    if touched := touched_since(session, seen, ids):
        item = session.get_one(Recommendation, min(touched))
        raise ChangedMeanwhile(_told(session, item, seen), remedy=_LOOK)


def _told(session: Session, item: Recommendation, seen: int) -> str:
    later = [event for event in history(session, item) if event.batch > seen]
    if not later:
        return Phrase("An earlier change of {code} was undone while this page was open.", code=item.code)
    what = "; ".join(dict.fromkeys(f"{event.who}: {event.what} {event.new}".strip() for event in later))
    return Phrase(_CHANGED, code=item.code, what=what)


class MeetingPart(Enum):
    """The parts of a meeting that people fill in by themselves: who keeps the agenda need not wait for who counts heads."""

    ITSELF = Meeting
    AGENDA = AgendaItem
    ATTENDANCE = Attendance
    DECISIONS = Decision


def find_meeting_unchanged(
    session: Session, number: int, seen: int, parts: Collection[MeetingPart] = tuple(MeetingPart)
) -> Meeting:
    """The meeting of a number, whose parts are as they were shown after the batch ``seen``.

    Raises ``NotFound``, and ``ChangedMeanwhile`` with who did what to them after that batch.
    """
    meeting = find_meeting(session, number)
    later = {batch for part in parts for batch in _acts_on(session, meeting, part.value, seen)}
    _refuse_later(session, Phrase("Meeting {number}", number=number), later)
    return meeting


def check_decision_unchanged(session: Session, number: str, seen: int) -> None:
    """Raise ``ChangedMeanwhile`` if a decision is not as it was after the batch ``seen``; ``NotFound`` if there is none."""
    found = find_decision(session, number)
    later = {batch for change, batch in _changes_of(session, Decision, seen) if change.row_id == found.id}
    _refuse_later(session, Phrase("Decision {number}", number=number.strip()), later)


def _acts_on(session: Session, meeting: Meeting, model: Any, seen: int) -> Iterator[int]:
    """The batches after ``seen`` that added rows of a model to a meeting, changed or removed them, or undid that."""
    belongs = model.id == meeting.id if model is Meeting else model.meeting_id == meeting.id
    query = select(model.id, model.batch_id).where(belongs)
    rows = {row.id: row.batch_id for row in session.execute(query)}
    yield from (batch for batch in rows.values() if batch > seen)
    for change, batch in _changes_of(session, model, seen):
        if change.row_id in rows or (model is not Meeting and meeting.id in _meetings_of(change)):
            yield batch


def _changes_of(session: Session, model: Any, seen: int) -> Iterator[tuple[Change, int]]:
    """The changes of a table, made or undone after ``seen``, each with the batch that did so."""
    query = select(Change, Batch.undone_by).join(Batch, Batch.id == Change.batch_id)
    query = query.where(Change.table_name == model.__tablename__, (Change.batch_id > seen) | (Batch.undone_by > seen))
    for change, undone_by in session.execute(query.order_by(Change.id)):
        yield change, change.batch_id if undone_by is None or change.batch_id > seen else undone_by


def _meetings_of(change: Change) -> Collection[int]:
    """The meetings to which the rows belonged that a change took out."""
    old: Any = change.old
    if change.field == REMOVED:
        return {old["meeting_id"]}
    if change.field == REMOVED_ROWS:
        place = old["names"].index("meeting_id")
        return {row[place] for row in old["rows"]}
    return ()


def _refuse_later(session: Session, what: str, batches: Collection[int]) -> None:
    if batches:
        found = session.scalars(select(Batch).where(Batch.id.in_(batches)).order_by(Batch.id))
        acts = "; ".join(f"{batch.who}: {batch.summary}" for batch in found)
        raise ChangedMeanwhile(Phrase(_CHANGED, code=what, what=acts), remedy=_LOOK)
