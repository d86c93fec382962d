"""Settles conflicts: the agency's value is taken, the register's is kept, or other words are typed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.dates import typed_date
from tracker.errors import NotFound, RuleBroken
from tracker.followup.answers import Said, take
from tracker.followup.journal import Journal
from tracker.models import Asked, Conflict, Recommendation
from tracker.models.batch import row_of, spoken
from tracker.queries.claims import Held, held_values
from tracker.queries.conflicts import WORDS
from tracker.queries.find import find_status
from tracker.vocabulary import Clash

THEIRS, OURS = "theirs", "ours"


@dataclass(frozen=True)
class Settled:
    """What was settled: the conflict's number, its recommendation and field, and what stands now."""

    number: str
    code: str
    field: str
    choice: str


def find_conflict(session: Session, number: str) -> Conflict:
    """An open conflict by its number. Raises ``NotFound``, also when it was settled already."""
    key = row_of(number.strip())
    found = session.get(Conflict, key) if key is not None else None
    if found is None:
        raise NotFound(f"there is no conflict '{number}'.", remedy="See: tracker conflicts")
    if found.settled_in is not None:
        raise NotFound(f"conflict {number} was settled already (as {found.settled_as}).", remedy="See: tracker history")
    return found


def settle(journal: Journal, conflict: Conflict, choice: str, today: date) -> Settled:
    """Settle a conflict. ``choice`` is ``theirs``, ``ours``, or the value to enter for the agency.

    Raises ``RuleBroken`` where theirs cannot be taken: a value that nobody can read, or that the agency was not asked for.
    """
    session = journal.session
    code = session.scalars(select(Recommendation.code).where(Recommendation.id == conflict.recommendation_id)).one()
    number = spoken(conflict.id)
    if choice != OURS:
        said = _said(session, conflict, choice, f"{code}, {conflict.field}")
        take(journal, said, today)
    for name, new in (("settled_in", journal.number), ("settled_as", choice)):
        old = getattr(conflict, name)
        journal.change(Conflict, conflict.id, name, old, new, recommendation_id=conflict.recommendation_id)
    settled = Settled(number, code, conflict.field, choice)
    journal.flush()
    return settled


def _said(session: Session, conflict: Conflict, choice: str, where: str) -> Said:
    asked = session.get_one(Asked, conflict.asked_id)
    kind = Clash(conflict.kind)
    if kind == Clash.NOT_ASKED:
        raise RuleBroken(f"{WORDS[kind]}: the agency cannot change this.", where=where, remedy="Keep ours: --ours")
    if choice == THEIRS and kind == Clash.UNREADABLE:
        raise RuleBroken(
            f"'{conflict.came}' cannot be taken as it is.", where=where, remedy="Type what is meant: --value TEXT"
        )
    held = held_values(session, [(conflict.recommendation_id, asked.agency_key)])
    ours = held[conflict.recommendation_id, asked.agency_key]
    field = "status" if conflict.field == "dated" else conflict.field
    if choice == THEIRS:
        value = conflict.value
    elif conflict.field == "dated":
        value = _dated(ours.get("status"), choice, where)
    else:
        value = _typed(session, field, choice, where)
    keeps = ours.get(field)
    row_id = keeps.row_id if keeps is not None and field in ("measures", "note") else None
    return Said(conflict.recommendation_id, asked.agency_key, field, _with_proof(field, value), row_id)


def _with_proof(field: str, value: Any) -> Any:
    return {"proven": False, **value} if field == "status" and value else value


def _typed(session: Session, field: str, text: str, where: str) -> Any:
    """A value that a person typed for the agency, in the form of its field."""
    if field == "status":
        return {"code": find_status(session, text), "word": text, "dated": "", "proven": False}
    if field == "due":
        on = _day(text, where)
        return {"on": on.isoformat(), "precision": "day", "text": text}
    return [[text, None]] if field == "evidence" else text


def _dated(claim: Held | None, text: str, where: str) -> Any:
    """The claim of the agency, of the day that a person typed."""
    if claim is None:
        raise RuleBroken(
            "the agency claims no status that a date could belong to.", where=where, remedy="Keep ours: --ours"
        )
    return {"code": claim.text, "word": claim.text, "dated": _day(text, where).isoformat(), "proven": False}


def _day(text: str, where: str) -> date:
    found = typed_date(text)
    if found is None:
        raise RuleBroken(f"'{text}' is no date.", where=where, remedy="Write it as 2026-05-31.")
    return found
