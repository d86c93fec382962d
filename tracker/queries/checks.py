"""What needs attention: gaps, stale statuses, contradictions between voices, the same demand from several mechanisms."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from hashlib import blake2b
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.kept_aside import kept_aside
from tracker.language.texts import Texts, marked
from tracker.models import (
    Agency,
    Assignment,
    OpenValue,
    Recommendation,
    Review,
)
from tracker.queries.claims import waits
from tracker.queries.conflicts import count_open
from tracker.queries.decisions import decisions
from tracker.queries.filter import waits_for_review
from tracker.queries.followup import asked_about, verdict_of
from tracker.queries.latest import latest_status
from tracker.queries.likeness import RULES, Demand, alike
from tracker.queries.pieces import plain_rows, rows_about
from tracker.queries.reference import FIELD_WORDS, status_words, statuses_of
from tracker.queries.substantiated import lacking_evidence
from tracker.queries.views import DoubtfulViews, View, months_since
from tracker.vocabulary import Role, StatusKind, Voice

KINDS = {
    "unassigned": marked("Recommendations without a lead agency"),
    "closed agency": marked("Assigned to an agency that was closed"),
    "no status": marked("Recommendations without a status"),
    "not substantiated": marked("Statuses without the evidence that the rules ask for"),
    "stale": marked("Statuses that have to be renewed"),
    "conflict": marked("Conflicts that wait for a decision"),
    "claim": marked("Claims of agencies that wait to be confirmed"),
    "late decision": marked("Decisions of meetings that are late"),
    "contradiction": marked("Voices that contradict each other"),
    "not understood": marked("Values of sheets that were left open"),
    "no review": marked("Rows that wait for their review"),
    "duplicate": marked("Probably the same demand from several mechanisms"),
    "evidence file": marked("Evidence files that are missing or were altered"),
}
"""The kinds of findings, in the order in which they are shown, with their headings, which reports and agendas have too.

