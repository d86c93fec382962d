"""Claims of agencies that wait for the secretariat to confirm them, of a filter or of all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Assessment, Recommendation, Review
from tracker.queries.claims import waits
from tracker.queries.filter import Filter, restricted
from tracker.queries.views import group_views, views_of
from tracker.vocabulary import Voice


@dataclass(frozen=True)
class WaitingClaim:
    """A claim that waits: of which recommendation, by which agency, which status, as at which day."""

    code: str
    recommendation_id: int
    agency: str
    status: str
    dated_on: date


def waiting_claims(session: Session, today: date, wanted: Filter) -> Sequence[WaitingClaim]:
    """The claims that count (the lead's before others') and are not confirmed, in the order of their recommendations.

    The agency of the filter is the one that claims.
    """
    codes = select(Recommendation.code).join(Review, Review.id == Recommendation.review_id)
    codes = restricted(
        codes.where(Recommendation.out_of_mandate.is_(False)), replace(wanted, agency="", role=""), today
    )
    codes = codes.order_by(Review.code, Recommendation.sort_key)
    claims = views_of(session, codes, Assessment.voice == Voice.AGENCY).get(Voice.AGENCY, {})
    claimed = select(Assessment.recommendation_id).where(Assessment.voice == Voice.AGENCY)
    group = group_views(session, codes.order_by(None), Recommendation.id.in_(claimed))
    return [
        WaitingClaim(code, view.recommendation_id, view.agency_key or "", view.status_code or "", view.dated_on)
        for code, view in claims.items()
        if wanted.agency in ("", view.agency_key) and waits(view, group.get(code))
    ]
