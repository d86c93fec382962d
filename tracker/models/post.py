"""Posts: a focal point is a post of an agency; people hold it for a time."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Id, Recorded


class Post(Recorded, Base):
    """A focal point of an agency: the post, whoever holds it. ``email`` and ``phone`` are those of the post."""

    __tablename__ = "post"
    __table_args__ = (UniqueConstraint("agency_key", "title"),)

    agency_key: Mapped[str] = mapped_column(ForeignKey("agency.key"))
    title: Mapped[str]
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")


class Holder(Recorded, Base):
    """A person who holds a post, or stands in for its holder, from one day to another."""

    __tablename__ = "holder"
    __table_args__ = (CheckConstraint("until_on IS NULL OR until_on >= from_on", name="ends_after_it_began"),)

    post_id: Mapped[int] = mapped_column(Id, ForeignKey("post.id"), index=True)
    name: Mapped[str]
    alternate: Mapped[bool] = mapped_column(default=False)
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    from_on: Mapped[date]
    until_on: Mapped[date | None]
