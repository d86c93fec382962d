"""Conflicts as the group asks about them: the values of sheets that wait for a person, with who and when."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from tracker.language.texts import marked
from tracker.models import Asked, Batch, Conflict, ImportedSheet, Origin, Recommendation, Request, Review
from tracker.models.batch import spoken
from tracker.queries.filter import Filter, restricted
from tracker.queries.held_since import held_since
from tracker.queries.latest import latest_status
from tracker.queries.pieces import rows_about
from tracker.vocabulary import Clash

WORDS = {
    Clash.BOTH_CHANGED: marked("changed by both"),
    Clash.EMPTIED: marked("emptied"),
    Clash.UNREADABLE: marked("not understood"),
    Clash.TWICE: marked("is twice in the sheet"),
    Clash.NOT_ASKED: marked("not asked for"),
    Clash.SOURCE: marked("changes the UN document's words"),
    Clash.NEWER: marked("the register is newer"),
    Clash.PROPOSED: marked("proposed by the agency"),
}


VALUES = ("sent", "came", "held")
"""The three values of a conflict: as it was sent, as it came, as the register holds it."""


def conflicts(
    session: Session, wanted: Filter, today: date, *, request: int | None = None, settled: bool = False
) -> list[dict[str, Any]]:
    """Return the conflicts of a filter, with ``settled`` also resolved ones; ``agency`` is the one that replied."""
    query = open_conflicts(wanted, today, request=request, settled=settled)
    return [_shown(session, *row) for row in session.execute(query)]


def open_conflicts(
    wanted: Filter, today: date, *, request: int | None = None, settled: bool = False
) -> Select[Conflict, str, str | None, Batch, ImportedSheet, int | None, str | None]:
    """The query of the conflicts of a filter, with all that is shown of them."""
    query = (
        select(Conflict, Recommendation.code, said_by(), Batch, ImportedSheet, Request.number, latest_status())
        .join(Recommendation, Recommendation.id == Conflict.recommendation_id)
        .join(Review, Review.id == Recommendation.review_id)
        .outerjoin(Asked, Asked.id == Conflict.asked_id)
        .outerjoin(Request, Request.id == Asked.request_id)
        .join(Batch, Batch.id == Conflict.batch_id)
        .outerjoin(Origin, Origin.id == Conflict.origin_id)
        .outerjoin(ImportedSheet, ImportedSheet.id == Origin.imported_sheet_id)
        .order_by(Conflict.id)
    )
    if wanted.agency:
        query = query.where(said_by() == wanted.agency)
    if request is not None:
        query = query.where(Request.number == request)
    if not settled:
        query = query.where(Conflict.settled_in.is_(None))
    others = Filter(**{**wanted.__dict__, "agency": "", "role": ""})
    return restricted(query, others, today)


def with_labels(row: Mapping[str, Any], statuses: Mapping[str, str]) -> dict[str, str]:
    """The three values of a conflict: of one about a status with the label in place of the code, also before a date."""
    values = {name: str(row[name]) for name in VALUES}
    if row["field"] != "status":
        return values
    return {name: _labelled(value, statuses) for name, value in values.items()}


def _labelled(value: str, statuses: Mapping[str, str]) -> str:
    code, space, day = value.partition(" ")
    return f"{statuses[code]}{space}{day}" if code in statuses else value


def count_open(session: Session, today: date) -> list[tuple[str, int]]:
    """How many conflicts wait, by the agency that says it; the group's own sheets have no agency and come first."""
    agency = func.coalesce(said_by(), "")
    query = open_conflicts(Filter(waiting=None), today).order_by(None)
    counted = query.with_only_columns(agency, func.count(Conflict.id), maintain_column_froms=True)
    return [(key or "", count) for key, count in session.execute(counted.group_by(agency).order_by(agency))]


def said_by() -> ColumnElement[str | None]:
    """The agency that says it: the one that was asked, or whose sheet it is; none for the group's own sheets."""
    return func.coalesce(Asked.agency_key, Conflict.agency_key)


class Unread(NamedTuple):
    """A status that an agency wrote in words that were not understood; a conflict waits for what is meant."""

    agency: str
    words: str
    conflict: str


def unread_claims(session: Session, ids: Collection[int], agency: str = "") -> dict[int, list[Unread]]:
    """The statuses of agencies, or of one of them, that were not understood, by recommendation."""
    found: dict[int, list[Unread]] = defaultdict(list)
    query = select(Conflict.recommendation_id, said_by(), Conflict.came, Conflict.id).order_by(Conflict.id)
    query = query.outerjoin(Asked, Asked.id == Conflict.asked_id).where(Conflict.settled_in.is_(None))
    query = query.where(Conflict.kind == Clash.UNREADABLE, Conflict.field == "status", said_by().is_not(None))
    query = query.where(said_by() == agency) if agency else query
    for key, speaker, words, number in rows_about(session, query, ids):
        found[key].append(Unread(speaker, words, spoken(number)))
    return found


def what_is(conflict: Conflict) -> str:
    """Return the reason of a conflict in words. Everybody may state a status; one not accepted is reserved."""
    if conflict.kind == Clash.NOT_ASKED and conflict.field == "status":
        return marked("the secretariat's to set")
    return WORDS[Clash(conflict.kind)]


def _shown(
    session: Session,
    conflict: Conflict,
    code: str,
    agency: str | None,
    batch: Batch,
    sheet: ImportedSheet | None,
    request: int | None,
    status: str | None,
) -> dict[str, Any]:
    held, held_by = conflict.held, conflict.held_by
    if conflict.field == "status" and not held and status:  # the agency claims nothing: the group's status stands
        held, held_by = status, held_since(session, conflict.recommendation_id, "status")
    return {
        "number": spoken(conflict.id),
        "code": code,
        "agency": agency or "",
        "request": request,
        "field": conflict.field,
        "kind": conflict.kind,
        "what": what_is(conflict),
        "sent": conflict.sent,
        "came": conflict.came,
        "held": held,
        "held_by": held_by,
        "came_by": f"{batch.who}, {batch.at:%Y-%m-%d}",
        "file": sheet.file if sheet is not None else "",
        "cell": f"{sheet.sheet}!{conflict.cell}" if sheet is not None else conflict.cell,
        "settled": conflict.settled_as or None,
        "settled_by": _settled_by(session, conflict),
    }


def _settled_by(session: Session, conflict: Conflict) -> str | None:
    act = session.get(Batch, conflict.settled_in) if conflict.settled_in is not None else None
    return f"{act.who}, {act.at:%Y-%m-%d}" if act is not None else None
