"""What an agency has to say: its recommendations, what it was asked, what it claimed, and what was confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Answer, Asked, Assessment, Request
from tracker.queries.claims import waits
from tracker.queries.filter import Filter
from tracker.queries.latest import said_by
from tracker.queries.pieces import pieces
from tracker.queries.register import Listed, listing
from tracker.queries.reply_sheet import fields_asked
from tracker.vocabulary import Role, Voice


class Decided(StrEnum):
    """What the secretariat made of an agency's claim."""

    WAITS = "waits"
    CONFIRMED = "confirmed"
    OTHER = "other"


@dataclass(frozen=True)
class OwnPart:
    """A recommendation of an agency: its last claim with what was decided on it, and the last round that asked about it."""

    item: Listed
    role: Role
    claim: Assessment | None
    decided: Decided | None
    asked: Request | None
    replied_on: date | None

    @property
    def owed(self) -> bool:
        """Return True if the last round that asked about it has no reply of the agency yet."""
        return self.asked is not None and self.replied_on is None


def own_parts(session: Session, agency: str, today: date) -> list[OwnPart]:
    """The recommendations in which an agency has a part: those that it owes a reply first, by their due date."""
    items = [item for item in listing(session, Filter(agency=agency), today) if not item.out_of_mandate]
    ids = [item.id for item in items]
    asked, claims = _asked(session, agency, ids), _claims(session, agency, ids)
    found = [_part(session, agency, item, claims.get(item.id), asked.get(item.id)) for item in items]
    return sorted(found, key=lambda part: (not part.owed, part.asked.due_on if part.owed and part.asked else today))


def _part(
    session: Session,
    agency: str,
    item: Listed,
    claim: Assessment | None,
    asked: tuple[Request, date | None] | None,
) -> OwnPart:
    role = Role.LEAD if item.lead == agency else Role.CONTRIBUTING
    request, replied_on = asked or (None, None)
    return OwnPart(item, role, claim, _decided(session, claim) if claim else None, request, replied_on)


def _decided(session: Session, claim: Assessment) -> Decided:
    group = said_by(session, claim.recommendation_id, Voice.SECRETARIAT)
    if waits(claim, group[0] if group else None):
        return Decided.WAITS
    return Decided.CONFIRMED if group[0].status_code == claim.status_code else Decided.OTHER


def _asked(session: Session, agency: str, ids: Sequence[int]) -> dict[int, tuple[Request, date | None]]:
    """The last round that asked an agency about recommendations, and when it replied last there."""
    found: dict[int, tuple[Request, date | None]] = {}
    for some in pieces(ids):
        query = select(Asked, Request).join(Request, Request.id == Asked.request_id).order_by(Request.number)
        last = {
            asked.recommendation_id: (asked, request)
            for asked, request in session.execute(
                query.where(Asked.agency_key == agency, Asked.recommendation_id.in_(some))
            )
        }
        replied = _replied(session, [asked for asked, _ in last.values()])
        found |= {key: (request, replied.get(asked.id)) for key, (asked, request) in last.items()}
    return found


def _replied(session: Session, rows: Sequence[Asked]) -> dict[int, date]:
    """The rows of rounds that came back with something in the agency's cells, and when they last did."""
    fields = {row.id: fields_asked(row.role) for row in rows}
    query = select(Answer.asked_id, Answer.came, Answer.came_on).where(Answer.asked_id.in_(list(fields)))
    return {
        key: came_on
        for key, came, came_on in session.execute(query.order_by(Answer.id))
        if any(came.get(name) for name in fields[key])
    }


def _claims(session: Session, agency: str, ids: Sequence[int]) -> dict[int, Assessment]:
    """The last claim of an agency on recommendations."""
    found: dict[int, Assessment] = {}
    for some in pieces(ids):
        query = select(Assessment).where(Assessment.recommendation_id.in_(some), Assessment.voice == Voice.AGENCY)
        query = query.where(Assessment.agency_key == agency, Assessment.status_code.is_not(None))
        for claim in session.scalars(query.order_by(Assessment.dated_on, Assessment.id)):
            found[claim.recommendation_id] = claim
    return found
