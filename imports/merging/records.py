"""Loads the recommendations of the reviews in a file from the register, in a few queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from imports.fields import kept_as_they_are
from tracker.models import (
    AffectedGroup,
    Assessment,
    Assignment,
    Evidence,
    Measure,
    OpenValue,
    Recommendation,
    RecommendationGoal,
    RecommendationGroup,
    RecommendationTheme,
    RecommendingState,
    Remark,
    Review,
    Theme,
    Translation,
)
from tracker.queries.pieces import pieces
from tracker.vocabulary import Role, Voice

_STREAMED = {"yield_per": 5000}
"""Rows are taken from the database in portions, so that they are not all in memory twice."""

PLAIN = kept_as_they_are("Recommendation")
"""The fields whose value is one column of the recommendation."""

_PLACES = {name: place for place, name in enumerate(PLAIN)}


@dataclass(slots=True)
class Record:
    """A recommendation as it stands in the register, or as this import is about to put it there (``id`` 0).

    Records that say the same of a field share one list, which is never changed in place.
    """

    id: int
    code: str
    review: str
    reference: str | None
    sub: int
    text: str
    text_key: str
    words: str = ""
    """The words of the text of a new recommendation, by which it is found."""

    states: Sequence[str] = ()
    plain: tuple[Any, ...] = ()
    """The values of ``PLAIN``, in their order."""

    review_document: str = ""
    position_word: str = ""
    due: tuple[date | None, str, str] | None = None
    out_of_mandate: bool = False
    measure_rows: Sequence[tuple[int, str]] = ()
    """The group's own measures as rows, which ``measures`` gives a line each."""

    theme: Sequence[str] = ()
    affected: Sequence[str] = ()
    sdg: Sequence[tuple[int, str]] = ()
    agencies: Sequence[tuple[str, str]] = ()
    """The agencies and their roles, in the order of ``assignments``."""

    assignments: Sequence[int] = ()
    statuses: Sequence[tuple[date, int, str]] = ()
    evidence: Sequence[str] = ()
    translations: Sequence[str] = ()
    remarks: Sequence[tuple[str, str]] = ()
    open_values: Sequence[tuple[str, str, int]] = ()

    @property
    def status(self) -> str | None:
        """The secretariat's current status."""
        return max(self.statuses)[2] if self.statuses else None

    @property
    def measures(self) -> str:
        """The group's own measures, a line each."""
        return "\n".join(text for _, text in self.measure_rows)

    @property
    def lead(self) -> str | None:
        """The agency that leads."""
        return next((agency for agency, role in self.agencies if role == Role.LEAD), None)

    @property
    def contributing(self) -> list[str]:
        """The agencies that contribute."""
        return [agency for agency, role in self.agencies if role != Role.LEAD]

    def assignment(self, agency: str, role: Role) -> int:
        """The row that gives an agency its part."""
        return self.assignments[self.agencies.index((agency, role))]

    def held(self, name: str) -> Any:
        """What the register holds of a field."""
        place = _PLACES.get(name)
        return getattr(self, name) if place is None else self.plain[place]


class Records:
    """The records of some reviews, found by code, by (review, number) and by text."""

    def __init__(self) -> None:
        self.by_code: dict[str, Record] = {}
        self.by_number: dict[tuple[str, str, int], Record] = {}
        self.of_review: dict[str, list[Record]] = defaultdict(list)
        self._by_text: dict[str, dict[str, Record | list[Record]]] = defaultdict(dict)

    def add(self, record: Record) -> None:
        """Add a record, to be found by code, number and text."""
        self.by_code[record.code] = record
        self.of_review[record.review].append(record)
        texts = self._by_text[record.review]
        before = texts.setdefault(record.text_key, record)
        if before is not record:
            texts[record.text_key] = [*(before if isinstance(before, list) else (before,)), record]
        if record.reference is not None:
            self.by_number[record.review, record.reference, record.sub] = record

    def all(self) -> list[Record]:
        """The records that the register has."""
        return [record for record in self.by_code.values() if record.id]

    def last_unnumbered(self, review: str) -> int:
        """The last number that was given to a recommendation of a review without numbers."""
        codes = (record.code for record in self.of_review.get(review, ()) if record.reference is None)
        return max((int(code.rpartition("/U")[2]) for code in codes if "/U" in code), default=0)

    def with_text(self, review: str, key: str) -> Sequence[Record]:
        """The records of a review that have a text."""
        found = self._by_text[review].get(key)
        return () if found is None else found if isinstance(found, list) else (found,)


def reviews_of_codes(session: Session, codes: Iterable[str]) -> set[str]:
    """The reviews to which recommendations of these codes belong."""
    return _reviews_where(session, Recommendation.code, codes)


def reviews_of_rows(session: Session, ids: Iterable[int]) -> set[str]:
    """The reviews to which recommendations of these identifiers belong."""
    return _reviews_where(session, Recommendation.id, ids)


def places_of_texts(session: Session, keys: Iterable[str]) -> dict[str, list[str]]:
    """Text key, then the reviews that have a recommendation of this text."""
    found: dict[str, list[str]] = defaultdict(list)
    for some in pieces(sorted(set(keys))):
        query = select(Recommendation.text_key, Review.code).join(Review, Review.id == Recommendation.review_id)
        for key, code in session.execute(query.where(Recommendation.text_key.in_(some))):
            found[key].append(code)
    return found


