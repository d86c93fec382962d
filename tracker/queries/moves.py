"""Why a status moved: the note of the group's view, the measures and the evidence that came with it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Assessment, Evidence, Measure, Recommendation
from tracker.queries.latest import latest_view
from tracker.queries.pieces import pieces


def why_moved(session: Session, ids: Sequence[int], since: date) -> dict[int, list[str]]:
    """For each recommendation what stands behind its current status, in the order note, measures, evidence.

    Measures are the group's own of the act that stated the status; evidence is that of the status, or dated since the day.
    """
    found: dict[int, list[str]] = defaultdict(list)
    for some in pieces(ids):
        views = select(Assessment).join(Recommendation, Recommendation.id == Assessment.recommendation_id)
        current = {
            view.recommendation_id: view
            for view in session.scalars(views.where(Recommendation.id.in_(some), Assessment.id == latest_view()))
        }
        for key, view in current.items():
            if view.note:
                found[key].append(view.note)
        measures = select(Measure).where(Measure.recommendation_id.in_(some), Measure.plan_key.is_(None))
        for measure in session.scalars(measures.order_by(Measure.id)):
            if measure.agency_key is None and _came_with(measure.batch_id, current.get(measure.recommendation_id)):
                found[measure.recommendation_id].append(measure.text)
        for proof in session.scalars(
            select(Evidence).where(Evidence.recommendation_id.in_(some)).order_by(Evidence.id)
        ):
            behind = current.get(proof.recommendation_id)
            recent = proof.dated_on is not None and proof.dated_on >= since
            if recent or (behind is not None and proof.assessment_id == behind.id):
                found[proof.recommendation_id].append(proof.text)
    return found


def _came_with(batch: int, view: Assessment | None) -> bool:
    return view is not None and batch == view.batch_id
