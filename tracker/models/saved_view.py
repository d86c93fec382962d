"""Saved views: conditions of a filter that people use again and again, by name."""

from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Recorded


class SavedView(Recorded, Base):
    """The conditions of a filter under a name; ``folded`` is the name as it is found, in any case and spelling.

    ``conditions`` has the parts of a filter that restrict, by name: keys of agencies and codes, and days as ISO dates.
    """

    __tablename__ = "saved_view"

    name: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)
    conditions: Mapped[dict[str, Any]] = mapped_column(JSON)
