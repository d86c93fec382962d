"""Filters that people keep by a name."""

from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Recorded


class SavedView(Recorded, Base):
    """A filter under a name: its conditions, each a name with its value."""

    __tablename__ = "saved_view"

    name: Mapped[str] = mapped_column(unique=True)
    conditions: Mapped[dict[str, str]]
