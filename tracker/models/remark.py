"""Remarks and open values: what stood beside a value, and what nobody could yet read."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Id, Recorded


class Remark(Recorded, Base):
    """A cell comment of a sheet, with its author where the sheet names one."""

    __tablename__ = "remark"
    __table_args__ = (Index("ix_remark_recommendation", "recommendation_id"),)

    recommendation_id: Mapped[int] = mapped_column(Id, ForeignKey("recommendation.id"))
    cell: Mapped[str]
    author: Mapped[str]
    text: Mapped[str]


class OpenValue(Recorded, Base):
    """A value that was read but not understood: it is kept here, as written, until a person resolves it."""

    __tablename__ = "open_value"
    __table_args__ = (Index("ix_open_value_recommendation", "recommendation_id"),)

    recommendation_id: Mapped[int] = mapped_column(Id, ForeignKey("recommendation.id"))
    field: Mapped[str]
    text: Mapped[str]
    cell: Mapped[str]
    settled_in: Mapped[int | None] = mapped_column(ForeignKey("batch.id"))
