"""What needs attention: gaps, stale statuses, contradictions between voices, the same demand from several mechanisms."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.counting import counted
from tracker.models import (
    Assignment,
    OpenValue,
    Recommendation,
    Review,
)
from tracker.queries.claims import waits
from tracker.queries.followup import asked_about, verdict_of
from tracker.queries.latest import latest_status
from tracker.queries.likeness import Demand, alike
from tracker.queries.reference import statuses_of
from tracker.queries.register import pieces, waits_for_review
from tracker.queries.substantiated import lacking_evidence
from tracker.queries.views import DoubtfulViews, View, months_since
from tracker.vocabulary import Role, StatusKind, Voice

KINDS = {
    "unassigned": "Without a lead agency",
    "no status": "Without a status",
    "not substantiated": "Status without the evidence that the rules ask for",
    "stale": "Status not renewed in time",
    "contradiction": "Voices that contradict each other",
    "not understood": "Values of sheets that nobody has settled",
    "no review": "Rows that wait for somebody to say which review they belong to",
    "duplicate": "Probably the same demand from several mechanisms",
    "evidence file": "Evidence files that are missing or were altered",
}
"""The kinds of findings, in the order in which they are shown, with their headings.

Files are looked at by ``tracker.followup.evidence``: a query opens none."""

_BAD_GRADES = ("C", "C1", "C2", "D", "D1", "D2", "E", "not_implemented")


@dataclass(frozen=True)
class Finding:
    """One thing that needs attention."""

    kind: str
    code: str
    what: str


def check(session: Session, today: date) -> list[Finding]:
    """All findings, by kind."""
    views = DoubtfulViews(session, _in_mandate(), today)
    findings = [
        *_unassigned(session),
        *_without_status(session),
        *_not_substantiated(session, views),
        *_stale(session, views, today),
        *_contradictions(session, views),
        *_not_understood(session),
        *_waiting_reviews(session),
        *_duplicates(session),
    ]
    order = list(KINDS)
    return sorted(findings, key=lambda finding: order.index(finding.kind))


def _in_mandate() -> Any:
    """Recommendations that the group follows up and whose review is known, in the order of their codes."""
    query = select(Recommendation.code).join(Review, Review.id == Recommendation.review_id)
    query = query.where(Recommendation.out_of_mandate.is_(False), ~waits_for_review())
    return query.order_by(Review.code, Recommendation.sort_key)


def _unassigned(session: Session) -> Iterator[Finding]:
    lead = select(Assignment.id).where(
        Assignment.recommendation_id == Recommendation.id, Assignment.role == Role.LEAD, Assignment.ended_on.is_(None)
    )
    for code in session.scalars(_in_mandate().where(~lead.exists())):
        yield Finding("unassigned", code, "no agency leads")


def _without_status(session: Session) -> Iterator[Finding]:
    for code in session.scalars(_in_mandate().where(latest_status().is_(None))):
        yield Finding("no status", code, "nobody has stated a status")


def _not_substantiated(session: Session, views: DoubtfulViews) -> Iterator[Finding]:
    group = [(code, view) for code, view in views.group.items() if not view.substantiated]
    claims = [(code, view) for code, view in views.of(Voice.AGENCY) if waits(view, views.group.get(code))]
    lacking = lacking_evidence(session, [view for _, view in (*group, *claims)])
    for code, view in (*group, *claims):
        if view.id in lacking:
            who = f"{view.agency_key} claims " if view.agency_key else ""
            yield Finding("not substantiated", code, f"{who}'{view.status_code}' of {view.dated_on} lacks evidence")


def _stale(session: Session, views: DoubtfulViews, today: date) -> Iterator[Finding]:
    due = select(Recommendation.code, Recommendation.due_on).where(Recommendation.due_on < today)
    past = dict(session.execute(due).all())
    for code, view in views.group.items():
        months, age = views.limits.get(view.status_code or ""), months_since(view.dated_on, today)
        if months and age >= months:
            told = f"'{view.status_code}' since {view.dated_on}, {age} months ago; to be renewed every {months}"
            yield Finding("stale", code, told)
        elif view.status_code in views.planned and code in past:
            yield Finding("stale", code, f"planned for {past[code]}, which is past")


def _contradictions(session: Session, views: DoubtfulViews) -> Iterator[Finding]:
    held = {code: view.status_code for code, view in views.group.items()}
    for voice in (Voice.AGENCY, Voice.OMBUDSPERSON):
        for code, view in views.of(voice):
            if _contradicts(view, views.group.get(code)):
                told = f"{view.agency_key or voice} says '{view.status_code}' ({view.dated_on})"
                yield Finding("contradiction", code, f"{told}, the group '{held.get(code) or 'no status'}'")
    done = statuses_of(session, StatusKind.DONE)
    for code, view in views.of(Voice.COMMITTEE):
        if held.get(code) in done and view.grade in _BAD_GRADES:
            told = f"the committee graded it {view.grade} ({view.dated_on}), the group says '{held[code]}'"
            yield Finding("contradiction", code, told)
    yield from _beside_verdicts(session, {code for code, _ in views.of(Voice.COMMITTEE)}, done)


def _beside_verdicts(session: Session, graded: Collection[str], done: Collection[str]) -> Iterator[Finding]:
    """Units that the group calls done while a verdict on the follow-up stands with their review, to be compared."""
    query = _in_mandate().add_columns(Recommendation.reference, latest_status(), Review)
    query = query.where(Review.followup_verdict != "", latest_status().in_(done))
    for code, reference, status, review in session.execute(query):
        if code not in graded and asked_about(review, reference):
            what = f"the group says '{status}'; compare the committee's verdict: {verdict_of(review)}"
            yield Finding("contradiction", code, what)


def _contradicts(view: View, group: View | None) -> bool:
    """Return True if a view says something else than the group; a claim only as long as it waits."""
    if view.voice == Voice.AGENCY:
        return waits(view, group)
    return group is None or view.status_code != group.status_code


def _not_understood(session: Session) -> Iterator[Finding]:
    query = _in_mandate().add_columns(OpenValue.field, OpenValue.text, OpenValue.cell)
    query = query.join(OpenValue, OpenValue.recommendation_id == Recommendation.id).where(
        OpenValue.settled_in.is_(None)
    )
    for code, name, text, cell in session.execute(query):
        yield Finding("not understood", code, f"{name} '{text}' (cell {cell})")


def _waiting_reviews(session: Session) -> Iterator[Finding]:
    query = select(Review.code, Review.found_in, func.count()).join(
        Recommendation, Recommendation.review_id == Review.id
    )
    query = query.where(waits_for_review(), Recommendation.out_of_mandate.is_(False))
    for code, found_in, count in session.execute(query.group_by(Review.code, Review.found_in)):
        yield Finding(
            "no review",
            code,
            f"{counted(count, 'row')} of {found_in}; place them with: tracker reviews --place {code} REVIEW",
        )


def _duplicates(session: Session) -> Iterator[Finding]:
    """Recommendations whose texts are nearly those of another mechanism's."""
    query = _in_mandate().add_columns(Review.mechanism, Recommendation.text_key, Recommendation.search_text)
    demands = [Demand(*row) for row in session.execute(query)]

    def texts(codes: Sequence[str]) -> dict[str, str]:
        found = select(Recommendation.code, Recommendation.text)
        return {
            code: text
            for some in pieces(codes)
            for code, text in session.execute(found.where(Recommendation.code.in_(some)))
        }

    for code, other in alike(demands, texts):
        yield Finding("duplicate", code, f"nearly the same as {other}")
