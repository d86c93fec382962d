"""Spellings of agencies that people add or take away."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import NotFound, RuleBroken
from tracker.folding import fold, tidy
from tracker.followup.journal import Journal
from tracker.language.phrase import Phrase
from tracker.models import Agency, Alias


def add_spelling(journal: Journal, agency: str, text: str) -> None:
    """Add a spelling of an agency. Raises ``RuleBroken`` if an agency has this spelling already."""
    if not fold(text):
        raise RuleBroken(
            Phrase("'{text}' has no letter or digit.", text=text), remedy="Give the name as sheets write it."
        )
    owner = owner_of(journal.session, text)
    if owner == agency:
        raise RuleBroken(Phrase("'{text}' is a spelling of {agency} already.", text=text, agency=agency))
    if owner is not None:
        raise RuleBroken(
            Phrase(
                "'{text}' is a spelling of {agency}; a sheet that says it could mean either.", text=text, agency=owner
            ),
            remedy=f'If it is wrong there: tracker agencies alias {owner} --remove "{text}"',
        )
    spell(journal, agency, text, "added")
    journal.flush()


def spell(journal: Journal, agency: str, text: str, kind: str, language: str = "") -> None:
    """Gather a spelling of an agency, which nobody has yet."""
    if fold(text):
        journal.add(Alias, agency_key=agency, text=tidy(text), folded=fold(text), language=language, kind=kind)


def owner_of(session: Session, text: str) -> str | None:
    """Return the agency that a spelling or a key means now."""
    keys = session.scalars(select(Agency.key)).all()
    known = select(Alias.agency_key).where(Alias.folded == fold(text)).order_by(Alias.id)
    return next((key for key in keys if fold(key) == fold(text)), None) or session.scalars(known).first()


def remove_spelling(journal: Journal, agency: str, text: str) -> None:
    """Remove a spelling; the journal keeps it. Raises ``NotFound``."""
    found = journal.session.scalar(select(Alias.id).where(Alias.agency_key == agency, Alias.folded == fold(text)))
    if found is None:
        raise NotFound(
            Phrase("{agency} has no spelling '{text}'.", agency=agency, text=text),
            remedy=f"See: tracker agencies alias {agency}",
        )
    journal.remove(Alias, found)
    journal.flush()
