"""Brings reference data into the register without losing what people did there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.followup.journal import REMOVED, Journal
from tracker.followup.reference.tables import Table
from tracker.models import Base, Change

_BLANKS: tuple[object, ...] = ("", None, [])


@dataclass
class Loaded:
    """How many rows of each table were added, and how many were completed or corrected."""

    added: dict[str, int] = field(default_factory=dict)
    corrected: dict[str, int] = field(default_factory=dict)


def load_reference(journal: Journal, tables: list[Table]) -> Loaded:
    """Bring the reference data into the register.

    Of shipped files only missing rows are added and only blanks are filled: what the register holds stays. A file that
    the group brings itself corrects it. Rows that people took away stay away, and nothing is ever deleted.
    """
    loaded = Loaded()
    for table in tables:
        name = table.model.__tablename__
        loaded.added[name], loaded.corrected[name] = _merge(journal, table)
        journal.flush()
    return loaded


def _merge(journal: Journal, table: Table) -> tuple[int, int]:
    present = {_identity(table, vars(item)): item for item in journal.session.scalars(select(table.model))}
    taken_away = _taken_away(journal.session, table)
    columns = {column.name for column in table.model.__table__.columns}
    added = corrected = 0
    for row in table.rows:
        values = {name: value for name, value in row.items() if name in columns}
        if item := present.get(_identity(table, values)):
            corrected += _settle(item, values, table.own)
        elif _identity(table, values) not in taken_away:
            _add(journal, table.model, values)
            added += 1
    journal.session.flush()
    return added, corrected


def _identity(table: Table, values: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(values[name] for name in table.key)


def _taken_away(session: Session, table: Table) -> set[tuple[Any, ...]]:
    name = table.model.__tablename__
    removed = session.scalars(select(Change.old).where(Change.table_name == name, Change.field == REMOVED))
    return {_identity(table, row) for row in removed if isinstance(row, dict)}


def _add(journal: Journal, model: type[Base], values: Mapping[str, Any]) -> None:
    if "batch_id" in model.__table__.columns:
        journal.add(model, **values)
    else:
        journal.session.add(model(**values))


def _settle(item: Base, values: Mapping[str, Any], corrects: bool) -> bool:
    """Fill the blanks of a row, and correct the rest of it where the group brings the file; whether anything changed."""
    changes = {
        name: value
        for name, value in values.items()
        if value not in _BLANKS and value != getattr(item, name) and (corrects or getattr(item, name) in _BLANKS)
    }
    for name, value in changes.items():
        setattr(item, name, value)
    return bool(changes)
