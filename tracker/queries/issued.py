"""Packs that were issued: who, when, for which meeting, and what is needed to make one again."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import NotFound
from tracker.models import Batch, Issued, Meeting


def issued_rows(session: Session) -> list[dict[str, Any]]:
    """The packs that were issued as listings show them, the latest first."""
    query = select(Issued, Batch, Meeting.number).join(Batch, Batch.id == Issued.batch_id)
    query = query.outerjoin(Meeting, Meeting.id == Issued.meeting_id).order_by(Issued.number.desc())
    return [
        {
            "number": item.number,
            "meeting": meeting,
            "as_at": item.as_at,
            "since": item.since,
            "language": item.language,
            "who": batch.who,
            "when": batch.at.astimezone().date(),
            "files": item.files,
        }
        for item, batch, meeting in session.execute(query)
    ]


def find_issued(session: Session, number: int) -> Issued:
    """The pack of a number. Raises ``NotFound``."""
    found = session.scalars(select(Issued).where(Issued.number == number)).first()
    if found is None:
        raise NotFound(f"no pack {number} was issued.", remedy="See: tracker issued list")
    return found


def issued_with(session: Session, digest: str) -> list[dict[str, Any]]:
    """The packs of which a file has this SHA-256, the latest first."""
    return [row for row in issued_rows(session) if digest in row["files"].values()]
