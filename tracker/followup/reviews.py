"""Adds a review by hand."""

import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.codes import cycles_of
from tracker.errors import RuleBroken
from tracker.followup.journal import Journal
from tracker.models import Mechanism, Register, Review
from tracker.vocabulary import Mandate

_OPEN = "TBC"
"""Stands for the mechanism of rows whose mechanism is not known."""


@dataclass(frozen=True)
class Document:
    """The document of a review by its symbol, and what the symbol itself says; empty where it says nothing."""

    symbol: str = ""
    mechanism: str = ""
    state: str = ""
    cycle: str = ""


@dataclass(frozen=True)
class Examination:
    """One examination of the State by a mechanism. Dates are cut to what is known: 2024, 2024-05 or 2024-05-06."""

    mechanism: str
    cycle: str
    document: Document = Document()
    examined: str = ""
    adopted: str = ""


def add_review(journal: Journal, new: Examination) -> str:
    """Add a review; returns its code. Raises ``RuleBroken`` for one that is there, or that its document does not fit."""
    session = journal.session
    code = f"{new.mechanism}-{new.cycle}"
    state = session.scalars(select(Register.state)).one()
    if not re.fullmatch(r"[1-9]\d?(-[1-9]\d?)?", new.cycle):
        raise RuleBroken(f"'{new.cycle}' is not a cycle.", remedy="Write the number of the examination: 5, or 5-6.")
    mechanism = session.get_one(Mechanism, new.mechanism)
    if mechanism.mandate == Mandate.OUT or mechanism.code == _OPEN:
        raise RuleBroken(f"{new.mechanism} ({mechanism.name}) has no reviews that the group follows up.")
    _refuse_known(session, new, state)
    _refuse_document(new, state)
    journal.add(
        Review,
        code=code,
        mechanism=new.mechanism,
        cycle=new.cycle,
        state=state,
        symbol=new.document.symbol or None,
        examined_to=new.examined,
        adopted=new.adopted,
        source=new.document.symbol,
    )
    journal.flush()
    return code


def _refuse_known(session: Session, new: Examination, state: str) -> None:
    for review in session.scalars(select(Review).order_by(Review.id)):
        same = review.mechanism == new.mechanism and review.state == state and not review.provisional
        if same and cycles_of(review.cycle) & cycles_of(new.cycle):
            raise RuleBroken(f"{review.code} is in the register already.", remedy="See: tracker reviews")
        if new.document.symbol and new.document.symbol in (review.symbol, *review.other_symbols):
            raise RuleBroken(f"{new.document.symbol} is the document of {review.code}.")


def _refuse_document(new: Examination, state: str) -> None:
    """Refuse a document that names another mechanism, State or cycle."""
    told = (new.document.mechanism, new.mechanism), (new.document.state, state), (new.document.cycle, new.cycle)
    for said, own in told:
        if said and said != own:
            raise RuleBroken(
                f"{new.document.symbol} is a document of {said}, not of {own}.",
                remedy="Check the symbol and the cycle.",
            )
