"""In which order a list comes: that of mechanism, review and number, or by one of its columns."""

from dataclasses import dataclass
from typing import Any, TypeVarTuple

from sqlalchemy import ScalarSelect, Select, select

from tracker.models import Assignment, Mechanism, Recommendation, Review, Status
from tracker.queries.latest import latest_status
from tracker.queries.units import in_order
from tracker.vocabulary import Role

Columns = TypeVarTuple("Columns")

SORTED_BY = ("code", "lead", "status", "due")
"""The columns by which a list can be sorted."""


@dataclass(frozen=True)
class Order:
    """A column and a direction."""

    column: str = "code"
    down: bool = False


NATURAL = Order()
"""The order of mechanism, review and number."""


def ordered(query: Select[*Columns], order: Order) -> Select[*Columns]:
    """A query over recommendations in an order; what has no value comes after what has one.

    Those outside the mandate are last in every order. What is equal is in the order of mechanism, review and number.
    """
    natural = in_order(query)
    if order == NATURAL:
        return natural
    if order.column == "code":
        return natural.order_by(None).order_by(Recommendation.out_of_mandate, *_BACKWARD)
    value = _value(order.column)
    first = (Recommendation.out_of_mandate, value.is_(None), value.desc() if order.down else value)
    return natural.order_by(None).order_by(*first, *_FORWARD)


_FORWARD = (Mechanism.place, Review.code.desc(), Recommendation.sort_key, Recommendation.id)
_BACKWARD = (Mechanism.place.desc(), Review.code, Recommendation.sort_key.desc(), Recommendation.id.desc())


def _value(column: str) -> Any:
    """What a column is sorted by: statuses in the order of the reference data."""
    match column:
        case "lead":
            return _lead()
        case "status":
            return select(Status.place).where(Status.code == latest_status()).scalar_subquery()
        case _:
            return Recommendation.due_on


def _lead() -> ScalarSelect[str]:
    return (
        select(Assignment.agency_key)
        .where(
            Assignment.recommendation_id == Recommendation.id,
            Assignment.role == Role.LEAD,
            Assignment.ended_on.is_(None),
        )
        .order_by(Assignment.id)
        .limit(1)
        .correlate(Recommendation)
        .scalar_subquery()
    )
