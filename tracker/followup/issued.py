"""Issuing a pack: puts on record what the members of a meeting were given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from tracker.followup.journal import Journal
from tracker.models import Issued, Meeting
from tracker.queries.filter import Filter
from tracker.queries.saved_views import stored


@dataclass(frozen=True)
class Made:
    """A pack that was made: for which day and filter, since when, from which state of the register, and its figures.

    ``files`` are the names of the files with their SHA-256, ``figures`` that of all figures.
    """

    as_at: date
    since: date | None
    language: str
    wanted: Filter
    state_batch: int
    figures: str
    files: Mapping[str, str]


def issue(journal: Journal, made: Made, meeting: Meeting | None) -> int:
    """Record that a pack was issued, for a meeting or without one; gives its number."""
    number = (journal.session.scalar(select(func.max(Issued.number))) or 0) + 1
    journal.add(
        Issued,
        number=number,
        meeting_id=meeting.id if meeting is not None else None,
        as_at=made.as_at,
        since=made.since,
        language=made.language,
        state_batch=made.state_batch,
        conditions=stored(made.wanted),
        files=dict(made.files),
        figures=made.figures,
    )
    journal.flush()
    return number
