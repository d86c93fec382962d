"""Meetings: keeps when the group met, its agenda, who attended, what was decided, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.dates import Period
from tracker.errors import NotFound, RuleBroken
from tracker.folding import tidy
from tracker.followup.journal import Journal
from tracker.language.phrase import Phrase
from tracker.language.texts import marked
from tracker.models import AgendaItem, Attendance, Decision, DecisionAbout, Meeting, Recommendation
from tracker.queries.decisions import decisions
from tracker.queries.meetings import agenda_of, attended, proposed_agenda
from tracker.vocabulary import MeetingKind


@dataclass(frozen=True)
class Sitting:
    """When the group meets, in which kind of meeting, what about, and where."""

    on: date
    kind: MeetingKind
    title: str = ""
    venue: str = ""


def add_meeting(journal: Journal, new: Sitting) -> int:
    """Add a meeting; gives its number. Raises ``RuleBroken`` where there is one of that kind on that day."""
    session = journal.session
    _refuse_second(session, new)
    number = (session.scalar(select(func.max(Meeting.number))) or 0) + 1
    journal.add(Meeting, number=number, **_values(new))
    journal.flush()
    return number


def correct_meeting(journal: Journal, meeting: Meeting, wanted: Sitting) -> None:
    """Correct the day, the kind, the title and the venue of a meeting.

    Raises ``RuleBroken`` where there is another one of that kind on that day, or where a decision was done before it.
    """
    _refuse_second(journal.session, wanted, meeting)
    for item in decisions(journal.session, meeting=meeting):
        if item.done_on is not None and item.done_on < wanted.on:
            words = Phrase("decision {number} was done on {day}.", number=item.number, day=item.done_on)
            raise RuleBroken(words, remedy=marked("A meeting cannot be later than what it decided was done."))
    for field, value in _values(wanted).items():
        if (before := getattr(meeting, field)) != value:
            journal.change(Meeting, meeting.id, field, before, value)
    journal.flush()


def _values(sitting: Sitting) -> dict[str, date | str]:
    """The columns of a meeting."""
    return {
        "held_on": sitting.on,
        "kind": sitting.kind,
        "title": tidy(sitting.title),
        "venue": tidy(sitting.venue),
    }


def _refuse_second(session: Session, wanted: Sitting, meeting: Meeting | None = None) -> None:
    """Refuse another meeting of a kind on a day; ``meeting`` is the one that is corrected."""
    there = select(Meeting.number).where(Meeting.held_on == wanted.on, Meeting.kind == wanted.kind)
    if meeting is not None:
        there = there.where(Meeting.id != meeting.id)
    if (same := session.scalars(there).first()) is not None:
        raise RuleBroken(
            Phrase("meeting {number} is of {day} already.", number=same, day=wanted.on),
            remedy=f"See: tracker meeting show {same}",
        )


def propose_agenda(journal: Journal, meeting: Meeting, today: date) -> int:
    """Put what the register has for a meeting on its agenda; gives how many points were added or counted anew."""
    there = {item.topic: item for item in agenda_of(journal.session, meeting) if item.topic}
    place, done = _next_place(journal.session, meeting), 0
    for topic, count in proposed_agenda(journal.session, today):
        if topic not in there:
            journal.add(AgendaItem, meeting_id=meeting.id, place=place, topic=topic, count=count)
            place, done = place + 1, done + 1
        elif there[topic].count != count:
            journal.change(AgendaItem, there[topic].id, "count", there[topic].count, count)
            done += 1
    journal.flush()
    return done


def add_point(journal: Journal, meeting: Meeting, text: str) -> None:
    """Add a point to the agenda. Raises ``RuleBroken`` for an empty text."""
    if not tidy(text):
        raise RuleBroken(
            marked("the point of the agenda has no text."), remedy='Say what it is about: --add "Plan for 2027".'
        )
    place = _next_place(journal.session, meeting)
    journal.add(AgendaItem, meeting_id=meeting.id, place=place, text=tidy(text))
    journal.flush()


def remove_point(journal: Journal, meeting: Meeting, number: int) -> None:
    """Take a point off the agenda, by its number there. Raises ``NotFound``."""
    points = agenda_of(journal.session, meeting)
    if not 1 <= number <= len(points):
        raise NotFound(
            Phrase("the agenda of meeting {meeting} has no point {number}.", meeting=meeting.number, number=number),
            remedy=f"See: tracker meeting show {meeting.number}",
        )
    journal.remove(AgendaItem, points[number - 1].id)
    journal.flush()


def set_attendance(journal: Journal, meeting: Meeting, there: Mapping[str, str]) -> None:
    """Record that these agencies attended a meeting and no others; each has who spoke for it, or nothing."""
    before = {item.agency_key: item for item in attended(journal.session, meeting)}
    for agency, persons in there.items():
        if agency not in before:
            journal.add(Attendance, meeting_id=meeting.id, agency_key=agency, persons=tidy(persons))
        elif tidy(persons) != before[agency].persons:
            journal.change(Attendance, before[agency].id, "persons", before[agency].persons, tidy(persons))
    for agency in before.keys() - there.keys():
        journal.remove(Attendance, before[agency].id)
    journal.flush()


@dataclass(frozen=True)
class Resolution:
    """What a meeting decides: what is to be done, by which agency, by when, about which recommendations."""

    text: str
    agency: str | None = None
    due: Period | None = None
    about: Sequence[Recommendation] = ()


def next_number(session: Session, meeting: Meeting) -> str:
    """The number of the next decision of a meeting, such as "2.1"."""
    last = session.scalar(select(func.max(Decision.number)).where(Decision.meeting_id == meeting.id)) or 0
    return f"{meeting.number}.{last + 1}"


def decide(journal: Journal, meeting: Meeting, made: Resolution) -> str:
    """Record a decision of a meeting; gives its number, such as "2.1".

    Raises ``RuleBroken`` for an empty text, and for a due date before the meeting.
    """
    session, due = journal.session, made.due
    if not tidy(made.text):
        raise RuleBroken(marked("the decision has no text."), remedy=marked("Say what is to be done."))
    if due is not None and due.on < meeting.held_on:
        words = Phrase("the due date {due} is before the meeting of {day}.", due=due.on, day=meeting.held_on)
        raise RuleBroken(words, remedy=marked("Correct the due date, or the day of the meeting."))
    number = next_number(session, meeting)
    added = journal.add(
        Decision,
        meeting_id=meeting.id,
        number=int(number.partition(".")[2]),
        text=tidy(made.text),
        agency_key=made.agency,
        due_on=due.on if due else None,
        due_precision=due.precision.value if due else None,
        due_text=due.text if due else "",
    )
    for item in made.about:
        journal.add(DecisionAbout, decision_id=added, recommendation_id=item.id)
    journal.flush()
    return number


def close_decision(journal: Journal, decision: Decision, on: date, note: str = "") -> None:
    """Record that a decision was carried out. Raises ``RuleBroken`` where it was said before, or before the meeting."""
    meeting = journal.session.get_one(Meeting, decision.meeting_id)
    number = f"{meeting.number}.{decision.number}"
    if decision.done_on is not None:
        raise RuleBroken(
            Phrase("decision {number} was done on {day}.", number=number, day=decision.done_on),
            remedy="See: tracker meeting decisions",
        )
    if on < meeting.held_on:
        words = Phrase(
            "decision {number} was taken on {taken}; it cannot be done on {day}.",
            number=number,
            taken=meeting.held_on,
            day=on,
        )
        raise RuleBroken(words)
    journal.change(Decision, decision.id, "done_on", None, on)
    if tidy(note):
        journal.change(Decision, decision.id, "done_note", decision.done_note, tidy(note))
    journal.flush()


def remove_meeting(journal: Journal, meeting: Meeting) -> None:
    """Take out a meeting that was recorded by mistake. Raises ``RuleBroken`` where it has decided something."""
    session = journal.session
    if taken := decisions(session, meeting=meeting):
        raise RuleBroken(
            Phrase("meeting {number} has decided {decision}.", number=meeting.number, decision=taken[0].number),
            remedy="Undo the act that recorded it: tracker batches",
        )
    for model in (AgendaItem, Attendance):
        for row in session.scalars(select(model.id).where(model.meeting_id == meeting.id)):
            journal.remove(model, row)
    journal.remove(Meeting, meeting.id)
    journal.flush()


def _next_place(session: Session, meeting: Meeting) -> int:
    return (session.scalar(select(func.max(AgendaItem.place)).where(AgendaItem.meeting_id == meeting.id)) or 0) + 1
