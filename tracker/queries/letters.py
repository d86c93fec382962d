"""The register of correspondence as the secretariat asks about it: letters out and in, and those of a round."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from tracker.models import Letter, Request
from tracker.vocabulary import LetterKind


def letters(
    session: Session, *, request: int | None = None, agency: str = "", direction: str = ""
) -> list[dict[str, Any]]:
    """The letters in the order in which they were recorded, each with the one that it answers or reminds of."""
    first = aliased(Letter)
    query = select(Letter, Request.number, first).outerjoin(Request, Request.id == Letter.request_id)
    query = query.outerjoin(first, first.id == Letter.answers_id).order_by(Letter.id)
    if request is not None:
        query = query.where(Request.number == request)
    if agency:
        query = query.where(Letter.agency_key == agency)
    if direction:
        query = query.where(Letter.direction == direction)
    return [
        {
            "letter": letter.id,
            "request": number,
            "direction": letter.direction,
            "kind": letter.kind,
            "agency": letter.agency_key,
            "number": letter.number,
            "date": letter.dated_on,
            "received": letter.received_on,
            "due": letter.due_on,
            "to": named(answered) if answered else "",
            "subject": letter.subject,
            "file": letter.file,
        }
        for letter, number, answered in session.execute(query)
    ]


def named(letter: Letter) -> str:
    """A letter as others refer to it: its number and date, as far as they are known."""
    number = f"No. {letter.number}" if letter.number else f"letter {letter.id}"
    return f"{number} of {letter.dated_on}" if letter.dated_on else number


def letters_of(session: Session, request: Request, kind: LetterKind) -> list[Letter]:
    """The letters of a kind in a round, agency by agency."""
    query = select(Letter).where(Letter.request_id == request.id, Letter.kind == kind)
    return list(session.scalars(query.order_by(Letter.agency_key, Letter.id)))