Files are looked at by ``tracker.followup.evidence``: a query opens none."""

_MANY = 2000
"""Recommendations from which on comparing all texts takes so long that its result is kept: a tenth of a second."""

_BAD_GRADES = ("C", "C1", "C2", "D", "D1", "D2", "E", "not_implemented")


@dataclass(slots=True)
class Finding:
    """One thing that needs attention, or several of a kind that are told together; ``count`` is how many.

    ``code`` is a recommendation or a review, of conflicts and claims the agency, of a decision its number; it is empty for
    the group's own sheets.
    It is put into words when they are asked for: of thousands of findings people read the first ones.
    """

    kind: str
    code: str
    tell: Callable[[], str] = field(compare=False)
    count: int = 1

    @property
    def what(self) -> str:
        """What was found, in words."""
        return self.tell()

    def as_json(self) -> dict[str, Any]:
        """The finding for programs."""
        return {"kind": self.kind, "code": self.code, "what": self.what, "count": self.count}


class _Tells:
    """Sentences of the catalogue, to be told later: a status is told by its name, a day as dates are written."""

    def __init__(self, session: Session, texts: Texts) -> None:
        self._texts = texts
        self._names = status_words(session, texts)

    def __call__(self, english: str, **said: Any) -> Callable[[], str]:
        return partial(self._told, english, said)

    def _told(self, english: str, said: dict[str, Any]) -> str:
        return self._texts(english, **{name: self._word(name, value) for name, value in said.items()})

    def _word(self, name: str, value: Any) -> Any:
        if name in ("status", "held"):
            return self._names[value] if value else self._texts("no status")
        return self._texts.short_day(value) if isinstance(value, date) else value


class _Look:
    """One look at the register: its session, day and language, and what several kinds of findings need."""

    def __init__(self, session: Session, today: date, texts: Texts) -> None:
        self.session = session
        self.today = today
        self.texts = texts
        self.tells = _Tells(session, texts)

    @cached_property
    def views(self) -> DoubtfulViews:
        return DoubtfulViews(self.session, _in_mandate(), self.today)


def check(session: Session, today: date, texts: Texts, kinds: Collection[str] = KINDS) -> list[Finding]:
    """The findings of some kinds, by kind in their order."""
    look = _Look(session, today, texts)
    return [finding for kind, find in _FINDERS.items() if kind in kinds for finding in find(look)]


def _in_mandate() -> Any:
    """Recommendations that the group follows up and whose review is known, in the order of their codes."""
    query = select(Recommendation.code).join(Review, Review.id == Recommendation.review_id)
    query = query.where(Recommendation.out_of_mandate.is_(False), ~waits_for_review())
    return query.order_by(Review.code, Recommendation.sort_key)


def _unassigned(look: _Look) -> Iterator[Finding]:
    led = select(Assignment.recommendation_id).where(Assignment.role == Role.LEAD, Assignment.ended_on.is_(None))
    told = look.tells(marked("no agency leads"))
    for (code,) in plain_rows(look.session, _in_mandate().where(Recommendation.id.not_in(led))):
        yield Finding("unassigned", code, told)


def _with_closed_agencies(look: _Look) -> Iterator[Finding]:
    closed = dict(look.session.execute(select(Agency.key, Agency.closed_on).where(Agency.closed_on.is_not(None))).all())
    if not closed:
        return
    query = _in_mandate().add_columns(Assignment.agency_key)
    query = query.join(Assignment, Assignment.recommendation_id == Recommendation.id)
    query = query.where(Assignment.ended_on.is_(None), Assignment.agency_key.in_(closed))
    words = marked("{agency} was closed on {day}; assign another agency")
    for code, agency in look.session.execute(query):
        yield Finding("closed agency", code, look.tells(words, agency=agency, day=closed[agency]))


def _without_status(look: _Look) -> Iterator[Finding]:
    told = look.tells(marked("nobody has stated a status"))
    for (code,) in plain_rows(look.session, _in_mandate().where(latest_status().is_(None))):
        yield Finding("no status", code, told)


def _not_substantiated(look: _Look) -> Iterator[Finding]:
    views = look.views
    group = [(code, view) for code, view in views.group.items() if not view.substantiated]
    claims = [(code, view) for code, view in views.of(Voice.AGENCY) if waits(view, views.group.get(code))]
    lacking = lacking_evidence(look.session, [view for _, view in (*group, *claims)])
    own, claim = (
        marked("'{status}' of {day} lacks evidence"),
        marked("{agency} claims '{status}' of {day} lacks evidence"),
    )
    for code, view in (*group, *claims):
        if view.id in lacking:
            said = {"status": view.status_code, "day": view.dated_on}
            told = look.tells(claim, agency=view.agency_key, **said) if view.agency_key else look.tells(own, **said)
            yield Finding("not substantiated", code, told)


def _stale(look: _Look) -> Iterator[Finding]:
    views, today = look.views, look.today
    old = marked("'{status}' since {day}, {age} months ago; to be renewed every {months}")
    for code, view in views.group.items():
        months, age = views.limits.get(view.status_code or ""), months_since(view.dated_on, today)
        if months and age >= months:
            told = look.tells(old, status=view.status_code, day=view.dated_on, age=age, months=months)
            yield Finding("stale", code, told)
        elif view.status_code in views.planned and view.due_on is not None and view.due_on < today:
            yield Finding("stale", code, look.tells(marked("planned for {day}, which is past"), day=view.due_on))


def _conflicts(look: _Look) -> Iterator[Finding]:
    for agency, count in count_open(look.session, look.today):
        what = look.texts.many(
            "{number} value waits; see: {command}",
            "{number} values wait; see: {command}",
            count,
            command=f"tracker conflicts --agency {agency}" if agency else "tracker conflicts",
        )
        yield Finding("conflict", agency, partial(str, what), count)


def _claims(look: _Look) -> Iterator[Finding]:
    views = look.views
    claims = Counter(
        view.agency_key or "" for code, view in views.of(Voice.AGENCY) if waits(view, views.group.get(code))
    )
    for agency, count in sorted(claims.items()):
        what = look.texts.many(
            "{number} claim; see: {seen}; to confirm: {command}",
            "{number} claims; see: {seen}; to confirm: {command}",
            count,
            seen="tracker check --kind contradiction",
            command=f"tracker confirm --agency {agency}",
        )
        yield Finding("claim", agency, partial(str, what), count)


def _late_decisions(look: _Look) -> Iterator[Finding]:
    own, nobody = marked("{agency}: '{decision}', due {day}"), marked("'{decision}', due {day}")
    for item in decisions(look.session, only_open=True):
        if item.late(look.today):
            words = own if item.agency else nobody
            told = look.tells(words, agency=item.agency, decision=item.text, day=item.due_on)
            yield Finding("late decision", item.number, told)


def _contradictions(look: _Look) -> Iterator[Finding]:
    views = look.views
    held = {code: view.status_code for code, view in views.group.items()}
    differs = marked("{who} says '{status}' ({day}), the group '{held}'")
    for voice in (Voice.AGENCY, Voice.OMBUDSPERSON):
        for code, view in views.of(voice):
            if _contradicts(view, views.group.get(code)):
                who = view.agency_key or look.texts("ombudsperson")
                said = {"status": view.status_code, "day": view.dated_on, "held": held.get(code)}
                yield Finding("contradiction", code, look.tells(differs, who=who, **said))
    done = statuses_of(look.session, StatusKind.DONE)
    graded = marked("the committee graded it {grade} ({day}), the group says '{status}'")
    for code, view in views.of(Voice.COMMITTEE):
        if held.get(code) in done and view.grade in _BAD_GRADES:
            told = look.tells(graded, grade=view.grade, day=view.dated_on, status=held[code])
            yield Finding("contradiction", code, told)
    yield from _beside_verdicts(look, {code for code, _ in views.of(Voice.COMMITTEE)}, done)


def _beside_verdicts(look: _Look, graded: Collection[str], done: Collection[str]) -> Iterator[Finding]:
    """Units that the group calls done while a verdict on the follow-up stands with their review, to be compared."""
    graded_whole = look.session.scalars(select(Review).where(Review.followup_verdict != ""))
    reviews = {review.id: review for review in graded_whole}
    query = _in_mandate().add_columns(Recommendation.reference, latest_status(), Recommendation.review_id)
    query = query.where(Recommendation.review_id.in_(reviews), latest_status().in_(done))
    words = marked("the group says '{status}'; compare the committee's verdict: {verdict}")
    for code, reference, status, of in plain_rows(look.session, query) if reviews else ():
        if code not in graded and asked_about(reviews[of], reference):
            yield Finding("contradiction", code, look.tells(words, status=status, verdict=verdict_of(reviews[of])))


def _contradicts(view: View, group: View | None) -> bool:
    """Return True if a view says something else than the group; a claim only as long as it waits."""
    if view.voice == Voice.AGENCY:
        return waits(view, group)
    return group is None or view.status_code != group.status_code


def _not_understood(look: _Look) -> Iterator[Finding]:
    query = _in_mandate().add_columns(OpenValue.field, OpenValue.text, OpenValue.cell)
    query = query.join(OpenValue, OpenValue.recommendation_id == Recommendation.id).where(
        OpenValue.settled_in.is_(None)
    )
    words = marked("{field} '{text}' (cell {cell})")
    for code, name, text, cell in look.session.execute(query):
        field = look.texts(FIELD_WORDS.get(name, name))
        yield Finding("not understood", code, look.tells(words, field=field, text=text, cell=cell))


def _waiting_reviews(look: _Look) -> Iterator[Finding]:
    query = select(Review.code, Review.found_in, func.count()).join(
        Recommendation, Recommendation.review_id == Review.id
    )
    query = query.where(waits_for_review(), Recommendation.out_of_mandate.is_(False))
    for code, found_in, count in look.session.execute(query.group_by(Review.code, Review.found_in)):
        what = look.texts.many(
            "{number} row of {file}; place it with: {command}",
            "{number} rows of {file}; place them with: {command}",
            count,
            file=found_in,
            command=f"tracker reviews --place {code} REVIEW",
        )
        yield Finding("no review", code, partial(str, what), count)


def _duplicates(look: _Look) -> Iterator[Finding]:
    """Recommendations whose texts are nearly those of another mechanism's."""
    session = look.session
    query = _in_mandate()
    what = Recommendation.code + " " + Review.mechanism + " " + Recommendation.text_key
    keys = [
        key for (key,) in plain_rows(session, query.with_only_columns(what).order_by(None).order_by(Recommendation.id))
    ]

    def compared() -> list[tuple[str, str]]:
        columns = Review.mechanism, Recommendation.text_key, Recommendation.search_text
        demands = [Demand(*row) for row in plain_rows(session, query.add_columns(*columns))]
        return list(alike(demands, whole))

    def whole(codes: Sequence[str]) -> dict[str, str]:
        return dict(rows_about(session, select(Recommendation.code, Recommendation.text), codes))

    key = blake2b("\n".join((RULES, *keys)).encode(), digest_size=16).hexdigest()
    for code, other in kept_aside("alike", key, compared) if len(keys) >= _MANY else compared():
        yield Finding("duplicate", code, look.tells(marked("nearly the same as {code}"), code=other))


_FINDERS: dict[str, Callable[[_Look], Iterator[Finding]]] = {
    "unassigned": _unassigned,
    "closed agency": _with_closed_agencies,
    "no status": _without_status,
    "not substantiated": _not_substantiated,
    "stale": _stale,
    "conflict": _conflicts,
    "claim": _claims,
    "late decision": _late_decisions,
    "contradiction": _contradictions,
    "not understood": _not_understood,
    "no review": _waiting_reviews,
    "duplicate": _duplicates,
}
"""What finds each kind, in their order; files of evidence are looked at elsewhere."""
