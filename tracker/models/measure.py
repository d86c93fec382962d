"""Measures and evidence: what is being done, and what proves it."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Id, Recorded


class Measure(Recorded, Base):
    """What was done or is planned for a recommendation, in the words of the group or of one agency."""

    __tablename__ = "measure"
    __table_args__ = (Index("ix_measure_recommendation", "recommendation_id"),)

    recommendation_id: Mapped[int] = mapped_column(Id, ForeignKey("recommendation.id"))
    agency_key: Mapped[str | None] = mapped_column(ForeignKey("agency.key"))
    plan_key: Mapped[str | None] = mapped_column(ForeignKey("national_plan.key"))
    text: Mapped[str]


class NationalPlan(Base):
    """A national programme that measures can belong to."""

    __tablename__ = "national_plan"

    key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    adopted: Mapped[str]
    content: Mapped[str]


class Evidence(Recorded, Base):
    """What proves a measure or a status: a legal act, a document, a statistic, an event; dated, with its place.

    ``place`` is the address of a page, or the name of a file whose content is kept beside the register under ``sha256``.
    """

    __tablename__ = "evidence"
    __table_args__ = (Index("ix_evidence_recommendation", "recommendation_id"),)

    recommendation_id: Mapped[int] = mapped_column(Id, ForeignKey("recommendation.id"))
    assessment_id: Mapped[int | None] = mapped_column(Id, ForeignKey("assessment.id"))
    agency_key: Mapped[str | None] = mapped_column(ForeignKey("agency.key"))
    kind: Mapped[str] = mapped_column(default="")
    dated_on: Mapped[date | None]
    text: Mapped[str]
    place: Mapped[str | None]
    sha256: Mapped[str | None]
