"""Assessments: dated views of where implementation stands."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Id, Recorded, one_of
from tracker.vocabulary import DateBasis, Precision, Voice


class Assessment(Recorded, Base):
    """One view by one voice at one date; only ever added to, but for a day that is put right and a refusal.

    ``word`` is what the source wrote. ``date_precision`` tells how exactly the date is known: of a year, ``dated_on`` is
    the last day. ``substantiated`` is false where the status came from a sheet and the rules would
    have asked for evidence. ``grade`` is a committee's verdict on its own scale.
    ``refusal`` is why the secretariat did not confirm a claim; empty where it did not refuse it.
    """

    __tablename__ = "assessment"
    __table_args__ = (
        one_of("voice", Voice),
        one_of("date_basis", DateBasis),
        CheckConstraint("status_code IS NOT NULL OR grade <> ''", name="says_something"),
        CheckConstraint("(voice = 'agency') = (agency_key IS NOT NULL)", name="agency_speaks"),
        Index("ix_assessment_latest", "recommendation_id", "voice", "dated_on", "id"),
    )

    recommendation_id: Mapped[int] = mapped_column(Id, ForeignKey("recommendation.id"))
    voice: Mapped[str]
    agency_key: Mapped[str | None] = mapped_column(ForeignKey("agency.key"))
    status_code: Mapped[str | None] = mapped_column(ForeignKey("status.code"))
    grade: Mapped[str] = mapped_column(default="")
    word: Mapped[str] = mapped_column(default="")
    dated_on: Mapped[date]
    date_basis: Mapped[str]
    date_precision: Mapped[str] = mapped_column(default=Precision.DAY, server_default=text("'day'"))
    note: Mapped[str] = mapped_column(default="")
    substantiated: Mapped[bool]
    refusal: Mapped[str] = mapped_column(default="", server_default=text("''"))
    newer_id: Mapped[int | None] = mapped_column(Id, ForeignKey("recommendation.id"))
