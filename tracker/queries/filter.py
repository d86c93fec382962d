"""Which recommendations are wanted: one filter for listings, reports, rounds, exports and acts on many."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from tracker.dates import morning_of
from tracker.folding import fold
from tracker.models import (
    AffectedGroup,
    Assignment,
    Batch,
    Change,
    Recommendation,
    RecommendationGoal,
    RecommendationGroup,
    RecommendationTheme,
    RecommendingState,
    Review,
    Status,
    Theme,
    Word,
)
from tracker.models.batch import ROW_BITS
from tracker.queries.as_of import CONTENT, content_table
from tracker.queries.heard import lead_silent_since
from tracker.queries.latest import latest_status
from tracker.textkey import compared

UNKNOWN = "unknown"
"""The word by which a filter asks for recommendations without a status."""


@dataclass(frozen=True)
class Filter:
    """Which recommendations are wanted; empty parts do not restrict, and all parts have to be met.

    Of several statuses one is enough. ``open`` leaves closed recommendations out. ``sdg`` is a goal ("16") or a target
    ("16.3"), ``changed_since`` a day since which anything about the recommendation was added, changed or removed,
    ``silent`` a day since which the lead agency of an open recommendation said nothing of it.
    Rows that wait for somebody to say of which review they are stand in no total: they are wanted only where ``waiting``
    is true, and together with the others where it is ``None``.
    """

    mechanism: str = ""
    review: str = ""
    cycle: str = ""
    agency: str = ""
    role: str = ""
    status: tuple[str, ...] = ()
    open: bool = False
    position: str = ""
    state: str = ""
    theme: str = ""
    group: str = ""
    sdg: str = ""
    priority: str = ""
    text: str = ""
    due_before: date | None = None
    due_after: date | None = None
    changed_since: date | None = None
    silent: date | None = None
    overdue: bool = False
    mandate: str = ""
    waiting: bool | None = False


Columns = TypeVarTuple("Columns")

_CODE = re.compile(r"^[a-z][\w-]*\d/[^/]+$")
_NUMBER = re.compile(r"^\d{1,3}(?:\.\d{1,3}|(?:\([a-z]+\))+)$")


def restricted(query: Select[*Columns], wanted: Filter, today: date) -> Select[*Columns]:
    """A query over recommendations and reviews, restricted to a filter."""
    if wanted.waiting is not None:
        query = query.where(waits_for_review() if wanted.waiting else ~waits_for_review())
    for condition in _conditions(wanted, today):
        query = query.where(condition)
    return query


def waits_for_review() -> ColumnElement[bool]:
    """True for rows of which nobody has said yet to which review they belong: they stand in no total."""
    return Review.provisional.is_(True)


def count_waiting(session: Session, wanted: Filter, today: date) -> int:
    """How many recommendations of a filter, in the group's mandate, wait for their review."""
    query = select(func.count()).select_from(Recommendation).join(Review, Review.id == Recommendation.review_id)
    # said twice, so that a database goes by the few reviews of that kind and not through all recommendations
    query = query.where(Recommendation.review_id.in_(select(Review.id).where(waits_for_review())))
    waiting = replace(wanted, waiting=True, mandate=wanted.mandate or "in")
    return session.scalar(restricted(query, waiting, today)) or 0


def _conditions(wanted: Filter, today: date) -> Iterator[ColumnElement[bool]]:
    plain = {
        Review.mechanism: wanted.mechanism,
        Review.code: wanted.review,
        Review.cycle: wanted.cycle,
        Recommendation.position: wanted.position,
        Recommendation.priority: wanted.priority,
    }
    yield from (column == value for column, value in plain.items() if value)
    if wanted.agency or wanted.role:
        yield _assigned(wanted.agency, wanted.role)
    if wanted.status:
        yield _has_status(wanted.status)
    if wanted.open:
        yield ~_closed()
    if wanted.overdue:
        yield overdue(today)
    if wanted.mandate:
        yield Recommendation.out_of_mandate.is_(wanted.mandate == "out")
    yield from _tagged(wanted)
    yield from _dated(wanted)


