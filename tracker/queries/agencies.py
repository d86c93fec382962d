"""Which agencies are closed, and who does their work now."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Agency


def heirs(session: Session) -> dict[str, str]:
    """The closed agencies, each with the open agency that took its work over; empty where none did."""
    closed = select(Agency.key, Agency.successor).where(Agency.closed_on.is_not(None))
    successors = {key: successor or "" for key, successor in session.execute(closed)}
    return {key: _last(successors, key) for key in successors}


def _last(successors: dict[str, str], key: str) -> str:
    """The end of a line of successors; only an open agency takes over, so that the line ends."""
    while key in successors:
        key = successors[key]
    return key
