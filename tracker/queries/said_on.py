"""Since when the register holds the value of a field, who gave it, and what the field held before."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.dates import shown_moment
from tracker.models import Assessment, Assignment, Batch, Change, ImportedSheet, Measure, Origin, Recommendation
from tracker.models.batch import REMOVED
from tracker.queries.pieces import pieces
from tracker.vocabulary import BatchKind, Role, Voice

Key = tuple[int, str]
"""A recommendation and a field."""

_COLUMNS = {"due_on": "due", "due_text": "due", "note": "note", "position": "position", "lead_in": "lead_in"}
"""Columns of a recommendation, and the field that they belong to."""

_ROLES = {Role.LEAD.value: "lead", Role.CONTRIBUTING.value: "contributing"}


@dataclass
class SaidOn:
    """The day of which a value speaks, who gave it, and the values that the field held before it.

    ``typed`` says that a person gave it by a command, and not a sheet.
    """

    on: date = date.min
    by: str = ""
    typed: bool = False
    former: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _Said:
    """One act that gave a field a value."""

    key: Key
    batch: int
    origin: int | None
    former: str = ""


def changed_ever(session: Session, ids: Collection[int]) -> set[int]:
    """The recommendations among these of which any value was ever changed or taken off."""
    query = select(Change.recommendation_id).distinct()
    some_of = (query.where(Change.recommendation_id.in_(some)) for some in pieces(sorted(ids)))
    return {key for query in some_of for key in session.scalars(query) if key is not None}


def said_on(session: Session, ids: Collection[int]) -> dict[Key, SaidOn]:
    """For each field of these recommendations that has been given a value: the latest act, and the former values.

    A value from a sheet speaks of the day of the sheet; one from a command of the day of the command.
    """
    acts = [act for some in pieces(sorted(ids)) for act in _acts(session, some)]
    batches = {batch.id: batch for batch in _found(session, Batch, {act.batch for act in acts})}
    days = dict(_days(session, {act.origin for act in acts if act.origin is not None}))
    found: dict[Key, SaidOn] = {}
    for act in sorted(acts, key=lambda act: act.batch):
        batch, said = batches[act.batch], found.setdefault(act.key, SaidOn())
        if batch.undone_by is None:
            said.on = days.get(act.origin or 0) or batch.at.date()
            said.by = f"{batch.who}, {shown_moment(batch.at)}"
            said.typed = act.origin is None and batch.kind == BatchKind.COMMAND
            said.former |= {act.former} - {""}
    return found


def _acts(session: Session, some: Collection[int]) -> Iterator[_Said]:
    own = select(Recommendation.id, Recommendation.batch_id, Recommendation.origin_id)
    for key, batch, origin in session.execute(own.where(Recommendation.id.in_(some))):
        yield from (_Said((key, name), batch, origin) for name in set(_COLUMNS.values()))
    parts = select(Assignment).where(Assignment.recommendation_id.in_(some))
    for part in session.scalars(parts):
        former = part.agency_key if part.ended_on is not None else ""
        yield _Said((part.recommendation_id, _ROLES[part.role]), part.batch_id, part.origin_id, former)
    views = select(Assessment.recommendation_id, Assessment.batch_id, Assessment.origin_id)
    views = views.where(Assessment.recommendation_id.in_(some), Assessment.voice == Voice.SECRETARIAT)
    for key, batch, origin in session.execute(views):
        yield _Said((key, "status"), batch, origin)
    measures = select(Measure.recommendation_id, Measure.batch_id, Measure.origin_id).where(
        Measure.recommendation_id.in_(some), Measure.agency_key.is_(None)
    )
    for key, batch, origin in session.execute(measures):
        yield _Said((key, "measures"), batch, origin)
    for change in session.scalars(select(Change).where(Change.recommendation_id.in_(some))):
        if name := _field_of(change):
            yield _Said((change.recommendation_id or 0, name), change.batch_id, change.origin_id, _former(change))


def _field_of(change: Change) -> str:
    if change.table_name == Measure.__tablename__:
        return "measures"
    return _COLUMNS.get(change.field, "") if change.table_name == Recommendation.__tablename__ else ""


def _former(change: Change) -> str:
    """The text of the value before a change."""
    old: Any = change.old
    if change.field == REMOVED and isinstance(old, Mapping):
        old = old.get("text")
    return str(old) if old else ""


def _days(session: Session, origins: Collection[int]) -> Iterator[tuple[int, date | None]]:
    query = select(Origin.id, ImportedSheet.as_of).join(ImportedSheet, ImportedSheet.id == Origin.imported_sheet_id)
    for some in pieces(sorted(origins)):
        yield from session.execute(query.where(Origin.id.in_(some)))


def _found(session: Session, model: Any, ids: Collection[int]) -> Iterator[Any]:
    for some in pieces(sorted(ids)):
        yield from session.scalars(select(model).where(model.id.in_(some)))
