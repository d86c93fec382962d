"""Reviews: one examination of the State by a mechanism."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Recorded


class Review(Recorded, Base):
    """One examination: the document with the recommendations, the dates, and what is due next.

    Dates are kept as they are known, cut to their precision (``2024``, ``2024-05`` or ``2024-05-06``). ``state`` is the
    State reviewed: a list about another State is kept apart under a review of its own. ``provisional`` reviews hold
    rows whose sheet did not say where they belong; ``found_in`` is that sheet.
    """

    __tablename__ = "review"

    code: Mapped[str] = mapped_column(unique=True)
    mechanism: Mapped[str] = mapped_column(ForeignKey("mechanism.code"))
    cycle: Mapped[str]
    state: Mapped[str]
    session: Mapped[str] = mapped_column(default="")
    council_session: Mapped[str] = mapped_column(default="")
    symbol: Mapped[str | None] = mapped_column(unique=True)
    other_symbols: Mapped[list[str]] = mapped_column(default=list)
    state_report: Mapped[str] = mapped_column(default="")
    examined_from: Mapped[str] = mapped_column(default="")
    examined_to: Mapped[str] = mapped_column(default="")
    adopted: Mapped[str] = mapped_column(default="")
    published: Mapped[str] = mapped_column(default="")
    next_report_due: Mapped[str] = mapped_column(default="")
    next_report_basis: Mapped[str] = mapped_column(default="")
    followup_paragraphs: Mapped[list[str]] = mapped_column(default=list)
    followup_due: Mapped[str] = mapped_column(default="")
    followup_basis: Mapped[str] = mapped_column(default="")
    followup_received: Mapped[str] = mapped_column(default="")
    followup_symbol: Mapped[str] = mapped_column(default="")
    followup_verdict: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    confidence: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    provisional: Mapped[bool] = mapped_column(default=False)
    found_in: Mapped[str] = mapped_column(default="")
