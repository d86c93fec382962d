"""Recommendations as plain columns, for reports that read the whole register at once: no object is made for a row."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple, TypeVarTuple

from sqlalchemy import Select, func, select
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
from tracker.queries.latest import latest_status, lead_agency
from tracker.queries.pieces import plain_rows, rows_about
from tracker.vocabulary import Role, Voice

Columns = TypeVarTuple("Columns")

BY_DAY = (Assessment.recommendation_id, Assessment.voice, Assessment.dated_on, Assessment.id)
"""The views of recommendations, the last of each voice last: the order of their index, so that nothing is sorted."""


class Listed(NamedTuple):
    """What counts are made of: columns with little of each recommendation, read for all of them."""

    id: Sequence[int]
    code: Sequence[str]
    mechanism: Sequence[str]
    out: Sequence[bool]
    due_on: Sequence[date | None]
    status_code: Sequence[str]
    lead_key: Sequence[str]


class Worded(NamedTuple):
    """What only lists show of a recommendation."""

    id: int
    review: str
    document: str
    reference: str | None
    text: str
    position: str | None
    due_precision: str | None
    due_text: str
    out_reason: str


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


def listed(session: Session, wanted: Filter, today: date) -> Listed:
    """The recommendations of a filter, in the order of listings."""
    reviews = select(Review.id, Review.mechanism).join(Mechanism, Mechanism.code == Review.mechanism)
    found = plain_rows(session, reviews.order_by(Mechanism.place, Review.code.desc()))
    places, mechanisms = {key: place for place, (key, _) in enumerate(found)}, dict(map(tuple, found))
    query: Select[*tuple[Any, ...]] = select(
        *(Recommendation.out_of_mandate, Recommendation.review_id, Recommendation.sort_key, Recommendation.id),
        *(Recommendation.code, Recommendation.due_on),
        *(func.coalesce(latest_status(), ""), func.coalesce(lead_agency(), "")),
    ).join(Review, Review.id == Recommendation.review_id)
    rows = list(plain_rows(session, restricted(query, wanted, today)))
    # sorted here: in this order a database goes back and forth in its file, and takes twice as long
    rows.sort(key=itemgetter(3))
    rows.sort(key=itemgetter(2))
    rows.sort(key=lambda row: (row[0], places[row[1]]))
    if not rows:
        return Listed(*((),) * len(Listed._fields))
    out, of, _, ids, codes, due, statuses, leads = zip(*rows, strict=True)
    return Listed(ids, codes, [mechanisms[review] for review in of], out, due, statuses, leads)


def worded(session: Session, ids: Collection[int]) -> dict[int, Worded]:
    """What lists show of recommendations."""
    key, _, *fields = Worded._fields
    columns = (getattr(Recommendation, name) for name in fields)
    query: Select[*tuple[Any, ...]] = select(getattr(Recommendation, key), Review.code, *columns)
    query = query.join(Review, Review.id == Recommendation.review_id)
    return {row[0]: Worded(*row) for row in rows_about(session, query, ids)}


def stated(session: Session, ids: Collection[int]) -> dict[int, tuple[date, bool]]:
    """When the group spoke last of each recommendation of which it said anything, and whether evidence came with it."""
    query = select(Assessment.recommendation_id, Assessment.dated_on, Assessment.substantiated)
    query = query.where(Assessment.voice == Voice.SECRETARIAT)
    return {key: (day, proved) for key, day, proved in rows_about(session, query.order_by(*BY_DAY), ids)}


def statuses_before(session: Session, day: date) -> dict[int, str]:
    """The group's status on a day of the recommendations of which it stated one since; empty where there was none."""
    since = select(Assessment.recommendation_id).where(
        Assessment.voice == Voice.SECRETARIAT, Assessment.status_code.is_not(None), Assessment.dated_on > day
    )
    query = select(Recommendation.id, func.coalesce(latest_status(day), "")).where(Recommendation.id.in_(since))
    return dict(map(tuple, plain_rows(session, query)))


def first_after(session: Session, day: date, ids: Collection[int]) -> dict[int, tuple[str, date]]:
    """The first status that the group stated of recommendations after a day, with its own day."""
    query = select(Assessment.recommendation_id, Assessment.status_code, Assessment.dated_on).where(
        Assessment.voice == Voice.SECRETARIAT, Assessment.status_code.is_not(None), Assessment.dated_on > day
    )
    found: dict[int, tuple[str, date]] = {}
    for key, status, on in rows_about(session, query.order_by(*BY_DAY), ids):
        found.setdefault(key, (status, on))
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
