"""Packs that were issued: who, when, for which meeting, and what is needed to make one again."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import NotFound
from tracker.models import Batch, Issued, Meeting
from tracker.queries.filter import Filter


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


def conditions_of(wanted: Filter) -> dict[str, Any]:
    """The parts of a filter that restrict, as the record of a pack keeps them."""
    unrestricted = Filter()
    said = {part.name: getattr(wanted, part.name) for part in fields(Filter)}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in said.items()
        if value != getattr(unrestricted, name)
    }


def filter_of(conditions: Mapping[str, Any]) -> Filter:
    """The filter that was kept."""
    return Filter(**{name: _as_before(name, value) for name, value in conditions.items()})


def _as_before(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return date.fromisoformat(value) if name in ("due_before", "due_after", "changed_since") else value
