"""The register's side of a comparison: the recommendations of the reviews that a file speaks of, read in a few queries."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

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
from tracker.queries.register import pieces
from tracker.vocabulary import Role, Voice


@dataclass
class Record:
    """A recommendation as it stands in the register, or as this import is about to put it there (``id`` 0)."""

    id: int
    code: str
    review: str
    reference: str | None
    sub: int
    text: str
    text_key: str
    lead_in: str = ""
    document: str = ""
    review_document: str = ""
    position: str | None = None
    position_word: str = ""
    position_source: str = ""
    annotation: str | None = None
    due: tuple[date | None, str, str] | None = None
    note: str = ""
    measures: str = ""
    measure_rows: list[tuple[int, str]] = field(default_factory=list)
    """The group's own measures as rows, which ``measures`` gives a line each."""

    states: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    goals: list[tuple[int, str]] = field(default_factory=list)
    lead: str | None = None
    contributing: list[str] = field(default_factory=list)
    assignments: dict[tuple[str, str], int] = field(default_factory=dict)
    statuses: list[tuple[date, int, str]] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    translations: list[str] = field(default_factory=list)
    remarks: set[tuple[str, str]] = field(default_factory=set)
    open_values: dict[tuple[str, str], int] = field(default_factory=dict)
    out_of_mandate: bool = False

    @property
    def status(self) -> str | None:
        """The secretariat's current status."""
        return max(self.statuses)[2] if self.statuses else None


class Records:
    """The records of some reviews, found by code, by (review, number) and by text."""

    def __init__(self) -> None:
        self.by_code: dict[str, Record] = {}
        self.by_number: dict[tuple[str, str, int], Record] = {}
        self.by_text: dict[tuple[str, str], list[Record]] = defaultdict(list)
        self.of_review: dict[str, list[Record]] = defaultdict(list)

    def add(self, record: Record) -> None:
        """Put a record where it is looked for."""
        self.by_code[record.code] = record
        self.of_review[record.review].append(record)
        self.by_text[record.review, record.text_key].append(record)
        if record.reference is not None:
            self.by_number[record.review, record.reference, record.sub] = record


def reviews_of_codes(session: Session, codes: Iterable[str]) -> set[str]:
    """The reviews to which recommendations of these codes belong."""
    return _reviews_where(session, Recommendation.code, codes)


def places_of_texts(session: Session, keys: Iterable[str]) -> dict[str, list[str]]:
    """Text key, then the reviews that have a recommendation of this text."""
    found: dict[str, list[str]] = defaultdict(list)
    for some in pieces(sorted(set(keys))):
        query = select(Recommendation.text_key, Review.code).join(Review, Review.id == Recommendation.review_id)
        for key, code in session.execute(query.where(Recommendation.text_key.in_(some))):
            found[key].append(code)
    return found


