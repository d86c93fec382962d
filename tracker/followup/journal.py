"""The journal: every act on the register is one batch, and every value an act changes is written down."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache
from itertools import chain, count, groupby
from typing import Any

from sqlalchemy import Column, ColumnElement, Dialect, Table, bindparam, delete, select, update
from sqlalchemy.orm import Session

from tracker.models import Base, Batch, Change
from tracker.models.batch import REMOVED, ROW_BITS
from tracker.vocabulary import BatchKind

_PARAMETERS = 900
"""At most so many values go into one statement: every SQLite takes 999."""


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
        self.wrote = False
        """Whether the act has put, changed or taken out anything: one that has not needs not be kept."""
        self._numbers = count((self.batch.id << ROW_BITS) + 1)
        self._rows: dict[tuple[Table, tuple[str, ...]], list[tuple[Any, ...]]] = defaultdict(list)
        self._updates: dict[tuple[Table, str], list[dict[str, Any]]] = defaultdict(list)

    def add(self, model: type[Base], **values: Any) -> int:
        """Gather a new row; gives its identifier. ``batch_id``, and what is not given, are filled in."""
        number = next(self._numbers)
        self._rows[_table(model), tuple(values)].append((number, *values.values()))
        return number

    def adder(self, model: type[Base], *names: str) -> Callable[..., int]:
        """A quick ``add`` for thousands of rows of a kind: takes the values of the named columns in their order."""
        rows = self._rows[_table(model), names]
        numbers = self._numbers

        def add(*values: Any) -> int:
            number = next(numbers)
            rows.append((number, *values))
            return number

        return add

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
        self.wrote = self.wrote or any(self._rows.values())
        for (table, field), changed in self._updates.items():
            self._update(table, field, changed)
        self._updates.clear()
        places = {table: place for place, table in enumerate(Base.metadata.sorted_tables)}
        for table, names in sorted(self._rows, key=lambda kind: places[kind[0]]):
            if rows := self._rows[table, names]:
                self._insert(table, ("id", *names), rows)
                rows.clear()
        self.session.expire_all()

    def _insert(self, table: Table, names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
        """Hand rows to the driver as it wants them: SQLAlchemy's own handling of parameters costs more than the writing.

        Many rows go in with one statement, which is quicker than a statement for each.
        """
        connection = self.session.connection()
        columns = dict(zip(names, zip(*rows, strict=True), strict=True))
        filled_in = {"batch_id": self.number, **_defaults(table)}
        columns |= {
            name: (filled_in[name],) * len(rows) for name in filled_in if name in table.c and name not in columns
        }
        bound = [_bound(table.c[name], values, connection.dialect) for name, values in columns.items()]
        values = tuple(chain.from_iterable(zip(*bound, strict=True)))
        step = max(1, _PARAMETERS // len(columns)) * len(columns)
        parts = (values[at : at + step] for at in range(0, len(values), step))
        for size, alike in groupby(parts, key=len):
            statement = _insertion(table, tuple(columns), size // len(columns), connection.dialect)
            connection.exec_driver_sql(statement, list(alike))

    def _update(self, table: Table, field: str, rows: list[dict[str, Any]]) -> None:
        statement = update(table).where(table.c.id == bindparam("changed_row")).values({field: bindparam("changed_to")})
        self.session.connection().execute(statement, rows)


def _insertion(table: Table, names: tuple[str, ...], rows: int, dialect: Dialect) -> str:
    """The statement that puts a number of rows into a table."""
    quoted = ", ".join(map(dialect.identifier_preparer.quote, names))
    into = dialect.identifier_preparer.format_table(table)
    mark = "?" if dialect.paramstyle == "qmark" else "%s"
    row = f"({', '.join([mark] * len(names))})"
    return f"INSERT INTO {into} ({quoted}) VALUES {', '.join([row] * rows)}"  # noqa: S608 - names of the models alone


def _bound(column: Column[Any], values: Sequence[Any], dialect: Dialect) -> Sequence[Any]:
    """A column's values in the driver's form; the same day or word is brought into it once."""
    process: Callable[[Any], Any] | None = column.type.dialect_impl(dialect).bind_processor(dialect)
    if process is None:
        if not isinstance(values[0], StrEnum):
            return values
        process = str  # a driver takes a plain text several times as fast
    bound = {
        id(value): None if value is None else process(value) for value in {id(one): one for one in values}.values()
    }
    return [bound[id(value)] for value in values]


@cache
def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - for the type checker
    return table


@cache
def _defaults(table: Table) -> Mapping[str, Any]:
    """The columns that have a default, and it: a bulk insert has to name them."""
    return {column.name: _default(column.default) for column in table.columns if column.default is not None}


def _default(default: Any) -> Any:
    return default.arg(None) if default.is_callable else default.arg


def _plain(value: Any) -> Any:
    """A value as the journal can keep it."""
    return value.isoformat() if hasattr(value, "isoformat") else value
