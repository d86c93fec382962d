"""What a letter of a round can show: the values that its template names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from exports.texts import BLANK, ROLE_NAMES
from tracker.language.texts import Texts
from tracker.models import Agency, Asked, Letter, Mechanism, Recommendation, Register, Request, Review
from tracker.queries.addressees import Addressee, addressee
from tracker.queries.reference import secretariat
from tracker.queries.requests import Package
from tracker.stamps import sheet_stamp
from tracker.vocabulary import Role

_NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Sending:
    """How letters leave the house: on which day, whom to answer, from which address, with which templates.

    On the day depend the holders of posts and the days overdue.
    """

    on: date
    contact: str = ""
    sender: str = ""
    templates: Path | None = None


def letter_words(
    session: Session, request: Request, letter: Letter, package: Package, sending: Sending, texts: Texts
) -> dict[str, Any]:
    """The values for a letter about the rows of a package. Raises ``NotFound`` where the group has no secretariat."""
    register, signs = session.scalars(select(Register)).one(), secretariat(session)
    to = addressee(session, letter.agency_key, sending.on)
    parts = [row.role for row in package.rows]
    sources = _sources(session, package.rows, texts)
    return {
        "number": letter.number or BLANK,
        "date": _day(letter.dated_on, texts),
        "secretariat": texts.label(session.get_one(Agency, signs), "name"),
        "group": texts(register.group_name),
        "state": texts(register.state_name),
        "basis": texts(register.group_basis),
        "bodies": "; ".join(_bodies(session, package.rows, texts)),
        "agency": texts.label(session.get_one(Agency, letter.agency_key), "name"),
        "addressee": [part for part in (to.post, to.name) if part],
        "subject": request.title,
        "round": request.number,
        "reference": sheet_stamp(request.number, letter.agency_key),
        "deadline": texts.day(request.due_on),
        "count": len(parts),
        "lead_count": parts.count(Role.LEAD),
        "contributing_count": parts.count(Role.CONTRIBUTING),
        "recommendations": [
            _item(number, row, sources[row.recommendation_id], texts)
            for number, row in enumerate(package.rows, start=1)
        ],
        "contact": sending.contact or contact_of(addressee(session, signs, sending.on)),
    }


def reminder_words(
    request: Request, first: Letter | None, asked: int, owed: int, sending: Sending, texts: Texts
) -> dict[str, Any]:
    """What a reminder says beside: the letter that it refers to, and how late the answer is."""
    return {
        "first_number": first.number if first and first.number else BLANK,
        "first_date": _day(first.dated_on if first else None, texts),
        "days_overdue": max((sending.on - request.due_on).days, 0),
        "asked_count": asked,
        "answered_count": asked - owed,
    }


def contact_of(person: Addressee) -> str:
    """A focal point as letters name it: who, in which post, how to be reached."""
    phone = person.phone.replace(" ", _NO_BREAK)
    return ", ".join(part for part in (person.name, person.post, person.email, phone) if part)


def _day(on: date | None, texts: Texts) -> str:
    return texts.day(on) if on else BLANK


def _bodies(session: Session, rows: Sequence[Asked], texts: Texts) -> list[str]:
    """The bodies whose recommendations these are."""
    query = (
        select(Mechanism.name, Mechanism.place)
        .join(Review, Review.mechanism == Mechanism.code)
        .join(Recommendation, Recommendation.review_id == Review.id)
        .join(Asked, Asked.recommendation_id == Recommendation.id)
        .where(Asked.request_id == rows[0].request_id, Asked.agency_key == rows[0].agency_key)
        .where(Asked.id.in_([row.id for row in rows]))
        .distinct()
        .order_by(Mechanism.place)
    )
    return [texts(name) for name, _ in session.execute(query)]


def _sources(session: Session, rows: Sequence[Asked], texts: Texts) -> dict[int, str]:
    """The name of each recommendation's examination, for those whose document has no known symbol."""
    query = (
        select(Asked.recommendation_id, Review.cycle, Review.provisional, Mechanism.name, Mechanism.family)
        .join(Recommendation, Recommendation.id == Asked.recommendation_id)
        .join(Review, Review.id == Recommendation.review_id)
        .join(Mechanism, Mechanism.code == Review.mechanism)
        .where(Asked.request_id == rows[0].request_id, Asked.agency_key == rows[0].agency_key)
    )
    return {
        key: "" if provisional else _examination(name, family, cycle, texts)
        for key, cycle, provisional, name, family in session.execute(query)
    }


def _examination(body: str, family: str, cycle: str, texts: Texts) -> str:
    """The cycle of the Universal Periodic Review, which the Council holds; the name of a committee."""
    if family == "charter":
        return texts("Universal Periodic Review, cycle {cycle}", cycle=cycle)
    return texts("{body}, cycle {cycle}", body=texts(body), cycle=cycle)


def _item(number: int, row: Asked, examination: str, texts: Texts) -> dict[str, Any]:
    """A recommendation as a letter lists it: whole, with the document and paragraph by which the agency finds it."""
    sent = row.sent
    place = texts("para. {reference}", reference=sent["reference"]) if sent["reference"] else ""
    return {
        "no": number,
        "code": sent["code"] if examination else "",
        "source": ", ".join(part for part in (sent["document"] or examination, place) if part),
        "text": " ".join(sent["text"].split()),
        "part": texts(ROLE_NAMES[Role(row.role)]),
    }
