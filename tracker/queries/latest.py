"""The latest view of each voice: what counts as the current status."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ScalarSelect, exists, select
from sqlalchemy.orm import Session

from tracker.models import Assessment, Assignment, Recommendation
from tracker.vocabulary import Role, Voice


def latest_status() -> ScalarSelect[str | None]:
    """The status that the secretariat stated last for a recommendation, as a part of a query over recommendations."""
    return (
        select(Assessment.status_code)
        .where(
            Assessment.recommendation_id == Recommendation.id,
            Assessment.voice == Voice.SECRETARIAT,
            Assessment.status_code.is_not(None),
        )
        .order_by(Assessment.dated_on.desc(), Assessment.id.desc())
        .limit(1)
        .correlate(Recommendation)
        .scalar_subquery()
    )


def current_first() -> tuple[Any, ...]:
    """The order in which the views of one voice count: the last first, but the lead agency's before other agencies'."""
    leads = exists().where(
        Assignment.recommendation_id == Assessment.recommendation_id,
        Assignment.agency_key == Assessment.agency_key,
        Assignment.role == Role.LEAD,
        Assignment.ended_on.is_(None),
    )
    return leads.desc(), Assessment.dated_on.desc(), Assessment.id.desc()


def said_by(session: Session, recommendation_id: int, voice: Voice, agency: str | None = None) -> Sequence[Assessment]:
    """All that a voice said of a recommendation, the last first; ``agency`` keeps to what one agency said."""
    query = select(Assessment).where(Assessment.recommendation_id == recommendation_id, Assessment.voice == voice)
    if agency is not None:
        query = query.where(Assessment.agency_key == agency)
    return session.scalars(query.order_by(*current_first())).all()
