"""One recommendation whole: what it says, who answers for it, what each voice said, and where every value came from."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tracker.dates import shown_date, shown_moment
from tracker.models import (
    AffectedGroup,
    Assessment,
    Assignment,
    Batch,
    Change,
    Contribution,
    Evidence,
    Goal,
    ImportedSheet,
    Measure,
    OpenValue,
    Origin,
    Recommendation,
    RecommendationGoal,
    RecommendationGroup,
    RecommendationTheme,
    RecommendingState,
    Remark,
    Review,
    Theme,
    Translation,
)
from tracker.queries.contributions import contributions_to
from tracker.queries.evidence import evidence_of
from tracker.queries.latest import said_by
from tracker.queries.register import cell_of
from tracker.vocabulary import Role, Voice


@dataclass(frozen=True)
class Event:
    """One thing that happened to a recommendation."""

    at: datetime
    who: str
    batch: int
    what: str
    old: str
    new: str
    source: str
    undone: bool

    def as_json(self) -> dict[str, Any]:
        """The event for other programs."""
        return {**self.__dict__, "at": shown_moment(self.at)}


def details(session: Session, item: Recommendation) -> dict[str, Any]:
    """Everything about a recommendation, ready to be shown."""
    review = session.get_one(Review, item.review_id)
    followup = _followup(review, item)
    return {
        "code": item.code,
        "mechanism": review.mechanism,
        "review": review.code,
        "document": item.document or review.symbol or "",
        "reference": item.reference,
        "lead_in": item.lead_in,
        "text": item.text,
        "translations": list(session.scalars(_of(Translation.text, Translation, item))),
        "states": list(
            session.scalars(_of(RecommendingState.name, RecommendingState, item).order_by(RecommendingState.place))
        ),
        "position": item.position,
        "position_word": item.position_word,
        "position_source": item.position_source,
        "out_of_mandate": item.out_of_mandate,
        "out_reason": item.out_reason,
        "lead": next(iter(_agencies(session, item, Role.LEAD)), None),
        "contributing": _agencies(session, item, Role.CONTRIBUTING),
        "voices": {voice.value: _view(session, item, voice) for voice in Voice},
        "due": shown_date(item.due_on, item.due_precision) or item.due_text or None,
        "committee_followup": followup,
        "measures": [_measure(row) for row in session.scalars(_of(Measure, Measure, item).order_by(Measure.id))],
        "evidence": evidence_of(session, item),
        "contributions": contributions_to(session, item),
        "note": item.note,
        "themes": list(
            session.scalars(_of(Theme.label, RecommendationTheme, item).join(Theme).order_by(RecommendationTheme.place))
        ),
        "affected": list(session.scalars(_of(AffectedGroup.label, RecommendationGroup, item).join(AffectedGroup))),
        "sdg": _goals(session, item),
        "comments": [_remark(row) for row in session.scalars(_of(Remark, Remark, item))],
        "open": [
            _waiting(row)
            for row in session.scalars(_of(OpenValue, OpenValue, item).where(OpenValue.settled_in.is_(None)))
        ],
        "sources": list(_sources(session, item)),
    }


def _of(what: Any, model: Any, item: Recommendation) -> Select[Any]:
    return select(what).select_from(model).where(model.recommendation_id == item.id)


def _agencies(session: Session, item: Recommendation, role: Role) -> list[str]:
    query = _of(Assignment.agency_key, Assignment, item).where(Assignment.role == role, Assignment.ended_on.is_(None))
    return list(session.scalars(query.order_by(Assignment.id)))


def _view(session: Session, item: Recommendation, voice: Voice) -> dict[str, Any] | None:
    found = next(iter(said_by(session, item.id, voice)), None)
    if found is None:
        return None
    return {
        "status": found.status_code,
        "grade": found.grade or None,
        "agency": found.agency_key,
        "dated_on": found.dated_on.isoformat(),
        "date_from": found.date_basis,
        "word": found.word,
        "note": found.note,
        "substantiated": found.substantiated,
    }


def _followup(review: Review, item: Recommendation) -> str | None:
    """The committee's follow-up deadline where it asked for this very unit."""
    if item.reference is None or item.reference not in review.followup_paragraphs or not review.followup_due:
        return None
    received = f", reply received {review.followup_received}" if review.followup_received else ""
    return f"due {review.followup_due} ({review.followup_basis}){received}"


def _measure(row: Measure) -> dict[str, Any]:
    return {"text": row.text, "agency": row.agency_key, "plan": row.plan_key}


def _goals(session: Session, item: Recommendation) -> list[str]:
    query = _of(RecommendationGoal, RecommendationGoal, item).add_columns(Goal.name).join(Goal)
    rows = session.execute(query.order_by(RecommendationGoal.goal_number, RecommendationGoal.target))
    return [f"{goal.target or goal.goal_number} {name}" for goal, name in rows]


def _remark(row: Remark) -> dict[str, Any]:
    return {"cell": row.cell, "author": row.author, "text": row.text}


def _waiting(row: OpenValue) -> dict[str, Any]:
    return {"field": row.field, "text": row.text, "cell": row.cell}


def _sources(session: Session, item: Recommendation) -> Iterator[dict[str, Any]]:
    """The rows of sheets that this recommendation came from, with the cell of every field; not of those taken back."""
    origins: set[int] = {item.origin_id} if item.origin_id else set()
    for model in (Assignment, Assessment, Measure, Evidence, Contribution, Change):
        column: Any = model.origin_id
        origins.update(session.scalars(select(column).where(model.recommendation_id == item.id, column.is_not(None))))
    query = select(Origin, ImportedSheet).join(ImportedSheet).join(Batch, Batch.id == ImportedSheet.batch_id)
    query = query.where(Origin.id.in_(origins), Batch.undone_by.is_(None)).order_by(Origin.id)
    for origin, sheet in session.execute(query):
        cells = {name: cell_of(name, origin, sheet) for name in {*sheet.columns, *origin.cells}}
        yield {
            "file": sheet.file,
            "sheet": sheet.sheet,
            "row": origin.row,
            "cells": dict(sorted(cells.items())),
            "other_columns": origin.others,
        }


