"""Saved views: the conditions that people keep under a name, and what the register makes of them today."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import NotFound
from tracker.folding import fold
from tracker.models import Batch, SavedView
from tracker.queries.filter import Filter
from tracker.queries.find import known_filter

CONDITIONS = tuple(field.name for field in fields(Filter) if field.name != "waiting")
"""The parts of a filter that a view keeps: those that a person can give."""

_DAYS = tuple(field.name for field in fields(Filter) if field.type == date | None)


def stored(wanted: Filter) -> dict[str, Any]:
    """The conditions of a filter as a view or the record of a pack keeps them."""
    given = {name: getattr(wanted, name) for name in CONDITIONS}
    return {name: _plain(value) for name, value in given.items() if value}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def conditions_of(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Conditions that were kept, as parts of a filter."""
    return {name: _part(name, value) for name, value in kept.items()}


def _part(name: str, value: Any) -> Any:
    if name in _DAYS:
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value


def saved_views(session: Session) -> list[SavedView]:
    """All saved views, by name."""
    return list(session.scalars(select(SavedView).order_by(SavedView.folded)))


class Kept(NamedTuple):
    """A saved view: its name, its filter, who saved it, and what it names that the register knows no longer."""

    name: str
    wanted: Filter
    conditions: dict[str, Any]
    saved_by: str
    problem: str


def kept_views(session: Session) -> list[Kept]:
    """All saved views by name, as they can be used today."""
    saved = select(SavedView, Batch.who).join(Batch, Batch.id == SavedView.batch_id).order_by(SavedView.folded)
    found = []
    for view, who in session.execute(saved):
        parts = conditions_of(view.conditions)
        found.append(Kept(view.name, Filter(**parts), view.conditions, who, problem_of(session, parts)))
    return found


def view_named(session: Session, name: str) -> SavedView | None:
    """The view of a name, in any case; ``None`` if there is none."""
    return session.scalars(select(SavedView).where(SavedView.folded == fold(name))).first()


def find_view(session: Session, name: str) -> SavedView:
    """The view of a name, in any case. Raises ``NotFound`` with the names that there are."""
    found = view_named(session, name)
    if found is None:
        known = ", ".join(f"'{view.name}'" for view in saved_views(session))
        remedy = f"There is: {known}." if known else "None is saved yet. Save one: tracker list ... --save NAME"
        raise NotFound(f"there is no saved view '{name}'.", remedy=remedy)
    return found


def with_view(session: Session, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The conditions of a view together with those that were given beside it, which replace the view's own.

    Raises ``NotFound`` if there is no such view, or if it names what the register has no longer.
    """
    view = find_view(session, name)
    own = {part: value for part, value in conditions_of(view.conditions).items() if not given.get(part)}
    if problem := problem_of(session, own):
        raise NotFound(
            f"the saved view '{view.name}' cannot be used: {problem}",
            remedy=f'Give another value beside --view, or save it again: tracker list ... --save "{view.name}" --force',
        )
    return {**given, **own}


def problem_of(session: Session, conditions: Mapping[str, Any]) -> str:
    """What conditions name that the register does not know: "there is no agency 'MOT'."; empty if all is known."""
    try:
        known_filter(session, Filter(**conditions))
    except NotFound as gone:
        return gone.what
    return ""
