"""Layouts: what the columns of a kind of sheet mean, and the answers people gave about it."""

from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Recorded


class Layout(Recorded, Base):
    """A sheet's header and what was settled about it, found again by the header's words."""

    __tablename__ = "layout"

    name: Mapped[str] = mapped_column(unique=True)
    header: Mapped[str] = mapped_column(unique=True)
    columns: Mapped[dict[str, str]]
    answers: Mapped[dict[str, str]]
