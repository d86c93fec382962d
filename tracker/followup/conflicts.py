"""Settles conflicts: the sheet's value is taken, the register's is kept, or another one is typed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.dates import Period, typed_period
from tracker.errors import NotFound, RuleBroken
from tracker.followup.answers import Said, take
from tracker.followup.journal import Journal
from tracker.followup.values import set_value
from tracker.language.phrase import Phrase
from tracker.models import Asked, Assessment, Conflict, Recommendation
from tracker.models.batch import row_of, spoken
from tracker.queries.claims import held_values
from tracker.queries.conflicts import what_is
from tracker.queries.find import find_agency, find_status
from tracker.vocabulary import Clash, DateBasis, Precision

THEIRS, OURS, VALUE = "theirs", "ours", "value"

_NEVER_EMPTY = ("status", "due")
"""Fields whose value an agency's empty cell does not remove."""


@dataclass(frozen=True)
class Settled:
    """A resolved conflict: its number, its recommendation and field, and the value that was chosen."""

    number: str
    code: str
    field: str
    choice: str


def find_conflict(session: Session, number: str) -> Conflict:
    """Return an open conflict by its number. Raises ``NotFound``, also if it was resolved already."""
    key = row_of(number.strip())
    found = session.get(Conflict, key) if key is not None else None
    if found is None:
        raise NotFound(Phrase("there is no conflict '{number}'.", number=number), remedy="See: tracker conflicts")
    if found.settled_in is not None:
        raise NotFound(
            Phrase("conflict {number} was resolved already (as {choice}).", number=number, choice=found.settled_as),
            remedy="See: tracker history",
        )
    return found


def ways_to_settle(conflict: Conflict) -> tuple[str, ...]:
    """How a conflict can be resolved."""
    return ways(conflict.kind, conflict.field, asked=conflict.asked_id is not None)


def ways(kind: str, field: str, *, asked: bool) -> tuple[str, ...]:
    """How a conflict of a kind about a field can be resolved: always by ours, else by theirs or a typed value.

    ``asked`` is True for one with the reply of an agency in a round.
    """
    if not asked:
        return (THEIRS, OURS, VALUE)
    if kind == Clash.NOT_ASKED:
        return (OURS,)
    unusable = kind == Clash.UNREADABLE or (kind == Clash.EMPTIED and field in _NEVER_EMPTY)
    return (OURS, VALUE) if unusable else (THEIRS, OURS, VALUE)


def settle(journal: Journal, conflict: Conflict, choice: str, today: date) -> Settled:
    """Resolve a conflict. ``choice`` is ``theirs``, ``ours``, or the value to enter for the agency.

    Raises ``RuleBroken`` where theirs cannot be taken: a value that nobody can read, or that the agency was not asked for.
    """
    session = journal.session
    code = session.scalars(select(Recommendation.code).where(Recommendation.id == conflict.recommendation_id)).one()
    number = spoken(conflict.id)
    where = f"{code}, {conflict.field}"
    if conflict.field == "dated" and choice not in (OURS, THEIRS):
        _date_claim(journal, conflict, _period(choice, where).on, today, where)
    elif choice != OURS and not _is_of_agency(conflict):
        _take_for_group(journal, conflict, choice, today, where)
    elif choice != OURS:
        take(journal, _said(session, conflict, choice, where), today)
    close(journal, conflict, choice)
    settled = Settled(number, code, conflict.field, choice)
    journal.flush()
    return settled


def close(journal: Journal, conflict: Conflict, choice: str) -> None:
    """Mark a conflict as resolved by what was chosen."""
    for name, new in (("settled_in", journal.number), ("settled_as", choice)):
        old = getattr(conflict, name)
        journal.change(Conflict, conflict.id, name, old, new, recommendation_id=conflict.recommendation_id)


def _is_of_agency(conflict: Conflict) -> bool:
    """Return True for a reply, and for words of an agency that are older than its own: what it says is its own."""
    return conflict.asked_id is not None or (conflict.kind == Clash.NEWER and conflict.agency_key is not None)


