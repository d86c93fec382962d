"""Requests: rounds of asking agencies for input by a date, and what each agency was asked."""

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Id, Recorded, one_of
from tracker.vocabulary import Role


class Request(Recorded, Base):
    """A round: which recommendations the agencies are asked about, and by when they are to answer.

    ``number`` is what people say ("round 3"); ``language`` is that of the letters and workbooks.
    """

    __tablename__ = "request"

    number: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str]
    language: Mapped[str]
    opened_on: Mapped[date]
    due_on: Mapped[date]


class Asked(Recorded, Base):
    """One recommendation that an agency was asked about, in its part as lead or contributing.

    ``key`` is the identity that the row carries in the agency's workbook; ``sent`` is what stood in its cells when it
    left, field by field, so that an answer can be compared with it.
    """

    __tablename__ = "asked"
    __table_args__ = (
        one_of("role", Role),
        UniqueConstraint("request_id", "agency_key", "recommendation_id"),
        Index("ix_asked_recommendation", "recommendation_id"),
    )

    request_id: Mapped[int] = mapped_column(Id, ForeignKey("request.id"))
    agency_key: Mapped[str] = mapped_column(ForeignKey("agency.key"))
    recommendation_id: Mapped[int] = mapped_column(Id, ForeignKey("recommendation.id"))
    role: Mapped[str]
    place: Mapped[int]
    key: Mapped[str] = mapped_column(unique=True)
    sent: Mapped[dict[str, str]]


class Answer(Recorded, Base):
    """A row that came back: what stood in the agency's cells, field by field. The last one counts."""

    __tablename__ = "answer"
    __table_args__ = (Index("ix_answer_asked", "asked_id"),)

    asked_id: Mapped[int] = mapped_column(Id, ForeignKey("asked.id"))
    came: Mapped[dict[str, str]]
    came_on: Mapped[date]
