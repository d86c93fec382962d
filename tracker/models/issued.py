"""Reports that were issued: what was given to whom, so that it can be made again."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Id, Recorded


class Issued(Recorded, Base):
    """A report that left the office: its batch says who issued it and when.

    ``upto`` is the act up to which the register stood in it, ``as_of`` the day that its figures speak of, ``wanted`` the
    filter, ``files`` the names of its files with their SHA-256.
    """

    __tablename__ = "issued"

    meeting_id: Mapped[int | None] = mapped_column(Id, ForeignKey("meeting.id"))
    as_of: Mapped[date]
    since: Mapped[date | None]
    upto: Mapped[int]
    language: Mapped[str]
    wanted: Mapped[dict[str, str]]
    files: Mapped[dict[str, str]]
