"""The journal: every act on the register is one batch, and every value an act changes is written down."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from tracker.models import Base, Batch, Change
from tracker.vocabulary import BatchKind

REMOVED = "(removed)"
"""The field name by which the journal says that a whole row was taken out."""

_ROWS_A_BATCH = 24
"""Bits of an identifier that count within its batch: room for 16 million rows in one act."""


class Journal:
    """One act of one person, open for writing.

    Rows are gathered and written in bulk by ``flush``; their identifiers come from the batch's own number, so nothing
    has to be read back. ``who`` and ``at`` are handed in by the front door.
    """

    def __init__(self, session: Session, kind: BatchKind, summary: str, who: str, at: datetime) -> None:
        self.session = session
        self.batch = Batch(kind=kind, summary=summary, who=who, at=at)
        session.add(self.batch)
        session.flush()
        self._numbers = count((self.batch.id << _ROWS_A_BATCH) + 1)
        self._rows: dict[Table, list[dict[str, Any]]] = defaultdict(list)
        self._updates: dict[tuple[Table, str], list[dict[str, Any]]] = defaultdict(list)

    @property
    def number(self) -> int:
        """The number of the batch, by which people take it back."""
        return self.batch.id

    def add(self, model: type[Base], **values: Any) -> int:
        """Gather a new row; gives its identifier. ``batch_id`` is filled in."""
        table = _table(model)
        row = {**_defaults(table), **values, "id": next(self._numbers), "batch_id": self.batch.id}
        self._rows[table].append(row)
        return int(row["id"])

    def change(
        self,
        model: type[Base],
        row_id: int,
        field: str,
        old: Any,
        new: Any,
        *,
        recommendation_id: int | None = None,
        origin_id: int | None = None,
    ) -> None:
        """Gather a changed value together with its journal row."""
        table = _table(model)
        self._updates[table, field].append({"row_id": row_id, "value": new})
        self.add(
            Change,
            origin_id=origin_id,
            recommendation_id=recommendation_id,
            table_name=table.name,
            row_id=row_id,
            field=field,
            old=_plain(old),
            new=_plain(new),
        )

    def remove(
        self, model: type[Base], row_id: int, *, recommendation_id: int | None = None, origin_id: int | None = None
    ) -> None:
        """Take a row out; the journal keeps all of it, so that it can be put back."""
        table = _table(model)
        row = self.session.execute(select(table).where(table.c.id == row_id)).mappings().one()
        self.session.execute(delete(table).where(table.c.id == row_id))
        self.add(
            Change,
            origin_id=origin_id,
            recommendation_id=recommendation_id,
            table_name=table.name,
            row_id=row_id,
            field=REMOVED,
            old={name: _plain(value) for name, value in row.items()},
            new=None,
        )

    def flush(self) -> None:
        """Write what was gathered: changed values first (an ended assignment makes room for the next), then new rows."""
        for (table, field), rows in self._updates.items():
            self._update(table, field, rows)
        self._updates.clear()
        for table in Base.metadata.sorted_tables:
            if rows := self._rows.pop(table, []):
                self.session.execute(insert(table), rows)
        self.session.expire_all()

    def _update(self, table: Table, field: str, rows: list[dict[str, Any]]) -> None:
        statement = update(table).where(table.c.id == bindparam("row_id")).values({field: bindparam("value")})
        self.session.connection().execute(statement, rows)


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - for the type checker
    return table


_DEFAULTS: dict[Table, Mapping[str, Any]] = {}


def _defaults(table: Table) -> Mapping[str, Any]:
    """Every column with its default, so that all rows of a bulk insert name the same columns."""
    if table not in _DEFAULTS:
        _DEFAULTS[table] = {column.name: _default(column.default) for column in table.columns}
    return _DEFAULTS[table]


def _default(default: Any) -> Any:
    if default is None:
        return None
    return default.arg(None) if default.is_callable else default.arg


def _plain(value: Any) -> Any:
    """A value as the journal can keep it."""
    return value.isoformat() if hasattr(value, "isoformat") else value
