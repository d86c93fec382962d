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
    asked, claims = _asked(session, agency, ids), _last(session, ids, Voice.AGENCY, agency)
    group = _last(session, list(claims), Voice.SECRETARIAT)
    found = [_part(agency, item, asked.get(item.id), claims.get(item.id), group.get(item.id)) for item in items]
    return sorted(found, key=lambda part: (not part.owed, part.asked.due_on if part.owed and part.asked else today))


def _part(
    agency: str,
    item: Listed,
    asked: tuple[Request, date | None] | None,
    claim: Assessment | None,
    group: Assessment | None,
) -> OwnPart:
    role = Role.LEAD if item.lead == agency else Role.CONTRIBUTING
    request, replied_on = asked or (None, None)
    return OwnPart(item, role, claim, _decided(claim, group) if claim else None, request, replied_on)


def _decided(claim: Assessment, group: Assessment | None) -> Decided:
    if group is None or waits(claim, group):
        return Decided.WAITS
    return Decided.CONFIRMED if group.status_code == claim.status_code else Decided.OTHER


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


def _last(session: Session, ids: Sequence[int], voice: Voice, agency: str | None = None) -> dict[int, Assessment]:
    """The last view of a voice on recommendations: of an agency, or of the secretariat."""
    found: dict[int, Assessment] = {}
    for some in pieces(ids):
        query = select(Assessment).where(Assessment.recommendation_id.in_(some), Assessment.voice == voice)
        if agency is not None:
            query = query.where(Assessment.agency_key == agency)
        query = query.where(Assessment.status_code.is_not(None)).order_by(Assessment.dated_on, Assessment.id)
        found |= {view.recommendation_id: view for view in session.scalars(query)}
    return found