def _reviews_where(session: Session, column: InstrumentedAttribute[str], values: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for some in pieces(sorted(set(values))):
        query = select(Review.code).join(Recommendation, Recommendation.review_id == Review.id)
        found.update(session.scalars(query.where(column.in_(some)).distinct()))
    return found


def load_records(session: Session, reviews: Iterable[str]) -> Records:
    """All recommendations of some reviews with everything that a sheet can say about them."""
    records = Records()
    codes = sorted(set(reviews))
    if not codes:
        return records
    query = select(Recommendation, Review.code, Review.symbol).join(Review, Review.id == Recommendation.review_id)
    by_id: dict[int, Record] = {}
    for item, review, symbol in session.execute(query.where(Review.code.in_(codes)).order_by(Recommendation.id)):
        by_id[item.id] = _record(item, review)
        by_id[item.id].review_document = symbol or ""
        records.add(by_id[item.id])
    session.expunge_all()
    if by_id:
        _load_details(session, by_id, codes)
    return records


def _record(item: Recommendation, review: str) -> Record:
    due = (item.due_on, item.due_precision, item.due_text) if item.due_precision else None
    return Record(
        id=item.id,
        code=item.code,
        review=review,
        reference=item.reference,
        sub=item.sub,
        text=item.text,
        text_key=item.text_key,
        lead_in=item.lead_in,
        document=item.document,
        position=item.position,
        position_word=item.position_word,
        position_source=item.position_source,
        annotation=item.annotation,
        due=due,
        note=item.note,
        out_of_mandate=item.out_of_mandate,
    )


def _load_details(session: Session, by_id: dict[int, Record], codes: Sequence[str]) -> None:
    ids = select(Recommendation.id).join(Review, Review.id == Recommendation.review_id).where(Review.code.in_(codes))

    def ours(column: InstrumentedAttribute[int]) -> ColumnElement[bool]:
        return column.in_(ids)

    state = select(RecommendingState.recommendation_id, RecommendingState.name).order_by(RecommendingState.place)
    for key, name in session.execute(state.where(ours(RecommendingState.recommendation_id))):
        by_id[key].states.append(name)
    theme = select(RecommendationTheme.recommendation_id, Theme.label).join(Theme).order_by(RecommendationTheme.place)
    for key, label in session.execute(theme.where(ours(RecommendationTheme.recommendation_id))):
        by_id[key].themes.append(label)
    group = select(RecommendationGroup.recommendation_id, AffectedGroup.label).join(AffectedGroup)
    for key, label in session.execute(group.where(ours(RecommendationGroup.recommendation_id))):
        by_id[key].groups.append(label)
    goal = select(RecommendationGoal.recommendation_id, RecommendationGoal.goal_number, RecommendationGoal.target)
    for key, number, target in session.execute(goal.where(ours(RecommendationGoal.recommendation_id))):
        by_id[key].goals.append((number, target))
    _load_assignments(session, by_id, ours(Assignment.recommendation_id))
    _load_statuses(session, by_id, ours(Assessment.recommendation_id))
    _load_texts(session, by_id, ours)


def _load_assignments(session: Session, by_id: dict[int, Record], ours: ColumnElement[bool]) -> None:
    query = select(Assignment.recommendation_id, Assignment.id, Assignment.agency_key, Assignment.role)
    query = query.where(ours, Assignment.ended_on.is_(None)).order_by(Assignment.id)
    for key, row_id, agency, role in session.execute(query):
        by_id[key].assignments[agency, role] = row_id
        if role == Role.LEAD:
            by_id[key].lead = agency
        else:
            by_id[key].contributing.append(agency)


def _load_statuses(session: Session, by_id: dict[int, Record], ours: ColumnElement[bool]) -> None:
    query = select(Assessment.recommendation_id, Assessment.dated_on, Assessment.id, Assessment.status_code)
    query = query.where(ours, Assessment.voice == Voice.SECRETARIAT, Assessment.status_code.is_not(None))
    for key, dated_on, row_id, code in session.execute(query):
        by_id[key].statuses.append((dated_on, row_id, code or ""))


def _load_texts(
    session: Session, by_id: dict[int, Record], ours: Callable[[InstrumentedAttribute[int]], ColumnElement[bool]]
) -> None:
    measure = select(Measure.recommendation_id, Measure.id, Measure.text).where(
        ours(Measure.recommendation_id),
        Measure.agency_key.is_(None),
        Measure.plan_key.is_(None),
    )
    for key, row_id, text in session.execute(measure.order_by(Measure.id)):
        record = by_id[key]
        record.measure_rows.append((row_id, text))
        record.measures = f"{record.measures}\n{text}" if record.measures else text
    evidence = select(Evidence.recommendation_id, Evidence.text).where(ours(Evidence.recommendation_id))
    for key, text in session.execute(evidence.order_by(Evidence.id)):
        by_id[key].evidence.append(text)
    translated = select(Translation.recommendation_id, Translation.text).where(ours(Translation.recommendation_id))
    for key, text in session.execute(translated):
        by_id[key].translations.append(text)
    remark = select(Remark.recommendation_id, Remark.author, Remark.text).where(ours(Remark.recommendation_id))
    for key, author, text in session.execute(remark):
        by_id[key].remarks.add((author, text))
    waiting = select(OpenValue.recommendation_id, OpenValue.id, OpenValue.field, OpenValue.text)
    waiting = waiting.where(ours(OpenValue.recommendation_id), OpenValue.settled_in.is_(None))
    for key, row_id, name, text in session.execute(waiting):
        by_id[key].open_values[name, text] = row_id
