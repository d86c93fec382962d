"""The decisions of the meetings: who is to do what by when, about which recommendations, and what became of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.dates import shown_date
from tracker.errors import NotFound
from tracker.language.phrase import Phrase
from tracker.models import Decision, DecisionAbout, Meeting, Recommendation


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

    def late(self, today: date) -> bool:
        """Return True if it is not done although its due date is past."""
        return self.done_on is None and self.due_on is not None and self.due_on < today


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


def still_open(session: Session, meeting: Meeting) -> list[Decided]:
    """The decisions of earlier meetings that are not done: a meeting goes through them."""
    return [item for item in decisions(session, only_open=True) if item.held_on < meeting.held_on]


def find_decision(session: Session, number: str) -> Decision:
    """The decision of a number such as "2.1". Raises ``NotFound``."""
    found = next((item for item in decisions(session) if item.number == number.strip()), None)
    if found is None:
        raise NotFound(
            Phrase("there is no decision '{number}'.", number=number), remedy="See: tracker meeting decisions"
        )
    return session.get_one(Decision, found.id)


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


def decision_rows(found: Sequence[Decided]) -> list[dict[str, Any]]:
    """Decisions as listings show them."""
    return [
        {
            "number": item.number,
            "meeting": item.meeting,
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
