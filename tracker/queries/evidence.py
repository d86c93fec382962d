"""The evidence of a recommendation, numbered as people name it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Evidence, Recommendation


def evidence_of(session: Session, item: Recommendation) -> list[dict[str, Any]]:
    """What proves a recommendation's measures and statuses, in the order in which it came.

    ``place`` is an address or the name of a file; a file that was kept has its ``sha256``.
    """
    query = select(Evidence).where(Evidence.recommendation_id == item.id).order_by(Evidence.id)
    return numbered(session.scalars(query).all())


def numbered(rows: Sequence[Evidence]) -> list[dict[str, Any]]:
    """All the evidence of a recommendation, in the order in which it came, as ``evidence_of`` gives it."""
    return [
        {
            "number": number,
            "text": row.text,
            "date": row.dated_on.isoformat() if row.dated_on else None,
            "kind": row.kind,
            "agency": row.agency_key,
            "place": row.place,
            "sha256": row.sha256,
        }
        for number, row in enumerate(rows, start=1)
    ]
