"""Who put the value of a field where it is, and when."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.dates import shown_moment
from tracker.models import Assessment, Assignment, Base, Batch, Change, Measure, Recommendation
from tracker.vocabulary import Role, Voice

_ROWS: Mapping[str, tuple[type[Base], Any]] = {
    "lead": (Assignment, Assignment.role == Role.LEAD),
    "contributing": (Assignment, Assignment.role == Role.CONTRIBUTING),
    "status": (Assessment, Assessment.voice == Voice.SECRETARIAT),
    "measures": (Measure, Measure.agency_key.is_(None)),
}
"""Fields that are rows of a table of their own: the newest row, or the newest change of one, counts."""

_COLUMNS = {"due": ("due_on", "due_precision", "due_text")}


def held_since(session: Session, recommendation: int, field: str) -> str:
    """Return who entered the present value of a field, and when: "Leyla, 2026-03-02 10:15"."""
    batch = session.get(Batch, _last_batch(session, recommendation, field))
    return f"{batch.who}, {shown_moment(batch.at)}" if batch is not None else ""


def _last_batch(session: Session, recommendation: int, field: str) -> int:
    changes = select(func.max(Change.batch_id)).join(Batch, Batch.id == Change.batch_id)
    changes = changes.where(Change.recommendation_id == recommendation, Batch.undone_by.is_(None))
    if field in _ROWS:
        model, condition = _ROWS[field]
        table: Any = model
        rows = select(func.max(table.batch_id)).where(table.recommendation_id == recommendation, condition)
        changes = changes.where(Change.table_name == model.__tablename__)
    else:
        rows = select(Recommendation.batch_id).where(Recommendation.id == recommendation)
        changes = changes.where(
            Change.table_name == Recommendation.__tablename__, Change.field.in_(_COLUMNS.get(field, (field,)))
        )
    return max(session.scalar(rows) or 0, session.scalar(changes) or 0)
