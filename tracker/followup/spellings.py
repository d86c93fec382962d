"""Spellings of agencies that people add or take away."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import NotFound, RuleBroken
from tracker.folding import fold, tidy
from tracker.followup.journal import Journal
from tracker.models import Agency, Alias


def add_spelling(journal: Journal, agency: str, text: str) -> None:
    """Let sheets name an agency by a further spelling. Raises ``RuleBroken`` for one that an agency has already."""
    if not fold(text):
        raise RuleBroken(f"'{text}' has no letter or digit.", remedy="Give the name as sheets write it.")
    owner = owner_of(journal.session, text)
    if owner == agency:
        raise RuleBroken(f"'{text}' is a spelling of {agency} already.")
    if owner is not None:
        raise RuleBroken(
            f"'{text}' is a spelling of {owner}; a sheet that says it could mean either.",
            remedy=f'If it is wrong there: tracker agencies alias {owner} --remove "{text}"',
        )
    spell(journal, agency, text, "added")
    journal.flush()


def spell(journal: Journal, agency: str, text: str, kind: str, language: str = "") -> None:
    """Gather a spelling of an agency, which nobody has yet."""
    if fold(text):
        journal.add(Alias, agency_key=agency, text=tidy(text), folded=fold(text), language=language, kind=kind)


def owner_of(session: Session, text: str) -> str | None:
    """The agency that a spelling, or a key, means by now."""
    keys = session.scalars(select(Agency.key)).all()
    known = select(Alias.agency_key).where(Alias.folded == fold(text)).order_by(Alias.id)
    return next((key for key in keys if fold(key) == fold(text)), None) or session.scalars(known).first()


def remove_spelling(journal: Journal, agency: str, text: str) -> None:
    """Take a spelling away; the journal keeps it. Raises ``NotFound``."""
    found = journal.session.scalar(select(Alias.id).where(Alias.agency_key == agency, Alias.folded == fold(text)))
    if found is None:
        raise NotFound(f"{agency} has no spelling '{text}'.", remedy=f"See: tracker agencies alias {agency}")
    journal.remove(Alias, found)
    journal.flush()
