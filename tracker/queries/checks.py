"""What needs attention: gaps, stale statuses, contradictions between voices, the same demand from several mechanisms."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.counting import counted
from tracker.models import (
    Agency,
    Assessment,
    Assignment,
    OpenValue,
    Recommendation,
    Review,
    Status,
)
from tracker.queries.claims import waits
from tracker.queries.latest import current_first, latest_status
from tracker.queries.reference import statuses_of
from tracker.queries.substantiated import lacking_evidence
from tracker.textkey import compared
from tracker.vocabulary import Role, StatusKind, Voice

KINDS = {
    "unassigned": "Without a lead agency",
    "closed agency": "Assigned to an agency that was closed",
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

_ALIKE = 80
"""Likeness (per cent, words compared as sets) from which two texts probably ask for the same."""

_BAD_GRADES = ("C", "C1", "C2", "D", "D1", "D2", "E", "not_implemented")
_SHINGLE = 3


@dataclass(frozen=True)
class Finding:
    """One thing that needs attention."""

    kind: str
    code: str
    what: str


def check(session: Session, today: date) -> list[Finding]:
    """All findings, by kind."""
    findings = [
        *_unassigned(session),
        *_with_closed_agencies(session),
        *_without_status(session),
        *_not_substantiated(session),
        *_stale(session, today),
        *_contradictions(session),
        *_not_understood(session),
        *_waiting_reviews(session),
        *_duplicates(session),
    ]
    order = list(KINDS)
    return sorted(findings, key=lambda finding: order.index(finding.kind))


def _in_mandate() -> Any:
    """Recommendations that the group follows up, in the order of their codes."""
    query = select(Recommendation.code).join(Review, Review.id == Recommendation.review_id)
    return query.where(Recommendation.out_of_mandate.is_(False)).order_by(Review.code, Recommendation.sort_key)


def _unassigned(session: Session) -> Iterator[Finding]:
    lead = select(Assignment.id).where(
        Assignment.recommendation_id == Recommendation.id, Assignment.role == Role.LEAD, Assignment.ended_on.is_(None)
    )
    for code in session.scalars(_in_mandate().where(~lead.exists())):
        yield Finding("unassigned", code, "no agency leads")


def _with_closed_agencies(session: Session) -> Iterator[Finding]:
    query = _in_mandate().add_columns(Agency.key, Agency.closed_on)
    query = query.join(Assignment, Assignment.recommendation_id == Recommendation.id)
    query = query.join(Agency, Agency.key == Assignment.agency_key)
    for code, agency, on in session.execute(query.where(Assignment.ended_on.is_(None), Agency.closed_on.is_not(None))):
        yield Finding("closed agency", code, f"{agency} was closed on {on}; assign another agency")


def _without_status(session: Session) -> Iterator[Finding]:
    for code in session.scalars(_in_mandate().where(latest_status().is_(None))):
        yield Finding("no status", code, "nobody has stated a status")


def _not_substantiated(session: Session) -> Iterator[Finding]:
    group = dict(_latest_views(session, Voice.SECRETARIAT))
    claims = [(code, view) for code, view in _latest_views(session, Voice.AGENCY) if waits(view, group.get(code))]
    views = [*group.items(), *claims]
    lacking = lacking_evidence(session, [view for _, view in views])
    for code, view in views:
        if view.id in lacking:
            who = f"{view.agency_key} claims " if view.agency_key else ""
            yield Finding("not substantiated", code, f"{who}'{view.status_code}' of {view.dated_on} lacks evidence")


def _latest_views(session: Session, voice: Voice) -> Iterable[tuple[str, Assessment]]:
    """The current view of a voice for every recommendation in the mandate."""
    query = _in_mandate().add_columns(Assessment).join(Assessment, Assessment.recommendation_id == Recommendation.id)
    current: dict[str, Assessment] = {}
    for code, view in session.execute(query.where(Assessment.voice == voice).order_by(*current_first())):
        current.setdefault(code, view)
    return current.items()


def _stale(session: Session, today: date) -> Iterator[Finding]:
    planned = statuses_of(session, StatusKind.PLANNED)
    limits = dict(session.execute(select(Status.code, Status.stale_after_months)).all())
    due = dict(session.execute(select(Recommendation.code, Recommendation.due_on)).all())
    for code, view in _latest_views(session, Voice.SECRETARIAT):
        months = limits.get(view.status_code or "")
        age = (
            (today.year - view.dated_on.year) * 12 + today.month - view.dated_on.month - (today.day < view.dated_on.day)
        )
        if months and age >= months:
            yield Finding(
                "stale",
                code,
                f"'{view.status_code}' since {view.dated_on}, {age} months ago; to be renewed every {months}",
            )
        elif view.status_code in planned and (target := due.get(code)) and target < today:
            yield Finding("stale", code, f"planned for {target}, which is past")


def _contradictions(session: Session) -> Iterator[Finding]:
    views: dict[str, dict[Voice, Assessment]] = defaultdict(dict)
    for voice in Voice:
        for code, view in _latest_views(session, voice):
            views[code][voice] = view
    done = statuses_of(session, StatusKind.DONE)
    for code, said in views.items():
        group = said.get(Voice.SECRETARIAT)
        for voice in (Voice.AGENCY, Voice.OMBUDSPERSON):
            other = said.get(voice)
            if other is not None and _contradicts(other, group):
                held = group.status_code if group else "no status"
                who = other.agency_key or voice.value
                yield Finding(
                    "contradiction", code, f"{who} says '{other.status_code}' ({other.dated_on}), the group '{held}'"
                )
        verdict = said.get(Voice.COMMITTEE)
        if verdict is not None and group is not None and group.status_code in done and verdict.grade in _BAD_GRADES:
            yield Finding(
                "contradiction",
                code,
                f"the committee graded it {verdict.grade} ({verdict.dated_on}), the group says '{group.status_code}'",
            )


def _contradicts(view: Assessment, group: Assessment | None) -> bool:
    """Whether a view says something else than the group; a claim only as long as it waits."""
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
    query = query.where(Review.provisional.is_(True), Recommendation.out_of_mandate.is_(False))
    for code, found_in, count in session.execute(query.group_by(Review.code, Review.found_in)):
        yield Finding(
            "no review",
            code,
            f"{counted(count, 'row')} of {found_in}; place them with: tracker reviews --place {code} REVIEW",
        )


def _duplicates(session: Session) -> Iterator[Finding]:
    """Texts of different mechanisms that share most of their words, found over shared runs of three words."""
    from rapidfuzz import fuzz

    query = _in_mandate().add_columns(Review.mechanism, Recommendation.text)
    items = [(code, mechanism, compared(text)) for code, mechanism, text in session.execute(query)]
    index: dict[str, list[int]] = defaultdict(list)
    for number, (code, mechanism, text) in enumerate(items):
        shared: Counter[int] = Counter()
        for shingle in _shingles(text):
            for other in index[shingle][:20]:
                shared[other] += items[other][1] != mechanism
            index[shingle].append(number)
        for other, times in shared.most_common(3):
            if times and fuzz.token_sort_ratio(text, items[other][2], score_cutoff=_ALIKE):
                yield Finding("duplicate", code, f"nearly the same as {items[other][0]}")


def _shingles(text: str) -> set[str]:
    words = re.findall(r"\w+", text)
    return {" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}
