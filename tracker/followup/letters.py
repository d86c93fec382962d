"""Letters: keeps the register of correspondence, out and in, with the numbers and dates of both sides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from tracker.errors import NotFound, RuleBroken
from tracker.folding import tidy
from tracker.followup.journal import Journal
from tracker.models import Asked, Batch, Letter, Request
from tracker.models.batch import row_of, spoken
from tracker.queries.agencies import heirs
from tracker.queries.letters import named
from tracker.queries.requests import standings
from tracker.vocabulary import BatchKind, Direction, LetterKind


@dataclass(frozen=True)
class Seal:
    """What the chancellery of the sender puts on a letter: its number and its date."""

    number: str = ""
    dated_on: date | None = None


def record_requests(journal: Journal, request: Request, agencies: Sequence[str], prefix: str = "") -> None:
    """Record the letters by which the agencies of a round are asked.

    With a prefix they are numbered here, in the order of the agencies; without one the chancellery gives the numbers.
    """
    for place, agency in enumerate(agencies, start=1):
        journal.add(
            Letter,
            direction=Direction.OUT,
            kind=LetterKind.REQUEST,
            request_id=request.id,
            agency_key=agency,
            number=f"{prefix}{place}" if prefix else "",
            due_on=request.due_on,
            subject=request.title,
            file=file_name(request, agency),
        )
    journal.flush()


def remind(journal: Journal, request: Request, agency: str, today: date) -> list[Letter]:
    """Record a reminder to each agency (or one) with missing replies in a round; returns the letters.

    A reminder refers to the letter by which the agency was asked; a closed agency gets none. Raises ``RuleBroken`` when
    nobody owes anything.
    """
    session = journal.session
    owe = owing(session, request, today, agency)
    if not owe:
        who = agency or "every agency"
        raise RuleBroken(f"{who} has replied to round {request.number} in full, so there is nothing to remind of.")
    letters = [_add_reminder(journal, request, key) for key in owe]
    journal.flush()
    return [session.get_one(Letter, letter) for letter in letters]


def owing(session: Session, request: Request, today: date, agency: str = "") -> list[str]:
    """The agencies (or one) with missing replies in a round that can be reminded: a closed agency gets no letter.

    Raises ``RuleBroken`` for one that was not asked, or that was closed.
    """
    standing = {item.agency: item for item in standings(session, request, today)}
    if agency and agency not in standing:
        raise _not_asked(request, agency)
    closed = heirs(session)
    if agency in closed:
        raise RuleBroken(
            f"{agency} was closed, so it gets no reminder.", remedy="Write to the agency that does its work now."
        )
    return sorted(
        key for key, item in standing.items() if item.state != "answered" and agency in ("", key) and key not in closed
    )


def _add_reminder(journal: Journal, request: Request, agency: str) -> int:
    first = request_letter(journal.session, request.id, agency)
    earlier = journal.session.scalars(_of(request.id, agency, LetterKind.REMINDER)).all()
    return journal.add(
        Letter,
        direction=Direction.OUT,
        kind=LetterKind.REMINDER,
        request_id=request.id,
        agency_key=agency,
        due_on=request.due_on,
        subject=request.title,
        file=file_name(request, agency, len(earlier) + 1),
        answers_id=first.id if first else None,
    )


def file_name(request: Request, agency: str, reminder: int = 0) -> str:
    """The name of the written letter: the request, or the reminder of a number."""
    return f"R{request.number} {agency} {f'reminder {reminder}' if reminder else 'letter'}.docx"


def request_letter(session: Session, request_id: int, agency: str) -> Letter | None:
    """The letter by which an agency was asked in a round."""
    return session.scalars(_of(request_id, agency, LetterKind.REQUEST)).first()


def other_seal(letter: Letter, seal: Seal) -> str:
    """The number and date that a letter has already, if they are not the given ones; else ""."""
    if not letter.number or (letter.number, letter.dated_on) == (tidy(seal.number), seal.dated_on):
        return ""
    return f"No. {letter.number} of {letter.dated_on}" if letter.dated_on else f"No. {letter.number}"


def number_letter(journal: Journal, letter: Letter, seal: Seal, *, replace: bool = False) -> None:
    """Set the chancellery's number and date of a letter that was sent.

    Raises ``RuleBroken`` for a letter of an agency, whose number is the agency's own; for a letter that has another
    number already, unless ``replace`` is true; and for a number that another of our letters has.
    """
    seal = Seal(tidy(seal.number), seal.dated_on)
    _refuse_twin(journal.session, letter, seal)
    if not replace and (had := other_seal(letter, seal)):
        raise RuleBroken(
            f"{letter.file or 'the letter'} has {had} already.",
            remedy="If that was a mistake, replace it with: --replace",
        )
    if letter.direction == Direction.IN:
        raise RuleBroken(
            f"letter {spoken(letter.id)} came from {letter.agency_key}; the agency gave its number.",
            remedy="See: tracker letters received",
        )
    _complete(journal, letter, number=seal.number, dated_on=seal.dated_on)
    journal.flush()


def _refuse_twin(session: Session, letter: Letter, seal: Seal) -> None:
    """Refuse a number and date of a letter that went out for a second letter of another agency or kind."""
    query = select(Letter).where(
        Letter.direction == Direction.OUT,
        Letter.number == seal.number,
        Letter.dated_on == seal.dated_on,
        Letter.id != letter.id,
    )
    twin = session.scalars(query).first()
    if twin is not None:
        raise RuleBroken(
            f"No. {seal.number} of {seal.dated_on} is the number of {twin.file or 'a letter'} to {twin.agency_key}.",
            remedy="See: tracker letters",
        )


def receive(journal: Journal, request: Request, agency: str, seal: Seal, received_on: date, file: str = "") -> int:
    """Record a letter of reply from an agency; returns the letter.

    An answer sheet that was imported before without its letter is completed, not recorded twice. Raises ``RuleBroken``
    when the agency was not asked in the round, or the letter is recorded already.
    """
    session, seal = journal.session, Seal(tidy(seal.number), seal.dated_on)
    if (
        session.scalars(select(Asked.id).where(Asked.request_id == request.id, Asked.agency_key == agency)).first()
        is None
    ):
        raise _not_asked(request, agency)
    answers = session.scalars(_of(request.id, agency, LetterKind.ANSWER)).all()
    if any(letter.number == seal.number and letter.dated_on == seal.dated_on for letter in answers):
        raise RuleBroken(f"letter {seal.number} of {agency} is recorded already.", remedy="See: tracker letters")
    bare = [letter for letter in answers if not letter.number and (not file or letter.file in ("", file))]
    if bare:
        _complete(journal, bare[0], number=seal.number, dated_on=seal.dated_on, received_on=received_on, file=file)
        journal.flush()
        return bare[0].id
    letter = _add_answer(journal, request.id, agency, received_on, file, seal)
    journal.flush()
    return letter


def mark_answer(journal: Journal, request_id: int, agency: str, file: str, received_on: date) -> int:
    """Record that a reply sheet of an agency arrived; returns the letter.

    The same file in the same round is one letter; an answer that was recorded without a file takes the file's name.
    """
    answers = journal.session.scalars(_of(request_id, agency, LetterKind.ANSWER)).all()
    for letter in answers:
        if letter.file == file:
            return letter.id
    for letter in answers:
        if not letter.file:
            _complete(journal, letter, file=file)
            return letter.id
    return _add_answer(journal, request_id, agency, received_on, file, Seal())


def remove_letter(journal: Journal, letter: Letter) -> None:
    """Remove a letter that was recorded by mistake; the journal keeps it.

    Raises ``RuleBroken`` for one that others answer or remind of, and for one that belongs to a round or an import.
    """
    session = journal.session
    name = named(letter)
    followed = session.scalars(select(Letter).where(Letter.answers_id == letter.id).order_by(Letter.id)).all()
    if followed:
        others = ", ".join(f"{named(other)} of {other.agency_key}" for other in followed)
        raise RuleBroken(
            f"{name} cannot be removed: other letters refer to it ({others}).", remedy="Remove these first."
        )
    batch = session.get_one(Batch, letter.batch_id)
    if letter.kind == LetterKind.REQUEST or batch.kind == BatchKind.IMPORT:
        act = "its round" if letter.kind == LetterKind.REQUEST else "the sheet that came with it"
        raise RuleBroken(f"{name} belongs to {act}.", remedy=f"To undo both: tracker undo {batch.id}")
    journal.remove(Letter, letter.id)
    journal.flush()


def find_letter(session: Session, name: str) -> Letter:
    """A letter by its entry in the register of correspondence, by its file (``R3 MOJ letter``), or by its own number.

    Raises ``NotFound``, also when several have the number.
    """
    entry = row_of(name)
    file = f"{name.strip().removesuffix('.docx')}.docx"
    written = select(Letter).where(Letter.direction == Direction.OUT, func.lower(Letter.file) == file.lower())
    found = (session.get(Letter, entry) if entry else None) or session.scalars(
        written.order_by(Letter.id.desc())
    ).first()
    if found is not None:
        return found
    numbered = session.scalars(select(Letter).where(Letter.number == tidy(name)).order_by(Letter.id)).all()
    if not name.strip() or not numbered:
        raise NotFound(f"there is no letter '{name}'.", remedy="See: tracker letters")
    if len(numbered) > 1:
        entries = " or ".join(spoken(letter.id) for letter in numbered)
        raise NotFound(f"several letters have the number '{name}'.", remedy=f"Name one by its entry: {entries}.")
    return numbered[0]


def _add_answer(journal: Journal, request_id: int, agency: str, received_on: date, file: str, seal: Seal) -> int:
    first = request_letter(journal.session, request_id, agency)
    return journal.add(
        Letter,
        direction=Direction.IN,
        kind=LetterKind.ANSWER,
        request_id=request_id,
        agency_key=agency,
        number=seal.number,
        dated_on=seal.dated_on,
        received_on=received_on,
        subject=first.subject if first else "",
        file=file,
        answers_id=first.id if first else None,
    )


def _not_asked(request: Request, agency: str) -> RuleBroken:
    return RuleBroken(
        f"{agency} was not asked in round {request.number}.", remedy=f"See: tracker request show {request.number}"
    )


def _complete(journal: Journal, letter: Letter, **values: str | date | None) -> None:
    """Change what is given and differs."""
    for name, value in values.items():
        old = getattr(letter, name)
        if value and value != old:
            journal.change(Letter, letter.id, name, old, value)


def _of(request_id: int, agency: str, kind: LetterKind) -> Select[Letter]:
    query = select(Letter).where(Letter.request_id == request_id, Letter.agency_key == agency, Letter.kind == kind)
    return query.order_by(Letter.id)
