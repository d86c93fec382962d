"""Words met in sheets, and what they mean."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Recorded

ANSWER = "answer"
"""The note of a word whose meaning a person told in an answer."""


class Word(Recorded, Base):
    """A word of a sheet: of a header, a status, a position, a month, a kind of row.

    ``kind`` says where it is looked for, ``value`` what it means there. Words come from the reference data and from
    answers that people gave.
    """

    __tablename__ = "word"
    __table_args__ = (UniqueConstraint("kind", "value", "folded"),)

    kind: Mapped[str]
    value: Mapped[str]
    language: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    folded: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
