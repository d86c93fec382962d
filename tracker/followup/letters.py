"""Letters: the register of correspondence with the agencies, out and in."""

from datetime import date

from sqlalchemy import select

from tracker.followup.journal import Journal
from tracker.models import Letter
from tracker.vocabulary import Direction, LetterKind


def mark_answer(journal: Journal, request_id: int, agency: str, file: str, received_on: date) -> int:
    """Note that an agency's answer to a round came in a file; the same file is noted once. Gives the letter's id."""
    letters = journal.session.scalars(
        select(Letter).where(Letter.request_id == request_id, Letter.agency_key == agency).order_by(Letter.id)
    ).all()
    for letter in letters:
        if letter.direction == Direction.IN and letter.file == file:
            return letter.id
    first = next((letter.id for letter in letters if letter.kind == LetterKind.REQUEST), None)
    return journal.add(
        Letter,
        direction=Direction.IN,
        kind=LetterKind.ANSWER,
        request_id=request_id,
        agency_key=agency,
        received_on=received_on,
        file=file,
        answers_id=first,
    )
