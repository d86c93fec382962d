"""Values in portions, because a database takes only so many in one query."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Select
from sqlalchemy.orm import Session

Item = TypeVar("Item")

_MANY = 2_500
"""From so many on, reading a whole table and leaving out a part is quicker than asking for each value."""


def pieces(values: Sequence[Item], size: int = 900) -> Iterable[Sequence[Item]]:
    """Values in portions that every database takes in one query."""
    return (values[start : start + size] for start in range(0, len(values), size))


def rows_about(session: Session, query: Select[*tuple[Any, ...]], ids: Collection[Any]) -> Iterator[Any]:
    """The rows of a query whose first column is one of many identifiers or codes.

    The rows of one of them come in the order of the query.
    """
    if len(ids) >= _MANY:
        known = set(ids)
        yield from (row for row in plain_rows(session, query) if row[0] in known)
        return
    key: Any = query.selected_columns[0]
    for some in pieces(list(ids)):
        yield from plain_rows(session, query.where(key.in_(some)))


def plain_rows(session: Session, query: Select[*tuple[Any, ...]]) -> Sequence[Any]:
    """All rows of a query as the driver gives them: nothing of the session's objects is in them."""
    return session.connection().execute(query).all()
