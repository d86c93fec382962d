"""Rounds as the group asks about them: who was asked what, who has answered, in part or not at all, and how late."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models import Agency, Answer, Asked, Letter, Recommendation, Request
from tracker.queries.reply_sheet import fields_asked
from tracker.vocabulary import Direction, LetterKind


@dataclass(frozen=True)
class Package:
    """What an agency is asked in a round, in the order of its sheet."""

    agency: str
    rows: Sequence[Asked]


@dataclass
class Standing:
    """The replies of an agency in a round: how many, when, and how late.

    ``answered`` of ``asked`` rows came back with something in the agency's cells. ``days_late`` counts from the deadline
    to the last answer, or to today while something is missing; it is 0 in time.
    """

    agency: str
    name: str
    asked: int
    answered: int = 0
    last_answer: date | None = None
    days_late: int = 0
    letters: list[Letter] = field(default_factory=list)

    @property
    def state(self) -> str:
        """``answered``, ``in part`` or ``no answer``."""
        return "answered" if self.answered == self.asked else "in part" if self.answered else "no answer"


def requests(session: Session) -> list[Request]:
    """All rounds, the latest first."""
    return list(session.scalars(select(Request).order_by(Request.number.desc())))


def packages(session: Session, request: Request, agency: str = "") -> list[Package]:
    """What each agency (or one) is asked in a round."""
    query = select(Asked).where(Asked.request_id == request.id)
    if agency:
        query = query.where(Asked.agency_key == agency)
    rows: dict[str, list[Asked]] = defaultdict(list)
    for asked in session.scalars(query.order_by(Asked.agency_key, Asked.place)):
        rows[asked.agency_key].append(asked)
    return [Package(key, found) for key, found in rows.items()]


def unanswered(session: Session, request: Request, agency: str) -> Package:
    """Return the rows of a round to which an agency has not replied."""
    came = answered(session, request).get(agency, {})
    rows = [row for package in packages(session, request, agency) for row in package.rows]
    return Package(agency, [row for row in rows if row.id not in came])


def standings(session: Session, request: Request, today: date, agency: str = "") -> list[Standing]:
    """Return the state of each agency in a round, or of one, those with the most missing replies first."""
    names = dict(session.execute(select(Agency.key, Agency.name_en)).all())
    counted = select(Asked.agency_key, func.count()).where(Asked.request_id == request.id).group_by(Asked.agency_key)
    counted = counted.where(Asked.agency_key == agency) if agency else counted
    found = {key: Standing(key, names[key], count) for key, count in session.execute(counted)}
    for key, came in answered(session, request, agency).items():
        found[key].answered = len(came)
        found[key].last_answer = max(came.values())
    letters = select(Letter).where(Letter.request_id == request.id).order_by(Letter.id)
    for letter in session.scalars(letters):
        if letter.agency_key in found:
            found[letter.agency_key].letters.append(letter)
    for standing in found.values():
        standing.days_late = _days_late(standing, request, today)
    return sorted(found.values(), key=lambda item: (item.answered - item.asked, item.agency))


def answered(session: Session, request: Request, agency: str = "") -> dict[str, dict[int, date]]:
    """By agency, or of one: the rows that came back filled in, and when they last did."""
    query = (
        select(Asked.agency_key, Asked.role, Asked.id, Answer.came, Answer.came_on)
        .join(Answer, Answer.asked_id == Asked.id)
        .where(Asked.request_id == request.id)
        .order_by(Answer.id)
    )
    query = query.where(Asked.agency_key == agency) if agency else query
    found: dict[str, dict[int, date]] = defaultdict(dict)
    for key, role, asked, came, came_on in session.execute(query):
        if any(came.get(name) for name in fields_asked(role)):
            found[key][asked] = came_on
    return found


def not_replied(session: Session, request: Request) -> dict[str, list[str]]:
    """By agency, the codes of a round to which it has not replied, in the order of its sheet."""
    query = select(Asked.agency_key, Asked.id, Recommendation.code)
    query = query.join(Recommendation, Recommendation.id == Asked.recommendation_id)
    came, found = answered(session, request), defaultdict[str, list[str]](list)
    for agency, asked, code in session.execute(query.where(Asked.request_id == request.id).order_by(Asked.place)):
        if asked not in came.get(agency, {}):
            found[agency].append(code)
    return found


def overview(session: Session, today: date) -> list[dict[str, Any]]:
    """The rounds, the latest first, with how many agencies have answered, in part or not at all."""
    return [overview_row(item, standings(session, item, today)) for item in requests(session)]


def overview_row(item: Request, found: Sequence[Standing]) -> dict[str, Any]:
    """A round as lists have it, by where its agencies stand."""
    states = Counter(standing.state for standing in found)
    return {
        "number": item.number,
        "title": item.title,
        "opened": item.opened_on,
        "due": item.due_on,
        "language": item.language,
        "agencies": states.total(),
        **{state.replace(" ", "_"): states[state] for state in ("answered", "in part", "no answer")},
    }


def _days_late(standing: Standing, request: Request, today: date) -> int:
    complete = standing.answered == standing.asked
    until = standing.last_answer if complete and standing.last_answer else today
    return max((until - request.due_on).days, 0)


def first_letter(standing: Standing) -> Letter | None:
    """The letter by which an agency was asked, which reminders quote."""
    sent = [letter for letter in standing.letters if letter.kind == LetterKind.REQUEST]
    return next((letter for letter in sent if letter.direction == Direction.OUT), None)
