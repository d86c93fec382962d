"""Layouts: what the columns of a kind of sheet mean, and the answers people gave about it."""

from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Recorded


class Layout(Recorded, Base):
    """The remembered columns and answers of a sheet, found again by its headings."""

    __tablename__ = "layout"

    name: Mapped[str] = mapped_column(unique=True)
    header: Mapped[str] = mapped_column(unique=True)
    columns: Mapped[dict[str, str]]
    answers: Mapped[dict[str, str]]
