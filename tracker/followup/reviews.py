"""Adds a review by hand, and corrects one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.codes import cycles_of
from tracker.errors import RuleBroken
from tracker.followup.journal import Journal
from tracker.language.phrase import Phrase
from tracker.models import Mechanism, Register, Review
from tracker.queries.find import find_review
from tracker.vocabulary import UNNAMED, Mandate

CORRECTED = {
    "symbol": "document",
    "examined_to": "examined",
    "adopted": "adopted",
    "next_report_due": "next report due",
    "followup_due": "reply due",
}
"""The columns of a review that can be corrected by hand, with what people call them."""


_BASES = {"next_report_due": "next_report_basis", "followup_due": "followup_basis"}
_STATED = "stated"


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
        raise RuleBroken(
            Phrase("'{cycle}' is not a cycle.", cycle=new.cycle),
            remedy=Phrase("Write the number of the examination: 5, or 5-6."),
        )
    mechanism = session.get_one(Mechanism, new.mechanism)
    if mechanism.mandate == Mandate.OUT or mechanism.code == UNNAMED:
        raise RuleBroken(f"{new.mechanism} ({mechanism.name}) has no reviews that the group follows up.")
    _refuse_known(session, new, state)
    _refuse_document(new.document, new.mechanism, state, new.cycle)
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


def correct_review(journal: Journal, code: str, days: Mapping[str, str], document: Document | None) -> list[str]:
    """Correct the days of a review (columns of ``CORRECTED``) and its document; returns what was done, in words.

    An empty day or document empties it, no document leaves it. Raises ``NotFound``, and ``RuleBroken`` for rows that wait
    for their review and for a document of another review, mechanism, State or cycle.
    """
    item = find_review(journal.session, code)
    if item.provisional:
        raise RuleBroken(Phrase("{code} is not a review: its rows wait for one.", code=item.code))
    values = dict(days)
    if document is not None:
        _check_document(journal.session, item, document)
        values["symbol"] = document.symbol
    done = []
    for name, word in CORRECTED.items():
        old, new = getattr(item, name) or "", values.get(name)
        if new is not None and new != old:
            journal.change(Review, item.id, name, getattr(item, name), new or None if name == "symbol" else new)
            done.append(f"{word} {old or '-'} -> {new or '-'}")
            _state(journal, item, name, _STATED if new else "")
    journal.flush()
    return done


def _check_document(session: Session, item: Review, document: Document) -> None:
    """Refuse another document than the review has, if it is one of another review, mechanism, State or cycle."""
    if document.symbol not in ("", item.symbol):
        _refuse_owned([review for review in _by_id(session) if review.id != item.id], document.symbol)
        _refuse_document(document, item.mechanism, item.state, item.cycle)


def _state(journal: Journal, item: Review, name: str, said: str) -> None:
    """A day that a person gave is stated, where it was derived from the rules before; one that is gone is nothing."""
    basis = _BASES.get(name)
    if basis and getattr(item, basis) != said:
        journal.change(Review, item.id, basis, getattr(item, basis), said)


def _by_id(session: Session) -> Sequence[Review]:
    return session.scalars(select(Review).order_by(Review.id)).all()


def _refuse_owned(reviews: Sequence[Review], symbol: str) -> None:
    """Refuse a document that one of these reviews has."""
    for review in reviews:
        if symbol and symbol in (review.symbol, *review.other_symbols):
            raise RuleBroken(Phrase("{symbol} is the document of {code}.", symbol=symbol, code=review.code))


def _refuse_known(session: Session, new: Examination, state: str) -> None:
    reviews = _by_id(session)
    for review in reviews:
        same = review.mechanism == new.mechanism and review.state == state and not review.provisional
        if same and cycles_of(review.cycle) & cycles_of(new.cycle):
            raise RuleBroken(
                Phrase("{code} is in the register already.", code=review.code), remedy="See: tracker reviews"
            )
    _refuse_owned(reviews, new.document.symbol)


def _refuse_document(document: Document, mechanism: str, state: str | None, cycle: str) -> None:
    """Refuse a document that names another mechanism, State or cycle."""
    for said, own in (document.mechanism, mechanism), (document.state, state), (document.cycle, cycle):
        if said and said != own:
            raise RuleBroken(
                Phrase("{symbol} is a document of {said}, not of {own}.", symbol=document.symbol, said=said, own=own),
                remedy="Check the symbol and the cycle.",
            )
