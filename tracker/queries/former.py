"""Recommendations that once had another number, or that a person removed or merged: the journal knows them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from tracker.models import Batch, Change, Recommendation
from tracker.models.batch import REMOVED
from tracker.queries.reasons import Reason, reason_of
from tracker.vocabulary import BatchKind


@dataclass
class Former:
    """A recommendation that had other codes before, or that was taken out; ``by`` whom and ``on`` which day at last.

    ``text`` and ``text_key`` are set if it was taken out of the register, and ``reason`` says why.
    """

    by: str = ""
    on: date = date.min
    code: str = ""
    codes: list[str] = field(default_factory=list)
    numbered: bool = True
    text: str = ""
    text_key: str = ""
    reason: Reason = field(default_factory=lambda: Reason(""))

    @property
    def gone(self) -> bool:
        """Return True if the recommendation is no longer in the register."""
        return bool(self.text_key)

    @property
    def review(self) -> str:
        """The code of its review."""
        return self.code.partition("/")[0]


def former_recommendations(session: Session) -> list[Former]:
    """The recommendations that got another code, or were taken out, by acts that were not undone; the latest first."""
    found: dict[int, Former] = {}
    for change, batch in _changes(session):
        former = found.pop(change.row_id, None) or Former()
        found[change.row_id] = former
        former.by, former.on = batch.who, batch.at.astimezone().date()
        if change.field == REMOVED:
            _take_out(former, change.old, batch.summary)
        else:
            former.codes.append(str(change.old))
            former.code = str(change.new)
    return list(reversed(found.values()))


def _changes(session: Session) -> Iterator[Row[Change, Batch]]:
    query = select(Change, Batch).join(Batch, Batch.id == Change.batch_id)
    query = query.where(
        Change.table_name == Recommendation.__tablename__,
        Change.field.in_(("code", REMOVED)),
        Batch.undone_by.is_(None),
        Batch.kind != BatchKind.UNDO,
    )
    yield from session.execute(query.order_by(Change.id))


def _take_out(former: Former, row: Any, summary: str) -> None:
    former.code, former.numbered = row["code"], row["reference"] is not None
    former.codes.append(former.code)
    former.text, former.text_key = row["text"], row["text_key"]
    former.reason = reason_of(summary, former.code)
