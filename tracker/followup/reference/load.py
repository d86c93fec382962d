"""Brings reference data into the register without losing what people did there."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.followup.journal import Journal
from tracker.followup.reference.tables import Table
from tracker.models import Base, Change
from tracker.models.batch import REMOVED
from tracker.models.word import ANSWER

_BLANKS: tuple[object, ...] = ("", None, [])


@dataclass
class Loaded:
    """How many rows of each table were added, and how many were completed or corrected."""

    added: Counter[str] = field(default_factory=Counter)
    corrected: Counter[str] = field(default_factory=Counter)


def load_reference(journal: Journal, tables: list[Table]) -> Loaded:
    """Bring the reference data into the register.

    Of shipped files only missing rows are added and only blanks are filled: what the register holds stays. A file that
    the group brings itself corrects it. Rows that people took away stay away, and nothing is ever deleted but the
    meanings of a word to which such a file gives others.
    """
    loaded = Loaded()
    for table in tables:
        name = table.model.__tablename__
        added, corrected = _merge(journal, table)
        loaded.added[name] += added
        loaded.corrected[name] += corrected
        journal.flush()
    return loaded


def _merge(journal: Journal, table: Table) -> tuple[int, int]:
    present = {_identity(table, vars(item)): item for item in journal.session.scalars(select(table.model))}
    replaces = table.own and bool(table.spelled)
    given_anew = _drop_meanings(journal, table, present.values()) if replaces else set()
    taken_away = set() if replaces else _taken_away(journal.session, table)
    columns = {column.name for column in table.model.__table__.columns}
    added, corrected = 0, len(given_anew)
    for row in table.rows:
        values = {name: value for name, value in row.items() if name in columns}
        if item := present.get(_identity(table, values)):
            corrected += _settle(item, values, table.own)
        elif _identity(table, values) not in taken_away:
            _add(journal, table.model, values)
            added += _spelling(table, values) not in given_anew
    journal.session.flush()
    return added, corrected


def _identity(table: Table, values: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(values[name] for name in table.key)


def _spelling(table: Table, values: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(values[name] for name in table.spelled)


def _drop_meanings(journal: Journal, table: Table, present: Collection[Any]) -> set[tuple[Any, ...]]:
    """Take the meanings out that the group's own file no longer gives to its words; which words these are.

    What people answered stays, and so do words that the file leaves out.
    """
    given = {_identity(table, row) for row in table.rows}
    words = {_spelling(table, row) for row in table.rows}
    gone = [
        item
        for item in present
        if item.note != ANSWER and _spelling(table, vars(item)) in words and _identity(table, vars(item)) not in given
    ]
    dropped = {_spelling(table, vars(item)) for item in gone}
    for item in gone:
        journal.remove(table.model, item.id)
    return dropped


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
