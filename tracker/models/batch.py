"""Batches and changes: every act on the register, and every value that an act changed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Table
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Id, one_of
from tracker.models.instant import Instant
from tracker.vocabulary import BatchKind

ROW_BITS = 24
"""Bits of an identifier that count a row within its batch: room for 16 million rows in one act."""

REMOVED = "(removed)"
"""The field name by which a change says that a whole row was taken out."""

REMOVED_ROWS = "(removed rows)"
"""The field name by which a change keeps many rows of a table that were taken out together: names, then values."""


class Batch(Base):
    """One act of one person: an import run, a command, an undo."""

    __tablename__ = "batch"
    __table_args__ = (one_of("kind", BatchKind), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    summary: Mapped[str]
    who: Mapped[str]
    at: Mapped[datetime] = mapped_column(Instant)
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("batch.id"))


class Change(Base):
    """One value that was changed: old, new, by which act, from which row of a sheet.

    Rows that an act created need no change rows: they carry their batch themselves.
    """

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_row", "table_name", "row_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), index=True)
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("origin.id"))
    recommendation_id: Mapped[int | None] = mapped_column(Id, index=True)
    table_name: Mapped[str]
    row_id: Mapped[int] = mapped_column(Id)
    field: Mapped[str]
    old: Mapped[object | None]
    new: Mapped[object | None]


def journal_value(table: Table, column: str, value: Any) -> Any:
    """A value of the journal as the column wants it: days come back as days."""
    return date.fromisoformat(value) if isinstance(value, str) and table.c[column].type.python_type is date else value


def spoken(row_id: int) -> str:
    """The number by which people name a row that an act made: the act, and the place in it ("12.7")."""
    return f"{row_id >> ROW_BITS}.{row_id & ((1 << ROW_BITS) - 1)}"


def row_of(number: str) -> int | None:
    """The identifier of a spoken number; ``None`` when it is none."""
    batch, _, place = number.partition(".")
    told = all(part.isascii() and part.isdecimal() and len(part) < 10 for part in (batch, place))
    return (int(batch) << ROW_BITS) + int(place) if told else None
