"""What a recommendation is about: themes, affected groups of persons, Sustainable Development Goals."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Id, Recorded


class Theme(Recorded, Base):
    """A theme as a source writes it; ``group`` and ``current_label`` bring the older lists and the current one together."""

    __tablename__ = "theme"

    label: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)
    scheme: Mapped[str]
    code: Mapped[str] = mapped_column(default="")
    group: Mapped[str] = mapped_column(default="")
    current_label: Mapped[str] = mapped_column(default="")


class AffectedGroup(Recorded, Base):
    """A group of persons whom recommendations concern (labels of the Universal Human Rights Index, or the group's own)."""

    __tablename__ = "affected_group"

    label: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)
    aliases: Mapped[list[str]] = mapped_column(default=list)


class Goal(Base):
    """A Sustainable Development Goal: used as a tag only, the SDG processes are outside the group's mandate."""

    __tablename__ = "goal"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    uhri_label: Mapped[str]


class RecommendationTheme(Recorded, Base):
    """A theme of a recommendation."""

    __tablename__ = "recommendation_theme"
    __table_args__ = (UniqueConstraint("recommendation_id", "theme_id"),)

    recommendation_id: Mapped[int] = mapped_column(Id, ForeignKey("recommendation.id"))
    theme_id: Mapped[int] = mapped_column(Id, ForeignKey("theme.id"))
    place: Mapped[int]


class RecommendationGroup(Recorded, Base):
    """A group of persons whom a recommendation concerns."""

    __tablename__ = "recommendation_group"
    __table_args__ = (UniqueConstraint("recommendation_id", "group_id"),)

    recommendation_id: Mapped[int] = mapped_column(Id, ForeignKey("recommendation.id"))
    group_id: Mapped[int] = mapped_column(Id, ForeignKey("affected_group.id"))
    place: Mapped[int]


class RecommendationGoal(Recorded, Base):
    """A goal, or a target of it (``16.3``; the goal alone when empty), that a recommendation bears on."""

    __tablename__ = "recommendation_goal"
    __table_args__ = (UniqueConstraint("recommendation_id", "goal_number", "target"),)

    recommendation_id: Mapped[int] = mapped_column(Id, ForeignKey("recommendation.id"))
    goal_number: Mapped[int] = mapped_column(ForeignKey("goal.number"))
    target: Mapped[str] = mapped_column(default="")
