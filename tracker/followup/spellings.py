"""Spellings of agencies that people add or take away."""

from sqlalchemy import select

from tracker.errors import NotFound, TrackerError
from tracker.folding import fold
from tracker.followup.journal import Journal
from tracker.models import Alias


def add_spelling(journal: Journal, agency: str, text: str) -> None:
    """Let sheets name an agency by a further spelling."""
    known = select(Alias.id).where(Alias.agency_key == agency, Alias.folded == fold(text))
    if journal.session.scalar(known) is not None:
        raise TrackerError(f"'{text}' is a spelling of {agency} already.")
    journal.add(Alias, agency_key=agency, text=text, folded=fold(text), kind="added")
    journal.flush()


def remove_spelling(journal: Journal, agency: str, text: str) -> None:
    """Take a spelling away; the journal keeps it."""
    found = journal.session.scalar(select(Alias.id).where(Alias.agency_key == agency, Alias.folded == fold(text)))
    if found is None:
        raise NotFound(f"{agency} has no spelling '{text}'.", remedy=f"See: tracker agencies {agency}")
    journal.remove(Alias, found)
    journal.flush()
