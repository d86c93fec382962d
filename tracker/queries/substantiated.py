"""Check if a status has the evidence that the rules require, given with it or later."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker.models import Assessment, Evidence, Recommendation, Status
from tracker.queries.latest import latest_view
from tracker.queries.pieces import pieces, rows_about
from tracker.queries.views import View
from tracker.vocabulary import Voice

GROUP = (Voice.AGENCY, Voice.SECRETARIAT)
"""The group's own voices: only their evidence proves what the group says."""

NEEDS_PROOF = ("evidence", "dated evidence")
"""What a status may need, in the words of the reference data."""


def enough(need: str, days: Collection[date | None]) -> bool:
    """Return True if evidence of these dates (``None``: undated) is enough for a status."""
    return any(days) if need == "dated evidence" else bool(days) or need != "evidence"


def proof_needed(session: Session) -> dict[str, str]:
    """The statuses for which the rules ask for evidence, each with what it needs."""
    asking = select(Status.code, Status.needs_evidence).where(Status.needs_evidence.in_(NEEDS_PROOF))
    return dict(session.execute(asking).all())


def unproven(session: Session, ids: Sequence[int]) -> set[int]:
    """The recommendations, among these, whose current status lacks the evidence that the rules ask for."""
    query = select(Assessment).join(Recommendation, Recommendation.id == Assessment.recommendation_id)
    query = query.where(Assessment.id == latest_view())
    views = [view for some in pieces(ids) for view in session.scalars(query.where(Recommendation.id.in_(some)))]
    lacking = lacking_evidence(session, views)
    return {view.recommendation_id for view in views if view.id in lacking}


def lacking_evidence(session: Session, views: Sequence[Assessment] | Sequence[View]) -> set[int]:
    """The views (their identifiers) that lack the evidence that their status needs.

    A status that a sheet stated without evidence lacks it until it is given. What an earlier status of the secretariat
    rested on does not carry the next one.
    """
    doubtful = [view for view in views if not view.substantiated]
    if not doubtful:
        return set()
    needs = proof_needed(session)
    doubtful = [view for view in doubtful if view.status_code in needs]
    ids = sorted({view.recommendation_id for view in doubtful})
    given, rested = _given(session, ids), _rested(session, ids, needs)
    lacking = set()
    for view in doubtful:
        since = _last_rested(rested[view.recommendation_id], view)
        days = [day for batch, day in given[view.recommendation_id] if batch > since]
        if not enough(needs[view.status_code or ""], days):
            lacking.add(view.id)
    return lacking


def _last_rested(rested: Sequence[tuple[int, int, str | None]], view: Assessment | View) -> int:
    """The last act before a view by which another status rested on evidence; 0 where there is none."""
    before = (batch for key, batch, code in rested if key < view.id and code != view.status_code)
    return max(before, default=0)


def _given(session: Session, ids: Sequence[int]) -> dict[int, list[tuple[int, date | None]]]:
    """The evidence of the group's own voices for recommendations: the act that brought it, and its date."""
    found: dict[int, list[tuple[int, date | None]]] = defaultdict(list)
    query = select(Evidence.recommendation_id, Evidence.batch_id, Evidence.dated_on)
    query = query.outerjoin(Assessment, Assessment.id == Evidence.assessment_id)
    query = query.where(or_(Evidence.assessment_id.is_(None), Assessment.voice.in_(GROUP)))
    for key, batch, day in rows_about(session, query, ids):
        found[key].append((batch, day))
    return found


def _rested(
    session: Session, ids: Sequence[int], needs: dict[str, str]
) -> dict[int, list[tuple[int, int, str | None]]]:
    """The statuses of the secretariat that rested on evidence: their row, the act, the status."""
    found: dict[int, list[tuple[int, int, str | None]]] = defaultdict(list)
    query = select(Assessment.recommendation_id, Assessment.id, Assessment.batch_id, Assessment.status_code)
    query = query.where(Assessment.voice == Voice.SECRETARIAT, Assessment.status_code.in_(list(needs)))
    for key, row, batch, code in rows_about(session, query, ids):
        found[key].append((row, batch, code))
    return found
