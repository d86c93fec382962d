"""Check if a status has the evidence that the rules require, given with it or later."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker.models import Assessment, Evidence, Recommendation, Status
from tracker.queries.latest import latest_view
from tracker.queries.pieces import pieces, rows_about
from tracker.queries.views import View
from tracker.vocabulary import Voice

_OF = Assessment.recommendation_id

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
    rested on does not carry the next one. What an agency gave with a claim carries a status of the group only if it claims
    that status and was not refused: the rest nobody has confirmed.
    """
    doubtful = [view for view in views if not view.substantiated]
    if not doubtful:
        return set()
    needs = proof_needed(session)
    return _lacking(session, [view for view in doubtful if view.status_code in needs], needs)


def _lacking(session: Session, doubtful: Sequence[Assessment | View], needs: dict[str, str]) -> set[int]:
    ids = sorted({view.recommendation_id for view in doubtful})
    given, rested = _given(session, ids), _rested(session, ids, needs)
    lacking = set()
    for view in doubtful:
        since = _last_rested(rested[view.recommendation_id], view)
        days = [proof.day for proof in given[view.recommendation_id] if proof.batch > since and proof.carries(view)]
        if not enough(needs[view.status_code or ""], days):
            lacking.add(view.id)
    return lacking


def _last_rested(rested: Sequence[tuple[int, int, str | None]], view: Assessment | View) -> int:
    """The last act before a view by which another status rested on evidence; 0 where there is none."""
    before = (batch for key, batch, code in rested if key < view.id and code != view.status_code)
    return max(before, default=0)


class _Given(NamedTuple):
    """A piece of evidence: the act that brought it, its date, and the agency's claim that it belongs to, if any."""

    batch: int
    day: date | None
    claimed: str | None

    def carries(self, view: Assessment | View) -> bool:
        """Return True if a view can rest on it."""
        return view.voice == Voice.AGENCY or self.claimed in (None, view.status_code)


def _given(session: Session, ids: Sequence[int]) -> dict[int, list[_Given]]:
    """The evidence of the group's own voices for recommendations."""
    found: dict[int, list[_Given]] = defaultdict(list)
    query = select(Evidence.recommendation_id, Evidence.batch_id, Evidence.dated_on, Evidence.agency_key)
    query = query.outerjoin(Assessment, Assessment.id == Evidence.assessment_id)
    query = query.where(or_(Evidence.assessment_id.is_(None), Assessment.voice.in_(GROUP)))
    rows = list(rows_about(session, query, ids))
    claims = _claims(session, sorted({row[0] for row in rows if row[3]}))
    for key, batch, day, agency in rows:
        claimed = [status for since, status in claims[key, agency] if since <= batch]
        found[key].append(_Given(batch, day, claimed[-1] if claimed else None))
    return found


def _claims(session: Session, ids: Sequence[int]) -> dict[tuple[int, str | None], list[tuple[int, str]]]:
    """What agencies claimed of recommendations, in the order of the acts: the status, blank where it was refused."""
    found: dict[tuple[int, str | None], list[tuple[int, str]]] = defaultdict(list)
    query = select(_OF, Assessment.agency_key, Assessment.batch_id, Assessment.status_code, Assessment.refusal)
    query = query.where(Assessment.voice == Voice.AGENCY).order_by(Assessment.batch_id, Assessment.id)
    for key, agency, batch, status, refusal in rows_about(session, query, ids):
        found[key, agency].append((batch, "" if refusal else status or ""))
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
