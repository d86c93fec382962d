"""What the register held after an earlier batch: the journal is followed back from what it holds now."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from tracker.models import (
    Assessment,
    Assignment,
    Base,
    Batch,
    Change,
    Contribution,
    Evidence,
    Measure,
    OpenValue,
    Recommendation,
    RecommendationGoal,
    RecommendationGroup,
    RecommendationTheme,
    RecommendingState,
    Register,
    Remark,
    Translation,
)
from tracker.models.batch import REMOVED, ROW_BITS, journal_value
from tracker.queries.pieces import pieces

Row = dict[str, Any]

CONTENT: tuple[type[Base], ...] = (
    Assessment,
    Assignment,
    Contribution,
    Evidence,
    Measure,
    OpenValue,
    RecommendationGoal,
    RecommendationGroup,
    RecommendationTheme,
    RecommendingState,
    Remark,
    Translation,
)
"""What is said of a recommendation in tables of its own."""

_TABLES: tuple[type[Base], ...] = (Recommendation, *CONTENT)


def last_batch(session: Session) -> int:
    """The number of the newest batch: the state in which the register is now."""
    return session.scalar(select(func.max(Batch.id))) or 0


def acted_since(session: Session, batch: int, who: str) -> bool:
    """Return True if a person did anything after a batch."""
    return session.scalars(select(Batch.id).where(Batch.id > batch, Batch.who == who).limit(1)).first() is not None


def register_mark(session: Session) -> str:
    """What tells this register from others: its State, and the moment at which it was made."""
    state = session.scalars(select(Register.state)).one()
    made = session.scalars(select(Batch.at).order_by(Batch.id).limit(1)).one()
    return f"{state} {made.isoformat()}"


class _Event(NamedTuple):
    """One value or row that changed after the batch: what was there before the event."""

    batch: int
    place: int
    row_id: int
    field: str
    before: Any
    """The value before, or the whole row; ``None`` for a row that was not there."""


def touched_since(session: Session, batch: int, ids: Collection[int]) -> set[int]:
    """The recommendations among these of which anything was added, changed, removed or undone after a batch."""
    found: set[int] = set()
    for some in pieces(sorted(ids)):
        for model in _TABLES:
            table = content_table(model)
            column = _recommendation(table)
            found.update(session.scalars(select(column).where(table.c.id >= (batch + 1) << ROW_BITS, column.in_(some))))
        changed = select(Change.recommendation_id).join(Batch, Batch.id == Change.batch_id)
        later = (Change.batch_id > batch) | (Batch.undone_by > batch)
        found.update(session.scalars(changed.where(later, Change.recommendation_id.in_(some)).distinct()))
    return found & set(ids)


def rows_as_of(session: Session, table: Table, batch: int, ids: Collection[int]) -> dict[int, list[Row]]:
    """The rows of a table as they were after a batch, by recommendation, in the order in which they were added."""
    rows: dict[int, Row] = {}
    for some in pieces(sorted(ids)):
        query = select(table).where(_recommendation(table).in_(some))
        rows |= {row["id"]: dict(row) for row in session.execute(query).mappings()}
        for event in sorted(_events(session, table, batch, some), reverse=True):
            _revert(rows, table, event)
    found: dict[int, list[Row]] = {}
    for number in sorted(number for number in rows if number >> ROW_BITS <= batch):
        found.setdefault(rows[number][_recommendation(table).name], []).append(rows[number])
    return found


def content_table(model: type[Base]) -> Table:
    """The table of a model."""
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - for the type checker
    return table


def _recommendation(table: Table) -> Any:
    return table.c.id if table.name == "recommendation" else table.c.recommendation_id


def _events(session: Session, table: Table, batch: int, ids: Collection[int]) -> Iterator[_Event]:
    """What happened to rows of a table after a batch; an undo is an event of its own."""
    query = select(Change, Batch.undone_by).join(Batch, Batch.id == Change.batch_id)
    query = query.where(Change.table_name == table.name, Change.recommendation_id.in_(ids))
    for change, undone_by in session.execute(query.where((Change.batch_id > batch) | (Batch.undone_by > batch))):
        if change.batch_id > batch:
            yield _Event(change.batch_id, change.id, change.row_id, change.field, change.old)
        if undone_by is not None and undone_by > batch:
            yield _Event(undone_by, -change.id, change.row_id, change.field, change.new)


def _revert(rows: dict[int, Row], table: Table, event: _Event) -> None:
    if event.field != REMOVED:
        if event.row_id in rows:
            rows[event.row_id][event.field] = journal_value(table, event.field, event.before)
    elif isinstance(event.before, Mapping):
        rows[event.row_id] = {name: journal_value(table, name, value) for name, value in event.before.items()}
    else:
        rows.pop(event.row_id, None)
