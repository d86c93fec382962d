"""A round at the desk: three recommendations with their agencies, the commands that ask about them, what they wrote."""

from datetime import date
from pathlib import Path

from desk import NOW, Desk
from docx import Document
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.followup.journal import Journal
from tracker.models import Answer, Asked, Holder, Post
from tracker.vocabulary import BatchKind

SHEET = [
    ["No.", "Recommendation", "Lead agency", "Contributing", "Status", "Deadline", "Measures"],
    [
        "138.1",
        "Let independent visitors into all places of detention",
        "MOJ",
        "MIA",
        "In progress",
        "31.12.2026",
        "Draft rules on visits",
    ],
    ["138.2", "Record every questioning of a detained person on video", "MIA", "MOJ", "Planned", "2026-Q4", ""],
    ["138.3", "Open a medical service for prisoners", "MOJ", "", "", "", ""],
]
FIRST, SECOND, THIRD = "UPR-4/138.1", "UPR-4/138.2", "UPR-4/138.3"


def with_recommendations(desk: Desk) -> Desk:
    """A register in which MOJ leads on two recommendations and MIA on one, and each contributes to one of the other's."""
    desk.take(desk.sheet(SHEET), review="UPR-4", yes=True)
    return desk


def open_round(desk: Desk, *options: str, out: str = "round", title: str = "Spring review") -> Path:
    """Open a round by the command; gives the folder."""
    desk.ok("request", "open", "--title", title, "--due", "2026-04-15", "--closed", "-o", desk.folder / out, *options)
    return desk.folder / out


def file_of(folder: Path, agency: str, ending: str) -> Path:
    """The one file of an agency with this ending."""
    (found,) = folder.glob(f"{agency} - */*{ending}")
    return found


def answers_of(workbook: Path) -> Worksheet:
    """The sheet to be filled in."""
    return load_workbook(workbook).worksheets[1]


def fields_of(page: Worksheet) -> dict[str, int]:
    """Field, then the number of its column, by the hidden row."""
    return {str(cell.value).removeprefix("field:"): cell.column for cell in page[5]}


def words_of(letter: Path) -> str:
    """All the words of a letter, paragraphs and tables, in their order."""
    document = Document(str(letter))
    return "\n".join(
        part.text
        if hasattr(part, "text")
        else "\n".join(" | ".join(cell.text for cell in row.cells) for row in part.rows)
        for part in document.iter_inner_content()
    )


def answer(desk: Desk, agency: str, *codes: str, on: date | None = None) -> None:
    """Let answers of an agency have come, to some of what it was asked in round 1."""
    with Session(desk.engine) as session, session.begin():
        journal = Journal(session, BatchKind.IMPORT, f"answer of {agency}", "Leyla", NOW)
        for asked in session.scalars(select(Asked).where(Asked.agency_key == agency)):
            if asked.sent["code"] in codes:
                came = {"measures": "Rules adopted"}
                journal.add(Answer, asked_id=asked.id, came=came, came_on=on or date(2026, 4, 10))
        journal.flush()


def post(desk: Desk, agency: str, title: str, holder: str = "", email: str = "", phone: str = "") -> None:
    """A focal point, and who holds the post since last year."""
    with Session(desk.engine) as session, session.begin():
        journal = Journal(session, BatchKind.COMMAND, f"post of {agency}", "Leyla", NOW)
        key = journal.add(Post, agency_key=agency, title=title, email=email, phone=phone)
        if holder:
            journal.add(Holder, post_id=key, name=holder, from_on=date(2025, 1, 1))
        journal.flush()
