"""The register as a list: recommendations with their agencies, status and source, by filter."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from tracker.dates import shown_date
from tracker.models import ImportedSheet, Origin, Recommendation, Review
from tracker.queries.filter import Filter, overdue, restricted
from tracker.queries.latest import latest_status
from tracker.queries.order import NATURAL, Order, ordered
from tracker.queries.pieces import pieces
from tracker.queries.units import agencies_of, states_of, themes_of
from tracker.vocabulary import Role

_PROMISED = (
    *("code", "mechanism", "review", "reference", "text", "position", "states", "lead", "contributing"),
    *("status", "due", "priority", "themes", "out_of_mandate", "waiting", "source"),
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
    priority: str | None
    out_of_mandate: bool
    out_reason: str
    waiting: bool
    overdue: bool
    batch: int
    source: dict[str, str | None]
    states: list[str] = field(default_factory=list)
    lead: str | None = None
    contributing: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The fields that listings promise to other programs."""
        return {name: getattr(self, name) for name in _PROMISED}


@dataclass(frozen=True)
class Counts:
    """How many recommendations of a filter the group follows up, keeps apart, and has to place."""

    inside: int = 0
    outside: int = 0
    waiting: int = 0

    @property
    def all(self) -> int:
        """All of them."""
        return self.inside + self.outside + self.waiting


def counts(session: Session, wanted: Filter, today: date) -> Counts:
    """Count the recommendations of a filter by what the group does with them."""
    query = select(Recommendation.out_of_mandate, Review.provisional, func.count()).select_from(Recommendation)
    query = restricted(query.join(Review, Review.id == Recommendation.review_id), wanted, today)
    found = {"inside": 0, "outside": 0, "waiting": 0}
    for out, provisional, count in session.execute(query.group_by(Recommendation.out_of_mandate, Review.provisional)):
        found["outside" if out else "waiting" if provisional else "inside"] += count
    return Counts(**found)


@dataclass(frozen=True)
class Page:
    """A part of a long list: so many rows, from a place on that counts from 0."""

    start: int
    size: int


def listing(
    session: Session, wanted: Filter, today: date, page: Page | None = None, order: Order = NATURAL
) -> list[Listed]:
    """The recommendations of a filter, or a page of them, in an order.

    Those outside the mandate come last.
    """
    query = _listed_rows(today, order)
    if page is None:
        return _read(session, restricted(query, wanted, today))
    chosen = restricted(ordered(select(Recommendation.id), order), wanted, today).limit(page.size).offset(page.start)
    return _read(session, query.where(Recommendation.id.in_(chosen)))


def listed(session: Session, ids: Sequence[int], today: date) -> list[Listed]:
    """Some recommendations as listings show them, in the order of mechanism, review and number within each portion."""
    query = _listed_rows(today, NATURAL)
    return [item for some in pieces(ids) for item in _read(session, query.where(Recommendation.id.in_(some)))]


def codes_of(
    session: Session, wanted: Filter, today: date, order: Order = NATURAL, page: Page | None = None
) -> list[str]:
    """The codes of the recommendations of a filter, or of a page of them, in an order."""
    query = restricted(ordered(select(Recommendation.code), order), wanted, today)
    return list(session.scalars(query.limit(page.size).offset(page.start) if page else query))


def _listed_rows(today: date, order: Order) -> Select[*tuple[Any, ...]]:
    query: Select[*tuple[Any, ...]] = select(
        Recommendation, Review, latest_status(), overdue(today), Origin, ImportedSheet
    )
    return (
        ordered(query, order)
        .outerjoin(Origin, Origin.id == Recommendation.origin_id)
        .outerjoin(ImportedSheet, ImportedSheet.id == Origin.imported_sheet_id)
    )


def _read(session: Session, query: Select[*tuple[Any, ...]]) -> list[Listed]:
    found = []
    for item, review, status, late, origin, sheet in session.execute(query):
        found.append(_listed(item, review, status, _source(origin, sheet), overdue=bool(late)))
    session.expunge_all()
    _add_details(session, found)
    return found


def _listed(
    item: Recommendation, review: Review, status: str | None, source: dict[str, str | None], *, overdue: bool
) -> Listed:
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
        priority=item.priority,
        out_of_mandate=item.out_of_mandate,
        out_reason=item.out_reason,
        waiting=review.provisional,
        overdue=overdue,
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
    ids = [item.id for item in found]
    states, themes = states_of(session, ids), themes_of(session, ids)
    leads, contributing = (agencies_of(session, ids, role) for role in (Role.LEAD, Role.CONTRIBUTING))
    for item in found:
        item.states, item.themes = states.get(item.id, []), themes.get(item.id, [])
        item.lead = leads[item.id][0] if item.id in leads else None
        item.contributing = contributing.get(item.id, [])
