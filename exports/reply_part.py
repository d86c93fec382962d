"""A reply sheet: one part of what an agency is asked in a round, with the words and labels in which it is shown."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from exports.texts import ROLE_NAMES
from tracker.language.texts import Texts
from tracker.models import Agency, Asked, Request, Status
from tracker.queries.decisions import Decided, decisions
from tracker.queries.reply_sheet import ReplyColumn, claimable_statuses, reply_columns
from tracker.queries.requests import Package
from tracker.stamps import sheet_stamp
from tracker.vocabulary import Role

DATES = ("dated", "due", "deadline")
REFUSAL = "refusal"
_STATUSES = ("status", "status_on_record")


@dataclass(frozen=True)
class ReplySheet:
    """What a workbook shows: one part of what an agency is asked in a round."""

    request: Request
    agency: Agency
    role: Role
    rows: Sequence[Asked]
    texts: Texts
    contact: str
    statuses: Sequence[Status]
    decisions: Sequence[Decided]
    """The decisions of the group that the agency has to carry out."""
    labels: dict[str, str]
    """Status code, then its label in the round's language."""

    @property
    def stamp(self) -> str:
        """The reference of the sheet."""
        return sheet_stamp(self.request.number, self.agency.key)

    @property
    def columns(self) -> list[ReplyColumn]:
        """The columns of this part: the secretariat's, and those that the agency is asked to fill in.

        Why a status was not confirmed has no column where all were.
        """
        refused = any(row.sent.get(REFUSAL) for row in self.rows)
        shown = (column for column in reply_columns() if column.ours or self.role in column.asked_of)
        return [column for column in shown if refused or column.field != REFUSAL]

    @property
    def title(self) -> str:
        """The line on top."""
        agency = self.texts.label(self.agency, "name")
        return self.texts("{title}: {agency}", title=self.request.title, agency=agency)

    def value(self, asked: Asked, field: str) -> str | date:
        """Return a sent value as its cell shows it: labels for codes, dates as dates."""
        text = asked.sent.get(field, "")
        if field == "part":
            return self.texts(ROLE_NAMES[Role(text)])
        if field in _STATUSES:
            return self.labels.get(text, text)
        return _date(text) if field in DATES else text


def reply_sheet(
    session: Session, request: Request, package: Package, role: Role, texts: Texts, contact: str
) -> ReplySheet:
    """The sheet of a part."""
    return ReplySheet(
        request,
        session.get_one(Agency, package.agency),
        role,
        [row for row in package.rows if row.role == role],
        texts,
        contact,
        claimable_statuses(session),
        decisions(session, agency=package.agency, only_open=True),
        {status.code: texts.label(status, "label") for status in session.scalars(select(Status))},
    )


def _date(text: str) -> str | date:
    """A day as a date; a month, a quarter or words stay as they are, and so do years before those of spreadsheets."""
    with suppress(ValueError):
        on = date.fromisoformat(text)
        if on.isoformat() == text and on.year >= 1900:
            return on
    return text
