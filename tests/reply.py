"""A reply sheet on an agency's desk: filled in, and then treated the way agencies treat sheets."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Asked, Request
from tracker.queries.reply_sheet import reply_columns
from tracker.stamps import COLUMN, sheet_stamp

IDENTITY = "identity"


@dataclass
class Reply:
    """The cells of a reply sheet by column, in an order that can be changed; what an agency does to it are its methods."""

    stamp: str
    headings: dict[str, str]
    rows: list[dict[str, Any]] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    named: bool = True
    reference: bool = True

    def row(self, code: str) -> dict[str, Any]:
        return next(row for row in self.rows if row["code"] == code)

    def fill(self, code: str, **values: Any) -> "Reply":
        self.row(code).update(values)
        return self

    def rename(self, **headings: str) -> "Reply":
        self.headings |= headings
        return self

    def drop(self, *fields: str) -> "Reply":
        self.order = [name for name in self.order if name not in fields]
        return self

    def cells(self) -> list[list[Any]]:
        order = self.order
        title = [["", "Follow-up of recommendations"]]
        reference = [["", f"Reference: {self.stamp}"]] if self.reference else []
        sent = {column.field for column in reply_columns()}
        names = [self.stamp if name == IDENTITY else f"{COLUMN}{name}" if name in sent else "" for name in order]
        return [
            *title,
            *reference,
            [],
            [self.headings[name] for name in order],
            *([names] if self.named else []),
            *([row.get(name, "") for name in order] for row in self.rows),
        ]

    def save(self, folder: Path, name: str = "answer.xlsx") -> Path:
        book = Workbook()
        for row in self.cells():
            book.active.append(row)
        book.save(folder / name)
        return folder / name


def reply_of(desk, agency: str, request: int = 1, language: str = "en") -> Reply:
    """The sheet as the agency gets it: what was sent, in the language of the round."""
    headings = {column.field: column.headings[language] for column in reply_columns()}
    with Session(desk.engine) as session:
        query = select(Asked).join(Request, Request.id == Asked.request_id).order_by(Asked.place)
        asked = session.scalars(query.where(Request.number == request, Asked.agency_key == agency)).all()
        rows = [{IDENTITY: item.key, **item.sent} for item in asked]
    order = [IDENTITY, *headings]
    return Reply(sheet_stamp(request, agency), {IDENTITY: "", **headings}, rows, order)
