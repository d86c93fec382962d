"""What needs attention: gaps, stale statuses, contradictions between voices, the same demand from several mechanisms."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

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
from tracker.queries.filter import waits_for_review
from tracker.queries.followup import asked_about, verdict_of
from tracker.queries.latest import latest_status
from tracker.queries.likeness import Demand, alike
from tracker.queries.pieces import plain_rows, rows_about
from tracker.queries.reference import status_words, statuses_of
from tracker.queries.substantiated import lacking_evidence
from tracker.queries.views import DoubtfulViews, View, months_since
from tracker.vocabulary import Role, StatusKind, Voice

KINDS = {
    "unassigned": marked("Without a lead agency"),
    "closed agency": marked("Assigned to an agency that was closed"),
    "no status": marked("Without a status"),
    "not substantiated": marked("Status without the evidence that the rules ask for"),
    "stale": marked("Status not renewed in time"),
    "conflict": marked("Conflicts that wait for a decision"),
    "claim": marked("Claims of agencies that wait to be confirmed"),
    "contradiction": marked("Voices that contradict each other"),
    "not understood": marked("Values of sheets that nobody has resolved"),
    "no review": marked("Rows that wait for their review"),
    "duplicate": marked("Probably the same demand from several mechanisms"),
    "evidence file": marked("Evidence files that are missing or were altered"),
}
"""The kinds of findings, in the order in which they are shown, with their headings.

