"""The meetings of the group, what a next one would have on its agenda, and the decisions that are open."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.dates import shown_date
from tracker.errors import NotFound
from tracker.language.texts import Texts, marked
from tracker.models import (
    AgendaItem,
    Attendance,
    Conflict,
    Decision,
    DecisionAbout,
    Meeting,
    Recommendation,
    Review,
)
from tracker.queries.checks import check
from tracker.queries.filter import Filter, count_waiting, restricted


@dataclass
class Decided:
    """A decision as it is shown: its number in words ("2.1": the first of the second meeting), and what it is about."""

    id: int
    number: str
    meeting: int
    held_on: date
    text: str
    agency: str
    due: str
    due_on: date | None
    done_on: date | None
    done_note: str
    codes: list[str] = field(default_factory=list)


def meeting_rows(session: Session) -> list[dict[str, Any]]:
    """All meetings as listings show them, the latest first, with how many decisions each took."""
    query = select(Meeting, func.count(Decision.id)).outerjoin(Decision, Decision.meeting_id == Meeting.id)
    query = query.group_by(Meeting.id).order_by(Meeting.held_on.desc(), Meeting.number.desc())
    return [
        {
            "number": item.number,
            "date": item.held_on,
            "kind": item.kind,
            "title": item.title,
            "venue": item.venue,
            "decisions": count,
        }
        for item, count in session.execute(query)
    ]


def find_meeting(session: Session, number: int) -> Meeting:
    """The meeting of a number. Raises ``NotFound``."""
    found = session.scalars(select(Meeting).where(Meeting.number == number)).first()
    if found is None:
        raise NotFound(f"there is no meeting {number}.", remedy="See: tracker meeting list")
    return found


def last_meeting(session: Session, before: date) -> Meeting | None:
    """The last meeting before a day: what "since the last meeting" means."""
    query = select(Meeting).where(Meeting.held_on < before).order_by(Meeting.held_on.desc(), Meeting.number.desc())
    return session.scalars(query.limit(1)).first()


def meeting_before(session: Session, day: date) -> date | None:
    """The day of the last meeting before a day."""
    meeting = last_meeting(session, day)
    return meeting.held_on if meeting is not None else None


def agenda_of(session: Session, meeting: Meeting) -> Sequence[AgendaItem]:
    """The points of a meeting's agenda, in their order."""
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    return session.scalars(query.order_by(AgendaItem.place, AgendaItem.id)).all()


def attended(session: Session, meeting: Meeting) -> Sequence[Attendance]:
    """The agencies that attended a meeting."""
    query = select(Attendance).where(Attendance.meeting_id == meeting.id)
    return session.scalars(query.order_by(Attendance.agency_key)).all()


def decisions(
    session: Session,
    *,
    meeting: Meeting | None = None,
    agency: str = "",
    about: Recommendation | None = None,
    only_open: bool = False,
) -> list[Decided]:
    """Decisions in the order in which they were taken: of a meeting, of an agency, about a recommendation, or open ones."""
    query = select(Decision, Meeting.number, Meeting.held_on).join(Meeting, Meeting.id == Decision.meeting_id)
    if meeting is not None:
        query = query.where(Decision.meeting_id == meeting.id)
    if agency:
        query = query.where(Decision.agency_key == agency)
    if about is not None:
        query = query.join(DecisionAbout, DecisionAbout.decision_id == Decision.id)
        query = query.where(DecisionAbout.recommendation_id == about.id)
    if only_open:
        query = query.where(Decision.done_on.is_(None))
    rows = session.execute(query.order_by(Meeting.held_on, Meeting.number, Decision.number)).all()
    codes = _codes(session, [decision.id for decision, _, _ in rows])
    return [_decided(decision, number, held_on, codes[decision.id]) for decision, number, held_on in rows]


def _codes(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    query = select(DecisionAbout.decision_id, Recommendation.code).join(
        Recommendation, Recommendation.id == DecisionAbout.recommendation_id
    )
    query = query.where(DecisionAbout.decision_id.in_(ids)).order_by(Recommendation.review_id, Recommendation.sort_key)
    for decision, code in session.execute(query):
        found[decision].append(code)
    return found


def _decided(decision: Decision, meeting: int, held_on: date, codes: list[str]) -> Decided:
    return Decided(
        id=decision.id,
        number=f"{meeting}.{decision.number}",
        meeting=meeting,
        held_on=held_on,
        text=decision.text,
        agency=decision.agency_key or "",
        due=shown_date(decision.due_on, decision.due_precision) or decision.due_text,
        due_on=decision.due_on,
        done_on=decision.done_on,
        done_note=decision.done_note,
        codes=codes,
    )


_CHECKED = ("contradiction", "unassigned", "no status", "stale")
"""The findings of the check that are topics of a meeting."""


def proposed_agenda(session: Session, today: date) -> list[tuple[str, int]]:
    """What the register has for a meeting: topics with how many recommendations, values or decisions they are about."""
    kinds = Counter(finding.kind for finding in check(session, today, Texts(), _CHECKED))
    late = select(func.count()).select_from(Recommendation).join(Review, Review.id == Recommendation.review_id)
    conflicts = select(func.count()).select_from(Conflict).where(Conflict.settled_in.is_(None))
    counts = {
        "decisions": len(decisions(session, only_open=True)),
        "overdue": session.scalar(restricted(late, Filter(overdue=True), today)) or 0,
        "conflicts": session.scalar(conflicts) or 0,
        "claims": kinds["contradiction"],
        "unassigned": kinds["unassigned"],
        "no status": kinds["no status"],
        "stale": kinds["stale"],
        "waiting": count_waiting(session, Filter(), today),
    }
    return [(topic, count) for topic, count in counts.items() if count]


TOPICS = {
    "decisions": marked("Decisions of earlier meetings that are open"),
    "overdue": marked("Overdue recommendations"),
    "conflicts": marked("Conflicts that wait for a decision"),
    "claims": marked("Statuses on which the agencies and the group differ"),
    "unassigned": marked("Recommendations without a lead agency"),
    "no status": marked("Recommendations without a status"),
    "stale": marked("Statuses that have to be renewed"),
    "waiting": marked("Recommendations that wait for their review"),
}
"""The points that the register proposes, in the order in which a meeting takes them."""


def agenda_points(session: Session, meeting: Meeting, texts: Texts) -> list[str]:
    """The points of an agenda in words: those that the register proposed with their number."""
    points = agenda_of(session, meeting)
    return [point.text or f"{texts(TOPICS[point.topic])}: {point.count}" for point in points]


def decision_rows(found: Sequence[Decided]) -> list[dict[str, Any]]:
    """Decisions as listings show them."""
    return [
        {
            "number": item.number,
            "date": item.held_on,
            "text": item.text,
            "agency": item.agency,
            "due": item.due,
            "done": item.done_on,
            "note": item.done_note,
            "codes": item.codes,
        }
        for item in found
    ]


def meeting_shown(session: Session, number: int, texts: Texts) -> dict[str, Any]:
    """A meeting with its agenda, who attended and what was decided. Raises ``NotFound``."""
    meeting = find_meeting(session, number)
    return {
        "number": meeting.number,
        "date": meeting.held_on,
        "kind": meeting.kind,
        "title": meeting.title,
        "venue": meeting.venue,
        "agenda": agenda_points(session, meeting, texts),
        "attended": [
            f"{item.agency_key}{f' ({item.persons})' if item.persons else ''}" for item in attended(session, meeting)
        ],
        "decisions": decision_rows(decisions(session, meeting=meeting)),
    }
