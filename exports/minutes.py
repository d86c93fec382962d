"""The minutes of a meeting in Word: who attended, the agenda, the decisions, and what became of earlier ones."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from exports.register_frame import agency_names
from exports.word import new_document, write_table
from tracker.language.texts import Texts, marked
from tracker.models import Meeting, Register
from tracker.queries.decisions import Decided, decisions, still_open
from tracker.queries.meetings import agenda_points, attended
from tracker.vocabulary import MeetingKind

KINDS = {
    MeetingKind.ORDINARY: marked("Ordinary meeting"),
    MeetingKind.EXTRAORDINARY: marked("Extraordinary meeting"),
}
"""The kinds of meetings in words."""
_COLUMNS = (marked("No."), marked("Decision"), marked("Agency"), marked("Due"), marked("About"))
_WIDTHS = (1.2, 7.4, 3.6, 2.2, 2.6)


def write_minutes(session: Session, meeting: Meeting, target: Path, texts: Texts) -> None:
    """Write the minutes as .docx; ``OSError`` where they cannot be."""
    from docx.shared import Pt

    register = session.scalars(select(Register)).one()
    names = agency_names(session, texts)
    document = new_document(texts(register.group_name))
    document.add_paragraph(texts("Minutes of meeting {number}", number=meeting.number), style="Title")
    day = texts.day_in_words(meeting.held_on)
    kind = texts(KINDS[MeetingKind(meeting.kind)])
    document.add_paragraph("; ".join(part for part in (kind, day, meeting.venue) if part))
    if meeting.title:
        document.add_paragraph(meeting.title).runs[0].bold = True
    there = [_there(names[item.agency_key], item.persons) for item in attended(session, meeting)]
    _section(document, texts("Attended"), there, texts)
    _section(document, texts("Agenda"), agenda_points(session, meeting, texts), texts, style="List Number")
    taken = decisions(session, meeting=meeting)
    _decisions(document, texts("Decisions"), taken, names, texts)
    if earlier := still_open(session, meeting):
        _decisions(document, texts("Decisions of earlier meetings that are open"), earlier, names, texts)
    line = document.add_paragraph("_" * 34)
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(26), Pt(0)
    document.add_paragraph(texts("(signature, name, post)"))
    document.save(str(target))


def decision_row(item: Decided, names: dict[str, str], texts: Texts) -> list[str]:
    """A decision as tables have it: number, text, agency, due date, recommendations."""
    return [item.number, item.text, names.get(item.agency, ""), texts.due_in_words(item.due), ", ".join(item.codes)]


def decision_table(found: Sequence[Decided], names: dict[str, str], texts: Texts) -> tuple[list[str], list[list[str]]]:
    """The headings and rows of a table of decisions."""
    return [texts(name) for name in _COLUMNS], [decision_row(item, names, texts) for item in found]


def _there(agency: str, persons: str) -> str:
    return f"{agency} ({persons})" if persons else agency


def _section(document: Any, heading: str, lines: Sequence[str], texts: Texts, style: str = "List Bullet") -> None:
    document.add_heading(heading, 1)
    for line in lines:
        document.add_paragraph(line, style=style)
    if not lines:
        document.add_paragraph(texts("None."))


def _decisions(document: Any, heading: str, found: Sequence[Decided], names: dict[str, str], texts: Texts) -> None:
    document.add_heading(heading, 1)
    if found:
        write_table(document, *decision_table(found, names, texts), _WIDTHS)
    else:
        document.add_paragraph(texts("None."))
