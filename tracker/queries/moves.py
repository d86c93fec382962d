"""Why a status moved: the note of the group's view, the measures and the evidence that came with it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Assessment, Evidence, Measure
from tracker.queries.pieces import rows_about
from tracker.queries.units import BY_DAY
from tracker.vocabulary import Voice


class _View(NamedTuple):
    id: int
    batch: int
    note: str


def why_moved(session: Session, ids: Sequence[int], since: date) -> dict[int, list[str]]:
    """For each recommendation what stands behind its current status, in the order note, measures, evidence.

    Measures are the group's own of the act that stated the status; evidence is that of the status, or dated since the day.
    """
    found: dict[int, list[str]] = defaultdict(list)
    current = _current(session, ids)
    for key, view in current.items():
        if view.note:
            found[key].append(view.note)
    measures = select(Measure.recommendation_id, Measure.batch_id, Measure.text)
    measures = measures.where(Measure.plan_key.is_(None), Measure.agency_key.is_(None)).order_by(Measure.id)
    for key, batch, text in rows_about(session, measures, ids):
        if key in current and batch == current[key].batch:
            found[key].append(text)
    proofs = select(Evidence.recommendation_id, Evidence.assessment_id, Evidence.dated_on, Evidence.text)
    for key, behind, dated_on, text in rows_about(session, proofs.order_by(Evidence.id), ids):
        recent = dated_on is not None and dated_on >= since
        if recent or (key in current and behind == current[key].id):
            found[key].append(text)
    return found


def _current(session: Session, ids: Sequence[int]) -> dict[int, _View]:
    """The view in which the group stated the status that each recommendation has."""
    query = select(Assessment.recommendation_id, Assessment.id, Assessment.batch_id, Assessment.note)
    query = query.where(Assessment.voice == Voice.SECRETARIAT, Assessment.status_code.is_not(None))
    return {key: _View(*view) for key, *view in rows_about(session, query.order_by(*BY_DAY), ids)}