def _take_for_group(journal: Journal, conflict: Conflict, choice: str, today: date, where: str) -> None:
    """Take a value of a sheet that answers no round, or the one that was typed instead, as the group's own."""
    item = journal.session.get_one(Recommendation, conflict.recommendation_id)
    theirs = choice == THEIRS
    value = conflict.value if theirs else _typed_for_group(journal.session, conflict.field, choice, today, where)
    set_value(journal, item, conflict.field, value, today)


def _typed_for_group(session: Session, field: str, text: str, today: date, where: str) -> Any:
    """A value that a person typed, in the form of its field."""
    match field:
        case "status":
            status = {"code": find_status(session, text), "word": text}
            return {**status, "dated": today.isoformat(), "basis": DateBasis.STATED.value}
        case "lead":
            return find_agency(session, text)
        case "contributing":
            return [find_agency(session, name) for name in text.split(";") if name.strip()]
        case "due":
            return _typed(session, field, text, where)
    return text


def _said(session: Session, conflict: Conflict, choice: str, where: str) -> Said:
    asked = session.get(Asked, conflict.asked_id) if conflict.asked_id is not None else None
    agency = asked.agency_key if asked is not None else conflict.agency_key or ""
    kind = Clash(conflict.kind)
    if kind == Clash.NOT_ASKED:
        raise RuleBroken(
            Phrase("{what}: the agency cannot change this.", what=Phrase(what_is(conflict))),
            where=where,
            remedy="Keep ours: --ours",
        )
    if choice == THEIRS and kind == Clash.UNREADABLE:
        raise RuleBroken(
            Phrase("'{text}' cannot be taken as it is.", text=conflict.came),
            where=where,
            remedy="Give the value that is meant: --value TEXT",
        )
    ours = held_values(session, [(conflict.recommendation_id, agency)])[conflict.recommendation_id, agency]
    field = "status" if conflict.field == "dated" else conflict.field
    value = conflict.value if choice == THEIRS else _typed(session, field, choice, where)
    keeps = ours.get(field)
    row_id = keeps.row_id if keeps is not None and field in ("measures", "note") else None
    return Said(conflict.recommendation_id, agency, field, _with_proof(field, value), row_id)


def _with_proof(field: str, value: Any) -> Any:
    return {"proven": False, **value} if field == "status" and value else value


def _typed(session: Session, field: str, text: str, where: str) -> Any:
    """A value that a person typed for the agency, in the form of its field."""
    if field == "status":
        return {"code": find_status(session, text), "word": text, "dated": "", "proven": False}
    if field == "due":
        target = _period(text, where)
        return {"on": target.on.isoformat(), "precision": target.precision.value, "text": target.text}
    return [[text, None]] if field == "evidence" else text


def _date_claim(journal: Journal, conflict: Conflict, on: date, today: date, where: str) -> None:
    """Set the date of the claim in force, which was dated by the day on which it came."""
    agency = journal.session.get_one(Asked, conflict.asked_id).agency_key
    part = (conflict.recommendation_id, agency)
    held = held_values(journal.session, [part])[part].get("status")
    if held is None:
        raise RuleBroken(
            "the agency claims no status, so the date belongs to nothing.", where=where, remedy="Keep ours: --ours"
        )
    if on > today:
        raise RuleBroken(f"{on} is in the future.", where=where, remedy="Give the day on which the status was true.")
    claim = journal.session.get_one(Assessment, held.row_id)
    exact = ("date_basis", DateBasis.STATED.value), ("date_precision", Precision.DAY.value)
    for name, new in (("dated_on", on), *exact):
        old = getattr(claim, name)
        if new != old:
            journal.change(Assessment, claim.id, name, old, new, recommendation_id=conflict.recommendation_id)


def _period(text: str, where: str) -> Period:
    found = typed_period(text)
    if found is None:
        raise RuleBroken(
            Phrase("'{text}' is not a date.", text=text), where=where, remedy="Write it as 2026-05-31, or 31.05.2026."
        )
    return found
