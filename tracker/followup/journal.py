"""The journal: every act on the register is one batch, and every value an act changes is written down."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache
from itertools import chain, count, groupby, islice, repeat
from json import dumps
from operator import is_
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, Dialect, String, Table, bindparam, delete, select, update
from sqlalchemy.orm import Session

from tracker.models import Base, Batch, Change
from tracker.models.batch import REMOVED, REMOVED_ROWS, ROW_BITS
from tracker.vocabulary import BatchKind

_PARAMETERS = 900
"""At most so many values go into one statement: every SQLite takes 999."""

_Kind = tuple[Table, tuple[str, ...], tuple[tuple[str, Any], ...]]
"""Rows that go into a table together: the columns that they name, and what is the same in all of them."""

_ROWS_NOTED = 200
"""Rows that one journal row keeps, where many are taken out together."""


def made_by(table: Table, number: int) -> ColumnElement[bool]:
    """Which rows of a table an act made: their identifiers tell, so that no index of batches has to be kept."""
    return names_made_by(table.c.id, number)


def names_made_by(column: Column[Any], number: int) -> ColumnElement[bool]:
    """Where a column has the identifier of a row that an act made."""
    return column.between(number << ROW_BITS, ((number + 1) << ROW_BITS) - 1)


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
        """Return True if the act added, changed or removed anything; otherwise it need not be saved."""
        self.numbers: Iterator[int] = count((self.batch.id << ROW_BITS) + 1)
        """The identifiers of the rows that the act adds, in their order."""
        self._columns: dict[_Kind, list[list[Any]]] = {}
        self._updates: dict[tuple[Table, str], list[dict[str, Any]]] = defaultdict(list)

    def add(self, model: type[Base], **values: Any) -> int:
        """Gather a new row; gives its identifier. ``batch_id``, and what is not given, are filled in."""
        number = next(self.numbers)
        self.add_columns(model, {"id": (number,), **{name: (value,) for name, value in values.items()}})
        return number

    def add_columns(self, model: type[Base], columns: Mapping[str, Sequence[Any]], **same: Any) -> None:
        """Gather many rows at once, as columns: identifiers from ``numbers``, and values; ``same`` is said of all rows."""
        if not columns["id"]:
            return
        kind = _table(model), tuple(columns), tuple(same.items())
        gathered = self._columns.setdefault(kind, [[] for _ in columns])
        for column, values in zip(gathered, columns.values(), strict=True):
            column.extend(values)

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
        """Remove a row; the journal keeps all of it, so that it can be restored."""
        table = _table(model)
        row = self.session.execute(select(table).where(table.c.id == row_id)).mappings().one()
        self.session.execute(delete(table).where(table.c.id == row_id))
        self.note_removed(table, dict(row), recommendation_id=recommendation_id, origin_id=origin_id)

    def note_removed(
        self,
        table: Table,
        row: Mapping[str, Any],
        *,
        recommendation_id: int | None = None,
        origin_id: int | None = None,
    ) -> None:
        """Gather the journal row of a row that goes."""
        self.add(
            Change,
            origin_id=origin_id,
            recommendation_id=recommendation_id or row.get("recommendation_id"),
            table_name=table.name,
            row_id=row["id"],
            field=REMOVED,
            old={name: _plain(value) for name, value in row.items()},
            new=None,
        )

    def note_removed_rows(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Gather the journal rows of many rows that go with the recommendations that they belong to."""
        names = [column.name for column in table.columns]
        for start in range(0, len(rows), _ROWS_NOTED):
            some = [[_plain(row[name]) for name in names] for row in rows[start : start + _ROWS_NOTED]]
            self.add(
                Change,
                table_name=table.name,
                row_id=rows[start]["id"],
                field=REMOVED_ROWS,
                old={"names": names, "rows": some},
                new=None,
            )

    def flush(self) -> None:
        """Write what was gathered: changed values first (an ended assignment makes room for the next), then new rows."""
        self.wrote = self.wrote or bool(self._columns)
        for (table, field), changed in self._updates.items():
            self._update(table, field, changed)
        self._updates.clear()
        for kind in sorted(self._columns, key=lambda kind: _places()[kind[0]]):
            table, names, same = kind
            self._insert(table, dict(zip(names, self._columns[kind], strict=True)), dict(same))
        self._columns.clear()
        self.session.expire_all()

    def _insert(self, table: Table, columns: Mapping[str, list[Any]], same: Mapping[str, Any]) -> None:
        """Hand rows to the driver as it wants them: SQLAlchemy's own handling of parameters costs more than the writing.

        Many rows go in with one statement, which is quicker than a statement for each. What is the same in all of them
        stands in the statement itself.
        """
        connection = self.session.connection()
        dialect = connection.dialect
        blank = {name: values[0] for name, values in columns.items() if _all_blank(values)}
        bound = {name: _bound(table.c[name], values, dialect) for name, values in columns.items() if name not in blank}
        constants = {
            name: _literal(table.c[name], value, dialect)
            for name, value in {"batch_id": self.number, **_defaults(table), **same, **blank}.items()
            if name in table.c and name not in bound
        }
        size = max(1, _PARAMETERS // len(bound)) * len(bound)
        values = chain.from_iterable(zip(*bound.values(), strict=True))
        parts = iter(lambda: tuple(islice(values, size)), ())
        for length, alike in groupby(parts, key=len):
            statement = _insertion(table, bound, constants, length // len(bound), dialect)
            connection.exec_driver_sql(statement, list(alike))

    def _update(self, table: Table, field: str, rows: list[dict[str, Any]]) -> None:
        statement = update(table).where(table.c.id == bindparam("changed_row")).values({field: bindparam("changed_to")})
        self.session.connection().execute(statement, rows)


def _insertion(table: Table, names: Iterable[str], constants: Mapping[str, str], rows: int, dialect: Dialect) -> str:
    """The statement that puts a number of rows into a table."""
    quoted = ", ".join(map(dialect.identifier_preparer.quote, (*names, *constants)))
    into = dialect.identifier_preparer.format_table(table)
    mark = "?" if dialect.paramstyle == "qmark" else "%s"
    row = f"({', '.join([*[mark for _ in names], *constants.values()])})"
    return f"INSERT INTO {into} ({quoted}) VALUES {', '.join([row] * rows)}"  # noqa: S608 - names and defaults of the models alone


def _all_blank(values: Sequence[Any]) -> bool:
    """Return True if a column has the same empty value in all rows: ``None``, no text, 0, False, an empty list."""
    return not values[0] and all(map(is_, values, repeat(values[0])))


def _literal(column: Column[Any], value: Any, dialect: Dialect) -> str:
    """A value of a column as it stands in a statement."""
    if value is None:
        return "NULL"
    kind = String() if isinstance(column.type, JSON) else column.type
    process = kind.dialect_impl(dialect).literal_processor(dialect)
    assert process is not None  # noqa: S101 - they are texts, numbers, truth values, days and empty lists
    return process(dumps(value) if isinstance(column.type, JSON) else value)


def _bound(column: Column[Any], values: list[Any], dialect: Dialect) -> Sequence[Any]:
    """A column's values in the driver's form; the same day or word is brought into it once."""
    process: Callable[[Any], Any] | None = column.type.dialect_impl(dialect).bind_processor(dialect)
    if process is None and isinstance(values[0], StrEnum):
        process = str  # a driver takes a plain text several times as fast
    if process is None:
        return values
    bound = {
        id(value): None if value is None else process(value) for value in {id(one): one for one in values}.values()
    }
    return [bound[id(value)] for value in values]


@cache
def _places() -> Mapping[Table, int]:
    """The places of the tables in the order in which they refer to each other."""
    return {table: place for place, table in enumerate(Base.metadata.sorted_tables)}


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
