"""What became of a meeting after a person saw it: who keeps the agenda need not wait for who counts heads."""

from collections.abc import Collection
from enum import Enum
from typing import Any

from sqlalchemy.orm import Session

from tracker.language.phrase import Phrase
from tracker.models import AgendaItem, Attendance, Decision, Meeting
from tracker.queries.decisions import find_decision
from tracker.queries.known_meanwhile import check_rows_unchanged
from tracker.queries.meetings import find_meeting


class MeetingPart(Enum):
    """The parts of a meeting that people fill in by themselves."""

    ITSELF = Meeting
    AGENDA = AgendaItem
    ATTENDANCE = Attendance
    DECISIONS = Decision


def find_meeting_unchanged(
    session: Session, number: int, seen: int, parts: Collection[MeetingPart] = tuple(MeetingPart)
) -> Meeting:
    """The meeting of a number, whose parts are as they were shown after the batch ``seen``.

    Raises ``NotFound``, and ``ChangedMeanwhile`` with who did what to them after that batch.
    """
    meeting = find_meeting(session, number)

    def belongs(row: dict[str, Any]) -> bool:
        return bool(row.get("meeting_id", row["id"]) == meeting.id)

    what = Phrase("Meeting {number}", number=number)
    check_rows_unchanged(session, what, {part.value: belongs for part in parts}, seen)
    return meeting


def check_decision_unchanged(session: Session, number: str, seen: int) -> None:
    """Raise ``ChangedMeanwhile`` if a decision is not as it was after the batch ``seen``; ``NotFound`` if there is none."""
    found = find_decision(session, number)
    what = Phrase("Decision {number}", number=number.strip())
    check_rows_unchanged(session, what, {Decision: lambda row: bool(row["id"] == found.id)}, seen)
