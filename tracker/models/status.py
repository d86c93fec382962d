"""Statuses of implementation and the ways between them."""

from sqlalchemy import ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base


class Status(Base):
    """A status of the group's own vocabulary, with what is needed to enter it."""

    __tablename__ = "status"

    code: Mapped[str] = mapped_column(primary_key=True)
    label_en: Mapped[str]
    label_az: Mapped[str]
    label_ru: Mapped[str]
    standing: Mapped[str]
    counts_as_action: Mapped[bool]
    terminal: Mapped[bool]
    needs_evidence: Mapped[str]
    needs_reason: Mapped[str]
    stale_after_months: Mapped[int | None]
    colour: Mapped[str]
    note: Mapped[str]
    kind: Mapped[str] = mapped_column(default="", server_default=text("''"))
    percent: Mapped[str] = mapped_column(default="", server_default=text("''"))
    place: Mapped[int]


class Transition(Base):
    """A change of status that the rules allow, and who may make it (``agency``, ``secretariat`` or ``either``)."""

    __tablename__ = "transition"

    from_status: Mapped[str] = mapped_column(primary_key=True)
    to_status: Mapped[str] = mapped_column(ForeignKey("status.code"), primary_key=True)
    who: Mapped[str]
    rule: Mapped[str]


class Grade(Base):
    """A grade of a committee's own scale for follow-up replies: shown beside the group's status, never merged with it."""

    __tablename__ = "grade"

    scale: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str]
    meaning: Mapped[str]
    in_force: Mapped[str]
    confidence: Mapped[str]
