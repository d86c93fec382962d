"""The meetings of the group: which there were, who attended, and what a next one would have on its agenda."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from tracker.errors import NotFound
from tracker.language.phrase import Phrase
from tracker.language.texts import Texts, marked
from tracker.models import AgendaItem, Attendance, Conflict, Decision, Meeting, Recommendation, Review
from tracker.queries.checks import KINDS, check
from tracker.queries.decisions import decision_rows, decisions
from tracker.queries.filter import Filter, count_waiting, restricted


def meeting_rows(session: Session) -> list[dict[str, Any]]:
    """All meetings as listings show them, the latest first: how many agencies attended, how many decisions are open."""
    open_ones = _of_each(Decision, Decision.done_on.is_(None))
    query = select(Meeting, _of_each(Attendance), _of_each(Decision), open_ones)
    return [
        {
            "number": item.number,
            "date": item.held_on,
            "kind": item.kind,
            "title": item.title,
            "venue": item.venue,
            "attended": there,
            "decisions": count,
            "open": left,
        }
        for item, there, count, left in session.execute(query.order_by(Meeting.held_on.desc(), Meeting.number.desc()))
    ]


def _of_each(model: type[Attendance | Decision], *only: ColumnElement[bool]) -> Any:
    """How many rows of a model each meeting has."""
    query = select(func.count()).select_from(model).where(model.meeting_id == Meeting.id, *only)
    return query.correlate(Meeting).scalar_subquery()


def find_meeting(session: Session, number: int) -> Meeting:
    """The meeting of a number. Raises ``NotFound``."""
    found = session.scalars(select(Meeting).where(Meeting.number == number)).first()
    if found is None:
        raise NotFound(Phrase("there is no meeting {number}.", number=number), remedy="See: tracker meeting list")
    return found


def has_meeting(session: Session, number: int) -> bool:
    """Return True if there is a meeting of a number."""
    return session.scalars(select(Meeting.id).where(Meeting.number == number)).first() is not None


def last_meeting(session: Session, before: date) -> Meeting | None:
    """The last meeting before a day: what "since the last meeting" means."""
    query = select(Meeting).where(Meeting.held_on < before).order_by(Meeting.held_on.desc(), Meeting.number.desc())
    return session.scalars(query.limit(1)).first()


def meeting_before(session: Session, day: date, meeting: Meeting | None = None) -> date | None:
    """The day of the last meeting before a day, and before ``meeting``, for which a report is made on that day."""
    last = last_meeting(session, min(day, meeting.held_on) if meeting is not None else day)
    return last.held_on if last is not None else None


def agenda_of(session: Session, meeting: Meeting) -> Sequence[AgendaItem]:
    """The points of a meeting's agenda, in their order."""
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    return session.scalars(query.order_by(AgendaItem.place, AgendaItem.id)).all()


def attended(session: Session, meeting: Meeting) -> Sequence[Attendance]:
    """The agencies that attended a meeting."""
    query = select(Attendance).where(Attendance.meeting_id == meeting.id)
    return session.scalars(query.order_by(Attendance.agency_key)).all()


def persons_there(session: Session, meeting: Meeting) -> dict[str, str]:
    """The agencies that attended a meeting, each with who spoke for it."""
    return {item.agency_key: item.persons for item in attended(session, meeting)}


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
    "conflicts": KINDS["conflict"],
    "claims": KINDS["contradiction"],
    "unassigned": KINDS["unassigned"],
    "no status": KINDS["no status"],
    "stale": KINDS["stale"],
    "waiting": marked("Recommendations that wait for their review"),
}
"""The points that the register proposes, in the order in which a meeting takes them."""


def agenda_points(session: Session, meeting: Meeting, texts: Texts) -> list[str]:
    """The points of an agenda in words: those that the register proposed with their number."""
    points = agenda_of(session, meeting)
    return [point.text or f"{texts(TOPICS[point.topic])}: {point.count}" for point in points]


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
