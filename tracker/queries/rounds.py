"""Rounds as their pages show them: who is late, by which batches the replies came, and what waits for a decision."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Answer, Asked, Conflict, Request
from tracker.queries.conflicts import count_open
from tracker.queries.filter import Filter
from tracker.queries.letters import standing_rows
from tracker.queries.requests import Standing, overview_row, requests, standings
from tracker.queries.waiting_claims import waiting_claims
from tracker.vocabulary import Role


def rounds(session: Session, today: date) -> list[dict[str, Any]]:
    """The rounds, the latest first; ``late`` are the agencies that are past the due date, with their days."""
    rows = []
    for item in requests(session):
        found = standings(session, item, today)
        late = {one.agency: one.days_late for one in found if one.days_late and one.state != "answered"}
        rows.append({**overview_row(item, found), "late": late})
    return rows


def to_decide(session: Session, today: date) -> tuple[int, int]:
    """How many conflicts and how many claims wait for a decision."""
    conflicts = sum(number for _, number in count_open(session, today))
    return conflicts, len(waiting_claims(session, today, Filter(waiting=None)))


@dataclass
class Waiting:
    """What waits in a round for a decision on one agency, and the batches by which its replies came."""

    batches: list[int]
    conflicts: int = 0
    claims: int = 0


def round_rows(session: Session, request: Request, today: date) -> list[dict[str, Any]]:
    """Where each agency of a round stands, with the batches of its replies, its conflicts and its claims to confirm."""
    waiting = _waiting(session, request, today)
    return [{**row, "waiting": waiting[row["agency"]]} for row in standing_rows(session, request, today)]


def _waiting(session: Session, request: Request, today: date) -> dict[str, Waiting]:
    found: dict[str, Waiting] = defaultdict(lambda: Waiting([]))
    asked = select(Asked.agency_key, Asked.recommendation_id).where(Asked.request_id == request.id)
    replies = select(Asked.agency_key, Answer.batch_id).join(Answer, Answer.asked_id == Asked.id)
    replies = replies.where(Asked.request_id == request.id).distinct().order_by(Answer.batch_id)
    for agency, batch in session.execute(replies):
        found[agency].batches.append(batch)
    conflicts = select(Asked.agency_key).join(Conflict, Conflict.asked_id == Asked.id)
    conflicts = conflicts.where(Asked.request_id == request.id, Conflict.settled_in.is_(None))
    for agency, number in Counter(session.scalars(conflicts)).items():
        found[agency].conflicts = number
    parts = {(agency, key) for agency, key in session.execute(asked)}
    for claim in waiting_claims(session, today, Filter(waiting=None)):
        if (claim.agency, claim.recommendation_id) in parts:
            found[claim.agency].claims += 1
    return found


@dataclass(frozen=True)
class OwnRound:
    """A round as the agency sees it that was asked in it: where it stands, and the parts in which it was asked."""

    request: Request
    standing: Standing
    roles: list[Role]


def rounds_of(session: Session, agency: str, today: date) -> list[OwnRound]:
    """The rounds that asked an agency, the latest first."""
    asked = select(Asked.request_id, Asked.role).where(Asked.agency_key == agency).distinct()
    roles: dict[int, set[str]] = defaultdict(set)
    for request_id, role in session.execute(asked):
        roles[request_id].add(role)
    return [
        OwnRound(item, standing, [role for role in Role if role in roles[item.id]])
        for item in requests(session)
        if item.id in roles
        for standing in standings(session, item, today, agency)
    ]
