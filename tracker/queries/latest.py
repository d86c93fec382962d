"""The latest view of each voice: what counts as the current status."""

from sqlalchemy import ScalarSelect, select

from tracker.models import Assessment, Recommendation
from tracker.vocabulary import Voice


def latest_status(voice: Voice = Voice.SECRETARIAT) -> ScalarSelect[str | None]:
    """The status that a voice stated last for a recommendation, as a part of a query over recommendations."""
    return (
        select(Assessment.status_code)
        .where(
            Assessment.recommendation_id == Recommendation.id,
            Assessment.voice == voice,
            Assessment.status_code.is_not(None),
        )
        .order_by(Assessment.dated_on.desc(), Assessment.id.desc())
        .limit(1)
        .correlate(Recommendation)
        .scalar_subquery()
    )
