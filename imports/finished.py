"""Imports that nobody needs any more: their rows go, and with them the files that were kept for them."""

from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from tracker.models import WaitingImport
from tracker.vocabulary import ImportState

KEPT_FOR = timedelta(days=30)
"""So long the page of a finished import can be needed: rows that were not imported are corrected within a round, which takes
two to four weeks. What it did stays in Activity for good."""


def forget_finished(session: Session, at: datetime) -> list[str]:
    """Forget imports that were put in long ago, and files of that time that could not be read; gives their folders.

    Whoever closes the transaction removes the folders afterwards. One that waits for a person is never among them: it has
    rows to be put in, or answers that somebody gave.
    """
    put_in = and_(WaitingImport.state == ImportState.DONE, WaitingImport.put_at < at - KEPT_FOR)
    unread = and_(
        WaitingImport.state == ImportState.WAITING,
        WaitingImport.message != "",
        WaitingImport.rows == 0,
        WaitingImport.at < at - KEPT_FOR,
    )
    old = session.scalars(select(WaitingImport).where(or_(put_in, unread))).all()
    gone = [item for item in old if item.state == ImportState.DONE or not item.answers]
    for item in gone:
        session.delete(item)
    return [item.folder for item in gone]