def history(session: Session, item: Recommendation) -> list[Event]:
    """Everything that happened to a recommendation, the oldest first."""
    changes = _changes(session, item)
    first: dict[_Field, Any] = {}
    for change, *_ in changes:
        first.setdefault((change.table_name, change.row_id, change.field), change.old)
    parts = {part.id: part for part in session.scalars(_of(Assignment, Assignment, item))}
    events = [*_created(session, item, first), *(_changed(told, parts) for told in changes)]
    return sorted(events, key=lambda event: (event.at, event.batch))


_TOLD: tuple[tuple[Any, str], ...] = (
    (Assignment, "assigned"),
    (Assessment, "status"),
    (Measure, "measure"),
    (Evidence, "evidence"),
    (Contribution, "contribution"),
    (Translation, "translation"),
    (Remark, "comment"),
    (OpenValue, "not understood"),
)


_Field = tuple[str, int, str]
"""Table, row and column."""


def _created(session: Session, item: Recommendation, first: Mapping[_Field, Any]) -> Iterator[Event]:
    """What was put there, as it read then; ``first`` are the first values of what was changed later."""
    for model, what in ((Recommendation, "recorded"), *_TOLD):
        owner = model.id if model is Recommendation else model.recommendation_id
        query = select(model, Batch, Origin, ImportedSheet).join(Batch, Batch.id == model.batch_id)
        query = query.where(owner == item.id).order_by(model.id)
        yield from _events(session, query, model, what, first)


def _events(
    session: Session, query: Select[*tuple[Any, ...]], model: Any, what: str, first: Mapping[_Field, Any]
) -> Iterator[Event]:
    query = query.outerjoin(Origin, Origin.id == model.origin_id)
    query = query.outerjoin(ImportedSheet, ImportedSheet.id == Origin.imported_sheet_id)
    for row, batch, origin, sheet in session.execute(query):

        def was(name: str, row: Any = row) -> Any:
            return first.get((model.__tablename__, row.id, name), getattr(row, name))

        yield Event(
            batch.at,
            batch.who,
            batch.id,
            what,
            "",
            _new_value(row, was),
            _place(row, origin, sheet),
            batch.undone_by is not None,
        )


def _new_value(row: Any, was: Callable[[str], Any]) -> str:
    match row:
        case Assignment():
            return _part(row)
        case Assessment():
            speaker = f"{row.voice} {row.agency_key}" if row.agency_key else row.voice
            doubt = "" if row.substantiated else ", not yet substantiated"
            return f"{row.status_code or row.grade} ({speaker}, {row.dated_on}{doubt})"
        case Contribution():
            return f"{row.agency_key or row.author or row.speaker}: {was('text')}"
        case OpenValue():
            return f"{row.field}: {row.text}"
        case Recommendation():
            return str(was("code"))
    return str(was("text"))


def _part(row: Assignment) -> str:
    return f"{row.agency_key} {'leads' if row.role == Role.LEAD else 'contributes'} from {row.began_on}"


_COLUMNS = {"Measure": "measures", "Evidence": "evidence", "Translation": "translation", "Contribution": "note"}


def _place(row: Any, origin: Origin | None, sheet: ImportedSheet | None) -> str:
    if origin is None or sheet is None:
        return ""
    name = {
        "Assignment": "lead" if getattr(row, "role", "") == Role.LEAD else "contributing",
        "Assessment": "status",
    }.get(
        type(row).__name__,
        _COLUMNS.get(type(row).__name__, "text"),
    )
    cell = getattr(row, "cell", "") or cell_of(name, origin, sheet)
    return f"{sheet.file}, {sheet.sheet}, {cell}"


_Told = tuple[Change, Batch, Origin | None, ImportedSheet | None]


def _changes(session: Session, item: Recommendation) -> list[_Told]:
    query = select(Change, Batch, Origin, ImportedSheet).join(Batch, Batch.id == Change.batch_id)
    query = query.where(Change.recommendation_id == item.id).order_by(Change.id)
    query = query.outerjoin(Origin, Origin.id == Change.origin_id).outerjoin(
        ImportedSheet, ImportedSheet.id == Origin.imported_sheet_id
    )
    return [(change, batch, origin, sheet) for change, batch, origin, sheet in session.execute(query)]


def _changed(told: _Told, parts: Mapping[int, Assignment]) -> Event:
    change, batch, origin, sheet = told
    source = f"{sheet.file}, {sheet.sheet}, {cell_of(_field(change), origin, sheet)}" if origin and sheet else ""
    old, new = _text(change.old), _text(change.new)
    if change.field == "ended_on" and (part := parts.get(change.row_id)):
        new = f"{_part(part)}, ended {new}"
    return Event(batch.at, batch.who, batch.id, _what(change), old, new, source, batch.undone_by is not None)


def _field(change: Change) -> str:
    if change.table_name == "measure":
        return "measures"
    return {"due_on": "due", "due_precision": "due", "due_text": "due", "ended_on": "lead"}.get(
        change.field, change.field
    )


def _what(change: Change) -> str:
    if change.table_name == "recommendation":
        return change.field
    return f"{change.table_name.replace('_', ' ')} {change.field}"


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(
            f"{name} {part}" for name, part in value.items() if name in ("agency_key", "text", "target", "goal_number")
        )
    return "" if value is None else str(value)
