"""What the register learned from answers: spellings of agencies, words of statuses and positions, numbers and texts."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import NotFound
from tracker.folding import fold
from tracker.language.phrase import Phrase
from tracker.models import Alias, Batch, Word
from tracker.models.word import ANSWER

AGENCY = "agency"
"""The kind of a spelling of an agency; others are kinds of words: status, position."""

SAME = "same"
"""The kind of a number, or of a text, that people took for another recommendation of the register."""

_LEARNED = ("answer", "added")
"""Spellings that people gave, as answers or by hand; the others came with the reference data."""


class Learned(NamedTuple):
    """A word that somebody explained: its kind, what it means (a key or a code), who said so and when."""

    kind: str
    text: str
    meaning: str
    who: str
    at: datetime


def learned(session: Session) -> list[Learned]:
    """All that was learned, the newest first."""
    spelt = select(Alias.text, Alias.agency_key, Batch.who, Batch.at).join(Batch, Batch.id == Alias.batch_id)
    spelt = spelt.where(Alias.kind.in_(_LEARNED))
    said = select(Word.kind, Word.text, Word.value, Batch.who, Batch.at).join(Batch, Batch.id == Word.batch_id)
    found = [Learned(AGENCY, *row) for row in session.execute(spelt)]
    found += [Learned(*row) for row in session.execute(said.where(Word.note == ANSWER))]
    return sorted(found, key=lambda one: (one.at, one.text), reverse=True)


def find_learned(session: Session, kind: str, text: str) -> Sequence[Alias] | Sequence[Word]:
    """The rows of a word that was learned. Raises ``NotFound``, also for one of the reference data."""
    found: Sequence[Alias] | Sequence[Word]
    if kind == AGENCY:
        found = session.scalars(select(Alias).where(Alias.folded == fold(text), Alias.kind.in_(_LEARNED))).all()
    else:
        same = (Word.folded == fold(text)) | (Word.text == text)
        query = select(Word).where(Word.kind == kind, same, Word.note == ANSWER)
        found = session.scalars(query).all()
    if not found:
        raise NotFound(Phrase("no answer about '{text}' is remembered.", text=text), remedy="See: tracker words")
    return found
