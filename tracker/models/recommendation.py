"""Recommendations: the units that the group follows up."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Id, Recorded, one_of
from tracker.vocabulary import Position, Precision, Priority


class Recommendation(Recorded, Base):
    """One unit to follow up: the lowest lettered item of a paragraph, or one number of a UPR report.

    ``reference`` is text in normal form (``140.10``, ``13(b)``), empty when the source has no numbers; ``sub`` counts the
    recommendations bundled under one number (first UPR cycle). The UN text is never edited. ``lead_in`` is the sentence
    that opens a lettered paragraph. ``position_word`` is the word the source used for the position.
    """

    __tablename__ = "recommendation"
    __table_args__ = (
        UniqueConstraint("review_id", "reference", "sub"),
        CheckConstraint("length(text) > 0", name="text"),
        one_of("position", Position, optional=True),
        one_of("due_precision", Precision, optional=True),
        one_of("priority", Priority, optional=True),
        Index("ix_recommendation_review_text", "review_id", "text_key"),
        Index("ix_recommendation_sort", "review_id", "sort_key"),
    )

    code: Mapped[str] = mapped_column(unique=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    reference: Mapped[str | None]
    sub: Mapped[int] = mapped_column(default=0)
    sort_key: Mapped[str]
    text: Mapped[str]
    lead_in: Mapped[str] = mapped_column(default="")
    text_key: Mapped[str]
    search_text: Mapped[str]
    document: Mapped[str] = mapped_column(default="")
    position: Mapped[str | None]
    position_word: Mapped[str] = mapped_column(default="")
    position_source: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None] = mapped_column(index=True)
    due_precision: Mapped[str | None]
    due_text: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    priority: Mapped[str | None] = mapped_column(index=True)
    priority_reason: Mapped[str] = mapped_column(default="", server_default=sql("''"))
    out_of_mandate: Mapped[bool] = mapped_column(default=False)
    out_reason: Mapped[str] = mapped_column(default="")
    annotation: Mapped[str | None]


class RecommendingState(Recorded, Base):
    """A State that made the recommendation (UPR), in the order of the source."""

    __tablename__ = "recommending_state"
    __table_args__ = (UniqueConstraint("recommendation_id", "name"),)

    recommendation_id: Mapped[int] = mapped_column(Id, ForeignKey("recommendation.id"))
    name: Mapped[str]
    place: Mapped[int]


class Translation(Recorded, Base):
    """The recommendation in another language, as a sheet gave it."""

    __tablename__ = "translation"
    __table_args__ = (Index("ix_translation_recommendation", "recommendation_id"),)

    recommendation_id: Mapped[int] = mapped_column(Id, ForeignKey("recommendation.id"))
    text: Mapped[str]
