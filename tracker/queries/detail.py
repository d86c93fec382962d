"""One recommendation whole: what it says, who answers for it, what each voice said, and where every value came from."""

from collections.abc import Iterator
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
from tracker.queries.claims import refusals
from tracker.queries.conflicts import unread_claims
from tracker.queries.contributions import contributions_to
from tracker.queries.decisions import decision_rows, decisions
from tracker.queries.evidence import evidence_of
from tracker.queries.followup import asked_about, followup_of
from tracker.queries.latest import said_by
from tracker.queries.register import cell_of
from tracker.queries.substantiated import lacking_evidence
from tracker.vocabulary import Role, Voice


def details(session: Session, item: Recommendation, only: str = "") -> dict[str, Any]:
    """Everything about a recommendation, ready to be shown; of decisions those alone that agency ``only`` carries out."""
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
        "unread_claims": [one._asdict() for one in unread_claims(session, [item.id])[item.id]],
        "voices": {voice.value: _view(session, item, voice) for voice in Voice},
        "due": shown_date(item.due_on, item.due_precision) or item.due_text or None,
        "priority": item.priority,
        "priority_reason": item.priority_reason,
        "decisions": decision_rows(decisions(session, about=item, agency=only)),
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
        "dated": shown_date(found.dated_on, found.date_precision),
        "word": found.word,
        "note": found.note,
        "newer": session.scalar(select(Recommendation.code).where(Recommendation.id == found.newer_id)),
        "refused": _refused(session, found),
        **_entered(session, found),
        "substantiated": found.id not in lacking_evidence(session, [found]),
    }


def _refused(session: Session, found: Assessment) -> dict[str, str] | None:
    """Why the secretariat did not confirm a claim, who refused it and when."""
    refusal = refusals(session, [found]).get(found.id)
    if refusal is None:
        return None
    return {"reason": refusal.reason, "who": refusal.who, "at": shown_moment(refusal.at) if refusal.at else ""}


def _entered(session: Session, found: Assessment) -> dict[str, str]:
    """Who recorded a view, and the cell that it came from."""
    who = session.get_one(Batch, found.batch_id).who
    origin = session.get(Origin, found.origin_id) if found.origin_id is not None else None
    if origin is None:
        return {"entered_by": who, "source": ""}
    sheet = session.get_one(ImportedSheet, origin.imported_sheet_id)
    return {"entered_by": who, "source": f"{sheet.file}, {sheet.sheet}, {cell_of('status', origin, sheet)}"}


def _followup(review: Review, item: Recommendation) -> str | None:
    """The committee's follow-up where it asked for this very unit."""
    return followup_of(review) or None if asked_about(review, item.reference) else None


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
    """The rows of sheets that this recommendation came from, with the cell of every field; undone imports are left out."""
    origins: set[int] = {item.origin_id} if item.origin_id else set()
    for model in (Assignment, Assessment, Measure, Evidence, Contribution, OpenValue, Remark, Change):
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
