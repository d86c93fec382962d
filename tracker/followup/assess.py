"""Records what a voice says of implementation from now on.

An agency proposes, the secretariat confirms; the Ombudsperson and the committees speak for themselves, and nothing they
say changes the group's status.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import RuleBroken
from tracker.followup.agency_due import give_due
from tracker.followup.due import change_due
from tracker.followup.journal import Journal
from tracker.followup.status_rules import check_view
from tracker.followup.view import View
from tracker.language.phrase import Phrase
from tracker.language.texts import marked
from tracker.models import Assessment, Evidence, Measure, Recommendation, Review
from tracker.queries.find import find_recommendation
from tracker.queries.on_record import OnRecord
from tracker.queries.substantiated import enough, proof_needed
from tracker.vocabulary import DateBasis, Voice


@dataclass
class Recorded:
    """What was recorded, and what a reader should know about it."""

    code: str
    before: str | None
    after: str | None
    remarks: list[str] = field(default_factory=list)


def record_view(journal: Journal, recommendation: Recommendation, view: View, today: date) -> Recorded:
    """Record a view. Raises ``RuleBroken`` with what is missing, and changes nothing then.

    A view follows what the same speaker said up to its day.
    """
    session, record = journal.session, OnRecord(journal.session, [recommendation.id])
    said = record.said_by(recommendation.id, view.voice, view.speaker)
    own = _up_to(said, view.dated_on)
    check(record, recommendation, view, today)
    _write(journal, recommendation, view, _newer(session, recommendation, view.newer))
    remarks = [
        *_remarks(session, recommendation, view, said[0] if said else None),
        *_due(journal, recommendation, view),
    ]
    journal.flush()
    return Recorded(recommendation.code, own[0].status_code if own else None, view.status, remarks)


def check(record: OnRecord, recommendation: Recommendation, view: View, today: date) -> None:
    """Raise ``RuleBroken`` or ``NotFound`` with what the rules miss in a view, as recording it would."""
    own = _up_to(record.said_by(recommendation.id, view.voice, view.speaker), view.dated_on)
    check_view(record, recommendation, view, own, today)


def _up_to(views: Sequence[Assessment], day: date) -> Sequence[Assessment]:
    return [other for other in views if other.dated_on <= day]


def _newer(session: Session, recommendation: Recommendation, code: str) -> int | None:
    if not code:
        return None
    newer = find_recommendation(session, code)
    if newer.id == recommendation.id:
        raise RuleBroken(
            Phrase("{code} cannot be superseded by itself.", code=newer.code),
            remedy="Give the newer one: --newer CODE.",
        )
    return newer.id


def _write(journal: Journal, recommendation: Recommendation, view: View, newer_id: int | None) -> None:
    assessment = journal.add(
        Assessment,
        recommendation_id=recommendation.id,
        voice=view.voice,
        agency_key=view.speaker,
        status_code=view.status,
        grade=view.grade,
        dated_on=view.dated_on,
        date_basis=DateBasis.STATED,
        note=view.said,
        substantiated=view.voice != Voice.AGENCY or _proven(journal.session, view),
        newer_id=newer_id,
    )
    for proof in view.proofs:
        journal.add(
            Evidence,
            recommendation_id=recommendation.id,
            assessment_id=assessment,
            agency_key=view.agency,
            kind=proof.kind,
            dated_on=proof.dated_on,
            text=proof.text,
        )
    if view.measure:
        journal.add(Measure, recommendation_id=recommendation.id, agency_key=view.agency, text=view.measure)


def _proven(session: Session, view: View) -> bool:
    """Return True if the evidence of a claim is what its status needs: no rule binds a claim, so it may lack it."""
    needs = proof_needed(session).get(view.status or "", "")
    return enough(needs, [proof.dated_on for proof in view.proofs])


def _due(journal: Journal, recommendation: Recommendation, view: View) -> Iterator[str]:
    """Set the due date that a view gives; of an agency's that is only a proposal, say so."""
    if view.due is None:
        return
    if view.agency is None:
        change_due(journal, recommendation, view.due)
    elif proposed := give_due(journal, recommendation, view.due, view.agency):
        yield Phrase("The due date stays as it is: {proposal}. The secretariat decides.", proposal=proposed)


def _remarks(session: Session, recommendation: Recommendation, view: View, last: Assessment | None) -> list[str]:
    remarks: list[str] = []
    if view.voice == Voice.AGENCY:
        remarks.append(marked("This is the agency's claim; it counts once the secretariat confirms it."))
    if last is not None and last.dated_on > view.dated_on:
        remarks.append(Phrase("The view of {day} is later and stays the current one.", day=last.dated_on))
    examined = session.scalars(select(Review.examined_to).where(Review.id == recommendation.review_id)).first()
    early = [proof for proof in view.proofs if proof.dated_on and examined and proof.dated_on.isoformat() < examined]
    if early:
        remarks.append(
            Phrase("Evidence of {day} is older than the review ({examined}).", day=early[0].dated_on, examined=examined)
        )
    if view.voice == Voice.OMBUDSPERSON:
        remarks.append(marked("Kept as an independent view beside the group's status."))
    return remarks
