"""Values of sheets that nobody understood: they are settled once a person sets the field by hand."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from tracker.followup.journal import Journal
from tracker.models import OpenValue
from tracker.queries.pieces import pieces


def settle_open(journal: Journal, ids: Sequence[int], fields: Collection[str]) -> int:
    """Settle what waits in fields of recommendations; gives how many values were settled."""
    settled = 0
    for some in pieces(ids):
        query = select(OpenValue).where(OpenValue.recommendation_id.in_(some), OpenValue.field.in_(fields))
        for value in journal.session.scalars(query.where(OpenValue.settled_in.is_(None))).all():
            new, key = journal.number, value.recommendation_id
            journal.change(OpenValue, value.id, "settled_in", None, new, recommendation_id=key)
            settled += 1
    journal.flush()
    return settled
