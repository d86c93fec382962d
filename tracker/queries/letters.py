"""The register of correspondence as the secretariat asks about it: letters out and in, and those of a round."""

from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from tracker.models import Answer, Asked, Letter, Recommendation, Request
from tracker.models.batch import spoken
from tracker.queries.heard import says_something
from tracker.queries.requests import first_letter, not_replied, standings
from tracker.vocabulary import LetterKind


def letters(
    session: Session,
    *,
    request: int | None = None,
    agency: str = "",
    direction: str = "",
    about: Recommendation | None = None,
) -> list[dict[str, Any]]:
    """The letters in the order in which they were recorded, each with the one that it answers or reminds of.

    Those ``about`` a recommendation are the letters of rounds with the agencies that were asked about it; of their
    replies, those of agencies that say something on it.
    """
    first = aliased(Letter)
    query = select(Letter, Request.number, first).outerjoin(Request, Request.id == Letter.request_id)
    query = query.outerjoin(first, first.id == Letter.answers_id).order_by(Letter.id)
    if request is not None:
        query = query.where(Request.number == request)
    if agency:
        query = query.where(Letter.agency_key == agency)
    if direction:
        query = query.where(Letter.direction == direction)
    if about is not None:
        asked = select(Asked.id).where(
            Asked.request_id == Letter.request_id,
            Asked.agency_key == Letter.agency_key,
            Asked.recommendation_id == about.id,
        )
        replied = asked.join(Answer, Answer.asked_id == Asked.id).where(says_something())
        query = query.where(asked.exists(), or_(Letter.kind != LetterKind.ANSWER, replied.exists()))
    return [
        {
            "letter": spoken(letter.id),
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
    """A letter as others refer to it: its number and date, or its file while it has none."""
    number = (
        f"No. {letter.number}" if letter.number else letter.file.removesuffix(".docx") or f"letter {spoken(letter.id)}"
    )
    return f"{number} of {letter.dated_on}" if letter.dated_on else number


def letters_of(session: Session, request: Request, kind: LetterKind) -> list[Letter]:
    """The letters of a kind in a round, agency by agency."""
    query = select(Letter).where(Letter.request_id == request.id, Letter.kind == kind)
    return list(session.scalars(query.order_by(Letter.agency_key, Letter.id)))


def standing_rows(session: Session, request: Request, today: date) -> list[dict[str, Any]]:
    """Where every agency of a round stands, with the letter by which it was asked and how often it was reminded.

    ``missing`` are the codes to which it has not replied.
    """
    rows, missing = [], not_replied(session, request)
    for item in standings(session, request, today):
        first = first_letter(item)
        rows.append(
            {
                "agency": item.agency,
                "name": item.name,
                "asked": item.asked,
                "answered": item.answered,
                "state": item.state,
                "last_answer": item.last_answer,
                "days_late": item.days_late,
                "asked_by": named(first) if first else "",
                "reminders": sum(letter.kind == LetterKind.REMINDER for letter in item.letters),
                "missing": missing.get(item.agency, []),
                "letters": [letter.id for letter in item.letters],
            }
        )
    return rows