def places_of_numbers(session: Session, numbers: Iterable[str]) -> dict[tuple[str, int], dict[str, set[str]]]:
    """Number with its sub-index, then mechanism, then the reviews that have a recommendation of this number."""
    found: dict[tuple[str, int], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    columns = (Recommendation.reference, Recommendation.sub, Review.mechanism, Review.code)
    for some in pieces(sorted(set(numbers))):
        query = select(*columns).join(Review, Review.id == Recommendation.review_id)
        for reference, sub, mechanism, code in session.execute(query.where(Recommendation.reference.in_(some))):
            found[reference or "", sub][mechanism].add(code)
    return found


def _reviews_where(session: Session, column: InstrumentedAttribute[Any], values: Iterable[Any]) -> set[str]:
    found: set[str] = set()
    for some in pieces(sorted(set(values))):
        query = select(Review.code).join(Recommendation, Recommendation.review_id == Review.id)
        found.update(session.scalars(query.where(column.in_(some)).distinct()))
    return found


def load_records(session: Session, reviews: Iterable[str]) -> Records:
    """All recommendations of some reviews with all fields that a sheet can have."""
    records = Records()
    found = session.execute(select(Review.id, Review.code, Review.symbol).where(Review.code.in_(set(reviews)))).all()
    known = {review_id: (code, symbol or "") for review_id, code, symbol in found}
    by_id = {record.id: record for record in _loaded(session, known)} if known else {}
    if by_id:
        _load_details(session, by_id, known)
    for record in by_id.values():
        records.add(record)
    return records


def _loaded(session: Session, reviews: Mapping[int, tuple[str, str]]) -> Iterator[Record]:
    of = Recommendation
    identity = (of.id, of.review_id, of.code, of.reference, of.sub, of.text, of.text_key)
    beside = (of.position_word, of.out_of_mandate, of.due_on, of.due_precision, of.due_text)
    query = select(*identity, *beside, *(getattr(of, name) for name in PLAIN)).where(of.review_id.in_(reviews))
    for row in session.connection().execute(query.order_by(of.id), execution_options=_STREAMED):
        row_id, review_id, code, reference, sub, text, key, word, outside, due_on, precision, due_text, *plain = row
        review, symbol = reviews[review_id]
        record = Record(row_id, code, review, reference, sub, text, key)
        record.plain, record.review_document, record.position_word = tuple(plain), symbol, word
        record.due, record.out_of_mandate = (due_on, precision, due_text) if precision else None, outside
        yield record


@dataclass(frozen=True)
class _Detail:
    """A table with details of recommendations: its values, their order, and the attribute that takes them."""

    name: str
    model: Any
    values: tuple[Any, ...]
    by: Any
    joined: Any = None
    where: ColumnElement[bool] | None = None
    shared: bool = False
    """True if many recommendations have the very same values."""


_DETAILS = (
    _Detail("states", RecommendingState, (RecommendingState.name,), RecommendingState.place, shared=True),
    _Detail("theme", RecommendationTheme, (Theme.label,), RecommendationTheme.place, joined=Theme, shared=True),
    _Detail(
        *("affected", RecommendationGroup, (AffectedGroup.label,), RecommendationGroup.id),
        joined=AffectedGroup,
        shared=True,
    ),
    _Detail(
        *(
            "sdg",
            RecommendationGoal,
            (RecommendationGoal.goal_number, RecommendationGoal.target),
            RecommendationGoal.id,
        ),
        shared=True,
    ),
    _Detail(
        *("statuses", Assessment, (Assessment.dated_on, Assessment.id, Assessment.status_code), Assessment.id),
        where=(Assessment.voice == Voice.SECRETARIAT) & Assessment.status_code.is_not(None),
    ),
    _Detail(
        *("measure_rows", Measure, (Measure.id, Measure.text), Measure.id),
        where=Measure.agency_key.is_(None) & Measure.plan_key.is_(None),
    ),
    _Detail("evidence", Evidence, (Evidence.text,), Evidence.id),
    _Detail("translations", Translation, (Translation.text,), Translation.id),
    _Detail("remarks", Remark, (Remark.author, Remark.text), Remark.id),
    _Detail(
        *("open_values", OpenValue, (OpenValue.field, OpenValue.text, OpenValue.id), OpenValue.id),
        where=OpenValue.settled_in.is_(None),
    ),
)


def _load_details(session: Session, by_id: Mapping[int, Record], reviews: Iterable[int]) -> None:
    ids = select(Recommendation.id).where(Recommendation.review_id.in_(reviews))
    for detail in _DETAILS:
        lists: dict[Any, Any] = {}
        for key, values in _values(session, detail, ids):
            setattr(by_id[key], detail.name, lists.setdefault(tuple(values), values) if detail.shared else values)
    active = _Detail(
        *("agencies", Assignment, (Assignment.agency_key, Assignment.role, Assignment.id), Assignment.id),
        where=Assignment.ended_on.is_(None),
    )
    parts: dict[Any, Any] = {}
    for key, values in _values(session, active, ids):
        agencies = tuple((agency, role) for agency, role, _ in values)
        by_id[key].agencies = parts.setdefault(agencies, agencies)
        by_id[key].assignments = tuple(row_id for _, _, row_id in values)


def _values(session: Session, detail: _Detail, ids: Select[int]) -> Iterator[tuple[int, list[Any]]]:
    """The values of a detail, each recommendation's together."""
    key = detail.model.recommendation_id
    query = select(key, *detail.values).select_from(detail.model).where(key.in_(ids))
    query = query if detail.where is None else query.where(detail.where)
    query = (
        query.order_by(key, detail.by) if detail.joined is None else query.join(detail.joined).order_by(key, detail.by)
    )
    rows = session.connection().execute(query, execution_options=_STREAMED)
    one = len(detail.values) == 1
    for recommendation, of_it in groupby(rows, key=itemgetter(0)):
        yield recommendation, [row[1] if one else row[1:] for row in of_it]
