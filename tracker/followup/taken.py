"""Finds later acts that took what an earlier act had given free: the lead of a recommendation, a spelling, a name."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Table, UniqueConstraint, select
from sqlalchemy.orm import Session

from tracker.followup.journal import made_after
from tracker.models import Assignment, Base, Change
from tracker.models.batch import REMOVED
from tracker.vocabulary import Role

_Row = Mapping[str, Any]
_Place = tuple[object, ...]


def takers(session: Session, number: int) -> set[int]:
    """The later batches that took, even for a while, a place to which the undo of a batch would bring a row back.

    They have to be taken back first, also when the place is free again: their own undo would want it for their rows.
    """
    found: set[int] = set()
    for name in session.scalars(select(Change.table_name).where(Change.batch_id == number).distinct()).all():
        table = Base.metadata.tables[name]
        moved = _moved(session, table, Change.batch_id == number)
        given_free = {place for _, before, now in moved for place in _held(table, before) - _held(table, now)}
        if given_free:
            found |= {batch for batch, row in _later(session, table, number) if given_free & _held(table, row)}
    return found


def _later(session: Session, table: Table, number: int) -> Iterator[tuple[int, _Row]]:
    """Rows that later batches created or moved, with the batch."""
    for row in session.execute(select(table).where(made_after(table, number))).mappings():
        yield row["batch_id"], dict(row)
    for batch, before, now in _moved(session, table, Change.batch_id > number):
        yield batch, before
        yield batch, now


def _moved(session: Session, table: Table, by: Any) -> Iterator[tuple[int, _Row, _Row]]:
    """Rows whose place was changed: the batch, the row as it was before, and as it is now (empty when it is gone)."""
    fields = {REMOVED, "ended_on", *(column for columns in _unique(table) for column in columns)}
    which = (
        select(Change).where(by, Change.table_name == table.name, Change.field.in_(fields)).order_by(Change.id.desc())
    )
    old: dict[tuple[int, int], dict[str, Any]] = {}
    for change in session.scalars(which):
        was = change.old if isinstance(change.old, dict) else {change.field: change.old}
        old.setdefault((change.batch_id, change.row_id), {}).update(was)
    present = select(table).where(table.c.id.in_(which.with_only_columns(Change.row_id).order_by(None)))
    rows = {row["id"]: dict(row) for row in session.execute(present).mappings()}
    for (batch, row_id), was in old.items():
        now = rows.get(row_id, {})
        yield batch, {**now, **was}, now


def _held(table: Table, row: _Row) -> set[_Place]:
    """What a row holds for itself alone, as the unique constraints and indexes of its table have it."""
    if "id" not in row:
        return set()
    if table is Assignment.__table__:
        return set(_parts(row))
    places = [(*columns, *(row[column] for column in columns)) for columns in _unique(table)]
    return {place for place in places if None not in place}


def _parts(row: _Row) -> Iterator[_Place]:
    """Among active assignments, an agency has one part in a recommendation, and one agency leads."""
    if row["ended_on"] is None:
        yield "part", row["recommendation_id"], row["agency_key"]
        if row["role"] == Role.LEAD:
            yield "lead", row["recommendation_id"]


def _unique(table: Table) -> list[list[str]]:
    rules = [rule for rule in table.constraints if isinstance(rule, UniqueConstraint)]
    return [[column.name for column in rule.columns] for rule in rules]
