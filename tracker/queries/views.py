"""The current views of all voices on the recommendations that the group follows up, read together."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from tracker.models import Assessment, Recommendation, Status
from tracker.queries.latest import current_first, latest_view
from tracker.queries.pieces import plain_rows
from tracker.queries.reference import statuses_of
from tracker.vocabulary import StatusKind, Voice


class View(NamedTuple):
    """The current view of a voice on a recommendation, and when the recommendation is due."""

    id: int
    recommendation_id: int
    batch_id: int
    voice: str
    agency_key: str | None
    status_code: str | None
    grade: str
    dated_on: date
    substantiated: bool
    refusal: str
    due_on: date | None


_COLUMNS = [*(getattr(Assessment, name) for name in View._fields if name != "due_on"), Recommendation.due_on]


def views_of(session: Session, codes: Select[Any], voices: Any) -> dict[str, dict[str, View]]:
    """The current views of other voices than the secretariat, by voice and code; ``voices`` is the condition for them."""
    found: dict[str, dict[str, View]] = {}
    query = codes.add_columns(*_COLUMNS).join(Assessment, Assessment.recommendation_id == Recommendation.id)
    for code, *values in plain_rows(session, query.where(voices).order_by(*current_first())):
        view = View(*values)
        found.setdefault(view.voice, {}).setdefault(code, view)
    return found


def group_views(session: Session, codes: Select[Any], which: Any) -> dict[str, View]:
    """The current views of the secretariat, by code, as far as a condition holds."""
    query = codes.add_columns(*_COLUMNS).join(Assessment, Assessment.id == latest_view())
    return {code: View(*values) for code, *values in plain_rows(session, query.where(which))}


class DoubtfulViews:
    """The current views that something may be wrong with, by the code of their recommendation.

    Those of other voices are all there. Of the group's own there are those beside which another voice speaks, that lack
    evidence, that are old enough to be renewed (``limits`` says after how many months), or planned for a day that is past.
    ``codes`` is a query of the codes of the recommendations.
    """

    def __init__(self, session: Session, codes: Select[Any], today: date) -> None:
        limits = session.execute(select(Status.code, Status.stale_after_months))
        self.limits = {code: months for code, months in limits if months}
        self.planned = statuses_of(session, StatusKind.PLANNED)
        self._others = views_of(session, codes, Assessment.voice != Voice.SECRETARIAT)
        self.group = group_views(session, codes, self._doubtful(today))

    def _doubtful(self, today: date) -> Any:
        spoken = select(Assessment.recommendation_id).where(Assessment.voice != Voice.SECRETARIAT)
        return or_(
            Assessment.substantiated.is_(False),
            Assessment.recommendation_id.in_(spoken),
            and_(Assessment.status_code.in_(self.planned), Recommendation.due_on < today),
            *(
                and_(Assessment.status_code == code, Assessment.dated_on <= months_before(today, months))
                for code, months in self.limits.items()
            ),
        )

    def of(self, voice: Voice) -> Iterable[tuple[str, View]]:
        """The current views of another voice, by code."""
        return self._others.get(voice, {}).items()


def months_before(day: date, months: int) -> date:
    """The same day some months before, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_since(day: date, today: date) -> int:
    """Whole months from a day to another."""
    return (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
