"""Listings of what the register knows beside recommendations: agencies, reviews, batches."""

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.dates import shown_moment
from tracker.errors import NotFound
from tracker.language.texts import Texts, marked
from tracker.models import Agency, Alias, Assignment, Batch, Mechanism, Recommendation, Register, Review, Status
from tracker.queries.filter import waits_for_review
from tracker.queries.followup import verdict_of
from tracker.vocabulary import UNNAMED, Mandate, Position, Role, StatusKind

_POSITIONS = {
    Position.SUPPORTED: marked("Supported"),
    Position.NOTED: marked("Noted"),
    Position.PARTIALLY_SUPPORTED: marked("Supported in part"),
    Position.PENDING: marked("Pending"),
}


def agencies(session: Session) -> list[dict[str, Any]]:
    """The bodies of the group with how many recommendations they lead and contribute to."""
    counted: dict[tuple[str, str], int] = {}
    query = select(Assignment.agency_key, Assignment.role, func.count())
    query = query.join(Recommendation, Recommendation.id == Assignment.recommendation_id)
    query = query.join(Review, Review.id == Recommendation.review_id)
    query = query.where(Assignment.ended_on.is_(None), ~waits_for_review())
    for key, role, count in session.execute(query.group_by(Assignment.agency_key, Assignment.role)):
        counted[key, role] = count
    return [
        {
            "key": item.key,
            "name": item.name_en,
            "name_az": item.name_az,
            "name_ru": item.name_ru,
            "kind": item.kind,
            "membership": item.membership,
            "role": item.role,
            "leads": counted.get((item.key, Role.LEAD), 0),
            "contributes": counted.get((item.key, Role.CONTRIBUTING), 0),
            "closed": _closed(item),
        }
        for item in session.scalars(select(Agency).order_by(Agency.place))
    ]


def _closed(item: Agency) -> str:
    """When an agency was closed, and into which one; empty for an open one."""
    if item.closed_on is None:
        return ""
    return f"{item.closed_on}, into {item.successor}" if item.successor else str(item.closed_on)


def spellings(session: Session, agency: str) -> list[dict[str, Any]]:
    """The spellings by which an agency is recognised."""
    query = select(Alias).where(Alias.agency_key == agency).order_by(Alias.id)
    return [
        {"text": item.text, "language": item.language, "kind": item.kind, "id": item.id}
        for item in session.scalars(query)
    ]


def mechanisms(session: Session) -> dict[str, str]:
    """The names of the mechanisms whose recommendations the group follows up, by their codes."""
    inside = select(Mechanism.code, Mechanism.name).where(Mechanism.mandate != Mandate.OUT, Mechanism.code != UNNAMED)
    return dict(session.execute(inside.order_by(Mechanism.place)).all())


def reviews(session: Session) -> list[dict[str, Any]]:
    """The reviews with their documents, dates and number of recommendations."""
    counted = dict(
        session.execute(select(Recommendation.review_id, func.count()).group_by(Recommendation.review_id)).all()
    )
    return [
        {
            "code": item.code,
            "mechanism": item.mechanism,
            "symbol": item.symbol,
            "examined": item.examined_to,
            "adopted": item.adopted,
            "followup": ", ".join(item.followup_paragraphs),
            "followup_due": f"{item.followup_due} ({item.followup_basis})" if item.followup_due else "",
            "verdict": verdict_of(item),
            "next_report_due": item.next_report_due,
            "recommendations": counted.get(item.id, 0),
            "note": item.found_in if item.provisional else item.note,
            "confidence": item.confidence,
            "provisional": item.provisional,
        }
        for item in session.scalars(select(Review).order_by(Review.mechanism, Review.examined_to.desc(), Review.code))
    ]


def secretariat(session: Session) -> str:
    """The agency that signs the group's letters. Raises ``NotFound`` where the group has not named it yet."""
    key = session.scalars(select(Register.secretariat)).one()
    if key is None:
        raise NotFound(
            "the secretariat is not named, and it signs the letters.",
            remedy="Name it: tracker init --secretariat AGENCY",
        )
    return key


def statuses_of(session: Session, kind: StatusKind) -> set[str]:
    """The codes of the statuses of a kind: a group may have its own, one or several."""
    return set(session.scalars(select(Status.code).where(Status.kind == kind)))


FIELD_WORDS = {
    "status": marked("status"),
    "earlier_status": marked("earlier status"),
    "due": marked("due date"),
    "lead": marked("lead agency"),
    "contributing": marked("contributing agencies"),
    "position": marked("position"),
    "measures": marked("measures"),
    "note": marked("note"),
    "text": marked("text"),
    "reference": marked("number"),
}
"""The fields of which values of sheets wait for a person, in words."""


def status_words(session: Session, texts: Texts) -> dict[str, str]:
    """The codes of the statuses with their labels, in their order: people read the labels, programs the codes."""
    return {row.code: texts.label(row, "label") for row in session.scalars(select(Status).order_by(Status.place))}


def position_word(position: str | None, texts: Texts) -> str:
    """A position in the words of the Human Rights Council (HRC resolution 5/1)."""
    return texts(_POSITIONS[Position(position)]) if position else ""


def worded(text: str, words: Mapping[str, str]) -> str:
    """A text about a status, with the labels of statuses in place of their codes: "In progress (secretariat, 2026)"."""
    return _WORD.sub(lambda found: words.get(found[0], found[0]), text)


_WORD = re.compile(r"[\w-]+")


def batches(session: Session, last: int) -> list[dict[str, Any]]:
    """The last acts on the register, the newest first."""
    query = select(Batch).order_by(Batch.id.desc()).limit(last)
    return [
        {
            "batch": item.id,
            "at": shown_moment(item.at),
            "who": item.who,
            "kind": item.kind,
            "what": item.summary,
            "undone_by": item.undone_by,
        }
        for item in session.scalars(query)
    ]
