"""What an agency has to say: its recommendations, what it was asked, what it claimed, and what was confirmed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVarTuple

from sqlalchemy import Select, Subquery, and_, case, exists, func, select
from sqlalchemy.orm import Session

from tracker.models import Answer, Asked, Assessment, Recommendation, Request, Review
from tracker.queries.claims import Refusal, refusals, waits
from tracker.queries.conflicts import Unread, unread_claims
from tracker.queries.filter import Filter, overdue, restricted
from tracker.queries.heard import says_something
from tracker.queries.pieces import pieces
from tracker.queries.register import Listed, Page, listed
from tracker.queries.reply_sheet import fields_asked
from tracker.queries.units import in_order
from tracker.vocabulary import Role, Voice

Columns = TypeVarTuple("Columns")


class Decided(StrEnum):
    """What the secretariat made of an agency's claim."""

    WAITS = "waits"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    OTHER = "other"


@dataclass(frozen=True)
class OwnPart:
    """A recommendation of an agency: its last claim with what was decided on it, and the last round that asked about it."""

    item: Listed
    role: Role
    claim: Assessment | None
    decided: Decided | None
    refusal: Refusal | None
    asked: Request | None
    replied_on: date | None
    unread: Sequence[Unread] = ()
    """Statuses of the agency that were not understood."""

    @property
    def owed(self) -> bool:
        """Return True if the last round that asked about it has no reply of the agency yet."""
        return self.asked is not None and self.replied_on is None


@dataclass(frozen=True)
class OwnCounts:
    """How many recommendations an agency has, on how many of them it owes a reply, and how many are overdue."""

    all: int
    owed: int
    overdue: int


def own_counts(session: Session, wanted: Filter, today: date, *, owed: bool = False) -> OwnCounts:
    """Count the recommendations of the agency of a filter; with ``owed`` those alone on which it owes a reply."""
    reply = _owed_replies(wanted.agency)
    late = func.coalesce(func.sum(case((overdue(today), 1), else_=0)), 0)
    query = select(func.count(), func.count(reply.c.due_on), late).select_from(Recommendation)
    query = query.join(Review, Review.id == Recommendation.review_id)
    return OwnCounts(*session.execute(_of_agency(query, reply, wanted, today, owed=owed)).one())


def own_parts(session: Session, wanted: Filter, today: date, page: Page, *, owed: bool = False) -> list[OwnPart]:
    """A page of the recommendations of the agency of a filter: those that it owes a reply first, by its due date.

    The others are in the order of mechanism, review and number. ``owed`` leaves them out.
    """
    agency, reply = wanted.agency, _owed_replies(wanted.agency)
    query = in_order(select(Recommendation.id).order_by(reply.c.due_on.is_(None), reply.c.due_on))
    query = _of_agency(query, reply, wanted, today, owed=owed).limit(page.size).offset(page.start)
    ids = list(session.scalars(query))
    items = {item.id: item for item in listed(session, ids, today)}
    asked, claims = _asked(session, agency, ids), _last(session, ids, Voice.AGENCY, agency)
    group = _last(session, list(claims), Voice.SECRETARIAT)
    refused = refusals(session, claims.values())
    unread = unread_claims(session, ids, agency)
    return [
        replace(
            _part(agency, items[key], asked.get(key), claims.get(key), group.get(key), refused),
            unread=unread.get(key, ()),
        )
        for key in ids
    ]


def _owed_replies(agency: str) -> Subquery:
    """The recommendations about which the last round that asked an agency has no reply of it, each with the due date."""
    of_agency = select(Asked).join(Request, Request.id == Asked.request_id).where(Asked.agency_key == agency)
    last = (
        of_agency.with_only_columns(Asked.recommendation_id, func.max(Request.number).label("number"))
        .group_by(Asked.recommendation_id)
        .subquery()
    )
    same = and_(last.c.recommendation_id == Asked.recommendation_id, last.c.number == Request.number)
    replied = exists().where(Answer.asked_id == Asked.id, says_something())
    found = of_agency.with_only_columns(Asked.recommendation_id, Request.due_on).join(last, same)
    return found.where(~replied).subquery()


def _of_agency(
    query: Select[*Columns], reply: Subquery, wanted: Filter, today: date, *, owed: bool
) -> Select[*Columns]:
    """A query over recommendations and reviews, restricted to a filter, beside the replies that are owed."""
    query = query.join(reply, reply.c.recommendation_id == Recommendation.id, isouter=not owed)
    return restricted(query, replace(wanted, mandate="in"), today)


def _part(
    agency: str,
    item: Listed,
    asked: tuple[Request, date | None] | None,
    claim: Assessment | None,
    group: Assessment | None,
    refused: Mapping[int, Refusal],
) -> OwnPart:
    role = Role.LEAD if item.lead == agency else Role.CONTRIBUTING
    request, replied_on = asked or (None, None)
    if claim is None:
        return OwnPart(item, role, None, None, None, request, replied_on)
    return OwnPart(item, role, claim, _decided(claim, group), refused.get(claim.id), request, replied_on)


def _decided(claim: Assessment, group: Assessment | None) -> Decided:
    if group is not None and group.status_code == claim.status_code:
        return Decided.CONFIRMED
    if claim.refusal:
        return Decided.REFUSED
    return Decided.WAITS if waits(claim, group) else Decided.OTHER


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
