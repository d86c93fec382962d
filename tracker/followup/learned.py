"""Corrects and forgets what was learned of words from answers; the journal keeps what it was."""

from sqlalchemy import select

from tracker.errors import NotFound
from tracker.folding import fold
from tracker.followup.journal import Journal
from tracker.language.phrase import Phrase
from tracker.models import Alias, Word
from tracker.queries.find import find_agency, find_status
from tracker.queries.learned import find_learned
from tracker.vocabulary import Position


def forget_word(journal: Journal, kind: str, text: str) -> None:
    """Forget a word: the next sheet that has it is asked about. Raises ``NotFound`` for one that was not learned."""
    for row in find_learned(journal.session, kind, text):
        journal.remove(type(row), row.id)
    journal.flush()


def give_meaning(journal: Journal, kind: str, text: str, meaning: str) -> None:
    """Give a learned word another meaning: an agency, a status or a position.

    Raises ``NotFound`` for a word that was not learned, and for a meaning that there is not.
    """
    first, *others = find_learned(journal.session, kind, text)
    for row in others:
        journal.remove(type(row), row.id)
    if isinstance(first, Alias):
        _change(journal, first, "agency_key", find_agency(journal.session, meaning))
    else:
        _change(journal, first, "value", _meant(journal, kind, meaning))
    journal.flush()


def _change(journal: Journal, row: Alias | Word, field: str, new: str) -> None:
    """Change what a row means; where the reference data say that of the word already, the row is not needed."""
    old, model = getattr(row, field), type(row)
    if new == old:
        return
    same = select(model.id).where(model.folded == row.folded, getattr(model, field) == new)
    if isinstance(row, Word):
        same = same.where(Word.kind == row.kind)
    if journal.session.scalar(same) is None:
        journal.change(model, row.id, field, old, new)
    else:
        journal.remove(model, row.id)


def _meant(journal: Journal, kind: str, meaning: str) -> str:
    if kind == "status":
        return find_status(journal.session, meaning)
    named = next((one for one in Position if fold(one) == fold(meaning)), None)
    if named is None:
        raise NotFound(Phrase("there is no position '{name}'.", name=meaning), remedy=f"Known: {', '.join(Position)}.")
    return named
