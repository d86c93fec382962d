"""The journal followed back: what happened after an act, and how one event is taken back from rows."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Table, select
from sqlalchemy.orm import Session

from tracker.models import Batch, Change
from tracker.models.batch import REMOVED, REMOVED_ROWS, journal_value

Row = dict[str, Any]


class Event(NamedTuple):
    """One value or row that changed: the act, the place in it, and what was there before.

    ``before`` is the value; of a row that was removed all its values by name, of one that was added ``None``.
    """

    batch: int
    place: int
    table: str
    row_id: int
    field: str
    before: Any


def events_after(session: Session, batch: int, *of: ColumnElement[bool]) -> list[Event]:
    """What happened after an act, the last first; ``of`` restricts the changes.

    An undo is an event of its own, in which the values of the undone act were taken back.
    """
    query = select(Change, Batch.undone_by).join(Batch, Batch.id == Change.batch_id)
    found = session.execute(query.where((Change.batch_id > batch) | (Batch.undone_by > batch), *of))
    events = (event for change, undone_by in found for event in _events(change, undone_by) if event.batch > batch)
    return sorted(events, key=lambda event: event[:2], reverse=True)


def _events(change: Change, undone_by: int | None) -> Iterator[Event]:
    what = change.table_name, change.row_id, change.field
    yield Event(change.batch_id, change.id, *what, change.old)
    if undone_by is not None:
        yield Event(undone_by, -change.id, *what, change.new)


def take_back(rows: dict[int, Row], table: Table, event: Event) -> None:
    """Bring the rows of a table, by identifier, to what they were before an event."""
    before = event.before
    if event.field == REMOVED_ROWS:
        for values in before["rows"] if before else ():
            row = _read(table, dict(zip(before["names"], values, strict=True)))
            rows[row["id"]] = row
    elif event.field != REMOVED:
        if event.row_id in rows:
            rows[event.row_id][event.field] = journal_value(table, event.field, before)
    elif isinstance(before, Mapping):
        rows[event.row_id] = _read(table, before)
    else:
        rows.pop(event.row_id, None)


def _read(table: Table, values: Mapping[str, Any]) -> Row:
    return {name: journal_value(table, name, value) for name, value in values.items()}
