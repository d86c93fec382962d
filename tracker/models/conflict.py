"""Conflicts: values of a sheet that could not be taken as they came, until a person settles them."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Id, Recorded, one_of
from tracker.vocabulary import Clash


class Conflict(Recorded, Base):
    """One value of a sheet beside what its author had and what the register held when it came.

    ``asked_id`` is the row of a round that it answers; empty for any other sheet. ``agency_key`` is who says it in a
    sheet of an agency's own.
    ``value`` is the value in the form in which the register would keep it, empty where it could not be read.
    ``held_by`` says who put the register's value there and when. ``settled_in`` is the act that settled it, and
    ``settled_as`` what was chosen (``theirs``, ``ours``, or the words that were typed instead).
    """

    __tablename__ = "conflict"
    __table_args__ = (
        one_of("kind", Clash),
        Index("ix_conflict_recommendation", "recommendation_id"),
        Index("ix_conflict_asked", "asked_id"),
        Index("ix_conflict_open", "settled_in"),
    )

    recommendation_id: Mapped[int] = mapped_column(Id, ForeignKey("recommendation.id"))
    asked_id: Mapped[int | None] = mapped_column(Id, ForeignKey("asked.id"))
    agency_key: Mapped[str | None] = mapped_column(ForeignKey("agency.key"))
    kind: Mapped[str]
    field: Mapped[str]
    cell: Mapped[str]
    sent: Mapped[str]
    came: Mapped[str]
    held: Mapped[str]
    held_by: Mapped[str]
    value: Mapped[object | None]
    settled_in: Mapped[int | None] = mapped_column(ForeignKey("batch.id"))
    settled_as: Mapped[str] = mapped_column(default="")
