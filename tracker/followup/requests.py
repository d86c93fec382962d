"""Requests: opens a round, that is, settles what each agency is asked and keeps what it was sent."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.errors import NotFound, RuleBroken
from tracker.folding import tidy
from tracker.followup.journal import Journal
from tracker.followup.letters import record_requests
from tracker.language.phrase import Phrase
from tracker.language.texts import marked
from tracker.models import Asked, Measure, Recommendation, Request, Review, Status
from tracker.queries.agencies import heirs
from tracker.queries.claims import Part, held_values
from tracker.queries.filter import Filter, count_waiting, restricted
from tracker.queries.latest import latest_status
from tracker.queries.pieces import pieces, plain_rows
from tracker.queries.reference import secretariat
from tracker.queries.register import Listed, listed
from tracker.queries.reply_sheet import fields_asked
from tracker.queries.units import agencies_of, in_order
from tracker.stamps import row_stamp
from tracker.vocabulary import Role

_CELL = 32_000
"""Characters that a cell of a workbook holds for certain: longer texts are cut before they leave."""


def next_number(session: Session) -> int:
    """The number that the next round gets."""
    return (session.scalar(select(func.max(Request.number))) or 0) + 1


def find_request(session: Session, number: int) -> Request:
    """The round of a number. Raises ``NotFound``."""
    found = session.scalars(select(Request).where(Request.number == number)).first()
    if found is None:
        raise NotFound(Phrase("there is no round {number}.", number=number), remedy="See: tracker request list")
    return found


@dataclass(frozen=True)
class Leaving:
    """Who and what a round leaves out: agencies, and recommendations that are done unless ``closed`` is true."""

    agencies: tuple[str, ...] = ()
    closed: bool = False


@dataclass(frozen=True)
class Plan:
    """Whom a round would ask about what: agency by agency the recommendations (their ids) in which it has a part.

    ``closed`` is how many recommendations of the filter are not asked about because their status is closed.
    """

    parts: Mapping[str, Sequence[tuple[int, Role]]]
    closed: int = 0

    @property
    def agencies(self) -> dict[str, Counter[Role]]:
        """How many recommendations each agency leads and contributes to."""
        return {agency: Counter(role for _, role in rows) for agency, rows in self.parts.items()}


def plan_request(session: Session, wanted: Filter, today: date, leaving: Leaving = Leaving()) -> Plan:
    """Whom a round over the recommendations of a filter would ask: every agency that has a part in them.

    The secretariat does not write to itself or to closed agencies. A closed status is asked about only if the filter or
    ``leaving`` says so. Rows that wait for their review are left out: a letter names no code that only the register knows.
    Raises ``RuleBroken`` when nothing is left to ask, ``NotFound`` when the group has no secretariat to sign the letters.
    """
    found = _matching(session, wanted, today)
    without = _left_out(session, wanted, leaving)
    ids = [key for key, status in found if status not in without]
    if not ids:
        raise _nothing_to_ask(session, wanted, today, closed=len(found))
    left_out = {*leaving.agencies, *heirs(session), *({secretariat(session)} - {wanted.agency})}
    parts = {agency: rows for agency, rows in _parts(session, ids, wanted).items() if agency not in left_out}
    if not parts:
        raise RuleBroken(
            Phrase("none of these recommendations ({number}) has an agency to ask.", number=len(ids)),
            remedy="Assign them: tracker assign CODE",
        )
    return Plan(parts, sum(status in without for _, status in found))


def closed_left_out(session: Session, wanted: Filter, today: date, leaving: Leaving) -> Counter[str]:
    """How many recommendations of a filter a round does not ask about because their status is closed, by status."""
    without = _left_out(session, wanted, leaving)
    return Counter(status for _, status in _matching(session, wanted, today) if status in without)


def open_request(
    journal: Journal,
    title: str,
    due_on: date,
    wanted: Filter,
    language: str,
    today: date,
    prefix: str = "",
    leaving: Leaving = Leaving(),
) -> int:
    """Open a round over the recommendations of a filter, for every agency of its plan; gives its number.

    The letters that go out are recorded; with a ``prefix`` they are numbered as well.
    Raises ``RuleBroken`` when the due date has passed or there is nothing to ask, ``NotFound`` as the plan does.
    """
    if not tidy(title):
        raise RuleBroken(marked("the round needs a title."), remedy='Give its subject: --title "Spring 2026".')
    if due_on < today:
        raise RuleBroken(
            Phrase("the due date {day} is in the past.", day=due_on), remedy="Give a future date with --due."
        )
    session = journal.session
    plan = plan_request(session, wanted, today, leaving)
    number = next_number(session)
    request = journal.add(
        Request, number=number, title=tidy(title).replace("\n", " "), language=language, opened_on=today, due_on=due_on
    )
    _ask(journal, request, number, plan, today)
    journal.flush()
    record_requests(journal, session.get_one(Request, request), list(plan.parts), prefix)
    return number


def _ask(journal: Journal, request: int, number: int, plan: Plan, today: date) -> None:
    """Record what every agency is asked, with the cells as they leave."""
    pairs = [(key, agency) for agency, rows in plan.parts.items() for key, _ in rows]
    items = {item.id: item for item in listed(journal.session, sorted({key for key, _ in pairs}), today)}
    sent = _Sent(journal.session, list(items.values()), pairs)
    for agency, rows in plan.parts.items():
        for place, (key, role) in enumerate(rows, start=1):
            item = items[key]
            journal.add(
                Asked,
                request_id=request,
                agency_key=agency,
                recommendation_id=item.id,
                role=role,
                place=place,
                key=row_stamp(number, agency, place),
                sent=sent.cells(item, agency, role),
            )


def _nothing_to_ask(session: Session, wanted: Filter, today: date, *, closed: int) -> RuleBroken:
    if closed:
        return RuleBroken(
            Phrase("there is nothing to ask: the status of all that match ({number}) is closed.", number=closed),
            remedy="To ask about them too: --closed",
        )
    if waiting := count_waiting(session, wanted, today):
        return RuleBroken(
            Phrase(
                "there is nothing to ask: letters name no recommendations that wait for their review ({number}).",
                number=waiting,
            ),
            remedy="Place them in their review first. See: tracker list --waiting",
        )
    return RuleBroken(
        marked("no recommendation in the group's mandate matches, so there is nothing to ask."),
        remedy="See what there is with the same filter: tracker list",
    )


def _left_out(session: Session, wanted: Filter, leaving: Leaving) -> set[str]:
    """The statuses that a round does not ask about: those after which nothing is left to do, unless they are wanted."""
    if wanted.status or leaving.closed:
        return set()
    return set(session.scalars(select(Status.code).where(Status.standing == "closed")))


def _matching(session: Session, wanted: Filter, today: date) -> list[tuple[int, str | None]]:
    """The recommendations of a filter that are in the mandate (ids) with their statuses, in the order of listings."""
    query = in_order(select(Recommendation.id, latest_status())).where(Recommendation.out_of_mandate.is_(False))
    return [(key, status) for key, status in plain_rows(session, restricted(query, wanted, today))]


def _parts(session: Session, ids: Sequence[int], wanted: Filter) -> dict[str, list[tuple[int, Role]]]:
    """Agency by agency what it is asked about: what it leads first, then what it contributes to."""
    found: dict[str, list[tuple[int, Role]]] = defaultdict(list)
    for role in Role:
        agencies = agencies_of(session, ids, role)
        for key in ids:
            for agency in agencies.get(key, ()):
                if wanted.agency in ("", agency) and wanted.role in ("", role):
                    found[agency].append((key, role))
    return dict(sorted(found.items()))


class _Sent:
    """The cells of reply sheets as they leave: what the record says, and what the agency itself said before."""

    def __init__(self, session: Session, items: Sequence[Listed], parts: Sequence[Part]) -> None:
        self._held = held_values(session, parts)
        self._documents = dict(session.execute(select(Review.code, Review.symbol)).all())
        self._measures = _measures_on_record(session, [item.id for item in items])

    def cells(self, item: Listed, agency: str, role: Role) -> dict[str, str]:
        """Field, then text; what the agency is asked for and never said is empty."""
        held = self._held[item.id, agency]
        own = {name: held[name].text if name in held and name != "due" else "" for name in fields_asked(role)}
        cells = {
            "code": item.code,
            "document": item.document or self._documents.get(item.review) or "",
            "reference": item.reference or "",
            "text": item.text,
            "part": role.value,
            "deadline": item.due or item.due_text,
            "status_on_record": item.status or "",
            "measures_on_record": self._measures.get(item.id, ""),
            "refusal": held["refusal"].text if "refusal" in held and held["status"].text != item.status else "",
            **own,
        }
        return {name: tidy(text)[:_CELL] for name, text in cells.items()}


def _measures_on_record(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """The group's own measures of recommendations, a line each."""
    lines: dict[int, list[str]] = defaultdict(list)
    for some in pieces(ids):
        query = select(Measure.recommendation_id, Measure.text).where(
            Measure.recommendation_id.in_(some), Measure.agency_key.is_(None)
        )
        for key, text in session.execute(query.order_by(Measure.id)):
            lines[key].append(text)
    return {key: "\n".join(texts) for key, texts in lines.items()}