Files are looked at by ``tracker.followup.evidence``: a query opens none."""

_FIELDS = {
    "status": marked("status"),
    "due": marked("due date"),
    "lead": marked("lead agency"),
    "contributing": marked("contributing agencies"),
    "position": marked("position"),
}
"""The fields in which values of sheets wait to be understood, in words."""

_BAD_GRADES = ("C", "C1", "C2", "D", "D1", "D2", "E", "not_implemented")


@dataclass(frozen=True)
class Finding:
    """One thing that needs attention, or several of a kind that are told together; ``count`` is how many.

    ``code`` is a recommendation or a review, of conflicts and claims the agency; it is empty for the group's own sheets.
    """

    kind: str
    code: str
    what: str
    count: int = 1


def check(session: Session, today: date, texts: Texts) -> list[Finding]:
    """All findings, by kind."""
    views = DoubtfulViews(session, _in_mandate(), today)
    findings = [
        *_unassigned(session, texts),
        *_with_closed_agencies(session, texts),
        *_without_status(session, texts),
        *_not_substantiated(session, views, texts),
        *_stale(session, views, today, texts),
        *_conflicts(session, today, texts),
        *_claims(views, texts),
        *_contradictions(session, views, texts),
        *_not_understood(session, texts),
        *_waiting_reviews(session, texts),
        *_duplicates(session, texts),
    ]
    order = list(KINDS)
    return sorted(findings, key=lambda finding: order.index(finding.kind))


def _in_mandate() -> Any:
    """Recommendations that the group follows up and whose review is known, in the order of their codes."""
    query = select(Recommendation.code).join(Review, Review.id == Recommendation.review_id)
    query = query.where(Recommendation.out_of_mandate.is_(False), ~waits_for_review())
    return query.order_by(Review.code, Recommendation.sort_key)


def _unassigned(session: Session, texts: Texts) -> Iterator[Finding]:
    lead = select(Assignment.id).where(
        Assignment.recommendation_id == Recommendation.id, Assignment.role == Role.LEAD, Assignment.ended_on.is_(None)
    )
    for code in session.scalars(_in_mandate().where(~lead.exists())):
        yield Finding("unassigned", code, texts("no agency leads"))


def _with_closed_agencies(session: Session, texts: Texts) -> Iterator[Finding]:
    query = _in_mandate().add_columns(Agency.key, Agency.closed_on)
    query = query.join(Assignment, Assignment.recommendation_id == Recommendation.id)
    query = query.join(Agency, Agency.key == Assignment.agency_key)
    for code, agency, on in session.execute(query.where(Assignment.ended_on.is_(None), Agency.closed_on.is_not(None))):
        what = texts("{agency} was closed on {day}; assign another agency", agency=agency, day=texts.short_day(on))
        yield Finding("closed agency", code, what)


def _without_status(session: Session, texts: Texts) -> Iterator[Finding]:
    for code in session.scalars(_in_mandate().where(latest_status().is_(None))):
        yield Finding("no status", code, texts("nobody has stated a status"))


def _not_substantiated(session: Session, views: DoubtfulViews, texts: Texts) -> Iterator[Finding]:
    names = status_words(session, texts)
    group = [(code, view) for code, view in views.group.items() if not view.substantiated]
    claims = [(code, view) for code, view in views.of(Voice.AGENCY) if waits(view, views.group.get(code))]
    lacking = lacking_evidence(session, [view for _, view in (*group, *claims)])
    for code, view in (*group, *claims):
        if view.id in lacking:
            said = {"status": names[view.status_code or ""], "day": texts.short_day(view.dated_on)}
            if view.agency_key:
                what = texts("{agency} claims '{status}' of {day} lacks evidence", agency=view.agency_key, **said)
            else:
                what = texts("'{status}' of {day} lacks evidence", **said)
            yield Finding("not substantiated", code, what)


def _stale(session: Session, views: DoubtfulViews, today: date, texts: Texts) -> Iterator[Finding]:
    names = status_words(session, texts)
    due = select(Recommendation.code, Recommendation.due_on).where(Recommendation.due_on < today)
    past = dict(session.execute(due).all())
    for code, view in views.group.items():
        months, age = views.limits.get(view.status_code or ""), months_since(view.dated_on, today)
        if months and age >= months:
            told = texts(
                "'{status}' since {day}, {age} months ago; to be renewed every {months}",
                status=names[view.status_code or ""],
                day=texts.short_day(view.dated_on),
                age=age,
                months=months,
            )
            yield Finding("stale", code, told)
        elif view.status_code in views.planned and (day := past.get(code)) is not None:
            yield Finding("stale", code, texts("planned for {day}, which is past", day=texts.short_day(day)))


def _conflicts(session: Session, today: date, texts: Texts) -> Iterator[Finding]:
    for agency, count in count_open(session, today):
        what = texts.many(
            "{number} value waits; see: {command}",
            "{number} values wait; see: {command}",
            count,
            command=f"tracker conflicts --agency {agency}" if agency else "tracker conflicts",
        )
        yield Finding("conflict", agency, what, count)


def _claims(views: DoubtfulViews, texts: Texts) -> Iterator[Finding]:
    claims = Counter(
        view.agency_key or "" for code, view in views.of(Voice.AGENCY) if waits(view, views.group.get(code))
    )
    for agency, count in sorted(claims.items()):
        what = texts.many(
            "{number} claim; see: {seen}; to confirm: {command}",
            "{number} claims; see: {seen}; to confirm: {command}",
            count,
            seen="tracker check --kind contradiction",
            command=f"tracker confirm --agency {agency}",
        )
        yield Finding("claim", agency, what, count)


def _contradictions(session: Session, views: DoubtfulViews, texts: Texts) -> Iterator[Finding]:
    names = status_words(session, texts)
    held = {code: view.status_code for code, view in views.group.items()}
    for voice in (Voice.AGENCY, Voice.OMBUDSPERSON):
        for code, view in views.of(voice):
            if _contradicts(view, views.group.get(code)):
                told = texts(
                    "{who} says '{status}' ({day}), the group '{held}'",
                    who=view.agency_key or texts("ombudsperson"),
                    status=names[view.status_code or ""],
                    day=texts.short_day(view.dated_on),
                    held=names.get(held.get(code) or "") or texts("no status"),
                )
                yield Finding("contradiction", code, told)
    done = statuses_of(session, StatusKind.DONE)
    for code, view in views.of(Voice.COMMITTEE):
        if held.get(code) in done and view.grade in _BAD_GRADES:
            told = texts(
                "the committee graded it {grade} ({day}), the group says '{status}'",
                grade=view.grade,
                day=texts.short_day(view.dated_on),
                status=names[held[code] or ""],
            )
            yield Finding("contradiction", code, told)
    yield from _beside_verdicts(session, {code for code, _ in views.of(Voice.COMMITTEE)}, done, texts)


def _beside_verdicts(
    session: Session, graded: Collection[str], done: Collection[str], texts: Texts
) -> Iterator[Finding]:
    """Units that the group calls done while a verdict on the follow-up stands with their review, to be compared."""
    names = status_words(session, texts)
    query = _in_mandate().add_columns(Recommendation.reference, latest_status(), Review)
    query = query.where(Review.followup_verdict != "", latest_status().in_(done))
    for code, reference, status, review in session.execute(query):
        if code not in graded and asked_about(review, reference):
            what = texts(
                "the group says '{status}'; compare the committee's verdict: {verdict}",
                status=names[status],
                verdict=verdict_of(review),
            )
            yield Finding("contradiction", code, what)


def _contradicts(view: View, group: View | None) -> bool:
    """Return True if a view says something else than the group; a claim only as long as it waits."""
    if view.voice == Voice.AGENCY:
        return waits(view, group)
    return group is None or view.status_code != group.status_code


def _not_understood(session: Session, texts: Texts) -> Iterator[Finding]:
    query = _in_mandate().add_columns(OpenValue.field, OpenValue.text, OpenValue.cell)
    query = query.join(OpenValue, OpenValue.recommendation_id == Recommendation.id).where(
        OpenValue.settled_in.is_(None)
    )
    for code, name, text, cell in session.execute(query):
        yield Finding(
            "not understood",
            code,
            texts("{field} '{text}' (cell {cell})", field=texts(_FIELDS.get(name, name)), text=text, cell=cell),
        )


def _waiting_reviews(session: Session, texts: Texts) -> Iterator[Finding]:
    query = select(Review.code, Review.found_in, func.count()).join(
        Recommendation, Recommendation.review_id == Review.id
    )
    query = query.where(waits_for_review(), Recommendation.out_of_mandate.is_(False))
    for code, found_in, count in session.execute(query.group_by(Review.code, Review.found_in)):
        what = texts.many(
            "{number} row of {file}; place it with: {command}",
            "{number} rows of {file}; place them with: {command}",
            count,
            file=found_in,
            command=f"tracker reviews --place {code} REVIEW",
        )
        yield Finding("no review", code, what, count)


def _duplicates(session: Session, texts: Texts) -> Iterator[Finding]:
    """Recommendations whose texts are nearly those of another mechanism's."""
    query = _in_mandate().add_columns(Review.mechanism, Recommendation.text_key, Recommendation.search_text)
    demands = [Demand(*row) for row in plain_rows(session, query)]

    def whole(codes: Sequence[str]) -> dict[str, str]:
        return dict(rows_about(session, select(Recommendation.code, Recommendation.text), codes))

    for code, other in alike(demands, whole):
        yield Finding("duplicate", code, texts("nearly the same as {code}", code=other))
