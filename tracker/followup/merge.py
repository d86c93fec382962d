"""Merges a recommendation into the one that it is, and says what changes in the one that stays."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from tracker.dates import shown_date
from tracker.errors import RuleBroken
from tracker.followup.assign import end_assignment
from tracker.followup.due import take_due
from tracker.followup.journal import Journal
from tracker.followup.recommendations import hanging, model_of
from tracker.models import Assessment, Assignment, Recommendation
from tracker.queries.substantiated import lacking_evidence
from tracker.vocabulary import Role, Voice

_Speaker = tuple[str, str | None]
"""A voice, and the agency where one speaks."""


@dataclass
class Merged:
    """How many rows moved, and what changes in the recommendation that stays, in words."""

    moved: int = 0
    changes: list[str] = field(default_factory=list)


def merge_recommendations(journal: Journal, item: Recommendation, into: Recommendation) -> Merged:
    """Move all that hangs on a recommendation to the one that it is, and remove it.

    What the other has already (an assignment, a theme, a State) is removed with it. The current status of the one that
    stays goes on where both are of one day; due date and lead are taken where it has none. Raises ``RuleBroken``.
    """
    if item.id == into.id:
        raise RuleBroken(f"{item.code} is the same recommendation.")
    return _Merger(journal, item, into).merged()


class _Merger:
    """Two recommendations while one becomes part of the other."""

    def __init__(self, journal: Journal, item: Recommendation, into: Recommendation) -> None:
        self._journal = journal
        self._session = journal.session
        self._item, self._into = item, into
        self._from, self._to = item.id, into.id
        self._names = item.code, into.code
        self._result = Merged()

    def merged(self) -> Merged:
        before = _current(self._session, self._to)
        self._take_due()
        lead = self._take_lead()
        for table, row_id in list(hanging(self._session, self._from)):
            if row_id != lead and _has_already(self._session, table, row_id, self._to):
                self._journal.remove(model_of(table), row_id, recommendation_id=self._from)
            else:
                self._move(table, row_id)
        self._journal.flush()
        self._keep_current(before)
        self._journal.remove(Recommendation, self._from, recommendation_id=self._to)
        self._journal.flush()
        return self._result

    def _move(self, table: Table, row_id: int) -> None:
        model, name = model_of(table), "recommendation_id"
        self._journal.change(model, row_id, name, self._from, self._to, recommendation_id=self._to)
        self._result.moved += 1

    def _tell(self, what: str, old: str, new: str, day: str = "") -> None:
        gone, stays = self._names
        source = f"{day}, from {gone}" if day else f"from {gone}"
        self._result.changes.append(f"{what} of {stays}: {old} -> {new} ({source})")

    def _take_due(self) -> None:
        if self._item.due_precision and not self._into.due_precision:
            shown = shown_date(self._item.due_on, self._item.due_precision) or self._item.due_text
            take_due(self._journal, self._into, self._item)
            self._tell("due date", "-", shown)

    def _take_lead(self) -> int | None:
        """The assignment of the lead that moves because the one that stays has none; there it contributes no longer."""
        own, others = (_active(self._session, number) for number in (self._to, self._from))
        lead = next((part for part in others if part.role == Role.LEAD), None)
        if lead is None or any(part.role == Role.LEAD for part in own):
            return None
        for part in own:
            if part.agency_key == lead.agency_key:
                end_assignment(self._journal, part.id, self._journal.batch.at.date())
        self._tell("lead", "-", lead.agency_key)
        return lead.id

    def _keep_current(self, before: dict[_Speaker, Assessment]) -> None:
        """A view of the same day does not overtake the current one: that is recorded anew. A newer one is told."""
        for speaker, now in _current(self._session, self._to).items():
            old = before.get(speaker)
            if old is None or (now.id != old.id and now.dated_on > old.dated_on):
                self._tell_status(old, now)
            elif (now.status_code, now.grade) != (old.status_code, old.grade):
                self._record_anew(old)

    def _tell_status(self, old: Assessment | None, now: Assessment) -> None:
        before = old.status_code if old is not None else None
        if now.voice == Voice.SECRETARIAT and now.status_code != before:
            day = shown_date(now.dated_on, now.date_precision) or ""
            self._tell("status", before or "-", now.status_code or now.grade, day)

    def _record_anew(self, view: Assessment) -> None:
        values = {
            column.name: getattr(view, column.name)
            for column in Assessment.__table__.columns
            if column.name not in _OWN
        }
        proven = view.substantiated or view.id not in lacking_evidence(self._session, [view])
        self._journal.add(Assessment, **values | {"substantiated": proven})


_OWN = ("id", "batch_id")
"""What each row has for itself."""


def _current(session: Session, number: int) -> dict[_Speaker, Assessment]:
    """The current view of each speaker."""
    query = select(Assessment).where(Assessment.recommendation_id == number)
    views = session.scalars(query.order_by(Assessment.dated_on, Assessment.id)).all()
    for view in views:
        session.expunge(view)  # as it was, whatever moves
    return {(view.voice, view.agency_key): view for view in views}


def _active(session: Session, number: int) -> Sequence[Assignment]:
    query = select(Assignment).where(Assignment.recommendation_id == number, Assignment.ended_on.is_(None))
    return session.scalars(query).all()


_ONCE = {
    "recommending_state": ("name",),
    "recommendation_theme": ("theme_id",),
    "recommendation_group": ("group_id",),
    "recommendation_goal": ("goal_number", "target"),
    "assignment": ("ended_on",),
    "asked": ("request_id", "agency_key"),
}
"""Tables in which a recommendation has a value once; of assignments those of the one that stays count."""


def _has_already(session: Session, table: Table, row_id: int, into: int) -> bool:
    """Return True if the recommendation that stays has such a row of its own."""
    if table.name not in _ONCE:
        return False
    row = session.execute(select(table).where(table.c.id == row_id)).mappings().one()
    same = (table.c[name].is_not_distinct_from(row[name]) for name in _ONCE[table.name])
    return session.scalar(select(table.c.id).where(table.c.recommendation_id == into, *same).limit(1)) is not None
