"""The latest view of each voice: what counts as the current status."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ScalarSelect, exists, select
from sqlalchemy.orm import Session, aliased

from tracker.models import Assessment, Assignment, Recommendation
from tracker.vocabulary import Role, Voice


def latest_status(until: date | None = None) -> ScalarSelect[str | None]:
    """The status that the secretariat stated last for a recommendation, as a part of a query over recommendations.

    With a day, the last one that counts from that day or before it.
    """
    return _of_latest("status_code", until)


def latest_view() -> ScalarSelect[int]:
    """The identifier of the view in which the secretariat stated its last status, as a part of such a query."""
    return _of_latest("id")


@lru_cache(maxsize=16)
def _of_latest(name: str, until: date | None = None) -> ScalarSelect[Any]:
    """A column of the view that counts; kept, because to put it together takes longer than a database needs for it."""
    latest = aliased(Assessment)
    query = select(getattr(latest, name)).where(
        latest.recommendation_id == Recommendation.id,
        latest.voice == Voice.SECRETARIAT,
        latest.status_code.is_not(None),
    )
    query = query if until is None else query.where(latest.dated_on <= until)
    last = query.order_by(latest.dated_on.desc(), latest.id.desc()).limit(1)
    return last.correlate(Recommendation).scalar_subquery()


def lead_agency() -> ScalarSelect[str | None]:
    """The key of the agency that leads a recommendation now, as a part of a query over recommendations."""
    lead = select(Assignment.agency_key).where(
        Assignment.recommendation_id == Recommendation.id,
        Assignment.role == Role.LEAD,
        Assignment.ended_on.is_(None),
    )
    return lead.correlate(Recommendation).scalar_subquery()


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
    """Return the views of a voice on a recommendation, the latest first; ``agency`` restricts them to one agency."""
    query = select(Assessment).where(Assessment.recommendation_id == recommendation_id, Assessment.voice == voice)
    if agency is not None:
        query = query.where(Assessment.agency_key == agency)
    return session.scalars(query.order_by(*current_first())).all()
