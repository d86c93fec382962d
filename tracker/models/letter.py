"""Letters: the register of correspondence, out and in, with the numbers and dates of both sides."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Id, Recorded, one_of
from tracker.vocabulary import Direction, LetterKind


class Letter(Recorded, Base):
    """A letter to an agency or from it.

    ``number`` is the sender's own, empty until it is known; ``answers_id`` is the letter that it answers or reminds of;
    ``file`` is the name of the written file, or of the sheet that came with it.
    """

    __tablename__ = "letter"
    __table_args__ = (
        one_of("direction", Direction),
        one_of("kind", LetterKind),
        Index("ix_letter_request", "request_id", "agency_key"),
    )

    direction: Mapped[str]
    kind: Mapped[str]
    request_id: Mapped[int | None] = mapped_column(Id, ForeignKey("request.id"))
    agency_key: Mapped[str] = mapped_column(ForeignKey("agency.key"))
    number: Mapped[str] = mapped_column(default="")
    dated_on: Mapped[date | None]
    received_on: Mapped[date | None]
    due_on: Mapped[date | None]
    subject: Mapped[str] = mapped_column(default="")
    file: Mapped[str] = mapped_column(default="")
    answers_id: Mapped[int | None] = mapped_column(Id, ForeignKey("letter.id"))
