"""Records what a voice says of implementation, and holds the rules for what people do from now on.

An agency proposes, the secretariat confirms; the Ombudsperson and the committees speak for themselves, and nothing they
say changes the group's status. The transitions and what each status needs are reference data.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.errors import NotFound, RuleBroken
from tracker.followup.assign import find_recommendation
from tracker.followup.journal import Journal
from tracker.models import (
    Assessment,
    Assignment,
    Evidence,
    Grade,
    Measure,
    Mechanism,
    Recommendation,
    Review,
    Status,
    Transition,
)
from tracker.vocabulary import DateBasis, Position, Voice


@dataclass(frozen=True)
class Proof:
    """A piece of evidence: what it is, its date, and its kind (law, decree, programme, statistic, event ...)."""

    text: str
    dated_on: date | None = None
    kind: str = ""


@dataclass(frozen=True)
class View:
    """What one voice says: a status (or a committee's grade), with what supports it."""

    voice: Voice
    status: str | None
    dated_on: date
    agency: str | None = None
    grade: str = ""
    note: str = ""
    proofs: Sequence[Proof] = ()
    measure: str = ""
    due: date | None = None
    newer: str = ""


@dataclass
class Recorded:
    """What was recorded, and what a reader should know about it."""

    code: str
    before: str | None
    after: str | None
    remarks: list[str] = field(default_factory=list)


def record_view(journal: Journal, recommendation: Recommendation, view: View, today: date) -> Recorded:
    """Record a view. Raises ``RuleBroken`` with what is missing, and changes nothing then."""
    session = journal.session
    _check_speaker(session, recommendation, view, today)
    before = latest(session, recommendation.id, view.voice)
    group = before or latest(session, recommendation.id, Voice.SECRETARIAT)
    if view.voice in (Voice.AGENCY, Voice.SECRETARIAT):
        _check_rules(session, recommendation, view, group)
    result = Recorded(recommendation.code, before.status_code if before else None, view.status)
    newer_id = find_recommendation(session, view.newer).id if view.newer else None
    _write(journal, recommendation, view, newer_id)
    result.remarks = _remarks(session, recommendation, view, before)
    journal.flush()
    return result


def latest(session: Session, recommendation_id: int, voice: Voice) -> Assessment | None:
    """The last view of a voice."""
    query = select(Assessment).where(Assessment.recommendation_id == recommendation_id, Assessment.voice == voice)
    return session.scalars(query.order_by(Assessment.dated_on.desc(), Assessment.id.desc()).limit(1)).first()


def _check_speaker(session: Session, recommendation: Recommendation, view: View, today: date) -> None:
    if recommendation.out_of_mandate:
        raise RuleBroken(f"{recommendation.code} is outside the group's mandate; no status is kept for it.")
    if view.dated_on > today:
        raise RuleBroken(f"{view.dated_on} is in the future.", remedy="Give the day on which the status was true.")
    if view.voice == Voice.AGENCY:
        _check_agency(session, recommendation, view.agency)
    if view.voice == Voice.COMMITTEE:
        _check_grade(session, recommendation, view.grade)
    elif view.status is None or session.get(Status, view.status) is None:
        known = ", ".join(session.scalars(select(Status.code).order_by(Status.place)))
        raise NotFound(f"there is no status '{view.status}'.", remedy=f"Known: {known}.")


def _check_agency(session: Session, recommendation: Recommendation, agency: str | None) -> None:
    part = select(Assignment.role).where(
        Assignment.recommendation_id == recommendation.id,
        Assignment.agency_key == agency,
        Assignment.ended_on.is_(None),
    )
    if agency is None:
        raise RuleBroken("an agency's claim needs the agency.", remedy="Add --agency KEY.")
    if session.scalar(part) is None:
        raise RuleBroken(
            f"{agency} is not assigned to {recommendation.code}, so it cannot speak for it.",
            remedy=f"Assign it first: tracker assign {recommendation.code} --contributing {agency}",
        )


def _check_grade(session: Session, recommendation: Recommendation, grade: str) -> None:
    """A committee's verdict is on its own scale, where one is published."""
    if not grade:
        raise RuleBroken("a committee's verdict needs its grade.", remedy="Add --grade.")
    scale = (
        select(Mechanism.grading)
        .join(Review, Review.mechanism == Mechanism.code)
        .where(Review.id == recommendation.review_id)
    )
    known = session.scalars(select(Grade.code).where(Grade.scale.in_(scale))).all()
    if known and grade not in known:
        raise RuleBroken(f"the committee's scale has no grade '{grade}'.", remedy=f"It has: {', '.join(known)}.")


def _check_rules(session: Session, recommendation: Recommendation, view: View, last: Assessment | None) -> None:
    target = session.get(Status, view.status)
    assert target is not None  # noqa: S101 - checked with the speaker
    if target.code == "out_of_mandate":
        raise RuleBroken("what is outside the mandate is settled by the mechanism, not by a status.")
    if target.code == "not_accepted" and recommendation.position not in (Position.NOTED, Position.PARTIALLY_SUPPORTED):
        raise RuleBroken("'not_accepted' is for UPR recommendations that the State noted.")
    _check_transition(session, view, target, last.status_code if last else None)
    _check_needs(session, recommendation, view, target)


def _check_transition(session: Session, view: View, target: Status, before: str | None) -> None:
    """From an unknown status every way is open; from a known one only those of the rules."""
    to_it = session.scalars(select(Transition).where(Transition.to_status == target.code)).all()
    if view.voice == Voice.AGENCY and to_it and all(way.who == "secretariat" for way in to_it):
        raise RuleBroken(f"only the secretariat can set '{target.code}' ({to_it[0].rule}).")
    if before is None or before == target.code:
        return
    start = session.get(Status, before)
    starts = [before, "any open"] if start is not None and start.standing == "open" else [before]
    ways = session.scalars(
        select(Transition).where(Transition.from_status.in_(starts), Transition.to_status == target.code)
    ).all()
    if not ways:
        onward = session.scalars(select(Transition.to_status).where(Transition.from_status.in_(starts))).all()
        raise RuleBroken(
            f"from '{before}' there is no way to '{target.code}'.",
            remedy=f"Possible: {', '.join(sorted(set(onward))) or 'none'}.",
        )
    if view.voice == Voice.AGENCY and all(way.who == "secretariat" for way in ways):
        raise RuleBroken(f"only the secretariat can set '{target.code}' ({ways[0].rule}).")


def _check_needs(session: Session, recommendation: Recommendation, view: View, target: Status) -> None:
    on_record = session.scalars(select(Evidence).where(Evidence.recommendation_id == recommendation.id)).all()
    dated = any(proof.dated_on for proof in view.proofs) or any(item.dated_on for item in on_record)
    has_measure = bool(view.measure) or bool(
        session.scalar(select(func.count()).where(Measure.recommendation_id == recommendation.id))
    )
    missing = {
        "dated evidence": (not dated, "dated evidence", '--evidence "Law No. 12, 2024-05-06"'),
        "evidence": (not view.proofs and not on_record, "evidence", '--evidence "what, date"'),
        "measure": (
            not has_measure or not (view.due or recommendation.due_on),
            "a measure and a target date",
            "--measure TEXT --due DATE",
        ),
        "update": (not view.note, "a text that says what is going on", "--note TEXT"),
    }.get(target.needs_evidence)
    if missing and missing[0]:
        raise RuleBroken(f"'{target.code}' needs {missing[1]}.", remedy=f"Add {missing[2]}.")
    wanted = {
        "remaining": (not view.note, "what remains to be done", "--note TEXT"),
        "reason": (not view.note, "a reason", "--note TEXT"),
        "newer": (not view.newer, "the newer recommendation", "--newer CODE"),
    }.get(target.needs_reason)
    if wanted and wanted[0]:
        raise RuleBroken(f"'{target.code}' needs {wanted[1]}.", remedy=f"Add {wanted[2]}.")


def _write(journal: Journal, recommendation: Recommendation, view: View, newer_id: int | None) -> None:
    assessment = journal.add(
        Assessment,
        recommendation_id=recommendation.id,
        voice=view.voice,
        agency_key=view.agency if view.voice == Voice.AGENCY else None,
        status_code=view.status,
        grade=view.grade,
        dated_on=view.dated_on,
        date_basis=DateBasis.STATED,
        note=view.note,
        substantiated=True,
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
    if view.due is not None:
        for name, old, new in (
            ("due_on", recommendation.due_on, view.due),
            ("due_precision", recommendation.due_precision, "day"),
            ("due_text", recommendation.due_text, view.due.isoformat()),
        ):
            journal.change(Recommendation, recommendation.id, name, old, new, recommendation_id=recommendation.id)


def _remarks(session: Session, recommendation: Recommendation, view: View, before: Assessment | None) -> list[str]:
    remarks = []
    if view.voice == Voice.AGENCY:
        remarks.append("This is the agency's claim; it counts once the secretariat confirms it.")
    if before is not None and before.dated_on > view.dated_on:
        remarks.append(f"The view of {before.dated_on} is later and stays the current one.")
    examined = session.scalars(select(Review.examined_to).where(Review.id == recommendation.review_id)).first()
    early = [proof for proof in view.proofs if proof.dated_on and examined and proof.dated_on.isoformat() < examined]
    if early:
        remarks.append(f"Evidence of {early[0].dated_on} is older than the review ({examined}).")
    if view.voice == Voice.OMBUDSPERSON:
        remarks.append("Kept as an independent view beside the group's status.")
    return remarks
