"""Packs that were issued: what the members of a meeting were given."""

from datetime import date

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Id, Recorded


class Issued(Recorded, Base):
    """A pack as it was issued, in one language; its act says who and when.

    ``state_batch`` is the last act whose outcome it shows, so that it can be made again with the same figures.
    ``conditions`` is its filter (the parts that restrict), ``files`` the name and SHA-256 of each file, ``figures`` the
    SHA-256 of all figures with the codes behind them.
    """

    __tablename__ = "issued"

    number: Mapped[int] = mapped_column(unique=True)
    meeting_id: Mapped[int | None] = mapped_column(Id, ForeignKey("meeting.id"))
    as_at: Mapped[date]
    since: Mapped[date | None]
    language: Mapped[str]
    state_batch: Mapped[int]
    conditions: Mapped[dict[str, object]] = mapped_column(JSON)
    files: Mapped[dict[str, str]]
    figures: Mapped[str]
