"""The register as a list: recommendations with their agencies, status and source, by filter."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar, TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from tracker.dates import shown_date
from tracker.folding import fold
from tracker.models import (
    Assignment,
    ImportedSheet,
    Mechanism,
    Origin,
    Recommendation,
    RecommendationTheme,
    RecommendingState,
    Review,
    Status,
    Theme,
    Word,
)
from tracker.queries.latest import latest_status
from tracker.textkey import compared
from tracker.vocabulary import Role

UNKNOWN = "unknown"
"""The word by which a filter asks for recommendations without a status."""


@dataclass(frozen=True)
class Filter:
    """Which recommendations are wanted; empty parts do not restrict.

    Rows that wait for somebody to say of which review they are stand in no total: they are wanted only where ``waiting``
    is true, and together with the others where it is ``None``.
    """

    mechanism: str = ""
    review: str = ""
    agency: str = ""
    role: str = ""
    status: str = ""
    position: str = ""
    theme: str = ""
    text: str = ""
    overdue: bool = False
    mandate: str = ""
    waiting: bool | None = False


Columns = TypeVarTuple("Columns")
Item = TypeVar("Item")

_CODE = re.compile(r"^[a-z][\w-]*\d/[^/]+$")
_NUMBER = re.compile(r"^\d{1,3}(?:\.\d{1,3}|(?:\([a-z]+\))+)$")

_PROMISED = (
    *("code", "mechanism", "review", "reference", "text", "position", "states", "lead", "contributing"),
    *("status", "due", "themes", "out_of_mandate", "waiting", "source"),
)


@dataclass
class Listed:
    """A recommendation as listings show it."""

    id: int
    code: str
    mechanism: str
    review: str
    reference: str | None
    text: str
    lead_in: str
    document: str
    position: str | None
    status: str | None
    due: str | None
    due_on: date | None
    due_text: str
    out_of_mandate: bool
    out_reason: str
    waiting: bool
    batch: int
    source: dict[str, str | None]
    states: list[str] = field(default_factory=list)
    lead: str | None = None
    contributing: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The fields that listings promise to other programs."""
        return {name: getattr(self, name) for name in _PROMISED}


def listing(session: Session, wanted: Filter, today: date) -> list[Listed]:
    """The recommendations of a filter in the order of mechanism, review and number; those outside the mandate last."""
    query = (
        select(Recommendation, Review, latest_status(), Origin, ImportedSheet)
        .join(Review, Review.id == Recommendation.review_id)
        .join(Mechanism, Mechanism.code == Review.mechanism)
        .outerjoin(Origin, Origin.id == Recommendation.origin_id)
        .outerjoin(ImportedSheet, ImportedSheet.id == Origin.imported_sheet_id)
        .order_by(
            Recommendation.out_of_mandate,
            Mechanism.place,
            Review.code.desc(),
            Recommendation.sort_key,
            Recommendation.id,
        )
    )
    found = []
    for item, review, status, origin, sheet in session.execute(restricted(query, wanted, today)):
        found.append(_listed(item, review, status, _source(origin, sheet)))
    session.expunge_all()
    _add_details(session, found)
    return found


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
    waiting = replace(wanted, waiting=True, mandate=wanted.mandate or "in")
    return session.scalar(restricted(query, waiting, today)) or 0


def _conditions(wanted: Filter, today: date) -> Iterable[ColumnElement[bool]]:
    if wanted.mechanism:
        yield Review.mechanism == wanted.mechanism
    if wanted.review:
        yield Review.code == wanted.review
    if wanted.agency or wanted.role:
        yield _assigned(wanted.agency, wanted.role)
    if wanted.status:
        current = latest_status()
        yield current.is_(None) if wanted.status == UNKNOWN else current == wanted.status
    if wanted.position:
        yield Recommendation.position == wanted.position
    if wanted.theme:
        yield _themed(wanted.theme)
    if wanted.text:
        yield _said(wanted.text)
    if wanted.overdue:
        yield overdue(today)
    if wanted.mandate:
        yield Recommendation.out_of_mandate.is_(wanted.mandate == "out")


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
    """Past its target date and not closed, in the group's mandate."""
    closed = select(Status.code).where(Status.standing != "open")
    current = latest_status()
    return and_(
        Recommendation.due_on < today,
        Recommendation.out_of_mandate.is_(False),
        ~waits_for_review(),
        or_(current.is_(None), current.not_in(closed)),
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


def _listed(item: Recommendation, review: Review, status: str | None, source: dict[str, str | None]) -> Listed:
    return Listed(
        id=item.id,
        code=item.code,
        mechanism=review.mechanism,
        review=review.code,
        reference=item.reference,
        text=item.text,
        lead_in=item.lead_in,
        document=item.document,
        position=item.position,
        status=status,
        due=shown_date(item.due_on, item.due_precision),
        due_on=item.due_on,
        due_text=item.due_text,
        out_of_mandate=item.out_of_mandate,
        out_reason=item.out_reason,
        waiting=review.provisional,
        batch=item.batch_id,
        source=source,
    )


def _source(origin: Origin | None, sheet: ImportedSheet | None) -> dict[str, str | None]:
    if origin is None or sheet is None:
        return {"file": None, "sheet": None, "cell": None}
    return {"file": sheet.file, "sheet": sheet.sheet, "cell": cell_of("text", origin, sheet)}


def cell_of(field_name: str, origin: Origin, sheet: ImportedSheet) -> str:
    """The cell of a field: its own where the origin names one, else the sheet's column for it in that row."""
    column = sheet.columns.get(field_name) or next(iter(sheet.columns.values()), "A")
    return origin.cells.get(field_name) or f"{column.split(',')[0]}{origin.row}"


def _add_details(session: Session, found: Sequence[Listed]) -> None:
    by_id = {item.id: item for item in found}
    for some in pieces(list(by_id)):
        states = select(RecommendingState.recommendation_id, RecommendingState.name).order_by(RecommendingState.place)
        for key, name in session.execute(states.where(RecommendingState.recommendation_id.in_(some))):
            by_id[key].states.append(name)
        themes = select(RecommendationTheme.recommendation_id, Theme.label).join(
            Theme, Theme.id == RecommendationTheme.theme_id
        )
        themes = themes.order_by(RecommendationTheme.place)
        for key, label in session.execute(themes.where(RecommendationTheme.recommendation_id.in_(some))):
            by_id[key].themes.append(label)
        for key, roles in assignments(session, some).items():
            by_id[key].lead = next(iter(roles[Role.LEAD]), None)
            by_id[key].contributing = roles[Role.CONTRIBUTING]


def assignments(session: Session, ids: Sequence[int]) -> dict[int, dict[str, list[str]]]:
    """The active agencies of recommendations by role."""
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    query = select(Assignment.recommendation_id, Assignment.role, Assignment.agency_key).order_by(Assignment.id)
    query = query.where(Assignment.recommendation_id.in_(ids), Assignment.ended_on.is_(None))
    for key, role, agency in session.execute(query):
        found[key][role].append(agency)
    return found


def pieces(values: Sequence[Item], size: int = 900) -> Iterable[Sequence[Item]]:
    """Values in portions that every database takes in one query."""
    return (values[start : start + size] for start in range(0, len(values), size))
