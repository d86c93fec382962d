"""The journal: every act on the register is one batch, and every value an act changes is written down."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from itertools import count
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, delete, select, update
from sqlalchemy.orm import Session

from tracker.models import Base, Batch, Change
from tracker.models.batch import ROW_BITS
from tracker.vocabulary import BatchKind

REMOVED = "(removed)"
"""The field name by which the journal says that a whole row was taken out."""


def made_by(table: Table, number: int) -> ColumnElement[bool]:
    """Which rows of a table an act made: their identifiers tell, so that no index of batches has to be kept."""
    return table.c.id.between(number << ROW_BITS, ((number + 1) << ROW_BITS) - 1)


def made_after(table: Table, number: int) -> ColumnElement[bool]:
    """Which rows of a table acts made that came after another."""
    return table.c.id >= (number + 1) << ROW_BITS


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
        self.number = self.batch.id
        """The number of the batch, by which people take it back."""
        self._numbers = count((self.batch.id << ROW_BITS) + 1)
        self._rows: dict[Table, list[dict[str, Any]]] = defaultdict(list)
        self._updates: dict[tuple[Table, str], list[dict[str, Any]]] = defaultdict(list)

    def add(self, model: type[Base], **values: Any) -> int:
        """Gather a new row; gives its identifier. ``batch_id`` is filled in."""
        table = _table(model)
        number = next(self._numbers)
        self._rows[table].append({**_defaults(table), **values, "id": number, "batch_id": self.number})
        return number

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
        self._updates[table, field].append({"changed_row": row_id, "changed_to": new})
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
                self._insert(table, rows)
        self.session.expire_all()

    def _insert(self, table: Table, rows: list[dict[str, Any]]) -> None:
        """Hand rows to the driver as it wants them: SQLAlchemy's own handling of parameters costs more than the writing."""
        connection = self.session.connection()
        dialect = connection.dialect
        for column in table.columns:
            if process := column.type.dialect_impl(dialect).bind_processor(dialect):
                _process(rows, column.name, process)
        names = [column.name for column in table.columns]
        marks = ", ".join("?" if dialect.paramstyle == "qmark" else "%s" for _ in names)
        quoted = ", ".join(map(dialect.identifier_preparer.quote, names))
        into = dialect.identifier_preparer.format_table(table)
        statement = f"INSERT INTO {into} ({quoted}) VALUES ({marks})"  # noqa: S608 - names of the models alone
        connection.exec_driver_sql(statement, list(map(itemgetter(*names), rows)))

    def _update(self, table: Table, field: str, rows: list[dict[str, Any]]) -> None:
        statement = update(table).where(table.c.id == bindparam("changed_row")).values({field: bindparam("changed_to")})
        self.session.connection().execute(statement, rows)


def _process(rows: list[dict[str, Any]], name: str, process: Callable[[Any], Any]) -> None:
    """Bring a column's values into the driver's form; days, answers and empty lists, of which there are few, once each."""
    known: dict[Any, Any] = {}
    for row in rows:
        value = row[name]
        if value is None:
            continue
        key = value if isinstance(value, (date, bool)) else str(value) if not value else None
        if key is None:
            row[name] = process(value)
        else:
            if key not in known:
                known[key] = process(value)
            row[name] = known[key]


@cache
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
