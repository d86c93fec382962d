"""What a filter can ask for: the values that the register has, for the lists of a form."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import (
    AffectedGroup,
    Agency,
    Mechanism,
    Recommendation,
    RecommendationGoal,
    RecommendationGroup,
    RecommendationTheme,
    RecommendingState,
    Review,
    Theme,
)


@dataclass(frozen=True)
class Choices:
    """The values by part of a filter; ``closed`` are the keys of agencies that get no new work."""

    mechanism: list[str]
    review: list[str]
    cycle: list[str]
    state: list[str]
    theme: list[str]
    group: list[str]
    sdg: list[str]
    closed: set[str]


def choices(session: Session) -> Choices:
    """The values that recommendations of the register have."""

    def found(query: Any) -> list[Any]:
        return [value for value in dict.fromkeys(session.scalars(query)) if value]

    used = select(Recommendation.review_id).distinct()
    known = select(Review).where(Review.id.in_(used), Review.provisional.is_(False))
    reviews = session.scalars(
        known.join(Mechanism, Mechanism.code == Review.mechanism).order_by(Mechanism.place, Review.code.desc())
    ).all()
    themes = select(Theme.label).where(Theme.id.in_(select(RecommendationTheme.theme_id)))
    groups = select(AffectedGroup.label).where(AffectedGroup.id.in_(select(RecommendationGroup.group_id)))
    goals = select(RecommendationGoal.goal_number).distinct().order_by(RecommendationGoal.goal_number)
    return Choices(
        mechanism=list(dict.fromkeys(review.mechanism for review in reviews)),
        review=[review.code for review in reviews],
        cycle=sorted({review.cycle for review in reviews if review.cycle}, key=lambda cycle: (len(cycle), cycle)),
        state=sorted(found(select(RecommendingState.name).distinct())),
        theme=found(themes.order_by(Theme.label)),
        group=found(groups.order_by(AffectedGroup.label)),
        sdg=[str(goal) for goal in found(goals)],
        closed=set(session.scalars(select(Agency.key).where(Agency.closed_on.is_not(None)))),
    )
