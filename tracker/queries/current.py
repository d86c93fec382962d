"""What the group says of a recommendation today: its status with the day, its measures, its due date."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.dates import shown_date
from tracker.models import Assessment, Measure, Recommendation
from tracker.queries.pieces import pieces
from tracker.vocabulary import DateBasis, Precision, Voice

_STATED = (DateBasis.STATED, DateBasis.SHEET)


@dataclass
class Current:
    """The secretariat's current status, the group's measures (a line each), and the due date.

    ``dated_on`` is empty where nobody stated the day of the status and it was taken from the file or the import. ``due``
    is the due date as it is shown; ``due_on`` is set where it was given to the day.
    ``statuses`` are all of the secretariat's with their days, the oldest first.
    """

    code: str
    status: str | None = None
    dated_on: date | None = None
    measures: str = ""
    due: str = ""
    due_on: date | None = None
    statuses: list[tuple[date, str]] = field(default_factory=list)


def current(session: Session, ids: Sequence[int]) -> dict[int, Current]:
    """Return the group's status, measures and due date of recommendations, by identifier."""
    found: dict[int, Current] = {}
    for some in pieces(ids):
        for item in session.scalars(select(Recommendation).where(Recommendation.id.in_(some))):
            found[item.id] = _of(item)
        views = select(Assessment).where(
            Assessment.recommendation_id.in_(some),
            Assessment.voice == Voice.SECRETARIAT,
            Assessment.status_code.is_not(None),
        )
        for view in session.scalars(views.order_by(Assessment.dated_on, Assessment.id)):
            found[view.recommendation_id].status = view.status_code
            found[view.recommendation_id].statuses.append((view.dated_on, view.status_code or ""))
            found[view.recommendation_id].dated_on = view.dated_on if _names_day(view) else None
        _add_measures(session, some, found)
    return found


def _names_day(view: Assessment) -> bool:
    """Return True if the day of a status was stated: the end of a year that a column names was not."""
    return view.date_basis in _STATED and view.date_precision == Precision.DAY


def _of(item: Recommendation) -> Current:
    day = item.due_on if item.due_precision == Precision.DAY else None
    return Current(item.code, due=shown_date(item.due_on, item.due_precision) or item.due_text, due_on=day)


def _add_measures(session: Session, some: Sequence[int], found: dict[int, Current]) -> None:
    query = select(Measure).where(
        Measure.recommendation_id.in_(some), Measure.agency_key.is_(None), Measure.plan_key.is_(None)
    )
    for measure in session.scalars(query.order_by(Measure.id)):
        known = found[measure.recommendation_id]
        known.measures = f"{known.measures}\n{measure.text}" if known.measures else measure.text
