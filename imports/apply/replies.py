"""Counts an agency's reply on its own paper as its answer in the round in which it was asked."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from imports.merging.corrected import original
from imports.merging.plan import PlannedEntry, SheetPlan
from tracker.dates import shown_date
from tracker.followup.journal import Journal
from tracker.followup.letters import mark_answer
from tracker.models import Answer, Asked, Request
from tracker.queries.pieces import pieces


def count_as_reply(journal: Journal, sheet: SheetPlan, file: str, today: date) -> None:
    """Mark what an agency was asked in its latest round, and answers in this sheet, as answered."""
    said = {entry.record.id: entry for row in sheet.rows for entry in row.entries if entry.claims}
    session = journal.session
    latest = select(func.max(Request.number)).join(Asked, Asked.request_id == Request.id)
    number = session.scalar(latest.where(Asked.agency_key == sheet.speaker))
    if number is None or not said:
        return
    request = session.scalars(select(Request.id).where(Request.number == number)).one()
    asked = _asked(journal, request, sheet.speaker, sorted(said))
    for recommendation, row in asked.items():
        journal.add(Answer, asked_id=row, came=_came(said[recommendation]), came_on=today)
    if asked:
        mark_answer(journal, request, sheet.speaker, original(file), today)


def _asked(journal: Journal, request: int, agency: str, ids: Sequence[int]) -> dict[int, int]:
    """Recommendation, then the row by which the agency was asked."""
    query = select(Asked.recommendation_id, Asked.id).where(Asked.request_id == request, Asked.agency_key == agency)
    found: dict[int, int] = {}
    for some in pieces(ids):
        found |= dict(journal.session.execute(query.where(Asked.recommendation_id.in_(some))).all())
    return found


def _came(entry: PlannedEntry) -> dict[str, str]:
    """What the agency said, field by field, as the answer of a round keeps it."""
    came = {claim.said.field: claim.said.value for claim in entry.claims}
    return {name: _text(name, value) for name, value in came.items()}


def _text(name: str, value: Any) -> str:
    if name == "status":
        return str(value["code"])
    if name == "due":
        return shown_date(date.fromisoformat(value["on"]), value["precision"]) or ""
    return "\n".join(str(item[0]) for item in value) if isinstance(value, list) else str(value)
