"""Contributions as they are read: beside the State's answers, each voice for itself."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Contribution, Mechanism, Recommendation, Review
from tracker.queries.filter import Filter, restricted
from tracker.vocabulary import Speaker

INDEPENDENT = (Speaker.OMBUDSPERSON, Speaker.CIVIL_SOCIETY)
"""Those who speak for themselves, not for the State."""


def contributions(session: Session, wanted: Filter, today: date, speaker: str = "") -> list[dict[str, Any]]:
    """The independent contributions to the recommendations of a filter, by mechanism and number, the oldest first."""
    query = (
        select(Contribution, Recommendation.code)
        .join(Recommendation, Recommendation.id == Contribution.recommendation_id)
        .join(Review, Review.id == Recommendation.review_id)
        .join(Mechanism, Mechanism.code == Review.mechanism)
        .where(Contribution.speaker.in_([speaker] if speaker else INDEPENDENT))
        .order_by(Mechanism.place, Review.code.desc(), Recommendation.sort_key, Recommendation.id)
        .order_by(Contribution.dated_on, Contribution.id)
    )
    return [{"code": code, **shown(row)} for row, code in session.execute(restricted(query, wanted, today))]


def contributions_to(session: Session, item: Recommendation) -> list[dict[str, Any]]:
    """Everything that was contributed to a recommendation, the notes of agencies too, the oldest first."""
    query = select(Contribution).where(Contribution.recommendation_id == item.id)
    return [shown(row) for row in session.scalars(query.order_by(Contribution.dated_on, Contribution.id))]


def shown(row: Contribution) -> dict[str, Any]:
    """A contribution as listings show it."""
    return {
        "from": row.speaker,
        "agency": row.agency_key if row.speaker == Speaker.AGENCY else None,
        "author": row.author,
        "date": row.dated_on.isoformat(),
        "text": row.text,
    }
