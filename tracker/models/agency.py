"""Agencies of the working group, and the spellings met in sheets."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Id, Recorded


class Agency(Recorded, Base):
    """A body that takes part in the follow-up. ``membership`` says whether it is known to sit in the group.

    Others refer to its ``key``; its ``id`` is for the journal alone. A closed agency stays, so that what it said and
    sheets that name it are understood; ``successor`` is the agency that took its work over.
    """

    __tablename__ = "agency"

    key: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(Id, unique=True, index=True)
    kind: Mapped[str]
    name_en: Mapped[str]
    name_az: Mapped[str]
    name_ru: Mapped[str]
    membership: Mapped[str]
    role: Mapped[str]
    usual_themes: Mapped[str]
    place: Mapped[int]
    closed_on: Mapped[date | None]
    successor: Mapped[str | None] = mapped_column(ForeignKey("agency.key"))


class Alias(Recorded, Base):
    """A spelling of an agency's name. One spelling of two agencies is ambiguous and is asked about."""

    __tablename__ = "alias"
    __table_args__ = (UniqueConstraint("agency_key", "folded"),)

    agency_key: Mapped[str] = mapped_column(ForeignKey("agency.key"))
    text: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    language: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="alias")
