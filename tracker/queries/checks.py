"""What needs attention: gaps, stale statuses, contradictions between voices, the same demand from several mechanisms."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.language.texts import Texts, marked
from tracker.models import (
    Assessment,
    Assignment,
    OpenValue,
    Recommendation,
    Review,
    Status,
)
from tracker.queries.claims import waits
from tracker.queries.latest import current_first, latest_status
from tracker.queries.reference import status_words, statuses_of
from tracker.queries.substantiated import lacking_evidence
from tracker.textkey import compared
from tracker.vocabulary import Role, StatusKind, Voice

KINDS = {
    "unassigned": marked("Without a lead agency"),
    "no status": marked("Without a status"),
    "not substantiated": marked("Status without the evidence that the rules ask for"),
    "stale": marked("Status not renewed in time"),
    "contradiction": marked("Voices that contradict each other"),
    "not understood": marked("Values of sheets that nobody has settled"),
    "no review": marked("Rows that wait for somebody to say which review they belong to"),
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


def check(session: Session, today: date, texts: Texts) -> list[Finding]:
    """All findings, by kind."""
    findings = [
        *_unassigned(session, texts),
        *_without_status(session, texts),
        *_not_substantiated(session, texts),
        *_stale(session, today, texts),
        *_contradictions(session, texts),
        *_not_understood(session, texts),
        *_waiting_reviews(session, texts),
        *_duplicates(session, texts),
    ]
    order = list(KINDS)
    return sorted(findings, key=lambda finding: order.index(finding.kind))


def _in_mandate() -> Any:
    """Recommendations that the group follows up, in the order of their codes."""
    query = select(Recommendation.code).join(Review, Review.id == Recommendation.review_id)
    return query.where(Recommendation.out_of_mandate.is_(False)).order_by(Review.code, Recommendation.sort_key)


def _unassigned(session: Session, texts: Texts) -> Iterator[Finding]:
    lead = select(Assignment.id).where(
        Assignment.recommendation_id == Recommendation.id, Assignment.role == Role.LEAD, Assignment.ended_on.is_(None)
    )
    for code in session.scalars(_in_mandate().where(~lead.exists())):
        yield Finding("unassigned", code, texts("no agency leads"))


def _without_status(session: Session, texts: Texts) -> Iterator[Finding]:
    for code in session.scalars(_in_mandate().where(latest_status().is_(None))):
        yield Finding("no status", code, texts("nobody has stated a status"))


def _not_substantiated(session: Session, texts: Texts) -> Iterator[Finding]:
    names = status_words(session, texts)
    group = dict(_latest_views(session, Voice.SECRETARIAT))
    claims = [(code, view) for code, view in _latest_views(session, Voice.AGENCY) if waits(view, group.get(code))]
    views = [*group.items(), *claims]
    lacking = lacking_evidence(session, [view for _, view in views])
    for code, view in views:
        if view.id in lacking:
            said = {"status": names[view.status_code or ""], "day": texts.short_day(view.dated_on)}
            if view.agency_key:
                what = texts("{agency} claims '{status}' of {day} lacks evidence", agency=view.agency_key, **said)
            else:
                what = texts("'{status}' of {day} lacks evidence", **said)
            yield Finding("not substantiated", code, what)


def _latest_views(session: Session, voice: Voice) -> Iterable[tuple[str, Assessment]]:
    """The current view of a voice for every recommendation in the mandate."""
    query = _in_mandate().add_columns(Assessment).join(Assessment, Assessment.recommendation_id == Recommendation.id)
    current: dict[str, Assessment] = {}
    for code, view in session.execute(query.where(Assessment.voice == voice).order_by(*current_first())):
        current.setdefault(code, view)
    return current.items()


def _stale(session: Session, today: date, texts: Texts) -> Iterator[Finding]:
    names, planned = status_words(session, texts), statuses_of(session, StatusKind.PLANNED)
    limits = dict(session.execute(select(Status.code, Status.stale_after_months)).all())
    due = dict(session.execute(select(Recommendation.code, Recommendation.due_on)).all())
    for code, view in _latest_views(session, Voice.SECRETARIAT):
        months = limits.get(view.status_code or "")
        age = (
            (today.year - view.dated_on.year) * 12 + today.month - view.dated_on.month - (today.day < view.dated_on.day)
        )
        if months and age >= months:
            what = texts(
                "'{status}' since {day}, {age} months ago; to be renewed every {months}",
                status=names[view.status_code or ""],
                day=texts.short_day(view.dated_on),
                age=age,
                months=months,
            )
            yield Finding("stale", code, what)
        elif view.status_code in planned and (target := due.get(code)) and target < today:
            yield Finding("stale", code, texts("planned for {day}, which is past", day=texts.short_day(target)))


def _contradictions(session: Session, texts: Texts) -> Iterator[Finding]:
    views: dict[str, dict[Voice, Assessment]] = defaultdict(dict)
    for voice in Voice:
        for code, view in _latest_views(session, voice):
            views[code][voice] = view
    names, done = status_words(session, texts), statuses_of(session, StatusKind.DONE)
    for code, said in views.items():
        group = said.get(Voice.SECRETARIAT)
        for voice in (Voice.AGENCY, Voice.OMBUDSPERSON):
            other = said.get(voice)
            if other is not None and _contradicts(other, group):
                what = texts(
                    "{who} says '{status}' ({day}), the group '{held}'",
                    who=other.agency_key or texts("ombudsperson"),
                    status=names[other.status_code or ""],
                    day=texts.short_day(other.dated_on),
                    held=names[group.status_code or ""] if group else texts("no status"),
                )
                yield Finding("contradiction", code, what)
        verdict = said.get(Voice.COMMITTEE)
        if verdict is not None and group is not None and group.status_code in done and verdict.grade in _BAD_GRADES:
            what = texts(
                "the committee graded it {grade} ({day}), the group says '{status}'",
                grade=verdict.grade,
                day=texts.short_day(verdict.dated_on),
                status=names[group.status_code or ""],
            )
            yield Finding("contradiction", code, what)


def _contradicts(view: Assessment, group: Assessment | None) -> bool:
    """Whether a view says something else than the group; a claim only as long as it waits."""
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
    query = query.where(Review.provisional.is_(True), Recommendation.out_of_mandate.is_(False))
    for code, found_in, count in session.execute(query.group_by(Review.code, Review.found_in)):
        what = texts.many(
            "{number} row of {file}; place it with: {command}",
            "{number} rows of {file}; place them with: {command}",
            count,
            file=found_in,
            command=f"tracker reviews --place {code} REVIEW",
        )
        yield Finding("no review", code, what)


def _duplicates(session: Session, texts: Texts) -> Iterator[Finding]:
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
                yield Finding("duplicate", code, texts("nearly the same as {code}", code=items[other][0]))


def _shingles(text: str) -> set[str]:
    words = re.findall(r"\w+", text)
    return {" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}
