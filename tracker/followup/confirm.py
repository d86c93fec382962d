"""Confirms claims: what the lead agency says of implementation becomes the group's status, if the rules hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import TrackerError
from tracker.followup.assess import check, record_view
from tracker.followup.journal import Journal
from tracker.followup.view import View
from tracker.models import Assessment, Contribution, Measure, Recommendation
from tracker.queries.claims import waits
from tracker.queries.evidence import evidence_of
from tracker.queries.latest import said_by
from tracker.queries.waiting_claims import WaitingClaim
from tracker.vocabulary import Speaker, Voice


@dataclass(frozen=True)
class Confirmed:
    """What became of a claim: the status before and now, or what is wrong with confirming it."""

    code: str
    agency: str
    before: str | None
    status: str | None
    wrong: TrackerError | None = None

    @property
    def problem(self) -> str:
        """What the rules ask for, and the command that gives it: a confirmation has no options of its own."""
        if self.wrong is None:
            return ""
        options = self.wrong.remedy.removeprefix("Add ").rstrip(".")
        return f'{self.wrong.what} Set it with: tracker status "{self.code}" {self.status} {options}'


@dataclass(frozen=True)
class Pending:
    """A claim with what a person needs to decide on it; ``wrong`` is what the rules miss, if it was confirmed now."""

    claim: WaitingClaim
    text: str
    before: str | None
    words: str
    evidence: Sequence[dict[str, Any]]
    wrong: TrackerError | None


def confirm(journal: Journal, items: Sequence[Recommendation], today: date) -> Iterator[Confirmed]:
    """Confirm the claims of recommendations, one by one; what the rules do not allow stays a claim and is told.

    A claim that says what the group's status says already, or that a later group's status overtook, needs no confirmation.
    """
    for item in items:
        claim = waiting_claim(journal.session, item.id)
        if claim is not None:
            yield _confirm(journal, item, claim, today)


def waiting_claim(session: Session, recommendation_id: int) -> Assessment | None:
    """The claim that counts (the lead's before others'), when it says something else than the group's status."""
    claims = said_by(session, recommendation_id, Voice.AGENCY)
    group = said_by(session, recommendation_id, Voice.SECRETARIAT)
    if not claims:
        return None
    return claims[0] if waits(claims[0], group[0] if group else None) else None


def pending(session: Session, claims: Sequence[WaitingClaim], today: date) -> Iterator[Pending]:
    """The claims with their words and evidence, and with what stands in the way of confirming them."""
    for found in claims:
        item = session.get_one(Recommendation, found.recommendation_id)
        claim = waiting_claim(session, item.id)
        if claim is None:
            continue
        evidence = [row for row in evidence_of(session, item) if row["agency"] == claim.agency_key]
        words = claim.note or _words(session, item.id, claim.agency_key or "")
        group, wrong = said_by(session, item.id, Voice.SECRETARIAT), _wrong(session, item, claim, today)
        yield Pending(found, item.text, group[0].status_code if group else None, words, evidence, wrong)


def _wrong(session: Session, item: Recommendation, claim: Assessment, today: date) -> TrackerError | None:
    try:
        check(session, item, _view(session, item, claim), today)
    except TrackerError as wrong:
        return wrong
    return None


def _confirm(journal: Journal, item: Recommendation, claim: Assessment, today: date) -> Confirmed:
    group = said_by(journal.session, item.id, Voice.SECRETARIAT)
    before = group[0].status_code if group else None
    agency = claim.agency_key or ""
    try:
        record_view(journal, item, _view(journal.session, item, claim), today)
    except TrackerError as wrong:
        return Confirmed(item.code, agency, before, claim.status_code, wrong)
    return Confirmed(item.code, agency, before, claim.status_code)


def _view(session: Session, item: Recommendation, claim: Assessment) -> View:
    """What the secretariat says by confirming a claim."""
    group = said_by(session, item.id, Voice.SECRETARIAT)
    return View(
        voice=Voice.SECRETARIAT,
        status=claim.status_code,
        dated_on=max(claim.dated_on, group[0].dated_on) if group else claim.dated_on,
        note=_note(session, item.id, claim),
    )


def _note(session: Session, recommendation_id: int, claim: Assessment) -> str:
    """What the agency says to its claim, in its name: the group has confirmed the status, not the words."""
    words = claim.note or _words(session, recommendation_id, claim.agency_key or "")
    return f"{claim.agency_key}: {words}" if words else ""


def _words(session: Session, recommendation_id: int, agency: str) -> str:
    """What the agency says beside its claim: its comment, else its measures."""
    comment = select(Contribution.text).where(
        Contribution.recommendation_id == recommendation_id,
        Contribution.speaker == Speaker.AGENCY,
        Contribution.agency_key == agency,
    )
    measure = select(Measure.text).where(Measure.recommendation_id == recommendation_id, Measure.agency_key == agency)
    return (
        session.scalars(comment.order_by(Contribution.id.desc())).first()
        or session.scalars(measure.order_by(Measure.id.desc())).first()
        or ""
    )
