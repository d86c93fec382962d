"""The register as it was on an earlier day: a copy in memory, which every query and report can read as they read today's.

The copy has what the register knew then, not what it knows now about then: later acts are not in it, values that they
changed are the old ones, and rows that they took out are there.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Table, create_engine, func, insert, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from tracker.errors import NotFound
from tracker.models import Base, Batch, Change, ImportedSheet, Origin
from tracker.models.base import Recorded
from tracker.models.batch import ROW_BITS
from tracker.queries.taken_back import Event, Row, events_after, take_back


def last_batch_before(session: Session, moment: datetime) -> int:
    """The number of the last act before a moment. Raises ``NotFound`` where the register was made later."""
    found = session.scalar(select(func.max(Batch.id)).where(Batch.at < moment))
    if found is None:
        made = session.scalars(select(Batch.at).order_by(Batch.id).limit(1)).one()
        raise NotFound(
            "the register did not exist on that day.",
            remedy=f"It was created on {made.astimezone(moment.tzinfo):%Y-%m-%d}.",
        )
    return int(found)


@contextmanager
def register_after(session: Session, batch: int) -> Iterator[Session]:
    """The register as it was after an act, as a session on a copy in memory. What is written there is lost."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    try:
        Base.metadata.create_all(engine)
        events = _events(session, batch)
        with engine.begin() as connection:
            for table in Base.metadata.sorted_tables:
                rows = _rows(session, table, batch, events[table.name])
                if rows:
                    connection.execute(insert(table), rows)
        with Session(engine) as copy:
            yield copy
    finally:
        engine.dispose()


def _events(session: Session, batch: int) -> Mapping[str, list[Event]]:
    """What happened after an act, by table, the last first."""
    found: dict[str, list[Event]] = defaultdict(list)
    for event in events_after(session, batch):
        found[event.table].append(event)
    return found


def _rows(session: Session, table: Table, batch: int, events: Sequence[Event]) -> list[Row]:
    """The rows of a table as they were after an act."""
    present = [dict(row) for row in session.execute(_selection(table, batch)).mappings()]
    if table.name == "batch":
        later = (row for row in present if row["undone_by"] is not None and row["undone_by"] > batch)
        for row in later:
            row["undone_by"] = None
    if not events:
        return present
    rows = {row["id"]: row for row in present}
    for event in events:
        take_back(rows, table, event)
    return [row for number, row in sorted(rows.items()) if number >> ROW_BITS <= batch]


def _selection(table: Table, batch: int) -> Any:
    """The rows of a table that an act, or one before it, put there; reference data that no act owns are all taken."""
    query = select(table)
    if table.name == Batch.__tablename__:
        return query.where(table.c.id <= batch)
    if table.name in _BY_BATCH:
        return query.where(table.c.id < (batch + 1) << ROW_BITS).order_by(table.c.id)
    return query


_BY_BATCH = frozenset(
    str(mapper.local_table.name)  # type: ignore[attr-defined]
    for mapper in Base.registry.mappers
    if issubclass(mapper.class_, (Recorded, Change, ImportedSheet, Origin))
)
"""The tables whose identifiers tell the act that put a row there."""
