"""Corrects what the register took from a UN document: the text and the number of a recommendation.

The old words stay in the history, with the reason.
"""

from sqlalchemy import select

from tracker.codes import code_of, searched, sort_key
from tracker.errors import RuleBroken
from tracker.followup.journal import Journal
from tracker.models import Recommendation, Review
from tracker.textkey import compared, text_key


def correct_text(journal: Journal, item: Recommendation, text: str) -> None:
    """Give a recommendation its right text. Raises ``RuleBroken`` for an empty one."""
    if not text.strip():
        raise RuleBroken("a recommendation cannot be without a text.", where=item.code)
    _change(
        journal,
        item,
        text=text,
        text_key=text_key(text),
        search_text=searched(item.reference, item.lead_in, compared(text)),
    )


def renumber(journal: Journal, item: Recommendation, reference: str, sub: int = 0) -> str:
    """Give a recommendation its right number; returns its new code. Raises ``RuleBroken`` where another one has it."""
    session = journal.session
    review = session.scalars(select(Review.code).where(Review.id == item.review_id)).one()
    code = code_of(review, reference, sub)
    if session.scalar(select(Recommendation.id).where(Recommendation.code == code, Recommendation.id != item.id)):
        raise RuleBroken(f"{code} is another recommendation.", where=item.code, remedy="Check the number.")
    _change(
        journal,
        item,
        code=code,
        reference=reference,
        sub=sub,
        sort_key=sort_key(reference, sub),
        search_text=searched(reference, item.lead_in, compared(item.text)),
    )
    return code


def _change(journal: Journal, item: Recommendation, **values: str | int) -> None:
    for name, new in values.items():
        old = getattr(item, name)
        if new != old:
            journal.change(Recommendation, item.id, name, old, new, recommendation_id=item.id)