def _tagged(wanted: Filter) -> Iterator[ColumnElement[bool]]:
    """Conditions on what is said of a recommendation in tables of its own, and on its words."""
    if wanted.state:
        yield _of(RecommendingState, RecommendingState.name == wanted.state)
    if wanted.theme:
        yield _themed(wanted.theme)
    if wanted.group:
        named = select(AffectedGroup.id).where(AffectedGroup.folded.contains(fold(wanted.group), autoescape=True))
        yield _of(RecommendationGroup, RecommendationGroup.group_id.in_(named))
    if wanted.sdg:
        goal, _, target = wanted.sdg.partition(".")
        aimed = RecommendationGoal.target == wanted.sdg if target else RecommendationGoal.goal_number == int(goal)
        yield _of(RecommendationGoal, aimed)
    if wanted.text:
        yield _said(wanted.text)


def _dated(wanted: Filter) -> Iterator[ColumnElement[bool]]:
    if wanted.due_before:
        yield Recommendation.due_on < wanted.due_before
    if wanted.due_after:
        yield Recommendation.due_on > wanted.due_after
    if wanted.changed_since:
        yield _changed_since(wanted.changed_since)
    if wanted.silent:
        yield and_(~_closed(), lead_silent_since(wanted.silent))


def _of(model: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """True for recommendations of which a table of their own has a row that meets a condition."""
    return exists(select(model.id).where(model.recommendation_id == Recommendation.id, condition))


def _has_status(codes: tuple[str, ...]) -> ColumnElement[bool]:
    current = latest_status()
    named = current.in_([code for code in codes if code != UNKNOWN])
    return or_(named, current.is_(None)) if UNKNOWN in codes else named


def _closed() -> ColumnElement[bool]:
    """True for recommendations whose status says that nothing is left to do, or that it is not the group's to do."""
    current = func.coalesce(latest_status(), "")
    return current.in_(select(Status.code).where(Status.standing != "open"))


def _changed_since(day: date) -> ColumnElement[bool]:
    """True for recommendations of which an act since the morning of a day wrote anything."""
    last = select(func.coalesce(func.max(Batch.id), 0)).where(Batch.at < morning_of(day)).scalar_subquery()
    first = (last + 1) * (1 << ROW_BITS)
    rows = [content_table(model) for model in CONTENT]
    return or_(
        Recommendation.id >= first,
        exists(select(Change.id).where(Change.recommendation_id == Recommendation.id, Change.id >= first)),
        *(
            exists(select(table.c.id).where(table.c.recommendation_id == Recommendation.id, table.c.id >= first))
            for table in rows
        ),
    )


def _said(text: str) -> ColumnElement[bool]:
    """The code or the number that was typed; else all its words, in the text or the number."""
    plain = "".join(text.lower().split())
    if _CODE.match(plain):
        return func.lower(Recommendation.code) == plain
    if _NUMBER.match(plain):
        return Recommendation.reference == plain
    words = compared(text).split()
    return and_(*(Recommendation.search_text.contains(word, autoescape=True) for word in words))


def overdue(today: date) -> ColumnElement[bool]:
    """Past its due date and not closed, in the group's mandate."""
    return and_(
        Recommendation.due_on < today,
        Recommendation.out_of_mandate.is_(False),
        ~waits_for_review(),
        ~_closed(),
    )


def _assigned(agency: str, role: str) -> ColumnElement[bool]:
    part = select(Assignment.id).where(Assignment.recommendation_id == Recommendation.id, Assignment.ended_on.is_(None))
    if agency:
        part = part.where(Assignment.agency_key == agency)
    if role:
        part = part.where(Assignment.role == role)
    return exists(part)


def _themed(theme: str) -> ColumnElement[bool]:
    part = (
        select(RecommendationTheme.id)
        .join(Theme, Theme.id == RecommendationTheme.theme_id)
        .where(RecommendationTheme.recommendation_id == Recommendation.id, theme_named(theme))
    )
    return exists(part)


def theme_named(name: str) -> ColumnElement[bool]:
    """The themes of a name, a part of it, a code, or another spelling."""
    spelled = select(Word.value).where(Word.kind == "theme", Word.folded == fold(name))
    part = Theme.folded.contains(fold(name), autoescape=True)
    return or_(part, func.upper(Theme.code) == name.strip().upper(), Theme.label.in_(spelled))
