"""Adds a recommendation by hand, and removes one with all that hangs on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from tracker.codes import code_of, searched, sort_key
from tracker.errors import NotFound, RuleBroken
from tracker.followup.journal import Journal
from tracker.models import Base, Recommendation, RecommendingState, Review
from tracker.models.base import Recorded
from tracker.textkey import compared, text_key


@dataclass(frozen=True)
class Source:
    """A recommendation as a UN document has it."""

    review: str
    reference: str
    text: str
    states: tuple[str, ...] = ()
    position: str | None = None
    document: str = ""


def add_recommendation(journal: Journal, source: Source) -> str:
    """Add a recommendation; returns its code. Raises ``RuleBroken`` for a taken number, ``NotFound`` for the review."""
    session = journal.session
    review = session.scalars(select(Review).where(Review.code == source.review)).first()
    if review is None:
        raise NotFound(f"there is no review '{source.review}'.", remedy="See: tracker reviews")
    code = code_of(review.code, source.reference)
    if session.scalar(select(Recommendation.id).where(Recommendation.code == code)):
        raise RuleBroken(f"{code} is in the register already.", remedy=f'See: tracker show "{code}"')
    if not source.text.strip():
        raise RuleBroken("a recommendation cannot be without a text.", where=code)
    number = journal.add(
        Recommendation,
        code=code,
        review_id=review.id,
        reference=source.reference,
        sort_key=sort_key(source.reference),
        text=source.text,
        text_key=text_key(source.text),
        search_text=searched(source.reference, "", compared(source.text)),
        position=source.position,
        document=source.document,
    )
    for place, name in enumerate(source.states):
        journal.add(RecommendingState, recommendation_id=number, name=name, place=place)
    journal.flush()
    return code


def remove_recommendation(journal: Journal, item: Recommendation) -> int:
    """Remove a recommendation with all that hangs on it; returns the number of rows. The journal keeps them all.

    Raises ``RuleBroken`` for one that an agency was asked about: letters and answers name it.
    """
    code = item.code
    rows = list(hanging(journal.session, item.id))
    if any(table.name == "asked" for table, _ in rows):
        raise RuleBroken(
            f"{code} was part of a round, so it cannot be removed.",
            remedy="Record a status instead, such as superseded.",
        )
    for table, row_id in rows:
        journal.remove(model_of(table), row_id, recommendation_id=item.id)
    journal.remove(Recommendation, item.id, recommendation_id=item.id)
    journal.flush()
    return len(rows) + 1


def hanging(session: Session, number: int) -> Iterator[tuple[Table, int]]:
    """The rows that hang on a recommendation, those that refer to others first."""
    recorded = {mapper.local_table for mapper in Base.registry.mappers if issubclass(mapper.class_, Recorded)}
    for table in reversed(Base.metadata.sorted_tables):
        if table in recorded and "recommendation_id" in table.c:
            for row_id in session.scalars(select(table.c.id).where(table.c.recommendation_id == number)).all():
                yield table, row_id


def model_of(table: Table) -> Any:
    """The model of a table."""
    return next(mapper.class_ for mapper in Base.registry.mappers if mapper.local_table is table)
