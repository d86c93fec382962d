"""Claims: what the register holds of an agency's own words on a recommendation, field by field, and since when."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tracker.dates import shown_date, shown_moment
from tracker.models import (
    Asked,
    Assessment,
    Batch,
    Change,
    Contribution,
    ImportedSheet,
    Measure,
    Origin,
    Recommendation,
    Request,
)
from tracker.queries.pieces import pieces
from tracker.queries.views import View
from tracker.vocabulary import Speaker, Voice


@dataclass(frozen=True)
class Held:
    """A value as the register holds it: its text, the row that keeps it, and the act that put it there."""

    text: str
    row_id: int
    batch: int


Part = tuple[int, str]
"""A recommendation and an agency."""


def held_values(session: Session, parts: Sequence[Part]) -> dict[Part, dict[str, Held]]:
    """Return the values of each part: ``status`` and ``dated`` (the agency's claim), ``measures``, ``note``, ``due``.

    Statuses are codes, dates ISO; ``refusal`` is why the claim was not confirmed. A field of which the agency never
    spoke is missing.
    """
    found: dict[Part, dict[str, Held]] = {part: {} for part in parts}
    by_recommendation: dict[int, list[str]] = defaultdict(list)
    for recommendation, agency in parts:
        by_recommendation[recommendation].append(agency)
    for some in pieces(list(by_recommendation)):
        _add_claims(session, some, found)
        _add_measures(session, some, found)
        _add_notes(session, some, found)
        _add_due(session, some, by_recommendation, found)
    return found


def last_asked(session: Session, agency: str, recommendation: int) -> int | None:
    """The row of the last round that asked an agency about a recommendation."""
    query = select(Asked.id).join(Request, Request.id == Asked.request_id).order_by(Request.number.desc())
    return session.scalars(query.where(Asked.agency_key == agency, Asked.recommendation_id == recommendation)).first()


def _add_claims(session: Session, some: Sequence[int], found: dict[Part, dict[str, Held]]) -> None:
    query = select(Assessment).where(Assessment.recommendation_id.in_(some), Assessment.voice == Voice.AGENCY)
    for claim in session.scalars(query.order_by(Assessment.dated_on, Assessment.id)):
        values = found.get((claim.recommendation_id, claim.agency_key or ""))
        if values is not None and claim.status_code:
            values["status"] = Held(claim.status_code, claim.id, claim.batch_id)
            values["dated"] = Held(claim.dated_on.isoformat(), claim.id, claim.batch_id)
            values["refusal"] = Held(claim.refusal, claim.id, claim.batch_id)


def claimed_statuses(session: Session, ids: Sequence[int], agency: str) -> dict[int, list[tuple[date, int, str]]]:
    """All statuses that an agency claimed for recommendations: day, row and code of each."""
    found: dict[int, list[tuple[date, int, str]]] = defaultdict(list)
    columns = (Assessment.recommendation_id, Assessment.dated_on, Assessment.id, Assessment.status_code)
    for some in pieces(ids):
        query = select(*columns).where(Assessment.recommendation_id.in_(some), Assessment.agency_key == agency)
        for key, on, row_id, code in session.execute(query.where(Assessment.status_code.is_not(None))):
            found[key].append((on, row_id, code or ""))
    return found


def _add_measures(session: Session, some: Sequence[int], found: dict[Part, dict[str, Held]]) -> None:
    query = select(Measure).where(Measure.recommendation_id.in_(some), Measure.agency_key.is_not(None))
    rows: dict[Part, list[Measure]] = defaultdict(list)
    for measure in session.scalars(query.order_by(Measure.id)):
        rows[measure.recommendation_id, measure.agency_key or ""].append(measure)
    for part, measures in rows.items():
        if part in found:
            last = measures[-1]
            found[part]["measures"] = Held(last.text, last.id, last.batch_id)


def _add_notes(session: Session, some: Sequence[int], found: dict[Part, dict[str, Held]]) -> None:
    query = select(Contribution).where(Contribution.recommendation_id.in_(some), Contribution.speaker == Speaker.AGENCY)
    for note in session.scalars(query.order_by(Contribution.id)):
        values = found.get((note.recommendation_id, note.agency_key or ""))
        if values is not None:
            values["note"] = Held(note.text, note.id, note.batch_id)


def _add_due(
    session: Session, some: Sequence[int], agencies: dict[int, list[str]], found: dict[Part, dict[str, Held]]
) -> None:
    for item in session.scalars(select(Recommendation).where(Recommendation.id.in_(some))):
        text = shown_date(item.due_on, item.due_precision) or item.due_text
        for agency in agencies[item.id] if text else []:
            found[item.id, agency]["due"] = Held(text, item.id, item.batch_id)


_HELD_IN = {
    "assessment": ["dated_on"],
    "measure": ["text"],
    "contribution": ["text"],
    "recommendation": ["due_on", "due_precision", "due_text"],
}
"""Table, then the columns that keep a value; of a claim only the day is put right."""


def put_there_by(session: Session, table: str, held: Held) -> str:
    """Return who entered a value, and when: the last act that changed it, else the act that added its row."""
    last = session.execute(_last_change(table, held, Change.batch_id)).first()
    batch = session.get(Batch, last[0] if last else held.batch)
    return f"{batch.who}, {shown_moment(batch.at)}" if batch is not None else ""


def speaks_of(session: Session, model: type[Measure] | type[Contribution], held: Held) -> date:
    """The day of which words of an agency speak: that of the sheet that brought them, else of the act."""
    last = session.execute(_last_change(model.__tablename__, held, Change.batch_id, Change.origin_id)).first()
    batch, origin = last or (held.batch, session.scalar(select(model.origin_id).where(model.id == held.row_id)))
    of_sheet = select(ImportedSheet.as_of).join(Origin, Origin.imported_sheet_id == ImportedSheet.id)
    return session.scalar(of_sheet.where(Origin.id == origin)) or session.get_one(Batch, batch).at.date()


def _last_change(table: str, held: Held, *columns: Any) -> Select[Any]:
    """The last act that changed a value and was not undone."""
    query = select(*columns).select_from(Change).join(Batch, Batch.id == Change.batch_id)
    return (
        query.where(Change.table_name == table, Change.row_id == held.row_id, Change.field.in_(_HELD_IN.get(table, [])))
        .where(Batch.undone_by.is_(None))
        .order_by(Change.batch_id.desc())
        .limit(1)
    )


def waits(claim: Assessment | View, current: Assessment | View | None) -> bool:
    """Return True if an agency's claim waits for the secretariat: its status differs and is not newer, nor did it refuse."""
    if claim.refusal:
        return False
    return current is None or (current.status_code != claim.status_code and current.batch_id <= claim.batch_id)


class Refusal(NamedTuple):
    """Why a claim was not confirmed, who refused it, and when; both are blank where no act of its own says so."""

    reason: str
    who: str = ""
    at: datetime | None = None


def refusals(session: Session, claims: Iterable[Assessment]) -> dict[int, Refusal]:
    """The claims among these that the secretariat did not confirm, by their identifiers.

    A claim that a merger recorded anew was refused by the act that refused the one of which it is a copy.
    """
    refused = [claim for claim in claims if claim.refusal]
    own: dict[int, tuple[str, datetime]] = {}
    copied: dict[tuple[int, str | None, str], tuple[str, datetime]] = {}
    for some in pieces(sorted({claim.recommendation_id for claim in refused})):
        for key, recommendation, agency, reason, who, at in session.execute(_REFUSED.where(_OF.in_(some))):
            own[key] = copied[recommendation, agency, reason] = who, at
    return {
        claim.id: Refusal(
            claim.refusal,
            *own.get(claim.id, copied.get((claim.recommendation_id, claim.agency_key, claim.refusal), ())),
        )
        for claim in refused
    }


_OF = Assessment.recommendation_id
_REFUSED = (
    select(Assessment.id, _OF, Assessment.agency_key, Assessment.refusal, Batch.who, Batch.at)
    .join(Change, (Change.row_id == Assessment.id) & (Change.table_name == Assessment.__tablename__))
    .join(Batch, Batch.id == Change.batch_id)
    .where(Change.field == "refusal", Batch.undone_by.is_(None))
    .order_by(Change.id)
)
"""The acts that refused claims, the latest last."""
