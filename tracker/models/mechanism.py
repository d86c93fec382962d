"""Mechanisms: the treaty bodies, the UPR, and those outside the group's mandate."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, one_of
from tracker.vocabulary import Mandate


class Mechanism(Base):
    """A body that addresses recommendations to the State, with its rule of follow-up as data."""

    __tablename__ = "mechanism"
    __table_args__ = (one_of("mandate", Mandate),)

    code: Mapped[str] = mapped_column(primary_key=True)
    family: Mapped[str]
    name: Mapped[str]
    instrument: Mapped[str]
    treaty: Mapped[str]
    lead_agency: Mapped[str | None] = mapped_column(ForeignKey("agency.key"))
    lead_basis: Mapped[str]
    mandate: Mapped[str]
    symbol_prefix: Mapped[str]
    followup_months: Mapped[int | None]
    followup_max_items: Mapped[str]
    followup_rule: Mapped[str]
    grading: Mapped[str]
    uhri_label: Mapped[str]
    names: Mapped[list[str]]
    confidence: Mapped[str]
    source: Mapped[str]
    place: Mapped[int]
