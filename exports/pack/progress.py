"""The reports that are made on the spot: the progress report in its forms, and one form of the pack of a meeting."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from exports.pack.content import meeting_pack, short_pack
from exports.pack.facts import Facts, facts_of
from exports.pack.forms import FORMS, write_form
from exports.pack.plain import write_csv, write_json
from tracker.language.texts import Texts
from tracker.queries.filter import Filter
from tracker.queries.meetings import find_meeting, meeting_before

ENDINGS = (*FORMS, ".csv", ".json")
"""The endings of the forms of a progress report."""

_MOST = 1000
"""Rows of a list in the short form, about fifty pages: nobody reads on."""


@dataclass(frozen=True)
class Asked:
    """Which report is wanted: the whole pack or its short form, in which language, with changes since which day."""

    whole: bool
    texts: Texts
    day: date
    since: date | None = None
    meeting: int | None = None
    """The number of the meeting that a pack is for: its agenda is in it."""


def write_report(session: Session, asked: Asked, target: Path, templates: Path | None = None) -> None:
    """Write a report on the whole register in the form that the ending of the file's name tells.

    Without a day, changes are those since the last meeting. Raises ``NotFound`` for a meeting that there is not;
    ``OSError`` where the file cannot be written.
    """
    meeting = find_meeting(session, asked.meeting) if asked.meeting is not None else None
    since = asked.since or meeting_before(session, asked.day, meeting)
    if asked.whole:
        write_form(meeting_pack(session, Filter(), asked.day, since, asked.texts, meeting), target, templates)
    else:
        facts = facts_of(session, Filter(), asked.day, since, asked.texts, most=most_of(target))
        write_progress(facts, target, templates)


def most_of(target: Path) -> int | None:
    """Return the most rows that a list has in the form of a file; ``None`` in those for programs, which have all."""
    return _MOST if target.suffix.lower() in FORMS else None


def write_progress(facts: Facts, target: Path, templates: Path | None = None) -> None:
    """Write a progress report in the form that the ending of the file's name tells; ``OSError`` where it cannot be."""
    match target.suffix.lower():
        case ".json":
            write_json(facts, target)
        case ".csv":
            write_csv(facts, target)
        case _:
            write_form(short_pack(facts), target, templates)
