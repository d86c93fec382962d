"""Acts on the meetings of the group, as commands and pages carry them out: each is one batch, undone as a whole.

Each returns the number of its batch first; ``None`` where nothing changed: whoever opened the transaction rolls it back.
What the rules refuse is raised as the functions of ``meetings`` say.
"""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from tracker.followup.acts import Person
from tracker.followup.journal import Journal
from tracker.followup.meetings import (
    Resolution,
    Sitting,
    add_meeting,
    add_point,
    close_decision,
    correct_meeting,
    decide,
    next_number,
    propose_agenda,
    remove_meeting,
    remove_point,
    set_attendance,
)
from tracker.models import Meeting
from tracker.queries.decisions import find_decision
from tracker.vocabulary import BatchKind


def open_meeting(session: Session, new: Sitting, person: Person) -> tuple[int, int]:
    """Add a meeting; returns its number."""
    journal = _begun(session, f"meeting of {new.on}", person)
    return journal.number, add_meeting(journal, new)


def mend_meeting(session: Session, meeting: Meeting, wanted: Sitting, person: Person) -> int | None:
    """Correct the day, the kind, the title and the venue of a meeting."""
    journal = _begun(session, f"correct meeting {meeting.number}", person)
    correct_meeting(journal, meeting, wanted)
    return journal.number if journal.wrote else None


def put_proposed(session: Session, meeting: Meeting, today: date, person: Person) -> int | None:
    """Put on the agenda what the register has for it."""
    journal = _begun(session, f"agenda of meeting {meeting.number}", person)
    propose_agenda(journal, meeting, today)
    return journal.number if journal.wrote else None


def put_point(session: Session, meeting: Meeting, text: str, person: Person) -> int:
    """Put a point of one's own on the agenda."""
    journal = _begun(session, f"agenda of meeting {meeting.number}", person)
    add_point(journal, meeting, text)
    return journal.number


def take_point(session: Session, meeting: Meeting, point: int, person: Person) -> int:
    """Take a point off the agenda, by its number there."""
    journal = _begun(session, f"agenda of meeting {meeting.number}", person)
    remove_point(journal, meeting, point)
    return journal.number


def record_attendance(session: Session, meeting: Meeting, there: Mapping[str, str], person: Person) -> int | None:
    """Record which agencies attended, and no others, each with who spoke for it."""
    journal = _begun(session, f"meeting {meeting.number} attended by {', '.join(there) or 'nobody'}", person)
    set_attendance(journal, meeting, there)
    return journal.number if journal.wrote else None


def record_decision(session: Session, meeting: Meeting, made: Resolution, person: Person) -> tuple[int, str]:
    """Record a decision; returns its number, such as "2.1"."""
    journal = _begun(session, f"decision {next_number(session, meeting)} of meeting {meeting.number}", person)
    return journal.number, decide(journal, meeting, made)


def record_done(session: Session, number: str, on: date, note: str, person: Person) -> int:
    """Record that a decision was carried out."""
    found = find_decision(session, number)
    journal = _begun(session, f"decision {number.strip()} done", person)
    close_decision(journal, found, on, note)
    return journal.number


def cancel_meeting(session: Session, meeting: Meeting, person: Person) -> int:
    """Take out a meeting that was recorded by mistake."""
    journal = _begun(session, f"meeting {meeting.number} removed", person)
    remove_meeting(journal, meeting)
    return journal.number


def _begun(session: Session, summary: str, person: Person) -> Journal:
    return Journal(session, BatchKind.COMMAND, summary, person.name, person.at)
