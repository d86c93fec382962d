"""What an import kept only in words: the values that it left open, and the columns that have no field."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import ImportedSheet, OpenValue, Origin, Recommendation


class LeftOpen(NamedTuple):
    """A value that waits for a person: the recommendation, the field, the words of the sheet and their cell."""

    code: str
    field: str
    text: str
    cell: str


def left_open_in(session: Session, batch: int) -> list[LeftOpen]:
    """The values that a batch left open and nobody has resolved since, in the order in which they came."""
    query = (
        select(Recommendation.code, OpenValue.field, OpenValue.text, OpenValue.cell)
        .join(Recommendation, Recommendation.id == OpenValue.recommendation_id)
        .where(OpenValue.batch_id == batch, OpenValue.settled_in.is_(None))
        .order_by(OpenValue.id)
    )
    return [LeftOpen(*row) for row in session.execute(query)]


def columns_kept_in(session: Session, batch: int) -> list[str]:
    """The columns without a field of the register whose values a batch kept, in their order."""
    query = select(Origin.others).join(ImportedSheet, ImportedSheet.id == Origin.imported_sheet_id)
    kept = session.scalars(query.where(ImportedSheet.batch_id == batch).order_by(Origin.id))
    return list(dict.fromkeys(heading for others in kept for heading in others))
