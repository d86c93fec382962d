"""Imports that were begun on the pages: those that wait, and those done lately."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import NotFound
from tracker.language.phrase import Phrase
from tracker.language.texts import marked
from tracker.models import WaitingImport
from tracker.vocabulary import ImportState


def waiting_imports(session: Session) -> list[WaitingImport]:
    """The imports that are not in the register yet, the newest first."""
    query = select(WaitingImport).where(WaitingImport.state != ImportState.DONE)
    return list(session.scalars(query.order_by(WaitingImport.id.desc())))


def imports_to_decide(session: Session) -> list[WaitingImport]:
    """The imports that wait for a person: for answers, to be put in, or because they cannot be read; the newest first."""
    return [item for item in waiting_imports(session) if item.state == ImportState.WAITING]


def imports_done(session: Session, last: int) -> list[WaitingImport]:
    """The last imports that were put into the register, the newest first."""
    query = select(WaitingImport).where(WaitingImport.state == ImportState.DONE)
    return list(session.scalars(query.order_by(WaitingImport.put_at.desc(), WaitingImport.id.desc()).limit(last)))


def find_waiting(session: Session, number: int) -> WaitingImport:
    """The import of a number. Raises ``NotFound`` for one that was never there, or was removed."""
    found = session.get(WaitingImport, number)
    if found is None:
        raise NotFound(
            Phrase("there is no import {number}.", number=number),
            remedy=marked("It may have been removed. See the list of imports."),
        )
    return found
