"""The rows that were sent in a round and what the register knows of them; only the rows of one reply are loaded."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from tracker.folding import fold
from tracker.models import Answer, Asked, Conflict, Evidence, Recommendation, Remark, Request, Status
from tracker.queries.claims import Held, Part, held_values
from tracker.queries.heard import says_something
from tracker.queries.pieces import pieces
from tracker.queries.reply_sheet import reserved_statuses


@dataclass(frozen=True)
class AskedRow:
    """A row of a round as the register keeps it."""

    id: int
    key: str
    number: int
    request_id: int
    agency: str
    role: str
    recommendation_id: int
    code: str
    sent: Mapping[str, str]


@dataclass
class Known:
    """What the register knows beside the rows: by part, by row asked, or by recommendation."""

    held: dict[Part, dict[str, Held]] = field(default_factory=dict)
    last: dict[int, dict[str, str]] = field(default_factory=dict)
    """The last reply to each row, field by field."""
    conflicts: dict[tuple[int, str, str], bool] = field(default_factory=dict)
    """Row, field and value of conflicts that were noted before; True for those still open."""
    evidence: dict[Part, dict[str, date | None]] = field(default_factory=lambda: defaultdict(dict))
    """An agency's own evidence: the folded text, and its date."""
    remarks: dict[int, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    needs: dict[str, str] = field(default_factory=dict)
    """What a status needs as evidence."""
    reserved: set[str] = field(default_factory=set)
    """Statuses that only the secretariat can set."""


def load_asked(session: Session, keys: Collection[str], sheets: Collection[tuple[int, str]]) -> list[AskedRow]:
    """The rows asked with these identities, and all rows of these rounds and agencies."""
    query = (
        select(Asked, Request.number, Recommendation.code)
        .join(Request, Request.id == Asked.request_id)
        .join(Recommendation, Recommendation.id == Asked.recommendation_id)
    )
    found: dict[str, AskedRow] = {}
    wanted = [Asked.key.in_(some) for some in pieces(sorted(keys))]
    if sheets:
        wanted.append(tuple_(Request.number, Asked.agency_key).in_(sorted(sheets)))
    for condition in wanted:
        for asked, number, code in session.execute(query.where(condition)):
            found[asked.key] = AskedRow(
                asked.id,
                asked.key,
                number,
                asked.request_id,
                asked.agency_key,
                asked.role,
                asked.recommendation_id,
                code,
                asked.sent,
            )
    return list(found.values())


def not_returned(session: Session, rows: Sequence[AskedRow]) -> list[str]:
    """The codes that agencies were asked about in the same rounds and parts as in these rows, beside them.

    What an agency replied to before is left out: the workbook of a reminder does not have it.
    """
    here, parts = {row.id for row in rows}, {(row.number, row.agency, row.role) for row in rows}
    asked = load_asked(session, (), {(number, agency) for number, agency, _ in parts})
    missing = {row.id: row for row in asked if (row.number, row.agency, row.role) in parts and row.id not in here}
    replied = select(Answer.asked_id).join(Asked, Asked.id == Answer.asked_id).where(says_something())
    for some in pieces(sorted(missing)):
        for known in session.scalars(replied.where(Answer.asked_id.in_(some))).all():
            missing.pop(known, None)
    return [missing[key].code for key in sorted(missing)]


def load_known(session: Session, rows: Sequence[AskedRow]) -> Known:
    """What the register knows of the rows of a reply."""
    known = Known(held=held_values(session, [(row.recommendation_id, row.agency) for row in rows]))
    known.needs = dict(session.execute(select(Status.code, Status.needs_evidence)).all())
    known.reserved = reserved_statuses(session)
    for some in pieces([row.id for row in rows]):
        _load_answers(session, some, known)
    for some in pieces([row.recommendation_id for row in rows]):
        _load_beside(session, some, known)
    return known


def _load_answers(session: Session, some: Sequence[int], known: Known) -> None:
    query = select(Answer.asked_id, Answer.came).where(Answer.asked_id.in_(some)).order_by(Answer.id)
    for asked, came in session.execute(query):
        known.last[asked] = came
    conflicts = select(Conflict.asked_id, Conflict.field, Conflict.came, Conflict.settled_in)
    for asked_id, name, value, settled in session.execute(conflicts.where(Conflict.asked_id.in_(some))):
        known.conflicts[asked_id or 0, name, value] = settled is None


def _load_beside(session: Session, some: Sequence[int], known: Known) -> None:
    proofs = select(Evidence.recommendation_id, Evidence.agency_key, Evidence.text, Evidence.dated_on)
    for key, agency, text, dated in session.execute(proofs.where(Evidence.recommendation_id.in_(some))):
        known.evidence[key, agency or ""][fold(text)] = dated
    remarks = select(Remark.recommendation_id, Remark.author, Remark.text).where(Remark.recommendation_id.in_(some))
    for key, author, text in session.execute(remarks):
        known.remarks[key].add((author, text))
