"""Remembered layouts: listed, named, edited, forgotten."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import NotFound, TrackerError
from tracker.folding import fold
from tracker.followup.journal import Journal
from tracker.models import Layout, Word

NOTHING = "-"


def layouts(session: Session) -> list[dict[str, Any]]:
    """All remembered layouts."""
    found = session.scalars(select(Layout).order_by(Layout.name))
    return [{"name": item.name, "columns": len(item.columns), "answers": len(item.answers)} for item in found]


def shown_layout(session: Session, name: str) -> list[dict[str, Any]]:
    """The columns and answers of a layout."""
    item = _layout(session, name)
    columns = [{"kind": "column", "what": header, "value": field} for header, field in item.columns.items()]
    return columns + [{"kind": "answer", "what": question, "value": said} for question, said in item.answers.items()]


def change_layout(
    journal: Journal,
    name: str,
    *,
    rename: str | None = None,
    column: tuple[str, str] | None = None,
    answer: tuple[str, str] | None = None,
    forget: bool = False,
) -> None:
    """Edit a layout; what it was stays in the journal."""
    item = _layout(journal.session, name)
    if column:
        columns = {**item.columns, fold(column[0]): _field(journal.session, column[1])}
        journal.change(Layout, item.id, "columns", item.columns, columns)
    if answer:
        answers = {**item.answers, answer[0]: answer[1]}
        journal.change(
            Layout, item.id, "answers", item.answers, {key: said for key, said in answers.items() if said != NOTHING}
        )
    if rename:
        if journal.session.scalar(select(Layout.id).where(Layout.name == rename)) is not None:
            raise TrackerError(f"there is a layout '{rename}' already.")
        journal.change(Layout, item.id, "name", item.name, rename)
    if forget:
        journal.remove(Layout, item.id)
    journal.flush()


def _layout(session: Session, name: str) -> Layout:
    found = session.scalars(select(Layout).where(Layout.name == name)).first()
    if found is None:
        known = ", ".join(f"'{other}'" for other in session.scalars(select(Layout.name).order_by(Layout.name).limit(8)))
        raise NotFound(
            f"there is no layout '{name}'.", remedy=f"Known: {known}." if known else "None is remembered yet."
        )
    return found


def _field(session: Session, name: str) -> str:
    if name == NOTHING:
        return "ignored"
    fields = set(session.scalars(select(Word.value).where(Word.kind == "header").distinct()))
    if name not in fields:
        raise NotFound(f"there is no field '{name}'.", remedy=f"Fields: {', '.join(sorted(fields))}.")
    return name
