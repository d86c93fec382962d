"""Confirms claims: what the lead agency says of implementation becomes the group's status, if the rules hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tracker.errors import TrackerError
from tracker.followup.assess import check, record_view
from tracker.followup.journal import Journal
from tracker.followup.view import View
from tracker.models import Assessment, Recommendation
from tracker.queries.claims import waits
from tracker.queries.evidence import numbered
from tracker.queries.on_record import OnRecord
from tracker.queries.waiting_claims import WaitingClaim
from tracker.vocabulary import Voice


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
        if not self.wrong.remedy.startswith("Add "):
            return f"{self.wrong.what} {self.wrong.remedy}".strip()
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
        record = OnRecord(journal.session, [item.id])
        claim = waiting_claim(record, item.id)
        if claim is not None:
            yield _confirm(journal, record, item, claim, today)


def waiting_claim(record: OnRecord, recommendation_id: int) -> Assessment | None:
    """The claim that counts (the lead's before others'), when it says something else than the group's status."""
    claims = record.said_by(recommendation_id, Voice.AGENCY)
    group = record.said_by(recommendation_id, Voice.SECRETARIAT)
    if not claims:
        return None
    return claims[0] if waits(claims[0], group[0] if group else None) else None


def pending(session: Session, claims: Sequence[WaitingClaim], today: date) -> Iterator[Pending]:
    """The claims with their words and evidence, and with what stands in the way of confirming them."""
    record = OnRecord(session, [found.recommendation_id for found in claims])
    for found in claims:
        item = record.items[found.recommendation_id]
        claim = waiting_claim(record, item.id)
        if claim is None:
            continue
        evidence = [
            row
            for row in numbered([proof for proof, _ in record.evidence(item.id)])
            if row["agency"] == claim.agency_key
        ]
        words = claim.note or record.words_of(item.id, claim.agency_key or "")
        wrong = _wrong(record, item, claim, today)
        yield Pending(found, item.text, _status(record, item), words, evidence, wrong)


def _wrong(record: OnRecord, item: Recommendation, claim: Assessment, today: date) -> TrackerError | None:
    try:
        check(record, item, _view(record, item, claim), today)
    except TrackerError as wrong:
        return wrong
    return None


def _confirm(journal: Journal, record: OnRecord, item: Recommendation, claim: Assessment, today: date) -> Confirmed:
    before, agency = _status(record, item), claim.agency_key or ""
    try:
        record_view(journal, item, _view(record, item, claim), today)
    except TrackerError as wrong:
        return Confirmed(item.code, agency, before, claim.status_code, wrong)
    return Confirmed(item.code, agency, before, claim.status_code)


def _status(record: OnRecord, item: Recommendation) -> str | None:
    """The group's status of a recommendation."""
    group = record.said_by(item.id, Voice.SECRETARIAT)
    return group[0].status_code if group else None


def _view(record: OnRecord, item: Recommendation, claim: Assessment) -> View:
    """What the secretariat says by confirming a claim."""
    group = record.said_by(item.id, Voice.SECRETARIAT)
    return View(
        voice=Voice.SECRETARIAT,
        status=claim.status_code,
        dated_on=max(claim.dated_on, group[0].dated_on) if group else claim.dated_on,
        note=_note(record, item.id, claim),
    )


def _note(record: OnRecord, recommendation_id: int, claim: Assessment) -> str:
    """What the agency says to its claim, in its name: the group has confirmed the status, not the words."""
    words = claim.note or record.words_of(recommendation_id, claim.agency_key or "")
    return f"{claim.agency_key}: {words}" if words else ""
