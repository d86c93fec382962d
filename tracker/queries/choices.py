"""What a filter can ask for: the values that the register has, for the lists of a form."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import (
    AffectedGroup,
    Agency,
    Assignment,
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
    """The values by part of a filter."""

    mechanism: list[str]
    review: list[str]
    cycle: list[str]
    state: list[str]
    theme: list[str]
    group: list[str]
    sdg: list[str]


def choices(session: Session, agency: str = "") -> Choices:
    """The values that recommendations of the register have; with an agency, those in which it has a part now."""

    def found(query: Any) -> list[Any]:
        return [value for value in dict.fromkeys(session.scalars(query)) if value]

    def among(column: Any, recommendation: Any) -> Any:
        """The values of a column, of the recommendations that are looked at."""
        query = select(column).distinct()
        return query.where(recommendation.in_(_own(agency))) if agency else query

    used = among(Recommendation.review_id, Recommendation.id)
    known = select(Review).where(Review.id.in_(used), Review.provisional.is_(False))
    reviews = session.scalars(
        known.join(Mechanism, Mechanism.code == Review.mechanism).order_by(Mechanism.place, Review.code.desc())
    ).all()
    themes = select(Theme.label).where(
        Theme.id.in_(among(RecommendationTheme.theme_id, RecommendationTheme.recommendation_id))
    )
    groups = select(AffectedGroup.label).where(
        AffectedGroup.id.in_(among(RecommendationGroup.group_id, RecommendationGroup.recommendation_id))
    )
    goals = among(RecommendationGoal.goal_number, RecommendationGoal.recommendation_id)
    return Choices(
        mechanism=list(dict.fromkeys(review.mechanism for review in reviews)),
        review=[review.code for review in reviews],
        cycle=sorted({review.cycle for review in reviews if review.cycle}, key=lambda cycle: (len(cycle), cycle)),
        state=sorted(found(among(RecommendingState.name, RecommendingState.recommendation_id))),
        theme=found(themes.order_by(Theme.label)),
        group=found(groups.order_by(AffectedGroup.label)),
        sdg=[str(goal) for goal in found(goals.order_by(RecommendationGoal.goal_number))],
    )


def _own(agency: str) -> Any:
    """The recommendations in which an agency has a part now."""
    return select(Assignment.recommendation_id).where(Assignment.agency_key == agency, Assignment.ended_on.is_(None))


def closed_agencies(session: Session) -> set[str]:
    """The keys of the agencies that get no new work."""
    return set(session.scalars(select(Agency.key).where(Agency.closed_on.is_not(None))))
