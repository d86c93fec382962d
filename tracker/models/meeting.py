"""Meetings of the group: when it met, who was there, what was on the agenda, and what was decided."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Id, Recorded, one_of
from tracker.vocabulary import MeetingKind, Precision


class Meeting(Recorded, Base):
    """A meeting of the group. Its day is what "since the last meeting" means."""

    __tablename__ = "meeting"
    __table_args__ = (one_of("kind", MeetingKind),)

    number: Mapped[int] = mapped_column(unique=True)
    held_on: Mapped[date]
    kind: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    venue: Mapped[str] = mapped_column(default="")


class AgendaItem(Recorded, Base):
    """A point of the agenda, in the order of ``place``.

    ``topic`` names a point that the register proposed, with the ``count`` that it had then; of others there is a text.
    """

    __tablename__ = "agenda_item"

    meeting_id: Mapped[int] = mapped_column(Id, ForeignKey("meeting.id"), index=True)
    place: Mapped[int]
    topic: Mapped[str] = mapped_column(default="")
    count: Mapped[int] = mapped_column(default=0)
    text: Mapped[str] = mapped_column(default="")


class Attendance(Recorded, Base):
    """An agency that attended a meeting, and who spoke for it."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("meeting_id", "agency_key"),)

    meeting_id: Mapped[int] = mapped_column(Id, ForeignKey("meeting.id"))
    agency_key: Mapped[str] = mapped_column(ForeignKey("agency.key"))
    persons: Mapped[str] = mapped_column(default="")


class Decision(Recorded, Base):
    """What a meeting decided: what is to be done, by which agency, by when. It is open until ``done_on``."""

    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("meeting_id", "number"),
        one_of("due_precision", Precision, optional=True),
    )

    meeting_id: Mapped[int] = mapped_column(Id, ForeignKey("meeting.id"))
    number: Mapped[int]
    text: Mapped[str]
    agency_key: Mapped[str | None] = mapped_column(ForeignKey("agency.key"), index=True)
    due_on: Mapped[date | None]
    due_precision: Mapped[str | None]
    due_text: Mapped[str] = mapped_column(default="")
    done_on: Mapped[date | None]
    done_note: Mapped[str] = mapped_column(default="")


class DecisionAbout(Recorded, Base):
    """A recommendation that a decision is about."""

    __tablename__ = "decision_about"
    __table_args__ = (UniqueConstraint("decision_id", "recommendation_id"),)

    decision_id: Mapped[int] = mapped_column(Id, ForeignKey("decision.id"))
    recommendation_id: Mapped[int] = mapped_column(Id, ForeignKey("recommendation.id"), index=True)
