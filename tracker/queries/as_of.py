"""What the register held after an earlier batch: the journal is followed back from what it holds now."""

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, CompoundSelect, Table, bindparam, func, select, union_all
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
from tracker.models.batch import ROW_BITS
from tracker.queries.pieces import pieces
from tracker.queries.taken_back import Row, events_after, take_back

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


def touched_since(session: Session, batch: int, ids: Collection[int]) -> set[int]:
    """The recommendations among these of which anything was added, changed, removed or undone after a batch."""
    found: set[int] = set()
    for some in pieces(sorted(ids)):
        after = {"batch": batch, "first": (batch + 1) << ROW_BITS, "ids": some}
        found.update(session.scalars(_touched(), after))
    return found & set(ids)


@cache
def _touched() -> CompoundSelect[int]:
    """The recommendations among ``ids`` that have rows from ``first`` on, or changes after ``batch``.

    All tables are asked at once, and the query is kept: before each act of a page somebody waits for it.
    """
    batch: BindParameter[int] = bindparam("batch")
    first: BindParameter[int] = bindparam("first")
    ids: BindParameter[Collection[int]] = bindparam("ids", expanding=True)
    tables = {table: _recommendation(table) for table in map(content_table, _TABLES)}
    added = [select(column).where(table.c.id >= first, column.in_(ids)) for table, column in tables.items()]
    changed = select(Change.recommendation_id).join(Batch, Batch.id == Change.batch_id)
    later = (Change.batch_id > batch) | (Batch.undone_by > batch)
    return union_all(*added, changed.where(later, Change.recommendation_id.in_(ids)))


def rows_as_of(session: Session, table: Table, batch: int, ids: Collection[int]) -> dict[int, list[Row]]:
    """The rows of a table as they were after a batch, by recommendation, in the order in which they were added."""
    rows: dict[int, Row] = {}
    for some in pieces(sorted(ids)):
        query = select(table).where(_recommendation(table).in_(some))
        rows |= {row["id"]: dict(row) for row in session.execute(query).mappings()}
        of = Change.table_name == table.name, Change.recommendation_id.in_(some)
        for event in events_after(session, batch, *of):
            take_back(rows, table, event)
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
