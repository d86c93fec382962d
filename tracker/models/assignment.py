"""Assignments: which agency answers for a recommendation."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Id, Recorded, one_of
from tracker.models.partial import unique_where
from tracker.vocabulary import Role


class Assignment(Recorded, Base):
    """An agency's part in a recommendation. Dated, ended rather than deleted; never more than one active lead."""

    __tablename__ = "assignment"
    __table_args__ = (
        one_of("role", Role),
        CheckConstraint("ended_on IS NULL OR ended_on >= began_on", name="ends_after_it_began"),
        unique_where("uq_assignment_active_lead", "role = 'lead' AND ended_on IS NULL", "recommendation_id"),
        unique_where("uq_assignment_active", "ended_on IS NULL", "recommendation_id", "agency_key"),
        Index("ix_assignment_recommendation", "recommendation_id"),
    )

    recommendation_id: Mapped[int] = mapped_column(Id, ForeignKey("recommendation.id"))
    agency_key: Mapped[str] = mapped_column(ForeignKey("agency.key"))
    role: Mapped[str]
    began_on: Mapped[date]
    ended_on: Mapped[date | None]
