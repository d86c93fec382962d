"""Takes an act back whole: what it created goes, what it changed returns, unless later acts build on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Table, and_, delete, func, insert, select, update
from sqlalchemy.orm import Session

from tracker.errors import NotFound, StandsInTheWay, TrackerError
from tracker.followup.journal import Journal, made_by, names_made_by
from tracker.followup.taken import takers
from tracker.language.phrase import Phrase
from tracker.language.texts import marked
from tracker.models import Account, Base, Batch, Change, Recommendation
from tracker.models.base import Recorded
from tracker.models.batch import REMOVED, ROW_BITS, journal_value
from tracker.queries.as_of import CONTENT, content_table
from tracker.queries.summaries import summary_in_words
from tracker.vocabulary import BatchKind

_UNDOABLE = (BatchKind.IMPORT, BatchKind.COMMAND)
_MOST_NAMED = 8


@dataclass(frozen=True)
class Undone:
    """The result of an undo: the batch, its summary, and the numbers of removed rows and restored values."""

    batch: int
    summary: str
    removed: int
    restored: int


def undo_own(session: Session, number: int, who: str, at: datetime) -> Undone:
    """Undo a batch of one's own, for people who may not see or undo the acts of others.

    Raises ``NotFound`` for the batch of somebody else, in the words for one that is not there, and ``StandsInTheWay``
    without the later batches, which may be those of others. What the same name did before it had its account, in another
    role or at the commands, is not one's own.
    """
    batch = session.get(Batch, number)
    began = session.scalar(select(Account.batch_id).where(Account.name == who, Account.closed_on.is_(None))) or 0
    if batch is None or batch.who != who or number < began:
        raise NotFound(Phrase("There is no act {number} of yours.", number=number))
    try:
        return undo(session, number, who, at)
    except StandsInTheWay as wrong:
        raise StandsInTheWay(
            marked("This cannot be undone any more: later changes build on it."),
            remedy=marked("Ask the secretariat if it has to be corrected."),
        ) from wrong


def undo(session: Session, number: int, who: str, at: datetime) -> Undone:
    """Undo a batch: remove the rows that it added and restore the values that it changed.

    Raises ``StandsInTheWay`` with the later batches that build on it, and changes nothing then.
    """
    batch = _found(session, number)
    if batch.undone_by is not None:
        raise TrackerError(
            Phrase("batch {number} was undone already (by batch {by}).", number=number, by=batch.undone_by)
        )
    if batch.kind not in _UNDOABLE:
        raise TrackerError(
            Phrase("batch {number} ({what}) cannot be undone.", number=number, what=summary_in_words(batch.summary)),
            remedy=marked("Only imports and commands can be undone."),
        )
    if later := dict(_later(session, number)):
        raise _in_the_way(number, later)
    journal = Journal(session, BatchKind.UNDO, f"undo batch {number}", who, at)
    changes = (
        session.execute(select(Change).where(Change.batch_id == number).order_by(Change.id.desc())).scalars().all()
    )
    _keep_removed(journal, number)
    removed = sum(_delete_created(session, number))
    for change in changes:
        _restore(session, change)
    session.execute(update(Batch).where(Batch.id == number).values(undone_by=journal.number))
    session.expire_all()
    return Undone(number, batch.summary, removed, len(changes))


def _tables() -> list[Table]:
    """Tables whose rows carry their batch, in the order in which they refer to each other."""
    recorded = {mapper.local_table for mapper in Base.registry.mappers if issubclass(mapper.class_, Recorded)}
    return [table for table in Base.metadata.sorted_tables if table in recorded]


def _keep_removed(journal: Journal, number: int) -> None:
    """Keep in the journal what an undo takes out: the register of an earlier day can be read back with it.

    Rows of recommendations that stay are part of their history, and are kept one by one.
    """
    first, last = number << ROW_BITS, ((number + 1) << ROW_BITS) - 1
    content = {content_table(model) for model in CONTENT}
    for table in _tables():
        gone = made_by(table, number)
        if table in content:
            stays = ~table.c.recommendation_id.between(first, last)
            for row in journal.session.execute(select(table).where(gone, stays)).mappings():
                journal.note_removed(table, dict(row))
            gone = and_(gone, ~stays)
        rows = journal.session.execute(select(table).where(gone).order_by(table.c.id)).mappings()
        journal.note_removed_rows(table, [dict(row) for row in rows])
    journal.flush()


def _delete_created(session: Session, number: int) -> Iterator[int]:
    for table in reversed(_tables()):
        found = session.scalar(select(func.count()).select_from(table).where(made_by(table, number))) or 0
        if found:
            session.execute(delete(table).where(made_by(table, number)))
            yield found


def _restore(session: Session, change: Change) -> None:
    table = Base.metadata.tables[change.table_name]
    if change.field == REMOVED:
        assert isinstance(change.old, dict)  # noqa: S101 - so the journal wrote it
        row = {name: journal_value(table, name, value) for name, value in change.old.items()}
        session.execute(insert(table).values(row))
        return
    old = journal_value(table, change.field, change.old)
    session.execute(update(table).where(table.c.id == change.row_id).values({change.field: old}))


def _later(session: Session, number: int) -> Iterator[tuple[int, str]]:
    """Later batches that refer to what a batch created, changed what it created or changed, or took what it gave free."""
    for table in _tables():
        created = select(table.c.id).where(made_by(table, number))
        if session.execute(created.limit(1)).first() is None:
            continue
        yield from _referring(session, table, number)
        changed = select(Change.batch_id).where(Change.table_name == table.name, Change.row_id.in_(created))
        yield from _named(session, changed.where(Change.batch_id > number).distinct())
    own, other = select(Change).where(Change.batch_id == number).subquery(), Change
    again = select(other.batch_id).join(own, (own.c.table_name == other.table_name) & (own.c.row_id == other.row_id))
    same = (own.c.field == other.field) | (other.field == REMOVED)
    yield from _named(session, again.where(same, other.batch_id > number).distinct())
    yield from _named(session, takers(session, number))


def _referring(session: Session, table: Table, number: int) -> Iterator[tuple[int, str]]:
    """Later batches whose rows refer to what a batch created, or that changed an older row so that it does."""
    for other, key in _keys_to(table):
        if key.ondelete == "CASCADE":
            continue  # its rows go with what they belong to
        refers = (
            names_made_by(key.parent, number)
            if key.column.name == "id"
            else key.parent.in_(select(key.column).where(made_by(table, number)))
        )
        if "batch_id" not in other.c:
            _refuse_where_used(session, other, refers, number)
            continue
        yield from _named(session, select(other.c.batch_id).where(refers, other.c.batch_id > number).distinct())
        moved = select(Change.batch_id).where(
            Change.table_name == other.name,
            Change.field == key.parent.name,
            Change.batch_id > number,
            Change.row_id.in_(select(other.c.id).where(refers)),
        )
        yield from _named(session, moved.distinct())


def _keys_to(table: Table) -> Iterator[tuple[Table, ForeignKey]]:
    """The columns that refer to a table, each with the table in which it stands."""
    for other in Base.metadata.sorted_tables:
        for key in sorted(other.foreign_keys, key=lambda key: key.parent.name):
            if key.column.table is table:
                yield other, key


def _refuse_where_used(session: Session, other: Table, refers: ColumnElement[bool], number: int) -> None:
    """Refuse where reference data, which belong to no act, refer to what a batch created."""
    if session.scalar(select(func.count()).select_from(other).where(refers)):
        raise StandsInTheWay(
            Phrase(
                "batch {number} cannot be undone: the reference data of the register ({table}) build on it.",
                number=number,
                table=other.name,
            ),
            remedy="Correct the file of the reference data first, and run: tracker init --reference FOLDER",
        )


def _named(session: Session, numbers: Any) -> Iterator[tuple[int, str]]:
    query = select(Batch.id, Batch.summary).where(
        Batch.id.in_(numbers), Batch.undone_by.is_(None), Batch.kind != BatchKind.UNDO
    )
    yield from session.execute(query)


def _in_the_way(number: int, later: dict[int, str]) -> StandsInTheWay:
    ordered = sorted(later.items(), reverse=True)
    named = [
        Phrase("batch {number} ({what})", number=batch, what=summary_in_words(summary)) for batch, summary in ordered
    ]
    numbers = ", ".join(str(batch) for batch, _ in ordered)
    return StandsInTheWay(
        Phrase(
            "batch {number} cannot be undone: later changes build on it: {acts}.",
            number=number,
            acts=Phrase.first(named, _MOST_NAMED, "; "),
        ),
        remedy=Phrase("Undo these first, the latest first: {numbers}.", numbers=numbers),
    )


@dataclass(frozen=True)
class Story:
    """A batch as a page tells it: the recommendations that it touched, and the later batches to be undone before it."""

    batch: Batch
    codes: list[str]
    later: list[tuple[int, str]]

    @property
    def undoable(self) -> bool:
        """Return True if the batch can be undone now."""
        return self.batch.kind in _UNDOABLE and self.batch.undone_by is None and not self.later


def batch_story(session: Session, number: int) -> Story:
    """What a batch touched, and what stands in the way of its undo, the latest first. Raises ``NotFound``."""
    batch = _found(session, number)
    later = dict(_later(session, number)) if batch.undone_by is None and batch.kind in _UNDOABLE else {}
    return Story(batch, touched_codes(session, number), sorted(later.items(), reverse=True))


def _found(session: Session, number: int) -> Batch:
    batch = session.get(Batch, number)
    if batch is None:
        raise NotFound(Phrase("there is no batch {number}.", number=number), remedy="See: tracker batches")
    return batch


def touched_codes(session: Session, number: int) -> list[str]:
    """The recommendations that a batch created or changed."""
    created = select(Recommendation.code).where(Recommendation.batch_id == number)
    changed = select(Recommendation.code).where(
        Recommendation.id.in_(select(Change.recommendation_id).where(Change.batch_id == number))
    )
    return sorted({*session.scalars(created), *session.scalars(changed)})
