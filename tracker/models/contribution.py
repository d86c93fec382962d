"""Contributions: what a body or an organisation says of a recommendation in its own words, beside the record."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Id, Recorded, one_of
from tracker.vocabulary import Speaker


class Contribution(Recorded, Base):
    """Words of an agency, the Ombudsperson or civil society. They stand beside the State's answer and change nothing in it.

    ``author`` names the organisation or the document; ``agency_key`` is set where an agency of the group speaks.
    """

    __tablename__ = "contribution"
    __table_args__ = (
        one_of("speaker", Speaker),
        CheckConstraint("speaker <> 'agency' OR agency_key IS NOT NULL", name="agency_speaks"),
        CheckConstraint("length(text) > 0", name="text"),
        Index("ix_contribution_recommendation", "recommendation_id"),
    )

    recommendation_id: Mapped[int] = mapped_column(Id, ForeignKey("recommendation.id"))
    speaker: Mapped[str]
    agency_key: Mapped[str | None] = mapped_column(ForeignKey("agency.key"))
    author: Mapped[str] = mapped_column(default="")
    dated_on: Mapped[date]
    text: Mapped[str]
