"""Recommendations as plain columns, for reports that read the whole register at once: no object is made for a row."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVarTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tracker.models import (
    Assessment,
    Assignment,
    Mechanism,
    Recommendation,
    RecommendationTheme,
    RecommendingState,
    Review,
    Theme,
)
from tracker.queries.filter import Filter, restricted
from tracker.queries.pieces import plain_rows, rows_about
from tracker.vocabulary import Role, Voice

Columns = TypeVarTuple("Columns")

_COLUMNS = {
    "id": Recommendation.id,
    "code": Recommendation.code,
    "mechanism": Review.mechanism,
    "review": Review.code,
    "document": Recommendation.document,
    "reference": Recommendation.reference,
    "text": Recommendation.text,
    "position": Recommendation.position,
    "due_on": Recommendation.due_on,
    "due_precision": Recommendation.due_precision,
    "due_text": Recommendation.due_text,
    "out": Recommendation.out_of_mandate,
    "out_reason": Recommendation.out_reason,
}


BY_DAY = (Assessment.recommendation_id, Assessment.voice, Assessment.dated_on, Assessment.id)
"""The views of recommendations, the last of each voice last: the order of their index, so that nothing is sorted."""


class Stated(NamedTuple):
    """What the group says of where a recommendation stands: its status, the day of it, and whether evidence is given."""

    status: str
    dated_on: date | None
    substantiated: bool


def in_order(query: Select[*Columns]) -> Select[*Columns]:
    """A query over recommendations in the order of mechanism, review and number, those outside the mandate last."""
    return (
        query.join(Review, Review.id == Recommendation.review_id)
        .join(Mechanism, Mechanism.code == Review.mechanism)
        .order_by(
            Recommendation.out_of_mandate,
            Mechanism.place,
            Review.code.desc(),
            Recommendation.sort_key,
            Recommendation.id,
        )
    )


def unit_columns(session: Session, wanted: Filter, today: date) -> dict[str, Sequence[Any]]:
    """The columns of the recommendations of a filter by name, in the order of listings."""
    query: Select[*tuple[Any, ...]] = in_order(select(*_COLUMNS.values()))
    rows = plain_rows(session, restricted(query, wanted, today))
    columns = list(zip(*rows, strict=True)) or [()] * len(_COLUMNS)
    return dict(zip(_COLUMNS, columns, strict=True))


def stated(session: Session, ids: Collection[int]) -> dict[int, Stated]:
    """The group's last word on each recommendation of which it said anything."""
    query = select(
        Assessment.recommendation_id, Assessment.status_code, Assessment.dated_on, Assessment.substantiated
    ).where(Assessment.voice == Voice.SECRETARIAT)
    found: dict[int, Stated] = {}
    for key, status, day, substantiated in rows_about(session, query.order_by(*BY_DAY), ids):
        found[key] = Stated(status or (found[key].status if key in found else ""), day, substantiated)
    return found


def states_of(session: Session, ids: Collection[int]) -> dict[int, list[str]]:
    """The States that made recommendations, in the order of the source."""
    query = select(RecommendingState.recommendation_id, RecommendingState.name)
    return _gathered(rows_about(session, query.order_by(RecommendingState.place), ids))


def themes_of(session: Session, ids: Collection[int]) -> dict[int, list[str]]:
    """The themes of recommendations, in the order of the source."""
    query = select(RecommendationTheme.recommendation_id, Theme.label)
    query = query.join(Theme, Theme.id == RecommendationTheme.theme_id).order_by(RecommendationTheme.place)
    return _gathered(rows_about(session, query, ids))


def agencies_of(session: Session, ids: Collection[int], role: Role) -> dict[int, list[str]]:
    """The agencies that have a part in recommendations now, in the order in which they were assigned."""
    query = select(Assignment.recommendation_id, Assignment.agency_key).order_by(Assignment.id)
    return _gathered(rows_about(session, query.where(Assignment.role == role, Assignment.ended_on.is_(None)), ids))


def _gathered(rows: Iterable[Any]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for key, value in rows:
        found.setdefault(key, []).append(value)
    return found
